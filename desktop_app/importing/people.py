"""People out of rows: every cell as a value, with all that is odd about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import Any

from desktop_app.fields import Described, describe
from desktop_app.i18n import N_
from desktop_app.importing import details
from desktop_app.importing.columns import Mapping
from desktop_app.importing.days import DayRead, Order, order_of, read_cell_day, triple
from desktop_app.importing.entry import Person
from desktop_app.importing.findings import Finding, Weight, finding, from_problem
from desktop_app.importing.nik import Nik, doubt_of_rounding, read_cell_nik
from desktop_app.importing.rows import people_rows
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.importing.values import blank, digits_of, name_of, sex_of, sex_words, text_of
from desktop_app.reading import Unreadable
from desktop_app.records.consultation import AffectedWorker
from desktop_app.records.identifiers import normalise_kpj
from desktop_app.records.national_id import nik_against
from desktop_app.records.worker import Membership, Sex, Worker

_SEXES = {"L": Sex.MALE, "P": Sex.FEMALE, "M": Sex.MALE, "F": Sex.FEMALE}
"""By the letter of a list (laki-laki, perempuan) or of a NIK that was read."""

_DAYS = ("birth_date", "birth_place_date", "notice_on", "terminated_on")


class PeopleReader:
    """Reads rows of one list; knows what the list as a whole tells about its cells."""

    def __init__(self, sheet: SheetRows, mapping: Mapping, today: date) -> None:
        self.sheet, self.mapping, self.today = sheet, mapping, today
        self.rows = list(people_rows(sheet, mapping))
        self.typed: Collection[int] = ()
        self.sexes = sex_words(self._column(self.rows, "sex"))
        self.rounded = doubt_of_rounding(self._column(self.rows, "nik"))
        self.orders = self._orders(self.rows)

    def _column(self, rows: Sequence[Row], field: str) -> list[Cell]:
        column = self.mapping.column(field)
        return [] if column is None else [row.cell(column) for row in rows]

    def _orders(self, rows: Sequence[Row]) -> dict[str, Order]:
        """The order of day and month by field: its own column's, else the whole list's."""
        told: list[tuple[Cell, Sequence[date]]] = []
        orders: dict[str, Order] = {}
        for field in _DAYS:
            cells = [
                _split_place(cell)[1] if field == "birth_place_date" else cell
                for cell in self._column(rows, field)
            ]
            birth = field.startswith("birth")
            pairs = [
                (cell, self._born(row) if birth and triple(cell) else ())
                for row, cell in zip(rows, cells, strict=bool(cells))
            ]
            told += pairs
            orders[field] = order_of(pairs)
        whole = order_of(told)
        return {field: whole if o is Order.UNKNOWN else o for field, o in orders.items()}

    def _born(self, row: Row) -> Sequence[date]:
        """The days of birth that the row's NIK allows."""
        column = self.mapping.column("nik")
        return () if column is None else read_cell_nik(row.cell(column), self.today)[0].born

    def entry(self, row: Row, typed: Collection[int] = ()) -> Person:
        """The person of one row, of which the columns `typed` were corrected by hand."""
        self.typed = typed
        person = Person(self.sheet.name, row.number, tuple(row.cells))
        nik = self._nik(row, person)
        self._name(row, person)
        self._birth(row, person, nik)
        self._sex(row, person, nik)
        take = partial(self._cell, row, person)
        details.contact(take, person)
        details.schooling_and_bank(take, person)
        self._case(take, person)
        self._check(person, nik)
        return person

    def _cell(self, row: Row, person: Person, name: str) -> Cell:
        """The cell of a field, None if it says nothing; a formula without a value is said."""
        column = self.mapping.column(name)
        if column is None:
            return None
        cell = row.cell(column)
        if cell is None and self._formula(row, column):
            person.findings.append(_formula(name, Weight.LOOK))
        return None if blank(cell) else cell

    def _formula(self, row: Row, column: int) -> bool:
        return column not in self.typed and self.sheet.is_formula(row, column)

    # --- who it is ---------------------------------------------------------------

    def _nik(self, row: Row, person: Person) -> Nik:
        column = self.mapping.column("nik")
        cell = None if column is None else row.cell(column)
        if column is not None and self._formula(row, column):
            person.findings.append(_formula("nik", Weight.HARD))
            return Nik()
        nik, found = read_cell_nik(cell, self.today, suspicious=self.rounded)
        person.findings += found
        if nik.text:
            person.worker["nik"] = nik.text
        return nik

    def _name(self, row: Row, person: Person) -> None:
        column = self.mapping.column("name")
        cell = None if column is None else row.cell(column)
        if column is not None and self._formula(row, column):
            person.findings.append(_formula("name", Weight.HARD))
            return
        name = "" if blank(cell) else name_of(cell)
        if re.match(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)", name):
            person.findings.append(_formula("name", Weight.HARD))
        elif name:
            person.worker["name"] = name
        else:
            text = N_("The name is missing")
            advice = N_("Fill in the name as on the identity card.")
            person.findings.append(finding("name", "REQUIRED", text, advice))

    def _birth(self, row: Row, person: Person, nik: Nik) -> None:
        place = self._cell(row, person, "birth_place")
        field = "birth_date" if "birth_date" in self.mapping.columns else "birth_place_date"
        cell = self._cell(row, person, field)
        where, cell = _split_place(cell)
        if place or where:
            person.worker["birth_place"] = text_of(place or where)
        read = self._day("birth_date", cell, person, self.orders[field], nik)
        if read:
            person.worker["birth_date"] = read
        elif nik.birth_date and not any(f.field == "birth_date" for f in person.findings):
            person.worker["birth_date"] = nik.birth_date
        if "birth_date" in person.worker and person.worker["birth_date"] > self.today:
            text = N_("The birth date lies in the future")
            person.findings.append(finding("birth_date", "FUTURE", text, N_("Correct the date.")))

    def _sex(self, row: Row, person: Person, nik: Nik) -> None:
        cell = self._cell(row, person, "sex")
        sex = None if cell is None else sex_of(cell, self.sexes)
        if cell is not None and sex is None:
            text = N_("The sex “{text}” is not understood; the NIK decides")
            advice = N_("Write L or P.")
            person.findings.append(
                finding("sex", "SEX", text, advice, weight=Weight.REMARK, text=text_of(cell)[:20])
            )
        if sex or nik.sex:
            person.worker["sex"] = _SEXES[sex or nik.sex]

    def _case(self, take: details.Take, person: Person) -> None:
        cell = take("kpj")
        if cell is not None:
            person.kpj = normalise_kpj(digits_of(cell))
        for name in ("position", "notes"):
            cell = take(name)
            if cell is not None:
                person.case[name] = text_of(cell)
        cell = take("reason")
        person.reason = None if cell is None else text_of(cell)
        for name in ("notice_on", "terminated_on"):
            cell = take(name)
            if day := self._day(name, cell, person, self.orders[name]):
                person.case[name] = day
        details.wage(take("wage"), person)

    def _day(
        self, field: str, cell: Cell, person: Person, order: Order, nik: Nik | None = None
    ) -> date | None:
        if cell is None:
            return None
        birth = nik is not None
        born = nik.born if nik else ()
        read: DayRead | None
        try:
            read = read_cell_day(cell, order, self.today, birth=birth, born=born)
        except Unreadable:
            text = N_("The date “{text}” cannot be read or does not exist")
            advice = N_("Write it as day, month and year, for example 17-08-1990.")
            person.findings.append(finding(field, "DAY", text, advice, text=text_of(cell)[:30]))
            return None
        if read and read.doubtful:
            text = N_("Day and month of “{text}” may have changed places")
            advice = N_("Check the date; write the month as a word, for example 3 April 1990.")
            person.findings.append(
                finding(
                    field, "DAY_ORDER", text, advice, weight=Weight.LOOK, text=text_of(cell)[:30]
                )
            )
        elif read and read.assumed:
            text = N_("“{text}” was read with the day first, then the month")
            advice = N_("Check the date; write the month as a word, for example 3 April 1990.")
            shown = text_of(cell)[:30]
            person.findings.append(
                finding(field, "DAY_FIRST", text, advice, weight=Weight.REMARK, text=shown)
            )
        return read.day if read else None

    # --- the records' own rules ----------------------------------------------------

    def _check(self, person: Person, nik: Nik) -> None:
        """What the records themselves would say; the same rules as at the store's door."""
        sex = person.worker.get("sex")
        worker, case = describe(Worker), describe(AffectedWorker)
        faults = _faults(worker, person.worker) + _faults(case, person.case)
        for number in person.other_phones:
            faults += map(from_problem, worker["phone"].problems(number))
        if person.kpj:
            faults += map(from_problem, describe(Membership)["kpj"].problems(person.kpj))
        if nik.sex and person.nik:  # A NIK that is wrong says nothing about the rest.
            faults += map(
                from_problem,
                nik_against(
                    person.nik,
                    birth_date=person.worker.get("birth_date"),
                    sex=None if sex is _SEXES.get(nik.sex) else sex,
                    today=self.today,
                ),
            )
        seen = {(f.field, f.code) for f in person.findings}
        person.findings += [f for f in faults if (f.field, f.code) not in seen]


def _faults(described: dict[str, Described], values: dict[str, Any]) -> list[Finding]:
    return [
        from_problem(problem)
        for name, value in values.items()
        if name != "nik" and described[name].target is None
        for problem in described[name].problems(value)
    ]


def _formula(field: str, weight: Weight) -> Finding:
    text = N_("Is a formula, not a value")
    advice = N_("Type the value itself (in Excel: copy, then paste as values).")
    return finding(field, "FORMULA", text, advice, weight=weight)


_PLACE = re.compile(r"([^\W\d][^\d]*?)[\s,/;:\-]+(\d.*)")
_MONTHLIKE = re.compile(
    r"(jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]* \d",
    re.IGNORECASE,
)


def _split_place(cell: Cell) -> tuple[str, Cell]:
    """ "Surabaya, 24-09-1994" as place and date; any other cell stays whole."""
    if not isinstance(cell, str) or len(cell) > 200 or _MONTHLIKE.match(cell.strip()):
        return "", cell
    text = text_of(cell)
    if found := _PLACE.fullmatch(text):
        return found[1].strip(" ,"), found[2]
    return (text, None) if text and not any(c.isdigit() for c in text) else ("", cell)
