"""Headquarters' figures equal the branches', on every database, and add up to the national ones."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from desktop_app.desk.indicator_facts import books
from desktop_app.desk.indicators import definitions, end, measured, must_hold, take_out
from desktop_app.errors import UserError
from desktop_app.hq.collect import collect
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.processes.indicators import Known, Measurement
from desktop_app.processes.measuring import can_count, measure
from desktop_app.records import (
    Attendance,
    ClassSession,
    Enrolment,
    IndicatorDefinition,
    TrainingClass,
)
from desktop_app.records.funding import Measured
from desktop_app.records.teaching import Mark
from desktop_app.records.work import WorkOutcome as W
from desktop_app.sync import inbox, outbox
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


def test_the_report_asks_as_much_of_two_offices_as_of_one(world: World) -> None:
    headquarters = world.headquarters
    asked = []
    for code, number in (("MND", 1), ("GTO", 2)):
        cohort(world.branches[code], [W.NEW_EMPLOYER] * 2, number=number, **DAYS)
        outbox.make(world.branches[code], world.stick)
        collect(headquarters, world.stick)
        statements: list[str] = []
        with headquarters.store.read() as session:
            engine = session.get_bind()

            def note(*told: Any, seen: list[str] = statements) -> None:
                seen.append(told[2])

            event.listen(engine, "before_cursor_execute", note)
            question = Question.of(headquarters, options={"group": "office"})
            sheet = REPORTS["indicators"].sheet(session, question)
            event.remove(engine, "before_cursor_execute", note)
        assert len({row[3] for row in sheet.rows}) == number, "offices"
        asked.append(len(statements))
    assert asked[1] - asked[0] <= 1, "how far the journal of one more branch came"
    assert asked[1] <= 30


def version(day: date, **over: Any) -> IndicatorDefinition:
    values: dict[str, Any] = {
        "code": "IND-01",
        "version": 2,
        "name": "Tingkat bekerja kembali",
        "numerator": "WORKING",
        "denominator": "STARTED",
        "denominator_words": "seluruh peserta yang mulai pelatihan",
        "outcomes": "PREVIOUS_EMPLOYER,NEW_EMPLOYER,SELF_EMPLOYED",
        "window_months": 6,
        "measured": Measured.AT_END,
        "target": 6000,
        "rank": 10,
        "valid_from": day,
    }
    return IndicatorDefinition(**values | over)


def test_headquarters_new_version_reaches_the_branches(world: World, tmp_path: Path) -> None:
    headquarters, branch = world.headquarters, world.branches["MND"]
    day = headquarters.today + timedelta(days=10)
    with headquarters.store.write("Target 2026") as session:
        made = version(day)
        session.add(made)
        session.flush()
        must_hold(session, made)
        end(session, "IND-01:1", day - timedelta(days=1))
    assert inbox.read(branch, [one.path for one in publish(headquarters, tmp_path / "down")])

    def known(on: date) -> list[tuple[str, int | None]]:
        with branch.store.read() as session:
            return [(one.id, one.target) for one in definitions(session, on)][:2]

    assert known(day) == [("IND-01:2", 6000), ("IND-02:1", None)]
    assert known(day - timedelta(days=1)) == [("IND-01:1", 5000), ("IND-02:1", None)]
    with pytest.raises(UserError), branch.store.write("test") as session:
        session.get_one(IndicatorDefinition, made.id).target = 1


@pytest.mark.parametrize(
    ("code", "over"),
    [
        ("INDICATOR-PAST", {"valid_from": date(2026, 1, 1)}),
        ("INDICATOR-TWICE", {"version": 1}),
        ("INDICATOR-COUNT", {"numerator": "HAPPY"}),
        ("INDICATOR-COUNT", {"denominator": "QUOTAS"}),
        ("INDICATOR-COUNT", {"outcomes": "NEW_EMPLOYER,RICH"}),
        ("INDICATOR-COUNT", {"window_months": None}),
    ],
)
def test_a_version_that_rewrites_the_past_or_counts_nothing_is_refused(
    headquarters: Office, code: str, over: dict[str, Any]
) -> None:
    with pytest.raises(UserError) as refused, headquarters.store.write("test") as session:
        made = version(headquarters.today, **over)
        session.add(made)
        session.flush()
        must_hold(session, made)
    assert refused.value.code == code


def test_every_version_that_came_with_the_program_can_be_counted(headquarters: Office) -> None:
    with headquarters.store.read() as session:
        found = definitions(session, headquarters.today)
    assert len(found) == 9 and all(can_count(one) for one in found)


def test_a_version_in_force_is_not_taken_back(headquarters: Office) -> None:
    for act in (
        lambda session: take_out(session, ["IND-01:1"]),
        lambda session: end(session, "IND-01:1", headquarters.today - timedelta(days=1)),
    ):
        with pytest.raises(UserError) as refused, headquarters.store.write("test") as session:
            act(session)
        assert refused.value.code == "INDICATOR-PAST"
