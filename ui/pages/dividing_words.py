"""A proposal of classes in words: its lines, its people, what was done with it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.desk.dividing import Divided
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.dividing import Aside, Fault, Proposal, Proposed, Seeker
from desktop_app.wording import day_short, integer

_FAULTS = {
    Fault.OVER: (N_("Too many"), "bad"),
    Fault.DATES: (N_("Wrong dates"), "bad"),
    Fault.FEW: (N_("Few people"), "warning"),
    Fault.CLASH: (N_("In two classes"), "warning"),
}


def title_words(proposal: Proposal) -> str:
    """``47 people: 3 classes, 7 wait, 0 left out``."""
    made = [one for one in proposal.classes if one.people]
    seated = sum(len(one.people) for one in made)
    classes = translate_n("{n} class", "{n} classes", len(made)).format(n=integer(len(made)))
    return _("{people} people: {classes}, {waiting} waiting, {out} left out").format(
        people=integer(seated + len(proposal.waiting) + len(proposal.out)),
        classes=classes,
        waiting=integer(len(proposal.waiting)),
        out=integer(len(proposal.out)),
    )


def group_row(
    place: int | Aside,
    one: Proposed | None,
    programme: str,
    people: int,
    found: Sequence[Fault],
) -> dict[str, str]:
    """A line of the left table: a class, the waiting list, or those left out."""
    if one is None or not isinstance(place, int):
        name = _("Waiting list") if place is Aside.WAITING else _("Left out")
        row = {"name": name, "programme": "", "starts_on": "", "people": integer(people)}
        return {**row, "state": "", "role": "muted"}
    state, role = _FAULTS[found[0]] if found else ("", "muted")
    if not found and people == one.capacity:
        state, role = N_("Full"), "good"
    number = _("Class {n}").format(n=place + 1)
    return {
        "name": f"{number} · {one.place}" if one.place else number,
        "programme": programme,
        "starts_on": day_short(one.starts_on),
        "people": f"{integer(people)}/{integer(one.capacity)}",
        "state": _(state) if state else "",
        "role": role,
    }


def person_row(seeker: Seeker, busy: str) -> dict[str, str]:
    """A line of the right table."""
    return {
        "name": seeker.name,
        "place": seeker.place,
        "employer": seeker.employer_name,
        "busy": busy,
        "role": "warning" if busy else "muted",
    }


def accepted_words(done: Divided) -> str:
    """What the acceptance did."""
    classes = translate_n("{n} class", "{n} classes", len(done.classes))
    return _("{classes} made, {seated} people have seats, {waiting} wait.").format(
        classes=classes.format(n=integer(len(done.classes))),
        seated=integer(done.seated),
        waiting=integer(done.waiting),
    )
