"""A list of the window as a sheet: the columns as shown, masked as shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from desktop_app import VERSION
from desktop_app.desk.lists import Listing
from desktop_app.fields import Described
from desktop_app.i18n import N_, language, translate
from desktop_app.kinds import BasisPoints, Day, Money, Whole
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.records.identifiers import identifier_of
from desktop_app.wording import day_and_clock
from exports.imprint import Imprint
from exports.office_paper import full_name, printed_by, zone_of_office
from exports.pdf import Paper, draw_pdf
from exports.sheet import Cell, Column, Holds, Sheet
from exports.xlsx import fill_xlsx

_PAGE = 500
IMPERSONAL = frozenset(
    {
        *("training_programme", "training_provider", "training_class", "class_session"),
        *("partner", "partner_agreement", "industry_need", "period_closing"),
    }
)
"""Record types whose lists hold nobody's personal data."""


def is_personal(listing: Listing) -> bool:
    """Whether a list holds people's data."""
    return listing.record.__tablename__ not in IMPERSONAL


def list_sheet(
    office: Office,
    listing: Listing,
    columns: Sequence[tuple[str, str, int]],
    order: tuple[str, bool],
    progress: Progress,
    *,
    title: str,
    filter: str,
    purpose: str,
) -> Sheet:
    """All that a list shows, in its order: `columns` are path, title (English source), width.

    Dates and amounts are such, everything else is text as the window has it.
    """
    zone, record = zone_of_office(office), office.record
    place = f"{full_name(record) if record else office.name} ({office.code})"
    when = day_and_clock(office.now, zone)
    with language("id"):
        holds = [_holds(listing, path) for path, _title, _width in columns]
        shown = [
            Column(translate(words), kind, width)
            for (_path, words, width), kind in zip(columns, holds, strict=True)
        ]
        rows: list[Sequence[Cell]] = []
        count = listing.count()
        for start in range(0, count, _PAGE):
            progress(start, count)
            ids = listing.ids(*order, start, _PAGE)
            pairs = zip(listing.rows(ids), listing.values(ids), strict=True)
            for said, values in pairs:
                rows.append(
                    [
                        _cell(said.get(path, ""), values.get(path), kind)
                        for (path, _title, _width), kind in zip(columns, holds, strict=True)
                    ]
                )
        return Sheet(
            translate(title),
            shown,
            rows,
            subtitle=" · ".join(word for word in (place, filter, when) if word),
            personal=is_personal(listing),
            info=(
                (translate(N_("Office")), place),
                (translate(N_("Filter")), filter or "-"),
                (translate(N_("Printed by")), printed_by(office)),
                (translate(N_("Time")), when),
                (translate(N_("Program version")), f"Terampil {VERSION}"),
                (translate(N_("Purpose of use")), purpose or "-"),
                (translate(N_("Sensitive data")), translate(N_("Masked"))),
            ),
        )


def _holds(listing: Listing, path: str) -> Holds:
    """What a column holds; what is no field of a record is text."""
    try:
        described = listing.described(path)
    except KeyError:
        return Holds.TEXT
    if described.field.sensitive or identifier_of(described) is not None:
        return Holds.IDENTIFIER
    return _of_kind(described)


def _of_kind(described: Described) -> Holds:
    if isinstance(described.kind, Day) and described.name != "birth_date":
        return Holds.DAY
    for kind, holds in (
        (Money, Holds.MONEY),
        (BasisPoints, Holds.SHARE),
        (Whole, Holds.NUMBER),
    ):
        if isinstance(described.kind, kind) and not described.name.endswith("year"):
            return holds
    return Holds.TEXT


def _cell(said: str, value: Any, holds: Holds) -> Cell:
    if holds in (Holds.TEXT, Holds.IDENTIFIER) or not isinstance(value, int | date):
        return said or None
    return value


def save_list(
    office: Office, sheet: Sheet, file: BinaryIO, format: str, progress: Progress = silent
) -> None:
    """Write a list into `file` as ``xlsx`` or ``pdf``, a page with people's data marked."""
    if format != "pdf":
        fill_xlsx(sheet, file, progress)
        return
    imprint = Imprint(printed_by(office), office.now, zone_of_office(office))
    with language("id"):
        mark = f"{office.code} · {imprint.stamp()}" if sheet.personal else ""
        paper = Paper(footer=imprint.line(), watermark=mark)
    draw_pdf(sheet, file, paper, progress)
