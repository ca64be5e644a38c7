"""The life of a class on a real store: its people go with it, its seats follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from desktop_app.desk import class_life, classes_by_hand, results, seats, seats_by_hand
from desktop_app.desk.class_days import (
    drop_session,
    length,
    must_be_changeable,
    plan_days,
    put_session,
    sessions_of,
    training_dates,
)
from desktop_app.desk.classes import by_code
from desktop_app.desk.funding import funding_of
from desktop_app.desk.handouts import handed_out
from desktop_app.desk.notices import notices
from desktop_app.desk.printed_papers import out_of_date
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import (
    Attendance,
    ClassSession,
    Enrolment,
    FundingScheme,
    Holiday,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.employer import Scheme
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.reference import HolidayKind
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.store.undo import last_change, undo
from desktop_app.store.writing import Write
from exports.certificates.issuing import issue
from tests import make
from tests.homes import Clock
from tests.passed import passed_class

_C, _E = ClassState, EnrolmentState
DAY = make.DAY
"""A Tuesday."""


@dataclass
class Course:
    """A class of one programme, and people of it by number."""

    office: Office
    programme: TrainingProgramme
    id: str
    people: list[str]

    def now(self) -> ClassState:
        """In which state the class is by now."""
        with self.office.store.read() as session:
            return session.get_one(TrainingClass, self.id).state

    def states(self) -> list[EnrolmentState]:
        with self.office.store.read() as session:
            return [session.get_one(Enrolment, id).state for id in self.people]

    def one(self, number: int) -> Enrolment:
        with self.office.store.read() as session:
            return session.get_one(Enrolment, self.people[number])

    def do(self, act: Any, *words: Any, **more: Any) -> Any:
        with self.office.store.write("test") as session:
            return act(session, *words, **more)

    def refused(self, act: Any, *words: Any, **more: Any) -> str:
        with pytest.raises(UserError) as error:
            self.do(act, *words, **more)
        return error.value.code


def course(office: Office, people: int = 3, capacity: int = 2, **over: Any) -> Course:
    """A planned class of ten training days from the clock's day on."""
    programme = make.programme(lesson_hours=80)
    workers = [make.worker(n) for n in range(people)]
    cases = [make.case(worker) for worker in workers]
    enrolments = [
        make.enrolment(case, programme, n, state=_E.APPROVED) for n, case in enumerate(cases)
    ]
    values: dict[str, Any] = {
        "starts_on": DAY,
        "ends_on": DAY + timedelta(days=13),
        "capacity": capacity,
    }
    planned = make.training_class(programme, **values | over)
    with office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *enrolments, planned])
    return Course(office, programme, planned.id, [one.id for one in enrolments])


def test_full_and_open_follow_the_seats(office: Office) -> None:
    c = course(office)
    c.do(class_life.open_class, c.id)
    assert c.now() is _C.OPEN
    c.do(seats.assign, c.people[:2], c.id)
    assert c.now() is _C.FULL
    assert c.refused(seats.assign, c.people[2:], c.id) == "CLASS-FULL"
    c.do(seats.release, c.people[:1])
    assert (c.now(), c.states()) == (_C.OPEN, [_E.APPROVED, _E.ASSIGNED, _E.APPROVED])
    change = last_change(office.store)
    assert change is not None
    undo(office.store, change)
    assert (c.now(), c.states()[0]) == (_C.FULL, _E.ASSIGNED)


def test_from_planned_to_reported_and_back(office: Office, clock: Clock) -> None:
    c = course(office)
    c.do(class_life.open_class, c.id)
    c.do(seats.assign, c.people[:2], c.id)
    assert c.refused(class_life.start, c.id) == "CLASS-SESSIONS"
    assert c.do(plan_days, c.id).days == 10
    led = c.do(class_life.start, c.id)
    # Ten days are usual, two people are fewer than five.
    assert (led.people, led.unusual, led.few) == (2, False, True)
    assert (c.now(), c.one(0).state, c.one(0).started_on) == (_C.RUNNING, _E.IN_TRAINING, DAY)
    assert c.refused(class_life.finish, c.id) == "CLASS-UNFINISHED"
    clock.move(days=13)
    c.do(seats.drop_out, c.people[1], "Bekerja di tempat lain")
    c.do(class_life.finish, c.id)
    assert (c.now(), c.states()) == (_C.FINISHED, [_E.COMPLETED, _E.DROPPED, _E.APPROVED])
    assert (c.one(0).completed_on, c.one(1).completed_on) == (date(2026, 12, 7), None)
    assert c.one(1).dropped_on == date(2026, 12, 7)
    c.do(class_life.report, c.id)
    assert c.now() is _C.REPORTED
    assert c.refused(class_life.reopen, c.id, "  ") == "REASON"
    c.do(class_life.reopen, c.id, "Nilai salah ketik")
    assert c.now() is _C.FINISHED
    c.do(class_life.reopen, c.id, "Ditambah satu hari")
    assert (c.now(), c.one(0).state, c.one(0).completed_on) == (_C.RUNNING, _E.IN_TRAINING, None)
    assert c.refused(class_life.reopen, c.id, "Sekali lagi") == "CLASS-GOES-ON"


def test_what_a_class_needs_before_it_begins(office: Office) -> None:
    early = course(office, starts_on=DAY + timedelta(days=1), ends_on=DAY + timedelta(days=9))
    assert early.refused(class_life.start, early.id) == "CLASS-EARLY"
    c = Course(office, early.programme, "", early.people)
    late = DAY + timedelta(days=9)
    b = make.training_class(
        early.programme, 2, starts_on=DAY, ends_on=late, scheme=Scheme.REIMBURSEMENT
    )
    with office.store.write("test") as session:
        session.add(b)
    assert c.refused(class_life.start, b.id) == "CLASS-AGREEMENT"
    employer = make.employer()
    with office.store.write("test") as session:
        session.add(employer)
        named = session.get_one(TrainingClass, b.id)
        named.employer, named.agreement = employer.id, "Perjanjian CONTOH/1"
        plan_days(session, b.id)
    assert c.refused(class_life.start, b.id) == "CLASS-EMPTY"


def test_a_class_called_off_sends_its_people_back(office: Office) -> None:
    c = course(office)
    c.do(class_life.open_class, c.id)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(seats.put_waiting, c.people[2:], c.id)
    assert c.refused(class_life.cancel, c.id, "") == "REASON"
    c.do(class_life.cancel, c.id, "LPK kebanjiran")
    assert (c.now(), c.states()) == (_C.CANCELLED, [_E.APPROVED, _E.APPROVED, _E.WAITLISTED])
    assert {c.one(n).training_class for n in range(3)} == {None}
    c.do(class_life.reopen, c.id, "Ruang lain didapat")
    assert c.now() is _C.PLANNED


def test_a_running_class_called_off_puts_its_people_on_the_waiting_list(office: Office) -> None:
    c = course(office)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(plan_days, c.id)
    c.do(class_life.start, c.id)
    c.do(class_life.cancel, c.id, "Instruktur sakit", waiting=True)
    assert c.states() == [_E.WAITLISTED, _E.WAITLISTED, _E.APPROVED]
    assert [c.one(n).waiting_rank for n in range(2)] == [1, 2]
    assert (c.one(0).started_on, c.one(0).training_class) == (None, None)


def test_who_waits_moves_up_in_order_when_a_seat_is_free(office: Office) -> None:
    c = course(office, people=5)
    c.do(class_life.open_class, c.id)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(seats.put_waiting, [c.people[4], c.people[2]])
    c.do(seats.put_waiting, c.people[3:4], c.id)  # for this class: before the others
    assert c.do(seats.move_up, c.id) == []
    c.do(seats.release, c.people[:2])
    assert [one.id for one in c.do(seats.move_up, c.id)] == [c.people[3], c.people[4]]
    assert (c.now(), c.one(4).waiting_rank, c.one(2).waiting_rank) == (_C.FULL, None, 2)


def test_who_did_not_come_is_replaced_until_the_second_day(office: Office, clock: Clock) -> None:
    c = course(office, people=5)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(seats.put_waiting, c.people[2:])
    c.do(plan_days, c.id)
    c.do(class_life.start, c.id)
    first = sessions_of_class(c)[0]
    with office.store.write("test") as session:
        session.add(Attendance(session=first, enrolment=c.people[1], mark=Mark.PRESENT))
    assert c.refused(seats.did_not_come, c.people[1], "Tidak hadir") == "SEAT-CAME"
    clock.move(days=1)
    c.do(seats.did_not_come, c.people[0], "Tidak hadir")
    assert (c.one(0).state, c.one(0).started_on) == (_E.CANCELLED, None)
    c.do(seats.move_up, c.id)
    assert (c.one(2).state, c.one(2).started_on) == (_E.IN_TRAINING, DAY + timedelta(days=1))
    clock.move(days=1)
    assert c.refused(seats.did_not_come, c.people[2], "Tidak hadir") == "CLASS-RUNS"
    c.do(seats.drop_out, c.people[2], "Pindah kota")
    assert c.refused(seats.move_up, c.id) == "CLASS-RUNS"


def sessions_of_class(c: Course) -> list[str]:
    with c.office.store.read() as session:
        return [one.id for one in sessions_of(session, c.id)]


def test_sessions_with_attendance_survive_new_dates(office: Office) -> None:
    c = course(office)
    c.do(plan_days, c.id)
    first = sessions_of_class(c)[0]
    assert sessions_of_class(c) == sorted(sessions_of_class(c))  # a day's sessions in order
    with office.store.write("test") as session:
        session.add(Attendance(session=first, enrolment=c.people[0], mark=Mark.PRESENT))
        moved = session.get_one(TrainingClass, c.id)
        moved.starts_on, moved.ends_on = DAY + timedelta(days=7), DAY + timedelta(days=11)
        change = plan_days(session, c.id)
    assert (change.outside, change.days) == ((first,), 5)
    with office.store.read() as session:
        kept = session.get_one(ClassSession, first)
        assert (kept.day, kept.lesson_hours) == (DAY, 4)
        long = length(session, session.get_one(TrainingClass, c.id))
        assert (long.training_days, long.calendar_days, long.lesson_hours) == (5, 5, 80)


def test_sessions_by_hand_keep_the_register_right(office: Office) -> None:
    c = course(office)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(plan_days, c.id)
    c.do(class_life.start, c.id)
    first, second, *_later = sessions_of_class(c)
    with office.store.write("marks") as session:
        session.add(Attendance(session=first, enrolment=c.people[0], mark=Mark.PRESENT))

    def drop(session: Write, id: str) -> None:
        drop_session(session, session.get_one(ClassSession, id))

    def put(session: Write, id: str, **values: Any) -> None:
        one = session.get_one(ClassSession, id)
        for name, value in values.items():
            setattr(one, name, value)
        put_session(session, one)

    assert c.refused(drop, first) == "SESSION-MARKED", "with it the hours of who came"
    assert c.refused(put, first, day=DAY + timedelta(days=2), part=3) == "SESSION-MARKED"
    assert c.refused(put, second, part=1) == "SESSION-DOUBLE", "hours would count twice"
    c.do(put, second, part=3)
    c.do(drop, second)
    assert second not in sessions_of_class(c)


def test_sessions_stay_as_certificates_say(office: Office) -> None:
    made = passed_class(office, ["Ani"])
    issue(office, made.training_class)
    with office.store.write("test") as session, pytest.raises(UserError) as error:
        plan_days(session, made.training_class)
    assert error.value.code == "CLASS-CERTIFIED"


def test_a_class_changed_by_hand_takes_its_people_along(office: Office) -> None:
    c = course(office)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(plan_days, c.id)
    c.do(class_life.start, c.id)

    def change(session: Write, id: str, **values: Any) -> None:
        one = session.get_one(TrainingClass, id)
        for name, value in values.items():
            setattr(one, name, value)
        classes_by_hand.changed_by_hand(session, one)

    c.do(change, c.id, starts_on=DAY - timedelta(days=1))
    assert c.one(0).started_on == DAY - timedelta(days=1)
    other = make.programme(2)
    with office.store.write("test") as session:
        session.add(other)
    assert c.refused(change, c.id, programme=other.id) == "CLASS-PEOPLE"
    assert c.refused(change, c.id, starts_on=DAY + timedelta(days=3)) == "CLASS-BEGUN"
    made = passed_class(office, ["Ani"], number=7)
    issue(office, made.training_class)
    c.do(change, made.training_class, notes="Baik")
    assert c.refused(change, made.training_class, place="Aula") == "CLASS-CERTIFIED"


def test_papers_that_name_another_instructor_are_told_of(office: Office, clock: Clock) -> None:
    c = course(office, instructor="Pak Joko")

    def told() -> str:
        with office.store.read() as session:
            return out_of_date(session, session.get_one(TrainingClass, c.id))

    def change(session: Write, **values: Any) -> None:
        for name, value in values.items():
            setattr(session.get_one(TrainingClass, c.id), name, value)

    c.do(change, instructor="Bu Rini")
    assert told() == "", "nothing was printed yet"
    of = ("training_class", c.id)
    for name, kind in (
        ("attendance-sheet", HandoutKind.PRINT),
        ("attendance-sheet", HandoutKind.PREVIEW),
    ):
        clock.move(hours=1)
        c.do(handed_out, name, kind, "pdf", of=of)
    assert told() == ""
    clock.move(hours=1)
    c.do(change, instructor="Pak Budi", notes="Instruktur diganti")
    assert "Instruktur" in told() and "Catatan" not in told()
    clock.move(hours=1)
    c.do(handed_out, "class-papers", HandoutKind.EXPORT, "pdf", of=of)
    assert told() == ""


def test_a_result_does_not_outlive_the_class_that_gave_it(office: Office) -> None:
    c = course(office)
    c.do(seats.assign, c.people[:2], c.id)
    c.do(plan_days, c.id)
    c.do(class_life.start, c.id)
    for id in c.people[:2]:
        values = {"result": TrainingResult.PASSED, "score": 90}
        c.do(results.enter, c.id, {id: values})
    first = sessions_of_class(c)[0]
    with office.store.write("marks") as session:
        session.add(Attendance(session=first, enrolment=c.people[0], mark=Mark.PRESENT))
    elsewhere = {"training_class": None, "state": _E.APPROVED}
    assert c.refused(by_hand, c.people[0], **elsewhere) == "SEAT-TAUGHT"
    c.do(seats.drop_out, c.people[0], "Bekerja")
    c.do(class_life.cancel, c.id, "LPK kebanjiran")
    for n in range(2):
        one = c.one(n)
        assert (one.result, one.result_on, one.score) == (None, None, None)
    last = last_change(office.store)
    assert last is not None
    undo(office.store, last)
    assert c.one(1).result is TrainingResult.PASSED


def test_the_sessions_of_a_class_called_off_stay(office: Office) -> None:
    c = course(office)
    c.do(plan_days, c.id)
    c.do(class_life.cancel, c.id, "LPK kebanjiran")
    assert c.refused(plan_days, c.id) == c.refused(must_be_changeable, c.id) == "CLASS-HELD"


def test_a_holiday_taken_out_of_use_stops_no_class(office: Office) -> None:
    c = course(office)
    off = Holiday(day=DAY, name="Contoh", kind=HolidayKind.NATIONAL)
    with office.store.write("test", audience="here") as session:
        session.add(off)
    with office.store.write("test", audience="here") as session:
        session.void(session.get_one(Holiday, off.id))
    c.do(plan_days, c.id)
    with office.store.read() as session:
        assert DAY in training_dates(session, c.id)


def test_too_many_training_days_are_refused(office: Office) -> None:
    c = course(office, ends_on=DAY + timedelta(days=200))
    assert c.refused(plan_days, c.id) == "CLASS-DAYS"
    with office.store.write("test") as session:
        session.get_one(TrainingClass, c.id).ends_on = DAY + timedelta(days=1)
    assert c.refused(plan_days, c.id) == "CLASS-HOURS"  # 80 JP in four sessions


def test_nobody_gets_a_seat_in_a_class_of_another_programme(office: Office) -> None:
    c = course(office)
    other = make.programme(2)
    elsewhere = make.training_class(other, 2)
    with office.store.write("test") as session:
        session.add_all([other, elsewhere])
    assert c.refused(seats.assign, c.people[:1], elsewhere.id) == "CLASS-PROGRAMME"
    c.do(class_life.cancel, c.id, "Batal")
    assert c.refused(seats.assign, c.people[:1], c.id) == "CLASS-OVER"


def by_hand(session: Write, id: str, **values: Any) -> None:
    """Change an enrolment as its form does."""
    one = session.get_one(Enrolment, id)
    for name, value in values.items():
        setattr(one, name, value)
    left, took = seats_by_hand.class_left(one), seats_by_hand.takes_seat(one)
    seats_by_hand.changed_by_hand(session, one, left, took=took)


def test_an_enrolment_changed_in_its_form_keeps_seats_and_ranks_right(office: Office) -> None:
    c = course(office)
    c.do(class_life.open_class, c.id)
    c.do(seats.assign, c.people[:2], c.id)

    seat = {"training_class": c.id, "state": _E.ASSIGNED}
    assert c.refused(by_hand, c.people[2], **seat) == "CLASS-FULL"
    c.do(by_hand, c.people[2], state=_E.WAITLISTED)
    assert c.one(2).waiting_rank == 1
    c.do(by_hand, c.people[0], training_class=None, state=_E.APPROVED)
    assert c.now() is _C.OPEN
    c.do(by_hand, c.people[2], **seat)
    assert (c.now(), c.one(2).waiting_rank) == (_C.FULL, None)


def test_a_class_filled_too_far_keeps_its_people_and_takes_no_more(office: Office) -> None:
    c = course(office)
    c.do(class_life.open_class, c.id)
    c.do(seats.assign, c.people[:2], c.id)

    def sized(session: Write, capacity: int) -> None:
        held = session.get_one(TrainingClass, c.id)
        held.capacity = capacity
        seats_by_hand.must_seat_all(session, held)

    assert c.refused(sized, 1) == "CLASS-SEATS"
    with office.store.write("as a second PC may have left it") as session:
        session.get_one(TrainingClass, c.id).capacity = 1
    c.do(by_hand, c.people[0], reason="Alamat diperbaiki")
    seat = {"training_class": c.id, "state": _E.ASSIGNED}
    assert c.refused(by_hand, c.people[2], **seat) == "CLASS-FULL"
    c.do(sized, 3)
    c.do(by_hand, c.people[2], **seat)


def test_a_class_is_found_by_its_code_and_none_is_guessed_among_two(office: Office) -> None:
    c = course(office)
    with office.store.write("test") as session:
        found = by_code(session, f" {session.get_one(TrainingClass, c.id).code.lower()} ")
        assert found.id == by_code(session, c.id).id == c.id
        # As a second PC may have numbered one, too.
        session.add(make.training_class(session.get_one(TrainingProgramme, found.programme)))
    assert c.refused(by_code, found.code) == "CODE-TWICE"
    assert len([one for one in notices(office) if one.key.startswith("twice")]) == 2
    assert c.refused(by_code, "KLS-MND-2026-9999") == "NOT-FOUND"


def test_a_third_scheme_needs_a_row_and_no_code(headquarters: Office) -> None:
    office = headquarters
    with office.store.write("test") as session:
        row = session.get_one(FundingScheme, "B")
        values = {
            name: getattr(row, name) for name in ("payee", "cost_kinds", "checklist", "valid_from")
        }
        session.add(
            FundingScheme(
                **values, id="C", code="C", name="Kerja sama daerah", way=Scheme.REIMBURSEMENT
            )
        )
    c = course(office, funding="C", scheme=Scheme.REIMBURSEMENT)
    c.do(seats.assign, c.people[:1], c.id)
    with office.store.read() as session:
        held, one = session.get_one(TrainingClass, c.id), session.get_one(Enrolment, c.people[0])
        paid = [funding_of(session, record, DAY) for record in (held, one)]
        assert [found.code for found in paid if found] == ["C", "C"]
        other = session.get_one(Enrolment, c.people[1])
        usual = funding_of(session, other, DAY)
        assert usual is not None and usual.code == "A"
