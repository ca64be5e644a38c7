"""The window: rail, header, pages made when first seen, status bar, keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from ui import theme
from ui.jobs import Jobs
from ui.language import speak
from ui.messages import Dialogs, MessageBar, Messages
from ui.pages import PAGES, Entry
from ui.pages.page import Page
from ui.shell import SIZE, Look, Office, Shell
from ui.signals import Signals
from ui.theme import px
from ui.widgets.frame import NARROW, Banner, Header, Status
from ui.widgets.job_bar import JobBar
from ui.widgets.palette import Finder, Palette
from ui.widgets.rail import Rail


class Window(QWidget):
    """The one window of the program.

    `office` is whatever the application put together; the window itself only
    asks what `Office` says. `closing` is told before the window goes.
    """

    closing = Signal()

    def __init__(
        self,
        office: Office,
        look: Look,
        *,
        jobs: Jobs,
        signals: Signals,
        keep_look: Callable[[Look], None] = lambda look: None,
        entries: Sequence[Entry] = PAGES,
        dialogs: Dialogs | None = None,
        find: Finder | None = None,
    ) -> None:
        super().__init__()
        self.entries = [e for e in entries if not e.roles or e.roles & office.roles]
        self._find = find
        self._app = cast(QApplication, QApplication.instance())
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        # Wide parts give way (`_fit`) only once the window is allowed to be narrow.
        self._whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._whole.setSpacing(0)
        self._visited: list[str] = []
        self._place = -1
        self.page_name = ""
        self.pages: dict[str, Page] = {}
        messages = Messages(MessageBar(self))
        self.shell = Shell(
            office, jobs, signals, messages, dialogs or Dialogs(self), look, keep_look
        )
        jobs.refused.connect(lambda error: messages.error(error))
        self.setWindowTitle("Terampil")
        self._dress()
        self._build()
        self._connect()
        self._keys()
        self.resize(SIZE.boundedTo(self.screen().availableSize()))

    # --- its parts ---------------------------------------------------------------

    def _dress(self) -> None:
        look = self.shell.look
        speak(self._app, look.language)
        theme.apply(self._app, look.theme, look.points)

    def _build(self) -> None:
        office: Office = self.shell.office
        self._all = QWidget()
        self.rail = Rail(self.entries)
        self.header = Header(office.officer)
        self.banner = Banner()
        self.bar = MessageBar()
        self.shell.messages.bar = self.bar
        self.stack = QStackedWidget()
        self.status = Status(office.caption)
        self.status.row.insertWidget(2, JobBar(self.shell.jobs))
        self.palette_list = Palette(self.header.search, self._entries, self._find, self.shell.jobs)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.banner)
        margin = QVBoxLayout()
        margin.setContentsMargins(px(1.25), px(0.5), px(1.25), 0)
        margin.addWidget(self.bar)
        right.addLayout(margin)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        inner = QVBoxLayout(self._all)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(middle, 1)
        inner.addWidget(self.status)
        self._whole.addWidget(self._all)
        if office.is_sample:
            self.banner.say(_("SAMPLE DATA: all of it is made up and never goes to a real office"))
        self.rail.chosen.connect(self.show_page)
        self.header.help_asked.connect(self.help)
        self.header.notices_asked.connect(lambda: self.show_page("home"))
        self.header.officer_asked.connect(lambda: self.show_page("settings"))
        self.status.sync_asked.connect(lambda: self.show_page("sync"))
        self.status.language_asked.connect(lambda code: self.shell.change_look(language=code))
        self.status.lock_asked.connect(self.shell.lock_asked)

    def _connect(self) -> None:
        """What stays connected when the parts are made anew."""
        shell = self.shell
        shell.go_to.connect(lambda name, what: self.show_page(name, **what))
        shell.look_changed.connect(self.rebuild)
        shell.said.connect(self._say)
        shell.sync_said.connect(lambda text, state: self.status.set_sync(text, state))
        shell.notices_said.connect(lambda count: self.header.set_notices(count))

    def _say(self, left: str, middle: str) -> None:
        self.status.left.setText(left or _("Ready"))
        self.status.middle.setText(middle)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.palette_focus,
            "Ctrl+F": lambda: self.page.focus_search(),
            "F3": lambda: self.page.focus_search(),
            "Ctrl+N": lambda: self.page.new(),
            "F5": lambda: self.page.refresh(),
            "F6": lambda: self.next_pane(1),
            "Shift+F6": lambda: self.next_pane(-1),
            "F1": self.help,
            "Ctrl+/": self.help,
            "F9": lambda: self.show_page("sync"),
            "F11": self._full_screen,
            "Ctrl+L": self.shell.lock_asked.emit,
            "Ctrl+,": lambda: self.show_page("settings"),
            "Ctrl+Z": lambda: self.bar.undo and self.bar.undo(),
            "Alt+Left": lambda: self._step(-1),
            "Alt+Right": lambda: self._step(1),
        }
        for number, entry in enumerate(self.entries[:9], start=1):
            keys[f"Ctrl+{number}"] = partial(self.show_page, entry.name)
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # --- pages -------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self.pages[self.page_name]

    def show_page(self, name: str, **what: Any) -> None:
        """Show a page, made now if it was not seen before; `what` goes to its `open`."""
        entry = next((e for e in self.entries if e.name == name), None)
        if entry is None:
            return
        if name != self.page_name:
            if self.page_name:
                self.page.leave()
            self._visited = [*self._visited[: self._place + 1], name]
            self._place += 1
        self._raise(entry)
        if what:
            self.page.open(**what)

    def help(self) -> None:
        """Show the text of the help on the page in sight."""
        if self.page_name != "help":
            self.show_page("help", topic=self.page_name)

    def _raise(self, entry: Entry, state: Mapping[str, Any] | None = None) -> None:
        self.page_name = entry.name
        page = self.pages.get(entry.name)
        if page is None:
            page = self.pages[entry.name] = entry.load()(self.shell)
            # A page out of sight is still laid out for the size it was left at.
            page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self.stack.addWidget(page)
            if state is not None:
                page.restore(state)
            page.refresh()
        self.stack.setCurrentWidget(page)
        self.rail.mark(entry.name)
        self.header.title.setText(_(page.title))
        self.setWindowTitle(f"{_(page.title)} – Terampil")
        self._say("", "")
        if state is None:
            page.focus_search()

    def _step(self, step: int) -> None:
        """Back and forward in the pages visited."""
        if 0 <= self._place + step < len(self._visited):
            self.page.leave()
            self._place += step
            name = self._visited[self._place]
            self._raise(next(e for e in self.entries if e.name == name))

    def rebuild(self) -> None:
        """Make everything anew from its description: language, theme or size changed."""
        for page in self.pages.values():
            page.leave()
        states = {name: page.state() for name, page in self.pages.items()}
        sync = self.status.sync.text(), str(self.status.sync.property("state"))
        self.setUpdatesEnabled(False)
        try:
            self._whole.removeWidget(self._all)
            self._all.hide()
            self._all.deleteLater()
            self.pages = {}
            self._dress()
            self._build()
            self.status.set_sync(*sync)
            seen = [e for e in self.entries if e.name in states and e.name != self.page_name]
            here = [e for e in self.entries if e.name == self.page_name]
            for entry in (*seen, *here):
                self._raise(entry, states[entry.name])
            self._fit()
        finally:
            self.setUpdatesEnabled(True)

    # --- moving about ------------------------------------------------------------

    def next_pane(self, step: int) -> None:
        """Rail, page, status bar, round and round."""
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.rail, self.rail.enter),
            (self.stack, self.page.focus_search),
            (self.status, self.status.enter),
        ]
        focus = QApplication.focusWidget()
        here = next((i for i, (w, _go) in enumerate(panes) if focus and w.isAncestorOf(focus)), 0)
        panes[(here + step) % len(panes)][1]()

    def palette_focus(self) -> None:
        """Put the cursor into the search over everything."""
        self.header.search.setFocus()
        self.header.search.selectAll()

    def _entries(self) -> list[tuple[str, Callable[[], object]]]:
        """Pages and what the page in sight can do, for the command palette."""
        found: list[tuple[str, Callable[[], object]]] = [
            (_(e.title), partial(self.show_page, e.name)) for e in self.entries
        ]
        return found + [(_(a.text), a.run) for a in self.page.commands()]

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _fit(self) -> None:
        self.rail.narrow(self.width() < NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self.pages.values():
            page.leave()
        self.closing.emit()
        super().closeEvent(event)
