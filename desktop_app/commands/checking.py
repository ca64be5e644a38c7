"""Whether all that the office keeps is sound."""

from __future__ import annotations

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _


def declare(commands: Commands) -> None:
    """``check``."""
    commands.command("check", N_("check the database, the journal and the keys"), _check)


def _check(given: Given) -> Answer:
    from desktop_app.store.decision_seals import unsound
    from desktop_app.sync.verify import verify

    with given.office() as office:
        found = verify(office, given.progress)
        with office.store.raw() as connection:
            found += unsound(connection)
    return Answer(
        {
            "code": found[0].code if found else None,
            "problems": [{"code": error.code, "error": str(error)} for error in found],
        },
        [f"{error.code}: {error}" for error in found] or [_("Everything is in order: ok")],
        ok=not found,
    )
