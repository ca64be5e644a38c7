"""Skill gaps, evaluation sheets and passing, by rules that know no database."""

from __future__ import annotations

import pytest

from desktop_app.errors import UserError
from desktop_app.processes.evaluation import Answers, Average, average, read_sheet
from desktop_app.processes.skill_gaps import Closing, closed_of, closing


@pytest.mark.parametrize(
    ("wanted", "before", "after", "told"),
    [
        (3, 3, None, Closing.NONE),
        (3, 4, 5, Closing.NONE),
        (3, 1, None, Closing.OPEN),
        (3, 1, 1, Closing.UNCHANGED),
        (3, 1, 0, Closing.UNCHANGED),
        (3, 1, 2, Closing.NARROWED),
        (3, 1, 3, Closing.CLOSED),
        (3, 0, 5, Closing.CLOSED),
        (0, 0, None, Closing.NONE),
    ],
)
def test_what_became_of_a_gap(wanted: int, before: int, after: int | None, told: Closing) -> None:
    assert closing(wanted, before, after) is told


def test_only_gaps_that_were_judged_count() -> None:
    found = [Closing.CLOSED, Closing.CLOSED, Closing.NARROWED, Closing.OPEN, Closing.NONE]
    assert closed_of(found) == (2, 3)
    assert closed_of([]) == (0, 0)


def test_a_sheet_is_five_digits_and_what_was_written() -> None:
    assert read_sheet("54345") == Answers((5, 4, 3, 4, 5))
    assert read_sheet(" 50341  ruangan panas, alat kurang ") == Answers(
        (5, None, 3, 4, 1), "ruangan panas, alat kurang"
    )
    for wrong in ("", "5434", "543456", "54346", "5 4 3 4 5", "54345ruangan"):
        with pytest.raises(UserError) as refused:
            read_sheet(wrong)
        assert refused.value.code == "EVALUATION"
    with pytest.raises(UserError) as refused:
        read_sheet("00000")
    assert refused.value.code == "EVALUATION-EMPTY"


def test_an_average_has_its_n_and_none_of_too_few() -> None:
    assert average([5, 4, 4, 3, None, 5], 5) == Average(5, 42, (0, 0, 1, 2, 2))
    assert average([5, 4, 4, 3, None], 5) == Average(4, None)
    assert average([5, 4, 4], 1) == Average(3, 43, (0, 0, 0, 2, 1))  # 13/3 = 4.33
    assert average([4, 5], 1).tenths == 45
    assert average([4, 4, 4, 5], 1).tenths == 43  # 4.25: half up
    assert average([], 0) == Average(0, None)
