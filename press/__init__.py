"""Handout Press: from a workspace of YAML to paper."""

__version__ = "0.1.0"
