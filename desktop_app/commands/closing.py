"""A month's end: the pack of all reports, and periods finalised and reopened."""

from __future__ import annotations

from pathlib import Path

from desktop_app.commands.destination import destination
from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

PACK = "pack"
"""What stands for a report's name where all reports of a month are wanted."""


def declare(commands: Commands) -> None:
    """``period list``, ``period finalise`` and ``period reopen``."""
    period = commands.group("period", N_("finalised periods"))
    period.command("list", N_("list the periods that were finalised"), _list)
    closed = period.command("finalise", N_("finalise a month; its data stay then"), _finalise)
    opened = period.command("reopen", N_("open a finalised month again"), _reopen)
    for parser in (closed, opened):
        parser.add_argument("--month", required=True, help=_("the month, as 2026-10"))
    closed.add_argument(
        "--out", metavar="DIR", help=_("first write the pack of the month into this folder")
    )
    closed.add_argument("--purpose", metavar="TEXT", help=_("what it is for; put down in the log"))
    opened.add_argument("--reason", required=True, metavar="TEXT", help=_("why it is reopened"))


def _list(given: Given) -> Answer:
    from desktop_app.desk.periods import closings
    from desktop_app.store.periods import Period

    with given.office() as office, office.store.read() as session:
        found = closings(session)
    return Answer(
        {
            "periods": [
                {
                    "since": one.since,
                    "until": one.until,
                    "finalised_on": one.finalised_on,
                    "digest": one.digest,
                    "reopened_on": one.reopened_on,
                    "reason": one.reason,
                }
                for one in found
            ]
        },
        [
            f"{Period(one.since, one.until)}  "
            + (_("finalised") if one.reopened_on is None else _("reopened"))
            for one in found
        ]
        or [_("No period has been finalised yet.")],
    )


def _finalise(given: Given) -> Answer:
    from desktop_app.desk.periods import finalise, month_of

    period = month_of(given.month)
    if given.out is not None:
        return _pack(given, finalising=True)
    with given.office() as office:
        finalise(office, period)
    return Answer(
        {"since": period.since, "until": period.until},
        [_("Finalised: {period}").format(period=period)],
    )


def _reopen(given: Given) -> Answer:
    from desktop_app.desk.periods import month_of, reopen

    period = month_of(given.month)
    with given.office() as office:
        reopen(office, period, given.reason)
    return Answer(
        {"since": period.since, "until": period.until},
        [_("Reopened: {period}").format(period=period)],
    )


def pack(given: Given) -> Answer:
    """``report pack --month 2026-10 --out DIR``: all reports of a month."""
    if given.month is None:
        raise UserError("USAGE", N_("Say which month: --month 2026-10"))
    if given.out is None:
        raise UserError("USAGE", N_("Say where to write it: --out FILE"))
    return _pack(given, finalising=given.finalise)


def _pack(given: Given, *, finalising: bool) -> Answer:
    from desktop_app.desk.periods import month_of
    from exports.pack import make_pack

    period = month_of(given.month)
    with given.office() as office:
        out: Path = destination(given, given.out.rstrip("/") + "/")
        made = make_pack(
            office,
            period,
            out,
            given.progress,
            purpose=given.purpose or "",
            finalising=finalising,
        )
    return Answer(
        {"folder": str(made.folder), "files": made.files, "digest": made.digest},
        [
            _("Written: {path}").format(path=made.folder),
            _("Digest of the pack: {digest}").format(digest=made.digest),
        ],
    )
