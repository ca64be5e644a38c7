"""Attendance and results from the provider: rows of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from desktop_app.desk import results
from desktop_app.desk.attendance import Entry, Meeting, Participant, Register, enter, register
from desktop_app.desk.class_form_parts import Difference, Filling, raw, value_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.importing.class_forms import Filled
from desktop_app.processes.attendance import Seen
from desktop_app.processes.attendance_text import mark_text
from desktop_app.processes.class_forms import FORMS, Ask, Column, Holds, Row
from desktop_app.processes.results import POLICY, fallen_short
from desktop_app.records import TrainingClass
from desktop_app.records.record import Facts
from desktop_app.records.training import TrainingResult
from desktop_app.store.writing import Write
from desktop_app.wording import weekday

_SCORES = FORMS["scores"]


def _heads() -> tuple[str, ...]:
    return tuple(translate(word) for word in (N_("No."), N_("Enrolment number"), N_("Name")))


def _gone() -> UserError:
    return UserError("FORM-GONE", N_("This person or session is no longer in the class."))


# --- attendance ------------------------------------------------------------------------


def fill_attendance(session: Session, of: TrainingClass, facts: Facts) -> Filling:
    """A row a person, a column a session, and the marks that are there."""
    sheet = register(session, of.id, facts)
    rows = tuple(
        Row(one.enrolment, (str(n), one.number, one.name)) for n, one in enumerate(sheet.people, 1)
    )
    columns = tuple(
        Column(one.id, Ask(one.id, _heading(one), Holds.MARK)) for one in sheet.meetings
    )
    values = {(person, meeting): mark_text(seen) for (meeting, person), seen in sheet.marks.items()}
    return Filling(_heads(), rows, columns, values)


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
        return Difference(*cell, "–", "–", "", raw(filled, *cell), refused=_gone())
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
    """A row a person who was trained, with result and score."""
    people = results.outcomes(session, of.id, facts)
    rows = tuple(
        Row(one.enrolment.id, (str(n), one.enrolment.number, one.learner.name))
        for n, one in enumerate(people, 1)
    )
    columns = tuple(
        Column(ask.name, replace(ask, label=translate(ask.label))) for ask in _SCORES.columns
    )
    values = {
        (one.enrolment.id, ask.name): _shown(getattr(one.enrolment, ask.name))
        for one in people
        for ask in _SCORES.columns
    }
    return Filling(_heads(), rows, columns, values)


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
    people = {one.enrolment.id: one for one in results.outcomes(session, of.id, facts)}
    day, wrong = value_of(filled, "", "result_on", Holds.DAY, facts.today)
    if day is not None and day > facts.today:
        wrong = UserError("FORM-VALUE", N_("The results are of a day to come."))
    try:
        results.must_be_open(session, of.id)
    except UserError as locked:
        wrong = locked
    holds = {ask.name: ask for ask in _SCORES.columns}
    found = []
    for row, column in filled.values:
        if row:
            one = _score(filled, people.get(row), holds[column], row, facts)
            found.append(replace(one, value=(one.value, day), refused=one.refused or wrong))
    return found


def _score(
    filled: Filled, person: results.Outcome | None, ask: Ask, row: str, facts: Facts
) -> Difference:
    what = translate(ask.label)
    if person is None:
        theirs = raw(filled, row, ask.name)
        return Difference(row, ask.name, "–", what, "", theirs, refused=_gone())
    value, refused = value_of(filled, row, ask.name, ask.holds, facts.today)
    ours = _shown(getattr(person.enrolment, ask.name))
    theirs = raw(filled, row, ask.name) if value is None else _shown(value)
    if value is TrainingResult.PASSED and ours != theirs:
        policy = facts.parameter(POLICY)
        refused = fallen_short(person.standing, policy, None)
    return Difference(row, ask.name, person.learner.name, what, ours, theirs, value, refused)


def enter_scores(session: Write, of: TrainingClass, chosen: Sequence[Difference]) -> None:
    """Record results and scores as they are entered by hand."""
    entries: dict[str, dict[str, Any]] = {}
    for one in chosen:
        value, day = one.value
        mine = entries.setdefault(one.row, {})
        mine[one.column] = value
        if one.column == "result":
            mine["result_on"] = day or min(of.ends_on, session.facts.today)
    results.enter(session, of.id, entries)
