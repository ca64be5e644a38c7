"""From a claim's page: prepare the payments of what was approved."""

from __future__ import annotations

from functools import partial

from desktop_app.desk import payments
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import Right
from desktop_app.records import Claim, Payment
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.store.undo import LastChange, last_change
from desktop_app.wording import integer, money
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action


def payment_acts(pane: RecordPane, claim: Claim) -> list[Action]:
    """Prepare a claim's payments, once it is approved; of an allowance the list to sign."""
    acts = []
    if claim.state is ClaimState.APPROVED and pane.office.office.may(Right.PAY):
        act = partial(prepare, pane, claim.id)
        acts.append(Action("pay", N_("Prepare payment"), act, "banknote", stroke("act")))
    if claim.kind is ClaimKind.ALLOWANCE:
        show = partial(pane.shell.document_asked.emit, "allowance-list", claim.id)
        acts.append(Action("list", N_("Payment list to sign"), show, "printer", reads=True))
    return acts


def prepare(pane: RecordPane, id: str, reason: str = "") -> None:
    """Prepare what is still to be paid; an account of somebody else asks for the reason."""

    def work() -> tuple[list[Payment], LastChange | None]:
        with pane.store.write(payments.PREPARED) as session:
            made = payments.prepare(session, session.get_one(Claim, id), reason)
        return made, last_change(pane.store)

    def done(result: tuple[list[Payment], LastChange | None]) -> None:
        made, last = result
        words = translate_n(
            "{n} payment prepared, {net} net", "{n} payments prepared, {net} net", len(made)
        )
        net = money(sum(one.net for one in made))
        pane.tell(words.format(n=integer(len(made)), net=net), last)
        pane.shell.go("money", record="payment", filter="prepared")

    def failed(error: UserError) -> None:
        if error.code != "PAY-HOLDER" or reason:
            pane.shell.messages.error(error)
            return
        told = pane.shell.dialogs.line(str(error), _("Reason for another account holder"))
        if told:
            prepare(pane, id, told)
        else:
            pane.shell.messages.error(error)

    pane.run(work, done, failed=failed)
