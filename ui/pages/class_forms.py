"""*Formulir*: the workbooks a class's provider fills in, given out and read back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.desk.class_forms import Returned, read_back, versions
from desktop_app.files import safe_name
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.class_forms import FORMS
from desktop_app.progress import Progress
from desktop_app.records import Officer, TrainingClass
from desktop_app.wording import day_short, integer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.pages.class_form_answer import FormAnswer
from ui.paper import tell_saved
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

EXCEL = "Excel (*.xlsx)"

_COLUMNS = (
    Column("form", N_("Form"), 16, sortable=False),
    Column("version", N_("Version"), 5, right=True, sortable=False),
    Column("given", N_("Given out on"), 8, tight=True, sortable=False),
    Column("by", N_("By whom"), 12, sortable=False),
    Column("recipient", N_("Recipient"), 16, sortable=False),
)


class FormsPart(PartWidget):
    """The forms of one class, a row a kind; what came back takes their place until it is done."""

    def __init__(self, pane: Arrangement, record: TrainingClass) -> None:
        super().__init__()
        self._pane, self._id, self._code = pane, record.id, record.code
        self.answer: FormAnswer | None = None
        self.table = SmallTable(_COLUMNS, _("Forms of the provider"))
        self.table.opened.connect(lambda _row: self.give())
        acts = [
            Action("give", N_("Write the form …"), self.give, "download", stroke("export")),
            Action(
                "read",
                N_("Read what came back …"),
                self.read,
                "upload",
                stroke("row_file"),
                primary=True,
            ),
        ]
        hints = _("Enter writes the form · Ctrl+O reads what came back, whichever it is")
        self._list = QWidget()
        layout = QVBoxLayout(self._list)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(ActionRow(acts))
        layout.addWidget(self.table, 1)
        layout.addWidget(Elided(hints, role="muted"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.on_escape(self._list, self.escaped.emit)
        Keys(self._list, [(action.key, action.run) for action in acts])

    def refresh(self) -> None:
        def work() -> list[Row]:
            with self._pane.store.read() as session:
                rows: list[Row] = []
                for kind in FORMS.values():
                    given = versions(session, kind.name, self._id)
                    last = given[-1] if given else None
                    by = session.get(Officer, last.officer) if last and last.officer else None
                    rows.append(
                        {
                            "form": _(kind.title),
                            "version": integer(len(given)) if given else "–",
                            "given": day_short(self._pane.office.office.day(last.at))
                            if last
                            else "",
                            "by": by.name if by else "",
                            "recipient": (last.recipient or "") if last else "",
                        }
                    )
                return rows

        self._pane.run(work, self._show, key=f"forms {id(self)}")

    def _show(self, rows: list[Row]) -> None:
        if not isValid(self):  # The class was closed while its forms were read.
            return
        place = max(0, self.table.currentIndex().row())
        self.table.show_rows(rows)
        self.table.selectRow(place)

    def enter(self) -> None:
        if self.answer is not None:
            self.answer.enter()
        else:
            self.table.setFocus()

    # --- acts --------------------------------------------------------------------------

    def give(self) -> None:
        """Write the form of the row for the provider, as its next version."""
        kind = list(FORMS.values())[max(0, self.table.currentIndex().row())]
        shell, office = self._pane.shell, self._pane.office.office
        name = f"{safe_name(f'{_(kind.title)}-{self._code}')}.xlsx"
        start = Path(office.settings.export_folder or Path.home() / "Documents")
        path = shell.dialogs.save_file(_(kind.title), start / name, EXCEL)
        if path is None:
            return

        def work(_progress: Progress) -> Path:
            from exports.class_forms import give_out

            give_out(office, kind.name, self._id, path)
            return path

        words = _("Writing {name}").format(name=path.name)
        shell.jobs.run(words, work, lambda path: tell_saved(shell, path), owner=self)

    def read(self) -> None:
        """Read a workbook that came back, and show what it would change."""
        shell, office = self._pane.shell, self._pane.office.office
        paths = shell.dialogs.open_files(
            _("Form of the provider"), Path.home() / "Documents", EXCEL
        )
        if not paths:
            return
        shell.jobs.run(
            _("Reading {name}").format(name=paths[0].name),
            lambda progress: read_back(office, paths[0], self._id, progress),
            self._compare,
            owner=self,
        )

    def _compare(self, returned: Returned) -> None:
        self._drop()
        self.answer = FormAnswer(self._pane, returned)
        self.answer.escaped.connect(self._back)
        self._stack.addWidget(self.answer)
        self._stack.setCurrentWidget(self.answer)
        self.answer.enter()

    def _back(self) -> None:
        self._drop()
        self.refresh()
        self.enter()

    def _drop(self) -> None:
        if self.answer is not None:
            self._stack.removeWidget(self.answer)
            self.answer.hide()
            self.answer.deleteLater()
            self.answer = None
