"""When people are asked after training, and which answer stands; dates written out."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.processes.follow_ups import (
    Standing,
    all_wrong,
    chat_link,
    chat_words,
    grade,
    greeting,
    months_of,
    planned,
    put_off_to,
    script,
    standing,
    state_after,
    supersedes,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkEvidence, WorkOutcome

_O, _E, _S = WorkOutcome, EnrolmentState, Standing
D = date


@pytest.mark.parametrize(
    ("ended", "days"),
    [
        (D(2026, 4, 15), [D(2026, 5, 15), D(2026, 7, 15), D(2026, 10, 15)]),
        # A day that the month has not gives way to its last one, and comes back after it.
        (D(2026, 1, 31), [D(2026, 2, 28), D(2026, 4, 30), D(2026, 7, 31)]),
        (D(2027, 8, 31), [D(2027, 9, 30), D(2027, 11, 30), D(2028, 2, 29)]),
        (D(2027, 11, 30), [D(2027, 12, 30), D(2028, 2, 29), D(2028, 5, 30)]),
    ],
)
def test_people_are_asked_by_the_calendar(ended: date, days: list[date]) -> None:
    assert planned(ended, [1, 3, 6]) == list(zip((1, 3, 6), days, strict=True))


def test_the_months_come_from_a_parameter_in_any_order() -> None:
    assert [month for month, _day in planned(D(2026, 4, 15), [6, 1, 6, 12])] == [1, 6, 12]
    assert months_of([1, 3, 6]) == [1, 3, 6]
    assert months_of(["1", -3, 6]) == [6]
    assert months_of(None) == ()


DUE = D(2026, 5, 15)


@pytest.mark.parametrize(
    ("today", "again_on", "stands"),
    [
        (D(2026, 5, 14), None, _S.LATER),
        (D(2026, 5, 15), None, _S.DUE),
        (D(2026, 5, 29), None, _S.DUE),  # 14 days after
        (D(2026, 5, 30), None, _S.OVERDUE),
        (D(2026, 5, 16), D(2026, 5, 20), _S.PUT_OFF),
        (D(2026, 5, 20), D(2026, 5, 20), _S.DUE),
        (D(2026, 6, 10), D(2026, 6, 1), _S.OVERDUE),
    ],
)
def test_a_follow_up_stands_by_its_day(
    today: date, again_on: date | None, stands: Standing
) -> None:
    assert standing(DUE, again_on, None, today, grace=14) is stands
    assert stands.waits is (stands in (_S.DUE, _S.OVERDUE))


def test_an_answer_ends_the_waiting_and_a_death_all_of_it() -> None:
    late = D(2026, 9, 1)
    assert standing(DUE, None, _O.NOT_WORKING, late, grace=14) is _S.ANSWERED
    assert standing(DUE, None, None, late, grace=14, closed=True) is _S.CLOSED
    assert standing(DUE, None, None, D(2026, 5, 1), grace=14, closed=True) is _S.CLOSED


def test_evidence_has_five_grades() -> None:
    grades = {one: grade(one) for one in WorkEvidence}
    assert list(grades.values()) == [5, 4, 3, 2, 1]
    assert grades[WorkEvidence.EMPLOYER_LETTER] == 5
    assert grade(None) == 0


@pytest.mark.parametrize(
    ("new", "proof", "old", "before", "stands"),
    [
        (_O.NOT_WORKING, None, None, None, True),
        (_O.NEW_EMPLOYER, WorkEvidence.OWN_WORD, _O.NOT_WILLING, None, True),
        (_O.NEW_EMPLOYER, WorkEvidence.OWN_WORD, _O.NOT_WORKING, None, True),
        (_O.NEW_EMPLOYER, WorkEvidence.EMPLOYER_LETTER, _O.NEW_EMPLOYER, WorkEvidence.OWN_WORD, 1),
        # Less proof for the same, or silence after a word, change nothing.
        (_O.NEW_EMPLOYER, WorkEvidence.OWN_WORD, _O.NEW_EMPLOYER, WorkEvidence.CONTRACT, False),
        (_O.NOT_WILLING, None, _O.NEW_EMPLOYER, WorkEvidence.OWN_WORD, False),
        (_O.WRONG_NUMBER, None, _O.NOT_WORKING, None, False),
        (_O.NEW_EMPLOYER, WorkEvidence.CONTRACT, _O.DECEASED, None, False),
    ],
)
def test_the_better_answer_stands(
    new: WorkOutcome,
    proof: WorkEvidence | None,
    old: WorkOutcome | None,
    before: WorkEvidence | None,
    stands: bool,
) -> None:
    assert supersedes(new, proof, old, before) is bool(stands)


@pytest.mark.parametrize(
    ("state", "outcome", "after"),
    [
        (_E.COMPLETED, _O.KEPT, _E.PLACED),
        (_E.CERTIFIED, _O.PREVIOUS_EMPLOYER, _E.PLACED),
        (_E.ASSESSED, _O.SELF_EMPLOYED, _E.PLACED),
        (_E.COMPLETED, _O.NOT_WORKING, _E.NOT_PLACED),
        (_E.PLACED, _O.NOT_SEEKING, _E.NOT_PLACED),
        (_E.NOT_PLACED, _O.NEW_EMPLOYER, _E.PLACED),
        (_E.COMPLETED, _O.NOT_WILLING, _E.COMPLETED),
        (_E.PLACED, _O.WRONG_NUMBER, _E.PLACED),
        (_E.COMPLETED, _O.DECEASED, _E.COMPLETED),
        (_E.DROPPED, _O.NEW_EMPLOYER, _E.DROPPED),
        (_E.IN_TRAINING, _O.NEW_EMPLOYER, _E.IN_TRAINING),
        (_E.CERTIFIED, None, _E.CERTIFIED),
    ],
)
def test_an_enrolment_follows_its_answer(
    state: EnrolmentState, outcome: WorkOutcome | None, after: EnrolmentState
) -> None:
    assert state_after(state, outcome) is after


def test_after_three_attempts_there_is_a_week_of_rest() -> None:
    today = D(2026, 5, 15)
    found = [put_off_to(n, 3, today) for n in range(1, 7)]
    assert found == [None, None, D(2026, 5, 22), None, None, D(2026, 5, 22)]
    assert put_off_to(3, 0, today) is None


def test_a_number_is_wrong_when_all_are() -> None:
    assert not all_wrong(["", "kakak"], [""])
    assert all_wrong(["", "kakak"], ["kakak", ""])


def test_a_chat_opens_with_number_and_words() -> None:
    words = chat_words("Ma'ruf", "BPJS Ketenagakerjaan Manado", "Rina", "Juru Las", 9)
    link = chat_link("+6281234567890", words)
    assert link.startswith("https://wa.me/6281234567890?text=Selamat%20pagi%2C%20Bapak/Ibu%20Ma")
    assert " " not in link and "'" not in link
    assert chat_link("+62431851234", words) == ""  # no mobile number
    assert "PHK" not in words and "kerja" not in words.replace("Ketenagakerjaan", "")


def test_the_script_is_polite_and_says_who_calls() -> None:
    said = script("Siti", "BPJS Ketenagakerjaan Manado", "Rina", "Barista", 3, 14)
    assert said.startswith("Selamat siang, dengan Bapak/Ibu Siti? Saya Rina dari BPJS")
    assert "3 bulan yang lalu" in said
    assert [greeting(h) for h in (6, 11, 15, 18)] == [
        "Selamat pagi",
        "Selamat siang",
        "Selamat sore",
        "Selamat malam",
    ]
