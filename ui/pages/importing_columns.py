"""The wizard's second step: sheet, heading, and what each column holds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.desk.opening_lists import OpenedList
from desktop_app.i18n import translate as _
from desktop_app.importing.answer import column_letters
from desktop_app.importing.columns import samples
from desktop_app.keyboard import stroke
from ui.models.import_table import shown
from ui.theme import px
from ui.widgets.basics import Combo, Elided, Label, button
from ui.widgets.note import Note

_HEADINGS = 40
"""Rows that can be pointed at as the heading."""


class ColumnsStep(QWidget):
    """Each column of the sheet with what it was taken for; a list corrects it.

    `changed` carries the list as it was corrected.
    """

    changed = Signal(object)
    check_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.opened: OpenedList | None = None
        self.combos: list[Combo] = []
        self.sheets, self.headings = Combo(), Combo()
        self.sheets.setMinimumContentsLength(14)
        self.headings.setMinimumContentsLength(22)
        top = QHBoxLayout()
        top.setSpacing(px(0.6))
        for text, combo in ((_("&Sheet"), self.sheets), (_("&Heading in row"), self.headings)):
            label = Label(text)
            label.setBuddy(combo)
            combo.setAccessibleName(text.replace("&", ""))
            top.addWidget(label)
            top.addWidget(combo, 1)
        self.sheets.activated.connect(self._sheet)
        self.headings.activated.connect(self._heading)
        self.note = Note()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(_("Columns"))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(button(_("&Back"), self.back_asked.emit, name="arrow-left"))
        self.go = button(
            _("Chec&k"),
            self.check_asked.emit,
            kind="primary",
            name="list-checks",
            key=stroke("accept"),
        )
        below.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(top)
        layout.addWidget(self.note)
        layout.addWidget(self.area, 1)
        layout.addLayout(below)

    def show_list(self, opened: OpenedList) -> None:
        """Show the columns of a list."""
        self.opened = opened
        self.sheets.clear()
        for sheet in opened.sheets:
            self.sheets.addItem(sheet.name or _("Table"), sheet.name)
        self.sheets.setCurrentIndex(self.sheets.findData(opened.mapping.sheet))
        self.headings.clear()
        self.headings.addItem(_("No heading"), 0)
        for row in opened.sheet.rows[:_HEADINGS]:
            texts = " | ".join(text for cell in row.cells if (text := shown(cell)))
            self.headings.addItem(f"{row.number}: {texts[:60]}", row.number)
        self.headings.setCurrentIndex(max(0, self.headings.findData(opened.mapping.header_row)))
        self.area.setWidget(self._table(opened))
        self._tell(opened)

    def _table(self, opened: OpenedList) -> QWidget:
        mapping, sheet = opened.mapping, opened.sheet
        width = max(
            [len(mapping.headings), *(len(row.cells) for row in sheet.rows[:300])], default=0
        )
        below = [row for row in sheet.rows if row.number > mapping.header_row][:50]
        fields = {column.index: field for field, column in mapping.columns.items()}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, px(0.6), 0)
        grid.setHorizontalSpacing(px(1.0))
        grid.setVerticalSpacing(px(0.35))
        for place, text in enumerate((_("Column"), _("Heading"), _("Examples"), _("Holds"))):
            grid.addWidget(Label(text, role="muted"), 0, place)
        self.combos = []
        for index in range(width):
            heading = mapping.headings[index] if index < len(mapping.headings) else ""
            examples = " · ".join(samples(below, index))
            if not heading and not examples:
                continue
            combo = self._combo(index, heading, fields.get(index, ""))
            line = len(self.combos)
            grid.addWidget(Label(column_letters(index)), line, 0)
            grid.addWidget(Elided(heading or "–"), line, 1)
            grid.addWidget(Elided(examples, role="muted"), line, 2)
            grid.addWidget(combo, line, 3)
        for column, stretch in ((1, 3), (2, 4), (3, 3)):
            grid.setColumnStretch(column, stretch)
        grid.setRowStretch(len(self.combos) + 1, 1)
        return inner

    def _combo(self, index: int, heading: str, field: str) -> Combo:
        assert self.opened is not None
        combo = Combo()
        combo.setProperty("column", index)
        combo.setAccessibleName(
            _("What column {letter} holds: {heading}").format(
                letter=column_letters(index), heading=heading
            )
        )
        combo.addItem(_("(ignored)"), "")
        for name, label in sorted(self.opened.kind.fields.items(), key=lambda pair: pair[1]):
            combo.addItem(label, name)
        combo.setCurrentIndex(max(0, combo.findData(field)))
        combo.activated.connect(partial(self._chosen, combo))
        self.combos.append(combo)
        return combo

    def _chosen(self, chosen: Combo, _index: int) -> None:
        """A field stands in one column only; the column chosen last has it."""
        for combo in self.combos:
            if combo is not chosen and combo.currentData() == chosen.currentData():
                combo.setCurrentIndex(0)
        fields = {
            combo.currentData(): int(combo.property("column"))
            for combo in self.combos
            if combo.currentData()
        }
        assert self.opened is not None
        self.opened = self.opened.with_columns(fields)
        self._tell(self.opened)
        self.changed.emit(self.opened)

    def _sheet(self, _index: int) -> None:
        assert self.opened is not None
        self._take(self.opened.on_sheet(self.sheets.currentData()))

    def _heading(self, _index: int) -> None:
        assert self.opened is not None
        self._take(self.opened.under(self.headings.currentData()))

    def _take(self, opened: OpenedList) -> None:
        self.show_list(opened)
        self.changed.emit(opened)

    def _tell(self, opened: OpenedList) -> None:
        """What was recognised, and what is missing before the list can be checked."""
        named = "name" in opened.mapping.columns
        self.go.setEnabled(named)
        if not named:
            self.note.say(_("Say which column holds the name."), "warning")
        elif opened.remembered:
            self.note.say(_("The columns are those of the last list with this heading."), "good")
        elif opened.left_out:
            sheets = ", ".join(opened.left_out)
            self.note.say(
                _("These sheets look like lists too and are not read: {sheets}").format(
                    sheets=sheets
                ),
                "warning",
            )
        else:
            self.note.say(_("Please compare the examples with what each column shall hold."))

    def enter(self) -> None:
        """Put the cursor where work goes on."""
        (self.go if self.go.isEnabled() else self.sheets).setFocus()
