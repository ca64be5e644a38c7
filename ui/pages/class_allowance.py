"""From a class's page: its pocket money and transport become a claim."""

from __future__ import annotations

from functools import partial

from desktop_app.desk import daily_allowance
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.records import Claim, TrainingClass
from desktop_app.records.training import ClassState
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action

_OVER = (ClassState.FINISHED, ClassState.REPORTED)


def allowance_acts(pane: RecordPane, record: TrainingClass) -> list[Action]:
    """The action for a class that is over, where headquarters has it switched on."""
    switched_on = pane.store.facts().parameter(daily_allowance.ENABLED) is True
    if record.state not in _OVER or not switched_on:
        return []
    act = partial(compute, pane, record.id)
    return [Action("allowance", N_("Pocket money"), act, "banknote", menu_only=True)]


def compute(pane: RecordPane, training_class: str) -> None:
    """Make the claim, and show it."""

    def said(claim: Claim) -> str:
        return _("{number} holds what the class has earned.").format(number=claim.number)

    pane.write(
        daily_allowance.MADE,
        lambda session: daily_allowance.claim_for(session, training_class),
        said,
        lambda claim: pane.shell.go("money", id=claim.id, part="lines"),
    )
