"""Documents: papers about one record, laid out to be signed.

The layout of each is a pure function of plain values (`minutes`,
`attendance_sheet`); what a record says is gathered beside it. To add one: the
layout, the gathering with its `Document`, and a line in DOCUMENTS.
"""

from __future__ import annotations

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from exports.documents.case_letters import INVITATION_TO_TALK, MISSING_PAPERS, PROMISE
from exports.documents.disposition_sheet import DISPOSITION_SHEET
from exports.documents.document import SIZES, Document
from exports.documents.meeting_minutes import MEETING_MINUTES
from exports.documents.of_class import ATTENDANCE_SHEET
from exports.documents.of_consultation import MINUTES

DOCUMENTS: dict[str, Document] = {
    document.name: document
    for document in (
        INVITATION_TO_TALK,
        MINUTES,
        MEETING_MINUTES,
        MISSING_PAPERS,
        PROMISE,
        ATTENDANCE_SHEET,
        DISPOSITION_SHEET,
    )
}


def document_named(name: str) -> Document:
    """The document of that name, English or Indonesian. Raises UserError if there is none."""
    for document in DOCUMENTS.values():
        if name in (document.name, document.alias):
            return document
    raise UserError(
        "DOCUMENT",
        N_("There is no document {name}. Choose one of these: {names}"),
        name=name,
        names=", ".join(DOCUMENTS),
    )


__all__ = ["DOCUMENTS", "SIZES", "Document", "document_named"]
