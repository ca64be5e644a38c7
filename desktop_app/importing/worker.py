"""The process in which foreign spreadsheets are opened: little memory, little time.

Takes the file on standard input and answers in JSON on standard output:
``{"sheets": ...}`` or ``{"error": [code, message]}``. Whatever a hostile file
does here, the program only sees this process end.
"""

from __future__ import annotations

import json
import sys

from desktop_app.errors import UserError
from desktop_app.importing.tables import packed
from desktop_app.importing.workbook import read_workbook

MEMORY = 1 << 30
SECONDS = 60


def limit() -> None:
    """Bound this process's memory and time where the system knows how."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read one file."""
    limit()
    answer: dict[str, object]
    try:
        answer = {"sheets": packed(read_workbook(sys.stdin.buffer.read()))}
    except UserError as error:
        answer = {"error": [error.code, error.message]}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
