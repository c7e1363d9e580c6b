"""From a packet's YAML and one patient's values to what it asks for and says, part by part; nothing is dated or drawn."""
