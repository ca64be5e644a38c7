"""Letters that come in: kept with their scan, given to officers, and made into cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from desktop_app.desk import editing, incoming, scans
from desktop_app.desk.lists import Between
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import free_number, next_numbers
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import must_show
from desktop_app.records import Attachment, Consultation, Disposition, IncomingLetter
from desktop_app.records.record import Record
from desktop_app.store import attachments
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from exports.scans import as_pdf
from ui.models.record_table import Column
from ui.pages.issued_letters import IssuedLettersPane
from ui.pages.opened import Part
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.paper import PaperDialog, scan_given
from ui.why import reason_to_show
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class LettersPane(RecordPane):
    """The letters, each with its agenda number."""

    record = IncomingLetter
    columns = (
        Column("agenda_number", N_("Agenda number"), 12.5, tight=True),
        Column("received_on", N_("Received on"), 8, tight=True),
        Column("sender", N_("Sender"), 16),
        Column("subject", N_("Subject of the letter"), 20),
        Column("number", N_("Letter number"), 11),
    )
    sort: ClassVar[tuple[str, bool]] = ("received_on", True)
    glance = (
        ("received_on", N_("Received on")),
        ("number", N_("Letter number")),
        ("dated", N_("Letter dated")),
        ("subject", N_("Subject of the letter")),
        ("consultation", N_("Consultation")),
    )
    subtitle = "sender"
    searched: ClassVar[tuple[str, ...]] = ("employer",)
    sections = (
        Section("", ("number", "dated", "received_on", "employer", "sender", "subject")),
        Section(N_("Details"), ("agenda_number", "consultation", "notes"), folded=True),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("no_case", N_("Without consultation")),
        Filter("no_scan", N_("Without scan")),
    )
    wording = Wording(
        N_("Search sender, subject, number"),
        empty_heading=N_("No letters yet"),
        empty_text=N_("Record a letter that came in; a case can be begun from it."),
        to_do=frozenset({"no_scan"}),
    )
    new_text = N_("New letter")
    not_copied = ("agenda_number", "number", "consultation", "scan")
    then = "dispositions"

    def wanted(self, filter: str) -> Wanted:
        field = {"no_case": "consultation", "no_scan": "scan"}.get(filter)
        return Wanted({field: None}) if field else Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        today = self.office.today
        (number,) = next_numbers(session, IncomingLetter, today.year)
        return {"agenda_number": number, "dated": today, "received_on": today}

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if new:
            year, wanted = values["received_on"].year, values.get("agenda_number")
            values["agenda_number"] = free_number(session, IncomingLetter, year, wanted)

    def fills(self) -> Mapping[str, Callable[[Any], Mapping[str, Any]]]:
        return {"employer": lambda id: {"sender": self.caption("Employer", id)} if id else {}}

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, IncomingLetter)
        case = session.get(Consultation, record.consultation) if record.consultation else None
        scan = _("With scan") if record.scan else _("No scan yet")
        return " · ".join([scan, *([case.number] if case else [])])

    def parts(self, record: Record) -> list[Part]:
        make = partial(DispositionsOfLetter, self.page, {"letter": record.id})
        return [Part("dispositions", N_("Dispositions"), make)]

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, IncomingLetter)
        ask = self.shell.document_asked.emit
        found = [
            Action(
                "sheet",
                N_("Disposition sheet"),
                partial(ask, "disposition-sheet", record.id),
                "file-text",
                stroke("print"),
            ),
            Action(
                "scan", N_("Scan …"), partial(self.choose_scan, record.id), "upload", stroke("act")
            ),
        ]
        if record.consultation is not None:
            go = partial(self.shell.go, "consultations", id=record.consultation)
            found.insert(0, Action("case", N_("Open the consultation"), go, "message-square-text"))
        else:
            begin = partial(self.begin_case, record.id)
            text = N_("Begin a consultation from this letter")
            found.insert(0, Action("case", text, begin, "message-square-text", stroke("set")))
        if record.scan is not None:
            show = partial(self.show_scan, record.id)
            found.append(Action("show scan", N_("Show the scan"), show, "eye", stroke("row_file")))
        return found

    def begin_case(self, id: str) -> None:
        """A consultation with what the letter says; both are saved together."""

        def act(session: Write) -> str:
            letter = editing.fetch(session, IncomingLetter, id)
            assert isinstance(letter, IncomingLetter)
            return incoming.begin_case(session, letter).id

        self.write(
            N_("Consultation begun from a letter"),
            act,
            lambda _id: _("The consultation is recorded; complete it."),
            lambda made: self.shell.go("consultations", id=made),
        )

    def choose_scan(self, id: str) -> None:
        """Take in a PDF, JPEG or PNG as the scan of the letter."""
        kinds = _("Scans (*.pdf *.jpg *.jpeg *.png)")
        chosen = self.shell.dialogs.open_files(_("Scan of the letter"), Path.home(), kinds)
        if not chosen:
            return

        def act(session: Write) -> None:
            letter = editing.fetch(session, IncomingLetter, id)
            assert isinstance(letter, IncomingLetter)
            letter.scan = scans.take_in(session, self.office.office, chosen[0], letter).id

        self.write(
            N_("Scan of a letter"),
            act,
            lambda _none: _("The scan is kept, sealed."),
            lambda _none: self.open_id(id),
        )

    def show_scan(self, id: str) -> None:
        """Show the scan in the program; that it was looked at is put down."""
        office, reason = self.office.office, reason_to_show(self.shell)
        if reason is None:
            return

        def work() -> tuple[str, bytes]:
            must_show(office.roles, reason)
            with self.store.write(reason or N_("Scan shown")) as session:
                letter = editing.fetch(session, IncomingLetter, id)
                assert isinstance(letter, IncomingLetter) and letter.scan is not None
                scan = session.get_one(Attachment, letter.scan)
                session.accessed(letter, ("scan",))
            return letter.agenda_number, as_pdf(attachments.get(office, scan), scan.media_type)

        def done(found: tuple[str, bytes]) -> None:
            number, data = found
            given = scan_given("incoming_letter", id)
            PaperDialog(self.shell, _("Scan of the letter"), f"{number}.pdf", data, given).open()

        self.run(work, done)


class DispositionsPane(RecordPane):
    """What officers shall do about letters; one's own first."""

    record = Disposition
    columns = (
        Column("instruction", N_("Instruction"), 18),
        Column("letter", N_("Incoming letter"), 14),
        Column("officer", N_("To"), 9),
        Column("due_on", N_("Due on"), 8, tight=True),
        Column("done_on", N_("Done on"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("due_on", False)
    glance: ClassVar[tuple[tuple[str, str], ...]] = (
        ("letter", N_("Incoming letter")),
        ("given_on", N_("Given on")),
        ("given_by", N_("Given by")),
        ("due_on", N_("Due on")),
        ("done_on", N_("Done on")),
        ("result", N_("What was done")),
    )
    subtitle = "officer"
    searched: ClassVar[tuple[str, ...]] = ("letter",)
    sections = (Section("", ("officer", "instruction", "due_on", "done_on", "result")),)
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("mine", N_("For me")),
        Filter("mine_due", N_("For me, due")),
        Filter("open", N_("Still open")),
        Filter("done", N_("Done")),
    )
    wording = Wording(
        N_("Search subject or number of the letter"),
        empty_heading=N_("No dispositions"),
        empty_text=N_("Dispositions are given in a letter."),
        hints=N_("Enter opens · F7 done"),
        to_do=frozenset({"mine", "mine_due", "open"}),
    )

    def wanted(self, filter: str) -> Wanted:
        mine, today = self.store.author.officer, self.office.today
        asked: dict[str, dict[str, Any]] = {
            "mine": {"officer": mine, "done_on": None},
            "mine_due": {"officer": mine, "done_on": None, "due_on": Between(until=today)},
            "open": {"done_on": None},
            "done": {"done_on": Between()},
        }
        return Wanted(asked.get(filter, {}))

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Disposition)
        go = partial(self.page.open, record="incoming_letter", id=record.letter)
        found = [Action("letter", N_("Open the letter"), go, "inbox")]
        if record.done_on is None:
            done = partial(self.finish, [record.id])
            found.append(Action("done", N_("Done …"), done, "circle-check", stroke("act")))
        return found

    def list_actions(self) -> list[Action]:
        return [Action("done", N_("Done …"), self.finish_selected, "circle-check", stroke("act"))]

    def finish_selected(self) -> None:
        """Put down what was done about the rows selected."""
        if ids := self.list.selected_ids():
            self.finish(ids)

    def finish(self, ids: list[str]) -> None:
        """Ask what was done, and put it down."""
        result = self.shell.dialogs.line(_("Done"), _("What was done"))
        if not result or not result.strip():
            return

        def said(count: int) -> str:
            words = translate_n("{n} disposition done", "{n} dispositions done", count)
            return words.format(n=count)

        self.write(
            N_("Disposition done"),
            lambda session: incoming.done(session, ids, result),
            said,
            lambda _count: self.close_view() if self.view else None,
        )


class DispositionsOfLetter(DispositionsPane):
    """Who shall do what about one letter."""

    columns = (
        Column("instruction", N_("Instruction"), 18),
        Column("officer", N_("To"), 10),
        Column("due_on", N_("Due on"), 8, tight=True),
        Column("done_on", N_("Done on"), 8, tight=True),
        Column("result", N_("What was done"), 14),
    )
    glance = ()
    searched = ()
    filters = ()
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No dispositions yet"),
        empty_text=N_("Say who shall do what about the letter, and by when."),
        hints=N_("Enter opens · F7 done · Del takes out of use · Esc back"),
    )
    new_text = N_("Add disposition")
    not_copied = ("done_on", "result")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"given_on": self.office.today, "given_by": session.author.officer}


class LettersPage(RecordPage):
    """Incoming letters and what is to be done about them; the register of those that went out."""

    title = N_("Letters")
    shows = frozenset(
        {
            *("incoming_letter", "disposition", "employer", "officer", "consultation"),
            "issued_letter",
        }
    )
    panes: ClassVar[Any] = (
        (N_("Incoming letters"), LettersPane),
        (N_("Dispositions"), DispositionsPane),
        (N_("Issued letters"), IssuedLettersPane),
    )
    inner: ClassVar[Mapping[str, str]] = {}
