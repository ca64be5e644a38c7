"""Attendance and results from the provider: rows of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from desktop_app.desk.attendance import Entry, Meeting, Participant, Register, enter, register
from desktop_app.desk.class_form_parts import Difference, Filling, raw, value_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.importing.class_forms import Filled
from desktop_app.processes.attendance import Risk, Seen
from desktop_app.processes.attendance_text import mark_text
from desktop_app.processes.class_forms import FORMS, Ask, Column, Holds, Row
from desktop_app.records import Enrolment, TrainingClass
from desktop_app.records.record import Facts
from desktop_app.records.training import TrainingResult
from desktop_app.store.writing import Write
from desktop_app.wording import percent, weekday

_SCORES = FORMS["scores"]


def _people(sheet: Register) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    heads = tuple(translate(word) for word in (N_("No."), N_("Enrolment number"), N_("Name")))
    rows = tuple(
        Row(one.enrolment, (str(n), one.number, one.name)) for n, one in enumerate(sheet.people, 1)
    )
    return heads, rows


# --- attendance ------------------------------------------------------------------------


def fill_attendance(session: Session, of: TrainingClass, facts: Facts) -> Filling:
    """A row a person, a column a session, and the marks that are there."""
    sheet = register(session, of.id, facts)
    heads, rows = _people(sheet)
    columns = tuple(
        Column(one.id, Ask(one.id, _heading(one), Holds.MARK)) for one in sheet.meetings
    )
    values = {(person, meeting): mark_text(seen) for (meeting, person), seen in sheet.marks.items()}
    return Filling(heads, rows, columns, values)


def _heading(meeting: Meeting) -> str:
    return f"{weekday(meeting.day)[:3]} {meeting.day:%d/%m/%y} · {meeting.part}"


def compare_attendance(
    session: Session, of: TrainingClass, facts: Facts, filled: Filled
) -> list[Difference]:
    """Each mark that the provider filled in; an empty cell says nothing."""
    sheet = register(session, of.id, facts)
    meetings = {one.id: one for one in sheet.meetings}
    people = {one.enrolment: one for one in sheet.people}
    return [
        _mark(sheet, filled, people.get(row), meetings.get(column), (row, column))
        for row, column in filled.values
    ]


def _mark(
    sheet: Register,
    filled: Filled,
    person: Participant | None,
    meeting: Meeting | None,
    cell: tuple[str, str],
) -> Difference:
    if person is None or meeting is None:
        words = N_("This person or session is no longer in the class.")
        theirs = raw(filled, *cell)
        return Difference(*cell, "–", "–", "", theirs, refused=UserError("FORM-GONE", words))
    value, refused = value_of(filled, *cell, Holds.MARK, sheet.today)
    ours = mark_text(sheet.marks.get((meeting.id, person.enrolment)))
    theirs = mark_text(value) if isinstance(value, Seen) else raw(filled, *cell)
    if refused is None and ours != theirs:
        refused = sheet.closed(meeting, person)
    return Difference(*cell, person.name, _heading(meeting), ours, theirs, value, refused)


def enter_attendance(session: Write, of: TrainingClass, chosen: Sequence[Difference]) -> None:
    """Put the marks into the register."""
    enter(
        session,
        of.id,
        [Entry(one.column, one.row, one.value.mark, one.value.late) for one in chosen],
    )


# --- results ---------------------------------------------------------------------------


def fill_scores(session: Session, of: TrainingClass, facts: Facts) -> Filling:
    """A row a person with result and score."""
    heads, rows = _people(register(session, of.id, facts))
    columns = tuple(
        Column(ask.name, replace(ask, label=translate(ask.label))) for ask in _SCORES.columns
    )
    values: dict[tuple[str, str], str] = {}
    for row in rows:
        enrolment = session.get_one(Enrolment, row.key)
        for ask in _SCORES.columns:
            values[row.key, ask.name] = _shown(getattr(enrolment, ask.name))
    return Filling(heads, rows, columns, values)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, TrainingResult):
        return str(value.value).replace("_", " ")
    return str(value)


def compare_scores(
    session: Session, of: TrainingClass, facts: Facts, filled: Filled
) -> list[Difference]:
    """Results and scores of each person; LULUS only for who came often enough."""
    sheet = register(session, of.id, facts)
    people = {one.enrolment: one for one in sheet.people}
    day, wrong = value_of(filled, "", "result_on", Holds.DAY, facts.today)
    if day is not None and day > facts.today:
        wrong = UserError("FORM-VALUE", N_("The results are of a day to come."))
    holds = {ask.name: ask for ask in _SCORES.columns}
    found = []
    for row, column in filled.values:
        if not row:
            continue
        person, ask = people.get(row), holds[column]
        value, refused = value_of(filled, row, column, ask.holds, facts.today)
        ours = _shown(getattr(session.get(Enrolment, row), column, None))
        if person is None:
            refused = UserError(
                "FORM-GONE", N_("This person or session is no longer in the class.")
            )
        elif refused is None:
            refused = sheet.shut or wrong
            if value is TrainingResult.PASSED and ours != _shown(value):
                refused = refused or _too_little(sheet, person)
        theirs = raw(filled, row, column) if value is None else _shown(value)
        name = person.name if person else "–"
        what = translate(ask.label)
        kept = (value, day or of.ends_on)
        found.append(Difference(row, column, name, what, ours, theirs, kept, refused))
    return found


def _too_little(sheet: Register, person: Participant) -> UserError | None:
    standing = sheet.standing(person)
    if standing.risk is Risk.NONE:
        return None
    return UserError(
        "FORM-SHORT",
        N_("Attended {share}, needed {least}. Mark what is missing, or enter LULUS with a reason."),
        share=percent(standing.share or 0),
        least=percent(standing.least),
    )


def enter_scores(session: Write, of: TrainingClass, chosen: Sequence[Difference]) -> None:
    """Set result, score and day of the enrolments."""
    for one in chosen:
        enrolment = session.get_one(Enrolment, one.row)
        value, day = one.value
        setattr(enrolment, one.column, value)
        if one.column == "result":
            enrolment.result_on = day
