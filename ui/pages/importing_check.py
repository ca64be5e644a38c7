"""The wizard's third step: which rows are ready, what is odd, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.importing import Checked
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.importing.proposals import Proposal, alike, proposals
from desktop_app.importing.sorting import Sorted, Status
from desktop_app.importing.unread import passed_over
from desktop_app.keyboard import stroke
from desktop_app.wording import integer
from ui.models.import_table import ImportTable
from ui.theme import px
from ui.widgets.badges import Badges
from ui.widgets.basics import Flow, Label, button
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.table_words import say_columns

_FILTERS = (
    Filter("all", N_("All rows")),
    Filter("ready", N_("Ready to record")),
    Filter("exists", N_("There already")),
    Filter("check", N_("To be looked at")),
    Filter("wrong", N_("Wrong")),
)
_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class CheckStep(QWidget):
    """The rows; cells are typed anew in place, proposals accepted with a key.

    `typed` carries a place and its text; `accepted` proposals; `record_asked`,
    `answer_asked` what shall happen next.
    """

    typed = Signal(object, str)
    accepted = Signal(object)
    undo_asked = Signal()
    record_asked = Signal()
    answer_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        self.status = "all"
        self.chips = FilterChips(_FILTERS)
        self.chips.chosen.connect(self.set_status)
        self.model = ImportTable(self)
        self.model.typed.connect(self.typed)
        self.table = self._make_table()
        self.unread = Label("", role="muted")
        self.unread.setWordWrap(True)
        self.about = Label("")
        self.about.setWordWrap(True)
        self.about.setMinimumHeight(px(1.6))
        offers = QWidget()
        flow = Flow(offers, 0.5)
        offers.setLayout(flow)
        self.offers = flow
        self.only = QCheckBox(_("Only &problems"))
        self.only.setAccessibleName(_("Only rows with problems"))
        self.only.toggled.connect(lambda _on: self._fill())
        self.undo = button(_("&Undo correction"), self.undo_asked.emit)
        self.record = button(
            "", self.record_asked.emit, kind="primary", name="download", key=stroke("save")
        )
        below = QWidget()
        row = Flow(below, 0.6)
        for one in (
            self.only,
            self.undo,
            button(_("Answer &workbook …"), self.answer_asked.emit, name="file-spreadsheet"),
            self.record,
        ):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        for part in (self.chips, self.unread, self.table, self.about, offers, below):
            layout.addWidget(part, 1 if part is self.table else 0)
        self._keys()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(Badges(table))
        table.setAccessibleName(_("Rows of the list"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.setMinimumHeight(px(3.6))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(2.4))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.selectionModel().currentChanged.connect(lambda *_which: self._look())
        return table

    def _keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            stroke("accept"): self.accept,
            stroke("accept_alike"): self.accept_alike,
            stroke("next_problem"): lambda: self.next_problem(1),
            stroke("previous_problem"): lambda: self.next_problem(-1),
            stroke("save"): self.record.click,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what is shown -------------------------------------------------------------

    def show_list(self, checked: Checked, *, can_undo: bool) -> None:
        """Show the rows as they stand; the cursor stays on its row where it can."""
        first = self.checked is None or self.checked.read.kind is not checked.read.kind
        here = self.current()
        column = self.table.currentIndex().column()
        self.checked = checked
        counts = checked.counts
        self.chips.set_counts(
            {
                "all": counts.rows,
                "ready": counts.ready,
                "exists": counts.exists,
                "check": counts.check,
                "wrong": counts.wrong,
            }
        )
        words = translate_n("&Record {n} row", "&Record {n} rows", counts.ready).format(
            n=integer(counts.ready)
        )
        if len(checked.cases) > len(checked.workers):
            words = translate_n(
                "&Record {n} person", "&Record {n} people", len(checked.cases)
            ).format(n=integer(len(checked.cases)))
        self.record.setText(words)
        self.record.setAccessibleName(words.replace("&", ""))
        self.record.setEnabled(len(checked.plan) > 0)
        self.undo.setEnabled(can_undo)
        said = passed_over(checked.read.unread)
        self.unread.setText(" ".join(said))
        self.unread.setVisible(bool(said))
        self._fill()
        say_columns(self.table)
        if first:
            for number, width in enumerate(self.model.widths()):
                self.table.setColumnWidth(number, px(width))
        self._go_to(here, column)

    def _fill(self) -> None:
        if self.checked is not None:
            self.model.show(self.checked, self.status, self.only.isChecked())
            self._look()

    def set_status(self, status: str) -> None:
        """Show the rows of a status, or all."""
        self.status = status
        self.chips.mark(status)
        self._fill()
        self._go_to(None, 0)

    def _go_to(self, wanted: Sorted | None, column: int) -> None:
        key = (wanted.entry.sheet, wanted.entry.row) if wanted else None
        rows = [(item.entry.sheet, item.entry.row) for item in self.model.items]
        if rows:
            at = rows.index(key) if key in rows else 0
            self._move(at, max(column, 0))

    def _move(self, row: int, column: int) -> None:
        index = self.model.index(row, column)
        self.table.selectionModel().setCurrentIndex(index, _ROW)
        self.table.scrollTo(index)

    def current(self) -> Sorted | None:
        """The row the cursor is on."""
        row = self.table.currentIndex().row()
        return self.model.items[row] if 0 <= row < len(self.model.items) else None

    # --- proposals -----------------------------------------------------------------

    def offered(self) -> list[Proposal]:
        """What can be accepted for the row the cursor is on."""
        item = self.current()
        return proposals(self.checked.read, item) if item and self.checked else []

    def _look(self) -> None:
        """Say what is odd about the row, and offer what can be accepted."""
        item = self.current()
        while old := self.offers.takeAt(0):
            if widget := old.widget():
                widget.hide()
                widget.deleteLater()
        if item is None:
            self.about.setText(_("No rows here."))
            return
        said = [
            " ".join(filter(None, (f"{found.problem()}.", found.advice())))
            for found in item.findings
        ]
        words = " ".join(dict.fromkeys(said)) or _("Nothing is odd about this row.")
        self.about.setText(_("Row {row}: {words}").format(row=item.entry.row, words=words))
        for number, proposal in enumerate(self.offered()[:3]):
            key = stroke("accept") if number == 0 else ""
            made = button(str(proposal), partial(self.accepted.emit, [proposal]), key=key)
            self.offers.addWidget(made)
        if self.offered():
            self.offers.addWidget(
                button(
                    _("Accept for &all rows like this"),
                    self.accept_alike,
                    kind="link",
                    key=stroke("accept_alike"),
                )
            )

    def _chosen(self) -> Iterable[Sorted]:
        """The rows selected, the one with the cursor first."""
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        here = self.current()
        return [*([here] if here else []), *(self.model.items[r] for r in sorted(rows))]

    def accept(self) -> None:
        """Accept the first proposal of the row; of all rows selected that have one like it."""
        offered = self.offered()
        if not offered or self.checked is None:
            return
        rows = list({id(item): item for item in self._chosen()}.values())
        self.accepted.emit(alike(self.checked.read, rows, offered[0]))

    def accept_alike(self) -> None:
        """Accept the row's first proposal wherever there is one like it."""
        offered = self.offered()
        if offered and self.checked is not None:
            found: Sequence[Proposal] = alike(self.checked.read, self.checked.items, offered[0])
            self.accepted.emit(found)

    def next_problem(self, step: int) -> None:
        """Go to the next row that needs a hand, or to the one before."""
        items = self.model.items
        start = self.table.currentIndex().row()
        for away in range(1, len(items) + 1):
            row = (start + step * away) % len(items)
            if items[row].status in (Status.CHECK, Status.WRONG):
                gravest = items[row].findings[0]
                self._move(row, self.model.column_of(gravest.field))
                return

    def enter(self) -> None:
        """Put the cursor on the first row that needs a hand."""
        self.table.setFocus()
        if self.table.currentIndex().row() <= 0:
            self.table.selectionModel().clearCurrentIndex()
            self._go_to(None, 0)
            item = self.current()
            if item and item.status in (Status.READY, Status.EXISTS):
                self.next_problem(1)
