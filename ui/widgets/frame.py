"""The window's frame: header, banner and status bar."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from desktop_app.i18n import current
from desktop_app.i18n import translate as _
from ui.icons import icon, pixmap
from ui.style import mark
from ui.theme import px
from ui.widgets.basics import Elided, Label, button, tool

NARROW = 1000
"""Width of the window under which the frame shows icons without words."""


class Header(QFrame):
    """Title of the page, the way to the palette, notices, help, the officer, the menu."""

    search_asked = Signal()
    menu_asked = Signal()
    notices_asked = Signal()
    help_asked = Signal()
    officer_asked = Signal()

    def __init__(self, officer: str) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self._officer = officer
        self.title = Elided("", role="title")
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.title.setMinimumWidth(px(6))
        words = f"{_('Search everything')}  (Ctrl+K)"
        self.search = button(words, self.search_asked.emit, kind="search", name="search")
        self.search.setAccessibleName(_("Search everything"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(px(34))
        self.search.ensurePolished()
        self.search.setMinimumWidth(self.search.sizeHint().width())
        self.menu = tool("ellipsis", _("Menu (F10)"), self.menu_asked.emit)
        self.notices = tool("bell", _("Notices"), self.notices_asked.emit)
        help = tool("circle-question-mark", _("Help (F1)"), self.help_asked.emit)
        self.officer = tool("user", officer or _("Not signed in"), self.officer_asked.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(1.25), px(0.4), px(1.0), px(0.4))
        row.setSpacing(px(0.5))
        row.addWidget(self.title, 3)
        row.addWidget(self.search, 4)
        for widget in (self.notices, help, self.officer, self.menu):
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self.window().width() >= NARROW and bool(self._officer)
        style = Qt.ToolButtonStyle
        self.officer.setText(self._officer)
        self.officer.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )

    def set_notices(self, count: int) -> None:
        """Show how many notices wait."""
        words = f"{_('Notices')}: {count}" if count else _("Notices")
        self.notices.setIcon(icon("bell", "warning" if count else "text"))
        self.notices.setToolTip(words)
        self.notices.setAccessibleName(words)


class Banner(QFrame):
    """A line over all pages that stays: made-up data, or nothing can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._icon = QLabel()
        self._text = Elided("", role="strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(1.25), px(0.25), px(1.25), px(0.25))
        row.setSpacing(px(0.6))
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; hide for no text."""
        self._icon.setPixmap(pixmap("triangle-alert", "warning", px(1.4)))
        self._text.setText(text)
        self.setVisible(bool(text))


class Status(QFrame):
    """Draft state left, sums in the middle; sync, office, language, lock right."""

    sync_asked = Signal()
    language_asked = Signal(str)
    lock_asked = Signal()

    def __init__(self, office: str) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.left = Elided(_("Ready"), role="muted")
        self.middle = Elided("", role="muted")
        self.sync = self._tool("", self.sync_asked.emit)
        self.sync.setIconSize(QSize(px(1.6), px(1.1)))
        self._office = Label(office)
        other = "en" if current() == "id" else "id"
        self.language = self._tool(current().upper(), lambda: self.language_asked.emit(other))
        self.language.setToolTip(_("Language: Bahasa Indonesia or English"))
        self.language.setAccessibleName(_("Language: Bahasa Indonesia or English"))
        lock = tool("lock", _("Lock (Ctrl+L)"), self.lock_asked.emit)
        lock.setProperty("kind", "status")
        lock.setIconSize(QSize(px(1.1), px(1.1)))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(0.6), 0, px(0.5), 0)
        self.row.setSpacing(px(0.6))
        self.row.addWidget(self.left, 2)
        self.row.addWidget(self.middle, 1)
        for widget in (self.sync, self._office, self.language, lock):
            self.row.addWidget(widget)
        self.set_sync("", "muted")

    def _tool(self, text: str, run: object) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "status")
        made.setText(text)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.clicked.connect(run)
        return made

    def set_sync(self, text: str, state: str) -> None:
        """Say in words how sending stands; `state` is ``good``, ``warning``, ``bad``, ``muted``."""
        self.sync.setText(text or _("Sync"))
        self.sync.setAccessibleName(text or _("Sync"))
        self.sync.setIcon(icon("cloud-check" if state == "good" else "cloud-upload", state))
        mark(self.sync, "state", state)

    def enter(self) -> None:
        """Put the cursor into the status bar."""
        self.sync.setFocus()
