"""From a home to an open office: sign-in, recovery code, first password, restore, trouble."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from desktop_app.paths import Home
from desktop_app.store.key_file import read as read_keys
from ui.jobs import Jobs
from ui.start.own_password import OwnPassword
from ui.start.parts import StartPage
from ui.start.passwords import Patience
from ui.start.sign_in import Recover, SignIn

if TYPE_CHECKING:
    from desktop_app.office import Office
    from ui.start.restore import Restore


class SigningIn(QObject):
    """Asks who works here and lets in. `opened` carries the office, `told` what to say in it.

    What opening needs is imported in the store's thread.
    """

    opened = Signal(object)
    told = Signal(str)

    def __init__(
        self, home: Home, jobs: Jobs, patience: Patience, show: Callable[[StartPage], None]
    ) -> None:
        super().__init__()
        self.home, self._jobs, self._patience, self._show = home, jobs, patience, show
        self._waiting: Office | None = None

    def again(self, page: StartPage) -> bool:
        """Make the page in sight anew in another language; whether it is one of ours."""
        if isinstance(page, SignIn):
            self.ask()
        elif isinstance(page, Recover):
            self._ask_code(page.user)
        elif isinstance(page, OwnPassword):
            self._choose(page.first)
        else:
            return False
        return True

    def close(self) -> None:
        """Give back an office that waits for its officer's own password."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.close()

    def ask(self) -> None:
        """Ask who works here and for the password."""
        self.close()
        try:
            content, _mac = read_keys(self.home.keys)
        except UserError as error:
            self._refuse(error, None)
            return
        users = [slot.header.user for slot in content.slots]
        page = SignIn(content.node.office, users, self._patience, sample=content.node.sample)
        page.given.connect(partial(self._sign_in, page))
        page.forgotten.connect(self._ask_code)
        self._show(page)
        if content.node.sample:
            self._jobs.run("", lambda _progress: _sample_password(), page.fill, owner=page)

    def _sign_in(self, page: SignIn, user: str, password: str) -> None:
        folder = self.home.folder

        def work(_progress: object) -> Office:
            from desktop_app.office import open_office

            return open_office(folder, user, password)

        done = partial(self._let_in, password)
        self._jobs.run("", work, done, failed=partial(self._refuse, page=page))

    def _let_in(self, password: str, office: Office) -> None:
        if office.keys.officer.first:
            self._waiting = office
            self._choose(password)
        else:
            self.opened.emit(office)

    def _ask_code(self, user: str) -> None:
        page = Recover(user)
        page.left.connect(self.ask)
        page.given.connect(partial(self._recover, page))
        self._show(page)

    def _recover(self, page: Recover, user: str, code: str, password: str) -> None:
        folder = self.home.folder

        def work(_progress: object) -> Office:
            from desktop_app.office import recover_office

            return recover_office(folder, code, user, password)

        done = partial(self._let_in, password)
        self._jobs.run("", work, done, failed=partial(self._refuse, page=page))

    def _choose(self, first: str) -> None:
        """Have a password of one's own chosen before anything is seen."""
        office = self._waiting
        assert office is not None
        page = OwnPassword(office.keys.officer.user, first)
        page.left.connect(self.ask)
        page.given.connect(partial(self._take, page, office))
        self._show(page)

    def _take(self, page: OwnPassword, office: Office, own: str) -> None:
        from desktop_app.desk.officers import choose_password

        def done(_none: object) -> None:
            self._waiting = None
            self.opened.emit(office)

        self._jobs.run(
            "",
            lambda _progress: choose_password(office, page.first, own),
            done,
            failed=page.refused,
            owner=page,
        )

    def _refuse(self, error: UserError, page: SignIn | Recover | None) -> None:
        from ui.start.trouble import TROUBLES, Trouble

        if error.code in TROUBLES:
            trouble = Trouble(error, self.home.folder)
            trouble.again.connect(self.ask)
            trouble.restore_asked.connect(self.ask_backup)
            self._show(trouble)
        elif page is not None:
            page.refused(error)
        else:
            raise error

    def ask_backup(self, name: str = "") -> None:
        """Ask from which backup to restore; `name` is the one chosen already."""
        from ui.start.restore import Restore

        self.close()
        page = Restore(self.home, name)
        page.left.connect(self.ask)
        page.given.connect(partial(self._restore, page))
        self._show(page)

    def _restore(self, page: Restore, user: str, password: str) -> None:
        from desktop_app.sync.restoring import Restored, restore

        folder, copy = self.home.folder, page.copy

        def done(restored: Restored) -> None:
            self._let_in(password, restored.office)
            words = _(
                "Restored. What was there before lies in {folder}. Entries made after the "
                "backup are not here any more; enter them again. What had been sent is safe "
                "at headquarters. Files now go on in a new series."
            )
            self.told.emit(words.format(folder=restored.aside))

        self._jobs.run(
            _("Restoring"),
            lambda progress: restore(folder, copy, user, password, progress=progress),
            done,
            failed=page.refused,
            owner=page,
        )


def _sample_password() -> str:
    from desktop_app import demo

    return demo.PASSWORD
