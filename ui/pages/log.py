"""The access log: who saw, printed and exported what, when and what for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.desk.access_log import HANDED, SHOWN, AccessLog, Wanted
from desktop_app.desk.officers import Colleague, colleagues
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from exports.access_log import export
from ui.desk_office import DeskOffice
from ui.models.record_table import Column
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Combo, Label
from ui.widgets.filter_chips import Filter
from ui.widgets.mnemonics import marked
from ui.widgets.record_list import RecordList, Wording

_PERIODS = (
    (30, N_("30 days")),
    (1, N_("Today")),
    (7, N_("7 days")),
    (365, N_("A year")),
    (0, N_("All of it")),
)
"""Days back, and what that is called."""

_COLUMNS = (
    Column("when", N_("When"), 15),
    Column("who", N_("By whom"), 10, sortable=False),
    Column("what", N_("What"), 9, sortable=False),
    Column("whom", N_("Of whom"), 10, sortable=False),
    Column("fields", N_("Fields or extent"), 10, sortable=False),
    Column("purpose", N_("Reason or purpose"), 12, sortable=False),
)


class LogPage(Page):
    """One list over both sources; period, officer and kind narrow it."""

    title = N_("Access log")
    shows = frozenset({"handout"})

    def build(self) -> None:
        self._desk = cast(DeskOffice, self.shell.office)
        self._officers: Sequence[Colleague] = ()
        taken: set[str] = set()
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        self.period = self._combo(_("Period"), [_(words) for _n, words in _PERIODS], row, taken)
        self.officer = self._combo(_("Officer"), [_("Everybody")], row, taken)
        self.officer.setMinimumContentsLength(14)
        row.addStretch(1)
        self.box.addLayout(row)
        self.list = RecordList(
            _COLUMNS,
            self._log,
            wording=Wording(
                N_("Search name or NIK of the person"),
                empty_heading=N_("Nothing was shown or handed out"),
                empty_text=N_("Masked values that are shown, prints and exports stand here."),
                hints=N_("Names are shortened; Ctrl+C copies"),
            ),
            filters=(
                Filter("all", N_("All")),
                Filter(SHOWN, N_("Shown")),
                Filter(HANDED, N_("Printed or exported")),
            ),
            actions=[
                Action("export", N_("To Excel …"), self.export, "download", reads=True),
            ],
            run=self.in_store,
        )
        self.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.box.addWidget(self.list, 1)

    def _combo(self, label: str, words: list[str], row: QHBoxLayout, taken: set[str]) -> Combo:
        combo = Combo()
        combo.addItems(words)
        combo.setAccessibleName(label)
        combo.activated.connect(lambda _index: self.list.reload())
        name = Label(marked(label, taken))
        name.setBuddy(combo)
        row.addWidget(name)
        row.addWidget(combo)
        return combo

    def _log(self, text: str, kind: str) -> AccessLog:
        days = _PERIODS[self.period.currentIndex()][0]
        chosen = self.officer.currentIndex() - 1
        return AccessLog(
            self._desk.store,
            self._desk.zone,
            Wanted(
                since=self._desk.today - timedelta(days=days - 1) if days else None,
                officer=self._officers[chosen].id if chosen >= 0 else "",
                kind="" if kind == "all" else kind,
                typed=text,
            ),
            _title,
        )

    def refresh(self) -> None:
        self.run("", lambda: colleagues(self._desk.office), self._know)
        self.list.reload()

    def _know(self, found: Sequence[Colleague]) -> None:
        if [one.id for one in found] != [one.id for one in self._officers]:
            self._officers = found
            self.officer.clear()
            self.officer.addItems([_("Everybody"), *(one.name for one in found)])

    def focus_search(self) -> None:
        self.list.search.setFocus()

    def commands(self) -> list[Action]:
        return [Action("export", N_("To Excel …"), self.export)]

    def open(self, **what: Any) -> None:
        """``text``: whose name to search for."""
        self.list.search.setText(what.get("text", ""))

    def export(self) -> None:
        """Write what the list shows to a workbook, with what it is for."""
        purpose = self.shell.dialogs.line(_("Access log"), _("What is the export for?"))
        if not purpose or not purpose.strip():
            return
        office = self._desk.office
        folder = Path(office.settings.export_folder or Path.home())
        proposed = folder / f"{_('Access log')} {self._desk.today}.xlsx"
        path = self.shell.dialogs.save_file(_("Access log"), proposed, "Excel (*.xlsx)")
        if path is None:
            return
        log = self._log(
            self.list.search.text(), "" if self.list.filter == "all" else self.list.filter
        )

        def work(progress: Progress) -> Path:
            return export(office, log, path, purpose, progress)

        self.shell.jobs.run(
            _("Exporting"),
            work,
            lambda made: self.shell.messages.success(_("Saved: {name}").format(name=made.name)),
            owner=self,
        )

    def state(self) -> Mapping[str, Any]:
        return {"list": self.list.view_state(), "period": self.period.currentIndex()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.period.setCurrentIndex(state.get("period", 0))
        self.list.restore_view(state.get("list", {}))


def _title(name: str) -> str:
    from exports.reports.names import title_of

    return title_of(name)
