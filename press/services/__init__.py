"""From a typed request to a typed result, one module for each verb: no terminal, no exit, no current folder."""
