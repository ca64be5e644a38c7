"""Scan-to-file: a stack of signed forms to its records."""

from __future__ import annotations

from pathlib import Path

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _


def declare(commands: Commands) -> None:
    """``file-scans FILE …``."""
    command = commands.command(
        "file-scans", N_("file a scanned stack of signed forms to its records"), _file
    )
    command.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help=_("scans: PDF, PNG or JPEG")
    )
    command.add_argument(
        "--dry-run", action="store_true", help=_("only say where the papers would go")
    )


def _file(given: Given) -> Answer:
    from exports.filing import file_away, read_stack

    with given.office() as office:
        stack = read_stack(office, given.files, given.progress)
        filed = 0 if given.dry_run else file_away(office, stack, stack.filings)
    rows = [
        {
            "source": one.sheaf.source,
            "pages": [page + 1 for page in one.sheaf.pages],
            "document": one.sheaf.code.document if one.title and one.sheaf.code else None,
            "record": one.sheaf.code.record_id if one.known and one.sheaf.code else None,
        }
        for one in stack.filings
    ]
    lines = [
        _("pages {pages}: {document} · {record}").format(
            pages=", ".join(str(page + 1) for page in one.sheaf.pages),
            document=one.title or "–",
            record=one.caption or "–",
        )
        for one in stack.filings
    ]
    return Answer({"papers": rows, "filed": filed}, lines)
