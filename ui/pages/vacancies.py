"""Vacancies: work that employers offer, who fits, and who was sent there."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.vacancies import open_vacancies, past_vacancies
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.records import Employer, Vacancy
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.matches_part import MatchesPart
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.referrals import ReferralsOfVacancy
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class VacanciesPane(RecordPane):
    """What employers offer; opened, it proposes graduates who fit."""

    record = Vacancy
    columns = (
        Column("position", N_("Position"), 13),
        Column("employer_name", N_("Company name"), 12),
        Column("places", N_("Places"), 5, right=True),
        Column("programme", N_("Fitting programme"), 13),
        Column("region", N_("District or city"), 9),
        Column("until", N_("Open until"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("until", False)
    glance = (
        ("employer", N_("Employer")),
        ("place", N_("Place")),
        ("pay", N_("Wage offered a month")),
        ("contact", N_("Contact person")),
        ("requirements", N_("Requirements")),
        ("told_on", N_("Told on")),
        ("closed_on", N_("Closed on")),
    )
    subtitle = "employer_name"
    sections = (
        Section(
            "",
            (
                *("position", "employer", "employer_name", "places"),
                *("programme", "region", "pay", "until"),
            ),
        ),
        Section(
            N_("Details"),
            ("place", "requirements", "contact", "told_on", "closed_on"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("open", N_("Open vacancies")),
        Filter("over", N_("Over")),
    )
    wording = Wording(
        N_("Search position, company"),
        empty_heading=N_("No vacancies yet"),
        empty_text=N_("Record what employers offer; graduates who fit are proposed."),
    )
    new_text = N_("New vacancy")
    sticky = ("employer", "employer_name", "region")
    not_copied = ("told_on", "closed_on")
    then = "fitting"

    def wanted(self, filter: str) -> Wanted:
        if filter == "open":
            return Wanted(within=open_vacancies(self.office.today))
        return Wanted(within=past_vacancies(self.office.today)) if filter == "over" else Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        return {"told_on": self.office.today}

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        """The company's name stands in the list, whether it is recorded or not."""
        if values.get("employer") and not values.get("employer_name"):
            values["employer_name"] = session.get_one(Employer, values["employer"]).name

    def parts(self, record: Record) -> list[Part]:
        mine = {"vacancy": record.id}
        return [
            Part("fitting", N_("Fitting graduates"), partial(MatchesPart, self, record.id)),
            Part("referrals", N_("Referrals"), partial(ReferralsOfVacancy, self.page, mine)),
        ]

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Vacancy)
        if record.closed_on is not None:
            return []
        close = partial(self.close_vacancy, record.id)
        return [Action("close", N_("Close the vacancy"), close, "circle-check", menu_only=True)]

    def close_vacancy(self, id: str) -> None:
        """The places are taken, or the offer is withdrawn."""

        def act(session: Write) -> None:
            session.get_one(Vacancy, id).closed_on = session.facts.today

        said = _("The vacancy is closed.")
        self.write(N_("Vacancy closed"), act, lambda _none: said, lambda _none: self.open_id(id))
