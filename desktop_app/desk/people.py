"""The people of a case: looked up, taken in, and dealt with many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from desktop_app.desk.lists import Listing
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.processes.terminations import is_final, regime_on
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Contact,
    Enrolment,
    LegalRegime,
    Worker,
)
from desktop_app.records.consultation import ConsultationState, Reply, Standing
from desktop_app.records.identifiers import mask
from desktop_app.records.national_id import nik_rules, normalise_nik, read_nik
from desktop_app.records.training import EnrolmentState
from desktop_app.records.worker import Sex
from desktop_app.store import search
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write

_E = EnrolmentState
_GONE = (_E.CANCELLED, _E.REJECTED)
_IN_CLASS = tuple(
    state for state in _E if state not in (*_GONE, _E.REGISTERED, _E.VERIFIED, _E.WAITLISTED)
)
_TRAINED = (_E.COMPLETED, _E.ASSESSED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED)


def born_from_nik(nik: str, today: Any) -> dict[str, Any]:
    """Birth date and sex as a NIK tells them; empty for a NIK that tells nothing."""
    try:
        read = read_nik(nik, today)
    except ValueError:
        return {}
    told: dict[str, Any] = {"sex": Sex.of(read.sex)}
    if read.birth_date is not None:
        told["birth_date"] = read.birth_date
    return told


def look_up(session: Read, typed: str, limit: int = 12) -> list[tuple[str, str]]:
    """People who fit a name, NIK, KPJ or phone; each told apart by year and last digits."""
    fitting = search.matching(session.get_bind().dialect.name, "worker", typed)
    if fitting is None:
        return []
    rows = session.execute(
        select(Worker.id, Worker.name, Worker.nik, Worker.birth_date)
        .where(Worker.id.in_(fitting))
        .order_by(Worker.name)
        .limit(limit)
    )
    return [
        (
            row.id,
            " · ".join(
                part
                for part in (
                    row.name,
                    str(row.birth_date.year) if row.birth_date else "",
                    mask(row.nik)[-8:] if row.nik else "",
                )
                if part
            ),
        )
        for row in rows
    ]


def contacts_of(session: Read, worker: str) -> Sequence[Contact]:
    """The further phones and contact persons of a worker."""
    return session.scalars(
        select(Contact).where(Contact.worker == worker).order_by(Contact.name, Contact.phone)
    ).all()


def must_take_people(case: Consultation) -> None:
    """Raise UserError if a case is over, so that nobody can be added to it any more."""
    if case.state is ConsultationState.CANCELLED:
        raise UserError(
            "CASE-CANCELLED",
            N_("Consultation {number} is cancelled; nobody can be added to it."),
            number=case.number,
        )
    if case.state is ConsultationState.CLOSED:
        raise UserError(
            "CASE-CLOSED",
            N_("Consultation {number} is closed; open it again before adding people."),
            number=case.number,
        )


def add_person(
    session: Write,
    consultation: str,
    *,
    worker: str | None = None,
    nik: str = "",
    name: str = "",
    position: str | None = None,
) -> AffectedWorker:
    """Make somebody an affected worker of a consultation.

    Either a recorded `worker`, or a new person by NIK and name; a NIK that is
    recorded already is that person. Raises UserError if the person is there or
    the consultation is over.
    """
    case = session.get_one(Consultation, consultation)
    must_take_people(case)
    nik = normalise_nik(nik)
    if worker is None and nik:
        worker = session.scalar(
            select(Worker.id).where(Worker.nik == nik, Worker.voided_at.is_(None)).limit(1)
        )
    if worker is None:
        faulty = nik and any(p.hard for p in nik_rules("nik", nik))
        person = Worker(
            nik=nik or None,
            name=name.strip(),
            **({} if faulty or not nik else born_from_nik(nik, session.facts.today)),
        )
        session.add(person)
        worker = person.id
    elif session.scalar(
        select(AffectedWorker.id).where(
            AffectedWorker.consultation == consultation,
            AffectedWorker.worker == worker,
            AffectedWorker.voided_at.is_(None),
        )
    ):
        raise UserError("IN-CASE", N_("This person is in the case already."))
    made = AffectedWorker(
        worker=worker,
        consultation=consultation,
        employer=case.employer,
        position=position,
        reason=case.reason,
        regime=case.regime,
        background=case.background,
        notice_on=case.notice_on,
        terminated_on=case.effective_on,
    )
    session.add(made)
    return made


def set_for(session: Write, cases: Sequence[str], values: Mapping[str, Any]) -> int:
    """Give several cases the same values; returns how many."""
    count = 0
    for id in cases:
        case = session.get(AffectedWorker, id)
        if case is not None and case.voided_at is None:
            for name, value in values.items():
                setattr(case, name, value)
            count += 1
    return count


def in_case(consultation: str, figure: str) -> Select[Any] | None:
    """The cases behind a figure of a tally; None for all that are listed."""
    cases = select(AffectedWorker.id).where(AffectedWorker.consultation == consultation)
    enrolled = select(Enrolment.affected_worker).where(
        Enrolment.state.not_in(_GONE), Enrolment.voided_at.is_(None)
    )
    if figure == "enrolled":
        return cases.where(AffectedWorker.id.in_(enrolled))
    if figure == "not_enrolled":
        return cases.where(
            AffectedWorker.id.not_in(enrolled), AffectedWorker.standing != Standing.REFUSED
        )
    standing = {"matched": Standing.MATCHED, "refused": Standing.REFUSED, "open": Standing.OPEN}
    return cases.where(AffectedWorker.standing == standing[figure]) if figure in standing else None


def consultations_at(stage: str) -> Select[Any]:
    """The consultations with people at a stage: ``enrolled``, ``in_class``, ``trained``,
    ``consulted`` (any people), ``unchecked`` (people still to be checked)."""
    people = select(AffectedWorker.consultation).where(AffectedWorker.voided_at.is_(None))
    if stage == "consulted":
        return people
    if stage == "unchecked":
        return people.where(AffectedWorker.standing == Standing.OPEN)
    enrolled = Enrolment.state.not_in(_GONE)
    states = {"in_class": _IN_CLASS, "trained": _TRAINED}
    fits = Enrolment.state.in_(states[stage]) if stage in states else enrolled
    return people.join(Enrolment, Enrolment.affected_worker == AffectedWorker.id).where(
        fits, Enrolment.voided_at.is_(None)
    )


def consultation_of(session: Read, case: str) -> str | None:
    """The consultation in which a case stands, if any."""
    return session.scalar(select(AffectedWorker.consultation).where(AffectedWorker.id == case))


class CaseListing(Listing):
    """The people of a case; each row also tells ``enrolled`` and ``final``."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, the programme enrolled in, and whether the layoff is final."""
        rows = super().rows(ids)
        with self.store.read() as session:
            programmes = {
                row.affected_worker: row.number
                for row in session.execute(
                    select(Enrolment.affected_worker, func.max(Enrolment.number).label("number"))
                    .where(Enrolment.affected_worker.in_(ids), Enrolment.state.not_in(_GONE))
                    .group_by(Enrolment.affected_worker)
                )
            }
            ended = _final(session, ids)
        for id, row in zip(ids, rows, strict=True):
            row["enrolled"] = programmes.get(id, "")
            row["final"] = translate(N_("Final") if id in ended else N_("Layoff not final yet"))
        return rows


def _final(session: Read, ids: Sequence[str]) -> set[str]:
    regimes = session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all()
    by_id = {regime.id: regime for regime in regimes}
    rows = session.execute(
        select(AffectedWorker, Consultation.reply)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .where(AffectedWorker.id.in_(ids))
    )
    found = set()
    for case, reply in rows:
        day = case.terminated_on or case.notice_on
        regime = by_id.get(case.regime or "") or (regime_on(regimes, day) if day else None)
        if regime and is_final(regime, case.proof, refused=reply is Reply.REFUSED):
            found.add(case.id)
    return found
