"""From YAML to a Handout, checked and frozen; nothing is drawn here."""
