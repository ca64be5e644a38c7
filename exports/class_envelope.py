"""The envelope of a class: all that is printed for it as one PDF, in the order of its use.

Attendance sheets and name cards first, then the sheet on which names are
checked, the evaluation, the certificates that were never printed, and the list
on which they are signed for.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from exports.binding import bind, collecting
from exports.certificates.printing import Printed, first_print, unprinted
from exports.documents.certificate_papers import HAND_OVER, NAME_CHECK
from exports.documents.document import Document
from exports.documents.evaluation_form import EVALUATION_FORM
from exports.documents.name_cards import NAME_CARDS
from exports.documents.of_class import ATTENDANCE_SHEET
from exports.handing_out import Given
from exports.office_paper import office_paper
from exports.reports.names import CLASS_ENVELOPE

BEFORE: tuple[Document, ...] = (ATTENDANCE_SHEET, NAME_CARDS, NAME_CHECK, EVALUATION_FORM)
AFTER: tuple[Document, ...] = (HAND_OVER,)
_FILE = "Amplop kelas"


def class_envelope(office: Office, training_class: str, progress: Progress = silent) -> Printed:
    """Bind the envelope of a class (its id); what is put down when it leaves is in it.

    Certificates are in it for who may print them. Raises UserError E-RIGHT, NOT-FOUND,
    and Cancelled.
    """
    office.must(Right.EXPORT)
    with office.store.read() as session:
        new = unprinted(session, training_class) if office.may(Right.CERTIFY) else []
    parts = [_bound(office, training_class, BEFORE, progress)]
    printed = first_print(office, new, progress) if new else None
    if printed is not None:
        parts.append(printed.data)
        parts.append(_bound(office, training_class, AFTER, progress))
    also = printed.given.also if printed else None
    of = ("training_class", training_class)
    given = Given(CLASS_ENVELOPE, "pdf", rows=len(new), of=of, also=also)
    return Printed(_joined(parts), given, len(new))


def _bound(
    office: Office, training_class: str, documents: Sequence[Document], progress: Progress
) -> bytes:
    with office.store.read() as session, collecting() as papers:
        paper = office_paper(office, session)
        for document in documents:
            progress(0, 0)
            document.build(paper, session, training_class)
    return bind(papers, paper.imprint, _FILE, progress)


def _joined(parts: Sequence[bytes]) -> bytes:
    """The PDFs one after the other."""
    import pypdfium2

    made = pypdfium2.PdfDocument.new()
    try:
        for part in parts:
            source = pypdfium2.PdfDocument(part)
            try:
                made.import_pages(source)
            finally:
                source.close()
        written = BytesIO()
        made.save(written)
        return written.getvalue()
    finally:
        made.close()
