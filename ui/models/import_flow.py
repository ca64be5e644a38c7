"""What the import does, from an opened file to the books and back; each act in a job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.desk import past_imports
from desktop_app.desk.importing import Checked, Imported, checked
from desktop_app.desk.opening_lists import OpenedList, open_list, remember
from desktop_app.desk.past_imports import PastImport
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.importing.corrections import Corrections, Place
from desktop_app.importing.proposals import Proposal, accept
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress
from desktop_app.wording import integer
from ui.desk_office import DeskOffice
from ui.models.import_work import ImportWork
from ui.shell import Shell

RECORDING = "record list"
"""Key of the job that writes."""


class ImportFlow(QObject):
    """The acts of the import on its `work`.

    `moved` carries the step to be shown; `sorted` tells that the rows have
    been sorted again.
    """

    moved = Signal(str)
    sorted = Signal()

    def __init__(self, shell: Shell, office: DeskOffice, work: ImportWork, parent: QObject) -> None:
        super().__init__(parent)
        self.shell, self.office, self.work = shell, office, work
        self.store = office.store

    def read(self, source: Path | str, name: str) -> None:
        """Open a file or text, and go on: to its columns, or to the check if they are known."""
        work = self.work
        work.begin()
        work.name = name
        kind, sender, store = work.kind, work.sender, self.store

        def open_it(progress: Progress) -> OpenedList:
            self.office.office.must(Right.RECORD)
            return open_list(store, source, kind, sender=sender, name=name, progress=progress)

        def done(opened: OpenedList) -> None:
            work.opened = opened
            if opened.remembered:
                self.check_list()
            else:
                self.moved.emit("columns")

        title = _("Reading {name}").format(name=name or _("Clipboard"))
        self.shell.jobs.run(title, open_it, done, owner=self, key="import")

    def change_columns(self, opened: OpenedList) -> None:
        self.work.opened, self.work.checked, self.work.history = opened, None, []

    def check_list(self) -> None:
        """Read the rows by their columns and sort them; columns are remembered."""
        work, store = self.work, self.store
        opened, case, kept = work.opened, work.case, work.corrections
        if opened is None:
            return

        def look(progress: Progress) -> Checked:
            remember(store, opened, sender=work.sender)
            return checked(store, opened.read(store, progress), case, kept)

        def done(found: Checked) -> None:
            work.checked = found
            self.moved.emit("check")

        self.shell.jobs.run(_("Checking the list"), look, done, owner=self, key="import")

    def type(self, place: Place, text: str) -> None:
        self._correct(self.work.corrections.typed({place: text.strip() or None}))

    def accept(self, found: Sequence[Proposal]) -> None:
        words = translate_n("{n} proposal accepted.", "{n} proposals accepted.", len(found))
        self._correct(accept(self.work.corrections, found))
        self.shell.messages.success(words.format(n=integer(len(found))), self.undo_correction)

    def undo_correction(self) -> None:
        """Go back to what stood before the last correction."""
        if self.work.history:
            self._look_again(self.work.history.pop())

    def _correct(self, corrections: Corrections) -> None:
        self.work.history.append(self.work.corrections)
        self._look_again(corrections)

    def _look_again(self, corrections: Corrections) -> None:
        work, store = self.work, self.store
        before = work.checked
        if before is None:
            return
        # What follows builds upon it at once, even while the rows are being sorted.
        work.checked = replace(before, read=before.read.corrected(corrections))
        read, case = work.checked.read, work.case

        def done(found: Checked) -> None:
            work.checked = found
            self.sorted.emit()

        self.shell.jobs.run(
            _("Checking the list"),
            lambda _progress: checked(store, read, case),
            done,
            owner=self,
            key="import",
        )

    def record(self) -> None:
        """Write what is ready, in one transaction; cancelling leaves nothing."""
        work, office, name = self.work, self.office.office, self.work.name
        found = work.checked
        if found is None or not found.plan:
            return
        if any(job.key == RECORDING for job in self.shell.jobs.running):
            return  # A key pressed twice neither stops the work nor does it twice.

        def write(progress: Progress) -> tuple[Imported, PastImport | None]:
            return past_imports.record_list(office, found, name, progress)

        def done(result: tuple[Imported, PastImport | None]) -> None:
            work.done, work.past = result
            self.moved.emit("done")

        self.shell.jobs.run(_("Recording the list"), write, done, owner=self, key=RECORDING)

    def take_back(self, past: PastImport | None) -> None:
        """Take an import back as a whole, as long as nothing was built upon it."""
        work, store = self.work, self.store
        if past is None:
            return

        def done(_none: object) -> None:
            self.shell.messages.info(_("The import was taken back; nothing of it is recorded."))
            if work.past is not None and work.past.txn == past.txn:
                work.past = replace(work.past, undone=True)
            self.moved.emit(work.step)

        self.shell.jobs.run(
            _("Taking the import back"),
            lambda progress: past_imports.take_back(store, past, progress),
            done,
            owner=self,
        )
