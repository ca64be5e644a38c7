"""The calendar: what stands on which day, for whom, and what was not done yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.desk.calendar import Entry, Kind, entries, holidays_between, remind, reminded
from desktop_app.desk.overview import overview
from desktop_app.office import Office
from desktop_app.records import CaseMeeting, Officer, Reminder
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.office import Role
from desktop_app.records.training import ClassState
from tests import make

DAY = make.DAY
MONTH = (date(2026, 11, 1), date(2026, 12, 31))


def seen(office: Office, since: date = MONTH[0], until: date = MONTH[1]) -> list[Entry]:
    store = office.store
    with store.read() as session:
        return entries(session, store.facts(), store.author.officer, since, until)


def said(found: list[Entry]) -> list[tuple[date, Kind, str]]:
    return [(entry.day, entry.kind, entry.title) for entry in found]


def test_each_kind_stands_on_its_day(office: Office) -> None:
    employer, programme = make.employer(1), make.programme(1)
    case = make.consultation(
        employer,
        state=ConsultationState.SCHEDULED,
        time="09.30",
        follow_up_on=DAY + timedelta(days=2),
        commitment=True,
        commitment_until=DAY + timedelta(days=9),
        notice_on=DAY,
        effective_on=DAY + timedelta(days=30),
    )
    with office.store.write("test") as session:
        session.add_all([employer, programme, case])
        session.add(
            CaseMeeting(consultation=case.id, day=DAY, time="08.00", subject="Upah", officer=None)
        )
        session.add(
            CaseMeeting(
                consultation=case.id, day=DAY, subject="Batal", state=MeetingState.CANCELLED
            )
        )
        session.add(make.training_class(programme, starts_on=DAY, ends_on=DAY + timedelta(days=4)))
        called_off = {"state": ClassState.CANCELLED, "cancelled_because": "Gedung terendam"}
        session.add(make.training_class(programme, 2, **called_off))
        remind(session, " Telepon ", DAY, ("consultation", case.id))
    found = seen(office)
    assert said([entry for entry in found if entry.day == DAY]) == [
        (DAY, Kind.MEETING, "PT Contoh 1"),  # by the clock first
        (DAY, Kind.TALK, "PT Contoh 1"),
        (DAY, Kind.CLASS_BEGINS, "Program 1"),
        (DAY, Kind.REMINDER, "Telepon"),
    ]
    later = {entry.kind: entry.day for entry in found if entry.day > DAY}
    assert later[Kind.FOLLOW_UP] == DAY + timedelta(days=2)
    assert later[Kind.PROMISE] == DAY + timedelta(days=9)
    assert later[Kind.CLASS_ENDS] == DAY + timedelta(days=4)
    deadline = next(entry for entry in found if entry.kind is Kind.DEADLINE)
    assert (deadline.day, deadline.part) == (date(2026, 12, 3), "deadlines")
    reminder = next(entry for entry in found if entry.reminder)
    assert (reminder.page, reminder.id) == ("consultations", case.id)
    assert said(seen(office, DAY, DAY)) == said([entry for entry in found if entry.day == DAY])


def _budi() -> Officer:
    roles = frozenset({Role.CLERK})
    return Officer(user="budi", name="Budi", roles=roles, public_key="0" * 64)


def test_a_reminder_waits_on_until_it_is_done(office: Office) -> None:
    old = DAY - timedelta(days=5)
    with office.store.write("test") as session:
        kept = remind(session, "Lama", old)
        session.add(other := _budi())
        session.add(Reminder(text="Milik lain", due_on=DAY, officer=other.id))
        remind(session, "Semua", DAY + timedelta(days=1), own=False)
    assert said(seen(office)) == [
        (DAY, Kind.REMINDER, "Lama"),
        (DAY + timedelta(days=1), Kind.REMINDER, "Semua"),
    ]
    assert seen(office)[0].note == "sejak 19/11/2026"
    # In a stretch without today it stands where it was due.
    assert said(seen(office, old, old)) == [(old, Kind.REMINDER, "Lama")]
    with office.store.read() as session:
        due = overview(session, office.store.facts(), office.store.author.officer).due
    assert [(one.name, one.count, one.page) for one in due] == [("reminders", 1, "calendar")]
    with office.store.write("test") as session:
        reminded(session, kept.id)
    assert said(seen(office, MONTH[0], DAY)) == []
    with office.store.read() as session:
        assert overview(session, office.store.facts(), office.store.author.officer).due == ()


def test_what_is_confidential_stays_out(office: Office) -> None:
    employer = make.employer(1)
    case = make.consultation(employer, embargo_until=date(2027, 1, 1), follow_up_on=DAY)
    with office.store.write("test") as session:
        session.add_all([employer, case])
        session.add(CaseMeeting(consultation=case.id, day=DAY, subject="Rahasia"))
        remind(session, "Rahasia", DAY, ("consultation", case.id))
    assert seen(office) == []


@pytest.mark.parametrize("day, name", [(date(2026, 12, 25), "Natal"), (date(2026, 11, 24), "")])
def test_holidays_have_their_names(office: Office, day: date, name: str) -> None:
    with office.store.read() as session:
        found = holidays_between(session, office.code, *MONTH)
    assert name in found.get(day, "")
    assert (day in found) is bool(name)
