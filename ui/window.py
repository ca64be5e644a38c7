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
from desktop_app.keyboard import strokes
from ui import commands, theme
from ui.jobs import Jobs
from ui.language import speak
from ui.menu import show_menu
from ui.messages import Dialogs, MessageBar, Messages
from ui.noticing import Noticing, Teller
from ui.pages import PAGES, Entry
from ui.pages.page import Page
from ui.shell import SIZE, Look, Office, Shell
from ui.signals import Signals
from ui.theme import px
from ui.widgets.commands import Command
from ui.widgets.frame import NARROW, Banner, Header, Status
from ui.widgets.job_bar import JobBar
from ui.widgets.palette import Finder, Palette
from ui.widgets.rail import Rail
from ui.widgets.reading import ReadInOrder


class Window(ReadInOrder):
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
        teller: Teller | None = None,
    ) -> None:
        super().__init__()
        self.entries = [e for e in entries if not e.roles or e.roles & office.roles]
        self.lines = [entry for entry in self.entries if entry.rail]
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
        self.noticing = Noticing(self.shell, teller)
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
        self.rail = Rail(self.lines)
        self.header = Header(office.officer)
        self.banner = Banner()
        self.bar = MessageBar()
        self.shell.messages.bar = self.bar
        self.stack = QStackedWidget()
        self.status = Status(office.caption)
        self.status.row.insertWidget(2, JobBar(self.shell.jobs))
        self.palette_list = Palette(self._all, self.commands, self._find, self.shell.jobs)
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
        self.header.search_asked.connect(self.palette_list.open)
        self.header.menu_asked.connect(self.open_menu)
        self.header.help_asked.connect(self.help)
        self.header.notices_asked.connect(self.noticing.open)
        self.noticing.attach(self._all, self.header.notices)
        self.header.officer_asked.connect(lambda: self.show_page("settings"))
        self.status.sync_asked.connect(lambda: self.show_page("sync"))
        self.status.language_asked.connect(lambda code: self.shell.change_look(language=code))
        self.status.lock_asked.connect(self.shell.lock_asked)

    def _connect(self) -> None:
        """What stays connected when the parts are made anew."""
        shell = self.shell
        shell.opened_now = lambda: self.page.open_record()
        shell.go_to.connect(lambda name, what: self.show_page(name, **what))
        shell.look_changed.connect(self.rebuild)
        shell.said.connect(self._say)
        shell.sync_said.connect(lambda text, state: self.status.set_sync(text, state))
        shell.notices_said.connect(lambda count: self.header.set_notices(count))
        shell.waiting_said.connect(lambda page, count: self.rail.count(page, count))

    def _say(self, left: str, middle: str) -> None:
        self.status.left.setText(left or _("Ready"))
        self.status.middle.setText(middle)

    def _keys(self) -> None:
        self.acts: dict[str, Callable[..., object]] = {
            "palette": self.palette_focus,
            "menu": self.open_menu,
            "search": lambda: self.page.focus_search(),
            "new": lambda: self.page.new(),
            "refresh": lambda: self.page.refresh(),
            "next_pane": partial(self.next_pane, 1),
            "previous_pane": partial(self.next_pane, -1),
            "help": self.help,
            "keys": partial(self.show_page, "help", topic="shortcuts"),
            "notices": self.noticing.open,
            "sync": partial(self.show_page, "sync"),
            "full_screen": lambda: self.setWindowState(
                self.windowState() ^ Qt.WindowState.WindowFullScreen
            ),
            "save_as": self.save_as,
            "lock": self.shell.lock_asked.emit,
            "settings": partial(self.show_page, "settings"),
            "undo": lambda: self.bar.undo and self.bar.undo(),
            "back": partial(self._step, -1),
            "forward": partial(self._step, 1),
        }
        keys = {stroke: act for name, act in self.acts.items() for stroke in strokes(name)}
        for stroke, entry in zip(strokes("page"), self.lines, strict=False):
            keys[stroke] = partial(self.show_page, entry.name)
        for stroke, act in keys.items():
            QShortcut(QKeySequence(stroke), self).activated.connect(act)

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
        """Rail, page and what stands beside it, status bar, round and round."""
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.rail, self.rail.enter),
            (self.stack, self.page.focus_search),
            *self.page.beside(),
            (self.status, self.status.enter),
        ]
        focus = QApplication.focusWidget()
        within = [i for i, (w, _go) in enumerate(panes) if focus and w.isAncestorOf(focus)]
        here = max(within, default=0)
        panes[(here + step) % len(panes)][1]()

    def palette_focus(self) -> None:
        """Open the search over everything."""
        self.palette_list.open()

    def commands(self) -> list[Command]:
        """What the page in sight can do, then every place of every page, for the palette."""
        here = commands.on_page(self.page, _(self.page.title))
        own = commands.of_window(self.acts)
        return commands.once((*here, *commands.places(self.entries, self.show_page), *own))

    def save_as(self) -> None:
        """Export what the page in sight shows, if it can be exported."""
        wanted = strokes("export")
        found = next((c for c in self.commands() if c.key in wanted), None)
        if found is None:
            self.shell.messages.info(_("There is nothing on this page to export."))
        else:
            found.run()

    def open_menu(self) -> None:
        """The menu: what was opened last, and what the window does."""
        find, acts = self._find, commands.of_window(self.acts)
        show = partial(show_menu, self.header.menu)
        if find is None:
            show((), acts)
        else:
            work = self.shell.jobs.run
            work("", lambda _progress: find(""), lambda last: show(last, acts), owner=self)

    def _fit(self) -> None:
        self.rail.narrow(self.width() < NARROW)
        if self.palette_list.isVisible():
            self.palette_list.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self.pages.values():
            page.leave()
        self.noticing.stop()
        self.closing.emit()
        super().closeEvent(event)
