"""What can be done with an opened claim in its state, and how one begins from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop_app.desk import claims
from desktop_app.desk.claim_making import MADE, from_class, from_consultation
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import Right, may_write
from desktop_app.records import Claim, Consultation, TrainingClass
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.employer import Scheme
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write
from desktop_app.wording import day_long
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action

_C = ClaimState
_DECIDED = (_C.APPROVED, _C.REJECTED, _C.PAID, _C.CLOSED)


def acts_of_claim(pane: RecordPane, claim: Claim) -> list[Action]:
    """The steps that its state allows, the next one first among equals; its papers."""
    id, state, office = claim.id, claim.state, pane.office.office
    acts: list[Action] = []
    if claim.kind is not ClaimKind.ALLOWANCE:
        cover = partial(pane.shell.document_asked.emit, "claim-cover", id)
        acts.append(Action("cover", N_("Cover and checklist"), cover, "printer", stroke("print")))
    if state in _DECIDED and claim.kind is not ClaimKind.ALLOWANCE:
        told = partial(pane.shell.document_asked.emit, "claim-result", id)
        acts.append(Action("told", N_("Result of verification"), told, "file-text"))
    if state in (_C.DRAFT, _C.INCOMPLETE):
        act = partial(_submit, pane, id)
        acts.append(Action("submit", N_("Submit"), act, "send", stroke("act"), primary=True))
    if state in (_C.SUBMITTED, _C.VERIFIED):
        act = partial(_give_back, pane, id)
        acts.append(Action("return", N_("Return …"), act, "undo-2", stroke("other_act")))
    if state is _C.SUBMITTED and office.may(Right.VERIFY):
        act = partial(_verify, pane, id)
        acts.append(
            Action("verify", N_("Verify"), act, "clipboard-check", stroke("act"), primary=True)
        )
    if state in (_C.APPROVED, _C.REJECTED) and office.may(Right.DECIDE):
        act = partial(_take_back, pane, id)
        acts.append(Action("back", N_("Take the decision back …"), act, "undo-2", menu_only=True))
    if state is _C.PAID:
        act = partial(_do, pane, id, claims.CLOSED, claims.close, N_("Closed."))
        acts.append(Action("close", N_("Close the claim"), act, "circle-check", stroke("act")))
    return acts


def _do(pane: RecordPane, id: str, why: str, act: Callable[[Write, str], Claim], said: str) -> None:
    pane.write(
        why, lambda session: act(session, id), lambda _c: _(said), lambda _c: pane.open_id(id)
    )


def _submit(pane: RecordPane, id: str) -> None:
    def said(claim: Claim) -> str:
        if claim.due_on is None:
            return _("Submitted. Its days begin once all papers are there.")
        return _("Submitted; to be paid by {day}.").format(day=day_long(claim.due_on))

    pane.write(
        claims.SUBMITTED,
        lambda session: claims.submit(session, id),
        said,
        lambda _claim: pane.open_id(id, "check"),
    )


def _verify(pane: RecordPane, id: str) -> None:
    pane.write(
        claims.VERIFIED,
        lambda session: claims.verify(session, id),
        lambda _claim: _("Verified; it waits for a decision now."),
        lambda _claim: pane.open_id(id, "decisions"),
    )


def _give_back(pane: RecordPane, id: str) -> None:
    reason = pane.shell.dialogs.line(_("Return the claim"), _("What is missing"))
    if reason and reason.strip():
        act = partial(_returned, reason=reason)
        _do(pane, id, claims.RETURNED, act, N_("Returned; its days stop until it comes back."))


def _returned(session: Write, id: str, reason: str) -> Claim:
    return claims.give_back(session, id, reason)


def _take_back(pane: RecordPane, id: str) -> None:
    reason = pane.shell.dialogs.line(_("Take the decision back"), _("Reason"))
    if reason and reason.strip():
        act = partial(_taken_back, reason=reason)
        _do(pane, id, claims.TAKEN_BACK, act, N_("It is verified again, and decided anew."))


def _taken_back(session: Write, id: str, reason: str) -> Claim:
    return claims.take_back(session, id, reason)


# --- from a class or a consultation --------------------------------------------------


def claim_from_class(pane: RecordPane, record: TrainingClass) -> list[Action]:
    """*Tagihan dari kelas* (A), *Penggantian biaya dari kelas* (B), once the training is over."""
    if record.state not in (ClassState.FINISHED, ClassState.REPORTED) or not _may(pane):
        return []
    text = N_("Invoice from class")
    if record.scheme is Scheme.REIMBURSEMENT:
        text = N_("Reimbursement from class")
    act = partial(_begin, pane, record.id, from_class)
    return [Action("claim", text, act, "banknote", menu_only=True)]


def claim_from_case(pane: RecordPane, record: Consultation) -> list[Action]:
    """*Penggantian biaya* for those of a case who were trained under scheme B."""
    agreed = (ConsultationState.AGREED, ConsultationState.CLOSED)
    fits = record.scheme is Scheme.REIMBURSEMENT and record.state in agreed
    if not fits or not _may(pane):
        return []
    act = partial(_begin, pane, record.id, from_consultation)
    return [Action("claim", N_("Reimbursement from consultation"), act, "banknote", menu_only=True)]


def _may(pane: RecordPane) -> bool:
    return may_write(pane.office.office.roles, Claim.__tablename__)


def _begin(pane: RecordPane, id: str, make: Callable[[Write, str], Claim]) -> None:
    shell = pane.shell
    pane.write(
        MADE,
        lambda session: make(session, id),
        lambda claim: _("Claim {number} was begun.").format(number=claim.number),
        lambda claim: shell.go("money", record="claim", id=claim.id, part="lines"),
    )
