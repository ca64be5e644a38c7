"""The budget: lines of headquarters, split to offices, and the book of what is moved on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.desk import budget, budget_lines
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.budget import Standing, implausible, standing
from desktop_app.reading import Unreadable, read_money
from desktop_app.records import BudgetLine, BudgetMovement
from desktop_app.records.budget import Movement
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import money
from ui.models.record_table import Column, Row
from ui.pages.arrangement import badge
from ui.pages.budget_split import SplitPart
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import MOVEMENT
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Label
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

LOW = 24
"""Height in em below which the sum of the year gives its room to the list."""

STANDS = ("now", "committed", "realised", "remainder")


def _short(row: Row) -> str:
    return "bad" if row.get("short") else ""


class BudgetPane(RecordPane):
    """What is set aside: for a year, an office, a programme, a kind of cost."""

    record = BudgetLine
    columns = (
        Column("code", N_("Code"), 7),
        Column("name", N_("Budget line"), 13),
        Column("for_office", N_("Office"), 5),
        Column("now", N_("Ceiling (pagu)"), 9, right=True, sortable=False),
        Column("committed", N_("Committed"), 9, right=True, sortable=False),
        Column("realised", N_("Realised"), 9, right=True, sortable=False),
        Column("remainder", N_("Left"), 9.5, right=True, state=_short, sortable=False),
    )
    sort: ClassVar[tuple[str, bool]] = ("code", False)
    glance = (
        ("programme_year", N_("Programme year")),
        ("for_office", N_("Office")),
        ("programme", N_("Training programme")),
        ("cost_kind", N_("Kind of cost")),
        ("quota", N_("Quota (people)")),
        ("document", N_("Document")),
    )
    subtitle = "name"
    sections = (
        Section(
            "",
            (
                *("code", "name", "programme_year", "ceiling"),
                *("for_office", "quota", "programme", "document"),
            ),
        ),
        Section(N_("Details"), ("cost_kind", "notes"), folded=True),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("year", N_("This year")),
    )
    wording = Wording(
        N_("Search code or name"),
        empty_heading=N_("No budget yet"),
        empty_text=N_("Headquarters sends the budget; until then the ceiling of the programme."),
    )
    new_text = N_("New budget line")
    sticky = ("programme_year", "programme", "cost_kind", "document")
    not_copied = ("code", "for_office", "ceiling", "quota")

    def above(self) -> QWidget:
        self.sum = Label("", role="muted")
        self.sum.setWordWrap(True)
        return self.sum

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a low window the list and its panels have the room.
        self.sum.setVisible(self.height() >= px(LOW))

    def refresh(self) -> None:
        super().refresh()
        year = self.office.today.year

        def work() -> tuple[bool, Standing]:
            with self.store.read() as session:
                office, facts = self.office.office.code, self.store.facts()
                found = budget_lines.standings(session, year, office, facts)
            return "" in found and len(found) == 1, sum(found.values(), Standing())

        def done(result: tuple[bool, Standing]) -> None:
            beside, stands = result
            words = (
                _("{year}, ceiling of the programme: {stands}")
                if beside
                else _("{year}, all lines: {stands}")
            )
            self.sum.setText(words.format(year=str(year), stands=_said(stands)))

        self.run(work, done, key=f"sum {id(self)}")

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        fields = [path for path in paths if path not in STANDS]
        return budget_lines.StandingListing(
            self.store,
            self.record,
            fields,
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def wanted(self, filter: str) -> Wanted:
        if filter == "year":
            return Wanted({"programme_year": self.office.today.year})
        return Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        return {"programme_year": self.office.today.year}

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, BudgetLine)
        session.flush()
        budget_lines.must_fit(session, record)

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, BudgetLine)
        found = budget.booked(session, record.programme_year)
        own = budget.ceilings_of(session, record.programme_year).get(record.id, record.ceiling)
        words = _said(standing(own, found.get(record.id, ())))
        if own != record.ceiling:
            split = _("{split} of {whole} is split to offices")
            split = split.format(split=money(record.ceiling - own), whole=money(record.ceiling))
            words = f"{split} · {words}"
        warn = self.store.facts().parameter("budget.per_participant_warn")
        each = implausible(record.ceiling, record.quota, warn)
        if each is None:
            return words
        high = _("{each} a person is more than {most}: check ceiling and quota")
        return f"{words} · {high.format(each=money(each), most=money(warn))}"

    def parts(self, record: Record) -> list[Part]:
        assert isinstance(record, BudgetLine)
        mine = {"line": record.id}
        found = [Part("book", N_("Book of the budget"), partial(MovementsPane, self.page, mine))]
        if self.office.office.headquarters and record.for_office is None:
            found.insert(0, Part("split", N_("Split to offices"), partial(SplitPart, self, record)))
        return found

    def acts(self, record: Record) -> list[Action]:
        change = partial(self.adjust, record.id)
        return [Action("adjust", N_("Change the ceiling …"), change, "pencil", stroke("act"))]

    def adjust(self, id: str) -> None:
        """Raise or lower the ceiling by an entry of the book, with its document."""
        ask = partial(self.shell.dialogs.line, _("Change the ceiling …"))
        typed = ask(_("By how much (with a minus to lower it)"))
        document = ask(_("Number and date of the document")) if typed else None
        reason = ask(_("Reason")) if document else None
        if not (typed and document and reason):
            return
        try:
            by = read_money(typed) or 0
        except Unreadable as error:
            self.shell.messages.error(str(error))
            return

        def act(session: Write) -> None:
            line = session.get_one(BudgetLine, id)
            budget_lines.adjust(session, line, by, document, reason)

        self.write(
            N_("Ceiling changed"),
            act,
            lambda _none: _("The ceiling was changed."),
            lambda _none: self.open_id(id, "book"),
        )


def _said(stands: Standing) -> str:
    return _(
        "ceiling {ceiling} · committed {committed} · realised {realised} · left {left}"
    ).format(
        ceiling=money(stands.ceiling),
        committed=money(stands.committed),
        realised=money(stands.realised),
        left=money(stands.remainder),
    )


class MovementsPane(RecordPane):
    """The book: entries of all lines, in the order of their days; none is ever edited."""

    record = BudgetMovement
    columns = (
        Column("booked_on", N_("Booked on"), 8, tight=True),
        Column("line", N_("Budget line"), 16),
        Column("kind", N_("Kind of movement"), 11, state=badge("kind", MOVEMENT)),
        Column("document", N_("Document"), 14),
        Column("amount", N_("Amount"), 11, right=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("booked_on", True)
    glance = (
        ("line", N_("Budget line")),
        ("kind", N_("Kind of movement")),
        ("document", N_("Document")),
        ("amount", N_("Amount")),
        ("reverses", N_("Reverses")),
        ("reason", N_("Reason")),
        ("over_reason", N_("Reason for going over the ceiling")),
    )
    searched: ClassVar[tuple[str, ...]] = ("line",)
    sections = (
        Section(
            "",
            (
                *("line", "kind", "amount", "booked_on"),
                *("document", "reverses", "reason", "over_reason"),
            ),
        ),
    )
    by_acts = True
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("all", N_("All")),
        Filter("commitments", N_("Commitments")),
        Filter("realisations", N_("Realisations")),
        Filter("reversals", N_("Reversals")),
    )
    wording = Wording(
        N_("Search document or budget line"),
        empty_heading=N_("Nothing booked yet"),
        empty_text=N_("Seats in classes and payments are booked by themselves."),
    )

    def acts(self, record: Record) -> list[Action]:
        back = partial(self.take_back, record.id)
        return [Action("back", N_("Take back …"), back, "undo-2", stroke("act"))]

    def take_back(self, id: str) -> None:
        """Reverse an entry that was made by hand."""
        reason = self.shell.dialogs.line(_("Take back …"), _("Reason"))
        if not reason:
            return
        self.write(
            N_("Entry of the budget taken back"),
            lambda session: budget_lines.take_back(
                session, session.get_one(BudgetMovement, id), reason
            ),
            lambda _entry: _("The entry was taken back."),
            lambda _entry: self.close_view(),
        )

    def wanted(self, filter: str) -> Wanted:
        kinds = {
            "commitments": {Movement.COMMITMENT, Movement.RELEASE},
            "realisations": {Movement.REALISATION},
            "reversals": {Movement.REVERSAL},
        }
        return Wanted({"kind": kinds[filter]}) if filter in kinds else Wanted()
