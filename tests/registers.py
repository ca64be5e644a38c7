"""A class with sessions and people, to mark attendance in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desktop_app.office import Office
from desktop_app.records import ClassSession
from desktop_app.records.training import ClassState, EnrolmentState
from tests import make


def a_class(
    office: Office,
    *,
    people: int = 3,
    days: int = 5,
    parts: int = 1,
    hours: int = 4,
    starts: date = make.DAY - timedelta(days=4),
    **over: Any,
) -> str:
    """A running class whose sessions lie on `days` days in a row; its id.

    By default it began on Friday 20 November and today, the 24th, is its last day.
    """
    with office.store.write("a class") as session:
        programme = make.programme()
        values = {"starts_on": starts, "ends_on": starts + timedelta(days=days - 1)}
        state = {"state": ClassState.RUNNING}
        found = make.training_class(programme, **values | state | over)
        session.add_all([programme, found])
        for day in range(days):
            for part in range(1, parts + 1):
                held = {"day": starts + timedelta(days=day), "part": part, "lesson_hours": hours}
                session.add(ClassSession(training_class=found.id, **held))
        for number in range(1, people + 1):
            worker = make.worker(number, name=f"Peserta {number:02} CONTOH")
            affected = make.case(worker)
            seat = {"training_class": found.id, "state": EnrolmentState.IN_TRAINING}
            session.add_all([worker, affected, make.enrolment(affected, programme, number, **seat)])
    return found.id
