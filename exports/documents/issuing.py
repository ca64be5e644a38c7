"""Issuing a document: it gets its number, and what went out is kept as it was.

What a letter says follows its record, which goes on changing; the copy of what
was signed must not. So the paper is kept, sealed, beside its number.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk import letters
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.rights import Right, must_show
from desktop_app.records import CATALOGUE, Attachment, IssuedLetter
from desktop_app.store import attachments
from exports.documents.document import Document
from exports.office_paper import office_paper

ISSUED = N_("Letter issued")
REVEALED = N_("Masked values shown")


def may_issue(office: Office, document: Document) -> bool:
    """Whether the officer at the desk may give this document its number, or make one void."""
    return office.may(Right.ISSUE) or (document.protects and office.may(Right.PROTECT))


def laid(
    office: Office, document: Document, record_id: str, size: str | None = None, reason: str = ""
) -> bytes:
    """The paper about a record, to be shown or handed out; what it reveals is put down.

    Raises UserError as `Document.build`, E-RIGHT for who may not see masked data,
    and REASON for who has to say why.
    """
    if document.reveals:
        must_show(office.roles, reason)
    with office.store.read() as session:
        data = document.build(office_paper(office, session), session, record_id, size)
    if document.reveals:
        with office.store.write(reason.strip() or REVEALED) as session:
            record = session.get_one(CATALOGUE[document.of], record_id)
            session.accessed(record, document.reveals)
    return data


def issue(office: Office, document: Document, record_id: str) -> IssuedLetter:
    """Give the document about a record its number, and keep the paper.

    Raises UserError without the right, without the record, or while the
    document is not ready to go out.
    """
    if not may_issue(office, document):
        office.must(Right.ISSUE)
    with office.store.read() as session:
        document.ready(session, record_id)
        addressee = document.addressee(session, record_id)
        given = letters.issued(session, document.name, record_id)
    if given is not None and not document.repeatable:
        return given
    # Built once as a draft: what cannot be laid out uses no number up.
    laid(office, document, record_id, reason=ISSUED)
    # The reader lays out what an officer may see, and nothing that was voided; the number is
    # committed last, when the copy of what carries it is on the disk.
    with office.store.write(ISSUED) as session, office.store.read() as reading:
        letter = letters.issue(
            session,
            document.name,
            document.of,
            record_id,
            day=office.today,
            addressee=addressee,
            again=document.repeatable,
        )
        data = document.build(office_paper(office, reading), reading, record_id, letter=letter)
        label = letter.number.replace("/", "-")
        session.add(attachments.put(office, data, "application/pdf", label, of=letter))
    return letter


def went_out(office: Office, document: Document, letter_id: str, reason: str = "") -> bytes:
    """A letter to be looked at, as it went out; that one which hides nothing was, is put down.

    Raises E-RIGHT for who may not see masked data, and REASON for who has to say why.
    """
    if document.reveals:
        must_show(office.roles, reason)
    with office.store.read() as session:
        letter = session.get_one(IssuedLetter, letter_id)
        data = copy_of(office, session, document, letter)
    if document.reveals:
        with office.store.write(reason.strip() or REVEALED) as writing:
            writing.accessed(letter, ())
    return data


def copy_of(office: Office, session: Session, document: Document, letter: IssuedLetter) -> bytes:
    """The paper as it went out; made anew if no copy of it is on this PC."""
    kept = session.scalars(
        select(Attachment).where(Attachment.of_id == letter.id).order_by(Attachment.id)
    ).first()
    if kept is not None:
        return attachments.get(office, kept)
    return document.build(office_paper(office, session), session, letter.of_id, letter=letter)
