"""Certificates between offices: verified and revoked over the road, further PCs with a series."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from desktop_app.desk import certificates as desk
from desktop_app.desk.certificate_checks import verify
from desktop_app.desk.certificates_due import candidates
from desktop_app.desk.notices import notices
from desktop_app.errors import UserError
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.processes.certificate_code import State
from desktop_app.records import Certificate, CertificateRevocation, CertificateSeries
from desktop_app.store.copies import Why, every, make
from desktop_app.sync import inbox, outbox
from desktop_app.sync.restoring import restore
from exports.certificates.issuing import issue
from tests.offices import PASSWORD, World, enrol
from tests.passed import NAMES, passed_class


def up(world: World, branch: Office) -> None:
    (result,) = inbox.read(world.headquarters, [outbox.make(branch, world.stick).path])
    assert (result.state, result.held) == (inbox.State.APPLIED, [])


def down(world: World, branch: Office, folder: Path) -> None:
    made = publish(world.headquarters, folder)
    assert inbox.read(branch, [one.path for one in made])


def certified(office: Office, number: int = 1) -> list[Certificate]:
    return issue(office, passed_class(office, NAMES[:2], number=number).training_class)


def found(office: Office, certificate: Certificate) -> State:
    return verify(office, certificate.payload).finding.state


def test_headquarters_verifies_what_a_branch_issued(world: World) -> None:
    branch, other = world.branches["MND"], world.branches["GTO"]
    one = certified(branch)[0]
    assert found(world.headquarters, one) is State.GENUINE, "by the certified key alone"
    up(world, branch)
    checked = verify(world.headquarters, one.number)
    assert (checked.finding.state, checked.holder) == (State.GENUINE, NAMES[0])
    assert found(other, one) is State.UNKNOWN, "a branch knows the keys of its own office"


def test_another_branch_says_what_it_can_and_whom_to_ask(world: World, tmp_path: Path) -> None:
    branch, other = world.branches["MND"], world.branches["GTO"]
    one = certified(branch)[0]
    by_code = verify(other, one.payload)
    assert by_code.finding.claim is not None and by_code.finding.claim.number == one.number
    assert (by_code.number, by_code.finding.office) == (one.number, "MND")
    by_number = verify(other, one.number.lower())
    assert (by_number.finding.state, by_number.finding.office) == (State.UNKNOWN, "MND")
    for said in (by_code.said, by_number.said):
        assert "kantor MND" in said and ("segel GTO" in said or "milik GTO" in said)
        assert "tidak berarti palsu" in said and "https://verifikasi.contoh.go.id" in said
    for number in ("00077/SERT-VOK/GTO/III/2026", "tanpa pola"):
        with pytest.raises(UserError) as refused:
            verify(other, number)
        assert refused.value.code == "NOT-FOUND", "its own would be in its books"
    letter = "A" if one.payload[120] != "A" else "B"
    damaged = one.payload[:-3]
    assert verify(other, damaged).finding.state is not State.GENUINE
    forged = one.payload[:120] + letter + one.payload[121:]
    assert found(world.headquarters, Certificate(payload=forged)) is State.ALTERED
    with world.headquarters.store.write("revoke") as session:
        desk.revoke_number(session, one.number, "Peserta tidak pernah hadir")
    down(world, other, tmp_path / "down")
    assert found(other, one) is State.REVOKED, "headquarters' word reaches every branch"


def test_a_revocation_by_headquarters_reaches_the_branch(world: World, tmp_path: Path) -> None:
    branch, headquarters = world.branches["MND"], world.headquarters
    first, second = certified(branch)
    with headquarters.store.write("revoke") as session:
        desk.revoke_number(session, first.number, "Peserta tidak pernah hadir")
    assert found(headquarters, first) is State.REVOKED, "though it has not received it"
    down(world, branch, tmp_path / "down")
    assert found(branch, first) is State.REVOKED
    assert found(branch, second) is State.GENUINE


def test_who_is_due_again_is_told_when_headquarters_revokes(world: World, tmp_path: Path) -> None:
    branch, headquarters = world.branches["MND"], world.headquarters
    made = passed_class(branch, NAMES[:2])
    first, second = issue(branch, made.training_class)
    with headquarters.store.write("revoke") as session:
        desk.revoke_number(session, first.number, "Nomor keliru")

    def told() -> list[str]:
        return [one.text for one in notices(branch) if one.key.startswith("revoked ")]

    assert told() == []
    down(world, branch, tmp_path / "down")
    said = f"Tanpa sertifikat sejak 02/03/2026: {first.number} dicabut kantor PUSAT (Nomor keliru)"
    assert told() == [f"{NAMES[0]} · {said}"]
    with branch.store.read() as reading:
        people = candidates(reading, made.training_class, branch.store.facts())
    assert [one.said for one in people] == [f"Berhak menerima · {said}", second.number]
    (again,) = issue(branch, made.training_class)
    assert again.number != first.number
    assert told() == [], "a new one stands in its place"


def test_a_revocation_by_the_branch_reaches_headquarters(world: World) -> None:
    branch, headquarters = world.branches["MND"], world.headquarters
    first, second = certified(branch)
    up(world, branch)
    with branch.store.write("revoke") as session:
        desk.revoke(session, session.get_one(Certificate, first.id), "Salah nama")
    assert found(headquarters, first) is State.GENUINE, "not yet told"
    up(world, branch)
    assert found(headquarters, first) is State.REVOKED
    assert found(headquarters, second) is State.GENUINE


def test_another_branch_revokes_nothing_of_ours(world: World) -> None:
    branch, other, headquarters = (
        *(world.branches["MND"], world.branches["GTO"]),
        world.headquarters,
    )
    mine = certified(branch)[0]
    with other.store.write("revoke") as session, pytest.raises(UserError):
        desk.revoke_number(session, mine.number, "Bukan milik kami")
    with other.store.write("forge") as session:
        session.add(
            CertificateRevocation(
                number=mine.number, revoked_on=other.today, reason="Bukan milik kami"
            )
        )
    up(world, branch)
    up(world, other)
    assert found(headquarters, mine) is State.GENUINE


def test_a_further_computer_numbers_in_a_series_of_its_own(world: World, tmp_path: Path) -> None:
    headquarters, first = world.headquarters, world.branches["MND"]
    second = world.offices.set_up("MND", pc=2)
    enrol(headquarters, second, tmp_path / "papers")
    made = passed_class(second, NAMES[:2])
    with pytest.raises(UserError) as refused:
        issue(second, made.training_class)
    assert refused.value.code == "SERIES"
    files = [one.path for one in publish(headquarters, tmp_path / "down")]
    for office in (first, second):
        inbox.read(office, files)
    assert {p.id for p in first.keys.trust.peers} == {second.keys.node.id}
    theirs = issue(second, made.training_class)
    ours = certified(first, 2)
    assert [one.number.split("/")[:3] for one in (*theirs, *ours)] == [
        ["00001", "SERT-VOK-2", "MND"],
        ["00002", "SERT-VOK-2", "MND"],
        ["00001", "SERT-VOK", "MND"],
        ["00002", "SERT-VOK", "MND"],
    ]
    with headquarters.store.read() as session:
        granted = session.scalars(select(CertificateSeries)).all()
        assert [(one.code, one.node) for one in granted] == [("SERT-VOK-2", second.keys.node.id)], (
            "none for the first, and none for the only one of GTO"
        )
    enrol(headquarters, second, tmp_path / "again")
    with headquarters.store.read() as session:
        assert len(session.scalars(select(CertificateSeries)).all()) == 1


def test_no_two_computers_ever_number_in_one_series(world: World, tmp_path: Path) -> None:
    """Whatever headquarters grants or withdraws by hand, and whoever heard of it first."""
    headquarters, first = world.headquarters, world.branches["MND"]
    second = world.offices.set_up("MND", pc=2)
    enrol(headquarters, second, tmp_path / "papers")
    files = [one.path for one in publish(headquarters, tmp_path / "down")]
    for office in (first, second):
        inbox.read(office, files)
    numbers = [one.number for one in (*certified(first), *certified(second, 2))]
    assert len(set(numbers)) == 4

    def grant(code: str, node: str) -> None:
        with headquarters.store.write("grant") as session:
            for one in session.scalars(select(CertificateSeries)):
                one.revoked_on = headquarters.today
            session.add(
                CertificateSeries(
                    code=code, for_office="MND", node=node, granted_on=headquarters.today
                )
            )
        news = [one.path for one in publish(headquarters, tmp_path / f"down {node} {code}")]
        for office in (first, second):
            inbox.read(office, news)

    # The series of the second goes to the first; then the default one to the second.
    for number, (code, node) in enumerate(
        (("SERT-VOK-2", first.keys.node.id), ("SERT-VOK", second.keys.node.id)), 3
    ):
        grant(code, node)
        for at, office in enumerate((first, second)):
            with pytest.raises(UserError) as refused:
                certified(office, number * 2 + at)
            assert refused.value.code == "SERIES"
    grant("SERT-VOK-3", second.keys.node.id)
    (third, _fourth) = certified(second, 12)
    assert third.number.startswith("00001/SERT-VOK-3/MND/")


def test_what_was_numbered_after_a_backup_is_not_numbered_again(world: World) -> None:
    branch = world.branches["MND"]
    before = certified(branch)
    make(branch, Why.BY_HAND)
    (copy,) = every(branch)
    lost = certified(branch, 2)
    branch.close()
    back = restore(branch.home.folder, copy, "rina", PASSWORD, clock=world.offices.clock).office
    try:
        again = certified(back, 3)
    finally:
        back.close()
    assert not {one.number for one in again} & {one.number for one in (*before, *lost)}
    series = again[0].number.split("/")[1]
    assert series == f"SERT-VOK-{back.keys.node.epoch[:4].upper()}"


def test_of_a_lost_computer_counts_what_headquarters_has(world: World) -> None:
    branch, headquarters = world.branches["MND"], world.headquarters
    told = certified(branch)[0]
    up(world, branch)
    later = certified(branch, 2)[0]
    trust = headquarters.keys.trust
    peers = tuple(
        msgspec.structs.replace(peer, closed_epoch=branch.keys.node.epoch, closed_after=1)
        if peer.id == branch.keys.node.id
        else peer
        for peer in trust.peers
    )
    headquarters.keys = headquarters.keys.set_trust(
        msgspec.structs.replace(trust, version=trust.version + 1, peers=peers)
    )
    assert found(headquarters, told) is State.GENUINE
    assert found(headquarters, later) is State.UNKNOWN
