"""*Bagi ke kelas* on a real store: accepted in one act, taken back by one undo; clashes told."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from desktop_app.desk import seats
from desktop_app.desk.clashes import clashes_for, clashes_of
from desktop_app.desk.dividing import DIVIDED, accept, looking, terms
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.clashes import Doubled
from desktop_app.processes.dividing import Proposal, propose
from desktop_app.records import (
    ClassInstructor,
    ClassSession,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store.undo import last_change, undo
from tests import make

FIRST = date(2026, 11, 30)
_E = EnrolmentState


def enrolled(office: Office, count: int) -> tuple[TrainingProgramme, list[str]]:
    """So many approved people of one programme of five days."""
    programme = make.programme(days=5, lesson_hours=40)
    workers = [make.worker(n) for n in range(count)]
    cases = [make.case(worker) for worker in workers]
    people = [make.enrolment(case, programme, n, state=_E.APPROVED) for n, case in enumerate(cases)]
    with office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *people])
    return programme, [one.id for one in people]


def proposed(office: Office, least: int = 8) -> Proposal:
    with office.store.read() as session:
        asked = terms(session, office.store.facts(), office.code, starts_on=FIRST, least=least)
        return propose(looking(session).values(), asked)


def test_47_people_are_divided_in_one_act_and_back(office: Office) -> None:
    enrolled(office, 47)
    proposal = proposed(office)
    with office.store.write(DIVIDED) as session:
        done = accept(session, proposal)
    assert (done.seated, done.waiting) == (40, 7)
    with office.store.read() as session:
        classes = session.query(TrainingClass).order_by(TrainingClass.code).all()
        assert [(one.code, one.state, one.ends_on) for one in classes] == [
            ("KLS-MND-2026-0001", ClassState.FULL, date(2026, 12, 4)),
            ("KLS-MND-2026-0002", ClassState.FULL, date(2026, 12, 4)),
        ]
        waiting = session.query(Enrolment).filter_by(state=_E.WAITLISTED)
        assert sorted(one.waiting_rank or 0 for one in waiting) == [1, 2, 3, 4, 5, 6, 7]
        hours = [one.lesson_hours for one in session.query(ClassSession)]
        assert (len(hours), sum(hours)) == (20, 80)
    change = last_change(office.store)
    assert change is not None and change.why == DIVIDED
    undo(office.store, change)
    with office.store.read() as session:
        assert session.query(TrainingClass).count() == session.query(ClassSession).count() == 0
        assert {one.state for one in session.query(Enrolment)} == {_E.APPROVED}


def test_who_got_a_seat_meanwhile_stops_the_whole(office: Office) -> None:
    programme, people = enrolled(office, 20)
    proposal = proposed(office)
    other = make.training_class(programme)
    with office.store.write("test") as session:
        session.add(other)
    with office.store.write("test") as session:
        seats.assign(session, people[:1], other.id)
    with pytest.raises(UserError) as refused, office.store.write(DIVIDED) as session:
        accept(session, proposal)
    assert refused.value.code == "SEAT-STATE"
    with office.store.read() as session:
        assert session.query(TrainingClass).count() == 1


def test_who_was_to_wait_and_got_a_seat_meanwhile_keeps_it(office: Office) -> None:
    programme, _people = enrolled(office, 23)
    proposal = proposed(office)
    assert len(proposal.waiting) == 3
    lucky, other = proposal.waiting[0], make.training_class(programme)
    with office.store.write("test") as session:
        session.add(other)
    with office.store.write("test") as session:
        seats.assign(session, [lucky], other.id)
    with office.store.write(DIVIDED) as session:
        assert accept(session, proposal).waiting == 2
    with office.store.read() as session:
        kept = session.get_one(Enrolment, lucky)
        assert (kept.state, kept.training_class) == (_E.ASSIGNED, other.id)


def test_500_people_are_divided_quickly(office: Office) -> None:
    enrolled(office, 500)
    begun = time.perf_counter()
    proposal = proposed(office)
    assert len(proposal.classes) == 25
    looked = time.perf_counter()
    with office.store.write(DIVIDED) as session:
        done = accept(session, proposal)
    written = time.perf_counter()
    assert done.seated == 500
    # Generous: several times what it takes on two slow cores.
    assert looked - begun < 2
    assert written - looked < 12
    print(looked - begun, written - looked)


def test_people_trainers_and_rooms_in_two_classes_are_told(office: Office) -> None:
    programme, people = enrolled(office, 3)
    other = make.programme(2)
    span = {"starts_on": FIRST, "ends_on": FIRST + timedelta(days=4)}
    place = {"place": "BLK Bitung", "room": "Ruang 1"}
    one = make.training_class(programme, 1, instructor="Drs. Budi", **span | place)
    two = make.training_class(other, 2, **span | place)
    workers = [make.worker(n) for n in range(10, 11)]
    with office.store.write("test") as session:
        session.add_all([other, one, two, *workers])
        session.add(ClassInstructor(training_class=two.id, name="budi", to_day=FIRST))
        first = session.get_one(Enrolment, people[0])
        second = make.enrolment(make.case(workers[0]), other, 9)
        second.affected_worker, second.training_class = first.affected_worker, two.id
        second.state = _E.ASSIGNED
        session.add(second)
    with office.store.read() as session:
        facts, chosen = office.store.facts(), session.get_one(TrainingClass, one.id)
        before = [
            (c.doubled, c.other_code, len(c.days)) for c in clashes_of(session, facts, chosen)
        ]
        assert before == [(Doubled.TRAINER, two.code, 1), (Doubled.ROOM, two.code, 5)]
        (warned,) = clashes_for(session, facts, chosen, people)
        assert (warned.name, warned.other) == ("Pekerja 0", two.id)
        case = session.get_one(Enrolment, people[0]).affected_worker
        assert clashes_for(session, facts, chosen, cases=[case]) == [warned]
        seeker = looking(session)[people[0]]
        assert [busy.code for busy in seeker.busy] == [two.code]
    with office.store.write("test") as session:
        seats.assign(session, people, one.id)
    with office.store.read() as session:
        chosen = session.get_one(TrainingClass, one.id)
        found = clashes_of(session, office.store.facts(), chosen)
        assert [c.doubled for c in found] == [Doubled.PERSON, Doubled.TRAINER, Doubled.ROOM]
