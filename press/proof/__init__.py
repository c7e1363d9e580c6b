"""From a finished PDF to what a machine can prove wrong with it: PDF/UA, PDF/A and the tag tree."""
