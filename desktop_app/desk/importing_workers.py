"""What becomes of an employer's list of workers.

Who is ready is written; who is there stays as recorded; the rest goes back to
the employer with a reason and a proposal each. With a consultation all who are
ready or there become its affected workers, unless they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop_app.desk.known_people import KnownPeople, chunks
from desktop_app.desk.people import must_take_people
from desktop_app.desk.plans import Plan
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.importing.entry import Person
from desktop_app.importing.findings import from_problem
from desktop_app.importing.sorting import Sorted, Status, sort_people
from desktop_app.processes.terminations import regime_on
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Contact,
    LegalRegime,
    Membership,
    TerminationReason,
    Worker,
)
from desktop_app.records.consultation import Standing
from desktop_app.records.names import fold
from desktop_app.records.record import Facts, new_id
from desktop_app.store.store import Store

# --- the consultation ----------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """The consultation a list belongs to, and the words of the law for its reasons."""

    consultation: Consultation
    regimes: Sequence[LegalRegime]
    reasons: Sequence[TerminationReason]

    def reason(self, person: Person) -> TerminationReason | None:
        """The legal reason that the employer's words can only mean."""
        words = fold(person.reason or "")
        found = self.consultation
        regime = found.regime
        if regime is None:
            days = (person.case.get("terminated_on"), found.effective_on, found.held_on)
            in_force = regime_on(self.regimes, next(day for day in days if day))
            regime = in_force.id if in_force else None
        fitting = [r for r in self.reasons if r.regime == regime and words in fold(r.name)]
        return fitting[0] if words and len(fitting) == 1 else None


def case_of(store: Store, consultation: str) -> Case:
    """The consultation, if people may join it.

    Raises UserError NOT-FOUND, CASE-CANCELLED or CASE-CLOSED.
    """
    with store.read() as session:
        found = session.scalars(
            select(Consultation).where(Consultation.id == consultation)
        ).one_or_none()
        if found is None:
            raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=consultation)
        must_take_people(found)
        return Case(
            found,
            session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all(),
            session.scalars(select(TerminationReason)).all(),
        )


# --- who is what -----------------------------------------------------------------------


def sort_workers(
    connection: Connection, people: Sequence[Person], facts: Facts, case: Case | None
) -> tuple[list[Sorted], Plan]:
    """Each person with its status, and the rows to write."""
    items = sort_people(people, KnownPeople(connection))
    for item in items:
        if item.status is Status.READY:
            _at_the_door(item, facts)
    return items, _Planner(connection, items, case).plan


def _at_the_door(item: Sorted, facts: Facts) -> None:
    """What the store would say, which knows regions and parameters."""
    seen = {(found.field, found.code) for found in item.found}
    for problem in Worker(**item.person.worker).problems(facts):
        if (problem.field, problem.code) not in seen:
            item.found.append(from_problem(problem))
        if problem.hard:
            item.status = Status.WRONG


def _listed(connection: Connection, case: Case | None) -> set[str]:
    """The people who are affected workers of the consultation already."""
    if case is None:
        return set()
    c = AffectedWorker.__table__.c
    return set(
        connection.scalars(
            select(c.worker).where(c.consultation == case.consultation.id, c.voided_at.is_(None))
        )
    )


def _numbers(connection: Connection, items: Sequence[Sorted]) -> dict[str, dict[str, str]]:
    """For each KPJ of the list that is recorded: its memberships by person."""
    c = Membership.__table__.c
    found: dict[str, dict[str, str]] = {}
    for some in chunks({item.person.kpj for item in items if item.person.kpj}):
        query = select(c.kpj, c.worker, c.id).where(c.kpj.in_(some), c.voided_at.is_(None))
        for row in connection.execute(query):
            found.setdefault(row.kpj, {})[row.worker] = row.id
    return found


# --- what is written -------------------------------------------------------------------


class _Planner:
    """Plans the rows of people, and with a consultation those of its affected workers."""

    def __init__(self, connection: Connection, items: Sequence[Sorted], case: Case | None) -> None:
        self.plan = Plan({Worker: [], Membership: [], Contact: [], AffectedWorker: []})
        self.case = case
        self.member: dict[str, str] = {}
        """The membership of each person that the list names."""
        self.numbers = _numbers(connection, items) if case else {}
        listed = _listed(connection, case)
        for item in items:
            ready = item.status is Status.READY
            worker = self._person(item) if ready else item.existing
            if case and worker and worker not in listed:
                listed.add(worker)
                self._affected(item, worker, case)

    def _person(self, item: Sorted) -> str:
        person = item.person
        worker = self.plan.add(Worker, {"id": new_id(), **person.worker})
        if person.kpj:
            self._membership(worker, person.kpj)
        for phone in person.other_phones:
            self.plan.add(Contact, {"id": new_id(), "worker": worker, "phone": phone})
        return worker

    def _membership(self, worker: str, kpj: str) -> None:
        row = {"id": new_id(), "worker": worker, "kpj": kpj}
        if self.case:
            row["employer"] = self.case.consultation.employer
        self.member[worker] = self.plan.add(Membership, row)

    def _affected(self, item: Sorted, worker: str, case: Case) -> None:
        person = item.person
        # Somebody who is there counts as such even if a cell beside the name is wrong.
        wrong = {found.field for found in item.found if found.hard}
        if item.existing and person.kpj and "kpj" not in wrong:
            known = self.numbers.setdefault(person.kpj, {})
            if worker in known:
                self.member[worker] = known[worker]
            elif not known:
                self._membership(worker, person.kpj)
                known[worker] = self.member[worker]
        row = {name: value for name, value in person.case.items() if name not in wrong}
        reason = case.reason(person)
        if reason:
            row |= {"reason": reason.id, "regime": reason.regime}
        elif person.reason:
            row["notes"] = _with_reason(row.get("notes"), person.reason)
        matched = all(found.code == "EXISTS" for found in item.found)
        self.plan.add(
            AffectedWorker,
            {
                "regime": case.consultation.regime,
                "reason": None if person.reason else case.consultation.reason,
                **row,
                "id": new_id(),
                "worker": worker,
                "employer": case.consultation.employer,
                "consultation": case.consultation.id,
                "membership": self.member.get(worker),
                "standing": Standing.MATCHED if matched else Standing.OPEN,
            },
        )


def _with_reason(notes: str | None, reason: str) -> str | None:
    """The notes with the employer's own words for the reason, as far as they fit."""
    text = "\n".join(filter(None, (notes, f"Alasan menurut daftar: {reason}")))
    return notes if any(describe(AffectedWorker)["notes"].problems(text)) else text
