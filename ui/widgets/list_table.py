"""The table of a list: the records' rows, their columns' widths, and the cursor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.i18n import translate as _
from ui.models.record_table import RecordTable
from ui.theme import em, px
from ui.widgets.badges import Badges
from ui.widgets.table_words import say_columns

_UP = Qt.SortOrder.AscendingOrder
_EDGES = 0.5
"""What a cell keeps free at its two sides, in em; the style sheet's padding."""
_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True)
class Layout:
    """How a table is arranged: widths in em in the order of the columns, and the sorting."""

    widths: Mapping[str, float]
    sort: str = ""
    descending: bool = False
    own: bool = False
    """Whether columns were arranged by hand."""


class ListTable(QTableView):
    """Shows a `RecordTable`. Columns fill the room there is, until one is set by hand.

    `arranged` tells that columns or the order of rows were changed by hand.
    """

    arranged = Signal()

    def __init__(self, records: RecordTable) -> None:
        super().__init__()
        self.records = records
        self._own_widths = False
        self._spreading = False
        self.setModel(records)
        self.setItemDelegate(Badges(self))
        self.setAccessibleName(_("List"))
        say_columns(self)
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
        header.sectionMoved.connect(lambda *_where: self._by_hand())
        header.sortIndicatorChanged.connect(lambda *_how: self._sorted())
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
        least = [px(c.width + _EDGES) * (1.0 if c.whole else 0.7) for c in columns]
        least = [max(pair) for pair in zip(heads, least, strict=True)]
        give = [max(0.0, px(c.width + _EDGES) - w) for c, w in zip(columns, least, strict=True)]
        spare = max(0.0, room - px(1.6) - sum(least))
        factor = spare / (sum(give) or 1)
        self._spreading = True
        for number, width in enumerate(least):
            self.setColumnWidth(number, int(width + give[number] * factor))
        self._spreading = False

    def _resized(self, number: int, _old: int, _new: int) -> None:
        """A width set by hand stays (the last column only takes what is left)."""
        if number < len(self.records.columns) - 1:
            self._by_hand()

    def _by_hand(self) -> None:
        if not self._spreading:
            self._own_widths = True
            self.arranged.emit()

    def _sorted(self) -> None:
        if not self._spreading:
            self.arranged.emit()

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

    # --- what is kept ----------------------------------------------------------------

    def layout_now(self) -> Layout:
        """Columns in the order they are seen, their widths, and how the rows are sorted."""
        header, columns = self.horizontalHeader(), self.records.columns
        seen = [header.logicalIndex(n) for n in range(len(columns))]
        widths = {columns[i].name: round(self.columnWidth(i) / em(), 3) for i in seen}
        return Layout(widths, self.records.sort_name, self.records.descending, self._own_widths)

    def show_layout(self, layout: Layout) -> None:
        """Arrange columns and rows so; columns the layout does not name follow."""
        header = self.horizontalHeader()
        names = [column.name for column in self.records.columns]
        self._spreading = True
        order = [name for name in layout.widths if name in names]
        for place, name in enumerate((*order, *(n for n in names if n not in order))):
            header.moveSection(header.visualIndex(names.index(name)), place)
        self._own_widths = len(order) == len(names)
        if self._own_widths:
            for name in names:
                self.setColumnWidth(names.index(name), px(layout.widths[name]))
        if layout.sort in names:
            down = Qt.SortOrder.DescendingOrder
            self.sortByColumn(names.index(layout.sort), down if layout.descending else _UP)
        self._spreading = False
        say_columns(self)

    def view_state(self) -> dict[str, str]:
        """Place, order and columns, as plain text."""
        now = self.layout_now()
        return {
            "id": self.current_id() or "",
            "sort": now.sort,
            "descending": "1" if now.descending else "",
            "columns": json.dumps(now.widths) if now.own else "",
        }

    def restore_view(self, state: Mapping[str, str]) -> None:
        """Put back order and columns as `view_state` told."""
        widths = json.loads(state.get("columns") or "{}")
        self.show_layout(Layout(widths, state.get("sort", ""), bool(state.get("descending"))))
