"""``terampil``: the office's program on the command line.

Ends with 0 when done, 2 when something is the user's matter (one clear line),
1 when the fault is ours (a crash report lies in the office's logs).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from desktop_app import VERSION, i18n
from desktop_app.commands import (
    attendance,
    certifying,
    checking,
    claiming,
    classes,
    closing,
    desks,
    eligibility,
    enrolling,
    filing,
    finding,
    following,
    importing,
    indicating,
    keeping,
    merging,
    money,
    partners,
    printing,
    sending,
    setting_up,
    staffing,
    teaching,
)
from desktop_app.commands.given import Answer, Given, bar
from desktop_app.commands.parser import Commands, Parser, glance
from desktop_app.errors import Cancelled, UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.paths import Home, default_home

DONE, OURS, USERS = 0, 1, 2
"""The three ways to end."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command line; returns how it ended."""
    words = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    home = Path(glance(words, "--home") or default_home()).absolute()
    with i18n.language(_language(words, home)):
        speaker = _Speaker("--json" in words)
        try:
            with bar.heeding():
                answer = _carried_out(Given(home, parser().parse_args(words)))
        except SystemExit:  # The help was shown.
            return DONE
        except UserError as error:
            return speaker.user(error.code, str(error))
        except (Cancelled, KeyboardInterrupt):
            return speaker.user("CANCELLED", _("Stopped; what was not finished was not saved."))
        except Exception as error:
            return speaker.ours(error, home)
        return speaker.answer(answer)


def parser() -> Parser:
    """The whole grammar, in the current language."""
    top = Parser(prog="terampil", description=_("Vocational training for laid-off workers"))
    top.add_argument(
        "--version", action="version", version=f"Terampil {VERSION}", help=_("show the version")
    )
    commands = Commands(top)
    setting_up.declare(commands)
    importing.declare(commands)
    filing.declare(commands)
    printing.declare(commands)
    closing.declare(commands)
    finding.declare(commands)
    merging.declare(commands)
    sending.declare(commands)
    hq = commands.group("hq", N_("headquarters"))
    setting_up.declare_hq(hq)
    sending.declare_hq(hq)
    enrolling.declare(commands)
    eligibility.declare(commands)
    partners.declare(commands)
    claiming.declare(commands)
    money.declare(commands)
    following.declare(commands)
    classes.declare(commands)
    attendance.declare(commands)
    teaching.declare(commands)
    desks.declare(commands)
    staffing.declare(commands)
    keeping.declare(commands)
    certifying.declare(commands)
    indicating.declare(commands)
    checking.declare(commands)
    return top


def _carried_out(given: Given) -> Answer:
    """The command's answer; its name and a refusal's code go into the office's log."""
    home = Home(given.home)
    if not home.exists:
        return given.act(given)
    import logging

    from desktop_app import logs

    handler, log = logs.start(home.logs), logging.getLogger(__name__)
    try:
        log.info("%s", given.command)
        return given.act(given)
    except UserError as error:
        log.info("refused: %s", error.code)
        raise
    finally:
        logs.stop(handler)


def _language(words: Sequence[str], home: Path) -> str:
    chosen = glance(words, "--lang")
    if chosen in i18n.LANGUAGES:
        return str(chosen)
    if not (home / "settings.json").exists():
        return "id"
    from desktop_app.settings import load

    try:
        return load(home).language
    except OSError:  # The office's opening will say what is wrong with the folder.
        return "id"


class _Speaker:
    """Says how a command ended: to people, or as one JSON document."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def answer(self, answer: Answer) -> int:
        bar.wipe()
        # The work is done: from here on a stop only cuts the telling short.
        with suppress(KeyboardInterrupt):
            try:
                if self._as_json:
                    _document({**answer.data, "ok": answer.ok})
                else:
                    print("\n".join(answer.lines))
                sys.stdout.flush()
            except BrokenPipeError:
                # Whoever read our answer has seen enough; nothing is left to say.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE if answer.ok else USERS

    def user(self, code: str, text: str) -> int:
        return self._failed(USERS, code, text)

    def ours(self, error: Exception, home: Path) -> int:
        from desktop_app.logs import crash_report

        text = _("Something went wrong in the program. What was saved before is safe.")
        try:
            path = crash_report(Home(home).logs, error, datetime.now(UTC))
            text += " " + _("Report without personal data: {path}").format(path=path)
        except OSError:
            text += f" ({type(error).__name__})"
        return self._failed(OURS, "BUG", text)

    def _failed(self, exit: int, code: str, text: str) -> int:
        bar.wipe()
        text = " ".join(text.split())
        if self._as_json:
            _document({"ok": False, "code": code, "error": text})
        print(f"terampil: {text}", file=sys.stderr)
        return exit


def _document(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1, default=_text))


def _text(value: object) -> str:
    """What JSON has no form for: a day or a time as ISO 8601 has it, the rest as it reads."""
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    sys.exit(main())
