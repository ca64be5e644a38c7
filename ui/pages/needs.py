"""What industry asks for: needs as they come in, and the demand against the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from desktop_app.desk.demand import demand, take_needs
from desktop_app.desk.lists import Between, Listing
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.demand import Line
from desktop_app.records import IndustryNeed, KbliSection
from desktop_app.records.names import fold
from desktop_app.records.partner import NeedSource
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column, Row
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class NeedsPane(RecordPane):
    """The needs, from consultations, associations, employers and surveys."""

    record = IndustryNeed
    columns = (
        Column("skill", N_("Skill or occupation"), 16),
        Column("people", N_("People"), 6, right=True),
        Column("sector", N_("Sector"), 13),
        Column("programme", N_("Fitting programme"), 13),
        Column("source", N_("Told by"), 10),
        Column("noted_on", N_("Noted on"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("noted_on", True)
    glance = (
        ("people", N_("People")),
        ("sector", N_("Sector")),
        ("programme", N_("Fitting programme")),
        ("employer", N_("Employer")),
        ("partner", N_("Partner")),
        ("consultation", N_("Consultation")),
        ("needed_until", N_("Needed until")),
    )
    searched: ClassVar[tuple[str, ...]] = ("employer", "partner")
    sections = (
        Section(
            "",
            (
                *("skill", "people", "source", "sector"),
                *("programme", "needed_until", "employer", "partner"),
            ),
        ),
        Section(N_("Details"), ("consultation", "region", "noted_on", "notes"), folded=True),
    )
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("all", N_("All")),
        Filter("open", N_("Still needed")),
        Filter("without_programme", N_("Without programme")),
    )
    wording = Wording(
        N_("Search skill, employer, partner"),
        empty_heading=N_("No needs yet"),
        empty_text=N_("They come from consultations and associations, or are recorded here."),
        to_do=frozenset({"without_programme"}),
    )
    new_text = N_("New need")
    sticky = ("source", "sector", "employer", "partner")

    def wanted(self, filter: str) -> Wanted:
        if filter == "open":
            return Wanted({"needed_until": Between(since=self.office.today)})
        return Wanted({"programme": None}) if filter == "without_programme" else Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        source = NeedSource.ASSOCIATION if "partner" in self.fixed else NeedSource.EMPLOYER
        return {"noted_on": self.office.today, "source": source}


class NeedsOfConsultation(NeedsPane):
    """The needs that one employer told of in a consultation."""

    filters = ()
    wording = Wording(
        N_("Search skill"),
        empty_heading=N_("No needs taken yet"),
        empty_text=N_("F7 takes them from “Needs of the industry” in the data, one a line."),
        hints=N_("F7 takes from the text · Enter opens · Del takes out of use · Esc back"),
    )

    def starts(self, session: Write) -> dict[str, Any]:
        return {"noted_on": self.office.today, "source": NeedSource.CONSULTATION}

    def list_actions(self) -> list[Action]:
        return [Action("take", N_("Take from the text"), self.take, "list-checks", stroke("act"))]

    def take(self) -> None:
        """Make needs of the consultation's text."""
        consultation = str(self.fixed["consultation"])

        def said(count: int) -> str:
            if not count:
                return _("All needs of the text are taken already.")
            return translate_n("{n} need taken", "{n} needs taken", count).format(n=count)

        self.write(
            N_("Needs taken from the consultation"),
            lambda session: len(take_needs(session, consultation)),
            said,
        )


class DemandListing(Listing):
    """The demand by sector and skill; few lines, worked out whole when first asked.

    A line's id is its sector and first skill, with a tabulator between.
    """

    def __init__(self, pane: DemandPane, text: str, filter: str) -> None:
        super().__init__(pane.store, KbliSection, (), pane.office.zone)
        self._today, self._words, self._filter = pane.office.today, fold(text).split(), filter

    @cached_property
    def _lines(self) -> dict[str, Line]:
        with self.store.read() as session:
            found = demand(session, self._today)
        return {f"{ln.sector}\t{ln.skills[0]}": ln for ln in found if self._fits(ln)}

    def _fits(self, line: Line) -> bool:
        names = [line.sector, *line.skills, *(course.name for course in line.courses)]
        told = fold(" ".join(names))
        wanted = {"gap": line.gap > 0, "without": not line.courses}
        return wanted.get(self._filter, True) and all(word in told for word in self._words)

    def count(self) -> int:
        """How many lines fit."""
        return len(self._lines)

    def ids(self, sort: str, descending: bool, offset: int, limit: int) -> list[str]:
        """Their ids, in the order of the column."""

        def key(id: str) -> tuple[int, str, str]:
            line = self._lines[id]
            figures = {"people": line.people, "seats": line.seats, "gap": line.gap}
            named = fold(line.skills[0])
            words = (line.sector, named) if sort == "sector" else (named, line.sector)
            return (figures.get(sort, 0), *words)

        return sorted(self._lines, key=key, reverse=descending)[offset : offset + limit]

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say."""
        return [_row(self._lines[id]) for id in ids]


def _row(line: Line) -> dict[str, str]:
    people = integer(line.people)
    if line.uncounted:
        people = _("{n} and more").format(n=people) if line.people else _("not said")
    return {
        "sector": line.sector,
        "skill": ", ".join(line.skills),
        "people": people,
        "programmes": ", ".join(course.name for course in line.courses) or _("none yet"),
        "seats": integer(line.seats),
        "gap": integer(line.gap) if line.people else "–",
        "role": "bad" if not line.courses else "warning" if line.gap else "good",
    }


def _role(row: Row) -> str:
    return str(row.get("role", "muted"))


class DemandPane(RecordPane):
    """The demand against the catalogue, by sector and skill; to look up."""

    record = KbliSection
    columns = (
        Column("sector", N_("Sector"), 13),
        Column("skill", N_("Skill or occupation"), 15),
        Column("people", N_("People asked for"), 8, right=True),
        Column("programmes", N_("Fitting programmes"), 16, sortable=False),
        Column("seats", N_("Seats planned"), 8, right=True),
        Column("gap", N_("Missing seats"), 8, state=_role),
    )
    sort: ClassVar[tuple[str, bool]] = ("gap", True)
    filters = (
        Filter("all", N_("All")),
        Filter("gap", N_("Seats missing")),
        Filter("without", N_("Without programme")),
    )
    wording = Wording(
        N_("Search sector, skill, programme"),
        empty_heading=N_("No demand yet"),
        empty_text=N_("Needs that are recorded are shown here against programmes and classes."),
        hints=N_("Enter opens the needs · Ctrl+C copies"),
        to_do=frozenset({"gap", "without"}),
    )

    def listing(self, text: str, filter: str) -> DemandListing:
        return DemandListing(self, text, filter)

    def open_row(self, id: str) -> None:
        self.page.open(record="industry_need", text=id.partition("\t")[2])
