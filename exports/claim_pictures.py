"""*Umur pengajuan* as a picture: how many claims wait, and how late they are."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.desk.claim_ageing import Rung
from desktop_app.i18n import N_, translate
from desktop_app.wording import integer, money
from exports.pictures import Bar, Bars
from exports.sheet import Behind

TITLE = N_("Age of claims")


def ageing(rungs: Sequence[Rung]) -> Bars:
    """A bar for each age, the longest wait below; empty without any claim that waits."""
    any_waits = any(rung.count for rung in rungs)
    return Bars(
        translate(TITLE),
        (
            translate(N_("Age")),
            translate(N_("Claims")),
            translate(N_("Amount")),
        ),
        [_bar(rung) for rung in rungs] if any_waits else [],
        translate(N_("No claim waits.")),
        translate(N_("Working days past the day by which a claim is to be paid")),
    )


def _bar(rung: Rung) -> Bar:
    label = translate(rung.age.value)
    shown, amount = integer(rung.count), money(rung.amount)
    return Bar(
        label,
        (label, shown, amount),
        Behind("claim", rung.ids) if rung.count else None,
        number=rung.count,
        shown=shown,
        after=amount,
    )
