"""What the pages before the office share: a calm page with a panel at its left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import current
from desktop_app.i18n import translate as _
from ui.icons import pixmap
from ui.start.line import Line
from ui.theme import px
from ui.widgets.basics import Label, button

WIDEST = 34
"""Width in em of what is to be read and filled in."""


class Side(QFrame):
    """The dark panel at the left: what this is, and how far one has come."""

    def __init__(self, steps: Sequence[str] = (), here: int = 0, foot: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(px(17))
        box = QVBoxLayout(self)
        box.setContentsMargins(px(1.6), px(1.8), px(1.4), px(1.4))
        box.setSpacing(px(0.6))
        picture = QLabel()
        picture.setPixmap(pixmap("graduation-cap", "rail_mark", px(3)))
        picture.setAccessibleName("Terampil")
        box.addWidget(picture)
        box.addWidget(Label("Terampil", role="title"))
        lead = Label(_("Vocational training for workers who lost their jobs"))
        lead.setWordWrap(True)
        box.addWidget(lead)
        box.addSpacing(px(1.6))
        for number, words in enumerate(steps):
            box.addLayout(self._step(number, words, here))
        box.addStretch(1)
        if foot:
            label = Label(foot)
            label.setWordWrap(True)
            box.addWidget(label)

    def _step(self, number: int, words: str, here: int) -> QHBoxLayout:
        name = "circle-check" if number < here else "circle-dot" if number == here else "circle"
        picture = QLabel()
        picture.setPixmap(pixmap(name, "rail_mark" if number <= here else "on_rail", px(1.3)))
        label = Label(words, role="strong" if number == here else "")
        label.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return row


class Content(QScrollArea):
    """Holds a column at the height it needs; scrolls it where there is less room."""

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self._column = column
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMaximumWidth(px(WIDEST + 1))
        self.setWidget(column)

    def sizeHint(self) -> QSize:
        column = self._column
        width = self.width() or px(WIDEST)
        height = column.heightForWidth(width) if column.hasHeightForWidth() else 0
        hint = column.sizeHint()
        return QSize(hint.width(), max(height, hint.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class StartPage(QWidget):
    """One calm page: panel at the left, a column to read and fill in, buttons below.

    Enter goes to the next of `fields`, from the last one on to `forward`;
    Esc goes `back`.
    """

    language_asked = Signal(str)

    def __init__(
        self,
        title: str,
        lead: str = "",
        *,
        steps: Sequence[str] = (),
        here: int = 0,
        foot: str = "",
        languages: bool = True,
    ) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.fields: list[QWidget] = []
        self.taken: set[str] = set()
        column = QWidget()
        self.box = QVBoxLayout(column)
        self.box.setContentsMargins(px(0.2), 0, px(0.8), 0)
        self.box.setSpacing(px(0.9))
        self.box.addWidget(Label(title, role="title"))
        if lead:
            self.say(lead)
        column.setProperty("kind", "page")
        self.area = Content(column)
        foot_row = QWidget()
        foot_row.setMaximumWidth(px(WIDEST + 1))
        self.footer = QHBoxLayout(foot_row)
        self.footer.setContentsMargins(px(0.2), 0, px(0.8), 0)
        self.footer.setSpacing(px(0.6))
        if languages:
            other = "en" if current() == "id" else "id"
            name = "English" if other == "en" else "Bahasa Indonesia"
            self.footer.addWidget(
                button(name, lambda: self.language_asked.emit(other), kind="link", name="languages")
            )
        self.footer.addStretch(1)
        ground = QFrame()
        ground.setProperty("kind", "start")
        right = QVBoxLayout(ground)
        right.setContentsMargins(px(2), px(1), px(2), px(1.2))
        right.setSpacing(px(1.2))
        for _above in range(2):
            right.addSpacerItem(_gap())
        for part in (self.area, foot_row):
            across = QHBoxLayout()
            across.addStretch(1)
            across.addWidget(part, 100)
            across.addStretch(1)
            right.addLayout(across)
        for _below in range(3):
            right.addSpacerItem(_gap())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Side(steps, here, foot))
        whole.addWidget(ground, 1)

    def say(self, text: str, role: str = "muted") -> Label:
        """Add a paragraph."""
        label = Label(text, role=role)
        label.setWordWrap(True)
        self.box.addWidget(label)
        return label

    def add(self, *fields: QWidget) -> None:
        """Add fields, in the order in which Enter goes through them."""
        for field in fields:
            self.box.addWidget(field)
            self.fields.append(field)

    def forward(self) -> None:
        """Go on, if all is filled in."""

    def back(self) -> None:
        """Go back."""

    def begin(self) -> None:
        """Put the cursor where one begins."""
        if self.fields:
            self.go_to(self.fields[0])

    def go_to(self, field: QWidget) -> None:
        """Put the cursor there, in sight."""
        field.setFocus()
        self.area.ensureWidgetVisible(field, 0, px(1))

    def judged(self) -> bool:
        """Whether all lines are right; the cursor goes to the first that is not."""
        wrong = [f for f in self.fields if isinstance(f, Line) and not f.judge()]
        if wrong:
            self.go_to(wrong[0])
        return not wrong

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            here = next((i for i, f in enumerate(self.fields) if focus and _holds(f, focus)), -1)
            if 0 <= here < len(self.fields) - 1:
                self.go_to(self.fields[here + 1])
            else:
                self.forward()
        elif event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)


def _holds(field: QWidget, focus: QWidget) -> bool:
    return field is focus or field.isAncestorOf(focus)


def _gap() -> QSpacerItem:
    """Room that is shared out once all else has what it needs."""
    return QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
