"""A page of records: one pane or several, each a list and the record opened from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.desk.editing import gone
from desktop_app.fields import describe
from desktop_app.i18n import translate as _
from desktop_app.keyboard import strokes
from desktop_app.records import CATALOGUE
from desktop_app.store.local import StoredDraft
from ui.pages.common_parts import BELONGING, PART_OF
from ui.pages.page import Page, Place
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action
from ui.widgets.part import PartWidget
from ui.widgets.tab_row import TabRow


class RecordPage(Page):
    """One or several record types on one screen."""

    panes: ClassVar[tuple[tuple[str, type[RecordPane]], ...]]
    """Title (English source) and pane; with several each has a tab."""
    inner: ClassVar[Mapping[str, str]] = {}
    """For record types of sub-lists: the part of the first pane's record they are in."""

    @classmethod
    def places(cls) -> list[Place]:
        found = []
        for title, pane in cls.panes:
            record = {"record": pane.record.__tablename__}
            if len(cls.panes) > 1:
                found.append(Place(_(title), record))
            if pane.new_text:
                found.append(Place(_(pane.new_text), {**record, "new": True}, "plus"))
            found += [
                Place(f"{_(title)}: {_(f.title)}", {**record, "filter": f.name}, "funnel")
                for f in pane.filters[1:]
                if not f.rare
            ]
        return found

    def build(self) -> None:
        self.made: dict[str, RecordPane] = {}
        self._types = {pane.record.__tablename__: pane for _title, pane in self.panes}
        self._stack = QStackedWidget()
        titles = [(pane.record.__tablename__, _(title)) for title, pane in self.panes]
        several = titles if len(titles) > 1 else []
        self.tab_row = TabRow(several, self.show_pane)
        self._tabs = self.tab_row.tabs
        for stroke, name in zip(strokes("tab"), self._tabs, strict=False):
            key = QShortcut(QKeySequence(stroke), self)
            key.activated.connect(partial(self.show_pane, name))
        if several:
            self.box.addWidget(self.tab_row)
        self.box.addWidget(self._stack, 1)
        self._refreshed: set[str] = set()
        self.pane = self._get(next(iter(self._types)))

    def _get(self, name: str) -> RecordPane:
        if name not in self.made:
            made = self.made[name] = self._types[name](self)
            self._stack.addWidget(made)
            made.stack.currentChanged.connect(lambda _index: self._look())
        return self.made[name]

    def _look(self) -> None:
        """The tabs only stand above a list; a record has tabs of its own."""
        self.tab_row.setVisible(len(self.panes) > 1 and self.pane.stack.currentIndex() == 0)

    @property
    def here(self) -> str:
        """The name of the record type in sight."""
        return str(self.pane.record.__tablename__)

    def show_pane(self, name: str) -> None:
        """Show the list of a record type."""
        self.pane.leave()
        self.pane = self._get(name)
        if name in self._tabs:
            self._tabs[name].setChecked(True)
        self._stack.setCurrentWidget(self.pane)
        self._look()
        if name not in self._refreshed:
            self._refreshed.add(name)
            self.pane.refresh()
        self.focus_search()

    def refresh(self) -> None:
        self._refreshed = {self.here}
        self.pane.refresh()

    def commands(self) -> list[Action]:
        found = [
            Action(f"new {name}", pane.new_text, partial(self._new_in, name), "plus")
            for name, pane in self._types.items()
            if pane.new_text
        ]
        return found + (self.pane.view.acts if self.pane.view else self.pane.list_actions())

    def open_record(self) -> tuple[str, str] | None:
        view = self.pane.view
        return (self.here, view.draft.id) if view and view.opened.record else None

    def _new_in(self, name: str) -> None:
        self.show_pane(name)
        self.pane.new()

    def focus_search(self) -> None:
        self.pane.enter()

    def beside(self) -> list[tuple[QWidget, Callable[[], None]]]:
        preview = self.pane.list.preview
        return [(preview, preview.enter)] if preview.isVisible() else []

    def new(self) -> None:
        """A new record of the list in sight: of the innermost sub-list that is open."""
        here: PartWidget = self.pane
        while isinstance(here, RecordPane) and here.view and (inner := here.view.inner()):
            here = inner
        here.new()

    def open(self, **what: Any) -> None:
        """``id`` or ``draft`` of a record, ``filter`` or ``text`` of a list, ``record``
        for the record type (a table's name) where the page has several, ``new``."""
        if (name := what.get("record")) in self._types:
            self.show_pane(str(name))
        if what.get("draft"):
            self._find_draft(what["draft"])
        elif what.get("id"):
            self._find(what["id"], what.get("part", ""))
        elif what.get("new"):
            self.pane.new(**what.get("values", {}))
        elif "filter" in what or "text" in what:
            self.show_list(what.get("filter", ""), what.get("text", ""))

    def show_list(self, filter: str, text: str) -> None:
        """Show the list, narrowed."""
        holder = next(
            (n for n, p in self._types.items() if filter in [f.name for f in p.filters]), None
        )
        own = [f.name for f in self.pane.filters]
        if holder is not None and filter not in own:
            self.show_pane(holder)
        if self.pane.view is not None or self.pane.aside is not None:
            self.pane.close_view()
        self.pane.list.search.setText(text)
        first = self.pane.filters[0].name if self.pane.filters else ""
        self.pane.list.set_filter(filter or first)

    def _find(self, id: str, part: str) -> None:
        """Open a record by its id, in whichever pane it belongs to."""
        if len(self._types) == 1:
            self.pane.open_id(id, part)
            return
        store, here = self.pane.store, self.here

        def work() -> str:
            with store.read() as session:
                names = [n for n in self._types if session.get(CATALOGUE[n], id) is not None]
            return names[0] if names else here

        def done(name: str) -> None:
            self.show_pane(name)
            self.pane.open_id(id, part)

        self.run("", work, done)

    def _find_draft(self, id: str) -> None:
        """Open a draft; one of a sub-list through the record it belongs to."""
        drafts = self.pane.drafts

        def work() -> StoredDraft:
            found = next((draft for draft in drafts.all() if draft.id == id), None)
            if found is None:
                raise gone()
            return found

        def done(draft: StoredDraft) -> None:
            if draft.record in self._types:
                self.show_pane(draft.record)
                self.pane.open_draft(id)
                return
            values = {**draft.base, **draft.fields}
            if values.get("of_record") in self._types:
                self.show_pane(str(values["of_record"]))
                self.pane.open_id(str(values["of_id"]), PART_OF.get(draft.record, ""))
                return
            for name, described in describe(CATALOGUE[draft.record]).items():
                if described.target == self.pane.record.__name__ and values.get(name):
                    part = self.inner.get(draft.record, "")
                    self.pane.open_id(str(values[name]), part)

        self.run("", work, done)

    def _changed(self, names: frozenset[str]) -> None:
        super()._changed(names)
        if names & BELONGING and not names & self.shows and self.pane.view is not None:
            self.pane.view.refresh()

    def leave(self) -> None:
        for pane in self.made.values():
            pane.leave(at_once=True)

    def state(self) -> Mapping[str, Any]:
        return {
            "pane": self.here,
            "panes": {name: pane.state() for name, pane in self.made.items()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        for name, kept in state.get("panes", {}).items():
            self._get(name).restore(kept)
        if state.get("pane") in self._types:
            self.pane = self._get(state["pane"])
            self._stack.setCurrentWidget(self.pane)
            if state["pane"] in self._tabs:
                self._tabs[state["pane"]].setChecked(True)
