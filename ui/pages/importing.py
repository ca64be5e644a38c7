"""Import: a list from the file to the books in four steps; nothing is written before the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget

from desktop_app.desk import past_imports
from desktop_app.desk.importing_workers import Case, case_of
from desktop_app.desk.opening_lists import OpenedList
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.importing.list_kinds import LISTS
from desktop_app.keyboard import stroke
from desktop_app.records import Employer
from ui.desk_office import DeskOffice
from ui.models.import_flow import ImportFlow
from ui.models.import_work import STEPS, ImportWork
from ui.pages.imported import IMPORTED, PAGE_OF, clipboard_table
from ui.pages.importing_check import CheckStep
from ui.pages.importing_columns import ColumnsStep
from ui.pages.importing_done import DoneStep
from ui.pages.importing_file import FileStep
from ui.pages.importing_papers import save_answer, save_template, show_summary
from ui.pages.page import Page
from ui.pages.page import Place as Opens
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Elided, button

KEPT = "importing"
"""Under which the shell keeps the work while the page is made anew."""
_TITLES = {
    "file": N_("1 File"),
    "columns": N_("2 Columns"),
    "check": N_("3 Check"),
    "done": N_("4 Done"),
}
FILES = "Excel, OpenDocument, CSV (*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.txt *.tsv *.html)"
"""What the file dialog offers."""


class ImportingPage(Page):
    """The four steps; opened from lists (Ctrl+Shift+I), from a case and from the palette."""

    title = N_("Import")

    @classmethod
    def places(cls) -> Sequence[Opens]:
        return [
            Opens(f"{_(cls.title)}: {_(kind.title)}", {"kind": kind.name}, "download")
            for kind in LISTS.values()
        ]

    def build(self) -> None:
        self.office = cast(DeskOffice, self.shell.office)
        self.store = self.office.store
        # The list under way outlives a change of language or theme.
        self.work: ImportWork = self.shell.kept.setdefault(KEPT, ImportWork())
        self.flow = ImportFlow(self.shell, self.office, self.work, self)
        self.crumbs: dict[str, QPushButton] = {}
        self.about = Elided("", role="muted")
        head = QHBoxLayout()
        head.setSpacing(px(0.9))
        group = QButtonGroup(self)
        for step, text in _TITLES.items():
            crumb = button(_(text), partial(self.show_step, step), kind="chip")
            crumb.setCheckable(True)
            group.addButton(crumb)
            head.addWidget(crumb)
            self.crumbs[step] = crumb
        head.addWidget(self.about, 1)
        self.box.addLayout(head)
        self.file, self.columns = FileStep(self.office.zone), ColumnsStep()
        self.check, self.finish = CheckStep(), DoneStep()
        self.stack = QStackedWidget()
        for widget in (self.file, self.columns, self.check, self.finish):
            self.stack.addWidget(widget)
        self.box.addWidget(self.stack, 1)
        self._connect()
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        flow = self.flow
        flow.moved.connect(self.show_step)
        flow.sorted.connect(self._sorted)
        self.file.kind_chosen.connect(self.choose_kind)
        self.file.file_asked.connect(self.choose_file)
        self.file.paste_asked.connect(self.paste)
        self.file.template_asked.connect(
            lambda: save_template(self.shell, self.office, self.work.kind)
        )
        self.file.case_dropped.connect(lambda: self.open(kind="workers", consultation=""))
        self.file.back_asked.connect(flow.take_back)
        self.columns.changed.connect(self._columns_changed)
        self.columns.check_asked.connect(flow.check_list)
        self.columns.back_asked.connect(lambda: self.show_step("file"))
        self.check.typed.connect(flow.type)
        self.check.accepted.connect(flow.accept)
        self.check.undo_asked.connect(flow.undo_correction)
        self.check.record_asked.connect(flow.record)
        self.check.answer_asked.connect(self._answer)
        self.finish.answer_asked.connect(self._answer)
        self.finish.summary_asked.connect(lambda: show_summary(self.shell, self.office, self.work))
        self.finish.undo_asked.connect(lambda: flow.take_back(self.work.past))
        self.finish.again_asked.connect(self.new)
        self.finish.list_asked.connect(self.open_the_list)
        for key, act in ((stroke("paste"), self.paste), (stroke("close"), self.go_back)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
        go = QShortcut(QKeySequence(stroke("accept")), self.columns)
        go.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        go.activated.connect(self.columns.go.click)

    # --- the steps -----------------------------------------------------------------

    def show_step(self, step: str) -> None:
        """Show a step with what is known by now."""
        work = self.work
        work.step = step
        there = {
            "file": True,
            "columns": work.opened is not None and work.done is None,
            "check": work.checked is not None and work.done is None,
            "done": work.done is not None,
        }
        for name, crumb in self.crumbs.items():
            crumb.setChecked(name == step)
            crumb.setEnabled(there[name])
        self.stack.setCurrentIndex(STEPS.index(step))
        self.about.setText(self._about())
        if step == "file":
            self.file.show_work(work)
            self.run("", lambda: past_imports.past_imports(self.store), self.file.show_past)
        elif step == "columns" and work.opened is not None:
            self.columns.show_list(work.opened)
        elif step == "check" and work.checked is not None:
            self.check.show_list(work.checked, can_undo=bool(work.history))
        elif step == "done" and work.done is not None:
            self.finish.show_work(work)
        self.focus_search()

    def _about(self) -> str:
        work = self.work
        parts = [work.case.consultation.number if work.case else "", _(work.kind.title)]
        if work.opened is not None and work.step != "file":
            parts += [work.name or _("Clipboard"), work.opened.mapping.sheet]
        return " · ".join(part for part in parts if part)

    def refresh(self) -> None:
        self.show_step(self.work.step)

    def focus_search(self) -> None:
        {
            "file": self.file.choose.setFocus,
            "columns": self.columns.enter,
            "check": self.check.enter,
            "done": self.finish.enter,
        }[self.work.step]()

    def new(self) -> None:
        self.work.begin()
        self.show_step("file")

    def go_back(self) -> None:
        """One step back; what was corrected stays."""
        before = {"columns": "file", "check": "columns"}
        if self.work.step in before:
            self.show_step(before[self.work.step])

    def open(self, **what: Any) -> None:
        """``kind`` of list, ``consultation`` (an id) it belongs to, ``text`` pasted, a ``file``."""
        work = self.work
        if "kind" in what or "consultation" in what:
            work.begin()
            work.kind = LISTS[what.get("kind", "workers")]
            work.consultation, work.case, work.sender = what.get("consultation", ""), None, ""
        if work.consultation and work.case is None:
            self.run("", self._case, lambda found: self._case_known(found, what))
        else:
            self._begin(what)

    def _case(self) -> tuple[Case, str]:
        case = case_of(self.store, self.work.consultation)
        with self.store.read() as session:
            employer = session.get_one(Employer, case.consultation.employer)
        return case, employer.npp or ""

    def _case_known(self, found: tuple[Case, str], what: Mapping[str, Any]) -> None:
        self.work.case, self.work.sender = found
        self._begin(what)

    def _begin(self, what: Mapping[str, Any]) -> None:
        if what.get("text"):
            self.flow.read(what["text"], "")
        elif what.get("file"):
            self.flow.read(Path(what["file"]), Path(what["file"]).name)
        else:
            self.show_step("file")

    def choose_kind(self, name: str) -> None:
        """Another kind of list; only workers belong to a case."""
        keep = self.work.consultation if name == "workers" else ""
        self.open(kind=name, consultation=keep)

    # --- step 1: the file ----------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for the file."""
        start = Path(self.office.office.settings.export_folder or Path.home())
        paths = self.shell.dialogs.open_files(_("File with the list"), start, FILES)
        if paths:
            self.flow.read(paths[0], paths[0].name)

    def paste(self) -> None:
        """Take the block in the clipboard: what was copied in Excel, or in a browser."""
        if self.work.step not in ("file", "done"):
            return
        text = clipboard_table()
        if not text.strip():
            self.shell.messages.info(_("Copy the rows in Excel first, then paste them here."))
            return
        self.flow.read(text, "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.drop(event.mimeData())

    def drop(self, data: QMimeData) -> None:
        """Take the first file that was dropped."""
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self.flow.read(Path(paths[0]), Path(paths[0]).name)

    def _columns_changed(self, opened: OpenedList) -> None:
        self.flow.change_columns(opened)
        self.about.setText(self._about())

    def _sorted(self) -> None:
        if self.work.checked is not None:
            self.check.show_list(self.work.checked, can_undo=bool(self.work.history))

    def _answer(self) -> None:
        save_answer(self.shell, self.office, self.work)

    # --- step 4: done ----------------------------------------------------------------

    def open_the_list(self) -> None:
        """Show what came in: the people of the case, or the records of this import."""
        work = self.work
        if work.case is not None:
            self.shell.go("consultations", id=work.case.consultation.id, part="people")
        else:
            self.shell.kept[IMPORTED] = work.past
            page = PAGE_OF[work.kind.name]
            self.shell.go(page, record=work.kind.record.__tablename__, filter=IMPORTED)

    def commands(self) -> list[Action]:
        return [Action("new import", N_("Another list"), self.new, "plus")]

    def state(self) -> Mapping[str, Any]:
        return {"step": self.work.step}
