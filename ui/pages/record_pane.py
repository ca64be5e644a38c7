"""A pane: one record type's list, and the record opened from it, in one place.

A page holds one pane or several; a record's sub-list is a pane whose records
belong to that record (`fixed`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.desk import editing
from desktop_app.desk.lists import BY_CLASS, Listing, captions
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.kinds import Code
from desktop_app.records.record import Record
from desktop_app.store.local import StoredDraft
from desktop_app.store.sight import Read
from desktop_app.store.undo import LastChange, last_change, undo
from desktop_app.store.writing import Write
from desktop_app.wording import clock
from ui.desk_office import DeskOffice
from ui.models.draft import Draft
from ui.models.drafts import Drafts, restored
from ui.models.record_table import Column, Row
from ui.pages.page import Page
from ui.pages.record_view import Opened, Part, RecordView
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Flow, Label, button
from ui.widgets.editor import Context
from ui.widgets.part import PartWidget
from ui.widgets.preview import Glance
from ui.widgets.record_form import Section
from ui.widgets.record_list import Filter, RecordList, Wording

MOST_DRAFTS = 6
"""Open drafts offered above a list; Home shows them too."""


def badge(path: str, roles: Mapping[Any, str]) -> Callable[[Row], str]:
    """For a column: the colour's role by the code whose label the row shows."""

    def state(row: Row) -> str:
        return next((r for code, r in roles.items() if _(code.label) == row.get(path)), "muted")

    return state


class RecordPane(PartWidget):
    """List and form of one record type. Subclasses say what is shown, and how.

    `fixed` are values that all records of this pane have, such as the worker
    whose memberships these are.
    """

    record: ClassVar[type[Record]]
    columns: ClassVar[tuple[Column, ...]]
    sort: ClassVar[tuple[str, bool]] = ("", False)
    """Column the list starts sorted by, and whether downwards."""
    glance: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What the preview shows: path and title (English source)."""
    subtitle: ClassVar[str] = ""
    """Path of the line beneath the preview's title."""
    sections: ClassVar[tuple[Section, ...]] = ()
    first: ClassVar[int] = 1
    """How many sections a new record shows unfolded: eight fields at most."""
    filters: ClassVar[tuple[Filter, ...]] = ()
    searched: ClassVar[tuple[str, ...]] = ()
    wording: ClassVar[Wording]
    new_text: str = ""
    """What the button for a new record says; empty: none are made here."""
    sticky: ClassVar[tuple[str, ...]] = ()
    """Fields that the next new record takes over after Save and new."""
    not_copied: ClassVar[tuple[str, ...]] = ()
    """Fields that a duplicate does not take over."""
    then: ClassVar[str] = ""
    """Part that opens after a new record is saved; empty: back to the list."""
    steps: ClassVar[Mapping[Code, tuple[str, str]]] = {}
    """For each state, what the button leading there says, and its icon."""

    def __init__(self, page: Page, fixed: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.page, self.shell = page, page.shell
        self.office = cast(DeskOffice, page.shell.office)
        self.store = self.office.store
        self.fixed = dict(fixed or {})
        self.view: RecordView | None = None
        self.context = Context(
            facts=self.store.facts,
            find=self.choices,
            caption=self.caption,
            now=self.office.now,
            enter_moves=lambda: self.office.office.settings.enter_moves,
        )
        self.drafts = Drafts(self.office, self.run)
        self._listing = QWidget()
        self._open_drafts = QWidget()
        Flow(self._open_drafts)
        self._open_drafts.hide()
        self.list = self._make_list()
        inner = QVBoxLayout(self._listing)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(0.7))
        if (above := self.above()) is not None:
            inner.addWidget(above)
        inner.addWidget(self._open_drafts)
        inner.addWidget(self.list, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._listing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        if fixed:
            self.on_escape(self._listing, self._escape)
        for key, act in (("Ctrl+D", self._duplicate_current), ("Del", self.void_selected)):
            if self.new_text:
                shortcut = QShortcut(QKeySequence(key), self.list)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    # --- what subclasses say -------------------------------------------------------

    def wanted(self, filter: str) -> Wanted:
        """The question behind a saved filter, without text and `fixed`."""
        return Wanted()

    def listing(self, text: str, filter: str) -> Listing:
        """What the list shows."""
        asked = self.wanted(filter)
        paths = [column.name for column in self.columns]
        paths += [path for path, _title in self.glance if path not in paths]
        if self.subtitle and self.subtitle not in paths:
            paths.append(self.subtitle)
        return self.listed(paths, replace(asked, wanted={**self.fixed, **asked.wanted}, typed=text))

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        """The source of the list; a subclass may take one of its own."""
        return Listing(
            self.store, self.record, paths, self.office.zone, filter=wanted, searched=self.searched
        )

    def starts(self, session: Write) -> dict[str, Any]:
        """Values a new record begins with. In the store's thread; writes nothing."""
        return {}

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        """Last changes to the values before they are saved. In the store's thread."""

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        """What else happens in the same transaction. In the store's thread."""

    def note(self, session: Read, record: Record) -> str:
        """A line about an opened record, beside its title. In the store's thread."""
        return ""

    def parts(self, record: Record) -> list[Part]:
        """What belongs to a saved record beside its data, each a tab."""
        return []

    def acts(self, record: Record) -> list[Action]:
        """What can be done with an opened record of ours."""
        return []

    def list_actions(self) -> list[Action]:
        """What can be done with the list, beside making a new record."""
        return []

    def above(self) -> QWidget | None:
        """What stands above the list."""
        return None

    def tells(self) -> Mapping[str, Callable[[str], str]]:
        """What complete identifiers say in words, by field."""
        return {}

    def fills(self) -> Mapping[str, Callable[[Any], Mapping[str, Any]]]:
        """What a field's value says of others that are still empty, by field."""
        return {}

    def shown(self, view: RecordView) -> None:
        """A form is there now: watch it."""

    def title_of(self, draft: Draft) -> str:
        """What a record under a person's hands is called."""
        kinds = describe(self.record)
        names = []
        for name in self.record.shown_as:
            value, target = draft.get(name), kinds[name].target
            said = self.caption(target, value) if target and value else value
            names.append(str(said or draft.texts.get(name) or ""))
        return " · ".join(name for name in names if name)

    # --- services --------------------------------------------------------------------

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[UserError], None] | None = None,
        key: str = "",
    ) -> None:
        """Work in the store's thread; its result is dropped if the pane has gone."""
        self.shell.jobs.run("", lambda _progress: work(), done, failed=failed, owner=self, key=key)

    def choices(self, target: str, text: str) -> Sequence[tuple[str, str]]:
        """Records to choose from, for editors of references."""
        with self.store.read() as session:
            return captions(session, BY_CLASS[target], text)

    def caption(self, target: str, id: str) -> str:
        """How a record is called, for editors of references."""
        with self.store.read() as session:
            found = session.get(BY_CLASS[target], id)
            return found.caption if found is not None else id

    def write(
        self,
        why: str,
        act: Callable[[Write], Any],
        said: Callable[[Any], str],
        done: Callable[[Any], None] | None = None,
    ) -> None:
        """An act in one transaction, with a bar that tells of it and takes it back."""

        def work() -> tuple[Any, LastChange | None]:
            with self.store.write(why) as session:
                result = act(session)
            return result, last_change(self.store)

        def after(result: tuple[Any, LastChange | None]) -> None:
            self.tell(said(result[0]), result[1])
            if done is not None:
                done(result[0])

        self.run(work, after)

    def tell(self, text: str, last: LastChange | None) -> None:
        """Say what was done, and offer to take it back."""
        shell, store = self.shell, self.store

        def take_back() -> None:
            assert last is not None
            shell.jobs.run(
                "",
                lambda _progress: undo(store, last),
                lambda _none: shell.messages.info(_("Undone.")),
            )

        shell.messages.success(text, take_back if last is not None else None)

    # --- the list --------------------------------------------------------------------

    def _make_list(self) -> RecordList:
        actions = self.list_actions()
        if self.new_text:
            actions.append(Action("new", self.new_text, self.new, "plus", primary=True))
        made = RecordList(
            self.columns,
            self.listing,
            wording=self.wording,
            filters=self.filters,
            actions=actions,
            run=self.run,
            glance=self._glance if self.glance else None,
        )
        made.opened.connect(self.open_row)
        names = [column.name for column in self.columns]
        if self.sort[0] in names:
            order = Qt.SortOrder.DescendingOrder if self.sort[1] else Qt.SortOrder.AscendingOrder
            made.table.sortByColumn(names.index(self.sort[0]), order)
        return made

    def _glance(self, row: Row) -> Glance:
        lines = [(_(title), str(row.get(path) or "–")) for path, title in self.glance]
        subtitle = str(row.get(self.subtitle) or "") if self.subtitle else ""
        return Glance(str(row.get(self.columns[0].name) or ""), subtitle, tuple(lines))

    def open_row(self, id: str) -> None:
        """Open the record of a row."""
        if self.sections:
            self.open_id(id)

    def refresh(self) -> None:
        """Show what is in the store now."""
        self.list.reload()
        names = [filter.name for filter in self.filters]
        if names:
            self.run(
                lambda: {name: self.listing("", name).count() for name in names},
                self.list.set_counts,
                key=f"counts {id(self)}",
            )
        if self.new_text:
            self.run(lambda: self.drafts.open(self.record), self._show_drafts)
        if self.view is not None:
            self.view.refresh()

    def enter(self) -> None:
        if self.view is not None:
            self.view.focus()
        else:
            self.list.search.setFocus()

    def _escape(self) -> None:
        if self.list.search.text():
            self.list.search.clear()
        else:
            self.escaped.emit()

    def _show_drafts(self, found: list[StoredDraft]) -> None:
        flow = self._open_drafts.layout()
        assert flow is not None
        while item := flow.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        # Those of saved records come back when the record is opened.
        mine = [d for d in found if d.record_id is None and self._belongs(d)][:MOST_DRAFTS]
        if mine:
            flow.addWidget(Label(_("Open drafts"), role="muted"))
        for draft in mine:
            words = f"{draft.caption or _('Unnamed')}, {clock(draft.at, self.office.zone)}"
            flow.addWidget(button(words, partial(self.open_draft, draft.id), name="pencil"))
        self._open_drafts.setVisible(bool(mine))

    def _belongs(self, draft: StoredDraft) -> bool:
        return all(draft.fields.get(name) == value for name, value in self.fixed.items())

    # --- opening ---------------------------------------------------------------------

    def new(self, **values: Any) -> None:
        """Begin a new record."""
        if not self.new_text:
            return
        self.leave()

        def work() -> dict[str, Any]:
            # Nothing is written: numbers are asked for as they stand now.
            with self.store.write(editing.ENTERED) as session:
                return self.starts(session)

        def done(start: dict[str, Any]) -> None:
            self._show(Opened(Draft.new(self.record, **{**start, **values, **self.fixed})))

        self.run(work, done)

    def open_id(self, id: str, part: str = "") -> None:
        """Open a saved record, with its draft if there is one."""
        self.leave()

        def work() -> Opened:
            with self.store.read() as session:
                record = editing.fetch(session, self.record, id)
                title, note = editing.named(session, record), self.note(session, record)
            if editing.confidential(record, self.store):
                with self.store.write(editing.CONFIDENTIAL) as writing:
                    writing.accessed(record, ())
            kept = next((d for d in self.drafts.open(self.record) if d.record_id == id), None)
            draft = restored(kept) if kept else Draft.of(record)
            return Opened(
                draft, record, title, note, kept.at if kept else None, self._lock(record), part
            )

        self.run(work, self._show)

    def open_draft(self, id: str) -> None:
        """Open a draft by its own id."""
        self.leave()

        def work() -> Opened | str:
            kept = next((d for d in self.drafts.open(self.record) if d.id == id), None)
            if kept is None:
                raise editing.gone()
            if kept.record_id:
                return kept.record_id
            return Opened(restored(kept), kept_at=kept.at)

        self.run(work, lambda f: self.open_id(f) if isinstance(f, str) else self._show(f))

    def _lock(self, record: Record) -> str:
        """Why the record cannot be changed here; empty if it can."""
        if record.voided_at is not None:
            return _("This record has been taken out of use.")
        if record.office != self.office.office.code:
            return _("This record belongs to office {office}; it can be read, not changed.").format(
                office=record.office
            )
        return ""

    def _show(self, opened: Opened) -> None:
        self._drop_view()
        self.view = RecordView(self, opened)
        self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.shown(self.view)
        self.view.start()

    def _drop_view(self) -> None:
        if self.view is not None and isValid(self.view):
            self.stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = None

    def close_view(self, show: str = "") -> None:
        """Back to the list; what was typed and not saved stays a draft."""
        self.leave()
        self._drop_view()
        self.stack.setCurrentWidget(self._listing)
        if show:
            self.list.show_record(show)
        self.refresh()
        self.list.search.setFocus()

    def leave(self, *, at_once: bool = False) -> None:
        """Keep what was typed."""
        if self.view is not None:
            self.view.leave(at_once=at_once)

    # --- acts on rows -----------------------------------------------------------------

    def void_ids(self, ids: Sequence[str]) -> None:
        """Take records out of use, with a way back."""

        def said(count: int) -> str:
            words = translate_n(
                "{n} record taken out of use", "{n} records taken out of use", count
            )
            return words.format(n=count)

        self.write(
            editing.VOIDED,
            lambda session: editing.void(session, self.record, ids),
            said,
            lambda _count: self.close_view() if self.view else None,
        )

    def void_selected(self) -> None:
        """Take the rows selected out of use."""
        if ids := self.list.selected_ids():
            self.void_ids(ids)

    def duplicate(self, draft: Draft) -> None:
        """Begin a new record that is like this one."""
        skipped = {*self.not_copied, *self.record.states}
        values = {n: v for n, v in draft.values.items() if n not in skipped and v is not None}
        self.new(**values)

    def _duplicate_current(self) -> None:
        id = self.list.current_id()
        if id is None:
            return

        def work() -> Draft:
            with self.store.read() as session:
                return Draft.of(editing.fetch(session, self.record, id))

        self.run(work, self.duplicate)

    # --- what survives a rebuild ---------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Plain values that bring the pane back."""
        state: dict[str, Any] = {"list": self.list.view_state()}
        if self.view is not None:
            state["open"] = self.view.state()
        return state

    def restore(self, state: Mapping[str, Any]) -> None:
        """Come back as `state` told; then `refresh`."""
        self.list.restore_view(state.get("list", {}))
        if opened := state.get("open"):
            if opened["draft"]:
                self.open_draft(opened["draft"])
            else:
                self.open_id(opened["id"], opened["part"])
