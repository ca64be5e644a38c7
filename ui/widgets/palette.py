"""The search over everything (Ctrl+K): pages, actions, records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QObject, QStringListModel, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from desktop_app.i18n import translate as _
from ui.jobs import Jobs

Command: TypeAlias = tuple[str, Callable[[], object]]
"""What is shown, and what happens when it is chosen."""

Finder: TypeAlias = Callable[[str], Sequence[Command]]
"""Records that fit a text, as commands that open them; works in the store's thread."""

WAIT = 150
"""Milliseconds of quiet after which records are looked for."""


class Palette(QObject):
    """Lists what fits beneath the line; Enter does the one marked, or the first."""

    def __init__(
        self,
        line: QLineEdit,
        commands: Callable[[], Sequence[Command]],
        find: Finder | None,
        jobs: Jobs,
    ) -> None:
        super().__init__(line)
        self._line, self._commands, self._find, self._jobs = line, commands, find, jobs
        self._shown: list[Command] = []
        self._model = QStringListModel(self)
        self._view = QListView()
        self._view.setProperty("kind", "popup")
        self._list = QCompleter(self._model, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setPopup(self._view)
        self._list.setMaxVisibleItems(12)
        self._list.setWidget(line)
        self._list.activated.connect(lambda *_which: self._do(self._view.currentIndex().row()))
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._look)
        line.textEdited.connect(self._typed)
        line.returnPressed.connect(lambda: self._do(0))

    def _typed(self, text: str) -> None:
        words = text.casefold().split()
        fitting = [c for c in self._commands() if all(w in c[0].casefold() for w in words)]
        self._show(fitting if words else [])
        self._timer.start()

    def _look(self) -> None:
        text = self._line.text().strip()
        find = self._find
        if find is None or len(text) < 2:
            return
        self._jobs.run(
            "",
            lambda _progress: find(text),
            lambda found: self._show([*self._shown, *found]),
            owner=self,
            key="palette",
        )

    def _show(self, commands: list[Command]) -> None:
        self._shown = commands
        none = [_("Nothing matches")] if self._line.text().strip() else []
        self._model.setStringList([text for text, _run in commands] or none)
        if self._line.hasFocus() and self._line.text().strip():
            self._list.complete()
        else:
            self._view.hide()

    def _do(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            run = self._shown[row][1]
            self._view.hide()
            self._line.clear()
            run()
