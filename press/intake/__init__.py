"""From a third-party PDF to an insert for a packet: rebuilt, safe, checked for accessibility."""
