"""*Bagi ke kelas* by keys: from enrolments to classes, edited, accepted and taken back."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.records import Enrolment, TrainingClass
from desktop_app.records.training import ClassState, EnrolmentState
from tests import make
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.dividing import DivideView
from ui.pages.enrolments import EnrolmentsPane

_E = EnrolmentState
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def enrolled(d: Desk, count: int) -> None:
    """So many approved people of one programme of five days."""
    programme = make.programme(days=5, lesson_hours=40, name="Operator Forklift")
    workers = [make.worker(n) for n in range(count)]
    cases = [make.case(worker) for worker in workers]
    people = [make.enrolment(case, programme, n, state=_E.APPROVED) for n, case in enumerate(cases)]
    with d.office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *people])


def dividing(d: Desk) -> DivideView:
    """The proposal for all who look for a seat."""
    d.show("programmes", record="enrolment")
    d.press(Key.Key_M, CTRL)
    view = d.page.pane.aside
    assert isinstance(view, DivideView)
    return view


def lines(view: DivideView) -> list[tuple[str, str, str]]:
    """The left table: name, people, state."""
    model = view.groups.table
    rows = [model.row_at(n) for n in range(model.rowCount())]
    return [(row["name"], row["people"], row["state"]) for row in rows if row]


def test_47_people_are_divided_edited_and_taken_back(desk: Open) -> None:
    d = desk()
    enrolled(d, 47)
    view = dividing(d)
    assert lines(view) == [
        ("Kelas 1", "20/20", "Penuh"),
        ("Kelas 2", "20/20", "Penuh"),
        ("Kelas 3", "7/20", ""),
        ("Daftar tunggu", "0", ""),
        ("Tidak diikutkan", "0", ""),
    ]
    # Three of the first class go to the third, one waits, one is left out.
    d.press(Key.Key_Tab)
    assert d.hand is view.people
    d.press(Key.Key_Down, SHIFT)
    d.press(Key.Key_Down, SHIFT)
    d.press(Key.Key_3)
    d.press(Key.Key_W)
    d.press(Key.Key_X)
    # The next goes to the class after this one.
    d.press(Key.Key_Down, ALT)
    assert [people for _name, people, _state in lines(view)] == [
        "14/20",
        "21/20",
        "10/20",
        "1",
        "1",
    ]
    assert lines(view)[1][2] == "Terlalu banyak"
    d.press(Key.Key_F7)
    assert d.saved(TrainingClass) == []  # too many people in one class
    d.press(Key.Key_Tab, SHIFT)
    d.press(Key.Key_Down)
    d.press(Key.Key_Return)
    assert d.hand is view.fields.editors["starts_on"].field
    d.enter("7/12/2026")
    assert view.fields.value("ends_on") == date(2026, 12, 11)
    d.press(Key.Key_Tab)
    d.enter("25")
    d.press(Key.Key_F7)
    made = d.saved(TrainingClass)
    assert sorted((c.capacity, c.starts_on, c.state) for c in made) == [
        (20, make.DAY, ClassState.OPEN),
        (20, make.DAY, ClassState.OPEN),
        (25, date(2026, 12, 7), ClassState.OPEN),
    ]
    late = next(c for c in made if c.capacity == 25)
    assert late.ends_on == date(2026, 12, 11)
    assert len(d.saved(Enrolment, training_class=late.id)) == 21
    assert len(d.saved(Enrolment, state=_E.WAITLISTED)) == 1
    assert len(d.saved(Enrolment, state=_E.APPROVED)) == 1
    assert d.page.here == "training_class"
    d.press(Key.Key_Z, CTRL)
    assert d.saved(TrainingClass) == []
    assert len(d.saved(Enrolment, state=_E.APPROVED)) == 47


def test_a_class_is_dissolved_and_another_added(desk: Open) -> None:
    d = desk()
    enrolled(d, 24)
    view = dividing(d)
    assert [line[1] for line in lines(view)] == ["20/20", "4", "0"]
    view.groups.setFocus()
    d.press(Key.Key_Insert)
    assert [line[1] for line in lines(view)] == ["20/20", "0/20", "4", "0"]
    d.press(Key.Key_Down)
    d.press(Key.Key_Tab)
    d.press(Key.Key_A, CTRL)
    d.press(Key.Key_Up, ALT)
    assert [line[1:] for line in lines(view)][:2] == [
        ("20/20", "Penuh"),
        ("4/20", "Peserta sedikit"),
    ]
    view.groups.setFocus()
    d.press(Key.Key_Up)
    d.press(Key.Key_Up)
    d.press(Key.Key_Delete)
    assert [line[1] for line in lines(view)] == ["4/20", "20", "0"]
    d.press(Key.Key_Escape)
    assert d.page.pane.aside is None
    assert d.saved(TrainingClass) == []


def test_people_get_seats_and_are_told_of_by_the_bar(desk: Open) -> None:
    d = desk()
    enrolled(d, 3)
    programme = d.saved(Enrolment)[0].programme
    classes = [
        TrainingClass(
            code=f"KLS-{n}",
            programme=programme,
            starts_on=make.DAY,
            ends_on=make.DAY + timedelta(days=4),
            programme_year=2026,
            capacity=2,
            state=ClassState.OPEN,
        )
        for n in range(2)
    ]
    with d.office.store.write("test") as session:
        session.add_all(classes)
    d.show("programmes", record="enrolment")
    d.page.pane.list.table.setFocus()
    d.press(Key.Key_Home)
    d.press(Key.Key_Down, SHIFT)
    d.press(Key.Key_F7)
    QTest.keyClicks(d.hand, "KLS-0")
    d.settle()
    d.press(Key.Key_Return)
    pane = d.page.pane
    assert isinstance(pane, EnrolmentsPane)
    assert pane.seating.bar.said.text() == "Sisa 2 kursi"
    pane.seating.bar.go.setFocus()
    d.press(Key.Key_Space)
    assert len(d.saved(Enrolment, training_class=classes[0].id, state=_E.ASSIGNED)) == 2
    assert d.saved(TrainingClass, code="KLS-0")[0].state is ClassState.FULL


def test_from_enrolments_to_a_running_class_by_keys(desk: Open) -> None:
    d = desk()
    enrolled(d, 12)
    dividing(d)
    d.press(Key.Key_F7)
    (made,) = d.saved(TrainingClass)
    assert (made.state, made.starts_on, made.ends_on) == (
        *(ClassState.OPEN, make.DAY),
        date(2026, 11, 30),
    )
    d.page.pane.list.table.setFocus()
    d.press(Key.Key_Home)
    d.press(Key.Key_Return)
    d.press(Key.Key_K, CTRL)
    QTest.keyClicks(d.hand, "Mulai pelatihan")
    d.settle()
    d.press(Key.Key_Return)
    assert d.saved(TrainingClass)[0].state is ClassState.RUNNING
    people = d.saved(Enrolment, state=_E.IN_TRAINING)
    assert {one.started_on for one in people} == {make.DAY}
    assert len(people) == 12
