"""Officers come, change and go: record and key slot together, even when the power fails."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, select

from desktop_app.desk import officers
from desktop_app.desk.officers import Colleague, NewOfficer
from desktop_app.errors import UserError
from desktop_app.office import Office, open_office, recover_office
from desktop_app.processes.rights import Right
from desktop_app.records import CATALOGUE, Officer, Worker
from desktop_app.records.office import Role
from desktop_app.records.record import Owner
from desktop_app.store import journal, key_file
from desktop_app.store.keys import unlock, users
from tests import make
from tests.homes import PASSWORD, Clock, Template, colleague

OWN = "kata sandi milik Budi"
BUDI = NewOfficer("budi", "Budi Santoso", frozenset({Role.CLERK}), "Penata", "12345")


def code_of(refused: pytest.ExceptionInfo[UserError]) -> str:
    return refused.value.code


def only(office: Office, user: str) -> Colleague:
    return next(one for one in officers.colleagues(office) if one.user == user)


def whys(office: Office, id: str) -> list[str]:
    with office.store.raw() as connection:
        return [line.why for line in journal.history(connection, id)]


def agree(office: Office) -> bool:
    """Whether slots and records say the same of everybody."""
    content = office.keys.reload().content
    slots = {
        slot.header.officer: (frozenset(slot.roles), slot.header.verify_key.hex())
        for slot in content.slots
    }
    with office.store.read() as session:
        records = {
            one.id: (frozenset(role.value for role in one.roles), one.public_key)
            for one in session.scalars(select(Officer).where(Officer.active.is_(True)))
        }
    return slots == records and content.pending is None


def test_the_first_password_only_lets_in_to_choose_ones_own(office: Office, clock: Clock) -> None:
    first = officers.add(office, BUDI)
    assert agree(office)
    assert only(office, "budi").first
    budi = open_office(office.home.folder, "BUDI", first, clock=clock)
    assert budi.keys.officer.first
    assert budi.roles == {Role.CLERK}
    with pytest.raises(UserError) as refused:
        officers.choose_password(budi, first, first)
    assert code_of(refused) == "PASSWORD-SAME"
    officers.choose_password(budi, first, OWN)
    assert not budi.keys.officer.first
    budi.close()
    with pytest.raises(UserError) as refused:
        unlock(office.home.keys, "budi", first)
    assert code_of(refused) == "PASSWORD"
    assert not unlock(office.home.keys, "budi", OWN).officer.first
    assert agree(office)


def test_roles_hold_from_the_next_sign_in_and_stand_in_the_journal(
    office: Office, clock: Clock
) -> None:
    first = officers.add(office, BUDI)
    officers.give_roles(office, "budi", frozenset({Role.VERIFIER, Role.FINANCE}))
    assert agree(office)
    budi = open_office(office.home.folder, "budi", first, clock=clock)
    assert budi.store.author.role == "VERIFIER,FINANCE"
    assert budi.may(Right.MERGE)
    assert not budi.may(Right.OFFICERS)
    officers.choose_password(budi, first, OWN)  # The new slot is bound to the new roles.
    budi.close()
    assert unlock(office.home.keys, "budi", OWN).officer.roles == ("VERIFIER", "FINANCE")
    assert whys(office, only(office, "budi").id) == ["Officer added", "Roles changed"]


def test_who_was_removed_comes_in_no_more(office: Office) -> None:
    first = officers.add(office, BUDI)
    with pytest.raises(UserError) as refused:
        officers.remove(office, "budi", lambda _store, _id: 3)
    assert code_of(refused) == "OPEN-WORK"
    officers.remove(office, "budi", lambda _store, _id: 0)
    assert agree(office)
    gone = only(office, "budi")
    assert (gone.active, gone.access) == (False, False)
    with pytest.raises(UserError) as refused:
        unlock(office.home.keys, "budi", first)
    assert code_of(refused) == "PASSWORD"
    assert not key_file.previous(office.home.keys).exists()
    officers.add(office, BUDI)  # Somebody of that name may come again.
    assert agree(office)


def test_a_second_officer_resets_a_forgotten_password(office: Office, clock: Clock) -> None:
    first = officers.add(office, BUDI)
    with pytest.raises(UserError) as refused:
        officers.reset(office, "rina")
    assert code_of(refused) == "RESET-SELF"
    again = officers.reset(office, "budi")
    assert again != first
    assert agree(office)
    with pytest.raises(UserError):
        unlock(office.home.keys, "budi", first)
    assert open_office(office.home.folder, "budi", again, clock=clock).keys.officer.first
    assert whys(office, only(office, "budi").id)[-1] == "Password reset by another officer"


def test_the_recovery_code_gives_one_officer_a_way_in(
    office: Office, branch_home: Template, clock: Clock
) -> None:
    officers.add(office, BUDI)
    budi = recover_office(office.home.folder, branch_home.recovery, "budi", OWN, clock=clock)
    assert not budi.keys.officer.first
    assert agree(budi)
    budi.close()


def test_the_last_who_may_let_others_in_stays(office: Office, clock: Clock) -> None:
    with pytest.raises(UserError) as refused:
        officers.give_roles(office, "rina", frozenset({Role.CLERK}))
    assert code_of(refused) == "LAST-OFFICER"
    with pytest.raises(UserError) as refused:
        officers.remove(office, "rina")
    assert code_of(refused) == "USER-SELF"
    officers.add(office, replace(BUDI, roles=frozenset({Role.ADMIN})))
    officers.give_roles(office, "rina", frozenset({Role.CLERK}))
    assert agree(office)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(BUDI, user="rina"), "USER-EXISTS"),
        (replace(BUDI, user="b u"), "USER-NAME"),
        (replace(BUDI, roles=frozenset()), "ROLES"),
        (replace(BUDI, name=""), "E-RULE"),
        (replace(BUDI, npk="abc"), "E-RULE"),
    ],
)
def test_what_is_wrong_leaves_nothing(office: Office, new: NewOfficer, code: str) -> None:
    with pytest.raises(UserError) as refused:
        officers.add(office, new)
    assert code_of(refused) == code
    assert users(office.home.keys) == ("rina",)
    assert agree(office)


def test_no_more_roles_than_headquarters_certified(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        officers.add(office, replace(BUDI, roles=frozenset({Role.ADMIN})), {"CLERK"})
    assert code_of(refused) == "ROLE-LIMIT"


def test_only_who_may_lets_others_in(office: Office, clock: Clock) -> None:
    first = officers.add(office, BUDI)
    budi = open_office(office.home.folder, "budi", first, clock=clock)
    for act in (
        lambda: officers.add(budi, replace(BUDI, user="siti")),
        lambda: officers.give_roles(budi, "budi", frozenset(Role)),
        lambda: officers.remove(budi, "rina"),
        lambda: officers.reset(budi, "rina"),
    ):
        with pytest.raises(UserError) as refused:
            act()
        assert code_of(refused) == "E-RIGHT"
    budi.close()


# --- the power fails ------------------------------------------------------------------

ACTS: dict[str, Callable[[Office], object]] = {
    "add": lambda office: officers.add(office, replace(BUDI, user="siti")),
    "roles": lambda office: officers.give_roles(office, "budi", frozenset({Role.AUDITOR})),
    "remove": lambda office: officers.remove(office, "budi"),
    "reset": lambda office: officers.reset(office, "budi"),
}


def _killed(folder: Path, name: str, moment: str) -> None:
    """Do an act in this process, and die at a moment of it."""

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    office = open_office(folder, "rina", PASSWORD, clock=Clock())
    if moment == "slots written":
        event.listen(office.store._writer, "commit", die)
    else:
        write = key_file.write

        def last(path: Path, content: key_file.KeyContent, data_key: bytes, *, keep: bool) -> None:
            if content.pending is None:
                die()
            write(path, content, data_key, keep=keep)

        key_file.write = last
    ACTS[name](office)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("moment", ["slots written", "record stands"])
def test_a_cut_between_slot_and_record_leaves_both_or_neither(
    office: Office, clock: Clock, name: str, moment: str
) -> None:
    officers.add(office, BUDI)
    before = users(office.home.keys)
    office.close()
    child = multiprocessing.get_context("spawn").Process(
        target=_killed, args=(office.home.folder, name, moment)
    )
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert key_file.read(office.home.keys)[0].pending is not None
    again = open_office(office.home.folder, "rina", PASSWORD, clock=clock)
    assert agree(again)
    done = moment == "record stands"
    assert (users(office.home.keys) != before) == (done and name in ("add", "remove"))
    assert (only(again, "budi").roles == {Role.AUDITOR}) == (done and name == "roles")
    assert not (again.home.keys.with_name("keys.json.previous")).exists()
    again.close()


def test_a_disk_that_is_full_takes_the_slot_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> int:
        raise UserError("DISK-FULL", "no room")

    monkeypatch.setattr("desktop_app.store.writing.append", full)
    with pytest.raises(UserError) as refused:
        officers.add(office, BUDI)
    assert code_of(refused) == "DISK-FULL"
    assert users(office.home.keys) == ("rina",)
    assert agree(office)


# --- rights at the store's door --------------------------------------------------------

LOOKING = {
    Role.AUDITOR: {"handout"},
    Role.REGION_VIEWER: set(),
    Role.DPO: {
        *("handout", "attachment", "note", "reminder", "issued_letter"),
        *("data_request", "data_incident", "retention_proposal", "retention_item"),
    },
}
"""What those who look may write: the log of what they take away, and the DPO's registers."""


@pytest.mark.parametrize("role", LOOKING)
def test_who_only_looks_changes_nothing(office: Office, role: Role) -> None:
    with office.store.write("enter") as session:
        worker = make.worker()
        session.add(worker)
    store = colleague(office, replace(office.store.author, officer="x" * 32, role=role.value))
    let_in = set()
    for name, record in CATALOGUE.items():
        if record.owner is Owner.HEADQUARTERS:
            continue
        with pytest.raises((UserError, TypeError)) as refused, store.write("try") as session:
            session.add(record())
            session.flush()
        if not (isinstance(refused.value, UserError) and refused.value.code == "E-RIGHT"):
            let_in.add(name)
    assert let_in == LOOKING[role]
    for change in ("set", "void"):
        with pytest.raises(UserError) as refused, store.write("try") as session:
            found = session.get_one(Worker, worker.id)
            if change == "set":
                found.name = "Orang lain"
            else:
                session.void(found)
        assert refused.value.code == "E-RIGHT"
    with store.raw() as connection:
        assert len(journal.history(connection, worker.id)) == 1
    store.close()


def test_who_was_removed_writes_nothing_more_in_an_open_window(
    office: Office, clock: Clock
) -> None:
    first = officers.add(office, BUDI)
    window = open_office(office.home.folder, "budi", first, clock=clock)
    with window.store.write("enter") as session:
        session.add(make.worker(1))
    officers.remove(office, "budi")
    with pytest.raises(UserError) as refused, window.store.write("enter") as session:
        session.add(make.worker(2))
    window.close()
    assert code_of(refused) == "OFFICER-LEFT"
    with office.store.read() as session:
        assert [one.name for one in session.scalars(select(Worker))] == ["Pekerja 1"]
