"""An employer's list, read into the books.

Who is ready is written, all in one transaction; who is there stays as recorded;
the rest goes back to the employer with a reason and a proposal each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.desk.known_people import KnownPeople, chunks
from desktop_app.desk.people import must_take_people
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.importing.answer import AnswerTable, Counts, answer, count, problems
from desktop_app.importing.findings import from_problem
from desktop_app.importing.lists import WorkerList, read_list
from desktop_app.importing.person import Person
from desktop_app.importing.sorting import Sorted, Status, sort_people
from desktop_app.processes.terminations import regime_on
from desktop_app.progress import Progress, silent
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
from desktop_app.records.record import Facts, Record, new_id
from desktop_app.store.store import Store

Row = dict[str, Any]


@dataclass(frozen=True)
class Imported:
    """What became of a list. In a dry run nothing was written: the ids are those planned.

    `workers` are the ids of new people, `cases` those of new affected workers.
    """

    read: WorkerList
    items: tuple[Sorted, ...]
    counts: Counts
    workers: tuple[str, ...]
    cases: tuple[str, ...]
    dry_run: bool

    def problems(self) -> list[dict[str, object]]:
        """All findings by row, in the current language; never a NIK or a name."""
        return problems(self.items)

    def answer(self, *, everything: bool = False) -> AnswerTable:
        """The table that goes back to the employer, in the employer's own columns."""
        return answer(self.items, self.read.mappings[0], everything=everything)


def import_workers(
    store: Store,
    source: Path | str | bytes,
    *,
    consultation: str | None = None,
    dry_run: bool = False,
    name: str = "",
    progress: Progress = silent,
) -> Imported:
    """Read a list (a path, bytes, or pasted text) and record who is ready.

    With `consultation` (an id) all who are ready or there already become its
    affected workers, unless they are. Raises UserError with the codes of
    `read_list`, NOT-FOUND for a consultation that the officer cannot see, and
    CASE-CANCELLED or CASE-CLOSED for one that is over;
    Cancelled through `progress`, and then nothing was written.
    """
    case = None if consultation is None else _case(store, consultation)
    facts = store.facts()
    steps = _Steps(progress)
    read = read_list(source, store.today, name=name, progress=steps.reading)
    if dry_run:
        with store.read() as session:
            items, plan = _sorted(session.connection(), read, facts, case)
    else:
        with store.write(N_("Employer's list imported")) as session:
            items, plan = _sorted(session.connection(), read, facts, case)
            total = sum(len(rows) for _record, rows in plan.all())
            for record, rows in plan.all():
                session.bulk(record, steps.writing(rows, total))
            progress(2, 3)
    return Imported(
        read,
        tuple(items),
        count(items),
        tuple(row["id"] for row in plan.workers),
        tuple(row["id"] for row in plan.cases),
        dry_run,
    )


class _Steps:
    """Reading is the first third of the way, rows the second, the journal the last."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._written = 0

    def reading(self, done: int, total: int) -> None:
        self._progress(done, 3 * total)

    def writing(self, rows: Sequence[Row], total: int) -> Iterator[Row]:
        """The rows, out of `total` of all kinds."""
        for row in rows:
            if self._written % 200 == 0:
                self._progress(total + self._written, 3 * total)
            self._written += 1
            yield row


# --- the consultation ----------------------------------------------------------------


@dataclass(frozen=True)
class _Case:
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


def _case(store: Store, consultation: str) -> _Case:
    with store.read() as session:
        found = session.scalars(
            select(Consultation).where(Consultation.id == consultation)
        ).one_or_none()
        if found is None:
            raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=consultation)
        must_take_people(found)
        return _Case(
            found,
            session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all(),
            session.scalars(select(TerminationReason)).all(),
        )


# --- who is what -----------------------------------------------------------------------


def _sorted(
    connection: Connection, read: WorkerList, facts: Facts, case: _Case | None
) -> tuple[list[Sorted], _Plan]:
    items = sort_people(read.people, KnownPeople(connection))
    for item in items:
        if item.status is Status.READY:
            _at_the_door(item, facts)
    plan = _Plan()
    numbers = _numbers(connection, items) if case else {}
    listed = _listed(connection, case)
    for item in items:
        worker = _person(plan, item, case) if item.status is Status.READY else item.existing
        if case and worker and worker not in listed:
            listed.add(worker)
            _affected(plan, item, worker, case, numbers)
    return items, plan


def _at_the_door(item: Sorted, facts: Facts) -> None:
    """What the store would say, which knows regions and parameters."""
    seen = {(found.field, found.code) for found in item.person.findings}
    for problem in Worker(**item.person.worker).problems(facts):
        if (problem.field, problem.code) not in seen:
            item.person.findings.append(from_problem(problem))
        if problem.hard:
            item.status = Status.WRONG


def _listed(connection: Connection, case: _Case | None) -> set[str]:
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


@dataclass
class _Plan:
    """The rows that an import adds, in the order of the list."""

    workers: list[Row] = field(default_factory=list)
    memberships: list[Row] = field(default_factory=list)
    contacts: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    by_worker: dict[str, str] = field(default_factory=dict)
    """The membership of each person that the list names."""

    def all(self) -> list[tuple[type[Record], list[Row]]]:
        """The rows by record type, in the order of writing."""
        return [
            (Worker, self.workers),
            (Membership, self.memberships),
            (Contact, self.contacts),
            (AffectedWorker, self.cases),
        ]

    def member(self, worker: str, kpj: str, case: _Case | None) -> None:
        """Add a membership."""
        row = {"id": new_id(), "worker": worker, "kpj": kpj}
        if case:
            row["employer"] = case.consultation.employer
        self.memberships.append(row)
        self.by_worker[worker] = row["id"]


def _person(plan: _Plan, item: Sorted, case: _Case | None) -> str:
    person, worker = item.person, new_id()
    plan.workers.append({"id": worker, **person.worker})
    if person.kpj:
        plan.member(worker, person.kpj, case)
    plan.contacts += [{"worker": worker, "phone": phone} for phone in person.other_phones]
    return worker


def _affected(
    plan: _Plan, item: Sorted, worker: str, case: _Case, numbers: dict[str, dict[str, str]]
) -> None:
    person = item.person
    # Somebody who is there counts as such even if a cell beside the name is wrong.
    wrong = {found.field for found in item.findings if found.hard}
    if item.existing and person.kpj and "kpj" not in wrong:
        known = numbers.setdefault(person.kpj, {})
        if worker in known:
            plan.by_worker[worker] = known[worker]
        elif not known:
            plan.member(worker, person.kpj, case)
            known[worker] = plan.by_worker[worker]
    row = {name: value for name, value in person.case.items() if name not in wrong}
    reason = case.reason(person)
    if reason:
        row |= {"reason": reason.id, "regime": reason.regime}
    elif person.reason:
        row["notes"] = _with_reason(row.get("notes"), person.reason)
    matched = all(found.code == "EXISTS" for found in item.findings)
    plan.cases.append(
        {
            "regime": case.consultation.regime,
            "reason": None if person.reason else case.consultation.reason,
            **row,
            "id": new_id(),
            "worker": worker,
            "employer": case.consultation.employer,
            "consultation": case.consultation.id,
            "membership": plan.by_worker.get(worker),
            "standing": Standing.MATCHED if matched else Standing.OPEN,
        }
    )


def _with_reason(notes: str | None, reason: str) -> str | None:
    """The notes with the employer's own words for the reason, as far as they fit."""
    text = "\n".join(filter(None, (notes, f"Alasan menurut daftar: {reason}")))
    return notes if any(describe(AffectedWorker)["notes"].problems(text)) else text
