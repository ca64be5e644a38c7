"""The records that stand under Settings: the office, who signs, officers, headquarters' lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop_app.desk import editing
from desktop_app.desk.cases import MovedDeadline, holidays, moved_since
from desktop_app.desk.signatories import signatories_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.records import Holiday, Office, Parameter, Signatory
from desktop_app.records.record import Record
from desktop_app.store import attachments
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.moved_words import tell_moved
from ui.pages.page import Page
from ui.pages.record_pane import RecordPane
from ui.pages.signs_on import SignsOn
from ui.widgets.action_row import Action
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_IMAGES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""How the images that a letterhead may be begin."""


class OfficePane(RecordPane):
    """The office itself: one record, always open."""

    record = Office
    columns = (Column("name", N_("Office name"), 12),)
    sections = (
        Section("", ("name", "province", "city", "phone", "address", "postal_code", "email")),
        Section(N_("On paper"), ("site", "data_officer")),
    )
    wording = Wording(N_("Search"))

    def refresh(self) -> None:
        if self.view is None:
            self.open_id(self.office.office.code)

    def close_view(self, show: str = "") -> None:
        self.leave()
        self.open_id(self.office.office.code)

    def enter(self) -> None:
        if self.view is not None:
            self.view.focus()

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, Office)
        return _("With a letterhead image") if record.letterhead else _("No letterhead image yet")

    def acts(self, record: Record) -> list[Action]:
        return [Action("letterhead", N_("Letterhead image …"), self.choose_letterhead, "upload")]

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        self.office.office.record = record if isinstance(record, Office) else None

    def choose_letterhead(self) -> None:
        """Take a PNG or JPEG as the head of all letters."""
        kinds = _("Images (*.png *.jpg *.jpeg)")
        chosen = self.shell.dialogs.open_files(_("Letterhead image"), Path.home(), kinds)
        if not chosen:
            return
        path, office = chosen[0], self.office.office

        def act(session: Write) -> None:
            data = path.read_bytes()
            kind = next((k for head, k in _IMAGES.items() if data.startswith(head)), "")
            if not kind:
                raise UserError("IMAGE", N_("Please choose a PNG or JPEG image."))
            record = editing.fetch(session, Office, office.code)
            assert isinstance(record, Office)
            image = attachments.put(office, data, kind, path.name[:120], of=record)
            session.add(image)
            record.letterhead = image.id

        self.write(
            N_("Letterhead image"),
            act,
            lambda _none: _("The letterhead image is kept; new documents carry it."),
            lambda _none: self.close_view(),
        )


class SignatoryPane(RecordPane):
    """Who signs what, and from when until when."""

    record = Signatory
    columns = (
        Column("name", N_("Full name"), 14),
        Column("position", N_("Position"), 14),
        Column("document", N_("Document"), 9),
        Column("capacity", N_("Capacity"), 9),
        Column("valid_from", N_("Valid from"), 11, tight=True),
        Column("valid_to", N_("Valid to"), 11, tight=True),
    )
    sections = (
        Section("", ("name", "position", "document", "capacity", "valid_from", "valid_to")),
        Section(N_("Details"), ("number_label", "number", "on_behalf_of", "decree", "place")),
    )
    wording = Wording(
        N_("Search"),
        empty_heading=N_("Nobody signs yet"),
        empty_text=N_("Documents leave the place of the signature blank until somebody does."),
    )
    new_text = N_("New signatory")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"document": "*", "valid_from": self.office.today}

    def above(self) -> QWidget | None:
        self.signs = SignsOn(self.context, self.office.today, _document_title)
        return self.signs

    def refresh(self) -> None:
        super().refresh()
        code = self.office.office.code

        def work() -> Sequence[Signatory]:
            with self.store.read() as session:
                return signatories_of(session, code)

        self.run(work, self.signs.show_signatories, key="signatories")


def _document_title(name: str) -> str:
    """What a document is called to people; its name if there is none such."""
    from exports.documents import DOCUMENTS

    return _(DOCUMENTS[name].title) if name in DOCUMENTS else name


class ListOfHeadquarters(RecordPane):
    """A list that headquarters keeps: written there, read at a branch."""

    headquarters_text: ClassVar[str]

    def __init__(self, page: Page) -> None:
        office = page.shell.office.office
        # A branch's pane has no button for a new record.
        self.new_text = self.headquarters_text if office.headquarters else ""
        super().__init__(page)

    def _lock(self, record: Record) -> str:
        if record.voided_at is not None:
            return _("This record has been taken out of use.")
        if self.office.office.headquarters:
            # Rows that came with the program are headquarters' to change as its own.
            return self.read_only()
        return _("Headquarters keeps this list; it can be read here.")


class ParameterPane(ListOfHeadquarters):
    """The programme's parameters, each from a date on."""

    record = Parameter
    columns = (
        Column("label", N_("Name"), 22),
        Column("value", N_("Value"), 10),
        Column("valid_from", N_("Valid from"), 11, tight=True),
        Column("basis", N_("Basis"), 14),
        Column("provisional", N_("Provisional"), 7),
    )
    sort = ("label", False)
    sections = (
        Section("", ("label", "key", "value", "kind", "valid_from", "basis", "provisional")),
        Section(N_("Details"), ("label_en",)),
    )
    wording = Wording(N_("Search name or key"))
    headquarters_text = N_("New value")

    def _lock(self, record: Record) -> str:
        assert isinstance(record, Parameter)
        if self.office.office.headquarters and record.valid_from <= self.office.today:
            return _("This value has been in force. Duplicate it (Ctrl+D) with a later date.")
        return super()._lock(record)


class HolidayPane(ListOfHeadquarters):
    """The days on which offices are closed."""

    record = Holiday
    columns = (
        Column("day", N_("Date"), 12, tight=True),
        Column("name", N_("Name"), 20),
        Column("kind", N_("Kind"), 10),
        Column("province", N_("Province"), 12),
    )
    sort = ("day", True)
    sections = (Section("", ("day", "name", "kind", "province")),)
    wording = Wording(N_("Search"))
    headquarters_text = N_("New holiday")

    def __init__(self, page: Page) -> None:
        self._known: Sequence[Holiday] | None = None
        super().__init__(page)

    def refresh(self) -> None:
        """Show the table, and whenever it has changed what that moved: saved, voided or undone."""
        super().refresh()
        if self.office.office.headquarters:
            self.run(partial(self._look, self._known), self._tell, key="moved deadlines")

    def _look(
        self, known: Sequence[Holiday] | None
    ) -> tuple[Sequence[Holiday], list[MovedDeadline]]:
        """The table, and what has moved since it was `known`. In the store's thread."""
        return holidays(self.store), moved_since(self.store, known) if known is not None else []

    def _tell(self, seen: tuple[Sequence[Holiday], list[MovedDeadline]]) -> None:
        self._known, moved = seen
        tell_moved(self.shell.dialogs, moved)
