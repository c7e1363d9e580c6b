"""``python make_pdf.py``: the command make-pdf, from a checkout."""

import sys

from press.cli import main

if __name__ == "__main__":
    sys.exit(main())
