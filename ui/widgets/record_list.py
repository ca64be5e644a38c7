"""A list of records: search, saved filters, actions, table, preview, footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.wording import integer
from ui.models.record_table import Column, RecordTable, Row, Runner, Source, directly
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided, SearchLine
from ui.widgets.copying import copy_rows
from ui.widgets.editor import pressed, undo_passes
from ui.widgets.empty import Empty
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.list_table import Layout, ListTable
from ui.widgets.list_words import Wording
from ui.widgets.preview import Glance, Preview

__all__ = ["RecordList", "Wording"]

SEARCH_AFTER = 150
"""Milliseconds of quiet after which a search begins."""

PREVIEW_FROM = 94
"""Width of the window in em from which there is room for the preview: 1,191 pixels, usually."""

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class RecordList(QWidget):
    """The list of a page.

    `source(text, filter)` gives what is to be shown. `opened` carries the id
    of the record to open, `chosen` the ids selected. Row actions act on the
    selection also while the cursor is in the search field.
    """

    opened = Signal(str)
    chosen = Signal(object)
    filtered = Signal(str)
    cleared = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        source: Callable[[str, str], Source],
        *,
        wording: Wording,
        filters: Sequence[Filter] = (),
        actions: Sequence[Action] = (),
        run: Runner = directly,
        glance: Callable[[Row], Glance] | None = None,
        sums: Callable[[Sequence[str]], str] | None = None,
    ) -> None:
        super().__init__()
        self._source, self._wording, self._sums = source, wording, sums
        self._actions = tuple(actions)
        self._filters = tuple(filters)
        self._glance = glance
        self._tight = False
        self.narrowed = False
        """Whether something beside text and filter narrows the list."""
        self.filter = filters[0].name if filters else ""
        self.model = RecordTable(columns, run, self)
        self.model.loaded.connect(self._loaded)
        self.search = self._make_search()
        self.actions_row = ActionRow(actions)
        self.table = self._make_table()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        # What stands in it must not keep the window from getting low.
        self._stack.setMinimumHeight(px(3.2))
        self._empty: QWidget | None = None
        self.preview = Preview()
        self.preview.edit_asked.connect(self.open_current)
        self.preview.setMinimumHeight(px(9))
        self.preview.hide()
        self._footer = Elided("", role="muted")
        self._chips = FilterChips(filters)
        self._chips.chosen.connect(self.set_filter)
        self._wanted: str | None = None
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_AFTER)
        self._timer.timeout.connect(self.reload)
        self._lay_out()
        self._keys()

    # --- its parts ---------------------------------------------------------------

    def _make_search(self) -> QLineEdit:
        line = SearchLine(_(self._wording.search), stroke("search"))
        # Room for the words and the two icons; the buttons give way first.
        words = line.fontMetrics().horizontalAdvance(line.placeholderText())
        line.setMinimumWidth(min(px(36), words + px(6)))
        line.textChanged.connect(lambda _text: self._timer.start())
        line.installEventFilter(self)
        return line

    def _make_table(self) -> ListTable:
        table = ListTable(self.model)
        table.doubleClicked.connect(lambda _index: self.open_current())
        table.installEventFilter(self)
        table.selectionModel().selectionChanged.connect(lambda *_which: self._selected())
        table.selectionModel().currentRowChanged.connect(lambda *_which: self._look())
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(px(0.6))
        top.addWidget(self.search, 1)
        top.addWidget(self.actions_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.7))
        layout.addLayout(top)
        layout.addWidget(self._chips)
        self._panel_place = layout.count()
        middle = QHBoxLayout()
        middle.setSpacing(px(0.7))
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.preview)
        layout.addLayout(middle, 1)
        layout.addWidget(self._footer)

    def _keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            (action.key, action.run) for action in self._actions if action.key
        ]
        if stroke("open") not in (action.key for action in self._actions):
            keys.append((stroke("open"), self.open_current))
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        if key is None:
            return undo_passes(watched, event)
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if watched is self.search and self._timer.isActive():
                self.reload()
            self.open_current()
            return True
        if watched is self.search and key.key() in _MOVES:
            self.table.step(Qt.Key(key.key()))
            return True
        if key.matches(QKeySequence.StandardKey.Copy) and (
            watched is self.table or not self.search.hasSelectedText()
        ):
            self.copy()
            return True
        if watched is self.search and key.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Preview and columns for the room there is."""
        room = self.window().width() >= px(PREVIEW_FROM)
        self.preview.setFixedWidth(px(23))
        seen = room and self._glance is not None and self._empty is None
        self.preview.setVisible(seen)
        high = not self._tight and self.height() >= px(12)
        self._footer.setVisible(high and self._empty is None)
        self.table.spread(self.width() - (self.preview.width() + px(0.7) if seen else 0))

    # --- showing -----------------------------------------------------------------

    def reload(self) -> None:
        """Ask the source anew, keeping the place."""
        self._timer.stop()
        self._wanted = self._wanted or self.current_id()
        self.model.show(self._source(self.search.text().strip(), self.filter))

    def put_panel(self, panel: QWidget) -> None:
        """Have a panel of conditions between the chips and the table."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(self._panel_place, panel)

    def give_room(self, asked: bool) -> None:
        """Give the room of chips and footer to the panel in a low window."""
        self._tight = asked and self.window().height() < px(40)
        self._chips.setVisible(not self._tight and self._chips.any)
        self._arrange()

    def show_columns(self, columns: Sequence[Column], layout: Layout) -> None:
        """Have other columns, arranged so."""
        self.model.set_columns(columns)
        self.table.show_layout(layout)
        self._arrange()

    def set_saved(self, saved: Sequence[tuple[str, str]]) -> None:
        """Show the officer's own filters, name and title, among the chips."""
        self._chips.set_saved(saved)

    def set_filter(self, name: str) -> None:
        """Show another saved filter."""
        self.filter = name
        self._chips.mark(name)
        self.filtered.emit(name)
        self.reload()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show on the chips how many records each filter has."""
        self._chips.set_counts(counts)

    def show_record(self, id: str) -> None:
        """Put the cursor on a record at the next loading."""
        self._wanted = id

    def _loaded(self) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if self.model.rowCount() == 0:
            self._empty = self._make_empty()
            self._stack.addWidget(self._empty)
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.table)
            row = self.model.row_of(self._wanted) if self._wanted else 0
            self.table.go(row or 0)
        self._wanted = None
        self._arrange()
        self._selected()
        self._look()

    def _make_empty(self) -> Empty:
        words, back = self._wording, (_("Clear filter"), self.clear)
        if self.search.text().strip() or self.narrowed:
            return words.no_match(back)
        if self.filter in words.to_do:
            return words.all_done()
        if self.filter != (self._filters[0].name if self._filters else ""):
            return words.no_match(back, typed=False)
        return words.nothing_yet([(_(a.text), a.run) for a in self._actions if a.primary])

    def clear(self) -> None:
        """Drop search text and filter."""
        self.search.clear()
        self.cleared.emit()
        self.set_filter(self._filters[0].name if self._filters else "")
        self.search.setFocus()

    # --- choosing ------------------------------------------------------------------

    def current_id(self) -> str | None:
        """The record the cursor is on."""
        return self.table.current_id()

    def selected_ids(self) -> list[str]:
        """The records selected, in the order of the list."""
        return self.model.ids_of(self.table.selected_rows())

    def open_current(self) -> None:
        """Open the record the cursor is on."""
        id = self.current_id()
        if id is not None:
            self.opened.emit(id)

    def _selected(self) -> None:
        count = len(self.table.selected_rows())
        words = [
            _("{n} selected of {all}").format(n=integer(count), all=integer(self.model.rowCount()))
        ]
        if self._sums and count > 1:
            words.append(self._sums(self.selected_ids()))
        words.append(_(self._wording.hints))
        self._footer.setText(" · ".join(word for word in words if word))
        self.chosen.emit(count)

    def _look(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        self.preview.show_glance(self._glance(row) if self._glance and row else None)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as they are shown, for a spreadsheet."""
        source = self._source(self.search.text().strip(), self.filter)
        copy_rows(self.model.columns, source.rows(self.selected_ids()))

    # --- what is kept between two showings ------------------------------------------

    def view_state(self) -> dict[str, str]:
        """Search, filter, place and columns, as plain text."""
        return {
            "search": self.search.text(),
            "filter": self.filter,
            **self.table.view_state(),
        }

    def restore_view(self, state: Mapping[str, str]) -> None:
        """Put back what `view_state` told; then `reload`."""
        self.search.setText(state.get("search", ""))
        if self._chips.mark(state.get("filter", "")):
            self.filter = state["filter"]
        self.table.restore_view(state)
        # Last, for a change of order reloads and takes the place.
        self._wanted = state.get("id") or None
        self._timer.stop()
