"""The pictures of Home about money: the budget's curve, claims that wait, the demand for skills."""

from __future__ import annotations

from desktop_app.desk.money_overview import MoneyOverview, MonthEnd, Waiting
from desktop_app.i18n import N_, translate, translate_n
from desktop_app.processes.demand import Line
from desktop_app.wording import integer, money, money_short, month, percent, share
from exports.home_pictures import Place
from exports.pictures import Bar, Bars, Curve, Picture, Point
from exports.sheet import Behind


def money_pictures(seen: MoneyOverview) -> tuple[Picture, ...]:
    """All of them, in the order in which they are read."""
    return budget(seen), claims(seen), demand(seen)


def budget(seen: MoneyOverview) -> Curve:
    """What was paid from month to month, and with what is promised, against the ceiling."""
    heads = (N_("Month"), N_("Realised"), N_("With commitments"), N_("Of the ceiling"))
    title = translate(N_("Budget realised in {year}")).format(year=seen.year)
    reached = [one.standing for one in seen.months if one.standing is not None]
    moved = seen.ceiling or any(one.realised or one.committed for one in reached)
    last = reached[-1].realised if reached else 0
    ceiling = translate(N_("Ceiling {amount}")).format(amount=money_short(seen.ceiling))
    return Curve(
        title,
        tuple(translate(head) for head in heads),
        [_month(one, seen.ceiling) for one in seen.months] if moved else (),
        empty=translate(N_("No ceiling is set and nothing was booked in this year.")),
        note=translate(
            N_("Thick: paid · thin: with what is promised · dashed: even through the year")
        ),
        whole=seen.ceiling,
        shown=money_short(last),
        top=ceiling if seen.ceiling else "",
    )


def _month(one: MonthEnd, ceiling: int) -> Point:
    name, stood = month(one.month), one.standing
    opens = Place("money", (("part", "budget"),))
    if stood is None:
        return Point(name[:3], (name, "", "", ""), opens)
    with_promised = stood.realised + stood.committed
    of = percent(share(stood.realised, ceiling)) if ceiling else "-"
    cells = (name, money(stood.realised), money(with_promised), of)
    return Point(name[:3], cells, opens, stood.realised, with_promised)


def claims(seen: MoneyOverview) -> Bars:
    """How long the claims that were handed in have waited; the darker part is overdue."""
    heads = (N_("Since it came"), N_("Claims"), N_("Overdue"), N_("Amount"))
    waits = [one for one in seen.waiting if one.claims]
    return Bars(
        translate(N_("How long claims wait")),
        tuple(translate(head) for head in heads),
        [_waiting(seen, at, one) for at, one in enumerate(seen.waiting)] if waits else (),
        empty=translate(N_("No claim waits.")),
        note=translate(N_("Dark: past the due date · light: still within it")),
    )


def _waiting(seen: MoneyOverview, at: int, one: Waiting) -> Bar:
    if at + 1 < len(seen.waiting):
        until = seen.waiting[at + 1].since - 1
        label = translate(N_("{first}-{last} days")).format(first=one.since, last=until)
    else:
        label = translate_n("over {n} day", "over {n} days", one.since - 1).format(n=one.since - 1)
    number = len(one.claims)
    cells = (label, integer(number), integer(len(one.overdue)), money(one.amount))
    opens = Behind("claim", one.claims) if one.claims else None
    return Bar(
        *(label, cells, opens, number, len(one.overdue)),
        shown=integer(number),
        after=money_short(one.amount),
    )


def demand(seen: MoneyOverview) -> Bars:
    """What industry asks for, and the seats that answer it."""
    asked = sorted((line for line in seen.demand if line.people), key=lambda li: -li.people)
    heads = (N_("Skill"), N_("People needed"), N_("Seats"), N_("Still missing"))
    return Bars(
        translate(N_("Demand of the industry against seats")),
        tuple(translate(h) for h in heads),
        [_need(line) for line in asked],
        empty=translate(N_("No open need of the industry is recorded.")),
        note=translate(N_("Bar: seats to come · line: people asked for")),
    )


def _need(line: Line) -> Bar:
    label = ", ".join(line.skills)
    cells = (label, integer(line.people), integer(line.seats), integer(line.gap))
    text = line.skills[0] if len(line.skills) == 1 else ""
    opens = Place("partners", (("record", "industry_need"), ("text", text)))
    shown = f"{integer(line.seats)} / {integer(line.people)}"
    return Bar(label, cells, opens, line.seats, None, line.people, shown=shown)
