"""Headquarters takes an approval over only with a seal that covers just this claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from desktop_app.desk import decisions
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Claim, ClaimLine, Decision
from desktop_app.records.claim import ClaimState
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.office import Role
from desktop_app.store import writing
from desktop_app.store.decision_seals import seal
from desktop_app.store.keys import unlock
from desktop_app.store.tables import local_held
from desktop_app.sync import inbox, outbox
from tests import money
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in
from tests.offices import PASSWORD, World

_C = ClaimState
FORGED = "UNDO 0"
"""A reason under which the store's door asks for no approval: what a forger would write."""


@dataclass
class Road:
    """Rina writes and Maria decides at a branch; headquarters reads."""

    world: World
    rina: Office
    maria: Office

    def send(self) -> list[str]:
        """A batch to headquarters; the reasons of what it holds back."""
        made = outbox.make(self.rina, self.world.stick)
        inbox.read(self.world.headquarters, [made.path])
        h = local_held.c
        with self.world.headquarters.store.raw() as connection:
            rows = connection.execute(select(h.code, h.text).where(h.state == "held"))
            return [f"{row.code} {row.text}" for row in rows]

    def there(self, claim: Claim) -> ClaimState:
        """How the claim stands at headquarters."""
        with self.world.headquarters.store.read() as session:
            return session.get_one(Claim, claim.id).state

    def forge(self, claim: Claim, office: Office, **over: object) -> None:
        """An approval that a changed program wrote, sealed by the officer of `office`."""
        with self.rina.store.write("test") as session:
            asked = decisions.ask(session, "claim", session.get_one(Claim, claim.id))
        password = PASSWORD if office is self.rina else HEAD_PASSWORD
        signer = unlock(office.keys.path, office.keys.officer.user, password).officer.signer
        with office.store.write(FORGED) as session:
            found = session.get_one(Decision, asked.id)
            found.state = DecisionState.APPROVED
            found.decided_by, found.decided_at = office.store.author.officer, session.now
            for name, value in over.items():
                setattr(found, name, value)
            seal(found, signer)
            session.flush()
            session.get_one(Claim, claim.id).state = _C.APPROVED


@pytest.fixture
def road(world: World) -> Iterator[Road]:
    rina = world.branches["MND"]
    add_colleague(rina, "maria", Role.BRANCH_HEAD)
    maria = signed_in(rina, "maria")
    yield Road(world, rina, maria)
    maria.close()


def test_a_true_approval_arrives(road: Road) -> None:
    claim = money.verified(road.rina, 3_500_000, 1_250_000)
    money.approve(road.rina, road.maria, claim.id)
    assert road.send() == []
    assert road.there(claim) is _C.APPROVED


def test_in_two_batches_too(road: Road) -> None:
    claim = money.verified(road.rina)
    assert road.send() == []
    assert road.there(claim) is _C.VERIFIED
    money.approve(road.rina, road.maria, claim.id)
    assert road.send() == []
    assert road.there(claim) is _C.APPROVED


def test_an_approval_without_decision_is_refused(road: Road) -> None:
    claim = money.verified(road.rina)
    with road.rina.store.write(FORGED) as session:
        session.get_one(Claim, claim.id).state = _C.APPROVED
    assert road.send() == ["E-SEAL NO-DECISION"]
    assert road.there(claim) is _C.VERIFIED


def test_a_tampered_seal_is_refused(road: Road) -> None:
    claim = money.verified(road.rina)
    money.approve(road.rina, road.maria, claim.id)
    with road.rina.store.write(FORGED) as session:
        decision = session.scalars(select(Decision)).one()
        assert decision.seal is not None
        decision.seal = ("0" if decision.seal[0] != "0" else "1") + decision.seal[1:]
        session.get_one(Claim, claim.id).state = _C.VERIFIED
    with road.rina.store.write(FORGED) as session:
        session.get_one(Claim, claim.id).state = _C.APPROVED
    held = road.send()
    assert "E-SEAL NOT-HIS-SEAL" in held
    assert road.there(claim) is _C.VERIFIED


def test_a_seal_over_another_content_is_refused(road: Road) -> None:
    claim = money.verified(road.rina, 3_500_000)
    money.approve(road.rina, road.maria, claim.id)
    with road.rina.store.write(FORGED) as session:
        session.get_one(Claim, claim.id).state = _C.VERIFIED
    with road.rina.store.write("test") as session:
        session.scalars(select(ClaimLine)).one().unit_price = 35_000_000
    with road.rina.store.write(FORGED) as session:
        session.get_one(Claim, claim.id).state = _C.APPROVED
    assert road.send() == ["E-SEAL STALE"]
    assert road.there(claim) is _C.VERIFIED


def test_the_seal_of_the_writer_himself_is_refused(road: Road) -> None:
    claim = money.verified(road.rina)
    road.forge(claim, road.rina)
    assert road.send() == ["E-SEAL OWN-HAND"]
    assert road.there(claim) is _C.VERIFIED


def test_nor_does_it_help_to_name_another(road: Road) -> None:
    claim = money.verified(road.rina)
    road.forge(claim, road.rina, decided_by=road.maria.store.author.officer)
    assert road.send() == ["E-SEAL NOT-HIS-SEAL"]
    assert road.there(claim) is _C.VERIFIED


def test_who_works_alone_is_the_exception(world: World) -> None:
    rina = world.branches["MND"]
    claim = money.verified(rina)
    with rina.store.write(decisions.ASKED) as session:
        asked = decisions.ask(session, "claim", session.get_one(Claim, claim.id))
    decisions.decide(rina, {asked.id: asked.digest}, PASSWORD, approve=True)
    made = outbox.make(rina, world.stick)
    inbox.read(world.headquarters, [made.path])
    with world.headquarters.store.read() as session:
        assert session.get_one(Claim, claim.id).state is _C.APPROVED
        remarks = session.scalars(select(Decision.remarks)).one()
    assert "satu petugas" in str(remarks) or "one hand" in str(remarks)


def test_lines_changed_after_the_approval_are_refused(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = money.verified(road.rina, 3_500_000)
    money.approve(road.rina, road.maria, claim.id)
    with pytest.raises(UserError) as error, road.rina.store.write("test") as session:
        session.scalars(select(ClaimLine)).one().unit_price = 35_000_000
    assert error.value.code == "CLAIM-SEALED"
    monkeypatch.setattr(writing, "must_stand", lambda session, record: None)
    with road.rina.store.write("test") as session:
        session.scalars(select(ClaimLine)).one().unit_price = 35_000_000
    assert road.send() == ["E-SEAL CHANGED"]
    with road.world.headquarters.store.read() as session:
        assert session.scalars(select(ClaimLine.unit_price)).all() == [3_500_000]


def test_taken_back_changed_and_approved_anew(road: Road) -> None:
    claim = money.verified(road.rina, 3_500_000)
    money.approve(road.rina, road.maria, claim.id)
    with road.maria.store.write("test") as session:
        session.get_one(Claim, claim.id).state = _C.VERIFIED
    with road.rina.store.write("test") as session:
        session.scalars(select(ClaimLine)).one().unit_price = 3_000_000
    money.approve(road.rina, road.maria, claim.id)
    assert road.send() == []
    assert road.there(claim) is _C.APPROVED
