"""The table of a list: the records' rows, their columns' widths, and the cursor."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.i18n import translate as _
from ui.models.record_table import RecordTable
from ui.theme import px
from ui.widgets.badges import Badges

_UP = Qt.SortOrder.AscendingOrder
_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ListTable(QTableView):
    """Shows a `RecordTable`. Columns fill the room there is, until one is set by hand."""

    def __init__(self, records: RecordTable) -> None:
        super().__init__()
        self.records = records
        self._own_widths = False
        self._spreading = False
        self.setModel(records)
        self.setItemDelegate(Badges(self))
        self.setAccessibleName(_("List"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(2.4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(0, _UP)
        header.sectionResized.connect(self._resized)
        self.setSortingEnabled(True)

    # --- columns -----------------------------------------------------------------

    def spread(self, room: float) -> None:
        """Let the columns fill the room, unless they would get too narrow to read."""
        if self._own_widths:
            return
        metrics = self.horizontalHeader().fontMetrics()
        columns = self.records.columns
        # Heads are bold and carry the sign of the order; all of it must be read.
        heads = [metrics.horizontalAdvance(_(c.title)) * 1.1 + px(2.2) for c in columns]
        least = [px(c.width) * (1.0 if c.tight or c.state else 0.7) for c in columns]
        least = [max(pair) for pair in zip(heads, least, strict=True)]
        give = [max(0.0, px(c.width) - w) for c, w in zip(columns, least, strict=True)]
        spare = max(0.0, room - px(1.6) - sum(least))
        factor = spare / (sum(give) or 1)
        self._spreading = True
        for number, width in enumerate(least):
            self.setColumnWidth(number, int(width + give[number] * factor))
        self._spreading = False

    def _resized(self, number: int, _old: int, _new: int) -> None:
        """A width set by hand stays (the last column only takes what is left)."""
        if not self._spreading and number < len(self.records.columns) - 1:
            self._own_widths = True

    # --- the cursor and what is selected -------------------------------------------

    def current_id(self) -> str | None:
        """The record the cursor is on."""
        return self.records.id_at(self.currentIndex().row())

    def selected_rows(self) -> list[int]:
        """The rows selected, from top to bottom."""
        # Ranges, not indexes: with everything selected Qt would make 100,000 objects.
        ranges = self.selectionModel().selection().toList()
        return sorted({row for r in ranges for row in range(r.top(), r.bottom() + 1)})

    def go(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        row = max(0, min(row, self.records.rowCount() - 1))
        index = self.records.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _ROW)
        self.scrollTo(index)

    def step(self, key: Qt.Key) -> None:
        """Move the cursor as the key says: a row or a page, up or down."""
        page = max(1, self.viewport().height() // px(2.4) - 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}
        self.go(self.currentIndex().row() + steps.get(key, page))

    # --- what is kept between two showings ------------------------------------------

    def view_state(self) -> dict[str, str]:
        """Place, order and columns, as plain text."""
        kept = self.horizontalHeader().saveState() if self._own_widths else QByteArray()
        return {
            "id": self.current_id() or "",
            "sort": self.records.sort_name,
            "descending": "1" if self.records.descending else "",
            "columns": bytes(kept.toHex().data()).decode(),
        }

    def restore_view(self, state: Mapping[str, str]) -> None:
        """Put back order and columns as `view_state` told."""
        names = [column.name for column in self.records.columns]
        if state.get("sort") in names:
            order = Qt.SortOrder.DescendingOrder if state["descending"] else _UP
            self.sortByColumn(names.index(state["sort"]), order)
        if state.get("columns"):
            self._own_widths = True
            self.horizontalHeader().restoreState(bytes.fromhex(state["columns"]))
