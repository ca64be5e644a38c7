"""How a sheet's table lies on paper: widths, lines, rows and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.i18n import N_, translate
from desktop_app.progress import Progress
from desktop_app.wording import day_short, integer, money, percent
from exports import fonts
from exports.imprint import MM
from exports.shapes import drawn
from exports.sheet import Cell, Holds, Sheet

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MARGIN = 15 * MM
PAD = 3.0
TITLE, SUBTITLE = 13.0, 9.0
_HEAD_LEADING = 1.35
BETWEEN = 18.0
"""Between two pictures side by side, and beneath them."""
SIGNED_LINES = 8
"""Of a signature: a gap, room for the hand, the name and the number."""
_SIZES = (8.0, 7.4, 6.8, 6.2)
"""Sizes of text, tried from large to small until dates and numbers stand on one line."""
_LEADING = 1.3
_MOST_LINES = 3
_SAMPLE = 400
"""Rows looked at for the widths; a report of 20,000 is not measured twice."""
_LETTER = 0.55
"""Usual width of a letter, as a part of the size."""


@dataclass(frozen=True)
class Row:
    """A row broken into lines: for each column the lines of its cell."""

    cells: Sequence[Sequence[str]]
    height: float
    strong: bool = False


class Layout:
    """Widths, and the rows broken into lines and pages.

    `size` is the text's; `page` the paper's, turned when the table is wide.
    """

    def __init__(self, sheet: Sheet, paper: tuple[float, float]) -> None:
        self.sheet = sheet
        wished = self._wished(_SIZES[0])
        self.page = paper if sum(wished) <= paper[0] - 2 * MARGIN else (paper[1], paper[0])
        room = self.page[0] - 2 * MARGIN
        self.size = next((n for n in _SIZES if sum(self._least(n)) <= room), _SIZES[-1])
        self.leading = self.size * _LEADING
        self.widths = self._shared_out(room)
        self.starts = [MARGIN + sum(self.widths[:i]) for i in range(len(self.widths))]
        titles = [column.title for column in sheet.columns]
        self.header = self._row_of(
            [self._broken(title, i, fonts.SEMIBOLD) for i, title in enumerate(titles)]
        )
        self.title = broken(sheet.title, room, fonts.BOLD, TITLE)
        self.subtitle = broken(sheet.subtitle, room, fonts.REGULAR, SUBTITLE)
        self.notes = [
            line for note in sheet.notes for line in broken(note, room, fonts.REGULAR, self.size)
        ]

        half = (room - BETWEEN) / 2
        shown = sheet.pictures if sheet.rows else ()
        self.pictures = [drawn(one, room if len(shown) == 1 else half) for one in shown]

    @property
    def pictures_top(self) -> float:
        """Where the pictures begin on the first page."""
        lines = len(self.title) * TITLE + len(self.subtitle) * SUBTITLE
        return self.page[1] - MARGIN - lines * _HEAD_LEADING - 6

    @property
    def first_top(self) -> float:
        """Where the table begins on the first page."""
        return self.pictures_top - sum(height for _pair, height in self.pairs())

    def pairs(self) -> Iterator[tuple[list[Drawing], float]]:
        """The pictures two by two, and how high a pair is with the room beneath."""
        for at in range(0, len(self.pictures), 2):
            pair = self.pictures[at : at + 2]
            yield pair, max(one.height for one in pair) + BETWEEN

    @property
    def next_top(self) -> float:
        """Where the table begins on the other pages."""
        return self.page[1] - MARGIN

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return MARGIN + 14

    @property
    def signed_height(self) -> float:
        """What the signatures beneath the notes need; nothing without any."""
        signed = self.sheet.signed
        most = max((len(one.above) for one in signed), default=0)
        return (most + SIGNED_LINES) * self.leading * 1.15 if signed else 0

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
        if len(self.notes) * self.leading + PAD + self.signed_height > room and page:
            yield page
            page = []
        yield page

    def _rows(self, progress: Progress) -> Iterator[Row]:
        total = len(self.sheet.rows)
        for done, values in enumerate(self.sheet.rows):
            if done % 500 == 0:
                progress(done, 2 * total)
            yield self._row(values)
        totals = self.sheet.totals()
        if totals is not None:
            words = [i for i, c in enumerate(self.sheet.columns) if c.holds is Holds.TEXT]
            place = words[0] if words else 0
            if totals[place] is None:
                totals[place] = translate(N_("Total"))
            yield self._row(totals, strong=True)

    def _row(self, values: Sequence[Cell], *, strong: bool = False) -> Row:
        font = fonts.SEMIBOLD if strong else fonts.REGULAR
        columns = enumerate(zip(values, self.sheet.columns, strict=True))
        return self._row_of(
            [self._broken(said(value, c.holds), i, font) for i, (value, c) in columns],
            strong=strong,
        )

    def _row_of(self, cells: Sequence[Sequence[str]], *, strong: bool = False) -> Row:
        lines = max((len(cell) for cell in cells), default=1)
        return Row(cells, lines * self.leading + 2 * PAD, strong)

    def _broken(self, text: str, column: int, font: str) -> list[str]:
        return broken(text, self.widths[column] - 2 * PAD, font, self.size)

    # --- widths ------------------------------------------------------------------

    def _wished(self, size: float) -> list[float]:
        return [max(c.width, 4) * size * _LETTER + 2 * PAD for c in self.sheet.columns]

    def _least(self, size: float) -> list[float]:
        """What each column needs: figures and dates whole, words at a break."""
        rows = [*self.sheet.rows[:_SAMPLE], self.sheet.totals() or [None] * len(self.sheet.columns)]
        least = []
        for i, column in enumerate(self.sheet.columns):
            texts = [said(row[i], column.holds) for row in rows]
            most = float("inf")
            if column.holds is Holds.TEXT:
                texts = [word for text in texts for word in text.split()]
                most = 16 * size * _LETTER
            longest = max((fonts.width(text, fonts.SEMIBOLD, size) for text in texts), default=0)
            heads = [fonts.width(word, fonts.SEMIBOLD, size) for word in column.title.split()]
            head = min(max(heads, default=0), 14 * size * _LETTER)
            least.append(max(min(longest, most), head) + 2 * PAD + 0.5)
        return least

    def _shared_out(self, room: float) -> list[float]:
        """The least widths, and what is left over by how much more each would like."""
        least = self._least(self.size)
        rest = room - sum(least)
        if rest <= 0:
            return [width * room / sum(least) for width in least]
        pairs = zip(self._wished(self.size), least, strict=True)
        more = [max(0.0, wished - width) for wished, width in pairs]
        if not sum(more):
            more = least
        return [w + rest * m / sum(more) for w, m in zip(least, more, strict=True)]


def said(value: Cell, holds: Holds) -> str:
    """A cell as paper says it, in the current language."""
    if value is None:
        return "-" if holds in (Holds.MONEY, Holds.SHARE) else ""
    if isinstance(value, date):
        return day_short(value)
    if isinstance(value, str):
        return value
    if holds is Holds.MONEY:
        return money(value)
    return percent(value) if holds is Holds.SHARE else integer(value)


def broken(text: str, room: float, font: str, size: float) -> list[str]:
    """`text` in at most three lines that fit; an ellipsis where more was said."""
    if fonts.width(text, font, size) <= room:
        return [text]
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < _MOST_LINES:
        line = rest.pop(0)
        while rest and fonts.width(f"{line} {rest[0]}", font, size) <= room:
            line = f"{line} {rest.pop(0)}"
        if fonts.width(line, font, size) > room:
            kept = _fitting(line, room, font, size)
            rest.insert(0, line[len(kept) :])
            line = kept
        lines.append(line)
    if rest:
        lines[-1] = _fitting(f"{lines[-1]} {' '.join(rest)}", room, font, size, "…") + "…"
    return lines or [""]


def _fitting(text: str, room: float, font: str, size: float, mark: str = "") -> str:
    """As much of `text` as fits beside `mark`; at least one letter."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle] + mark, font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low]
