"""Panes whose records may be the same twice: told while typing, listed, and made one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk import merging
from desktop_app.desk.doubles import Double, Pair, like_employer, like_worker, pairs_of
from desktop_app.desk.lists import captions
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.records import Employer, Worker
from desktop_app.records.national_id import nik_rules
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.messages import Offer
from ui.models.draft import Draft
from ui.pages.doubles_view import DoublesView
from ui.pages.merge_view import MergeView, take_apart
from ui.pages.page import Page
from ui.pages.record_pane import RecordPane
from ui.pages.record_view import RecordView
from ui.widgets.action_row import Action

CONFIRMED = N_("Said to be another one when it was entered")


def likes(session: Read, draft: Draft) -> list[Double]:
    """The records that may be what is being typed, the likeliest first."""
    name = draft.get("name") or ""
    if draft.record_type is Worker:
        nik = draft.get("nik") or ""
        if any(problem.hard for problem in nik_rules("nik", nik)):
            nik = ""
        return like_worker(session, name, nik, draft.get("birth_date"), draft.id)
    return like_employer(session, name, draft.get("npp") or "", draft.id)


class DoublesPane(RecordPane):
    """A pane of records that may turn out to be one."""

    watched: ClassVar[tuple[str, ...]]
    """The fields by which a record is told from others."""
    told: ClassVar[tuple[str, str]]
    """What the banner says (English sources): by the number, and by the name alone."""

    def __init__(self, page: Page, fixed: Mapping[str, Any] | None = None) -> None:
        self._asked: tuple[Any, ...] = ()
        self._telling = False
        self._brought: tuple[str, dict[str, Any]] = ("", {})
        self._apart: dict[str, dict[str, str]] = {}
        self._came: Record | None = None
        self._as_it_is = ""
        super().__init__(page, fixed)

    # --- while typing ------------------------------------------------------------------

    def shown(self, view: RecordView) -> None:
        self._telling = False
        self._asked = self._watched_values(view) if not view.draft.is_new else ()
        if view.opened.locked:
            return
        view.form.changed.connect(partial(self._look, view))
        id, typed = self._brought
        if id == view.draft.id:
            self._brought = ("", {})
            self._fill_in(view, typed)
        elif view.draft.is_new and view.opened.kept_at is None:
            self._look(view)
        elif self._came is not None:
            view.banner.say(
                "info",
                _("“{name}” was merged into this record.").format(name=self._came.caption),
                Offer(_("Show it as it was"), partial(self._open_as_it_is, self._came.id)),
            )

    def _watched_values(self, view: RecordView) -> tuple[Any, ...]:
        return tuple(view.draft.get(name) for name in self.watched)

    def _look(self, view: RecordView) -> None:
        now = self._watched_values(view)
        if now == self._asked:
            return
        self._asked = now
        if self._telling:
            view.banner.hide()
            self._telling = False

        def work() -> list[Double]:
            with self.store.read() as session:
                return likes(session, view.draft)

        def done(found: list[Double]) -> None:
            if found and self.view is view and self._watched_values(view) == now:
                self._tell(view, found)

        if any(now):
            self.run(work, done, key="doubles")

    def _tell(self, view: RecordView, found: Sequence[Double]) -> None:
        first = found[0]
        self._telling = True
        words = _(self.told[0] if first.by_number else self.told[1]).format(name=first.name)
        if len(found) > 1:
            words += " " + _("(and {n} more)").format(n=len(found) - 1)
        offers = [Offer(_("Open that record"), partial(self.open_id, first.id))]
        if view.draft.is_new or self.office.office.may(Right.MERGE):
            offers.append(Offer(_("Merge"), partial(self._unite, view, first)))
        offers.append(Offer(_("Go on anyway"), partial(self._go_on, view, first)))
        view.banner.say("warning", words, *offers)

    def _go_on(self, view: RecordView, found: Double) -> None:
        """Enter it all the same; with one number for two, people say why."""
        reason = _(CONFIRMED)
        if found.by_number:
            reason = (self.shell.dialogs.line(_("Go on anyway"), _("Reason")) or "").strip()
        if reason:
            self._apart.setdefault(view.draft.id, {})[found.id] = reason
            view.form.focus_first()
        else:
            self._tell(view, [found])

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        for other, reason in self._apart.pop(record.id, {}).items():
            merging.apart(session, self.record, other, record.id, reason)

    def _unite(self, view: RecordView, found: Double) -> None:
        """The recorded one takes what it has not of what is typed; two saved are compared."""
        if not view.draft.is_new:
            self.compare(found.id, view.draft.id)
            return
        typed = {n: v for n, v in view.draft.values.items() if v is not None}
        self._brought = (found.id, typed)
        self.open_id(found.id)

    def _fill_in(self, view: RecordView, typed: dict[str, Any]) -> None:
        missing = {
            name: value
            for name, value in typed.items()
            if name in view.form.rows and view.draft.get(name) is None
        }
        view.form.fill(missing)
        self.shell.messages.info(
            translate_n(
                "This record took over what it did not have: {n} field. Look, then save.",
                "This record took over what it did not have: {n} fields. Look, then save.",
                len(missing),
            ).format(n=len(missing))
        )

    # --- what was merged leads to what was kept --------------------------------------------

    def found(self, session: Read, id: str) -> Record:
        record = super().found(session, id)
        kept = merging.kept_of(session, record)
        as_it_is, self._as_it_is, self._came = id == self._as_it_is, "", None
        if kept is None or as_it_is:
            return record
        self._came = record
        return super().found(session, kept)

    def _open_as_it_is(self, id: str) -> None:
        self._as_it_is = id
        self.open_id(id)

    def ways(self, record: Record) -> list[Offer]:
        kept = record.alias_of if isinstance(record, (Worker, Employer)) else None
        if kept is None:
            return []
        offers = [Offer(_("Open the record kept"), partial(self.open_id, kept))]
        if self.office.office.may(Right.MERGE):
            offers.append(Offer(_("Take apart"), partial(self._take_apart, record.id)))
        return offers

    def _take_apart(self, id: str) -> None:
        """Take the newest merge of a record apart."""

        def work() -> str:
            with self.store.read() as session:
                newest = session.scalars(merging.merges_of(self.record, id).limit(1)).first()
            if newest is None:
                raise UserError("MERGE-NONE", N_("Nothing was merged with this record."))
            return newest.id

        self.run(work, lambda merge: take_apart(self, merge, partial(self.open_id, id)))

    # --- making one of two --------------------------------------------------------------

    def compare(self, kept: str, merged: str, back: Callable[[], None] | None = None) -> None:
        """Put two records side by side; `back` is called when that is over."""
        self.show_aside(MergeView(self, kept, merged, back or partial(self.open_id, kept)))

    def acts(self, record: Record) -> list[Action]:
        if not self.office.office.may(Right.MERGE):
            return []
        look = partial(self._choose_other, record)
        part = partial(self._take_apart, record.id)
        return [
            Action("merge", N_("Merge with another …"), look, "copy", menu_only=True),
            Action("apart", N_("Take a merge apart"), part, "copy", menu_only=True),
        ]

    def _choose_other(self, record: Record) -> None:
        """Ask which record is the same; without an answer the likely ones are listed."""
        typed = self.shell.dialogs.line(
            _("Merge with another …"), _("Name or number of the other record; empty: look for it")
        )
        if typed is None:
            return

        def work() -> list[tuple[str, str]] | list[Pair]:
            with self.store.read() as session:
                if not typed.strip():
                    return pairs_of(session, record)
                found = captions(session, self.record, typed, 3)
            return [one for one in found if one[0] != record.id]

        def done(found: list[Any]) -> None:
            back = partial(self.open_id, record.id)
            if not found:
                self.shell.messages.info(_("Nothing was found."))
            elif isinstance(found[0], Pair):
                self.show_aside(DoublesView(self, self.compare, found))
            elif len(found) == 1:
                self.compare(record.id, found[0][0], back)
            else:
                self.shell.messages.info(
                    _("Several fit. Give the NIK, the NPP or more of the name.")
                )

        self.run(work, done)

    def list_actions(self) -> list[Action]:
        look = self.show_doubles
        return [Action("doubles", N_("Possible duplicates"), look, "users", menu_only=True)]

    def show_doubles(self) -> None:
        """Look through the whole office for records that may be one."""
        self.show_aside(DoublesView(self, self.compare))
