"""Who works here: officers added, given other roles, reset, removed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from desktop_app.desk import transfers
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.processes.rights import Right, may
from desktop_app.records import Officer
from desktop_app.records.office import Role
from desktop_app.records.record import new_id
from desktop_app.store import access
from desktop_app.store.keys import Unlocked
from desktop_app.store.slots import first_password
from desktop_app.store.store import Store
from desktop_app.store.writing import Write

OpenWork = Callable[[Store, str], int]
"""How many open matters an officer (by id) still has."""


@dataclass(frozen=True)
class NewOfficer:
    """Who shall work here."""

    user: str
    name: str
    roles: frozenset[Role]
    position: str = ""
    npk: str = ""


@dataclass(frozen=True)
class Colleague:
    """An officer of this office, and the way in here: none on this PC, a first password, own."""

    id: str
    user: str
    name: str
    roles: frozenset[Role]
    position: str
    npk: str
    active: bool
    access: bool
    first: bool


def open_work(store: Store, officer: str) -> int:
    """How much of an officer's work is open (`desk/transfers`)."""
    with store.read() as session:
        return len(transfers.open_work(session, officer))


def colleagues(office: Office) -> list[Colleague]:
    """All officers of the office, those who left last."""
    slots = {slot.header.officer: slot for slot in office.keys.reload().content.slots}
    with office.store.read() as session:
        found = session.scalars(
            select(Officer)
            .where(Officer.office == office.code)
            .order_by(Officer.active.desc(), Officer.name)
        ).all()
    return [
        Colleague(
            id=one.id,
            user=one.user,
            name=one.name,
            roles=one.roles,
            position=one.position or "",
            npk=one.npk or "",
            active=one.active,
            access=one.id in slots,
            first=one.id in slots and slots[one.id].header.first,
        )
        for one in found
    ]


def add(office: Office, new: NewOfficer, allowed: Collection[str] | None = None) -> str:
    """Let somebody work here; returns the first password, to be told once.

    `allowed` are the roles headquarters certified for this PC. Raises E-RIGHT,
    USER-NAME, USER-EXISTS, ROLES, ROLE-LIMIT, or what the record's rules say.
    """
    office.must(Right.OFFICERS)
    user = new.user.strip()
    if not user or any(sign.isspace() for sign in user):
        raise UserError("USER-NAME", N_("Enter a user name without blanks, for example sri."))
    _fair(new.roles, allowed)
    id, password = new_id(), first_password()

    def record(session: Write, seal: str) -> None:
        session.add(
            Officer(
                id=id,
                user=user,
                name=new.name.strip(),
                roles=new.roles,
                position=new.position.strip() or None,
                npk=new.npk.strip() or None,
                public_key=seal,
            )
        )

    _both(
        office,
        N_("Officer added"),
        id,
        lambda keys: keys.add_officer(user, id, _codes(new.roles), password, first=True),
        record,
    )
    return password


def give_roles(
    office: Office, user: str, roles: frozenset[Role], allowed: Collection[str] | None = None
) -> None:
    """Have an officer act in other roles, from the next sign-in on.

    Raises E-RIGHT, USER-UNKNOWN, ROLES, ROLE-LIMIT, LAST-OFFICER.
    """
    office.must(Right.OFFICERS)
    _fair(roles, allowed)
    id = _id(office, user)
    if not may(roles, Right.OFFICERS):
        _not_the_last(office, id)

    def record(session: Write, _seal: str) -> None:
        session.get_one(Officer, id).roles = roles

    slots = partial(Unlocked.give_roles, user=user, roles=_codes(roles))
    _both(office, N_("Roles changed"), id, slots, record)


def remove(office: Office, user: str, open_work: OpenWork = open_work) -> None:
    """Take an officer's way in; the record stays, inactive.

    Raises E-RIGHT, USER-SELF, LAST-OFFICER, OPEN-WORK while matters are open
    that nobody has taken over.
    """
    office.must(Right.OFFICERS)
    id = _id(office, user)
    if id == office.keys.officer.id:
        raise UserError("USER-SELF", N_("Nobody can remove their own access."))
    _not_the_last(office, id)
    if count := open_work(office.store, id):
        raise UserError(
            "OPEN-WORK",
            N_("{user} still has open work ({n}). Transfer it to somebody else first."),
            user=user,
            n=count,
        )

    def record(session: Write, _seal: str) -> None:
        session.get_one(Officer, id).active = False

    slots = partial(Unlocked.remove_officer, user=user)
    _both(office, N_("Officer removed"), id, slots, record)


def reset(office: Office, user: str) -> str:
    """Give an officer who forgot the password a first one, to be told once.

    Raises E-RIGHT, USER-UNKNOWN, and RESET-SELF: one's own password is changed
    under Security, or by the recovery code.
    """
    office.must(Right.OFFICERS)
    id, password = _id(office, user), first_password()
    if id == office.keys.officer.id:
        raise UserError(
            "RESET-SELF",
            N_("Another officer resets your password; you change it yourself under Security."),
        )

    def record(session: Write, seal: str) -> None:
        session.get_one(Officer, id).public_key = seal

    slots = partial(Unlocked.reset_officer, user=user, password=password)
    _both(office, N_("Password reset by another officer"), id, slots, record)
    return password


def choose_password(office: Office, first: str, own: str) -> None:
    """Put one's own password in the place of the first one."""
    if own == first:
        raise UserError("PASSWORD-SAME", N_("Choose a password of your own, not the first one."))
    office.keys = office.keys.change_password(first, own)


def _both(
    office: Office,
    why: str,
    id: str,
    slots: Callable[[Unlocked], Unlocked],
    record: Callable[[Write, str], None],
) -> None:
    """Change slot and record together; `record` is told the slot's seal, if there is one."""

    def with_seal(session: Write, keys: Unlocked) -> None:
        seals = (s.header.verify_key.hex() for s in keys.content.slots if s.header.officer == id)
        record(session, next(seals, ""))

    office.keys = access.change(office.store, office.keys, why, slots, with_seal)


def _id(office: Office, user: str) -> str:
    """Whose way in it is. Raises USER-UNKNOWN."""
    name = user.strip().casefold()
    for slot in office.keys.reload().content.slots:
        if slot.header.user.casefold() == name:
            return slot.header.officer
    raise UserError("USER-UNKNOWN", N_("{user} has no access here."), user=user)


def _not_the_last(office: Office, id: str) -> None:
    """Raise LAST-OFFICER if without this officer nobody could let others in."""
    for slot in office.keys.reload().content.slots:
        roles = frozenset(Role.of(code) for code in slot.roles)
        if slot.header.officer != id and may(roles, Right.OFFICERS):
            return
    raise UserError(
        "LAST-OFFICER",
        N_("This is the last officer who may add others. Give somebody else that role first."),
    )


def _fair(roles: Collection[Role], allowed: Collection[str] | None) -> None:
    if not roles:
        raise UserError("ROLES", N_("Choose at least one role."))
    beyond = [role for role in Role if role in roles and allowed is not None]
    beyond = [role for role in beyond if role.value not in (allowed or ())]
    if beyond:
        raise UserError(
            "ROLE-LIMIT",
            N_("Headquarters has not certified this computer for: {roles}."),
            roles=", ".join(translate(role.label) for role in beyond),
        )


def _codes(roles: Collection[Role]) -> tuple[str, ...]:
    return tuple(role.value for role in Role if role in roles)
