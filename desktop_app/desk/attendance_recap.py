"""The attendance of whole classes, added up by person, as it stood on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance import Participant, Register, register
from desktop_app.processes.attendance import Standing
from desktop_app.records import Parameter
from desktop_app.records.record import Facts


@dataclass(frozen=True)
class Line:
    """One person of a class, and where he stands."""

    person: Participant
    standing: Standing


def facts_on(session: Session, day: date) -> Facts:
    """The parameters as they were on a day, read from `session` alone."""
    rows = session.execute(
        select(Parameter.key, Parameter.value)
        .where(
            Parameter.valid_from <= day,
            Parameter.voided_at.is_(None),
        )
        .order_by(Parameter.valid_from)
    )
    known = {row.key: json.loads(row.value) for row in rows}
    return Facts(day, known.get)


def recap(session: Session, training_class: str, day: date) -> tuple[Register, list[Line]]:
    """The register of a class through a day, and everybody's line by name."""
    found = register(session, training_class, facts_on(session, day))
    later = {one.id for one in found.meetings if one.day > day}
    through = {cell: seen for cell, seen in found.marks.items() if cell[0] not in later}
    found = replace(found, marks=through)
    return found, list(lines_of(found))


def lines_of(found: Register) -> Iterator[Line]:
    """Everybody's line."""
    standings = found.standings()
    for person in found.people:
        yield Line(person, standings[person.enrolment])
