"""The register of a class: blocks, locks, undo, and two PCs on one cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desktop_app.desk import class_life, periods
from desktop_app.desk.attendance import (
    MARKED,
    Entry,
    Register,
    enter,
    mark_id,
    register,
)
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.attendance import Risk, Seen
from desktop_app.records import Attendance, Enrolment, TrainingClass
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store import journal
from desktop_app.store.periods import Period
from desktop_app.store.replay import Replay
from desktop_app.store.undo import last_change, undo
from tests import make
from tests.registers import a_class


def read(office: Office, id: str) -> Register:
    with office.store.read() as session:
        return register(session, id, office.store.facts())


def cell(sheet: Register, row: int, column: int, mark: Mark | None, late: int = 0) -> Entry:
    return Entry(sheet.meetings[column].id, sheet.people[row].enrolment, mark, late or None)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code


def put(office: Office, id: str, *entries: Entry) -> int:
    with office.store.write(MARKED) as session:
        return enter(session, id, entries)


def test_a_block_is_one_act_and_is_taken_back_whole(office: Office) -> None:
    id = a_class(office)
    sheet = read(office, id)
    block = [cell(sheet, row, column, Mark.PRESENT) for row in range(3) for column in range(4)]
    assert put(office, id, *block) == 12
    sheet = read(office, id)
    assert len(sheet.marks) == 12
    assert sheet.standings()[sheet.people[0].enrolment].share == 10_000
    assert put(office, id, *block) == 0
    last = last_change(office.store)
    assert last is not None
    assert last.count == 12
    undo(office.store, last)
    assert read(office, id).marks == {}
    # Marked again, the rows that were taken out of use come back.
    assert put(office, id, cell(sheet, 0, 0, Mark.SICK), cell(sheet, 1, 0, Mark.PRESENT, 20)) == 2
    assert list(read(office, id).marks.values()) == [Seen(Mark.SICK), Seen(Mark.PRESENT, 20)]
    with office.store.write("count") as session:
        assert session.scalar(select(func.count()).select_from(Attendance)) == 12


def test_a_cell_is_changed_and_emptied(office: Office) -> None:
    id = a_class(office)
    sheet = read(office, id)
    put(office, id, cell(sheet, 0, 0, Mark.PRESENT, 15))
    put(office, id, cell(sheet, 0, 0, Mark.ABSENT))
    assert list(read(office, id).marks.values()) == [Seen(Mark.ABSENT)]
    put(office, id, cell(sheet, 0, 0, None), cell(sheet, 1, 1, None))
    assert read(office, id).marks == {}


def test_days_to_come_are_locked_and_nothing_of_the_block_is_written(office: Office) -> None:
    id = a_class(office, days=6)
    sheet = read(office, id)
    with pytest.raises(UserError) as caught:
        put(office, id, cell(sheet, 0, 0, Mark.PRESENT), cell(sheet, 0, 5, Mark.PRESENT))
    assert caught.value.code == "ATT-FUTURE"
    assert "25 November 2026" in str(caught.value)
    assert read(office, id).marks == {}


def test_a_reported_class_is_locked_until_it_is_reopened_with_a_reason(office: Office) -> None:
    id = a_class(office, state=ClassState.REPORTED)
    sheet = read(office, id)
    assert sheet.shut
    entry = cell(sheet, 0, 0, Mark.PRESENT)
    with refused("ATT-LOCKED"):
        put(office, id, entry)
    with office.store.write("again") as session:
        class_life.reopen(session, id, "Tanda tangan Senin tertukar")
    with office.store.read() as session:
        found = session.get_one(TrainingClass, id)
        assert found.state is ClassState.FINISHED
        assert found.reopened_because == "Tanda tangan Senin tertukar"
    assert put(office, id, entry) == 1


def test_a_finalised_period_locks_its_days(office: Office) -> None:
    id = a_class(office, starts=make.DAY.replace(day=1) - timedelta(days=2))
    sheet = read(office, id)
    october = Period(make.DAY.replace(month=10, day=1), make.DAY.replace(month=10, day=31))
    periods.finalise(office, october)
    with refused("ATT-PERIOD"):
        put(office, id, cell(sheet, 0, 0, Mark.PRESENT))
    assert [one.locked for one in read(office, id).meetings] == [True, True, False, False, False]
    assert put(office, id, cell(sheet, 0, 2, Mark.PRESENT)) == 1


def test_who_dropped_out_is_not_marked_afterwards(office: Office) -> None:
    id = a_class(office)
    with office.store.write("left") as session:
        left = session.scalars(select(Enrolment).order_by(Enrolment.number)).first()
        assert left is not None
        left.state, left.dropped_on = EnrolmentState.DROPPED, make.DAY - timedelta(days=3)
    sheet = read(office, id)
    put(office, id, cell(sheet, 0, 0, Mark.PRESENT), cell(sheet, 0, 1, Mark.PRESENT))
    with refused("ATT-LEFT"):
        put(office, id, cell(sheet, 0, 2, Mark.PRESENT))
    found = read(office, id).standings()[sheet.people[0].enrolment]
    assert (found.whole, found.share, found.risk) == (8, 10_000, Risk.NONE)


def test_a_cell_of_another_class_is_refused(office: Office) -> None:
    id = a_class(office)
    sheet = read(office, id)
    with refused("ATT-CELL"):
        put(office, id, Entry("0" * 32, sheet.people[0].enrolment, Mark.PRESENT))


@pytest.mark.parametrize(("theirs", "held"), [(Mark.PRESENT, []), (Mark.ABSENT, ["E-STATE"])])
def test_two_pcs_mark_one_cell(office: Office, theirs: Mark, held: list[str]) -> None:
    """Alike they meet in one row; otherwise the second is held for a person to settle."""
    id = a_class(office)
    sheet = read(office, id)
    entry = cell(sheet, 0, 0, theirs)
    put(office, id, entry)
    last = last_change(office.store)
    assert last is not None
    with office.store.raw() as connection:
        lines = list(journal.lines(connection, last.stream, last.txn - 1, last.txn))
    undo(office.store, last)
    put(office, id, cell(sheet, 0, 0, Mark.PRESENT))
    with office.store.local() as connection:
        replay = Replay(connection, office.store.author, office.code, office.store.facts())
        outcome = replay.apply(lines)
    assert [one.code for one in outcome.held] == held
    assert list(read(office, id).marks.values()) == [Seen(Mark.PRESENT)]
    with office.store.read() as session:
        row = session.scalars(select(Attendance)).one()
        assert row.id == mark_id(entry.session, entry.enrolment)
