"""An invoice that one branch has taken in is known at another, by way of headquarters."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.desk.claim_facts import examined
from desktop_app.errors import UserError
from desktop_app.hq.publish import publish
from desktop_app.hq.receipts import renew_seen
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import Claim, Employer, SeenReceipt
from desktop_app.records.claim import ClaimState
from desktop_app.sync import inbox, outbox
from tests import money
from tests.offices import World


def up(world: World, branch: Office) -> None:
    inbox.read(world.headquarters, [outbox.make(branch, world.stick).path])


def down(world: World, branch: Office, folder: Path) -> None:
    inbox.read(branch, [one.path for one in publish(world.headquarters, folder)])


def findings(office: Office, id: str) -> list[str]:
    with office.store.read() as session, language("en"):
        claim = session.get_one(Claim, id)
        found = examined(session, claim, office.store.facts()).findings
    return [one.text for one in found if one.code == "RECEIPT"]


def test_one_invoice_at_two_branches(world: World, tmp_path: Path) -> None:
    manado, gorontalo = world.branches["MND"], world.branches["GTO"]
    first = money.verified(manado, number="0001/PB/MND/III/2026", invoice_number="INV-7/2026")
    up(world, manado)
    with pytest.raises(UserError) as error:
        renew_seen(manado)
    assert error.value.code == "NOT-HEADQUARTERS"
    done = renew_seen(world.headquarters)
    assert (done.papers, done.added, done.removed) == (1, 1, 0)
    assert renew_seen(world.headquarters).added == 0
    down(world, gorontalo, tmp_path / "down")
    with gorontalo.store.read() as session:
        row = session.scalars(select(SeenReceipt)).one()
    assert (row.of_office, row.claim_number) == ("MND", first.number)
    assert "INV" not in row.digest and "Contoh" not in row.digest
    employer = Employer(npp="00000002", name="PT. CONTOH 1")
    second = money.claim(
        number="0001/PB/GTO/III/2026",
        employer=employer.id,
        received_on=gorontalo.today,
        invoice_number="inv 7 2026",
    )
    with gorontalo.store.write("test") as session:
        session.add_all([employer, second])
    assert findings(gorontalo, second.id) == [
        "inv 7 2026 of PT. CONTOH 1 stands already on claim 0001/PB/MND/III/2026 of office MND"
    ]
    down(world, manado, tmp_path / "down")
    assert findings(manado, first.id) == [], "its own claim is no duplicate of itself"


def test_a_claim_taken_out_of_use_frees_its_papers(world: World, tmp_path: Path) -> None:
    manado, gorontalo = world.branches["MND"], world.branches["GTO"]
    claim = money.verified(manado, invoice_number="INV-7/2026")
    up(world, manado)
    renew_seen(world.headquarters)
    with manado.store.write("test") as session:
        session.get_one(Claim, claim.id).state = ClaimState.SUBMITTED
    with manado.store.write("test") as session:
        session.get_one(Claim, claim.id).state = ClaimState.DRAFT
    up(world, manado)
    done = renew_seen(world.headquarters)
    assert (done.papers, done.removed) == (0, 1)
    down(world, gorontalo, tmp_path / "down")
    with gorontalo.store.read() as session:
        assert session.scalars(select(SeenReceipt)).all() == []
    with manado.store.write("test") as session:
        session.get_one(Claim, claim.id).state = ClaimState.SUBMITTED
    up(world, manado)
    assert renew_seen(world.headquarters).added == 1
