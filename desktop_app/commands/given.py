"""What a command was given, and what it answers."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.errors import Cancelled, UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from datetime import date

    from desktop_app.office import Office

PASSWORD = "TERAMPIL_PASSWORD"
"""The environment's variable that holds the officer's password."""


@dataclass(frozen=True)
class Answer:
    """What a command says: `data` to programs, `lines` to people; `ok` decides the exit."""

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Sequence[str] = ()
    ok: bool = True


@dataclass(frozen=True)
class Given:
    """The words of one call; `home` is the office's folder."""

    home: Path
    words: Namespace

    @property
    def act(self) -> Callable[[Given], Answer]:
        """What carries the command out."""
        found: Callable[[Given], Answer] = self.words.act
        return found

    def __getattr__(self, name: str) -> Any:
        """A word of the command itself: ``given.file``."""
        return getattr(self.words, name)

    @property
    def user(self) -> str | None:
        """Who is at the desk, if it was said."""
        return getattr(self.words, "user", None)

    def required_user(self) -> str:
        """Who is at the desk. Raises UserError if it was not said."""
        if not self.user:
            raise UserError("USAGE", N_("Say who you are: --user NAME"))
        return self.user

    def password(self) -> str:
        """The password: from a file, the environment, or typed at a terminal."""
        path = getattr(self.words, "password_file", None)
        if path is not None:
            try:
                return str(path.read_text("utf-8-sig").split("\n")[0].rstrip("\r"))
            except (OSError, UnicodeDecodeError):
                raise UserError(
                    "PASSWORD-FILE", N_("The password file {name} cannot be read."), name=path.name
                ) from None
        if PASSWORD in os.environ:
            return os.environ[PASSWORD]
        if sys.stdin is not None and sys.stdin.isatty():
            from getpass import getpass

            return getpass(_("Password: "), sys.stderr)
        raise UserError(
            "PASSWORD-MISSING",
            N_("Give the password in {variable} or with --password-file."),
            variable=PASSWORD,
        )

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office of the home, opened and closed again."""
        from desktop_app.office import open_office
        from desktop_app.paths import Home

        home = Home(self.home)
        if not home.exists:
            raise UserError(
                "HOME-MISSING",
                N_("There is no office in {folder} yet. Set one up with: terampil init"),
                folder=self.home,
            )
        office = open_office(self.home, self.user, self.password())
        try:
            if office.keys.officer.first:
                raise UserError(
                    "PASSWORD-FIRST",
                    N_("Choose a password of your own first: terampil officer password"),
                )
            yield office
        finally:
            office.close()

    def day(self, name: str, office: Office) -> date | None:
        """The date given under `name`, in any way that people write dates."""
        from desktop_app.reading import Unreadable, read_day

        text = getattr(self.words, name)
        if text is None:
            return None
        try:
            return read_day(text, office.today)
        except Unreadable as error:
            raise UserError("DATE", N_("“{text}”: {reason}"), text=text, reason=error) from None

    def progress(self, done: int, total: int) -> None:
        """How far the work is, on a terminal only; ends it once a stop was asked for."""
        if bar.stopped:
            raise Cancelled
        bar.show(done, total)


class Bar:
    """A line on the terminal that says how far the work is; wiped when it is over."""

    def __init__(self) -> None:
        self._at: float | None = None
        self.stopped = False
        """Ctrl+C was pressed."""

    @contextmanager
    def heeding(self) -> Iterator[None]:
        """Remember Ctrl+C within the block.

        Python drops an interrupt that comes while it tidies up (a destructor,
        a callback); what was remembered still stops the work at its next step.
        """
        self.stopped = False
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _stop(self, _number: int, _frame: object) -> None:
        self.stopped = True
        raise KeyboardInterrupt

    def show(self, done: int, total: int) -> None:
        if sys.stderr is None or not sys.stderr.isatty():
            return
        now = time.monotonic()
        if self._at is None or now - self._at > 0.1:
            self._at = now
            share = f"{100 * done // total:3} %" if total else "  …"
            print(f"\r{share}", end="", file=sys.stderr, flush=True)

    def wipe(self) -> None:
        if self._at is not None:
            print("\r      \r", end="", file=sys.stderr, flush=True)
            self._at = None


bar = Bar()
