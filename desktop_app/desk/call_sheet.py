"""Whom to call today, by which numbers, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Executable, Select, select
from sqlalchemy.orm import Session

from desktop_app.desk.earlier_answers import due_again, withdrawn
from desktop_app.desk.follow_ups import (
    GRACE,
    OWN_PHONE,
    waiting,
    worker_of,
    wrong_numbers,
)
from desktop_app.desk.work_hints import Hint, open_hints
from desktop_app.i18n import N_
from desktop_app.processes.follow_ups import Standing, standing
from desktop_app.processes.rights import Right, must
from desktop_app.records import (
    AffectedWorker,
    Contact,
    Employer,
    Enrolment,
    FollowUp,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.record import Facts
from desktop_app.records.work import WorkOutcome
from desktop_app.store.store import Store

SHOWN = N_("Numbers shown for a call")


@dataclass(frozen=True)
class Due:
    """One person to call: which question, and what is known beside it."""

    follow_up: str
    enrolment: str
    worker: str
    name: str
    programme: str
    training_class: str
    employer: str | None
    """Id of the previous company."""
    employer_name: str
    month: int
    due_on: date
    standing: Standing
    attempts: int
    last_attempt_on: date | None
    before: WorkOutcome | None
    """What was answered the last time, if anything was."""
    before_on: date | None
    hint: Hint | None
    again: str
    """Why the person is due again, if an answer was withdrawn."""


@dataclass(frozen=True)
class Phone:
    """A number of a person; without `name` the person's own."""

    contact: str
    name: str
    number: str
    wrong: bool


def people_to_call(session: Session, facts: Facts, only: str = "") -> list[Due]:
    """The people to call today, each once; those longest due first.

    `only` asks for one follow-up, whether it is due or not.
    """
    today, grace = facts.today, int(facts.parameter(GRACE) or 0)
    one = select(FollowUp.id).where(FollowUp.id == only)
    rows = session.execute(_due(one if only else waiting(today))).all()
    before = _answers(session, [row.enrolment for row in rows])
    back = withdrawn(session, [row.id for row in rows])
    hints = open_hints(session, [row.enrolment for row in rows])
    found = []
    for row in rows:
        last = before.get(row.enrolment, (None, None))
        found.append(
            Due(
                row.id,
                row.enrolment,
                row.worker,
                row.name,
                row.programme or "",
                row.training_class or "",
                row.employer,
                row.employer_name or "",
                row.month,
                row.due_on,
                standing(row.due_on, row.again_on, row.outcome, today, grace=grace),
                row.attempts,
                row.last_attempt_on,
                *last,
                hints.get(row.enrolment),
                due_again(back[row.id]) if row.id in back else "",
            )
        )
    return found


def _due(ids: Select[str]) -> Executable:
    own = FollowUp
    return (
        select(
            own.id,
            own.enrolment,
            own.month,
            own.due_on,
            own.again_on,
            own.attempts,
            own.last_attempt_on,
            own.outcome,
            Worker.id.label("worker"),
            Worker.name,
            TrainingProgramme.name.label("programme"),
            TrainingClass.code.label("training_class"),
            Employer.id.label("employer"),
            Employer.name.label("employer_name"),
        )
        .join(Enrolment, Enrolment.id == own.enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .where(own.id.in_(ids))
        .order_by(own.due_on, Worker.name, own.id)
    )


def _answers(
    session: Session, enrolments: Sequence[str]
) -> dict[str, tuple[WorkOutcome | None, date | None]]:
    own = FollowUp
    rows = session.execute(
        select(own.enrolment, own.outcome, own.asked_on)
        .where(own.enrolment.in_(enrolments), own.outcome.is_not(None), own.voided_at.is_(None))
        .order_by(own.asked_on, own.month)
    )
    return {row.enrolment: (row.outcome, row.asked_on) for row in rows}


def phones_of(session: Session, follow_up: str) -> list[Phone]:
    """The numbers of the person of a follow-up, whole: whoever asks puts the showing down.

    The own number comes first, those known to be wrong last.
    """
    worker = worker_of(session, session.get_one(FollowUp, follow_up).enrolment)
    return numbers_of(session, [worker])[worker]


def numbers_of(session: Session, workers: Collection[str]) -> dict[str, list[Phone]]:
    """The numbers of people as `phones_of` gives them, asked for all of them at once."""
    wrong = wrong_numbers(session, workers)
    found: dict[str, list[Phone]] = {id: [] for id in workers}
    for row in session.execute(select(Worker.id, Worker.phone).where(Worker.id.in_(workers))):
        if row.phone:
            own = Phone(OWN_PHONE, "", row.phone, OWN_PHONE in wrong[row.id])
            found[row.id].append(own)
    for one in session.scalars(
        select(Contact)
        .where(Contact.worker.in_(workers), Contact.voided_at.is_(None))
        .order_by(Contact.id)
    ):
        number = Phone(one.id, one.name or "", one.phone, one.id in wrong[one.worker])
        found[one.worker].append(number)
    return {id: sorted(each, key=lambda phone: phone.wrong) for id, each in found.items()}


def shown_phones(store: Store, follow_up: str) -> list[Phone]:
    """The numbers of the person to be called now; that they were shown is put down.

    Raises E-RIGHT for who may not see masked data.
    """
    must(store.author.roles, Right.REVEAL)
    with store.read() as session:
        found = phones_of(session, follow_up)
        worker = worker_of(session, session.get_one(FollowUp, follow_up).enrolment)
    if found:
        with store.write(SHOWN) as writing:
            for phone in found:
                record = (Contact, phone.contact) if phone.contact else (Worker, worker)
                writing.accessed(writing.get_one(*record), ["phone"])
    return found
