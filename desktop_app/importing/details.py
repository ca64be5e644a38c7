"""What a list says of a person beside who it is: contact, schooling, bank, wage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from desktop_app.i18n import N_
from desktop_app.importing.entry import Person
from desktop_app.importing.findings import Weight, finding
from desktop_app.importing.tables import Cell
from desktop_app.importing.values import (
    bank_of,
    digits_of,
    education_of,
    money_of,
    phones_of,
    text_of,
)
from desktop_app.reading import Unreadable
from desktop_app.records.identifiers import (
    normalise_account,
    normalise_email,
    normalise_family_card,
    normalise_phone,
    normalise_postal_code,
)
from desktop_app.wording import money

Take: TypeAlias = Callable[[str], Cell]
"""Gives the cell of a field, None if it says nothing."""

LOWEST_WAGE = 100_000
"""Rupiah a month under which an amount was probably written in thousands."""


def contact(take: Take, person: Person) -> None:
    """How to reach the person, and the numbers on the person's papers."""
    numbers: list[str] = []
    for name in ("phone", "other_phone"):
        cell = take(name)
        numbers += [] if cell is None else map(normalise_phone, phones_of(cell))
    if numbers:
        person.worker["phone"] = numbers[0]
        person.other_phones = tuple(dict.fromkeys(numbers[1:]))
    simple: dict[str, Callable[[str], str]] = {
        "email": normalise_email,
        "address": str,
        "major": str,
        "account_holder": str,
        "postal_code": normalise_postal_code,
        "family_card": normalise_family_card,
        "account": normalise_account,
    }
    for name, normalise in simple.items():
        cell = take(name)
        if cell is None:
            continue
        numeric = isinstance(cell, int | float) and name in ("family_card", "account")
        if numeric and abs(float(str(cell))) >= 10**15:
            text = N_("Typed as a number, so that Excel has lost the last digits")
            advice = N_("Format the column as Text and type the number again.")
            person.findings.append(finding(name, "ROUNDED", text, advice))
            continue
        person.worker[name] = normalise(digits_of(cell) if normalise is not str else text_of(cell))


def schooling_and_bank(take: Take, person: Person) -> None:
    """Education, subject and bank, as codes of the shipped lists."""
    cell = take("education")
    if cell is not None and (read := education_of(cell)):
        person.worker["education"] = read[0]
        if read[1] and "major" not in person.worker:
            person.worker["major"] = read[1]
    elif cell is not None:
        _not_understood("education", cell, person)
    cell = take("bank")
    if cell is not None and (code := bank_of(cell)):
        person.worker["bank"] = code
    elif cell is not None:
        _not_understood("bank", cell, person)


def _not_understood(field: str, cell: Cell, person: Person) -> None:
    text = N_("“{text}” is not in the list and was left out")
    advice = N_("Choose it by hand once the worker is recorded.")
    person.findings.append(
        finding(field, "UNKNOWN", text, advice, weight=Weight.REMARK, text=text_of(cell)[:40])
    )


def wage(cell: Cell, person: Person) -> None:
    """The last wage in whole rupiah."""
    if cell is None:
        return
    try:
        rupiah, sen = money_of(cell)
    except Unreadable:
        text = N_("The wage “{text}” cannot be read as an amount")
        advice = N_("Write the wage in whole rupiah, for example 4200000.")
        person.findings.append(
            finding("wage", "MONEY", text, advice, weight=Weight.LOOK, text=text_of(cell)[:30])
        )
        return
    person.case["wage"] = rupiah
    if sen:
        text = N_("The wage has sen; amounts are whole rupiah")
        advice = N_("Check the amount; rounded it would be {amount}.")
        person.findings.append(
            finding("wage", "SEN", text, advice, weight=Weight.LOOK, amount=money(rupiah))
        )
    elif 0 < rupiah < LOWEST_WAGE:
        text = N_("The wage of {amount} is unusually low")
        advice = N_("Check whether it was written in thousands.")
        person.findings.append(
            finding("wage", "LOW", text, advice, weight=Weight.REMARK, amount=money(rupiah))
        )
