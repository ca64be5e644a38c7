"""Open drafts: what an officer has typed and not saved, kept on this PC."""

from __future__ import annotations

from datetime import datetime

from desktop_app.fields import describe
from desktop_app.records import CATALOGUE
from desktop_app.records.record import Record, from_stored
from desktop_app.store.local import StoredDraft, drafts, drop_draft, keep_draft
from ui.desk_office import DeskOffice
from ui.models.draft import Draft
from ui.models.record_table import Runner

_TYPED = "?"
"""Ends the name of a field whose text could not be read as a value."""


class Drafts:
    """Keeps drafts in the store's thread, each in its newest state only."""

    def __init__(self, office: DeskOffice, run: Runner) -> None:
        self._office = office
        self._run = run
        self._latest: dict[str, StoredDraft] = {}

    def keep(self, draft: Draft, caption: str, *, at_once: bool = False) -> None:
        """Put a draft down; `at_once` where nothing may come after (the window goes)."""
        stored = self._stored(draft, caption, self._office.office.now)
        self._latest[stored.id] = stored
        if at_once:
            self._write(stored.id)
        else:
            self._run(lambda: self._write(stored.id), lambda _none: None)

    def drop(self, draft: Draft) -> None:
        """Forget a draft: saved, or thrown away on purpose. In the store's thread."""
        id = self._id(draft)
        self._latest.pop(id, None)
        with self._office.store.local() as connection:
            drop_draft(connection, id)

    def forget(self, draft: Draft) -> None:
        """The same, from the window's thread."""
        self._latest.pop(self._id(draft), None)
        self._run(lambda: self.drop(draft), lambda _none: None)

    def all(self) -> list[StoredDraft]:
        """The officer's drafts, newest first. In the store's thread."""
        with self._office.store.raw() as connection:
            return drafts(connection, self._office.store.author.officer)

    def open(self, record: type[Record]) -> list[StoredDraft]:
        """Those of a record type. In the store's thread."""
        return [draft for draft in self.all() if draft.record == record.__tablename__]

    def _write(self, id: str) -> None:
        stored = self._latest.pop(id, None)
        if stored is not None:
            with self._office.store.local() as connection:
                keep_draft(connection, stored)

    def _id(self, draft: Draft) -> str:
        # Two officers at one PC may be writing the same record.
        officer = self._office.store.author.officer
        return draft.id if draft.is_new else f"{draft.id[:32]}-{officer[:31]}"

    def _stored(self, draft: Draft, caption: str, at: datetime) -> StoredDraft:
        kinds = describe(draft.record_type)
        kept = draft.as_stored()
        return StoredDraft(
            id=self._id(draft),
            officer=self._office.store.author.officer,
            record=draft.record_type.__tablename__,
            record_id=None if draft.is_new else draft.id,
            caption=caption[:200],
            at=at,
            base={
                name: None if value is None else kinds[name].kind.stored(value)
                for name, value in draft.base.items()
            },
            fields=kept["values"]
            | {f"{name}{_TYPED}": text for name, text in kept["texts"].items()},
        )


def restored(stored: StoredDraft) -> Draft:
    """The draft as it was kept; a field this version does not know is left out."""
    record = CATALOGUE[stored.record]
    typed = {n: v for n, v in stored.fields.items() if n.endswith(_TYPED)}
    values = from_stored(
        record, {name: value for name, value in stored.fields.items() if name not in typed}
    )
    base = from_stored(record, stored.base)
    draft = Draft.new(record, id=stored.record_id or stored.id)
    if base:
        draft.base, draft.values = base, dict(base)
    draft.values.update(values)
    draft.texts.update({n.removesuffix(_TYPED): str(v) for n, v in typed.items()})
    return draft
