"""Starting the program with its window."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from desktop_app import settings
from desktop_app.i18n import LANGUAGES
from desktop_app.paths import Home, default_home
from ui.application import bring_forward, make_application, tell_crashes
from ui.crash import Crashes
from ui.messages import Dialogs
from ui.only_one import OnlyOne
from ui.shell import Look
from ui.start.program import Program


def launch(home: Path | None = None, *, language: str | None = None) -> int:
    """Run the program on `home` until its window closes; a second start raises the first's.

    `language` (``id`` or ``en``) overrides what was chosen before. Returns
    the process's exit code.
    """
    folder = home or default_home()
    chosen = settings.load(folder)
    spoken = language if language in LANGUAGES else chosen.language
    app = make_application(Look(spoken, chosen.theme, chosen.points))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        Dialogs().tell("Terampil", f"{folder}: {error.strerror}")
        return 2
    only = OnlyOne(folder)
    if not only.take():
        return 0
    program = Program(folder, Look(spoken, chosen.theme, chosen.points))
    program.only = only
    only.called.connect(bring_forward(program.frame))
    program.settled.connect(only.listen)
    program.settled.connect(partial(_begin_log, program, Home(folder).logs))
    crashes = Crashes(Home(folder).logs, lambda: datetime.now(UTC))
    crashes.install()
    tell_crashes(crashes, Dialogs(program.frame))
    program.jobs.crashed.connect(crashes.take)
    program.begin()
    program.frame.show()
    return app.exec()


def _begin_log(program: Program, folder: Path) -> None:
    """Write the log from now on until the program ends."""
    # Loaded late: the first page does not wait for it.
    from desktop_app import logs

    program.ended.connect(partial(logs.stop, logs.start(folder)))
