"""Gaps, visits and evaluation of a class on a real store."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.desk.evaluation import enter as keep
from desktop_app.desk.evaluation import opinion
from desktop_app.desk.skill_gaps import gaps_of, judge, lack
from desktop_app.desk.visits import difference, marked_present
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.evaluation import read_sheet
from desktop_app.processes.skill_gaps import Closing
from desktop_app.records import ClassVisit
from desktop_app.store.writing import Faulty
from tests import make
from tests.classroom import FIRST, LAST, classroom


def test_a_gap_is_recorded_for_all_and_judged_after_training(office: Office) -> None:
    room = classroom(office, instructor="Hendra, S.T.")
    with office.store.write("test") as session:
        assert len(lack(session, room.taught.id, " Mengoperasikan forklif ", 3, 1)) == 3
    with office.store.write("test") as session:
        assert lack(session, room.taught.id, "mengoperasikan Forklif", 4, 0) == []
        with pytest.raises(UserError):
            lack(session, room.taught.id, " ", 3, 1)
    with office.store.read() as session:
        ani, budi, _cici = gaps_of(session, room.taught.id)
    assert (ani.record.before_on, ani.closing) == (FIRST, Closing.OPEN)
    entries: dict[str, dict[str, object]] = {
        ani.record.id: {"after": 3},
        budi.record.id: {"after": 2, "after_by": "LSP"},
    }
    with office.store.write("test") as session:
        assert judge(session, room.taught.id, entries) == 2
    with office.store.read() as session:
        found = gaps_of(session, room.taught.id)
    assert [one.closing for one in found] == [Closing.CLOSED, Closing.NARROWED, Closing.OPEN]
    assert [one.record.after_by for one in found] == ["Hendra, S.T.", "LSP", None]
    assert [one.record.after_on for one in found] == [LAST, LAST, None]
    with office.store.write("test") as session:
        judge(session, room.taught.id, {ani.record.id: {"after": None}})
    with office.store.read() as session:
        again = gaps_of(session, room.taught.id)[0].record
    assert (again.after, again.after_by, again.after_on) == (None, None, None)
    other = classroom(office, ("Dedi",), number=2)
    with pytest.raises(UserError), office.store.write("test") as session:
        judge(session, other.taught.id, entries)


def test_heads_stand_against_the_marks_of_that_session(office: Office) -> None:
    room = classroom(office, marks=("HHHHHHHHHH", "HHHHHHHHSA", "HAHHHHHAAA"))
    with office.store.read() as session:
        assert marked_present(session, room.taught.id, FIRST, 1) == 3
        assert marked_present(session, room.taught.id, date(2026, 11, 10), 1) == 2
        assert marked_present(session, room.taught.id, LAST, 1) == 1
        assert marked_present(session, room.taught.id, LAST, 2) is None
        assert marked_present(session, room.taught.id, make.DAY, 1) is None
    visit = ClassVisit(training_class=room.taught.id, day=FIRST, part=1, heads=1, marked=3)
    with pytest.raises(Faulty) as refused, office.store.write("test") as session:
        session.add(visit)
    assert [p.field for p in refused.value.problems] == ["findings"]
    visit = ClassVisit(
        training_class=room.taught.id, day=FIRST, heads=1, marked=3, findings="Dua pulang"
    )
    with office.store.write("test") as session:
        session.add(visit)
    with office.store.read() as session:
        assert difference(session, visit) == -2


def test_an_opinion_needs_five_sheets(office: Office) -> None:
    room = classroom(office)
    lines = ("54345 ruangan panas", "55555", "43334", "50445")
    for line in lines:
        with office.store.write("test") as session:
            keep(session, room.taught.id, read_sheet(line))
    with office.store.read() as session:
        few = opinion(session, [room.taught.id], office.store.facts())
    assert (few.sheets, few.whole.tenths, few.remarks) == (4, None, ())
    assert {one.tenths for one in few.averages.values()} == {None}
    with office.store.write("test") as session:
        made = keep(session, room.taught.id, read_sheet("44444"))
        assert (made.filled_on, made.remarks) == (LAST, None)
    with office.store.read() as session:
        found = opinion(session, [room.taught.id], office.store.facts())
    # content 5+5+4+5+4 = 23/5; instructor 4+5+3+4 = 16 of only 4 answers.
    assert (found.averages["content"].n, found.averages["content"].tenths) == (5, 46)
    assert (found.averages["instructor"].n, found.averages["instructor"].tenths) == (4, None)
    # 23 + 16 + 3+5+3+4+4 + 4+5+3+4+4 + 5+5+4+5+4 = 101 of 24 answers = 4.21.
    assert (found.whole.n, found.whole.tenths) == (24, 42)
    assert found.remarks == ("ruangan panas",)
    with office.store.read() as session:
        assert opinion(session, [], office.store.facts()).sheets == 0
