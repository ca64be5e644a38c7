"""What came of a class, entered by keys: verdicts of a certification body, units of a programme."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_app.records import (
    AssessedUnit,
    Assessment,
    ClassVisit,
    CompetencyUnit,
    CourseEvaluation,
    Enrolment,
    SkillGap,
)
from desktop_app.records.teaching import Verdict
from desktop_app.records.training import EnrolmentState, TrainingResult
from tests.classroom import body, classroom, units
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.class_assessments import AssessmentsOfClass
from ui.pages.evaluation_part import EvaluationPart
from ui.pages.results_part import ResultsPart
from ui.pages.skill_gaps import GapsOfClass
from ui.pages.units import UnitsPane
from ui.pages.visits import VisitsPane
from ui.widgets.part import PartWidget

P = TypeVar("P", bound=PartWidget)

K, BK = Verdict.COMPETENT, Verdict.NOT_YET
PASSED, FAILED = TrainingResult.PASSED, TrainingResult.FAILED


def part(d: Desk, kind: type[P], id: str, name: str, record: str = "training_class") -> P:
    """The part of a record, opened."""
    d.show("programmes", record=record, id=id, part=name)
    assert d.page.pane.view is not None
    found = d.page.pane.view.inner()
    assert isinstance(found, kind)
    return found


def text(found: AssessmentsOfClass, row: int, column: str) -> str:
    return str(found.grid.table.rows[row].get(column) or "")


def type_in(d: Desk, typed: str) -> None:
    """Type into a cell, as fingers do: the first key opens its editor. Enter ends it."""
    QTest.keyClicks(d.hand, typed[0])
    QTest.keyClicks(d.hand, typed[1:])
    d.press(Key.Key_Return)


def test_a_class_is_assessed_by_keys(desk: Open) -> None:
    d = desk()
    room, lsp = classroom(d.office), body(d.office)
    first, second = units(d.office, room, "Memeriksa forklif", "Mengangkat beban")
    grid = part(d, AssessmentsOfClass, room.taught.id, "assessments")
    assert "Belum ada yang diases" in grid.line.accessibleName()
    assert d.hand is grid.grid and not grid.bar.isVisible()
    d.press(Key.Key_F7)
    assert grid.bar.isVisible()
    d.enter("Logistik", "Operator Forklif", "23/11/2026", "TUK Bitung", "Hendra")
    assert grid.bar.sitting() is not None
    grid.bar.go.setFocus()
    d.press(Key.Key_Space)
    assert not grid.bar.isVisible() and d.hand is grid.grid
    # Ani and Cici are competent, Budi lacks the second unit.
    d.press(Key.Key_K)
    d.press(Key.Key_Down)
    d.press(Key.Key_K)
    d.press(Key.Key_Up)
    assert [text(grid, row, "verdict") for row in range(3)] == ["Kompeten", "", "Kompeten"]
    for _right in range(2):
        d.press(Key.Key_Right)
    assert "Mengangkat beban" in grid.detail.accessibleName()
    d.press(Key.Key_B)
    assert text(grid, 1, "verdict") == "Belum kompeten"
    # A number is typed, a day proposed: three years on.
    d.press(Key.Key_Up)
    d.press(Key.Key_Up)
    d.press(Key.Key_Right)
    type_in(d, "49000 8344 2 0001234 2026")
    assert text(grid, 0, "certificate_number") == "49000 8344 2 0001234 2026"
    assert text(grid, 0, "valid_until").endswith("2029")
    assert "2 kompeten" in grid.line.accessibleName()
    assert "1 belum kompeten" in grid.line.accessibleName()
    made = {one.enrolment: one for one in d.saved(Assessment)}
    assert [made[seat.id].verdict for seat in room.people] == [K, BK, K]
    assert {one.body for one in made.values()} == {lsp.id}
    assert {one.assessed_on for one in made.values()} == {date(2026, 11, 23)}
    assert {u.unit for u in d.saved(AssessedUnit, verdict=BK)} == {second.id}
    assert len(d.saved(AssessedUnit, unit=first.id)) == 2
    assert {one.state for one in d.saved(Enrolment)} == {EnrolmentState.ASSESSED}
    # Del takes a verdict away, Ctrl+Z brings it back.
    d.press(Key.Key_Home)
    d.press(Key.Key_Right)
    d.press(Key.Key_Delete)
    row = grid.grid.currentIndex().row()
    assert len(d.saved(Assessment)) == 2 and text(grid, row, "verdict") == ""
    d.press(Key.Key_Z, CTRL)
    assert len(d.saved(Assessment)) == 3


def test_results_are_entered_by_keys(desk: Open) -> None:
    d = desk()
    room = classroom(d.office, marks=("HHHHHHHHHH", "HHHHHHHHSA", "HHHHHHHAAA"))
    grid = part(d, ResultsPart, room.taught.id, "results")
    assert grid.line.accessibleName() == (
        "0 lulus · 0 tidak lulus · 3 belum ada hasil · 1 di bawah kehadiran minimum"
    )
    grid.enter()
    d.press(Key.Key_T)
    d.press(Key.Key_L)
    # Cici came to 70 % only: without a reason nothing is written.
    d.press(Key.Key_L)
    assert d.saved(Enrolment, id=room.people[2].id)[0].result is None
    assert "di bawah 80" in d.window.bar.accessibleName()
    d.answers.lines = ["Sakit, mengganti di kelas sore"]
    d.press(Key.Key_L)
    results = {one.id: one for one in d.saved(Enrolment)}
    told = [results[seat.id] for seat in room.people]
    assert [one.result for one in told] == [FAILED, PASSED, PASSED]
    assert [one.under_reason for one in told][:2] == [None, None]
    assert told[2].under_reason == "Sakit, mengganti di kelas sore"
    # A score is typed, and filled down.
    d.press(Key.Key_Up)
    d.press(Key.Key_Up)
    d.press(Key.Key_Right)
    type_in(d, "85")
    d.press(Key.Key_D, CTRL)
    type_in(d, "101")
    assert "dari 0 sampai 100" in d.window.bar.accessibleName()
    assert [d.saved(Enrolment, id=seat.id)[0].score for seat in room.people] == [85, 85, None]
    assert "2 lulus · 1 tidak lulus" in grid.line.accessibleName()


def test_everybody_passes_with_one_key(desk: Open) -> None:
    d = desk()
    room = classroom(d.office, marks=("HHHHHHHHHH", "HHHHHHHHSA", "HHHHHHHAAA"))
    grid = part(d, ResultsPart, room.taught.id, "results")
    grid.enter()
    d.press(Key.Key_F7)
    assert [d.saved(Enrolment, id=seat.id)[0].result for seat in room.people] == [
        PASSED,
        PASSED,
        None,
    ]


def test_a_block_of_numbers_is_pasted(desk: Open) -> None:
    d = desk()
    room, lsp = classroom(d.office), body(d.office)
    grid = part(d, AssessmentsOfClass, room.taught.id, "assessments")
    d.press(Key.Key_F7)
    d.enter("Logistik", "Operator Forklif", "23/11/2026")
    grid.bar.go.click()
    d.settle()
    QGuiApplication.clipboard().setText("K\tA-1\tR-1\t23/11/2028\nBK\nK\tA-3\tR-3\t1/12/2027\n")
    d.press(Key.Key_V, CTRL)
    made = {one.enrolment: one for one in d.saved(Assessment, body=lsp.id)}
    told = [made[seat.id] for seat in room.people]
    assert [one.verdict for one in told] == [K, BK, K]
    assert [one.certificate_number for one in told] == ["A-1", None, "A-3"]
    assert [one.valid_until for one in told] == [date(2028, 11, 23), None, date(2027, 12, 1)]


def test_units_are_pasted_into_a_programme(desk: Open) -> None:
    d = desk()
    room = classroom(d.office)
    pane = part(d, UnitsPane, room.programme.id, "units", "training_programme")
    QGuiApplication.clipboard().setText("H.494201.001.01\tMemeriksa\t8\nMengangkat beban\n")
    pane.list.table.setFocus()
    d.press(Key.Key_V, CTRL)
    assert [one.name for one in sorted(d.saved(CompetencyUnit), key=lambda u: u.rank)] == [
        "Memeriksa",
        "Mengangkat beban",
    ]
    assert "2 unit ditambahkan" in d.window.bar.accessibleName()


def test_one_person_is_assessed_in_a_form(desk: Open) -> None:
    d = desk()
    room, _lsp = classroom(d.office), body(d.office)
    d.show("programmes", record="enrolment", id=room.people[0].id, part="assessments")
    d.press(Key.Key_N, CTRL)
    d.enter("Logistik", "Operator Forklif", "23/11/2026", "K")
    d.press(Key.Key_S, CTRL)
    (made,) = d.saved(Assessment)
    assert (made.verdict, made.valid_until) == (K, date(2029, 11, 23))
    assert d.saved(Enrolment, id=room.people[0].id)[0].state is EnrolmentState.ASSESSED


def test_a_visit_counts_heads_against_the_marks(desk: Open) -> None:
    d = desk()
    room = classroom(d.office, marks=("HHHHHHHHHH", "HHHHHHHHSA", "HHHHHHHAAA"))
    part(d, VisitsPane, room.taught.id, "visits")
    d.press(Key.Key_N, CTRL)
    d.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    d.enter("9/11/2026", "10.15", "1", "1")
    d.press(Key.Key_S, CTRL)
    assert d.saved(ClassVisit) == []  # three are marked, one was there: say what was found
    QTest.keyClicks(d.hand, "Dua peserta pulang lebih awal")
    d.press(Key.Key_S, CTRL)
    (visit,) = d.saved(ClassVisit)
    assert (visit.heads, visit.marked, visit.time) == (1, 3, "10.15")
    assert visit.officer == d.office.store.author.officer


def test_sheets_are_keyed_in_one_after_the_other(desk: Open) -> None:
    d = desk()
    room = classroom(d.office)
    found = part(d, EvaluationPart, room.taught.id, "evaluation")
    for line in ("54345", "55555", "43334 ruangan panas", "54445"):
        d.enter(line)
        d.settle()
    d.enter("9")
    assert "Lima angka dari 1 sampai 5" in d.window.bar.accessibleName()
    assert found.said.accessibleName() == "4 lembar · rata-rata tampil mulai 5 lembar"
    d.press(Key.Key_Escape)
    d.enter("44444")
    d.settle()
    assert len(d.saved(CourseEvaluation)) == 5
    assert found.said.accessibleName() == "5 lembar · rata-rata 4,2 dari 5"
    first = found.table.table.row_at(0)
    assert first is not None and (first["average"], first["n"]) == ("4,6", "5")
    assert (first["of 5"], first["of 4"]) == ("3", "2")
    d.press(Key.Key_F7)
    assert d.asked == [("evaluation-form", room.taught.id)]


def test_levels_are_entered_for_a_whole_class(desk: Open) -> None:
    d = desk()
    room = classroom(d.office, instructor="Hendra, S.T.")
    grid = part(d, GapsOfClass, room.taught.id, "gaps")
    d.answers.lines = ["Mengoperasikan forklif; 3"]
    d.press(Key.Key_F7)
    assert d.saved(SkillGap) == [] and "Misalnya" in d.window.bar.accessibleName()
    d.answers.lines = ["Mengoperasikan forklif; 3; 1"]
    d.press(Key.Key_F7)
    assert len(d.saved(SkillGap)) == 3
    grid.enter()
    d.press(Key.Key_Right)
    d.press(Key.Key_Right)
    for key in (Key.Key_3, Key.Key_2, Key.Key_4):
        d.press(key)
    told = {one.affected_worker: one for one in d.saved(SkillGap)}
    assert [told[case.id].after for case in room.cases] == [3, 2, 4]
    assert {one.after_by for one in told.values()} == {"Hendra, S.T."}
    assert grid.line.accessibleName() == "2 dari 3 kesenjangan tertutup · 3 tercatat"


def test_a_gap_stands_with_the_enrolment(desk: Open) -> None:
    d = desk()
    room = classroom(d.office)
    d.show("programmes", record="enrolment", id=room.people[0].id, part="gaps")
    d.press(Key.Key_N, CTRL)
    d.enter("Membaca gambar teknik", "4", "2")
    d.press(Key.Key_S, CTRL)
    (gap,) = d.saved(SkillGap)
    assert (gap.affected_worker, gap.wanted, gap.before) == (room.cases[0].id, 4, 2)
    assert gap.before_by
