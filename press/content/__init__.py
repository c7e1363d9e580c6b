"""From YAML to a Handout: read, checked, frozen; nothing drawn."""
