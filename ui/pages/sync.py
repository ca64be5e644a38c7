"""Sync: what has not been sent, the files made and read, and who is registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from desktop_app.wording import day_and_clock, integer
from ui.desk_office import DeskOffice
from ui.pages.moved_words import tell_moved
from ui.pages.page import Page
from ui.pages.sync_work import (
    Standing,
    collect_folder,
    enrol,
    kinds_in_words,
    look,
    read_files,
    take_in,
    told,
    unpublished,
    unsent,
    written,
)
from ui.theme import px
from ui.widgets.basics import Card, Flow, Label, button
from ui.widgets.facts_table import FactsTable, titled

if TYPE_CHECKING:
    from desktop_app.desk.cases import MovedDeadline
    from desktop_app.sync.inbox import Result
    from desktop_app.sync.outbox import Batch

_FILES = "Terampil (*.vkb *.vka)"
_PAPERS = "Terampil (*.vka)"


class SyncPage(Page):
    """At a branch the way to headquarters; at headquarters the way of all branches."""

    title = N_("Sync")

    def build(self) -> None:
        self.office = cast(DeskOffice, self.shell.office)
        self.headquarters = self.office.office.headquarters
        self.state_words = Label("", role="heading")
        self.detail = Label("", role="muted")
        self.detail.setWordWrap(True)
        self.key_words = Label("", role="muted")
        self.key_words.setWordWrap(True)
        top = Card()
        for part in (self.state_words, self.detail, self.key_words):
            top.box.addWidget(part)
        buttons = QWidget()
        flow = Flow(buttons, 0.6)
        buttons.setLayout(flow)
        for one in self._headquarters_buttons() if self.headquarters else self._branch_buttons():
            flow.addWidget(one)
        top.box.addWidget(buttons)
        self.box.addWidget(top)
        self.batches = FactsTable(
            _("Files made"), (_("No."), _("Made"), _("Changes"), _("State"), _("File"))
        )
        self.offices = FactsTable(
            _("Registered offices"),
            (_("Office"), _("Name"), _("Last file"), _("Missing"), _("Set aside"), _("Key")),
        )
        below = QHBoxLayout()
        below.setSpacing(px(0.9))
        if self.headquarters:
            below.addLayout(titled(_("Registered offices"), self.offices), 3)
        below.addLayout(titled(_("Files made"), self.batches), 2)
        self.box.addLayout(below, 1)
        self._batches: Sequence[Batch] = ()
        self.batches.opened.connect(self._again)

    # --- what can be done --------------------------------------------------------

    def _branch_buttons(self) -> list[QWidget]:
        self.make_button = button(_("&Make file to send"), self.make, kind="primary", name="upload")
        self.read_button = button(_("&Read file from headquarters"), self.read, name="download")
        self.invited_button = button(_("&Open invitation"), self.answer, name="key-round")
        self.certificate_button = button(
            _("&Install certificate"), self.install, name="shield-check"
        )
        return [self.make_button, self.read_button, self.invited_button, self.certificate_button]

    def _headquarters_buttons(self) -> list[QWidget]:
        return [
            button(_("&Collect files"), self.collect, kind="primary", name="download"),
            button(_("&Publish to branches"), self.publish, name="upload"),
            button(_("&Invite a branch"), self.invite, name="user-plus"),
            button(_("Cer&tify a request"), self.certify, name="shield-check"),
        ]

    def _start(self) -> Path:
        return Path(self.office.office.settings.export_folder or Path.home())

    def _do(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        def finished(result: Any) -> None:
            done(result)
            self.refresh()

        self.shell.jobs.run(title, work, finished, owner=self)

    def make(self) -> None:
        """Seal what is new into a folder or onto a stick."""
        folder = self.shell.dialogs.folder(_("Where shall the file be written?"), self._start())
        if folder is None:
            return
        office = self.office.office

        def work(progress: Progress) -> Any:
            from desktop_app.sync.outbox import make

            return make(office, folder, progress)

        def done(made: Any) -> None:
            self.shell.messages.success(written(made.path.name, made.last_seq - made.first_seq + 1))

        self._do(_("Making the file"), work, done)

    def read(self) -> None:
        """Look into files from headquarters, then take them in."""
        paths = self.shell.dialogs.open_files(_("Files from headquarters"), self._start(), _FILES)
        if paths:
            self._take_in(
                lambda dry, progress: read_files(self.office.office, paths, dry, progress)
            )

    def collect(self) -> None:
        """Look into a folder of branches' files, then take them in."""
        folder = self.shell.dialogs.folder(_("Folder with files of branches"), self._start())
        if folder is not None:
            self._take_in(
                lambda dry, progress: collect_folder(self.office.office, folder, dry, progress)
            )

    def _take_in(self, take: Callable[[bool, Progress], list[Result]]) -> None:
        def looked(results: list[Result]) -> None:
            if not results:
                self.shell.messages.warning(_("No file of Terampil was found there."))
                return
            useful = any(result.state.value == "applied" for result in results)
            words = "\n".join(told(result) for result in results[:12])
            if not useful:
                self.shell.dialogs.tell(_("Nothing to take in"), words)
                return
            title = _("Take in these files?")
            if self.shell.dialogs.ask(title, words, _("Take in")):
                self._do(
                    _("Taking in"),
                    lambda progress: take_in(self.office.office, take, progress),
                    lambda done: self._taken(*done),
                )

        self._do(_("Checking the files"), lambda progress: take(True, progress), looked)

    def _taken(self, results: list[Result], moved: Sequence[MovedDeadline]) -> None:
        bad = [result for result in results if result.error is not None]
        if bad:
            self.shell.messages.warning("\n".join(told(result) for result in bad[:4]))
        good = len(results) - len(bad)
        if good:
            words = translate_n("{n} file is recorded.", "{n} files are recorded.", good)
            self.shell.messages.success(words.format(n=integer(good)))
        names = {name for r in results for name in (*r.created, *r.changed)}
        self.office.store.announce(frozenset(names))
        tell_moved(self.shell.dialogs, moved)

    def publish(self) -> None:
        """Write the files for the branches: lists, and what was received."""
        folder = self.shell.dialogs.folder(_("Where shall the files be written?"), self._start())
        if folder is None:
            return
        office = self.office.office

        def work(progress: Progress) -> Any:
            from desktop_app.hq.publish import publish

            return publish(office, folder, progress)

        def done(made: Any) -> None:
            words = translate_n("{n} file is written.", "{n} files are written.", len(made))
            self.shell.messages.success(words.format(n=integer(len(made))))

        self._do(_("Publishing"), work, done)

    # --- enrolment ---------------------------------------------------------------

    def invite(self) -> None:
        """Write the invitation of a branch."""
        code = self.shell.dialogs.line(_("Invite a branch"), _("Branch code"))
        name = self.shell.dialogs.line(_("Invite a branch"), _("Branch name")) if code else None
        folder = self.shell.dialogs.folder(_("Invite a branch"), self._start()) if name else None
        if not (code and name and folder):
            return
        office = self.office.office

        def work(_progress: Progress) -> Path:
            from desktop_app.sync.enrolment import invite

            return invite(office, code, name, folder)

        self._do(_("Inviting"), work, self._written)

    def answer(self) -> None:
        """Open headquarters' invitation and write the request."""
        self._paper(_("Open the invitation"), "request")

    def certify(self) -> None:
        """Open a branch's request and write its certificate."""
        self._paper(_("Open the request"), "certify")

    def install(self) -> None:
        """Install the certificate that headquarters sent."""
        self._paper(_("Open the certificate"), "install")

    def _paper(self, title: str, act: str) -> None:
        paths = self.shell.dialogs.open_files(title, self._start(), _PAPERS)
        if not paths:
            return
        office, path = self.office.office, paths[0]

        def see(_progress: Progress) -> Any:
            from desktop_app.sync.enrolment import look as seen

            return seen(office, path)

        def confirm(seen: Any) -> None:
            words = _(
                "Office: {name} ({code})\nKey: {key}\n\n"
                "Please compare the key with the sender by phone."
            ).format(name=seen.office_name, code=seen.office, key=seen.fingerprint)
            if self.shell.dialogs.ask(title, words, _("The key is right")):
                self._do(title, lambda _p: enrol(office, act, path), self._written)

        self.shell.jobs.run(title, see, confirm, owner=self)

    def _written(self, path: Path | None) -> None:
        if path is None:
            self.shell.messages.success(_("This computer is registered with headquarters."))
        else:
            self.shell.messages.success(_("Saved: {name}").format(name=path.name))

    # --- what is shown -----------------------------------------------------------

    def refresh(self) -> None:
        office = self.office.office
        self.run("", lambda: look(office, self.headquarters), self._show, key="sync")

    def _show(self, seen: Standing) -> None:
        count = sum(seen.unsent.values())
        if self.headquarters:
            self.state_words.setText(_("Headquarters"))
            self.detail.setText(unpublished(count))
        else:
            self.state_words.setText(unsent(count))
            self.detail.setText(
                kinds_in_words(seen.unsent)
                if seen.enrolled
                else _(
                    "This computer is not registered with headquarters yet. Work goes on as "
                    "usual; the first file will carry everything."
                )
            )
            self.make_button.setEnabled(seen.enrolled)
            self.read_button.setEnabled(seen.enrolled)
            self.invited_button.setVisible(not seen.enrolled)
            self.certificate_button.setVisible(not seen.enrolled)
        self.key_words.setText(_("Key of this computer: {key}").format(key=seen.fingerprint))
        self._batches = seen.batches
        self.batches.show_rows(
            [
                (
                    integer(batch.number),
                    day_and_clock(batch.at, self.office.zone),
                    integer(batch.last_seq - batch.first_seq + 1),
                    _(batch.state.label),
                    batch.file,
                )
                for batch in seen.batches
            ]
        )
        self.offices.show_rows(seen.offices)

    def _again(self, row: int) -> None:
        """Hand a file out again: the same bytes."""
        batch = self._batches[row]
        folder = self.shell.dialogs.folder(
            _("Where shall {name} be written again?").format(name=batch.file), self._start()
        )
        if folder is None:
            return
        office = self.office.office

        def work(_progress: Progress) -> Path:
            from desktop_app.sync.outbox import export

            return export(office, batch, folder)

        self._do(_("Writing {name}").format(name=batch.file), work, self._written)
