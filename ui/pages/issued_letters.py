"""The register of letters that went out: every number, void ones too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from desktop_app.desk import letters
from desktop_app.desk.lists import Filled, Listing
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import IssuedLetter
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.paper import show_letter
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class Register(Listing):
    """Letters; the document reads as its title."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        from exports.documents import DOCUMENTS

        rows = super().rows(ids)
        for row in rows:
            known = DOCUMENTS.get(row.get("document", ""))
            row["document"] = _(known.title) if known else row.get("document", "")
        return rows


class IssuedLettersPane(RecordPane):
    """What went out; a letter is issued from the record it is about."""

    record = IssuedLetter
    by_acts = True
    columns = (
        Column("number", N_("Letter number"), 13, tight=True),
        Column("document", N_("Letter"), 19),
        Column("issued_on", N_("Issued on"), 8, tight=True),
        Column("addressee", N_("Addressee"), 15),
        Column("void_on", N_("Void since"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("issued_on", True)
    glance = (
        ("issued_on", N_("Issued on")),
        ("addressee", N_("Addressee")),
        ("officer", N_("Issued by")),
        ("void_on", N_("Void since")),
        ("void_reason", N_("Reason of voiding")),
    )
    subtitle = "document"
    sections = (
        Section("", ("number", "issued_on", "addressee", "officer", "void_on", "void_reason")),
    )
    filters = (
        Filter("all_issued", N_("All")),
        Filter("standing", N_("In force")),
        Filter("void", N_("Void")),
    )
    wording = Wording(
        N_("Search letter number"),
        empty_heading=N_("No letters issued yet"),
        empty_text=N_("They are issued under “Letters” in the record they are about."),
        hints=N_("Enter opens · Ctrl+O shows the letter · Del makes void"),
    )

    def wanted(self, filter: str) -> Wanted:
        wanted = {"standing": None, "void": Filled()}
        return Wanted({"void_on": wanted[filter]} if filter in wanted else {})

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return Register(
            self.store, self.record, paths, self.office.zone, filter=wanted, searched=self.searched
        )

    def list_actions(self) -> list[Action]:
        show, void = self._show_chosen, self._void_chosen
        return [
            Action("show", N_("Show"), show, "eye", stroke("row_file"), reads=True),
            Action("void", N_("Make void"), void, "x", stroke("void")),
        ]

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, IssuedLetter)
        show, void = partial(self._look, record.id), partial(self._void, record.id)
        found = [Action("show", N_("Show"), show, "eye", stroke("row_file"), reads=True)]
        if record.void_on is None:
            found.append(Action("void", N_("Make void"), void, "x"))
        return found

    def _show_chosen(self) -> None:
        if id := self.list.current_id():
            self._look(id)

    def _void_chosen(self) -> None:
        if id := self.list.current_id():
            self._void(id)

    def _look(self, id: str) -> None:
        """Show the letter as it went out."""

        def work() -> str:
            with self.store.read() as session:
                return session.get_one(IssuedLetter, id).document

        self.run(work, lambda name: show_letter(self.shell, name, id))

    def _void(self, id: str) -> None:
        """Make a number void, with its reason; it stays in the register."""
        reason = self.shell.dialogs.line(_("Make void"), _("Reason"))
        if not reason:
            return

        def act(session: Write) -> str:
            letter = session.get_one(IssuedLetter, id)
            letters.void(session, letter, reason)
            return letter.number

        said = N_("Void: {number}")
        self.write(letters.VOIDED, act, lambda number: _(said).format(number=number))
