"""Notices of people who are due again: their answer was withdrawn, their certificate revoked."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from desktop_app.desk.certificates import revoked_last, revoked_said
from desktop_app.desk.earlier_answers import due_again, withdrawn
from desktop_app.desk.follow_ups import waiting
from desktop_app.desk.notice import MOST, Notice
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.records import (
    AffectedWorker,
    Certificate,
    CertificateRevocation,
    Enrolment,
    FollowUp,
    Worker,
)
from desktop_app.store.sight import Read


def calls(office: Office, session: Read) -> Iterator[Notice]:
    """People who are to be asked once more, since their answer was withdrawn as wrong."""
    if not office.may(Right.RECORD):
        return
    back = withdrawn(session, session.scalars(waiting(office.today)).all())
    names = (
        select(FollowUp.id, Worker.name)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(FollowUp.id.in_(back))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    for id, name in session.execute(names.limit(MOST)):
        what = {"record": "follow_up", "id": id}
        yield Notice(
            f"again {back[id].id}", f"{name} · {due_again(back[id])}", "work", what, "phone"
        )


def certificates(office: Office, session: Read) -> Iterator[Notice]:
    """People whose certificate another office took back: they hold none now."""
    if not office.may(Right.CERTIFY):
        return
    theirs = (
        select(Certificate.enrolment)
        .join(CertificateRevocation, CertificateRevocation.number == Certificate.number)
        .where(
            Certificate.office == office.code,
            CertificateRevocation.office != office.code,
        )
    )
    gone = revoked_last(session, session.scalars(theirs).all())
    names = (
        select(Enrolment.id, Enrolment.training_class, Worker.name)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(Enrolment.id.in_(gone))
        .order_by(Worker.name, Enrolment.id)
    )
    for id, held, name in session.execute(names.limit(MOST)):
        one = gone[id]
        what = {"record": "training_class", "id": held, "part": "certificates"}
        text = f"{name} · {revoked_said(one)}"
        yield Notice(f"revoked {one.id}", text, "programmes", what, "award")
