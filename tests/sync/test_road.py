"""The road between offices, against everything that happens to files on their way."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text

from desktop_app.errors import UserError
from desktop_app.hq.collect import collect
from desktop_app.hq.offices import known
from desktop_app.hq.publish import publish
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import Employer, Worker
from desktop_app.store import journal
from desktop_app.store.journal import Entry, append
from desktop_app.store.signing import SIGNATURE_BYTES
from desktop_app.store.tables import local_batch, local_held
from desktop_app.sync import envelope, inbox, outbox
from desktop_app.sync.envelope import read_header
from desktop_app.sync.inbox import Result, State
from desktop_app.sync.outbox import BatchState, Made
from desktop_app.sync.sealing import own_stream
from desktop_app.sync.verify import verify
from tests.offices import World, add_employer, add_workers


def batch_of(world: World, n: int = 1, code: str = "MND") -> Made:
    add_workers(world.branches[code], n)
    return outbox.make(world.branches[code], world.stick)


def one(office: Office, path: Path) -> Result:
    (result,) = inbox.read(office, [path])
    return result


def said(result: Result) -> str:
    with language("en"):
        return result.message


def people(office: Office) -> int:
    with office.store.read() as session:
        return len(session.scalars(select(Worker)).all())


def refused(office: Office, path: Path, code: str) -> None:
    before = people(office)
    result = one(office, path)
    assert (result.state, result.code) == (State.REFUSED, code), result.message
    assert result.message
    assert people(office) == before
    assert verify(office) == []


def reason(why: object) -> str:
    assert isinstance(why, UserError)
    return why.code


def test_nothing_to_send(world: World) -> None:
    branch = world.branches["MND"]
    outbox.make(branch, world.stick)
    with pytest.raises(UserError) as error:
        outbox.make(branch, world.stick)
    assert error.value.code == "NOTHING-TO-SEND"


def test_the_first_batch_carries_everything_and_is_told_in_numbers(world: World) -> None:
    branch = world.branches["MND"]
    add_workers(branch, 2)
    waiting = outbox.unsent(branch.store)
    made = outbox.make(branch, world.stick / "new")
    assert made.counts == waiting == {"office": 1, "officer": 1, "worker": 2}
    assert (made.batch_no, made.first_seq, made.last_seq, made.unsent) == (1, 1, 4, 0)
    assert made.totals.people == 2
    assert outbox.unsent(branch.store) == {}
    assert [b.state for b in outbox.batches(branch)] == [BatchState.EXPORTED]


def test_a_resend_is_the_same_bytes(world: World, tmp_path: Path) -> None:
    made = batch_of(world)
    branch = world.branches["MND"]
    (batch,) = outbox.batches(branch)
    again = outbox.export(branch, batch, tmp_path / "again")
    assert again.read_bytes() == made.path.read_bytes()
    (branch.home.outbox / batch.file).write_bytes(b"x")
    with pytest.raises(UserError) as error:
        outbox.export(branch, batch, tmp_path / "again")
    assert error.value.code == "OUTBOX-DAMAGED"
    assert [reason(found) for found in verify(branch)] == ["OUTBOX-DAMAGED"]


def test_a_full_stick_loses_nothing(world: World, tmp_path: Path) -> None:
    branch = world.branches["MND"]
    add_workers(branch)
    with pytest.raises(UserError):
        outbox.make(branch, tmp_path / "not" / "there")
    assert [b.state for b in outbox.batches(branch)] == [BatchState.MADE]
    made = outbox.make(branch, world.stick)
    assert made.batch_no == 1
    assert one(world.headquarters, made.path).state is State.APPLIED


def test_the_same_file_twice_is_harmless(world: World, tmp_path: Path) -> None:
    made, headquarters = batch_of(world), world.headquarters
    renamed = Path(shutil.copy(made.path, tmp_path / "salinan (2).vkb"))
    first, second = inbox.read(headquarters, [made.path, renamed])
    assert {first.state, second.state} == {State.APPLIED, State.ALREADY}
    assert one(headquarters, made.path).state is State.ALREADY
    assert people(headquarters) == 1
    assert verify(headquarters) == []


def test_a_dry_run_says_all_and_changes_nothing(world: World) -> None:
    made, headquarters = batch_of(world, 3), world.headquarters
    before = headquarters.home.store.read_bytes()
    seen = inbox.preview(headquarters, made.path)
    assert (seen.state, seen.created["worker"], seen.totals.people) == (State.APPLIED, 3, 3)
    assert (seen.office, seen.batch_no) == ("MND", 1)
    assert people(headquarters) == 0
    assert not headquarters.home.inbox.exists()
    assert headquarters.home.store.read_bytes() == before


def test_a_gap_waits_and_closes_by_itself(world: World) -> None:
    first, second, third = (batch_of(world).path for _ in range(3))
    headquarters = world.headquarters
    early = one(headquarters, third)
    assert (early.state, early.code, early.missing) == (State.HELD, "E-GAP", (1, 2))
    assert "1, 2" in early.message
    (stand,) = (k for k in known(headquarters) if k.office == "MND")
    assert (stand.missing, stand.waiting) == ((), ())
    assert [(r.batch_no, r.state) for r in inbox.read(headquarters, [first])] == [
        (1, State.APPLIED)
    ]
    (stand,) = (k for k in known(headquarters) if k.office == "MND")
    assert (stand.last_batch, stand.missing, stand.waiting) == (1, (2,), (3,))
    third.unlink()
    closed = inbox.read(headquarters, [second])
    assert [r.path.name for r in closed] == [second.name, third.name]
    assert [(r.batch_no, r.state) for r in closed] == [(2, State.APPLIED), (3, State.APPLIED)]
    assert people(headquarters) == 3
    assert list(headquarters.home.inbox.glob("*.vkb")) == []
    assert verify(headquarters) == []


def test_a_file_that_waited_and_is_given_again_is_told_once(world: World, tmp_path: Path) -> None:
    first, second = (batch_of(world).path for _ in range(2))
    again = Path(shutil.copy(second, tmp_path / "lagi.vkb"))
    headquarters = world.headquarters
    assert one(headquarters, second).state is State.HELD
    for dry_run in (True, False):
        read = inbox.read(headquarters, [again, first], dry_run=dry_run)
        assert [(r.path, r.state) for r in read] == [
            (first, State.APPLIED),
            (again, State.APPLIED),
        ]
    assert one(headquarters, second).state is State.ALREADY
    with headquarters.store.raw() as connection:
        files = connection.scalars(select(local_batch.c.file).order_by(local_batch.c.batch)).all()
    assert files == [first.name, second.name]


def test_what_waited_at_a_branch_is_told_by_its_own_name(world: World) -> None:
    branch, headquarters = world.branches["MND"], world.headquarters
    paths = []
    for n in (1, 2):
        batch_of(world)
        collect(headquarters, world.stick)
        down = publish(headquarters, world.stick / str(n))
        paths.append(next(p.path for p in down if p.office == "MND" and p.new))
    assert one(branch, paths[1]).state is State.HELD
    assert [r.path.name for r in inbox.read(branch, paths[:1])] == [p.name for p in paths]


def test_any_order_and_any_names(world: World, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed" / "deep"
    mixed.mkdir(parents=True)
    for i, code in enumerate(["MND", "GTO", "MND", "GTO", "MND"]):
        shutil.copy(batch_of(world, code=code).path, mixed / f"{9 - i}.bin")
    (mixed / "notes.txt").write_text("no batch")
    (mixed / "half.part").write_bytes(b"VKB1")
    (mixed / "empty.vkb").write_bytes(b"")
    results = collect(world.headquarters, tmp_path / "mixed")
    assert sorted(r.state.value for r in results) == ["applied"] * 5 + ["refused"]
    assert people(world.headquarters) == 5


def test_wrong_addressees(world: World) -> None:
    made = batch_of(world)
    refused(world.branches["GTO"], made.path, "E-NOT-FOR-ME")
    refused(world.branches["MND"], made.path, "E-NOT-FOR-ME")
    assert "another office" in said(one(world.branches["GTO"], made.path))
    assert "this very computer" in said(one(world.branches["MND"], made.path))
    collect(world.headquarters, world.stick)
    down = publish(world.headquarters, world.stick / "down")
    assert [p.office for p in down] == ["MND"]
    refused(world.branches["GTO"], down[0].path, "E-NOT-FOR-ME")
    refused(world.headquarters, down[0].path, "E-NOT-FOR-ME")


def test_another_headquarters_does_not_know_the_computer(world: World, tmp_path: Path) -> None:
    made = batch_of(world)
    stranger = world.offices.set_up("PST2", headquarters=True)
    refused(stranger, made.path, "E-NOT-FOR-ME")


def test_damage_on_the_way(world: World, tmp_path: Path) -> None:
    good = batch_of(world).path.read_bytes()
    path = tmp_path / "file.vkb"
    header = read_header(good)
    start = len(good) - SIGNATURE_BYTES - header.length
    cases = {
        "E-TRUNC": [good[:-1], good + b"x", good[: len(good) // 2], b"", good[:3]],
        "E-SIG": [flipped(good, at) for at in (start, start + 900, len(good) - 1)],
        "E-TYPE": [b"PK\x03\x04" + good[4:], flipped(good, 9)],
    }
    for code, files in cases.items():
        for data in files:
            path.write_bytes(data)
            refused(world.headquarters, path, code)
    path.write_bytes(good)
    assert one(world.headquarters, path).state is State.APPLIED


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_another_branch_cannot_put_its_seal_on_ours(world: World, tmp_path: Path) -> None:
    """The ciphertext is taken as it is; only header and seal are the thief's."""
    victim, thief = batch_of(world), world.branches["GTO"]
    data = victim.path.read_bytes()
    header = read_header(data)
    cipher = data[-SIGNATURE_BYTES - header.length : -SIGNATURE_BYTES]
    node = thief.keys.node
    stolen = msgspec.structs.replace(
        header,
        sender=envelope.Sender("GTO", node.id, "hq"),
        epoch=node.epoch,
        signed_by=envelope.key_id(node.verify_key),
    )
    told = msgspec.json.encode(stolen, order="deterministic")
    front = b"VKB1" + len(told).to_bytes(4, "big") + told
    seal = node.sign(envelope.DOMAIN, front + hashlib.sha256(cipher).digest())
    path = tmp_path / "stolen.vkb"
    path.write_bytes(front + cipher + seal)
    refused(world.headquarters, path, "E-SIG")


def test_a_branch_cannot_write_for_another(world: World, tmp_path: Path) -> None:
    """A certified node that forges lines about another office's rows: held, not applied."""
    mnd, gto = world.branches["MND"], world.branches["GTO"]
    employer = add_employer(mnd, "PT Laut", "AB123456")
    one(world.headquarters, outbox.make(mnd, world.stick).path)
    with gto.store.local() as connection:
        append(
            connection,
            own_stream(gto, "hq"),
            [Entry("employer", employer, "set", {"name": ("PT Laut", "PT Lain")}, "hq")],
            officer="x",
            role="CLERK",
            why="forged",
            now=gto.now,
        )
    result = one(world.headquarters, outbox.make(gto, world.stick).path)
    assert (result.state, [h.code for h in result.held]) == (State.APPLIED, ["E-OWNER"])
    with world.headquarters.store.read() as session:
        kept = session.get(Employer, employer)
        assert kept is not None and kept.name == "PT Laut"
    publish(world.headquarters, world.stick / "down")
    inbox.read(gto, list((world.stick / "down").iterdir()))
    assert [b.state for b in outbox.batches(gto)] == [BatchState.PARTLY]


def test_two_histories_with_one_number(world: World, tmp_path: Path) -> None:
    """A PC copied with all its files: both copies go on; headquarters notices."""
    twin = world.offices.copy(world.branches["MND"], tmp_path / "twin")
    made = batch_of(world)
    add_workers(twin, 2)
    other = outbox.make(twin, tmp_path)
    headquarters = world.headquarters
    assert one(headquarters, made.path).state is State.APPLIED
    refused(headquarters, other.path, "E-FORK")
    told = said(one(headquarters, other.path))
    assert "stays as it is" in told and "headquarters" not in told
    (kept,) = (headquarters.home.inbox / "forks").iterdir()
    assert kept.read_bytes() == other.path.read_bytes()
    add_workers(twin)
    after = outbox.make(twin, tmp_path).path
    refused(headquarters, after, "E-FORK")
    assert "does not go on" in said(one(headquarters, after))

    publish(headquarters, tmp_path / "down")
    inbox.read(twin, list((tmp_path / "down").iterdir()))
    add_workers(twin)
    with pytest.raises(UserError) as error:
        outbox.make(twin, tmp_path)
    assert error.value.code == "E-FORK"
    assert [reason(found) for found in verify(twin)] == ["E-FORK"]


def test_two_forks_that_wait(world: World, tmp_path: Path) -> None:
    first = batch_of(world)
    twin = world.offices.copy(world.branches["MND"], tmp_path / "twin")
    mine = batch_of(world)
    add_workers(twin, 2)
    theirs = outbox.make(twin, tmp_path)
    headquarters = world.headquarters
    assert one(headquarters, mine.path).code == "E-GAP"
    both = one(headquarters, theirs.path)
    assert (both.code, "Neither is taken in" in said(both)) == ("E-FORK", True)
    results = inbox.read(headquarters, [first.path])
    assert [r.batch_no for r in results] == [1]
    assert len(list(headquarters.home.inbox.glob("*.vkb"))) == 2


@pytest.mark.parametrize("what", ["store", "without anchor"])
def test_a_restored_backup_is_noticed(world: World, tmp_path: Path, what: str) -> None:
    branch = world.branches["MND"]
    batch_of(world)
    branch.close()
    kept = shutil.copy(branch.home.store, tmp_path / "backup.db")
    batch_of(world)
    branch.close()
    if what == "store":
        for beside in branch.home.folder.glob("terampil.db-*"):
            beside.unlink()
        shutil.copy(kept, branch.home.store)
    else:
        branch.home.anchor.unlink()
    add_workers(branch, start=50)
    with pytest.raises(UserError) as error:
        outbox.make(branch, world.stick)
    assert error.value.code == "E-EPOCH"
    with pytest.raises(UserError) as error:
        inbox.read(branch, [])
    assert error.value.code == "E-EPOCH"


def test_a_whole_home_set_back_is_noticed_by_headquarters_word(
    world: World, tmp_path: Path
) -> None:
    batch_of(world)
    old = world.offices.copy(world.branches["MND"], tmp_path / "old")
    batch_of(world)
    collect(world.headquarters, world.stick)
    down = [p.path for p in publish(world.headquarters, tmp_path / "down")]
    assert [r.state for r in inbox.read(old, down)] == [State.APPLIED]
    add_workers(old)
    with pytest.raises(UserError) as error:
        outbox.make(old, world.stick)
    assert error.value.code == "E-EPOCH"


def test_a_crash_before_the_anchor_is_mended(world: World) -> None:
    branch = world.branches["MND"]
    batch_of(world)
    before = branch.home.anchor.read_bytes()
    batch_of(world)
    branch.home.anchor.write_bytes(before)
    assert batch_of(world).batch_no == 3


def test_a_crash_while_applying_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, headquarters = batch_of(world, 3), world.headquarters

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.sync.applying.retry", crash)
        with pytest.raises(MemoryError):
            inbox.read(headquarters, [made.path])
    assert people(headquarters) == 0
    with headquarters.store.raw() as connection:
        assert len(journal.streams(connection)) == 1
        b = local_batch.c
        assert connection.scalars(select(b.batch)).all() == []
    assert one(headquarters, made.path).state is State.APPLIED
    assert verify(headquarters) == []


def test_what_refers_to_nothing_is_tried_again(world: World) -> None:
    """A line whose parent is in a later file of its own stream."""
    branch, headquarters = world.branches["MND"], world.headquarters

    def put(*entries: Entry) -> Result:
        with branch.store.local() as connection:
            append(
                connection,
                own_stream(branch, "hq"),
                entries,
                officer=branch.keys.officer.id,
                role="CLERK",
                why="test",
                now=branch.now,
            )
        return one(headquarters, outbox.make(branch, world.stick).path)

    office, late, child = (None, "MND"), "b" * 32, "c" * 32
    first = put(
        Entry(
            "contact",
            child,
            "create",
            {
                "office": office,
                "worker": (None, late),
                "kind": (None, "PHONE"),
                "phone": (None, "+62811431234"),
            },
            "hq",
        ),
        Entry("contact", child, "set", {"phone": ("+62811431234", "+62811435678")}, "hq"),
        Entry("dragon", "d" * 32, "create", {"office": office, "heads": (None, 3)}, "hq"),
        Entry("worker", "e" * 32, "create", {"office": office}, "hq"),
        Entry(
            "worker",
            "f" * 32,
            "create",
            {"office": office, "name": (None, "A"), "wings": (None, "two")},
            "hq",
        ),
    )
    assert [h.code for h in first.held] == ["E-REF", "E-REF", "E-UNKNOWN", "E-RULE"]
    second = put(
        Entry("worker", late, "create", {"office": office, "name": (None, "B")}, "hq"),
        Entry("worker", "f" * 32, "set", {"name": ("Z", "Q")}, "hq"),
        Entry("worker", "f" * 32, "create", {"office": office, "name": (None, "Q")}, "hq"),
    )
    assert ([h.code for h in second.held], second.freed) == (["E-CONFLICT", "E-STATE"], 2)
    with headquarters.store.raw() as connection:
        phone = connection.scalar(text(f"SELECT phone FROM contact WHERE id = '{child}'"))
        kept = "".join(journal.texts(connection, own_stream(branch, "hq")))
        h = local_held.c
        states = list(connection.scalars(select(h.state)))
    assert phone == "+62811435678"
    assert '"wings":[null,"two"]' in kept and '"heads":[null,3]' in kept
    assert sorted(states) == ["applied"] * 2 + ["held"] * 4
    assert verify(headquarters) == []
    told = publish(headquarters, world.stick / "down")
    assert one(branch, told[-1].path).state is State.APPLIED
    exceptions = [b.answer for b in outbox.batches(branch)]
    assert ["E-CONFLICT" in exceptions[0], "E-UNKNOWN" in exceptions[1]] == [True, True]


def test_rows_that_leave_the_journal_behind_are_found(world: World) -> None:
    branch = world.branches["MND"]
    (worker,) = add_workers(branch)
    assert verify(branch) == []
    with branch.store.local() as connection:
        connection.execute(text(f"UPDATE worker SET name = 'X' WHERE id = '{worker}'"))
    assert [reason(found) for found in verify(branch)] == ["ROWS"]
    with branch.store.local() as connection:
        connection.execute(text("UPDATE journal SET line = replace(line, 'MND', 'XXX')"))
    assert "JOURNAL-CHAIN" in [reason(found) for found in verify(branch)]


def test_a_schema_of_the_future_waits_for_an_update(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = batch_of(world)
    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.sync.payload.SCHEMA", 0)
        refused(world.headquarters, made.path, "E-FLOOR")
    assert one(world.headquarters, made.path).state is State.APPLIED


def test_publishing_brings_the_folder_up_to_date(world: World, tmp_path: Path) -> None:
    """Until a PC tells that it has read a file, every folder published holds it again."""
    headquarters, branch = world.headquarters, world.branches["MND"]
    one(headquarters, batch_of(world).path)
    first = publish(headquarters, tmp_path / "1")
    one(headquarters, batch_of(world).path)
    second = publish(headquarters, tmp_path / "2")
    assert [(p.batch_no, p.new) for p in second] == [(1, False), (2, True)]
    assert second[0].path.read_bytes() == first[0].path.read_bytes()
    inbox.read(branch, [p.path for p in second])
    assert [b.state for b in outbox.batches(branch)] == [BatchState.APPLIED] * 2
    one(headquarters, batch_of(world).path)
    third = publish(headquarters, tmp_path / "3")
    assert [(p.batch_no, p.new) for p in third] == [(3, True)]


def test_a_child_before_its_parent_in_one_file_is_nothing_held(world: World) -> None:
    branch, office, parent = world.branches["MND"], (None, "MND"), "b" * 32
    contact = {"office": office, "worker": (None, parent), "kind": (None, "PHONE")}
    with branch.store.local() as connection:
        append(
            connection,
            own_stream(branch, "hq"),
            [
                Entry(
                    "contact",
                    "c" * 32,
                    "create",
                    {**contact, "phone": (None, "+62811431234")},
                    "hq",
                ),
                Entry("worker", parent, "create", {"office": office, "name": (None, "B")}, "hq"),
            ],
            officer=branch.keys.officer.id,
            role="CLERK",
            why="test",
            now=branch.now,
        )
    result = one(world.headquarters, outbox.make(branch, world.stick).path)
    assert (result.held, result.freed, result.totals_matched) == ([], 1, True)
    assert verify(world.headquarters) == []
    publish(world.headquarters, world.stick / "down")
    inbox.read(branch, list((world.stick / "down").iterdir()))
    assert [b.state for b in outbox.batches(branch)] == [BatchState.APPLIED]
