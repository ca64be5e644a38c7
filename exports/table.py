"""How a sheet's table lies on paper: widths, lines, rows and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.i18n import N_, translate
from desktop_app.progress import Progress
from desktop_app.wording import day_short, integer, money, percent
from exports import fonts
from exports.sheet import Cell, Holds, Sheet

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
F4 = (215 * MM, 330 * MM)
"""Folio, the office paper of Indonesia."""

MARGIN = 15 * MM
SIZE = 8.0
LEADING = 10.4
PAD = 3.0
_MOST_LINES = 3


@dataclass(frozen=True)
class Row:
    """A row broken into lines: for each column the lines of its cell."""

    cells: Sequence[Sequence[str]]
    lines: int
    strong: bool = False

    @property
    def height(self) -> float:
        return self.lines * LEADING + 2 * PAD


class Layout:
    """Widths, and the rows broken into lines and pages."""

    def __init__(self, sheet: Sheet, size: tuple[float, float]) -> None:
        self.sheet = sheet
        wanted = [max(c.width, len(c.title) / 2, 4) * SIZE * 0.55 + 2 * PAD for c in sheet.columns]
        self.page = size if sum(wanted) <= size[0] - 2 * MARGIN else (size[1], size[0])
        room = self.page[0] - 2 * MARGIN
        self.widths = [w * room / sum(wanted) for w in wanted]
        self.starts = [MARGIN + sum(self.widths[:i]) for i in range(len(self.widths))]
        self.header = Row(
            *_measured(
                [
                    _broken(c.title, w - 2 * PAD, fonts.SEMIBOLD)
                    for c, w in zip(sheet.columns, self.widths, strict=True)
                ]
            )
        )
        self.head_lines = [line for line in (sheet.subtitle,) if line]

    @property
    def first_top(self) -> float:
        """Where the table begins on the first page."""
        return self.page[1] - MARGIN - 22 - 12 * len(self.head_lines)

    @property
    def next_top(self) -> float:
        """Where the table begins on the other pages."""
        return self.page[1] - MARGIN

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return MARGIN + 14

    def row(self, values: Sequence[Cell], *, strong: bool = False) -> Row:
        font = fonts.SEMIBOLD if strong else fonts.REGULAR
        cells = [
            _broken(_said(value, column.holds), width - 2 * PAD, font)
            for value, column, width in zip(values, self.sheet.columns, self.widths, strict=True)
        ]
        return Row(*_measured(cells), strong=strong)

    def pages(self, progress: Progress) -> Iterator[list[Row]]:
        """The rows page by page."""
        room = self.first_top - self.bottom - self.header.height
        page: list[Row] = []
        for row in self._rows(progress):
            if row.height > room and page:
                yield page
                page, room = [], self.next_top - self.bottom - self.header.height
            page.append(row)
            room -= row.height
        yield page

    def _rows(self, progress: Progress) -> Iterator[Row]:
        total = len(self.sheet.rows)
        for done, values in enumerate(self.sheet.rows):
            if done % 500 == 0:
                progress(done, 2 * total)
            yield self.row(values)
        totals = self.sheet.totals()
        if totals is not None:
            if totals[0] is None:
                totals[0] = translate(N_("Total"))
            yield self.row(totals, strong=True)


def _measured(cells: Sequence[Sequence[str]]) -> tuple[Sequence[Sequence[str]], int]:
    return cells, max((len(lines) for lines in cells), default=1)


def _said(value: Cell, holds: Holds) -> str:
    if value is None:
        return "-" if holds is Holds.MONEY else ""
    if isinstance(value, date):
        return day_short(value)
    if isinstance(value, str):
        return value
    if holds is Holds.MONEY:
        return money(value)
    return percent(value) if holds is Holds.SHARE else integer(value)


def _broken(text: str, room: float, font: str) -> list[str]:
    """`text` in at most three lines that fit; an ellipsis where more was said."""
    if fonts.width(text, font, SIZE) <= room:
        return [text]
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < _MOST_LINES:
        line = rest.pop(0)
        while rest and fonts.width(f"{line} {rest[0]}", font, SIZE) <= room:
            line = f"{line} {rest.pop(0)}"
        if fonts.width(line, font, SIZE) > room:
            kept = _fitting(line, room, font)
            rest.insert(0, line[len(kept) :])
            line = kept
        lines.append(line)
    if rest:
        lines[-1] = _fitting(f"{lines[-1]} {' '.join(rest)}", room, font, "…") + "…"
    return lines or [""]


def _fitting(text: str, room: float, font: str, mark: str = "") -> str:
    """As much of `text` as fits beside `mark`; at least one letter."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle] + mark, font, SIZE) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low]
