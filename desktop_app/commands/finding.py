"""Finding: by words, or a whole list. Sensitive values stay masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, at_least_one
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.desk.lists import Listing
    from desktop_app.kinds import Stored
    from desktop_app.office import Office

LISTS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "workers": ("worker", ("name", "nik", "birth_date", "phone"), ()),
    "employers": ("employer", ("name", "npp", "contact"), ()),
    "consultations": ("consultation", ("number", "employer", "held_on", "state"), ("employer",)),
    "enrolments": (
        "enrolment",
        ("number", "affected_worker.worker", "programme", "training_class", "state"),
        ("affected_worker.worker",),
    ),
    "classes": ("training_class", ("code", "programme", "starts_on", "ends_on", "state"), ()),
    "programmes": ("training_programme", ("code", "name", "days"), ()),
    "providers": ("training_provider", ("name", "type"), ()),
    "partners": ("partner", ("name", "kind", "licence_until"), ()),
    "agreements": (
        "partner_agreement",
        ("number", "partner", "provider", "valid_from", "valid_to"),
        ("partner", "provider"),
    ),
    "vacancies": ("vacancy", ("position", "employer_name", "places", "until"), ("employer",)),
    "follow-ups": (
        "follow_up",
        ("enrolment", "enrolment.affected_worker.worker", "month", "due_on", "outcome"),
        ("enrolment.affected_worker.worker",),
    ),
    "needs": ("industry_need", ("skill", "people", "sector", "programme"), ("employer", "partner")),
}
"""What can be listed: the table, its columns, and the references searched as well."""


def declare(commands: Commands) -> None:
    """``find`` and ``list``."""
    find = commands.command("find", N_("find anything by words or numbers"), _find)
    find.add_argument("text", metavar="TEXT")
    find.add_argument(
        *("--limit",), type=at_least_one, default=20, metavar="N", help=_("at most so many each")
    )
    listing = commands.command("list", N_("list records with their ids"), _list)
    listing.add_argument(
        *("what",), choices=tuple(LISTS), metavar=_("LIST"), help=_("one of: ") + ", ".join(LISTS)
    )
    listing.add_argument(
        *("--limit",), type=at_least_one, default=100, metavar="N", help=_("at most so many")
    )


def _find(given: Given) -> Answer:
    from desktop_app.records.names import fold

    found: list[dict[str, object]] = []
    counts: dict[str, int] = {}
    lines: list[str] = []
    with given.office() as office:
        # Signs alone are no words; they would find everything.
        for name in LISTS if fold(given.text).split() else ():
            listing = _listing(office, name, given.text)
            counts[name] = listing.count()
            if counts[name]:
                rows, said = _rows(listing, given.limit)
                found += rows
                lines += said
    return Answer({"found": found, "counts": counts}, lines or [_("Nothing was found.")])


def _list(given: Given) -> Answer:
    with given.office() as office:
        listing = _listing(office, given.what)
        (rows, lines), count = _rows(listing, given.limit), listing.count()
    return Answer({"count": count, given.what: rows}, lines)


def _listing(office: Office, name: str, typed: str = "") -> Listing:
    from desktop_app.desk.lists import Filter, Listing
    from desktop_app.records import CATALOGUE
    from desktop_app.wording import WIB, WIT, WITA

    table, columns, searched = LISTS[name]
    zone = next(zone for zone in (WIB, WITA, WIT) if zone.hours == office.offset)
    return Listing(
        office.store,
        CATALOGUE[table],
        columns,
        zone,
        filter=Filter(typed=typed),
        searched=searched,
    )


def _rows(listing: Listing, limit: int) -> tuple[list[dict[str, object]], list[str]]:
    """The records for programs, in stored form, and for people, as lines.

    A reference is told by its record's name. What is sensitive is masked in both.
    """
    ids = listing.ids(listing.columns[0], False, 0, limit)
    record, rows, lines = listing.record.__tablename__, [], []
    for id, values, shown in zip(ids, listing.values(ids), listing.rows(ids), strict=True):
        kept = {path: _kept(listing, path, values[path], shown[path]) for path in values}
        rows.append({"record": record, "id": id, **kept})
        lines.append(f"{id}  " + " · ".join(text for text in shown.values() if text))
    return rows, lines


def _kept(listing: Listing, path: str, value: Any, shown: str) -> Stored:
    """The stored form of a value, or what is shown of it when not all may be."""
    described = listing.described(path)
    if value is None:
        return None
    if described.field.sensitive or described.name == "birth_date":
        return shown
    return described.kind.stored(value)
