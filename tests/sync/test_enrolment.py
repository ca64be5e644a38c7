"""Three papers make a PC known; every other way of using them is answered in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.hq.offices import invited, known
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.records.office import Role
from desktop_app.sync import enrolment, inbox, outbox
from desktop_app.sync.enrolment import certify, install, invite, look, request
from desktop_app.sync.inbox import State
from desktop_app.sync.outbox import BatchState
from desktop_app.sync.trust import escrow_identity
from desktop_app.sync.verify import verify
from tests.offices import Offices, World, add_workers, enrol


def code_of(error: pytest.ExceptionInfo[UserError]) -> str:
    assert str(error.value)
    return error.value.code


@pytest.fixture
def pair(offices: Offices) -> tuple[Office, Office]:
    return offices.set_up("PUSAT", headquarters=True), offices.set_up("MND")


def test_the_papers_and_what_is_read_aloud(pair: tuple[Office, Office], tmp_path: Path) -> None:
    headquarters, branch = pair
    with pytest.raises(UserError) as error:
        outbox.make(branch, tmp_path)
    assert code_of(error) == "NOT-ENROLLED"
    paper = invite(headquarters, "mnd", "Manado", tmp_path, roles=[Role.CLERK, Role.APPROVER])
    assert [(i.office, i.name) for i in invited(headquarters)] == [("MND", "Manado")]
    seen = look(branch, paper)
    assert (seen.office, seen.roles) == ("MND", ("CLERK", "APPROVER"))
    assert seen.fingerprint == enrolment.fingerprint(headquarters)
    assert [len(group) for group in seen.fingerprint.split(" ")] == [5] * 6
    asked = request(branch, paper, tmp_path)
    assert look(headquarters, asked).fingerprint == enrolment.fingerprint(branch)
    answer = certify(headquarters, asked, tmp_path)
    install(branch, answer)
    install(branch, answer)
    assert enrolment.certified_roles(branch) == {"CLERK", "APPROVER"}
    assert branch.keys.trust.headquarters == headquarters.keys.node.card()
    (stand,) = known(headquarters)
    assert (stand.office, stand.name, stand.last_batch) == ("MND", "Manado", 0)
    assert invited(headquarters) == []
    assert verify(branch) == verify(headquarters) == []


def test_what_was_recorded_before_goes_with_the_first_batch(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    headquarters, branch = pair
    add_workers(branch, 3)
    enrol(headquarters, branch, tmp_path / "papers")
    made = outbox.make(branch, tmp_path)
    assert made.counts == {"office": 1, "officer": 1, "worker": 3}
    (result,) = inbox.read(headquarters, [made.path])
    assert (result.state, result.created) == (State.APPLIED, made.counts)


def test_papers_for_others(pair: tuple[Office, Office], offices: Offices, tmp_path: Path) -> None:
    headquarters, branch = pair
    for_gto = invite(headquarters, "GTO", "Gorontalo", tmp_path)
    with pytest.raises(UserError) as error:
        request(branch, for_gto, tmp_path)
    assert code_of(error) == "INVITATION-OFFICE"
    other = offices.set_up("PST2", headquarters=True)
    asked = request(branch, invite(headquarters, "MND", "Manado", tmp_path), tmp_path)
    with pytest.raises(UserError) as error:
        certify(other, asked, tmp_path)
    assert code_of(error) == "INVITATION-OTHER"
    answer = certify(headquarters, asked, tmp_path)
    stranger = offices.set_up("MND", pc=2)
    with pytest.raises(UserError) as error:
        install(stranger, answer)
    assert code_of(error) == "NOT-ASKED"
    with pytest.raises(UserError) as error:
        certify(
            headquarters,
            request(stranger, next(tmp_path.glob("VK_MND_*_inv*")), tmp_path),
            tmp_path,
        )
    assert code_of(error) == "INVITATION-USED"
    with pytest.raises(UserError) as error:
        install(stranger, answer)
    assert code_of(error) == "E-NOT-FOR-ME"
    install(branch, answer)
    with pytest.raises(UserError) as error:
        request(branch, invite(other, "MND", "Manado", tmp_path / "x.vka"), tmp_path)
    assert code_of(error) == "OTHER-HEADQUARTERS"


def test_each_side_does_its_own_part(pair: tuple[Office, Office], tmp_path: Path) -> None:
    headquarters, branch = pair
    paper = invite(headquarters, "MND", "Manado", tmp_path)
    asked = request(branch, paper, tmp_path)
    for act, code in (
        (lambda: invite(branch, "MND", "Manado", tmp_path), "NOT-HEADQUARTERS"),
        (lambda: certify(branch, asked, tmp_path), "NOT-HEADQUARTERS"),
        (lambda: publish(branch, tmp_path), "NOT-HEADQUARTERS"),
        (lambda: request(headquarters, paper, tmp_path), "NOT-BRANCH"),
        (lambda: install(headquarters, paper), "NOT-BRANCH"),
        (lambda: outbox.make(headquarters, tmp_path), "NOT-BRANCH"),
        (lambda: invite(headquarters, "PUSAT", "Pusat", tmp_path), "OFFICE-CODE"),
        (lambda: invite(headquarters, "../MND", "x", tmp_path), "OFFICE-CODE"),
        (lambda: install(branch, paper), "E-TYPE"),
        (lambda: certify(headquarters, paper, tmp_path), "E-TYPE"),
        (lambda: request(branch, tmp_path / "none.vka", tmp_path), "FILE-MISSING"),
    ):
        with pytest.raises(UserError) as error:
            act()
        assert code_of(error) == code
    tampered = tmp_path / "tampered.vka"
    tampered.write_bytes(asked.read_bytes().replace(b'"CLERK",', b"", 1))
    with pytest.raises(UserError) as error:
        certify(headquarters, tampered, tmp_path)
    assert code_of(error) == "E-SIG"


def test_sample_and_real_do_not_mix(offices: Offices, tmp_path: Path) -> None:
    real, sample = (
        offices.set_up("PUSAT", headquarters=True),
        offices.set_up("CONTOH", headquarters=True, sample=True),
    )
    real_branch, sample_branch = offices.set_up("MND"), offices.set_up("MND", pc=2, sample=True)
    for headquarters, branch in ((sample, real_branch), (real, sample_branch)):
        paper = invite(headquarters, "MND", "Manado", tmp_path)
        with pytest.raises(UserError) as error:
            request(branch, paper, tmp_path)
        assert code_of(error) == "SAMPLE-ROOT"
    enrol(sample, sample_branch, tmp_path)


def test_an_invitation_past_its_date_is_said_not_refused(
    pair: tuple[Office, Office], tmp_path: Path
) -> None:
    headquarters, branch = pair
    paper = invite(headquarters, "MND", "Manado", tmp_path, expires=date(2020, 1, 1))
    asked = request(branch, paper, tmp_path)
    assert look(branch, paper).expired and look(headquarters, asked).expired
    install(branch, certify(headquarters, asked, tmp_path))


def test_more_roles_than_invited(pair: tuple[Office, Office], tmp_path: Path) -> None:
    """A PC that asks for more than its invitation gives is not an honest one."""
    from desktop_app.sync import documents

    headquarters, branch = pair
    paper = invite(headquarters, "MND", "Manado", tmp_path, roles=[Role.CLERK])
    asked = request(branch, paper, tmp_path)
    key = branch.keys.node.verify_key
    body = documents.open_document(asked.read_bytes(), "request", enrolment.Request, key)
    greedy = enrolment.Request(
        body.invitation, body.node, body.office_name, ("ADMIN",), body.sample, body.made
    )
    asked.write_bytes(documents.sign_document("request", greedy, branch.keys.node.signer))
    with pytest.raises(UserError) as error:
        certify(headquarters, asked, tmp_path)
    assert code_of(error) == "ROLES"


def test_an_office_enrolled_later_reads_the_lists_from_the_first(
    world: World, tmp_path: Path
) -> None:
    headquarters = world.headquarters
    with headquarters.store.write("List") as session:
        from desktop_app.records import PilotPlace

        session.add(PilotPlace(name="Bitung", valid_from=date(2026, 1, 1)))
    publish(headquarters, tmp_path / "1")
    late = world.offices.set_up("BTG")
    enrol(headquarters, late, tmp_path / "papers")
    down = publish(headquarters, tmp_path / "2")
    results = inbox.read(late, [p.path for p in down])
    assert [(r.audience, r.state) for r in results] == [("all", State.APPLIED)]


def test_two_computers_of_one_office_read_each_other(world: World, tmp_path: Path) -> None:
    headquarters, first = world.headquarters, world.branches["MND"]
    second = world.offices.set_up("MND", pc=2)
    enrol(headquarters, second, tmp_path / "papers")
    down = [p.path for p in publish(headquarters, tmp_path / "down") if p.office == "MND"]
    inbox.read(first, down)
    assert [p.id for p in first.keys.trust.peers] == [second.keys.node.id]
    for office, other in ((first, second), (second, first)):
        add_workers(office, 2)
        made = outbox.make(office, tmp_path)
        for reader in (other, headquarters):
            (result,) = inbox.read(reader, [made.path])
            assert (result.state, result.held) == (State.APPLIED, [])
            assert verify(reader) == []


def test_escrow_opens_what_was_sent(world: World) -> None:
    from desktop_app.sync.envelope import open_sealed, read_header

    branch, headquarters = world.branches["MND"], world.headquarters
    data = outbox.make(branch, world.stick).path.read_bytes()
    found = read_header(data)
    opened = open_sealed(
        data, escrow_identity(headquarters), lambda header: branch.keys.node.verify_key
    )
    assert opened.header == found


def test_a_closed_computer(world: World, tmp_path: Path) -> None:
    """What it sent up to the closing counts, the rest is refused."""
    import msgspec

    headquarters, branch = world.headquarters, world.branches["MND"]
    files = []
    for _ in range(2):
        add_workers(branch)
        files.append(outbox.make(branch, world.stick).path)
    trust = headquarters.keys.trust
    closed = tuple(
        msgspec.structs.replace(p, closed_epoch=branch.keys.node.epoch, closed_after=1)
        if p.id == branch.keys.node.id
        else p
        for p in trust.peers
    )
    headquarters.keys = headquarters.keys.set_trust(
        msgspec.structs.replace(trust, version=trust.version + 1, peers=closed)
    )
    results = inbox.read(headquarters, files)
    assert [(r.state, r.code) for r in results] == [
        (State.APPLIED, ""),
        (State.REFUSED, "E-KEY-REVOKED"),
    ]
    assert outbox.batches(branch)[0].state is BatchState.EXPORTED
