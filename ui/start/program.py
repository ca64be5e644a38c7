"""From start to end: first start, sign-in, the open office, the lock."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.i18n import translate as _
from desktop_app.paths import Home
from ui.jobs import FREE, Jobs
from ui.language import speak
from ui.messages import Dialogs, Offer
from ui.only_one import OnlyOne
from ui.shell import Look, Shell
from ui.signals import Signals
from ui.start.frame import Frame
from ui.start.parts import StartPage
from ui.start.passwords import Patience
from ui.start.signing_in import SigningIn

if TYPE_CHECKING:
    from desktop_app.office import Office
    from ui.desk_office import DeskOffice
    from ui.start.lock import Locked
    from ui.start.setting_up import SettingUp
    from ui.watch import Idle, Watch

OFFER = 30
"""Seconds for which a code for the session is offered."""

SETTLED_AFTER = 100
"""Milliseconds after which the first page has been painted."""


class Program(QObject):
    """What runs: one home, one frame, the jobs, and the office while it is open.

    What the first page does not need is imported where it is used; `settled`
    comes once that page is there, `ended` at the very end. What opening an
    office needs is imported in the store's thread while the password is typed.
    """

    settled = Signal()
    ended = Signal()

    def __init__(self, folder: Path, look: Look, *, dialogs: Dialogs | None = None) -> None:
        super().__init__()
        self.home = Home(folder)
        self.look = look
        self.jobs = Jobs()
        self.frame = Frame()
        self.dialogs = dialogs or Dialogs(self.frame)
        self.desk: DeskOffice | None = None
        self.only: OnlyOne | None = None
        self._setting_up: SettingUp | None = None
        self._signing_in: SigningIn | None = None
        self._patience = Patience()
        self._watch: Watch | None = None
        self._idle: Idle | None = None
        self.frame.closing.connect(self.close)
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settling.timeout.connect(self.settled)
        self.settled.connect(lambda: self.jobs.run("", lambda _progress: _warm()))

    # --- before the office ---------------------------------------------------------

    def begin(self) -> None:
        """Show what comes first, and see to the rest a little later."""
        self._settling.start()
        self._show_first()

    def _show_first(self) -> None:
        """The first start, or the sign-in."""
        if self.home.exists:
            self._signing().ask()
        else:
            self.welcome()

    def _show(self, page: StartPage) -> None:
        page.language_asked.connect(self._speak)
        self.frame.show_page(page)

    def _speak(self, language: str) -> None:
        """Have the page in sight made anew in another language."""
        self.look = replace(self.look, language=language)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        speak(app, language)
        page = self.frame.page
        if page is None or (self._signing_in is not None and self._signing_in.again(page)):
            return
        if self._setting_up is not None:
            self._setting_up.again(page)

    def welcome(self) -> None:
        """Ask for what an office that does not exist yet needs."""
        from ui.start.setting_up import SettingUp

        self._setting_up = SettingUp(
            self.home.folder,
            self.jobs,
            self.dialogs,
            show=self._show,
            language=lambda: self.look.language,
        )
        self._setting_up.made.connect(self.open)
        self._setting_up.sample_made.connect(self._go_home)
        self._setting_up.welcome()

    def _go_home(self, office: Office) -> None:
        """Open another home than the one begun with: the sample office's."""
        only = OnlyOne(office.home.folder)
        if not only.take():
            office.close()
            self.frame.close()
            return
        if self.only is not None:
            self.only.release()
        self.only = only
        only.listen()
        only.called.connect(self._forward)
        self.home = office.home
        self.open(office)

    def _forward(self) -> None:
        self.frame.show()
        self.frame.raise_()
        self.frame.activateWindow()

    def _signing(self) -> SigningIn:
        """Who lets in, for the home there is now."""
        if self._signing_in is None or self._signing_in.home is not self.home:
            signing = self._signing_in = SigningIn(self.home, self.jobs, self._patience, self._show)
            signing.opened.connect(self.open)
            signing.told.connect(self._tell)
        return self._signing_in

    def _tell(self, words: str) -> None:
        """Say something that must be read in the office just opened."""
        if self.frame.window_of_office is not None:
            self.frame.window_of_office.shell.messages.warning(words)

    # --- the office ------------------------------------------------------------------

    def open(self, office: Office) -> None:
        """Show the office that was opened."""
        from desktop_app.desk.planning import catch_up
        from ui.desk_office import DeskOffice
        from ui.finding import Finder, Teller
        from ui.safekeeping import back_up
        from ui.watch import Idle, Watch, keep_files, tell_standing
        from ui.window import Window

        settings = office.settings
        self.look = Look(self.look.language, settings.theme, settings.points)
        desk = self.desk = DeskOffice(office)
        signals = Signals()

        def keep(look: Look) -> None:
            office.save_settings(language=look.language, theme=look.theme, points=look.points)

        if settings.language != self.look.language:
            keep(self.look)
        window = Window(
            desk,
            self.look,
            jobs=self.jobs,
            signals=signals,
            keep_look=keep,
            dialogs=self.dialogs,
            find=Finder(office.store, lambda: window.shell),
            teller=Teller(office),
        )
        window.shell.lock_asked.connect(self.lock)
        window.shell.document_asked.connect(partial(_show_paper, window.shell))
        window.shell.restore_asked.connect(self._go_back)
        keep_files(office, self.jobs, window.shell)
        self.frame.show_office(window)
        window.show_page("home")
        self._watch = Watch(office, self.jobs, signals)
        self._idle = Idle(lambda: office.settings.lock_minutes)
        self._idle.idle.connect(self.lock)
        tell = partial(tell_standing, office, self.jobs, window.shell)
        window.shell.look_changed.connect(tell)
        self._watch.moved.connect(tell)
        tell()
        self.jobs.run("", lambda _progress: catch_up(office), owner=window.shell)
        back_up(office, self.jobs, window.shell)
        window.shell.messages.bar.say(
            "info",
            _("After a break six digits can open this session again instead of the password."),
            Offer(
                _("Make a code of 6 digits"),
                lambda: window.show_page("settings", part="security"),
            ),
            seconds=OFFER,
        )

    def lock(self) -> None:
        """Hide everything until the officer is back; page and drafts stay as they are."""
        from ui.start.lock import Locked

        window, desk = self.frame.window_of_office, self.desk
        if window is None or desk is None or isinstance(self.frame.page, Locked):
            return
        self.frame.close_dialogs()
        for page in window.pages.values():
            page.leave()
        user = desk.office.keys.officer.user
        locked = Locked(user, desk.session_code, self._patience)
        locked.opened.connect(self._unlock)
        locked.given.connect(partial(self._try, locked, user))
        locked.left.connect(self._sign_out)
        self._show(locked)

    def _try(self, page: Locked, user: str, password: str) -> None:
        from desktop_app.store.keys import unlock

        path = self.home.keys
        self.jobs.run(
            "",
            lambda _progress: unlock(path, user, password),
            lambda _keys: self._unlock(),
            failed=page.refused,
            owner=page,
            lane=FREE,
        )

    def _unlock(self) -> None:
        window = self.frame.window_of_office
        if window is not None:
            self.frame.show_office(window)
            window.page.setFocus()

    def _sign_out(self) -> None:
        """Close the office; another officer may sign in."""
        self._put_away()
        self._signing().ask()

    def _go_back(self, name: str) -> None:
        """Close the office and ask who restores it from a backup."""
        self._put_away()
        self._signing().ask_backup(name)

    def _put_away(self) -> None:
        desk, self.desk = self.desk, None
        if self._watch is not None:
            self._watch.stop()
        self._watch = self._idle = None
        self.frame.drop_office()
        if desk is not None:
            desk.session_code.forget()
            self.jobs.finish()
            desk.office.close()

    def close(self) -> None:
        """End: what was typed is kept, the store given back."""
        self._settling.stop()
        self._put_away()
        if self._signing_in is not None:
            self._signing_in.close()
        self.jobs.close()
        if self.only is not None:
            self.only.release()
        self.ended.emit()


def _warm() -> None:
    """Import what opening an office needs, while the password is typed."""
    for name in (
        "desktop_app.office",
        "ui.desk_office",
        "ui.finding",
        "ui.safekeeping",
        "ui.watch",
        "ui.window",
    ):
        import_module(name)


def _show_paper(shell: Shell, name: str, record_id: str) -> None:
    """Show a document; what draws it is loaded when the first is asked for."""
    from ui.paper import show_paper

    show_paper(shell, name, record_id)
