"""From a mailing's YAML to its letter and enclosures, as typed; no recipient is read here."""
