"""Indicators counted over plain facts, with the numbers written out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.processes.indicators import Consulted, Definition, Known, Person, Unit, wilson
from desktop_app.processes.measuring import measure, placed, stages
from desktop_app.processes.working import Answer, Window, at_end, ever_within, latest
from desktop_app.records.funding import Measured
from desktop_app.records.work import WorkOutcome as W

END = date(2026, 1, 31)
"""The last day of training in these examples; six months later is 31 July 2026."""
LATER = date(2026, 9, 30)

AGAIN = Definition(
    "IND-01",
    1,
    "Tingkat bekerja kembali",
    "WORKING",
    "STARTED",
    "seluruh peserta yang mulai pelatihan",
    outcomes=(W.PREVIOUS_EMPLOYER, W.NEW_EMPLOYER),
    window_months=6,
    measured=Measured.AT_END,
    target=5000,
)


def trained(number: int, *answers: Answer, **over: Any) -> Person:
    """Somebody who began on 12 January and was done on 31 January 2026."""
    one = Person(
        f"e{number}",
        f"w{number}",
        2026,
        date(2026, 1, 5),
        approved=True,
        started_on=date(2026, 1, 12),
        ends_on=END,
        answers=answers,
    )
    return one._replace(**over)


def works(
    since: date,
    until: date | None = None,
    *,
    asked: date = date(2026, 8, 3),
    kind: W = W.NEW_EMPLOYER,
) -> Answer:
    return Answer(kind, asked, 6, since, until)


def no(outcome: W = W.NOT_WORKING, asked: date = date(2026, 8, 3), month: int = 6) -> Answer:
    return Answer(outcome, asked, month)


MARCH = date(2026, 3, 2)


def test_23_of_232_as_the_press_reported() -> None:
    people = [trained(n, works(MARCH)) for n in range(23)]
    people += [trained(n, no()) for n in range(23, 232)]
    found = measure(AGAIN, Known(people), LATER)
    assert (found.part, found.whole, found.share) == (23, 232, 991), "9,9 %"
    assert found.interval == (670, 1444)
    assert (len(found.unknown), len(found.open)) == (0, 0)


def test_14_of_250_with_the_unknown_below_the_line() -> None:
    people = [trained(n, works(MARCH)) for n in range(14)]
    people += [trained(n, no()) for n in range(14, 150)]
    people += [trained(n, no(W.WRONG_NUMBER)) for n in range(150, 170)]
    people += [trained(n) for n in range(170, 250)]
    found = measure(AGAIN, Known(people), LATER)
    assert (found.part, found.whole, found.share) == (14, 250, 560), "5,6 %"
    assert len(found.unknown) == 100, "20 wrong numbers and 80 nobody has asked"


def test_nobody_gives_no_share() -> None:
    found = measure(AGAIN, Known(), LATER)
    assert (found.part, found.whole, found.share, found.interval) == (0, 0, None, None)


def test_at_the_end_and_ever_within_differ_on_the_same_data() -> None:
    people = [
        trained(1, works(MARCH)),  # still works in August
        trained(2, works(MARCH, date(2026, 5, 29))),  # two months of work, then none
        trained(3, works(date(2026, 7, 31))),  # from the last day on
        trained(4, works(date(2026, 8, 1))),  # one day too late
        trained(5, no()),
        trained(6, works(MARCH, asked=date(2026, 3, 5))._replace(month=1)),  # asked once only
    ]
    end = measure(AGAIN, Known(people), LATER)
    assert (sorted(end.counted), end.whole) == (["e1", "e3"], 6)
    assert end.unknown == {"e6"}, "whether the work lasted nobody has asked"
    ever = measure(replace(AGAIN, measured=Measured.EVER_WITHIN), Known(people), LATER)
    assert (sorted(ever.counted), ever.whole) == (["e1", "e2", "e3", "e6"], 6)
    assert ever.unknown == set()
    assert end.digest != ever.digest


def test_open_cohorts_stand_apart() -> None:
    spring = [trained(n, works(MARCH)) for n in range(4)]
    summer = [
        trained(n, works(date(2026, 7, 1), asked=date(2026, 7, 2)), ends_on=date(2026, 6, 30))
        for n in range(10, 16)
    ]
    running = [trained(20, ends_on=None)]
    found = measure(AGAIN, Known([*spring, *summer, *running]), LATER)
    assert (found.part, found.whole) == (4, 4)
    assert len(found.open) == 7, "their windows close on 31 December, or have no end yet"
    # On the very day on which the window closes a person is due.
    assert measure(AGAIN, Known(spring), date(2026, 7, 30)).whole == 0
    assert measure(AGAIN, Known(spring), date(2026, 7, 31)).whole == 4


def test_who_dropped_out_had_begun() -> None:
    people = [trained(1, works(MARCH), passed_on=END), trained(2, no()), trained(3)]
    of_all = measure(AGAIN, Known(people), LATER)
    of_graduates = measure(replace(AGAIN, denominator="PASSED"), Known(people), LATER)
    assert (of_all.part, of_all.whole, of_all.share) == (1, 3, 3333)
    assert (of_graduates.part, of_graduates.whole, of_graduates.share) == (1, 1, 10_000)


def test_a_person_counts_once_a_programme_year() -> None:
    dropped = trained(1, works(MARCH, asked=date(2026, 8, 24)), worker="sri")
    again = trained(2, worker="sri", passed_on=date(2026, 2, 20), ends_on=date(2026, 2, 20))
    before = trained(3, worker="sri", year=2025)
    found = measure(AGAIN, Known([dropped, again, before]), LATER)
    assert (found.whole, sorted(found.out_of)) == (2, ["e2", "e3"]), "2025 and 2026"
    assert found.counted == {"e2"}, "the enrolment that came furthest; the answer of the other"
    assert found == measure(AGAIN, Known([before, again, dropped]), LATER)


def test_an_answer_after_one_training_tells_no_more_than_its_day_of_the_next() -> None:
    """The sixth month after January is no sixth month after September."""
    first = trained(1, works(MARCH, asked=date(2026, 7, 31)), worker="sri")
    second = trained(2, worker="sri", passed_on=date(2026, 9, 30), ends_on=date(2026, 9, 30))
    found = measure(AGAIN, Known([first, second]), date(2027, 4, 30))
    assert (found.part, found.whole, sorted(found.unknown)) == (0, 1, ["e2"])


def test_four_kinds_of_work_stand_apart_and_the_version_says_which_count() -> None:
    kinds = (W.KEPT, W.PREVIOUS_EMPLOYER, W.NEW_EMPLOYER, W.SELF_EMPLOYED, W.SELF_EMPLOYED)
    people = [trained(n, works(MARCH, kind=kind)) for n, kind in enumerate(kinds)]
    people += [trained(9, no(W.NOT_SEEKING))]
    found = measure(AGAIN, Known(people), LATER)
    assert {kind: len(ids) for kind, ids in found.kinds.items()} == {
        W.KEPT: 1,
        W.PREVIOUS_EMPLOYER: 1,
        W.NEW_EMPLOYER: 1,
        W.SELF_EMPLOYED: 2,
    }
    assert (found.part, found.whole) == (2, 6)
    own = replace(AGAIN, version=2, outcomes=(*AGAIN.outcomes, W.SELF_EMPLOYED))
    assert measure(own, Known(people), LATER).part == 4
    assert measure(own, Known(people), LATER).kinds == found.kinds


def test_two_cases_of_one_person() -> None:
    first = Consulted("c1", "sri", 2026, date(2026, 2, 2), kept=True)
    second = Consulted("c2", "sri", 2026, date(2026, 6, 2), kept=False)
    other = Consulted("c3", "budi", 2026, date(2026, 6, 2), kept=True)
    waits = Consulted("c4", "wati", 2026, date(2026, 6, 2))
    retention = replace(
        AGAIN, code="IND-03", numerator="KEPT", denominator="CONSULTED", window_months=None
    )
    found = measure(retention, Known(consulted=[second, first, other, waits]), LATER)
    assert (found.part, found.whole, found.share) == (1, 3, 3333), "the last case of Sri holds"
    assert (sorted(found.counted), sorted(found.unknown)) == (["c3"], ["c4"])
    assert found.record == "affected_worker"
    early = measure(retention, Known(consulted=[second, first, other]), date(2026, 3, 1))
    assert (early.part, early.whole) == (1, 1)


def test_the_other_indicators() -> None:
    people = [
        trained(1, assessed_on=END, competent_on=END, attended=80, held=80),
        trained(2, assessed_on=END, attended=40, held=80),
        trained(3),
        trained(4, started_on=None),
        trained(5, started_on=None, registered_on=date(2026, 12, 1)),
    ]
    known = Known(people, quota=120, ceiling=50_000_000, spent=10_000_000)

    def of(above: str, below: str) -> tuple[int | None, int | None, int | None]:
        found = measure(replace(AGAIN, numerator=above, denominator=below), known, LATER)
        return found.part, found.whole, found.share

    assert of("COMPETENT", "ASSESSED") == (1, 2, 5000)
    assert of("STARTED", "QUOTA") == (3, 120, 250)
    assert of("SPENT", "CEILING") == (10_000_000, 50_000_000, 2000)
    assert of("STARTED", "REGISTERED") == (3, 4, 7500)
    assert of("ATTENDED_HOURS", "HELD_HOURS") == (120, 160, 7500)
    a_head = measure(replace(AGAIN, numerator="SPENT"), known, LATER)
    assert (a_head.unit, a_head.share, a_head.a_head) == (Unit.MONEY_A_HEAD, None, 3_333_333)
    later = measure(replace(AGAIN, numerator="HAPPY"), known, LATER)
    assert (later.part, later.whole, later.share) == (None, None, None), "of a newer program"
    nobody = measure(replace(AGAIN, outcomes=()), known, LATER)
    assert nobody.part is None, "a version that counts no work we know counts nobody"
    unset = measure(replace(AGAIN, numerator="STARTED", denominator="QUOTA"), Known(people), LATER)
    assert (unset.part, unset.whole, unset.share) == (3, None, None)


def test_the_2019_conversion() -> None:
    people = [trained(n) for n in range(2963)]
    people += [trained(n, started_on=None) for n in range(2963, 5343)]
    found = measure(
        replace(AGAIN, numerator="STARTED", denominator="REGISTERED"), Known(people), LATER
    )
    assert (found.part, found.whole, found.share) == (2963, 5343, 5546)


def test_the_digest_is_of_definition_day_and_people() -> None:
    people = [trained(n, works(MARCH)) for n in range(3)]
    found = measure(AGAIN, Known(people), LATER)
    assert found.digest == measure(AGAIN, Known(people[::-1]), LATER).digest
    assert len(found.digest) == 64
    others = (
        measure(replace(AGAIN, version=2), Known(people), LATER),
        measure(AGAIN, Known(people), date(2026, 10, 1)),
        measure(AGAIN, Known([*people[:2], trained(7, works(MARCH))]), LATER),
    )
    assert len({found.digest, *(one.digest for one in others)}) == 4


@pytest.mark.parametrize(
    ("part", "whole", "interval"),
    [(0, 10, (0, 2775)), (10, 10, (7225, 10_000)), (1, 2, (945, 9055)), (50, 100, (4038, 5962))],
)
def test_wilson(part: int, whole: int, interval: tuple[int, int]) -> None:
    assert wilson(part, whole) == interval


WINDOW = Window(END, date(2026, 7, 31), 6)


@pytest.mark.parametrize(
    ("answers", "at", "ever"),
    [
        ([], None, None),
        ([no(W.NOT_WILLING)], None, None),
        ([no(month=3, asked=date(2026, 5, 2))], None, None),
        ([no(W.DECEASED, date(2026, 3, 1), 1)], W.DECEASED, W.DECEASED),
        # Asked for month 6 some days early: it is the answer of month 6.
        ([works(MARCH, asked=date(2026, 7, 27))], W.NEW_EMPLOYER, W.NEW_EMPLOYER),
        # The work told in May was gone in August, nobody knows since when.
        (
            [works(MARCH, asked=date(2026, 5, 2))._replace(month=3), no()],
            W.NOT_WORKING,
            W.NEW_EMPLOYER,
        ),
        # A year later it comes out: there was work at the end.
        (
            [no(), works(date(2026, 7, 1), asked=date(2027, 2, 1))._replace(month=12)],
            W.NEW_EMPLOYER,
            W.NEW_EMPLOYER,
        ),
        # Own business before, a job at the end.
        (
            [
                works(MARCH, date(2026, 6, 1), kind=W.SELF_EMPLOYED, asked=date(2026, 5, 2)),
                works(date(2026, 6, 2)),
            ],
            W.NEW_EMPLOYER,
            W.NEW_EMPLOYER,
        ),
        ([works(MARCH, kind=W.SELF_EMPLOYED)], W.SELF_EMPLOYED, W.SELF_EMPLOYED),
    ],
)
def test_what_the_answers_say(answers: list[Answer], at: W | None, ever: W | None) -> None:
    assert at_end(answers, WINDOW) is at
    assert ever_within(answers, WINDOW, frozenset(AGAIN.outcomes)) is ever


def test_ever_within_counts_a_job_that_counts_before_one_that_does_not() -> None:
    answers = [
        works(MARCH, date(2026, 4, 1), kind=W.PREVIOUS_EMPLOYER, asked=date(2026, 4, 2)),
        works(date(2026, 5, 1), kind=W.SELF_EMPLOYED),
    ]
    assert ever_within(answers, WINDOW, frozenset(AGAIN.outcomes)) is W.PREVIOUS_EMPLOYER
    assert ever_within(answers, WINDOW, frozenset()) is W.SELF_EMPLOYED


def test_stages_and_outcomes_by_the_last_answer() -> None:
    people = [
        trained(1, works(MARCH), passed_on=END, competent_on=END, certified_on=END),
        trained(2, works(MARCH, date(2026, 8, 31), kind=W.KEPT), passed_on=END),
        trained(3, no(W.NOT_WILLING)),
        trained(4, started_on=None),
        trained(5, started_on=None, approved=False),
    ]
    known = Known(people, [Consulted(f"c{n}", f"w{n}", 2026, MARCH) for n in range(9)])
    assert {name: len(ids) for name, ids in stages(known, LATER).items()} == {
        "CONSULTED": 9,
        "REGISTERED": 5,
        "APPROVED": 4,
        "STARTED": 3,
        "PASSED": 2,
        "COMPETENT": 1,
        "CERTIFIED": 1,
        "WORKING": 1,
    }
    assert {outcome: len(ids) for outcome, ids in placed(people, LATER).items()} == {
        W.NEW_EMPLOYER: 1,
        W.NOT_WORKING: 1,
        None: 1,
    }
    assert latest(people[1].answers, date(2026, 8, 31)) is W.KEPT, "on the last day there is work"
