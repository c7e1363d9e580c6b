"""From a finished PDF to the Problems that a program can find in it: PDF/UA, PDF/A, structure."""
