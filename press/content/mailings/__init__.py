"""From a mailing's YAML to its letter and what goes with it, as they were typed; nothing of any recipient's is read here."""
