"""Who fits a vacancy, with points written out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop_app.processes.matching import Graduate, Offer, Why, available, fitting
from desktop_app.records.training import TrainingResult
from desktop_app.records.work import WorkOutcome

WELDER = Offer(programme="LAS", sector="2020:C", region="71.71")


def person(name: str = "Dewi", **over: Any) -> Graduate:
    values: dict[str, Any] = {
        "enrolment": f"e-{name}",
        "worker": f"w-{name}",
        "programme": "LAS",
        "programme_name": "Juru Las",
        "sector": "2020:C",
        "region": "71.71.01",
        "place": "Manado",
        "ended_on": date(2026, 10, 23),
        "result": TrainingResult.PASSED,
        "outcome": None,
        "consents": False,
    }
    return Graduate(name=name, **values | over)


def test_reasons_have_weights_and_the_best_comes_first() -> None:
    people = [
        person("Jauh", region="73.71"),
        person("Sektor", programme="FRAIS", region="71.72"),
        person("Lengkap", outcome=WorkOutcome.NOT_WORKING, consents=True),
        person("Lain", programme="BARISTA", sector="2020:I"),
    ]
    told = [(m.graduate.name, m.points, m.reasons) for m in fitting(WELDER, people)]
    assert told == [
        # 8 programme + 3 place + 2 without work + 2 consent + 1 passed
        (
            "Lengkap",
            16,
            (Why.PROGRAMME, Why.PLACE, Why.LOOKING, Why.CONSENT, Why.PASSED),
        ),
        ("Jauh", 9, (Why.PROGRAMME, Why.PASSED)),
        # 4 sector + 1 passed + 1 province
        ("Sektor", 6, (Why.SECTOR, Why.PASSED, Why.PROVINCE)),
    ]


def test_of_equals_who_has_waited_longest_comes_first() -> None:
    people = [person("Baru", ended_on=date(2026, 11, 1)), person("Lama", ended_on=date(2026, 5, 1))]
    assert [m.graduate.name for m in fitting(WELDER, people)] == ["Lama", "Baru"]


@pytest.mark.parametrize(
    ("outcome", "offered"),
    [
        (None, True),
        (WorkOutcome.NOT_WORKING, True),
        (WorkOutcome.WRONG_NUMBER, True),
        (WorkOutcome.NEW_EMPLOYER, False),
        (WorkOutcome.SELF_EMPLOYED, False),
        (WorkOutcome.NOT_SEEKING, False),
        (WorkOutcome.NOT_WILLING, False),
        (WorkOutcome.DECEASED, False),
    ],
)
def test_only_who_may_be_looking_is_offered(outcome: WorkOutcome | None, offered: bool) -> None:
    assert available(person(outcome=outcome)) is offered
    assert bool(fitting(WELDER, [person(outcome=outcome)])) is offered


def test_an_open_vacancy_takes_any_training_by_place() -> None:
    anywhere = Offer(region="71.71")
    found = fitting(anywhere, [person("Manado"), person("Gorontalo", region="75.71")])
    assert [(m.graduate.name, m.points) for m in found] == [("Manado", 4), ("Gorontalo", 1)]


def test_nothing_asked_and_nothing_known_is_no_reason() -> None:
    bare = person(region=None, result=None, sector=None)
    assert fitting(Offer(), [bare])[0].reasons == ()
    assert fitting(Offer(programme="X"), [bare]) == []
