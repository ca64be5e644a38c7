"""Backups: taken, listed, checked, rehearsed, restored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.office import Office
    from desktop_app.store.copies import Copy


def declare(commands: Commands) -> None:
    """``backup make|list|verify|rehearse|restore``."""
    group = commands.group("backup", N_("backups of the office"))
    group.command("make", N_("take a verified backup now"), _make)
    group.command("list", N_("list the backups"), _list)
    _which(group.command("verify", N_("compare a backup with what was written"), _verify))
    _which(group.command("rehearse", N_("rehearse a restore in a temporary folder"), _rehearse))
    _which(group.command("restore", N_("restore the office from a backup"), _restore))


def _which(parser: Parser) -> None:
    parser.add_argument(
        "copy", nargs="?", metavar="NAME", help=_("name of the backup (default: the newest)")
    )


def _make(given: Given) -> Answer:
    from desktop_app.processes.rights import Right
    from desktop_app.store.copies import Why, make

    with given.office() as office:
        office.must(Right.RESTORE)
        made = make(office, Why.BY_HAND, given.progress)
    lines = [_("Backup taken and verified: {name}").format(name=made.copy.path.name)]
    if made.second is not None:
        lines.append(_("Also in {folder}").format(folder=made.second.parent))
    if made.trouble is not None:
        lines.append(str(made.trouble))
    return Answer(
        {
            "name": made.copy.path.name,
            "path": str(made.copy.path),
            "bytes": made.copy.size,
            "second": str(made.second) if made.second else None,
            "second_error": made.trouble.code if made.trouble else None,
        },
        lines,
    )


def _list(given: Given) -> Answer:
    from desktop_app.store.copies import every

    with given.office() as office:
        found = every(office)
    return Answer({"backups": [_data(copy) for copy in found]}, [_line(copy) for copy in found])


def _data(copy: Copy) -> dict[str, Any]:
    return {
        "name": copy.path.name,
        "path": str(copy.path),
        "at": copy.at.isoformat(),
        "why": copy.why.value,
        "bytes": copy.size,
        "verified": copy.verified,
        "second": copy.second,
    }


def _line(copy: Copy) -> str:
    state = _("verified") if copy.verified else _("not verified")
    return f"{copy.path.name}  {_(copy.why.label)}  {copy.size // 1024:,} KB  {state}"


def _verify(given: Given) -> Answer:
    from desktop_app.store.copies import check

    with given.office() as office:
        copy = _chosen(office, given.copy)
        check(copy)
    name = copy.path.name
    return Answer({"name": name}, [_("The backup {name} is as it was written.").format(name=name)])


def _rehearse(given: Given) -> Answer:
    from desktop_app.sync.rehearsing import Light, rehearse

    with given.office() as office:
        done = rehearse(office, _chosen(office, given.copy), given.progress)
    return Answer(
        {
            "name": done.name,
            "light": done.light.value,
            "records": done.records,
            "found": list(done.found),
        },
        [f"{done.name}: {_(done.light.label)} ({done.records})", *done.found],
        ok=done.light is not Light.RED,
    )


def _restore(given: Given) -> Answer:
    from desktop_app.paths import Home
    from desktop_app.settings import load
    from desktop_app.store.copies import reachable
    from desktop_app.sync.restoring import restore

    home = Home(given.home)
    copy = _named(reachable(home, load(home.folder)), given.copy)
    restored = restore(
        home.folder, copy, given.required_user(), given.password(), progress=given.progress
    )
    restored.office.close()
    return Answer(
        {"name": copy.path.name, "aside": str(restored.aside), "again": restored.again},
        [
            _("The office is as it was in {name}.").format(name=copy.path.name),
            _("What was there before lies in {folder}.").format(folder=restored.aside),
        ],
    )


def _chosen(office: Office, name: str | None) -> Copy:
    from desktop_app.store.copies import every

    return _named(every(office), name)


def _named(found: list[Copy], name: str | None) -> Copy:
    """The backup of a name or path, or the newest verified one. Raises BACKUP-UNKNOWN."""
    for copy in found:
        if copy.verified if name is None else name in (copy.path.name, str(Path(copy.path))):
            return copy
    raise UserError(
        "BACKUP-UNKNOWN", N_("There is no such backup. See them with: terampil backup list")
    )
