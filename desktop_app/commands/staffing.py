"""Officers: who works here, in which roles."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.desk.officers import Colleague
    from desktop_app.records.office import Role

NEW_PASSWORD = "TERAMPIL_NEW_PASSWORD"
"""The environment's variable that holds a password to be chosen."""


def declare(commands: Commands) -> None:
    """``officer add|list|roles|remove|reset|password``."""
    group = commands.group("officer", N_("officers and their roles"))
    add = group.command("add", N_("let an officer work here; tells the first password"), _add)
    _who(add)
    add.add_argument("--name", required=True, help=_("full name of the officer"))
    _roles(add)
    add.add_argument("--position", default="", help=_("position, as printed"))
    add.add_argument("--npk", default="", help=_("employee number (NPK)"))
    group.command("list", N_("list the officers"), _list)
    roles = group.command("roles", N_("give an officer other roles"), _give)
    _who(roles)
    _roles(roles)
    _who(group.command("remove", N_("take an officer's access away"), _remove))
    _who(group.command("reset", N_("reset a forgotten password; tells the first one"), _reset))
    own = group.command("password", N_("choose a password of one's own"), _password)
    own.add_argument(
        *("--new-password-file",),
        type=Path,
        metavar="FILE",
        help=_("file whose first line is the new password (default: {variable})").format(
            variable=NEW_PASSWORD
        ),
    )


def _who(parser: Parser) -> None:
    parser.add_argument("officer", metavar="USER", help=_("user name of the officer"))


def _roles(parser: Parser) -> None:
    parser.add_argument(
        "--roles", required=True, metavar="CLERK,VERIFIER", help=_("roles, separated by commas")
    )


def _read_roles(text: str) -> frozenset[Role]:
    from desktop_app.records.office import Role

    codes = [code.strip().upper() for code in text.split(",") if code.strip()]
    known = [role.value for role in Role]
    wrong = [code for code in codes if code not in known]
    if wrong:
        raise UserError(
            "ROLES",
            N_("There is no role {role}. Choose from these: {list}"),
            role=wrong[0],
            list=", ".join(known),
        )
    return frozenset(Role.of(code) for code in codes)


def _add(given: Given) -> Answer:
    from desktop_app.desk.officers import NewOfficer, add
    from desktop_app.sync.enrolment import certified_roles

    roles = _read_roles(given.roles)
    with given.office() as office:
        new = NewOfficer(given.officer, given.name, roles, given.position, given.npk)
        password = add(office, new, certified_roles(office))
    return _told(given.officer, password)


def _told(user: str, password: str) -> Answer:
    return Answer(
        {"user": user, "first_password": password},
        [
            _("First password of {user}, shown only now: {password}").format(
                user=user, password=password
            ),
            _("At the first sign-in a password of one's own is chosen."),
        ],
    )


def _list(given: Given) -> Answer:
    from desktop_app.desk.officers import colleagues

    with given.office() as office:
        found = colleagues(office)
    return Answer({"officers": [_data(one) for one in found]}, [_line(one) for one in found])


def _data(one: Colleague) -> dict[str, Any]:
    return {
        "user": one.user,
        "name": one.name,
        "roles": sorted(role.value for role in one.roles),
        "position": one.position or None,
        "npk": one.npk or None,
        "active": one.active,
        "access": one.access,
        "first_password": one.first,
    }


def _line(one: Colleague) -> str:
    roles = ", ".join(_(role.label) for role in sorted(one.roles, key=lambda role: role.value))
    state = "" if one.active else f" ({_('removed')})"
    return f"{one.user}  {one.name}  {roles}{state}"


def _give(given: Given) -> Answer:
    from desktop_app.desk.officers import give_roles
    from desktop_app.sync.enrolment import certified_roles

    roles = _read_roles(given.roles)
    with given.office() as office:
        give_roles(office, given.officer, roles, certified_roles(office))
    return Answer(
        {"user": given.officer, "roles": sorted(role.value for role in roles)},
        [_("The roles hold from the next sign-in of {user} on.").format(user=given.officer)],
    )


def _remove(given: Given) -> Answer:
    from desktop_app.desk.officers import remove

    with given.office() as office:
        remove(office, given.officer)
    return Answer(
        {"user": given.officer},
        [_("{user} has no access any more.").format(user=given.officer)],
    )


def _reset(given: Given) -> Answer:
    from desktop_app.desk.officers import reset

    with given.office() as office:
        password = reset(office, given.officer)
    return _told(given.officer, password)


def _password(given: Given) -> Answer:
    from desktop_app.office import open_office

    password, new = given.password(), _new_password(given)
    office = open_office(given.home, given.user, password)
    try:
        from desktop_app.desk.officers import choose_password

        choose_password(office, password, new)
    finally:
        office.close()
    return Answer({"user": office.keys.officer.user}, [_("The password has been changed.")])


def _new_password(given: Given) -> str:
    path = given.new_password_file
    if path is None and NEW_PASSWORD not in os.environ:
        raise UserError(
            "PASSWORD-MISSING",
            N_("Give the new password in {variable} or with --new-password-file."),
            variable=NEW_PASSWORD,
        )
    if path is None:
        return os.environ[NEW_PASSWORD]
    try:
        return str(path.read_text("utf-8-sig").split("\n")[0].rstrip("\r"))
    except (OSError, UnicodeDecodeError):
        raise UserError(
            "PASSWORD-FILE", N_("The password file {name} cannot be read."), name=path.name
        ) from None
