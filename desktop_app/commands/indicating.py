"""Indicators: which versions are in force, and what one comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands, Parser
from desktop_app.errors import UserError
from desktop_app.i18n import N_, current
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.processes.indicators import Definition, Measurement


def declare(commands: Commands) -> None:
    """``indicator list`` and ``indicator show``."""
    group = commands.group("indicator", N_("indicators: definitions and figures"))
    _dated(group.command("list", N_("the versions in force"), _list))
    show = group.command("show", N_("what an indicator comes to in a programme year"), _show)
    show.add_argument("code", metavar="CODE", help=_("for example IND-01"))
    show.add_argument("--year", type=int, help=_("programme year (default: that of the day)"))
    _dated(show)


def _dated(parser: Parser) -> None:
    parser.add_argument(
        "--as-of", dest="as_of", metavar="DAY", help=_("as of this day (default: today)")
    )


def _list(given: Given) -> Answer:
    from desktop_app.desk.indicators import definitions

    with given.office() as office, office.store.read() as session:
        found = definitions(session, given.day("as_of", office) or office.today)
    return Answer(
        {"indicators": [_of_definition(one) for one in found]},
        [f"{one.id}  {_name(one)}" for one in found] or [_("No indicator is in force.")],
    )


def _show(given: Given) -> Answer:
    from desktop_app.desk.indicators import as_of, definitions, measured

    with given.office() as office, office.store.read() as session:
        day = given.day("as_of", office) or office.today
        known = definitions(session, day)
        wanted = [one for one in known if one.code.casefold() == given.code.casefold()]
        if not wanted:
            raise UserError(
                "INDICATOR",
                N_("There is no indicator {given} in force. Choose one of these: {codes}"),
                given=given.code,
                codes=", ".join(dict.fromkeys(one.code for one in known)) or "-",
            )
        year = given.year or day.year
        found = measured(session, wanted, day, year, office.code)
        point = as_of(session, day)
    data = {
        "programme_year": year,
        "as_of": {"day": point.day, "line": point.line, "at": point.at},
        "figures": [_of_figure(one) for one in found],
    }
    return Answer(data, [line for one in found for line in _said(one)])


def _name(one: Definition) -> str:
    return (current() == "en" and one.name_en) or one.name


def _of_definition(one: Definition) -> dict[str, Any]:
    return {
        "code": one.code,
        "version": one.version,
        "name": _name(one),
        "numerator": one.numerator,
        "denominator": one.denominator,
        "denominator_words": (current() == "en" and one.words_en) or one.denominator_words,
        "outcomes": list(one.outcomes),
        "window_months": one.window_months,
        "measured": one.measured,
        "target": one.target,
        "provisional": one.provisional,
        "basis": one.basis,
    }


def _of_figure(one: Measurement) -> dict[str, Any]:
    return {
        "definition": _of_definition(one.definition),
        "part": one.part,
        "whole": one.whole,
        "share": one.share,
        "rupiah_a_person": one.a_head,
        "interval": one.interval,
        "unknown": len(one.unknown),
        "not_due": len(one.open),
        "kinds": {kind: len(ids) for kind, ids in one.kinds.items()},
        "digest": one.digest,
    }


def _said(one: Measurement) -> list[str]:
    """The figure in words, its target only beside its version and denominator."""
    from desktop_app.wording import day_long, integer, money, percent

    definition = one.definition
    words = (current() == "en" and definition.words_en) or definition.denominator_words
    result = "-" if one.share is None else percent(one.share)
    if one.a_head is not None:
        result = money(one.a_head)
    of = " / ".join("-" if n is None else integer(n) for n in (one.part, one.whole))
    lines = [
        f"{definition.id}  {_name(definition)}: {result} ({of})",
        "  " + _("out of {words}").format(words=words),
        "  " + _("as of {day}").format(day=day_long(one.as_of)),
    ]
    if definition.target is not None:
        target = percent(definition.target)
        if definition.provisional:
            target = f"{target} {_('(provisional)')}"
        lines.append("  " + _("target {target}").format(target=target))
    if one.kinds:
        lines += [f"  {_(kind.label)}: {integer(len(ids))}" for kind, ids in one.kinds.items()]
        lines.append("  " + _("not known: {n}").format(n=integer(len(one.unknown))))
        lines.append("  " + _("not due yet: {n}").format(n=integer(len(one.open))))
    return [*lines, "  " + _("digest {digest}").format(digest=one.digest)]
