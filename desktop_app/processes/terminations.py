"""Which law governs a termination, and when a termination is final."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.records.reference import LegalRegime


def regime_on(regimes: Iterable[LegalRegime], day: date) -> LegalRegime | None:
    """The regime in force on the day of a notice or termination."""
    return next(
        (
            regime
            for regime in regimes
            if regime.valid_from <= day and (regime.valid_to is None or day <= regime.valid_to)
        ),
        None,
    )


def is_final(regime: LegalRegime, proof: str | None, *, refused: bool = False) -> bool:
    """Whether `proof` makes a termination final under `regime`.

    Until then the case is *PHK belum final*. Once the worker has refused, the
    notice alone proves nothing; only an agreement or a final ruling does
    (MK 168/PUU-XXI/2023).
    """
    if refused and proof == "NOT_REFUSED":
        return False
    return proof is not None and str(proof) in regime.proofs.split(",")
