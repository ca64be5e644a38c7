"""*Daftar Hadir Peserta*, blank: few sessions to sign in turns, many as a grid of days.

A pure function of `AttendanceSheet`. Who is present signs; otherwise the
instructor writes S, I or A. Instructor and committee sign every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from desktop_app.records.identifiers import mask
from desktop_app.wording import day_full, day_range, month, weekday
from exports import fonts
from exports.grids import Look, grid, two_column_facts
from exports.imprint import A4, BOTTOM, MM, TOP, Imprint, Marks
from exports.letter import Letterhead, Signer, letterhead, signature_blocks, title_block, write
from exports.markup import BLANK, Story, pdf_text, space, style, text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITLE = "Daftar Hadir Peserta"
LEGEND = "Keterangan: H = Hadir, S = Sakit, I = Izin, A = Alpa"

INSTRUCTOR = Signer("", "", heading="Instruktur,")
COMMITTEE = Signer("", "", heading="Panitia,")

PARTS = {1: ("",), 2: ("Pagi", "Siang"), 3: ("Pagi", "Siang", "Sore")}
"""What the sessions of a day are called, by how many there are."""

_FEW = 4
"""So many sessions leave each person room for a signature on upright paper."""
_AROUND = 117 * MM
"""What letterhead, title, facts and signatures take of a page, besides its margins."""
_ROW, _TALL_ROW = 6.2 * MM, 10 * MM
_DAY, _WIDE_DAY = 12 * MM, 20 * MM
_NUMBER, _NAME, _KPJ = 9 * MM, 52 * MM, 25 * MM


@dataclass(frozen=True)
class Seat:
    """A participant; `kpj` whole, it is masked here."""

    name: str
    kpj: str = ""
    employer: str = ""


@dataclass(frozen=True)
class AttendanceSheet:
    """What a blank attendance sheet says."""

    letterhead: Letterhead
    class_code: str
    programme: str
    provider: str
    place: str
    city: str
    days: tuple[tuple[date, int], ...]
    """The days with sessions, each with how many (1 to 3)."""
    people: tuple[Seat, ...]
    seats: int = 0
    """Rows on the sheet; those beyond `people` stay empty."""
    calendar_days: int = 0
    """How long the class lasts on the calendar; 0 for as long as its sessions."""
    instructor: Signer = INSTRUCTOR
    committee: Signer = COMMITTEE


@dataclass(frozen=True)
class _Session:
    """One column to be present in."""

    day: date
    part: str


def attendance_sheet(
    content: AttendanceSheet, imprint: Imprint, *, size: tuple[float, float] = A4
) -> bytes:
    """The sheet as PDF; it lies on its side when there are many sessions."""
    sessions = [_Session(day, part) for day, parts in sorted(content.days) for part in PARTS[parts]]
    wide = len(sessions) > _FEW
    return write(
        lambda width: _story(content, sessions, width, size[0 if wide else 1]),
        imprint,
        title=f"{TITLE} {content.class_code}",
        size=(size[1], size[0]) if wide else size,
        marks=Marks(personal=bool(content.people)),
    )


def _story(
    sheet: AttendanceSheet, sessions: Sequence[_Session], width: float, height: float
) -> Story:
    from reportlab.platypus import PageBreak

    room = height - TOP - BOTTOM - _AROUND
    story: Story = []
    sheets = _sheets(sessions, width)
    for number, columns in enumerate(sheets, 1):
        if number > 1:
            story.append(PageBreak())
        story += letterhead(sheet.letterhead, width)
        of = f"Lembar {number} dari {len(sheets)}" if len(sheets) > 1 else ""
        story += title_block(TITLE.upper())
        if of:
            story.append(text(of, style(9, align=1, after=4)))
        story.append(two_column_facts(_facts(sheet, columns), width))
        story.append(space(3))
        if len(sessions) <= _FEW:
            story.append(_signed(sheet, columns, width, room))
        else:
            story.append(_marked(sheet, columns, width, room, last=number == len(sheets)))
    return story


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


def _sheets(sessions: Sequence[_Session], width: float) -> list[list[_Session]]:
    """The sessions of each sheet: whole days, no column too narrow to sign in."""
    if len(sessions) <= _FEW:
        return [list(sessions)]
    days = [list(group) for _, group in groupby(sessions, lambda session: session.day)]
    room = int((width - _NUMBER - _NAME - _KPJ) / _DAY) - 2
    most = max(1, room // max(map(len, days)))
    count = -(-len(days) // most)
    each = -(-len(days) // count)
    parts = [days[i : i + each] for i in range(0, len(days), each)]
    return [[session for day in part for session in day] for part in parts]


def _facts(sheet: AttendanceSheet, sessions: Sequence[_Session]) -> list[tuple[str, str]]:
    days = [session.day for session in sessions]
    when = "-"
    if days:
        same = days[0] == days[-1]
        when = day_full(days[0]) if same else day_range(days[0], days[-1])
    whole = [day for day, _parts in sheet.days]
    sessions_last = (max(whole) - min(whole)).days + 1 if whole else 0
    span = sheet.calendar_days or sessions_last
    calendar = f" dalam {span} hari kalender" if span > 1 else ""
    employer = _one_employer(sheet)
    return [
        ("Program", sheet.programme),
        ("Kelas", sheet.class_code),
        ("Lembaga", sheet.provider),
        ("Tempat", sheet.place),
        ("Hari, tanggal" if when.count(",") else "Tanggal", when),
        ("Hari pelatihan", f"{len(set(whole))}{calendar}"),
        ("Jumlah peserta", f"{len(sheet.people)} orang" if sheet.people else BLANK),
        *([("Asal perusahaan", employer)] if employer else []),
    ]


def _one_employer(sheet: AttendanceSheet) -> str:
    """The employer that all of them come from, if it is one."""
    employers = {seat.employer for seat in sheet.people}
    return employers.pop() if len(employers) == 1 else ""


def _seats(sheet: AttendanceSheet) -> list[Seat]:
    return [*sheet.people, *[Seat("")] * (sheet.seats - len(sheet.people))]


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


def _signed(
    sheet: AttendanceSheet, sessions: Sequence[_Session], width: float, height: float
) -> Flowable:
    """Odd numbers sign to the left of a column, even ones to the right."""
    room = width - _NUMBER - _NAME - _KPJ
    several_employers = not _one_employer(sheet)
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
        for n, seat in enumerate(_seats(sheet), 1)
    ]
    widths = [_NUMBER, _NAME, _KPJ, *([employers] if employers else []), *[each] * len(sessions)]
    looks = [*_LOOKS, ("BACKGROUND", (0, 0), (-1, 0), "#e6e6e6")]
    return _ruled(sheet, [_heads(heads)], rows, widths, looks, height)


def _said(session: _Session, several: bool) -> list[str]:
    """The heading of a session to sign in."""
    lines = [f"{weekday(session.day)}, {session.day:%d/%m}"] if several else []
    return [*lines, session.part or ("" if several else "Tanda tangan")]


def _marked(
    sheet: AttendanceSheet,
    sessions: Sequence[_Session],
    width: float,
    height: float,
    *,
    last: bool,
) -> Flowable:
    """A column a session under its day; on the last sheet the sums."""
    sums = ["Jumlah hadir", "%"] if last else []
    columns = len(sessions) + len(sums)
    each = min(_WIDE_DAY, (width - _NUMBER - _NAME - _KPJ) / columns)
    widths = [_NUMBER, width - _NUMBER - _KPJ - each * columns, _KPJ, *[each] * columns]
    several_employers = not _one_employer(sheet) and bool(sheet.people)
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
        for n, seat in enumerate(_seats(sheet), 1)
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


def _spans(sessions: Sequence[_Session], sums: int) -> list[Look]:
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
