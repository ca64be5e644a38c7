"""The tables of an attendance sheet: to sign in turns, or a grid of days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.records.identifiers import mask
from desktop_app.wording import month, weekday
from exports import fonts
from exports.documents.attendance import AttendanceSheet, Session
from exports.grids import Look, grid
from exports.imprint import MM
from exports.letter import signature_blocks
from exports.markup import Story, pdf_text, style, text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

LEGEND = "Keterangan: H = Hadir, S = Sakit, I = Izin, A = Alpa"

DAY = 12 * MM
"""The narrowest column to sign in."""
NUMBER, NAME, KPJ = 9 * MM, 52 * MM, 25 * MM
_WIDE_DAY = 20 * MM
_ROW, _TALL_ROW = 6.2 * MM, 10 * MM

_LOOKS: list[Look] = [
    ("GRID", (0, 0), (-1, -2), 0.5, "black"),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("ALIGN", (0, 0), (0, -1), "CENTER"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8.5, 10.5),
]


def _heads(words: Sequence[str]) -> list[Flowable | str]:
    look = style(8, font=fonts.SEMIBOLD, align=1)
    return [text(pdf_text(word, fonts.SEMIBOLD).replace("\n", "<br/>"), look) for word in words]


def _name(words: str, below: str = "") -> Flowable:
    small = f'<br/><font size="6.5">{pdf_text(below)}</font>' if below else ""
    return text(pdf_text(words) + small, style(8, tight=True))


def _rows(
    rows: Sequence[Sequence[Flowable | str]], widths: Sequence[float], room: float
) -> list[float]:
    """How high each row is: what its texts need, and more as long as all fit in `room`."""
    needs = [
        max(
            cell.wrap(width - 6, 1000)[1] + 4
            for cell, width in zip(row, widths, strict=True)
            if not isinstance(cell, str)
        )
        for row in rows
    ]

    def all_of(least: float) -> float:
        return sum(max(least, need) for need in needs)

    least = _TALL_ROW
    while least > _ROW and all_of(least) > room:
        least -= 0.5
    return [max(least, need) for need in needs]


def signed(
    sheet: AttendanceSheet, sessions: Sequence[Session], width: float, height: float
) -> Flowable:
    """Odd numbers sign to the left of a column, even ones to the right."""
    room = width - NUMBER - NAME - KPJ
    several_employers = not sheet.one_employer
    employers = 34 * MM if len(sessions) < 3 and several_employers else 0.0
    each = (room - employers) / max(len(sessions), 1)
    several = len({session.day for session in sessions}) > 1
    heads = ["No.", "Nama", "KPJ", *(["Asal perusahaan"] if employers else [])]
    heads += ["\n".join(_said(session, several)) for session in sessions]
    rows: list[list[Flowable | str]] = [
        [
            str(n),
            _name(seat.name, seat.employer if several_employers and not employers else ""),
            mask(seat.kpj) if seat.kpj else "",
            *([_name(seat.employer)] if employers else []),
            *([("" if n % 2 else " " * int(each / 5)) + f"{n}."] * len(sessions)),
        ]
        for n, seat in enumerate(sheet.rows, 1)
    ]
    widths = [NUMBER, NAME, KPJ, *([employers] if employers else []), *[each] * len(sessions)]
    looks = [*_LOOKS, ("BACKGROUND", (0, 0), (-1, 0), "#e6e6e6")]
    return _ruled(sheet, [_heads(heads)], rows, widths, looks, height)


def _said(session: Session, several: bool) -> list[str]:
    """The heading of a session to sign in."""
    lines = [f"{weekday(session.day)}, {session.day:%d/%m}"] if several else []
    return [*lines, session.part or ("" if several else "Tanda tangan")]


def marked(
    sheet: AttendanceSheet,
    sessions: Sequence[Session],
    width: float,
    height: float,
    *,
    last: bool,
) -> Flowable:
    """A column a session under its day; on the last sheet the sums."""
    sums = ["Jumlah hadir", "%"] if last else []
    columns = len(sessions) + len(sums)
    each = min(_WIDE_DAY, (width - NUMBER - NAME - KPJ) / columns)
    widths = [NUMBER, width - NUMBER - KPJ - each * columns, KPJ, *[each] * columns]
    several_employers = not sheet.one_employer and bool(sheet.people)
    names = "Nama dan asal perusahaan" if several_employers else "Nama"
    days = [f"{weekday(s.day)[:3]}\n{s.day.day} {month(s.day.month)[:3]}" for s in sessions]
    heads = [
        _heads(["No.", names, "KPJ", *days, *sums]),
        _heads(["", "", "", *(session.part for session in sessions), *[""] * len(sums)]),
    ]
    looks: list[Look] = [*_LOOKS, ("BACKGROUND", (0, 0), (-1, 1), "#e6e6e6")]
    looks += _spans(sessions, len(sums))
    rows: list[list[Flowable | str]] = [
        [
            str(n),
            _name(seat.name, seat.employer if several_employers else ""),
            mask(seat.kpj) if seat.kpj else "",
            *[""] * (len(widths) - 3),
        ]
        for n, seat in enumerate(sheet.rows, 1)
    ]
    return _ruled(sheet, heads, rows, widths, looks, height)


def _ruled(
    sheet: AttendanceSheet,
    heads: Sequence[list[Flowable | str]],
    rows: Sequence[list[Flowable | str]],
    widths: Sequence[float],
    looks: Sequence[Look],
    room: float,
) -> Flowable:
    """The table with the signatures as its last row, so that they never stand on a page alone."""
    foot = _foot(sheet, sum(widths))
    kept = min(2, len(rows)) + 1
    return grid(
        [*heads, *rows, [foot, *[""] * (len(widths) - 1)]],
        widths,
        [
            *looks,
            ("SPAN", (0, -1), (-1, -1)),
            ("LEFTPADDING", (0, -1), (-1, -1), 0),
            ("RIGHTPADDING", (0, -1), (-1, -1), 0),
            ("NOSPLIT", (0, -kept), (-1, -1)),
        ],
        repeat=len(heads),
        heights=[*[None] * len(heads), *_rows(rows, widths, room), None],
    )


def _spans(sessions: Sequence[Session], sums: int) -> list[Look]:
    """A day stands over all its sessions; what has no sessions over both head lines."""
    spans: list[Look] = []
    start = 0
    for i in range(1, len(sessions) + 1):
        if i == len(sessions) or sessions[i].day != sessions[start].day:
            whole = i - start == 1 and not sessions[start].part
            spans.append(("SPAN", (3 + start, 0), (2 + i, 1 if whole else 0)))
            start = i
    alone = [0, 1, 2, *range(3 + len(sessions), 3 + len(sessions) + sums)]
    return spans + [("SPAN", (i, 0), (i, 1)) for i in alone]


def _foot(sheet: AttendanceSheet, width: float) -> Story:
    """What is signed for the whole sheet."""
    return [
        text(LEGEND, style(8, before=4)),
        *signature_blocks(
            sheet.instructor,
            sheet.committee,
            width,
            place_and_day=f"{sheet.city}, {'.' * 24}",
            room=13 * MM,
        ),
    ]
