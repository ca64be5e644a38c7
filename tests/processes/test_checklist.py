"""Checklists: which papers a record needs, and the days left for them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.processes.checklist import applies, checklist
from desktop_app.records import ReceivedPaper, RequiredPaper
from desktop_app.records.consultation import Reply
from desktop_app.records.employer import Scheme
from tests import make

D = date
CASE = make.consultation(
    make.employer(), held_on=D(2026, 3, 16), scheme=Scheme.REIMBURSEMENT, commitment=True
)


def paper(code: str, **over: object) -> RequiredPaper:
    values: dict[str, object] = {
        "id": code,
        "code": code,
        "name": code,
        "of_record": "consultation",
        "rank": 1,
        "valid_from": D(2019, 1, 1),
    }
    return RequiredPaper(**values | over)


@pytest.mark.parametrize(
    "condition, fits",
    [
        (None, True),
        ("", True),
        ("scheme=B", True),
        (" scheme = B ", True),
        ("scheme=A", False),
        ("commitment=1", True),
        ("commitment=0", False),
        ("reply=ACCEPTED", False),
        ("reply=", True),
        ("nothing=1", False),
        ("held_on=2026-03-16", True),
    ],
)
def test_a_condition_is_read_in_stored_form(condition: str | None, fits: bool) -> None:
    assert applies(condition, CASE) is fits


def test_days_left_are_working_days_over_lebaran() -> None:
    closed = frozenset(D(2026, 3, n) for n in (19, 20, 21, 22, 23, 24))
    (item,) = checklist(CASE, [paper("A", days=5)], [], CASE.held_on, D(2026, 3, 18), closed)
    assert item.due == D(2026, 3, 27)  # 17 18 25 26 27
    assert item.left == 3
    (late,) = checklist(CASE, [paper("A", days=5)], [], CASE.held_on, D(2026, 3, 28), closed)
    assert late.left == -1
    assert late.missing


def test_what_came_in_what_is_optional_and_what_no_longer_counts() -> None:
    papers = [
        paper("LATER", valid_from=D(2027, 1, 1)),
        paper("OVER", valid_to=D(2026, 3, 15)),
        paper("OTHER", of_record="enrolment"),
        paper("REFUSED", condition="reply=REFUSED", rank=3),
        paper("OPTIONAL", mandatory=False, rank=2),
        paper("CAME", days=1, rank=0),
        paper("OPEN", rank=0),
    ]
    came = [
        ReceivedPaper(paper=id, of_record="consultation", of_id=CASE.id, received_on=D(2026, 3, 16))
        for id in ("CAME", "REFUSED")
    ]
    found = checklist(CASE, papers, came, CASE.held_on, D(2026, 4, 1), frozenset())
    assert [item.paper.code for item in found] == ["CAME", "OPEN", "OPTIONAL", "REFUSED"]
    assert [item.paper.code for item in found if item.missing] == ["OPEN"]
    assert found[0].left is None  # it came; nothing runs any more
    assert found[1].due is None
    assert CASE.reply is not Reply.REFUSED
