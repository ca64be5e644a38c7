"""Partners: what ends soon, and what industry asks for against the catalogue."""

from __future__ import annotations

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _


def declare(commands: Commands) -> None:
    """``partners expiring`` and ``partners demand``."""
    group = commands.group("partners", N_("partners, agreements and demand"))
    group.command("expiring", N_("licences and agreements that end soon"), _expiring)
    group.command("demand", N_("what industry asks for against the catalogue"), _demand)


def _expiring(given: Given) -> Answer:
    from desktop_app.desk.validity import expiring
    from desktop_app.wording import day_short

    with given.office() as office, office.store.read() as session:
        found = expiring(session, office.today)
    rows = [
        {
            "record": one.record,
            "id": one.id,
            "name": one.name,
            "until": one.until.isoformat(),
            "days": one.days,
        }
        for one in found
    ]
    lines = [f"{day_short(one.until)}  {one.name}" for one in found]
    return Answer({"expiring": rows}, lines or [_("Nothing ends soon.")])


def _demand(given: Given) -> Answer:
    from desktop_app.desk.demand import demand

    with given.office() as office, office.store.read() as session:
        found = demand(session, office.today)
    rows = [
        {
            "sector": line.sector,
            "skills": list(line.skills),
            "people": line.people,
            "needs_without_number": line.uncounted,
            "programmes": [course.name for course in line.courses],
            "seats": line.seats,
            "gap": line.gap,
        }
        for line in found
    ]
    words = N_("{skills}: {people} people asked for, {seats} seats planned, {gap} missing")
    lines = [
        _(words).format(
            skills=", ".join(line.skills), people=line.people, seats=line.seats, gap=line.gap
        )
        for line in found
    ]
    return Answer({"demand": rows}, lines or [_("No demand yet")])
