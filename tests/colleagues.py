"""A second officer of an office, with access and a seal of her own."""

from __future__ import annotations

from desktop_app.office import Office, open_office
from desktop_app.records import Officer
from desktop_app.records.office import Role
from desktop_app.records.record import new_id
from tests.homes import PASSWORD

HEAD_PASSWORD = "kepala kantor cabang"


def add_colleague(office: Office, user: str, *roles: Role, password: str = HEAD_PASSWORD) -> str:
    """Give a colleague access to `office`; her id."""
    id = new_id()
    keys = office.keys.add_officer(user, id, tuple(role.value for role in roles), password)
    slot = next(slot for slot in keys.content.slots if slot.header.officer == id)
    with office.store.write("test") as session:
        session.add(
            Officer(
                id=id,
                user=user,
                name=user.title(),
                roles=frozenset(roles),
                public_key=slot.header.verify_key.hex(),
            )
        )
    return id


def signed_in(office: Office, user: str, password: str = HEAD_PASSWORD) -> Office:
    """The same office with a colleague at the desk."""
    return open_office(office.home.folder, user, password, clock=office.clock)


__all__ = ["HEAD_PASSWORD", "PASSWORD", "add_colleague", "signed_in"]
