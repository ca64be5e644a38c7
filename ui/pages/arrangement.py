"""How one record type is arranged on the screen: what a pane's subclass says.

Arrangement only; the list and the opened record are `RecordPane`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from PySide6.QtWidgets import QWidget

from desktop_app.desk import editing
from desktop_app.desk.lists import BY_CLASS, Listing, captions
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import translate as _
from desktop_app.kinds import Code
from desktop_app.processes.rights import Right, needed, who_may
from desktop_app.records.record import Owner, Record
from desktop_app.store.sight import Read
from desktop_app.store.undo import LastChange, last_change, undo
from desktop_app.store.writing import Write
from ui.desk_office import DeskOffice
from ui.messages import Offer
from ui.models.draft import Draft
from ui.models.record_table import Column, Row
from ui.pages.opened import Part
from ui.pages.page import Page
from ui.widgets.action_row import Action
from ui.widgets.editor import Context
from ui.widgets.filter_chips import Filter
from ui.widgets.part import PartWidget
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

if TYPE_CHECKING:
    from ui.pages.own_view import OwnView
    from ui.pages.record_view import RecordView

Steps: TypeAlias = Mapping[Code, tuple[str, str]]
"""For each state, what the button leading there says (English source), and its icon."""


def badge(path: str, roles: Mapping[Any, str]) -> Callable[[Row], str]:
    """For a column: the colour's role by the code whose label the row shows."""

    def state(row: Row) -> str:
        return next((r for code, r in roles.items() if _(code.label) == row.get(path)), "muted")

    return state


class Arrangement(PartWidget):
    """What a pane of one record type shows, and how; and what it asks of the store.

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
    steps: ClassVar[Steps] = {}
    by_acts: ClassVar[bool] = False
    """Whether a record changes through its actions only: the form is there to read."""
    own: OwnView
    """What the officer has made of the list."""

    def __init__(self, page: Page, fixed: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.page, self.shell = page, page.shell
        self.office = cast(DeskOffice, page.shell.office)
        self.store = self.office.store
        self.fixed = dict(fixed or {})
        self.view: RecordView | None = None
        self.needed = needed(
            self.record.__tablename__, listed=self.record.owner is Owner.HEADQUARTERS
        )
        if not self.may_write:
            self.new_text = ""
        self.context = Context(
            facts=self.store.facts,
            find=self.choices,
            caption=self.caption,
            now=self.office.now,
            enter_moves=lambda: self.office.office.settings.enter_moves,
        )

    @property
    def may_write(self) -> bool:
        """Whether the officer's roles include writing such records."""
        return any(self.office.office.may(right) for right in self.needed)

    def read_only(self) -> str:
        """Why the officer's roles only read such records: who may write them; empty if they do."""
        if self.may_write:
            return ""
        right = next(right for right in Right if right in self.needed)
        return _("Your role reads this. Changed by: {roles}.").format(roles=who_may(right))

    def allowed_actions(self) -> list[Action]:
        """What of the list's actions the officer's roles include."""
        return [act for act in self.list_actions() if self.may_write or act.reads]

    # --- what subclasses say -------------------------------------------------------

    def wanted(self, filter: str) -> Wanted:
        """The question behind a saved filter, without text and `fixed`."""
        return Wanted()

    @property
    def plain(self) -> bool:
        """Whether the list shows records as they are: then any field may be shown and asked."""
        return type(self).listing is Arrangement.listing

    def listing(self, text: str, filter: str) -> Listing:
        """What the list shows."""
        paths = [column.name for column in self.own.columns()]
        paths += [self.columns[0].name] if self.columns[0].name not in paths else []
        paths += [path for path, _title in self.glance if path not in paths]
        if self.subtitle and self.subtitle not in paths:
            paths.append(self.subtitle)
        return self.listed(paths, self.own.asked(filter, text))

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

    def take_out(self, session: Write, ids: Sequence[str]) -> int:
        """Take records out of use; returns how many were in use. In the store's thread."""
        return editing.void(session, self.record, ids)

    def found(self, session: Read, id: str) -> Record:
        """The record that an id leads to. In the store's thread."""
        return editing.fetch(session, self.record, id)

    def stays(self, record: Record) -> str:
        """Why a record's form is there to read although its actions go on; empty if it is not."""
        return ""

    def ways(self, record: Record) -> list[Offer]:
        """What is offered beside the reason why a record cannot be changed."""
        return []

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
        *,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """An act in one transaction, with a bar that tells of it and takes it back.

        What it refuses is said, or given to `failed`.
        """

        def work() -> tuple[Any, LastChange | None]:
            with self.store.write(why) as session:
                result = act(session)
            return result, last_change(self.store)

        def after(result: tuple[Any, LastChange | None]) -> None:
            self.tell(said(result[0]), result[1])
            if done is not None:
                done(result[0])

        self.run(work, after, failed=failed)

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
