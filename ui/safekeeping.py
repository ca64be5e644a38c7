"""The day's backup, taken beside the work, and the warning that a drive is nearly full."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.desk.erasure import shred
from desktop_app.i18n import translate as _
from desktop_app.office import Office
from desktop_app.progress import Progress
from desktop_app.store.copies import Made, Why, due, make
from desktop_app.store.space import Room, scarce
from desktop_app.wording import integer
from ui.jobs import FREE, Jobs
from ui.messages import Offer
from ui.shell import Shell


def back_up(office: Office, jobs: Jobs, shell: Shell) -> None:
    """Take the day's backup if it is due; say only what went wrong, or will."""

    def work(progress: Progress) -> tuple[Made | None, list[Room]]:
        shred(office)
        made = make(office, Why.DAILY, progress) if due(office) else None
        return made, scarce(office.home, office.settings)

    def done(result: tuple[Made | None, Sequence[Room]]) -> None:
        made, rooms = result
        if rooms:
            shell.messages.warning(nearly_full(rooms), _there(shell))
        elif made is not None and made.trouble is not None:
            shell.messages.warning(str(made.trouble), _there(shell))

    # In a lane of its own: saving and closing never wait for it.
    jobs.run(_("Daily backup"), work, done, owner=shell, lane=FREE)


def nearly_full(rooms: Sequence[Room]) -> str:
    """Which drives are nearly full, in a sentence."""
    places = ", ".join(
        _("{place} ({free} MB free)").format(place=_(room.title), free=integer(room.mebibytes))
        for room in rooms
    )
    return _("A drive is nearly full: {places}. Please free some space soon.").format(places=places)


def _there(shell: Shell) -> Offer:
    return Offer(_("Open backups"), lambda: shell.go("settings", part="backups"))
