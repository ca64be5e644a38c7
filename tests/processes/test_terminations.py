"""Which law governs a termination, and what makes it final."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from desktop_app.processes.terminations import is_final, regime_on
from desktop_app.records.record import from_stored
from desktop_app.records.reference import LegalRegime

ROWS = json.loads((files("resources") / "reference" / "legal_regimes.json").read_text("utf-8"))
REGIMES = [LegalRegime(**from_stored(LegalRegime, row)) for row in ROWS]
BY_ID = {regime.id: regime for regime in REGIMES}


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2019, 4, 10), "UU13_2003"),
        (date(2021, 2, 1), "UU13_2003"),
        (date(2021, 2, 2), "PP35_2021"),
        (date(2024, 10, 30), "PP35_2021"),
        (date(2024, 10, 31), "MK168_2024"),
        (date(2026, 11, 24), "MK168_2024"),
    ],
)
def test_the_law_of_a_day(day: date, regime: str) -> None:
    found = regime_on(REGIMES, day)
    assert found is not None
    assert found.id == regime


def test_before_the_first_law_there_is_none() -> None:
    assert regime_on(REGIMES, date(2003, 3, 24)) is None


@pytest.mark.parametrize(
    ("regime", "proof", "refused", "final"),
    [
        ("UU13_2003", "NOT_REFUSED", False, False),
        ("UU13_2003", "JOINT_AGREEMENT", False, True),
        ("PP35_2021", "NOT_REFUSED", False, True),
        ("MK168_2024", "NOT_REFUSED", False, True),
        ("MK168_2024", "NOT_REFUSED", True, False),
        ("MK168_2024", "JOINT_AGREEMENT", True, True),
        ("MK168_2024", "COURT_RULING", True, True),
        ("MK168_2024", None, False, False),
    ],
)
def test_a_termination_is_final_with_its_proof(
    regime: str, proof: str | None, refused: bool, final: bool
) -> None:
    assert is_final(BY_ID[regime], proof, refused=refused) is final
