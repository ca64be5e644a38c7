"""An office goes back to a backup, whole, and goes on from there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop_app.desk import officers
from desktop_app.desk.officers import NewOfficer
from desktop_app.errors import Cancelled, UserError
from desktop_app.office import Office, open_office
from desktop_app.processes.rights import Right
from desktop_app.records import Officer, Worker
from desktop_app.records.office import Role
from desktop_app.settings import load, save
from desktop_app.store import attachments, copies
from desktop_app.store.copies import Copy, Why, check, due, every, make, second_folder
from desktop_app.store.keys import unlock
from desktop_app.store.space import scarce
from desktop_app.sync import inbox, outbox
from desktop_app.sync.rehearsing import Light, last, rehearse
from desktop_app.sync.restoring import REASON, restore
from desktop_app.sync.verify import verify
from tests.homes import PASSWORD, Clock
from tests.offices import PASSWORD as WORLDS
from tests.offices import World, add_workers


def code_of(refused: pytest.ExceptionInfo[UserError]) -> str:
    return refused.value.code


def people(office: Office) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count(Worker.id))) or 0


def keep(office: Office, content: bytes) -> str:
    """An attached file; its digest."""
    with office.store.write("file") as session:
        file = attachments.put(office, content, "image/png", "Kop")
        session.add(file)
    return file.sha256


def restored(office: Office, copy: Copy, clock: Clock) -> Office:
    office.close()
    done = restore(office.home.folder, copy, "rina", PASSWORD, clock=clock)
    assert (done.aside / "terampil.db").exists()
    return done.office


# --- backups -------------------------------------------------------------------------


def test_a_backup_has_store_keys_files_and_a_note(office: Office) -> None:
    digest = keep(office, b"PNG")
    made = make(office, Why.BY_HAND)
    [copy] = every(office)
    assert (copy.why, copy.verified, copy.at) == (Why.BY_HAND, True, office.now)
    assert (copy.pool / f"{digest}.age").exists()
    assert unlock(copy.keys, "rina", PASSWORD).database_key == office.keys.database_key
    assert (made.second, made.trouble) == (None, None)
    check(copy)


def test_the_second_place_has_the_same_or_is_told_of(office: Office, tmp_path: Path) -> None:
    keep(office, b"PNG")
    stick = tmp_path / "stick"
    office.save_settings(backup_folder=str(stick))
    away = make(office, Why.DAILY)
    assert away.trouble is not None and away.trouble.code == "SECOND-PLACE"
    assert away.copy.verified
    stick.mkdir()
    made = make(office, Why.BY_HAND)
    folder = second_folder(office)
    assert folder is not None and made.second is not None
    assert {path.name for path in folder.iterdir()} == {
        *(made.copy.path.name, made.copy.keys.name, "attachments"),
        made.copy.path.with_suffix(".json").name,
    }
    there = next(copy for copy in every(office) if copy.second)
    check(there)
    assert rehearse(office, there).light is Light.GREEN


@pytest.mark.skipif(os.name == "nt", reason="a full device is Linux's")
def test_a_full_second_place_leaves_nothing_half(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.save_settings(backup_folder=str(tmp_path))

    def full(source: object, target: object, size: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("desktop_app.store.copies.copyfileobj", full)
        made = make(office, Why.BY_HAND)
    assert made.trouble is not None and made.trouble.code == "DISK-FULL"
    folder = second_folder(office)
    assert folder is not None and list(folder.iterdir()) == []
    assert make(office, Why.BY_HAND).trouble is None


def test_a_day_has_a_copy_only_if_something_changed(office: Office, clock: Clock) -> None:
    assert due(office)
    make(office, Why.DAILY)
    assert not due(office)
    clock.move(days=1)
    assert not due(office)
    add_workers(office)
    assert due(office)


def test_old_copies_go_from_both_places(office: Office, tmp_path: Path, clock: Clock) -> None:
    office.save_settings(backup_folder=str(tmp_path))
    for _day in range(12):
        make(office, Why.DAILY)
        clock.move(days=1)
    folder = second_folder(office)
    assert folder is not None
    here = {copy.path.name for copy in copies.copies(office.home.backups)}
    assert 7 <= len(here) < 12
    assert here == {copy.path.name for copy in copies.copies(folder)}
    assert len(list(folder.glob("*.json"))) == 2 * len(here)


def test_a_backup_can_be_stopped_in_the_middle(office: Office) -> None:
    add_workers(office, 3000)
    asked = []

    def stop(done: int, total: int) -> None:
        asked.append(done)
        if len(asked) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make(office, Why.BY_HAND, stop)
    assert list(office.home.backups.iterdir()) == []


# --- rehearsals ------------------------------------------------------------------------


def test_a_rehearsal_counts_and_says_what_is_missing(office: Office, clock: Clock) -> None:
    assert last(office) is None
    digest = keep(office, b"PNG")
    add_workers(office, 5)
    copy = make(office, Why.BY_HAND).copy
    first = rehearse(office, copy)
    assert (first.light, first.found) == (Light.GREEN, ())
    assert first.records > 5
    (copy.pool / f"{digest}.age").unlink()
    clock.move(days=8)
    done = rehearse(office, copy)
    assert (done.light, len(done.found)) == (Light.AMBER, 2)
    assert last(office) == done
    assert len(list(office.home.folder.parent.glob("terampil-*"))) == 0


@pytest.mark.parametrize("how", ["cut", "flipped"])
def test_a_torn_copy_is_red_and_is_not_restored(office: Office, clock: Clock, how: str) -> None:
    copy = make(office, Why.BY_HAND).copy
    content = bytearray(copy.path.read_bytes())
    if how == "cut":
        copy.path.write_bytes(content[: len(content) // 2])
    else:
        content[len(content) // 2] ^= 1
        copy.path.write_bytes(content)
    torn = every(office)[0]
    assert torn.verified is (how != "cut")
    assert rehearse(office, torn).light is Light.RED
    office.close()
    before = office.home.store.read_bytes()
    with pytest.raises(UserError) as refused:
        restore(office.home.folder, torn, "rina", PASSWORD, clock=clock)
    assert code_of(refused) == "BACKUP-DAMAGED"
    assert office.home.store.read_bytes() == before


# --- restoring ---------------------------------------------------------------------------


def test_the_office_is_as_it_was_and_the_present_lies_aside(office: Office, clock: Clock) -> None:
    digest = keep(office, b"PNG")
    add_workers(office, 2)
    copy = make(office, Why.BY_HAND).copy
    add_workers(office, 3, start=2)
    (office.home.attachments / f"{digest}.age").unlink()
    epoch = office.keys.node.epoch
    again = restored(office, copy, clock)
    assert people(again) == 2
    assert (again.home.attachments / f"{digest}.age").exists()
    assert (again.keys.node.epochs[-1].parent, again.keys.node.epochs[-1].reason) == (epoch, REASON)
    assert verify(again) == []
    add_workers(again)
    again.close()
    [aside] = again.home.backups.glob("set-aside-*")
    shutil.copy(aside / "terampil.db", again.home.store)  # Even that way back is open.
    back = open_office(again.home.folder, "rina", PASSWORD, clock=clock)
    assert people(back) == 5
    back.close()


@pytest.mark.parametrize("what", ["damaged", "missing", "keys damaged"])
def test_a_broken_office_is_restored_from_outside(office: Office, clock: Clock, what: str) -> None:
    add_workers(office, 2)
    copy = make(office, Why.BY_HAND).copy
    office.close()
    if what == "damaged":
        office.home.store.write_bytes(b"x" * 8192)
    elif what == "missing":
        office.home.store.unlink()
    else:
        office.home.keys.write_bytes(b"{}")
    with pytest.raises(UserError):
        open_office(office.home.folder, "rina", PASSWORD, clock=clock)
    again = restore(office.home.folder, copy, "rina", PASSWORD, clock=clock).office
    assert people(again) == 2
    again.close()


def test_who_was_removed_since_stays_out_and_who_came_stays_in(
    office: Office, clock: Clock
) -> None:
    budi = officers.add(office, NewOfficer("budi", "Budi", frozenset({Role.CLERK})))
    copy = make(office, Why.BY_HAND).copy
    officers.remove(office, "budi")
    officers.add(office, NewOfficer("siti", "Siti", frozenset({Role.AUDITOR})))
    again = restored(office, copy, clock)
    with pytest.raises(UserError):
        unlock(again.home.keys, "budi", budi)
    with again.store.read() as session:
        known = {one.user: one.active for one in session.scalars(select(Officer))}
    assert known == {"rina": True, "budi": False, "siti": True}
    again.close()


def test_only_who_may_restores(office: Office, clock: Clock) -> None:
    first = officers.add(office, NewOfficer("budi", "Budi", frozenset({Role.CLERK})))
    copy = make(office, Why.BY_HAND).copy
    office.close()
    for user, password, code in (("budi", first, "E-RIGHT"), ("rina", "salah", "PASSWORD")):
        with pytest.raises(UserError) as refused:
            restore(office.home.folder, copy, user, password, clock=clock)
        assert code_of(refused) == code
    assert office.may(Right.RESTORE)


def test_an_office_in_use_is_not_restored(office: Office, clock: Clock) -> None:
    copy = make(office, Why.BY_HAND).copy
    people(office)
    with pytest.raises(UserError) as refused:
        restore(office.home.folder, copy, "rina", PASSWORD, clock=clock)
    assert code_of(refused) == "STORE-OPEN"
    add_workers(office)


def test_headquarters_takes_the_new_history_and_what_it_had_not_seen(
    world: World, tmp_path: Path
) -> None:
    branch, hq = world.branches["MND"], world.headquarters
    add_workers(branch, 2)
    sent = outbox.make(branch, world.stick)
    assert [r.code for r in inbox.read(hq, [sent.path]) if r.code] == []
    add_workers(branch, 1, start=2)
    copy = make(branch, Why.BY_HAND).copy
    add_workers(branch, 4, start=3)
    lost = outbox.make(branch, world.stick)
    assert [r.code for r in inbox.read(hq, [lost.path]) if r.code] == []
    before = people(hq)
    branch.close()
    done = restore(
        branch.home.folder, copy, branch.keys.officer.user, WORLDS, clock=world.offices.clock
    )
    again = done.office
    assert (people(again), done.again > 0) == (3, True)
    add_workers(again, 1, start=50)
    made = outbox.make(again, world.stick)
    assert [r.code for r in inbox.read(hq, [made.path]) if r.code] == []
    assert people(hq) == before + 1
    assert verify(again) == []
    again.close()


def test_little_room_is_told_once_for_each_drive(office: Office) -> None:
    assert scarce(office.home, office.settings) == []
    office.save_settings(least_free_mb=2**40, backup_folder=str(office.home.folder / "none"))
    found = scarce(office.home, load(office.home.folder))
    assert found[0].folder == office.home.folder
    assert len({room.folder.stat().st_dev for room in found}) == len(found)
    save(office.home.folder, load(office.home.folder))
