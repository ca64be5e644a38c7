"""From an empty folder to an open office: the steps of the first start, or the sample office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.paths import Home, sample_home
from ui.jobs import Job, Jobs
from ui.messages import Dialogs
from ui.start.first_start import Answers, FirstOfficer, KeepCode, Step, TheOffice, Welcome
from ui.start.parts import StartPage

if TYPE_CHECKING:
    from desktop_app.office import Office


class SettingUp(QObject):
    """Asks step by step, then sets up in `folder`.

    `made` carries the open office once its recovery code has been kept,
    `sample_made` the open sample office, which has a folder of its own.
    """

    made = Signal(object)
    sample_made = Signal(object)

    def __init__(
        self,
        folder: Path,
        jobs: Jobs,
        dialogs: Dialogs,
        *,
        show: Callable[[StartPage], None],
        language: Callable[[], str],
    ) -> None:
        super().__init__()
        self._folder, self._jobs, self._dialogs = folder, jobs, dialogs
        self._show, self._language = show, language
        self._answers = Answers()

    def again(self, page: StartPage) -> None:
        """Make the step in sight anew, with what was answered."""
        if isinstance(page, Step):
            page.take()
        steps: dict[type[StartPage], Callable[[], None]] = {
            Welcome: self.welcome,
            TheOffice: self._ask_office,
            FirstOfficer: self._ask_officer,
        }
        steps[type(page)]()

    def welcome(self) -> None:
        """Ask whether to set up or to try."""
        page = Welcome(self._answers, self._language())
        page.forth.connect(self._ask_office)
        page.sample_asked.connect(partial(self._make_sample, page))
        self._show(page)

    def _ask_office(self) -> None:
        page = TheOffice(self._answers)
        page.forth.connect(self._ask_officer)
        page.returned.connect(self.welcome)
        self._show(page)

    def _ask_officer(self) -> None:
        page = FirstOfficer(self._answers)
        page.returned.connect(self._ask_office)
        page.forth.connect(partial(self._set_up, page))
        self._show(page)

    def _set_up(self, page: FirstOfficer) -> None:
        given, language, folder = self._answers, self._language(), self._folder

        def work(_progress: object) -> tuple[Office, str]:
            from desktop_app.office import NewOffice, set_up

            return set_up(
                folder,
                NewOffice(
                    given.code,
                    given.name,
                    given.user,
                    given.password,
                    given.officer,
                    given.headquarters,
                    given.province,
                    language=language,
                ),
            )

        page.busy(True)
        self._jobs.run("", work, self._keep_code, failed=page.refused)

    def _keep_code(self, made: tuple[Office, str]) -> None:
        office, code = made
        self._answers = Answers()
        page = KeepCode(code, f"{office.name} ({office.code})", self._dialogs)
        page.kept.connect(partial(self.made.emit, office))
        self._show(page)

    def _make_sample(self, page: Welcome) -> None:
        page.making(True)

        def ended(job: Job) -> None:
            if job is making:
                self._jobs.moved.disconnect(moved)
                self._jobs.ended.disconnect(ended)
                page.making(False)

        def moved(job: Job) -> None:
            if job is making:
                page.moved(*job.steps)

        making = self._jobs.run(
            "", partial(_sample, sample_home()), self.sample_made.emit, failed=page.refused
        )
        self._jobs.moved.connect(moved)
        self._jobs.ended.connect(ended)
        page.stop.clicked.connect(making.cancel)


def _sample(folder: Path, progress: Any) -> Office:
    """The sample office, made now or opened again."""
    from desktop_app import demo
    from desktop_app.office import open_office

    if not Home(folder).exists:
        demo.make(folder, progress=progress)
    return open_office(folder, demo.USER, demo.PASSWORD)
