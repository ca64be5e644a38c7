"""*Rekapitulasi Kehadiran*: everybody's marks, sums and per cent, to be signed; black and white.

As many sessions as fit stand side by side; more go on to further sheets, whole
days each, and the sums stand on the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desktop_app.desk.attendance import Meeting, Register
from desktop_app.desk.attendance_recap import Line, recap
from desktop_app.i18n import N_
from desktop_app.processes.attendance_text import mark_text
from desktop_app.records import Employer, TrainingClass, TrainingProgramme, TrainingProvider
from desktop_app.records.teaching import Mark
from desktop_app.wording import day_long, day_range, integer, percent, weekday
from exports import fonts
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import Look, grid, two_column_facts
from exports.imprint import MM, Marks
from exports.letter import Signer, letterhead, signature_blocks, title_block, write
from exports.markup import Story, pdf_text, space, style, text
from exports.office_paper import OfficePaper

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TITLE = "Rekapitulasi Kehadiran"
NAME = "attendance-recap"

_NUMBER, _NAME, _CELL, _SUM = 8 * MM, 46 * MM, 9.2 * MM, 8 * MM
_WIDEST = 15 * MM
_HOURS, _SHARE, _WORD = 20 * MM, 13 * MM, 24 * MM
_SUMS = len(Mark) * _SUM + _HOURS + _SHARE + _WORD


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    of = the(session, TrainingClass, record_id)
    found, lines = recap(session, of.id, paper.today)
    facts = _facts(session, of, found, paper)
    return write(
        partial(_story, paper, of, found, lines, facts),
        paper.imprint,
        title=f"{TITLE} {of.code}",
        size=(size[1], size[0]),
        marks=Marks(personal=bool(lines)),
    )


def _facts(
    session: Session, of: TrainingClass, found: Register, paper: OfficePaper
) -> list[tuple[str, str]]:
    programme = the(session, TrainingProgramme, of.programme)
    provider = maybe(session, TrainingProvider, of.provider)
    employer = maybe(session, Employer, of.employer)
    return [
        ("Program", programme.name),
        ("Kelas", of.code),
        ("Lembaga", provider.name if provider else employer.name if employer else ""),
        ("Tanggal", day_range(of.starts_on, of.ends_on)),
        ("Sesi", f"{len(found.meetings)} sesi, {sum(m.hours for m in found.meetings)} JP"),
        ("Batas kehadiran", f"{percent(found.rules.least)} · keadaan {day_long(paper.today)}"),
    ]


def _story(
    paper: OfficePaper,
    of: TrainingClass,
    found: Register,
    lines: Sequence[Line],
    facts: Sequence[tuple[str, str]],
    width: float,
) -> Story:
    from reportlab.platypus import PageBreak

    sheets = _sheets(found.meetings, width)
    story: Story = []
    for n, columns in enumerate(sheets, 1):
        last = n == len(sheets)
        story += [PageBreak()] if n > 1 else []
        story += letterhead(paper.letterhead, width)
        story += title_block(TITLE.upper())
        if len(sheets) > 1:
            story.append(text(f"Lembar {n} dari {len(sheets)}", style(9, align=1, after=4)))
        story.append(two_column_facts(facts, width))
        story.append(space(3))
        foot = _foot(paper, of, width) if last else None
        story.append(_table(found, lines, columns, width, foot))
    return story


def _foot(paper: OfficePaper, of: TrainingClass, width: float) -> Story:
    """What is signed for the whole class."""
    signers = (Signer(of.instructor or "", "", heading="Instruktur,"), _COMMITTEE)
    place = f"{paper.city}, {'.' * 24}"
    return [
        text(_LEGEND, style(8, before=4)),
        *signature_blocks(*signers, width, place_and_day=place, room=13 * MM),
    ]


_COMMITTEE = Signer("", "", heading="Panitia,")
_LEGEND = (
    "H = Hadir, S = Sakit, I = Izin, A = Alpa; H+15 = hadir, terlambat 15 menit. Persentase menurut"
    " jam pelajaran (JP); sesi yang lewat tanpa tanda dihitung tidak hadir."
)


def _sheets(meetings: Sequence[Meeting], width: float) -> list[list[Meeting]]:
    """The sessions of each sheet, whole days; room for the sums is kept on every one."""
    most = max(3, int((width - _NUMBER - _NAME - _SUMS) / _CELL))
    sheets: list[list[Meeting]] = [[]]
    for _day, group in groupby(meetings, lambda one: one.day):
        day = list(group)
        if sheets[-1] and len(sheets[-1]) + len(day) > most:
            sheets.append([])
        sheets[-1] += day
    return sheets


def _table(
    found: Register,
    lines: Sequence[Line],
    columns: Sequence[Meeting],
    width: float,
    foot: Story | None,
) -> Flowable:
    """Number, name, a column a session, and on the last sheet the sums and the signatures."""
    several = any(one.part > 1 for one in found.meetings)
    heads = ["No.", "Nama", *(_head(one, several) for one in columns)]
    sums = [mark.value for mark in Mark]
    beside = _SUMS if foot else 0
    each = min(_WIDEST, (width - _NUMBER - _NAME - beside) / max(1, len(columns)))
    # What the sessions leave of the width, the names take.
    widths = [_NUMBER, width - _NUMBER - beside - each * len(columns), *[each] * len(columns)]
    if foot:
        heads += [*sums, "JP hadir / berlangsung", "%", "Keterangan"]
        widths += [*[_SUM] * len(sums), _HOURS, _SHARE, _WORD]
    look = style(7.5, font=fonts.SEMIBOLD, align=1)
    cells: list[list[Flowable | str | Story]] = [
        [text(pdf_text(one, fonts.SEMIBOLD).replace("\n", "<br/>"), look) for one in heads]
    ]
    for n, line in enumerate(lines, 1):
        row: list[Flowable | str | Story] = [
            str(n),
            text(pdf_text(line.person.name), style(8, tight=True)),
        ]
        row += [mark_text(found.marks.get((one.id, line.person.enrolment))) for one in columns]
        cells.append([*row, *(_sums(line) if foot else [])])
    edge = -1
    if foot:
        cells.append([foot, *[""] * (len(widths) - 1)])
        edge = -2
    looks: list[Look] = [
        ("GRID", (0, 0), (-1, edge), 0.5, "black"),
        ("BACKGROUND", (0, 0), (-1, 0), "#e6e6e6"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (0, 0), (0, -1), "CENTER"),
        ("ALIGN", (2, 1), (-1, -1), "CENTER"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1.5),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("FONT", (0, 1), (-1, -1), fonts.REGULAR, 8, 10),
    ]
    if foot:
        # The last row, so that the signatures never stand on a page alone.
        kept = min(2, len(lines)) + 1
        looks += [("SPAN", (0, -1), (-1, -1)), ("NOSPLIT", (0, -kept), (-1, -1))]
    return grid(cells, widths, looks, repeat=1)


def _head(meeting: Meeting, several: bool) -> str:
    lines = [weekday(meeting.day)[:3], f"{meeting.day.day}/{meeting.day.month}"]
    return "\n".join([*lines, str(meeting.part)] if several else lines)


def _sums(line: Line) -> list[Flowable | str]:
    one = line.standing
    return [
        *(integer(one.counts[mark]) for mark in Mark),
        f"{integer(one.attended)}/{integer(one.held)}",
        "–" if one.share is None else percent(one.share),
        text(pdf_text(one.word), style(7.5, align=1)),
    ]


ATTENDANCE_RECAP = Document(
    NAME,
    "rekap-kehadiran",
    N_("Attendance recap"),
    N_("The marks of a class with sums, per cent and who falls short, to be signed."),
    "training_class",
    _lay,
    paper="F4",
    numbered=False,
    returns=True,
)
