"""The filter panel (Ctrl+Shift+L): any field of a list, asked in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.desk.views import HOWS, Condition, How, Offered, ways
from desktop_app.fields import Described
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.kinds import Text
from ui.theme import px
from ui.widgets.basics import Card, Combo, Flow, Label, button, tool
from ui.widgets.editor import Context, Editor
from ui.widgets.editors import editor_for
from ui.widgets.shortcuts import Keys

ASK_AFTER = 200
"""Milliseconds of quiet after which the list is asked anew."""


_LOW = 40
"""Height in em of a window in which a list has little room."""


class FilterPanel(Card):
    """Conditions, all of which must hold. `changed` comes a little after each change."""

    changed = Signal()
    keep_asked = Signal()
    rename_asked = Signal()
    drop_asked = Signal()
    closed = Signal()

    def __init__(self, fields: Sequence[Offered], context: Context) -> None:
        super().__init__()
        self._fields, self._context = tuple(fields), context
        self.rows: list[ConditionRow] = []
        inner = QWidget()
        inner.setProperty("kind", "page")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(0.4))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.box.addWidget(self._area)
        buttons = QWidget()
        buttons.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = Flow(buttons)
        self._rename = button(_("Rename …"), self.rename_asked.emit, name="pencil")
        self._drop = button(_("Delete filter"), self.drop_asked.emit, name="trash-2")
        for one in (
            button(_("Add condition"), self.add, name="plus"),
            button(_("Keep as filter …"), self.keep_asked.emit, name="star"),
            self._rename,
            self._drop,
            button(_("Remove conditions"), self.clear, name="x"),
        ):
            flow.addWidget(one)
        self.box.addWidget(buttons)
        self._timer = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._timer.timeout.connect(self.changed)
        Keys(self, [(stroke("close"), self.close_up)])
        self.saved_chosen(False)
        self.hide()

    def open(self) -> None:
        """Show it, with the cursor in the first condition."""
        self.show()
        self._fit()
        if not self.rows:
            self.add()
        else:
            self.rows[0].field.setFocus()

    def close_up(self) -> None:
        """Hide it; its conditions go with it, for what is not seen must not narrow a list."""
        self.hide()
        self.clear()
        self.closed.emit()

    def rest(self) -> None:
        """Tell of nothing that was changed just now."""
        self._timer.stop()

    def saved_chosen(self, chosen: bool) -> None:
        """Whether a filter of the officer's own is chosen, to rename or to delete."""
        self._rename.setVisible(chosen)
        self._drop.setVisible(chosen)

    def add(self) -> None:
        """One condition more, on the first field that has none yet."""
        taken = {row.path for row in self.rows}
        free = (i for i, f in enumerate(self._fields) if f.path not in taken)
        row = ConditionRow(self._fields, self._context, next(free, 0))
        row.changed.connect(self._timer.start)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self._fit()
        row.field.setFocus()

    def clear(self) -> None:
        """Take all conditions away."""
        for row in list(self.rows):
            self._remove(row)

    def _remove(self, row: ConditionRow) -> None:
        if row not in self.rows:
            return
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._timer.start()
        self._fit()
        if self.rows:
            self.rows[-1].field.setFocus()

    def _fit(self) -> None:
        """Three conditions are seen at once, in a low window one; the rest scrolls."""
        height = self.rows[0].sizeHint().height() if self.rows else 0
        most = 3 if self.window().height() >= px(_LOW) else 1
        seen = min(most, len(self.rows))
        self._area.setFixedHeight(seen * height + max(0, seen - 1) * px(0.4))

    def conditions(self) -> tuple[Condition, ...]:
        """Those that say something."""
        return tuple(found for row in self.rows if (found := row.condition()) is not None)


class ConditionRow(QWidget):
    """Field, way of asking, and the values asked for."""

    changed = Signal()
    removed = Signal()

    def __init__(self, fields: Sequence[Offered], context: Context, chosen: int) -> None:
        super().__init__()
        self._fields, self._context = fields, context
        self._editors: list[Editor] = []
        self.field = Combo()
        self.field.setMinimumContentsLength(18)
        self.field.addItems([one.label for one in fields])
        self.field.setAccessibleName(_("Field"))
        self.field.setCurrentIndex(chosen)
        self.field.currentIndexChanged.connect(lambda _index: self._dress())
        self.how = Combo()
        self.how.setAccessibleName(_("Condition"))
        self.how.currentIndexChanged.connect(lambda _index: self._ask())
        self._values = QHBoxLayout()
        self._values.setSpacing(px(0.5))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.5))
        row.addWidget(self.field, 3)
        row.addWidget(self.how, 1)
        row.addLayout(self._values, 4)
        self._remove = tool("x", _("Remove this condition"), self.removed.emit)
        row.addWidget(self._remove)
        self._dress()

    @property
    def path(self) -> str:
        """The field asked about."""
        return self._fields[self.field.currentIndex()].path

    def _described(self) -> Described:
        described = self._fields[self.field.currentIndex()].described
        if isinstance(described.kind, Text):
            # A part of it is asked for: what a whole value must be like does not matter.
            bare = replace(described.field, rules=(), sensitive=False)
            return replace(described, field=bare, name="part", required=False)
        return replace(described, required=False)

    def _dress(self) -> None:
        self.how.blockSignals(True)
        self.how.clear()
        for way in ways(self._described()):
            self.how.addItem(_(HOWS[way]), way)
        self.how.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        while item := self._values.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        way = How(self.how.currentData())
        count = {How.IS: 1, How.CONTAINS: 1, How.BETWEEN: 2}.get(way, 0)
        self._editors = [editor_for(self._described(), self._context) for _n in range(count)]
        for number, editor in enumerate(self._editors):
            if number:
                self._values.addWidget(Label(_("to"), role="muted"))
            editor.changed.connect(self.changed)
            self._values.addWidget(editor, 1)
        if not count:
            self._values.addStretch(1)
        self.changed.emit()

    def condition(self) -> Condition | None:
        """What is asked; None while nothing is said yet."""
        way, kind = How(self.how.currentData()), self._described().kind
        found = [editor.value() for editor in self._editors]
        if self._editors and all(value is None for value in found):
            return None
        stored = [None if value is None else kind.stored(value) for value in found]
        low, high = (*stored, None, None)[:2]
        return Condition(self.path, way, low, high)
