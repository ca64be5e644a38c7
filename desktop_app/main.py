"""The program: its window, or without a display the journey through it.

Ends as the command line does: 0 when done, 2 when something is the user's
matter (one clear line), 1 when the fault is ours.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import NoReturn

from desktop_app import i18n
from desktop_app.errors import Cancelled, UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.paths import Home, default_home, sample_home
from desktop_app.settings import load

DONE, OURS, USERS = 0, 1, 2
"""The three ways to end."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program until its window closes, or play the journey."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    home = default_home()
    try:
        given = _options().parse_args(argv)
        home = given.home or (sample_home() if given.sample else default_home())
        # For the whole process, not for a block: the window may switch it.
        i18n.use(given.lang or load(home).language)
        return _run(given, home)
    except UserError as error:
        return _failed(USERS, str(error))
    except (Cancelled, KeyboardInterrupt):
        return _failed(USERS, _("Stopped; what was not finished was not saved."))
    except BrokenPipeError:
        # Whoever read what the journey says has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _ours(error, home)


def _options() -> ArgumentParser:
    parser = _Options(prog="desktop_app", description=_("Terampil: the program with its window"))
    parser.add_argument("--home", type=Path, metavar="DIR", help=_("folder of the office"))
    parser.add_argument("--lang", choices=i18n.LANGUAGES, help=_("language of the texts"))
    parser.add_argument("--sample", action="store_true", help=_("open the sample office (CONTOH)"))
    parser.add_argument(
        "--demo", action="store_true", help=_("play the journey without a window, in a new folder")
    )
    return parser


class _Options(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UserError(
            "USAGE",
            N_("Not understood. Possible options: {options}"),
            options="--home DIR, --lang id|en, --sample, --demo, --help",
        )


def _run(given: Namespace, home: Path) -> int:
    if given.demo:
        return _journey(given.home)
    if not has_display(sys.platform, os.environ):
        print(_("There is no display here, so no window can open; this is the journey without."))
        return _journey(None)
    if given.sample:
        _make_sample(home)
    # Qt is loaded only by whoever gets a window.
    from ui.launch import launch

    return launch(home, language=given.lang)


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can open: everywhere but on a Linux without a desktop.

    A Qt platform named on purpose (``offscreen``, ``vnc``) counts as one.
    """
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environment.get(name) for name in names)


def _make_sample(home: Path) -> None:
    from desktop_app import demo

    if Home(home).exists:
        return
    print(_("The sample office is being made; this takes a few seconds."))
    for line in demo.make(home).lines():
        print(line)


def _journey(folder: Path | None) -> int:
    from desktop_app.demo.journey import play

    play(folder or _fresh_folder(), print)
    return DONE


def _fresh_folder() -> Path:
    """``terampil-demo-1``, or the next number that is free, here or among temporary files."""
    here = Path.cwd()
    if not os.access(here, os.W_OK):
        import tempfile

        here = Path(tempfile.mkdtemp(prefix="terampil-"))
    return next(folder for n in count(1) if not (folder := here / f"terampil-demo-{n}").exists())


def _ours(error: Exception, home: Path) -> int:
    from datetime import UTC, datetime

    from desktop_app.logs import crash_report

    text = _("Something went wrong in the program. What was saved before is safe.")
    try:
        path = crash_report(Home(home).logs, error, datetime.now(UTC))
        text += " " + _("Report without personal data: {path}").format(path=path)
    except OSError:
        text += f" ({type(error).__name__})"
    return _failed(OURS, text)


def _failed(code: int, text: str) -> int:
    print(f"terampil: {text}", file=sys.stderr)
    return code
