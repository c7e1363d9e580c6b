"""From a typed request to a typed result, one module for each verb, for every face of the program.

A service takes a workspace, if it needs one, and a frozen request. It returns values and Problems,
never sentences. It knows no terminal, no exit code and no current folder: all paths are the
caller's. Where it takes time, ``progress`` is called with the steps done and the number of all
steps, and ``stop`` is asked between two steps. A service raises ContentError when problems stop all
of the work.
"""
