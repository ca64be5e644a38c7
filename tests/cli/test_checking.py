"""`check` finds a decision that was written into the books without the officer's seal."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop_app.office import open_office
from desktop_app.records import Decision
from desktop_app.records.desk_work import DecisionState
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD


def test_an_approval_without_its_seal_is_told(call: Call, branch: Path) -> None:
    assert call("--home", branch, "check").exit == 0
    with (
        closing(open_office(branch, None, PASSWORD)) as office,
        office.store.write("test") as session,
    ):
        employer = make.employer(1)
        case = make.consultation(employer)
        session.add_all([employer, case])
        session.add(
            Decision(
                matter="K-MND-2026-0001",
                question="agreement",
                of_record="consultation",
                of_id=case.id,
                state=DecisionState.APPROVED,
                asked_by=office.store.author.officer,
                asked_on=make.DAY,
                digest="0" * 64,
                decided_by=office.store.author.officer,
                decided_at=office.now,
                seal="00" * 64,
            )
        )
    found = call("--home", branch, "--json", "check")
    assert found.exit != 0
    assert found.data["code"] == "DECISION-SEAL"
    assert "K-MND-2026-0001" in found.data["problems"][0]["error"]
