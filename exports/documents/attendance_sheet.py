"""*Daftar Hadir Peserta*, blank: few sessions to sign in turns, many as a grid of days.

A pure function of `AttendanceSheet`. Who is present signs; otherwise the
instructor writes S, I or A. Instructor and committee sign every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from desktop_app.wording import day_full, day_range
from exports.documents.attendance import PARTS, AttendanceSheet, Session
from exports.documents.attendance_tables import DAY, KPJ, NAME, NUMBER, marked, signed
from exports.grids import two_column_facts
from exports.imprint import A4, BOTTOM, MM, TOP, Imprint, Marks
from exports.letter import letterhead, title_block, write
from exports.markup import BLANK, Story, space, style, text

TITLE = "Daftar Hadir Peserta"

FEW = 4
"""So many sessions leave each person room for a signature on upright paper."""
_AROUND = 117 * MM
"""What letterhead, title, facts and signatures take of a page, besides its margins."""


def attendance_sheet(
    content: AttendanceSheet, imprint: Imprint, *, size: tuple[float, float] = A4
) -> bytes:
    """The sheet as PDF; it lies on its side when there are many sessions."""
    sessions = [Session(day, part) for day, parts in sorted(content.days) for part in PARTS[parts]]
    wide = len(sessions) > FEW
    return write(
        lambda width: _story(content, sessions, width, size[0 if wide else 1]),
        imprint,
        title=f"{TITLE} {content.class_code}",
        size=(size[1], size[0]) if wide else size,
        marks=Marks(personal=bool(content.people)),
    )


def _story(
    sheet: AttendanceSheet, sessions: Sequence[Session], width: float, height: float
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
        if len(sessions) <= FEW:
            story.append(signed(sheet, columns, width, room))
        else:
            story.append(marked(sheet, columns, width, room, last=number == len(sheets)))
    return story


def _sheets(sessions: Sequence[Session], width: float) -> list[list[Session]]:
    """The sessions of each sheet: whole days, no column too narrow to sign in."""
    if len(sessions) <= FEW:
        return [list(sessions)]
    days = [list(group) for _, group in groupby(sessions, lambda session: session.day)]
    room = int((width - NUMBER - NAME - KPJ) / DAY) - 2
    most = max(1, room // max(map(len, days)))
    count = -(-len(days) // most)
    each = -(-len(days) // count)
    parts = [days[i : i + each] for i in range(0, len(days), each)]
    return [[session for day in part for session in day] for part in parts]


def _facts(sheet: AttendanceSheet, sessions: Sequence[Session]) -> list[tuple[str, str]]:
    days = [session.day for session in sessions]
    when = "-"
    if days:
        same = days[0] == days[-1]
        when = day_full(days[0]) if same else day_range(days[0], days[-1])
    whole = [day for day, _parts in sheet.days]
    sessions_last = (max(whole) - min(whole)).days + 1 if whole else 0
    span = sheet.calendar_days or sessions_last
    calendar = f" dalam {span} hari kalender" if span > 1 else ""
    employer = sheet.one_employer
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
