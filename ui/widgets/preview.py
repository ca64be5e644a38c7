"""The pane beside a list: one record at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop_app.i18n import translate as _
from ui.theme import px
from ui.widgets.basics import Card, Label, button


@dataclass(frozen=True)
class Glance:
    """What the pane shows: a name, a line beneath, and labelled values, all as shown."""

    title: str
    subtitle: str = ""
    lines: tuple[tuple[str, str], ...] = ()


class Preview(Card):
    """One record at a glance; `edit_asked` when its button is pressed."""

    edit_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", role="heading")
        self._subtitle = Label("", role="muted")
        for label in (self._title, self._subtitle):
            label.setWordWrap(True)
            self.box.addWidget(label)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, px(0.4), 0, 0)
        self._grid.setHorizontalSpacing(px(0.8))
        self._grid.setVerticalSpacing(px(0.45))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setRowStretch(99, 1)
        self._body.setProperty("kind", "page")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body)
        self.box.addWidget(area, 1)
        self._edit = button(_("Open (Enter)"), self.edit_asked.emit, name="pencil")
        self.box.addWidget(self._edit)
        self.show_glance(None)

    def enter(self) -> None:
        """Put the cursor here."""
        self._edit.setFocus()

    def show_glance(self, glance: Glance | None) -> None:
        """Show a record, or nothing."""
        while item := self._grid.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._edit.setVisible(glance is not None)
        shown = glance or Glance(_("Nothing chosen"))
        self._title.setText(shown.title)
        self._subtitle.setText(shown.subtitle)
        self._subtitle.setVisible(bool(shown.subtitle))
        for number, (name, value) in enumerate(shown.lines):
            for column, (text, role) in enumerate(((name, "muted"), (value, ""))):
                label = Label(text, role=role)
                label.setWordWrap(True)
                # A wrapping label would ask for more than the preview is wide.
                label.setMinimumWidth(px(6))
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(label, number, column)
