"""From a packet's YAML and a patient's values to typed parts and answers; no dates, no pages."""
