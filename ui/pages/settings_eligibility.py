"""Headquarters' lists that eligibility rests on: minimum wages, and the rules themselves."""

from __future__ import annotations

from desktop_app.i18n import N_
from desktop_app.records import EligibilityRule, MinimumWage
from ui.models.record_table import Column
from ui.pages.settings_records import ListOfHeadquarters
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class MinimumWagePane(ListOfHeadquarters):
    """The minimum wages (UMK), each from a date on; the lowest is what a rule compares with."""

    record = MinimumWage
    columns = (
        Column("name", N_("Name"), 20),
        Column("region", N_("Region code"), 9, tight=True),
        Column("amount", N_("Amount a month"), 11, right=True),
        Column("valid_from", N_("Valid from"), 11, tight=True),
        Column("basis", N_("Legal basis"), 16),
    )
    sort = ("name", False)
    sections = (Section("", ("name", "region", "amount", "valid_from", "basis")),)
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("No minimum wages yet"),
        empty_text=N_("Headquarters keeps the table; rules of eligibility cite its rows."),
    )
    headquarters_text = N_("New minimum wage")
    sticky = ("valid_from", "basis")


class EligibilityRulePane(ListOfHeadquarters):
    """The rules of eligibility, by set and date."""

    record = EligibilityRule
    columns = (
        Column("ruleset", N_("Set of rules"), 9, tight=True),
        Column("name", N_("Rule"), 20),
        Column("severity", N_("If not met"), 8),
        Column("parameter_key", N_("Key of the parameter"), 14),
        Column("valid_from", N_("Valid from"), 9, tight=True),
        Column("basis", N_("Legal basis"), 14),
    )
    sort = ("ruleset", True)
    sections = (
        Section(
            "",
            (
                *("ruleset", "code", "name", "name_en", "question", "severity"),
                *("parameter", "parameter_key", "valid_from", "valid_to"),
            ),
        ),
        Section(N_("Details"), ("basis", "rank")),
    )
    wording = Wording(N_("Search rule"))
    headquarters_text = N_("New rule")
    not_copied = ("valid_from", "valid_to")
