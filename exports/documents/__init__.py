"""Documents: papers about one record, laid out to be signed.

The layout of each is a pure function of plain values (`minutes`,
`attendance_sheet`); what a record says is gathered beside it. To add one: the
layout, the gathering with its `Document`, and a line in DOCUMENTS.
"""

from __future__ import annotations

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from exports.documents.allowance_list import ALLOWANCE_LIST
from exports.documents.assessment_minutes import ASSESSMENT_MINUTES
from exports.documents.attendance_recap import ATTENDANCE_RECAP
from exports.documents.case_letters import INVITATION_TO_TALK, MISSING_PAPERS, PROMISE
from exports.documents.certificate_papers import HAND_OVER, NAME_CHECK
from exports.documents.claim_cover import CLAIM_COVER
from exports.documents.claim_letters import CLAIM_RESULT, CLAIM_RETURN
from exports.documents.class_results import COMPLETION_MINUTES, RESULT_LIST
from exports.documents.data_letters import (
    BREACH_NOTICE,
    BREACH_REPORT,
    REQUEST_ANSWER,
)
from exports.documents.disposition_sheet import DISPOSITION_SHEET
from exports.documents.document import SIZES, Document
from exports.documents.erasure_minutes import ERASURE_MINUTES
from exports.documents.evaluation_form import EVALUATION_FORM
from exports.documents.meeting_minutes import MEETING_MINUTES
from exports.documents.name_cards import NAME_CARDS
from exports.documents.of_class import ATTENDANCE_SHEET
from exports.documents.of_consultation import MINUTES
from exports.documents.participant_papers import (
    CALL_TO_TRAINING,
    PARTICIPANT_STATEMENT,
    REGISTRATION_FORM,
)
from exports.documents.person_copy import IMPACT_ASSESSMENT, PERSON_COPY
from exports.documents.receipt import RECEIPT_DOCUMENT
from exports.documents.refusal_letters import OBJECTION_DECISION, VERIFICATION_RESULT
from exports.documents.visit_minutes import VISIT_MINUTES
from exports.documents.work_letters import INTRODUCTION, PROMISE_REMINDER

DOCUMENTS: dict[str, Document] = {
    document.name: document
    for document in (
        INVITATION_TO_TALK,
        MINUTES,
        MEETING_MINUTES,
        MISSING_PAPERS,
        PROMISE,
        PROMISE_REMINDER,
        REGISTRATION_FORM,
        PARTICIPANT_STATEMENT,
        CALL_TO_TRAINING,
        VERIFICATION_RESULT,
        CLAIM_COVER,
        CLAIM_RETURN,
        CLAIM_RESULT,
        OBJECTION_DECISION,
        ATTENDANCE_SHEET,
        ATTENDANCE_RECAP,
        NAME_CARDS,
        NAME_CHECK,
        HAND_OVER,
        RECEIPT_DOCUMENT,
        ALLOWANCE_LIST,
        RESULT_LIST,
        COMPLETION_MINUTES,
        ASSESSMENT_MINUTES,
        EVALUATION_FORM,
        VISIT_MINUTES,
        DISPOSITION_SHEET,
        REQUEST_ANSWER,
        PERSON_COPY,
        BREACH_NOTICE,
        BREACH_REPORT,
        ERASURE_MINUTES,
        IMPACT_ASSESSMENT,
        INTRODUCTION,
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
