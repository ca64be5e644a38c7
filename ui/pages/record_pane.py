"""A pane: one record type's list, and the record opened from it, in one place.

A page holds one pane or several; a record's sub-list is a pane whose records
belong to that record (`fixed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.desk import editing
from desktop_app.desk.periods import why_fixed
from desktop_app.desk.recent import remember
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.keyboard import stroke
from desktop_app.records.record import Record
from desktop_app.store.local import StoredDraft
from desktop_app.wording import clock
from ui.models.draft import Draft
from ui.models.drafts import Drafts, restored
from ui.models.record_table import Row
from ui.pages.arrangement import Arrangement
from ui.pages.opened import Opened
from ui.pages.own_view import OwnView
from ui.pages.page import Page
from ui.pages.record_view import RecordView
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Flow, Label, button
from ui.widgets.part import PartWidget
from ui.widgets.preview import Glance
from ui.widgets.record_list import RecordList
from ui.widgets.shortcuts import Keys

MOST_DRAFTS = 6
"""Open drafts offered above a list; Home shows them too."""


class RecordPane(Arrangement):
    """List and form of one record type."""

    def __init__(self, page: Page, fixed: Mapping[str, Any] | None = None) -> None:
        super().__init__(page, fixed)
        self.drafts = Drafts(self.office, self.run)
        self.aside: PartWidget | None = None
        self._listing = QWidget()
        self._open_drafts = QWidget()
        Flow(self._open_drafts)
        self._open_drafts.hide()
        self.own = OwnView(self)
        self.list = self._make_list()
        self.own.attach()
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
        if self.new_text:
            keys = {"duplicate": self._duplicate_current, "void": self.void_selected}
            Keys(self.list, [(stroke(name), act) for name, act in keys.items()])

    # --- the list --------------------------------------------------------------------

    def _make_list(self) -> RecordList:
        actions = [*self.own.actions(), *self.allowed_actions()]
        if self.new_text:
            actions.append(Action("new", self.new_text, self.new, "plus", primary=True))
        made = RecordList(
            self.own.columns(),
            self.listing,
            wording=self.wording,
            filters=self.filters,
            actions=actions,
            run=self.run,
            glance=self._glance if self.glance else None,
        )
        made.opened.connect(self.open_row)
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
        if asked := self.own.listings():
            self.run(
                lambda: {name: listing.count() for name, listing in asked.items()},
                self.list.set_counts,
                key=f"counts {id(self)}",
            )
        if self.new_text:
            self.run(lambda: self.drafts.open(self.record), self._show_drafts)
        if self.view is not None:
            self.view.refresh()

    def enter(self) -> None:
        if self.aside is not None:
            self.aside.enter()
        elif self.view is not None:
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
                record = self.found(session, id)
                title, note = editing.named(session, record), self.note(session, record)
                finalised = why_fixed(session, record) or self.stays(record)
            if editing.confidential(record, self.store):
                with self.store.write(editing.CONFIDENTIAL) as writing:
                    writing.accessed(record, ())
            kept = next(
                (d for d in self.drafts.open(self.record) if d.record_id == record.id), None
            )
            draft = restored(kept) if kept else Draft.of(record)
            at, locked = kept.at if kept else None, self._lock(record)
            return Opened(draft, record, title, note, at, locked, part, finalised)

        self.run(work, self._show)
        if not self.fixed:
            name = str(self.record.__tablename__)
            self.run(lambda: remember(self.store, name, id))

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
        if forbidden := self.read_only():
            return forbidden
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

    def show_aside(self, made: PartWidget) -> None:
        """Show something else in the list's place; `close_view` leads back to the list."""
        self.leave()
        self._drop_view()
        self.aside = made
        self.stack.addWidget(made)
        self.stack.setCurrentWidget(made)
        made.refresh()
        made.enter()

    def _drop_view(self) -> None:
        for old in (self.view, self.aside):
            if old is not None and isValid(old):
                self.stack.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.view = self.aside = None

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
        self.own.leave()
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
            lambda session: self.take_out(session, ids),
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
