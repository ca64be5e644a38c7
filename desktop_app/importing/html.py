"""Tables in HTML: what many payroll systems save under a name ending in .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from desktop_app.errors import UserError
from desktop_app.importing.tables import Row, SheetRows, tidy
from desktop_app.importing.text import MOST_ROWS, TOO_LARGE


class _Tables(HTMLParser):
    """Collects the rows of all tables; a cell over several columns leaves the others empty."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
            if len(self.rows) > MOST_ROWS:
                raise UserError("TOO-LARGE", TOO_LARGE)
        elif tag in ("td", "th"):
            self._close()
            self.cell = []
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), 50) if span.isdecimal() and len(span) < 4 else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is not None and self.rows:
            self.rows[-1] += ["".join(self.cell), *[""] * (self.span - 1)]
        self.cell = None


def read_html(text: str) -> list[SheetRows]:
    """All tables of the page, one below the other, as one sheet."""
    tables = _Tables()
    tables.feed(text)
    tables.close()
    rows = [
        Row(number, cells)
        for number, record in enumerate(tables.rows, start=1)
        if (cells := tidy(record))
    ]
    return [SheetRows("", rows)]
