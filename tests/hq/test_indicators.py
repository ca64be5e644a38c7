"""Headquarters' figures equal the branches', on every database, and add up to the national ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from desktop_app.desk.indicator_facts import books
from desktop_app.desk.indicators import definitions, measured
from desktop_app.hq.collect import collect
from desktop_app.office import Office
from desktop_app.processes.indicators import Known, Measurement
from desktop_app.processes.measuring import measure
from desktop_app.records import Attendance, ClassSession, Enrolment, TrainingClass
from desktop_app.records.teaching import Mark
from desktop_app.records.work import WorkOutcome as W
from desktop_app.sync import outbox
from desktop_app.sync.inbox import State
from exports.reports import REPORTS, Question
from tests.cohorts import cohort
from tests.offices import World

DAYS: dict[str, Any] = {
    "begun": date(2025, 7, 14),
    "ended": date(2025, 7, 31),
    "asked": date(2026, 2, 2),
}
"""Six months later is 31 January 2026; the world's clock stands at 2 March 2026."""


def figures(office: Office) -> dict[str, Measurement]:
    day = office.today
    with office.store.read() as session:
        found = measured(session, definitions(session, day), day, 2025, office.code)
    return {one.definition.code: one for one in found}


def taught(branch: Office) -> None:
    """Two lessons of eight hours; the first of the class misses the second."""
    with branch.store.write("test") as session:
        held = session.scalars(select(TrainingClass)).one()
        people = session.scalars(select(Enrolment).order_by(Enrolment.number)).all()
        for day in (date(2025, 7, 14), date(2025, 7, 15)):
            lesson = ClassSession(training_class=held.id, day=day, lesson_hours=8)
            session.add(lesson)
            for at, one in enumerate(people):
                there = Mark.ABSENT if at == 0 and day.day == 15 else Mark.PRESENT
                session.add(Attendance(session=lesson.id, enrolment=one.id, mark=there))


def test_figures_travel(any_world: World) -> None:
    headquarters, branches = any_world.headquarters, any_world.branches
    cohort(branches["MND"], [W.NEW_EMPLOYER] * 3 + [W.NOT_WORKING] * 5 + [None] * 2, **DAYS)
    cohort(branches["GTO"], [W.PREVIOUS_EMPLOYER] * 2 + [W.SELF_EMPLOYED] + [W.NOT_WILLING], **DAYS)
    taught(branches["MND"])
    theirs = {code: figures(branch) for code, branch in branches.items()}
    for branch in branches.values():
        outbox.make(branch, any_world.stick)
    assert [r.state for r in collect(headquarters, any_world.stick)] == [State.APPLIED] * 2

    national = figures(headquarters)
    again = national["IND-01"]
    assert (again.part, again.whole, again.share) == (5, 14, 3571)
    assert (len(again.unknown), len(again.kinds[W.SELF_EMPLOYED])) == (3, 1)
    for code in ("IND-01", "IND-02", "IND-03", "IND-04", "IND-08", "IND-09"):
        parts = [figure[code].part or 0 for figure in theirs.values()]
        wholes = [figure[code].whole or 0 for figure in theirs.values()]
        assert (national[code].part, national[code].whole) == (sum(parts), sum(wholes)), code

    assert (national["IND-09"].part, national["IND-09"].whole) == (152, 160)
    day = headquarters.today
    with headquarters.store.read() as session:
        everything, wanted = books(session, day), definitions(session, day)
    for code, told in theirs.items():
        known = Known(
            [one for one, where in everything.people.values() if where.office == code],
            [one for one, where in everything.consulted.values() if where.office == code],
        )
        for definition in wanted:
            if definition.code not in ("IND-05", "IND-06", "IND-07"):
                ours = measure(definition, known, day)
                assert ours.digest == told[definition.code].digest, (code, definition.code)

    question = Question.of(headquarters, options={"group": "office"}, programme_year=2025)
    with headquarters.store.read() as session:
        sheet = REPORTS["indicators"].sheet(session, question)
    rows = [row for row in sheet.rows if row[1] == "IND-01 v1"]
    assert [(str(row[3])[:3], row[4], row[5]) for row in rows] == [("GTO", 2, 4), ("MND", 3, 10)]
