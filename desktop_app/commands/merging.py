"""Records that may be one: listed, made one, and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.records.record import Record

KINDS = {"workers": "worker", "employers": "employer"}
"""What can be merged, and its table."""


def declare(commands: Commands) -> None:
    """``duplicates``, ``merge`` and ``unmerge``."""
    found = commands.command("duplicates", N_("list records that may be one"), _duplicates)
    made = commands.command("merge", N_("make one of two records"), _merge)
    for command in (found, made):
        command.add_argument(
            *("what",),
            choices=tuple(KINDS),
            metavar=_("LIST"),
            help=_("one of: ") + ", ".join(KINDS),
        )
    made.add_argument("kept", metavar="ID", help=_("record that is kept"))
    made.add_argument("merged", metavar="ID", help=_("record that becomes part of it"))
    made.add_argument(
        "--take",
        action="append",
        default=[],
        metavar=_("FIELD"),
        help=_("field whose value comes from the merged record (may be repeated)"),
    )
    made.add_argument("--reason", default="", metavar="TEXT", help=_("why they are one"))
    apart = commands.command("unmerge", N_("take a merge apart"), _unmerge)
    apart.add_argument("merge", metavar="ID", help=_("id of the merge"))


def _record(given: Given) -> type[Record]:
    from desktop_app.records import CATALOGUE

    return CATALOGUE[KINDS[given.what]]


def _duplicates(given: Given) -> Answer:
    from desktop_app.desk.doubles import possible_doubles

    with given.office() as office:
        pairs = possible_doubles(office.store, _record(given), given.progress)
    rows = [
        {
            "kept": pair.one.id,
            "merged": pair.other.id,
            "names": [pair.one.name, pair.other.name],
            "likeness": pair.one.likeness,
            "by_number": pair.one.by_number,
        }
        for pair in pairs
    ]
    lines = [
        f"{p.one.id}  {p.other.id}  {p.one.likeness}  {p.one.name} · {p.other.name}" for p in pairs
    ]
    return Answer({"count": len(pairs), "pairs": rows}, lines or [_("No duplicates found")])


def _merge(given: Given) -> Answer:
    from desktop_app.desk import merging

    record = _record(given)
    unknown = set(given.take) - set(merging.choosable(record))
    if unknown:
        raise UserError(
            "FIELD", N_("There is no field {names} to take over."), names=", ".join(sorted(unknown))
        )
    with given.office() as office, office.store.write(merging.MERGED) as session:
        made = merging.merge(session, record, given.kept, given.merged, given.take, given.reason)
    return Answer(
        {"merge": made.id, "kept": made.kept}, [_("The two records are one now."), made.id]
    )


def _unmerge(given: Given) -> Answer:
    from desktop_app.desk import merging

    with given.office() as office, office.store.write(merging.TAKEN_APART) as session:
        left = merging.take_apart(session, given.merge)
    return Answer(
        {"changed_since": list(left.fields), "refer_elsewhere": left.rows},
        [_("The records are two again.")],
    )
