"""Tables that come as text: csv in the habits of several countries, and the clipboard."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.tables import Row, SheetRows, tidy

MOST_TEXT = 32 << 20
MOST_ROWS = 100_000
TOO_LARGE = N_(
    "This file is too large for a list of workers. Delete what does not belong to the list "
    "(also empty rows and columns beyond it), save it and try again."
)
NO_TABLE = N_(
    "This file is no spreadsheet. Choose an Excel file (.xlsx, .xls, .ods) or a csv file."
)

_SEPARATORS = ";\t,|"
_FIELD = 100_000


def decoded(data: bytes) -> str:
    """`data` as text: by its byte order mark, else UTF-8, else as Windows writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    head = data[:4000]
    if head and head.count(0) > len(head) // 4:
        odd = head[1::2].count(0) > head[::2].count(0)
        return data.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    if 0 in data:
        raise UserError("NO-TABLE", NO_TABLE)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; they become signs people can see.
        return data.decode("cp1252", errors="replace")


def read_text(text: str, name: str = "") -> SheetRows:
    """The table in `text`; row numbers as Excel counts them after opening it."""
    if len(text) > MOST_TEXT:
        raise UserError("TOO-LARGE", TOO_LARGE)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = None
    if told := re.match(r'"?sep=(.)"?\n', text, re.IGNORECASE):
        separator, text = told[1], text[told.end() :]
    separator = separator or _separator(text)
    records = _records(text, separator)
    if any(cell.count("\n") > 30 for record in records for cell in record):
        # A quote that nobody closed has swallowed the rows after it.
        records = _records(text, separator, quoted=False)
    rows = [
        Row(number, cells)
        for number, record in enumerate(records, start=1)
        if (cells := tidy([_plain(cell) for cell in record]))
    ]
    if len(rows) > MOST_ROWS:
        raise UserError("TOO-LARGE", TOO_LARGE)
    return SheetRows(name, rows)


def _plain(cell: str) -> str:
    """``="0812..."``, the trick that keeps digits as text in Excel, without the trick."""
    trick = re.fullmatch(r'\s*="([^"]*)"\s*', cell)
    return trick[1] if trick else cell


def _records(text: str, separator: str, *, quoted: bool = True) -> list[list[str]]:
    limit = csv.field_size_limit(_FIELD)
    try:
        lines = io.StringIO(text)
        if quoted:
            return list(csv.reader(lines, delimiter=separator))
        return list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE))
    except csv.Error:
        if quoted:
            return _records(text, separator, quoted=False)
        raise UserError("NO-TABLE", NO_TABLE) from None
    finally:
        csv.field_size_limit(limit)


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of cells."""
    sample = "\n".join(text.split("\n")[:80])[:200_000]

    def evenness(separator: str) -> float:
        widths = Counter(len(record) for record in _records(sample, separator) if any(record))
        wide = {width: n for width, n in widths.items() if width > 1}
        if not wide:
            return 0.0
        width, n = max(wide.items(), key=lambda item: item[1] * item[0])
        return n / widths.total() * math.sqrt(min(width, 12))

    return max(_SEPARATORS, key=evenness)
