"""Who and what is in two classes at once."""

from __future__ import annotations

from datetime import date

from desktop_app.processes.clashes import Course, Doubled, Stretch, Taking, clashes

MON, TUE = date(2026, 11, 30), date(2026, 12, 1)
SITI, BUDI = Taking("siti", "Siti"), Taking("budi", "Budi")


def course(id: str, *stretches: Stretch, **needs: tuple[Taking, ...]) -> Course:
    return Course(id, id.upper(), stretches, {Doubled.of(k.upper()): v for k, v in needs.items()})


def both(first: Stretch, second: Stretch) -> bool:
    mine = course("a", first, person=(SITI,))
    return bool(clashes(mine, [course("b", second, person=(SITI,))]))


def test_people_trainers_and_rooms_are_told_in_this_order() -> None:
    day = Stretch(MON), Stretch(TUE)
    room = Taking("r1", "Ruang 1")
    mine = course("a", *day, room=(room,), trainer=(BUDI,), person=(SITI, BUDI))
    other = course("b", Stretch(TUE), person=(SITI,), trainer=(BUDI,), room=(room,))
    found = clashes(mine, [mine, other, course("c", Stretch(MON), person=(BUDI,))])
    assert [(c.doubled, c.name, c.other_code, c.days) for c in found] == [
        (Doubled.PERSON, "Budi", "C", (MON,)),
        (Doubled.PERSON, "Siti", "B", (TUE,)),
        (Doubled.TRAINER, "Budi", "B", (TUE,)),
        (Doubled.ROOM, "Ruang 1", "B", (TUE,)),
    ]


def test_morning_and_afternoon_do_not_meet() -> None:
    assert both(Stretch(MON, 1), Stretch(MON, 1))
    assert not both(Stretch(MON, 1), Stretch(MON, 2))
    assert not both(Stretch(MON, 1), Stretch(TUE, 1))
    # The only session of a day may take the whole of it.
    assert both(Stretch(MON, 1, alone=True), Stretch(MON, 2))
    morning = Stretch(MON, 1, "08.00", "12.00", alone=True)
    assert not both(morning, Stretch(MON, 2, "12.00", "16.00"))
    assert both(morning, Stretch(MON, 2, "11.30", "16.00"))


def test_a_session_over_midnight_goes_on_the_day_after() -> None:
    night = Stretch(MON, 3, "22.00", "01.00")
    assert both(night, Stretch(MON, 2, "19.00", "22.30"))
    assert both(Stretch(MON, 2, "19.00", "22.30"), night)
    assert both(night, Stretch(TUE, 1, "00.30", "03.00"))
    assert both(Stretch(TUE, 1, "00.30", "03.00"), night)
    assert not both(night, Stretch(TUE, 1, "01.00", "03.00"))
    assert not both(night, Stretch(MON, 1, "00.30", "03.00"))


def test_a_trainer_clashes_on_the_days_he_teaches_alone() -> None:
    days = Stretch(MON), Stretch(TUE)
    only_monday = Taking("budi", "Budi", until=MON)
    mine = course("a", *days, trainer=(only_monday,))
    (found,) = clashes(mine, [course("b", *days, trainer=(BUDI,))])
    assert found.days == (MON,)
    assert clashes(mine, [course("b", Stretch(TUE), trainer=(BUDI,))]) == []
