"""Finding: by words, or a whole list. Sensitive values stay masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.desk.lists import Listing
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
}
"""What can be listed: the table, its columns, and the references searched as well."""


def declare(commands: Commands) -> None:
    """``find`` and ``list``."""
    find = commands.command("find", N_("find anything by words or numbers"), _find)
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--limit", type=int, default=20, metavar="N", help=_("at most so many each"))
    listing = commands.command("list", N_("list records with their ids"), _list)
    listing.add_argument("what", choices=tuple(LISTS))
    listing.add_argument("--limit", type=int, default=100, metavar="N", help=_("at most so many"))


def _find(given: Given) -> Answer:
    found: list[dict[str, object]] = []
    counts: dict[str, int] = {}
    with given.office() as office:
        for name in LISTS if given.text.strip() else ():
            listing = _listing(office, name, given.text)
            counts[name] = listing.count()
            if counts[name]:
                found += _rows(listing, given.limit)
    lines = [_line(row) for row in found] or [_("Nothing was found.")]
    return Answer({"found": found, "counts": counts}, lines)


def _list(given: Given) -> Answer:
    with given.office() as office:
        listing = _listing(office, given.what)
        rows, count = _rows(listing, given.limit), listing.count()
    return Answer({"count": count, given.what: rows}, [_line(row) for row in rows])


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


def _rows(listing: Listing, limit: int) -> list[dict[str, object]]:
    ids = listing.ids(listing.columns[0], False, 0, limit)
    return [
        {"record": listing.record.__tablename__, "id": id, **values}
        for id, values in zip(ids, listing.rows(ids), strict=True)
    ]


def _line(row: dict[str, object]) -> str:
    said = [str(value) for name, value in row.items() if name not in ("record", "id") and value]
    return f"{row['id']}  " + " · ".join(said)
