"""Who of a class is due a certificate: by result, attendance as it is now, and checked name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance import AWAY, register
from desktop_app.desk.certificates import revoked_last, revoked_said, standing_certificates
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.processes.certificates import name_check, why_none
from desktop_app.processes.results import POLICY, fallen_short
from desktop_app.records import AffectedWorker, Enrolment, TrainingClass, Worker
from desktop_app.records.names import name_key
from desktop_app.records.record import Facts
from desktop_app.records.training import TrainingResult
from desktop_app.store.writing import Write

NAMES_CHECKED = N_("Names checked")


@dataclass(frozen=True)
class Candidate:
    """A person of a class: the certificate that stands, or why there is none to give."""

    enrolment: str
    name: str
    birth_place: str
    born: date | None
    result: TrainingResult | None
    why_none: str
    certificate: str = ""
    """Its number, if one stands."""
    under: UserError | None = None
    """Why LULUS does not stand by the attendance as it is now; a certificate may stand already."""

    revoked: str = ""
    """How the certificate was taken back that the person held before; empty if none was."""
    checked: bool = False
    """Whether name and birth are those that were initialled on the name-check sheet."""

    @property
    def due(self) -> bool:
        """Whether a certificate can be issued now."""
        return not self.why_none and self.under is None

    @property
    def held_back(self) -> bool:
        """Whether only the attendance is in the way."""
        return not self.why_none and self.under is not None

    @property
    def said(self) -> str:
        """The certificate, why there is none, or that one is due, in the reader's language."""
        words = self.certificate or translate(self.why_none)
        words = words or ("" if self.under else translate(N_("Due to get one")))
        return " · ".join(
            filter(None, (words, self.revoked, str(self.under) if self.under else ""))
        )


def candidates(session: Session, training_class: str, facts: Facts) -> list[Candidate]:
    """The people of a class in the order of their names; only those whom the reader may see."""
    standings = register(session, training_class, facts).standings()
    policy = facts.parameter(POLICY)
    rows = session.execute(
        select(Enrolment, Worker)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(
            Enrolment.training_class == training_class,
            Enrolment.state.not_in(AWAY),
            Enrolment.voided_at.is_(None),
        )
    ).all()
    standing = {
        one.enrolment: one.number
        for one in standing_certificates(session, [row.Enrolment.id for row in rows])
    }
    gone = revoked_last(session, [row.Enrolment.id for row in rows])
    found = [
        Candidate(
            enrolment.id,
            worker.name,
            worker.birth_place or "",
            worker.birth_date,
            enrolment.result,
            why_none(enrolment.state, enrolment.result, enrolment.id in standing),
            standing.get(enrolment.id, ""),
            fallen_short(standings.get(enrolment.id), policy, enrolment.under_reason)
            if enrolment.result is TrainingResult.PASSED
            else None,
            revoked_said(gone[enrolment.id]) if enrolment.id in gone else "",
            enrolment.name_checked
            == name_check(enrolment.id, worker.name, worker.birth_place, worker.birth_date),
        )
        for enrolment, worker in rows
    ]
    return sorted(found, key=lambda one: (name_key(one.name), one.enrolment))


def held_back(people: Sequence[Candidate]) -> str:
    """Who is due nothing for the attendance alone, each with what to do; a line a person."""
    return "\n".join(f"{one.name}: {one.under}" for one in people if one.held_back)


def unchecked(people: Sequence[Candidate]) -> list[str]:
    """Who is due a certificate under a name or birth that nobody checked, by name."""
    return [one.name for one in people if one.due and not one.checked]


def check_names(session: Write, training_class: str, by: str, on: date) -> None:
    """Put down that the names of a class were checked against the signed sheet, and by whom.

    What was checked is kept with each person: who is called otherwise afterwards, or
    joins the class, is to be checked again before anything is issued.
    """
    if not by.strip():
        raise UserError("NAMES", N_("Say who checked the names"))
    for one in candidates(session, training_class, session.facts):
        if not one.checked:
            checked = name_check(one.enrolment, one.name, one.birth_place, one.born)
            session.get_one(Enrolment, one.enrolment).name_checked = checked
    held = session.get_one(TrainingClass, training_class)
    held.names_checked_on, held.names_checked_by = on, by.strip()
