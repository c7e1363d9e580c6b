"""From practice.yaml to a Brand: name, address, colours, fonts, envelopes and printers."""
