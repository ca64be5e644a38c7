"""Rehearsing a restore: a backup is opened in a temporary folder and looked through."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from desktop_app.errors import UserError
from desktop_app.i18n import translate_n
from desktop_app.kinds import Code, Moment
from desktop_app.office import Office
from desktop_app.paths import Home
from desktop_app.progress import Progress, silent
from desktop_app.records import CATALOGUE, Attachment
from desktop_app.store import local
from desktop_app.store.copies import Copy, bring, check
from desktop_app.store.migrate import prepare
from desktop_app.store.place import Place
from desktop_app.sync.verify import verify

OLD = timedelta(days=7)
"""A backup older than this is told, though it opens."""

_KEY = "rehearsal"
_MATTERS = ("DATABASE", "JOURNAL-CHAIN", "JOURNAL-HEAD", "ROWS")
_moment = Moment()


class Light(Code):
    """What a rehearsal showed."""

    GREEN = "GREEN", "Can be restored"
    AMBER = "AMBER", "Can be restored, with gaps"
    RED = "RED", "Cannot be restored"


@dataclass(frozen=True)
class Rehearsal:
    """How a rehearsal ended: when, of which backup, how many records, and what was found."""

    at: datetime
    name: str
    light: Light
    records: int
    found: tuple[str, ...] = field(default=())


def rehearse(office: Office, copy: Copy, progress: Progress = silent) -> Rehearsal:
    """Open the backup apart from everything else, check it, and remember how it went."""
    records, bad, gaps = 0, list[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="terampil-") as folder:
        try:
            check(copy)
            progress(1, 7)
            records, bad, gaps = _look(office, copy, Path(folder), progress)
        except UserError as error:
            bad = [str(error)]
    if office.now - copy.at > OLD:
        days = (office.now - copy.at).days
        gaps.append(
            translate_n("The backup is {n} day old.", "The backup is {n} days old.", days).format(
                n=days
            )
        )
    light = Light.RED if bad else Light.AMBER if gaps else Light.GREEN
    done = Rehearsal(office.now, copy.path.name, light, records, (*bad, *gaps))
    with office.store.local() as connection:
        local.set_setting(
            connection,
            _KEY,
            {
                "at": str(_moment.stored(done.at)),
                "name": done.name,
                "light": done.light.value,
                "records": done.records,
                "found": list(done.found),
            },
        )
    return done


def last(office: Office) -> Rehearsal | None:
    """The last rehearsal on this computer, if there was one."""
    with office.store.raw() as connection:
        told = local.setting(connection, _KEY)
    if told is None:
        return None
    return Rehearsal(
        _moment.value(told["at"]),
        told["name"],
        Light.of(told["light"]),
        told["records"],
        tuple(told["found"]),
    )


def _look(
    office: Office, copy: Copy, folder: Path, progress: Progress
) -> tuple[int, list[str], list[str]]:
    """Records counted, what makes the backup useless, and what is missing in it."""
    home = Home(folder)
    bring(copy, home.store)
    home.keys.write_bytes(copy.keys.read_bytes())
    prepare(Place(home.store, office.keys.database_key), lambda: None)
    keys = replace(office.keys, path=home.keys).reload()
    opened = Office(home, keys, office.settings, office.clock)
    try:
        found = verify(opened, lambda done, _total: progress(done + 1, 7))
        bad = [str(error) for error in found if error.code in _MATTERS]
        with opened.store.raw() as connection:
            records = sum(
                connection.scalar(select(func.count()).select_from(record)) or 0
                for record in CATALOGUE.values()
            )
            files = set(connection.scalars(select(Attachment.sha256)))
    finally:
        opened.close()
    missing = [name for name in files if not (copy.pool / f"{name}.age").exists()]
    progress(7, 7)
    if not missing:
        return records, bad, []
    words = translate_n(
        "{n} attached file is not in the backup.",
        "{n} attached files are not in the backup.",
        len(missing),
    )
    return records, bad, [words.format(n=len(missing))]
