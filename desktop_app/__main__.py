"""``python -m desktop_app``: the program with its window."""

import sys

from desktop_app.main import main

if __name__ == "__main__":
    sys.exit(main())
