"""All letters and forms of classes as one PDF: calls, forms and statements, attendance sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.seats import SEATLESS
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from desktop_app.records import AffectedWorker, Enrolment, TrainingClass, Worker
from desktop_app.records.names import name_key
from exports.binding import bind, collecting
from exports.documents.document import Document
from exports.documents.issuing import issue
from exports.documents.of_class import ATTENDANCE_SHEET
from exports.documents.participant_papers import (
    CALL_TO_TRAINING,
    PARTICIPANT_STATEMENT,
    REGISTRATION_FORM,
)
from exports.handing_out import Given
from exports.office_paper import office_paper
from exports.reports.names import CLASS_PAPERS

_TITLE = "Surat dan formulir kelas"


@dataclass(frozen=True)
class Bound:
    """The PDF, for how many people it is, and how many calls got their number just now."""

    data: bytes
    people: int
    issued: int

    def given(self, purpose: str = "", training_class: str | None = None) -> Given:
        """What the log says of it when it leaves."""
        of = ("training_class", training_class) if training_class else None
        return Given(CLASS_PAPERS, "pdf", purpose=purpose, rows=self.people, of=of)


def class_papers(
    office: Office, classes: Sequence[str], progress: Progress = silent, *, issuing: bool = False
) -> Bound:
    """Bind the papers of classes (ids): all calls, then each person's forms, then the sheet.

    With `issuing` the calls get their numbers first, one by one; what was issued stays so
    when the work is cancelled, and is not issued again. Without a number they are drafts.
    Raises UserError E-RIGHT, CLASS-EMPTY where nobody has a seat, and Cancelled.
    """
    office.must(Right.EXPORT)
    with office.store.read() as session:
        people = {id: _people(session, id) for id in classes}
    everybody = [one for of_class in people.values() for one in of_class]
    if not everybody:
        raise UserError("CLASS-EMPTY", N_("Nobody has a seat in these classes yet."))
    issued = _issue(office, everybody, progress) if issuing else 0
    with office.store.read() as session, collecting() as papers:
        paper = office_paper(office, session)
        for document, id in _plan(people):
            progress(0, 0)
            document.build(paper, session, id)
    return Bound(bind(papers, paper.imprint, _TITLE, progress), len(everybody), issued)


def _issue(office: Office, people: Sequence[str], progress: Progress) -> int:
    office.must(Right.ISSUE)
    before = _letters(office, people)
    for done, id in enumerate(people):
        progress(done, len(people))
        if id not in before:
            issue(office, CALL_TO_TRAINING, id)
    return len(people) - len(before)


def _letters(office: Office, people: Sequence[str]) -> set[str]:
    """Those whose call has its number already."""
    from desktop_app.desk.letters import letters_about

    with office.store.read() as session:
        found = letters_about(session, people)
    return {
        letter.of_id
        for letter in found
        if letter.document == CALL_TO_TRAINING.name and letter.void_on is None
    }


def _plan(people: dict[str, list[str]]) -> Iterator[tuple[Document, str]]:
    """The papers in the order in which they are signed and handed out."""
    for training_class, ids in people.items():
        yield from ((CALL_TO_TRAINING, id) for id in ids)
        for id in ids:
            yield REGISTRATION_FORM, id
            yield PARTICIPANT_STATEMENT, id
        if ids:
            yield ATTENDANCE_SHEET, training_class


def _people(session: Session, training_class: str) -> list[str]:
    """The enrolments with a seat in a class, by name."""
    rows = session.execute(
        select(Enrolment.id, Worker.name)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .join(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .where(Enrolment.training_class == training_class, Enrolment.state.not_in(SEATLESS))
    ).all()
    return [row.id for row in sorted(rows, key=lambda row: (name_key(row.name), row.id))]
