"""The first steps of a new office: each is ticked by what the books hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from desktop_app.office import Office
from desktop_app.records import Consultation, Employer, TrainingClass
from desktop_app.records import Office as OfficeRecord
from desktop_app.store.tables import local_batch


@dataclass(frozen=True)
class Step:
    """One of them: ``office``, ``employer``, ``consultation``, ``class`` or ``batch``."""

    name: str
    done: bool


def steps(office: Office) -> tuple[Step, ...]:
    """The five steps, and which of them this office has taken."""

    def any_of(record: type[Any], *wanted: ColumnElement[bool]) -> bool:
        return bool(session.scalar(select(func.count(record.id)).where(*wanted)))

    own = office.code
    with office.store.read() as session:
        home = session.get(OfficeRecord, own)
        found = [
            Step("office", bool(home and home.address and home.city)),
            Step("employer", any_of(Employer, Employer.office == own)),
            Step("consultation", any_of(Consultation, Consultation.office == own)),
            Step("class", any_of(TrainingClass, TrainingClass.office == own)),
        ]
    b = local_batch.c
    ours = select(func.count()).where(b.epoch == office.keys.node.epoch)
    with office.store.raw() as connection:
        sent = bool(connection.scalar(ours))
    return (*found, Step("batch", sent))
