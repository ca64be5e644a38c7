"""The program's one window: it shows the start, the open office, or the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget

from ui.shell import SIZE
from ui.start.parts import StartPage

if TYPE_CHECKING:
    from ui.window import Window


class Frame(QStackedWidget):
    """Holds what is in sight. A locked office stays in it, hidden and out of reach."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Terampil")
        self.window_of_office: Window | None = None
        self._page: StartPage | None = None
        self.resize(SIZE.boundedTo(self.screen().availableSize()))

    @property
    def page(self) -> StartPage | None:
        """The page before the office or over it, if one is in sight."""
        return self._page

    def show_page(self, page: StartPage) -> None:
        """Show `page` in the place of the one before; an open office is hidden."""
        self._drop_page()
        self._page = page
        self.addWidget(page)
        self.setCurrentWidget(page)
        self.setWindowTitle(f"{page.windowTitle()} – Terampil")
        page.begin()

    def show_office(self, window: Window) -> None:
        """Show the office, open or unlocked again."""
        self._drop_page()
        if window is not self.window_of_office:
            self.window_of_office = window
            window.windowTitleChanged.connect(self._title)
            window.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self.addWidget(window)
        self.setCurrentWidget(window)
        self._title(window.windowTitle())

    def drop_office(self) -> None:
        """Take the office away, its drafts kept."""
        window, self.window_of_office = self.window_of_office, None
        if window is not None:
            window.close()
            self.removeWidget(window)
            window.deleteLater()

    def close_dialogs(self) -> None:
        """Close what stands before the window: questions, menus, lists."""
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible():
                other.close()

    def _title(self, title: str) -> None:
        if self._page is None:
            self.setWindowTitle(title)

    def _drop_page(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self.removeWidget(page)
            page.hide()
            page.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_dialogs()
        self.drop_office()
        self.closing.emit()
        super().closeEvent(event)
