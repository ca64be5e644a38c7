"""Consultations on their page: people taken in, checked, enrolled and undone, by keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from desktop_app.records import (
    AffectedWorker,
    Attendee,
    Consultation,
    Employer,
    Enrolment,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.consultation import Background, ConsultationState, Retain, Standing
from desktop_app.records.training import EnrolmentState
from desktop_app.store.tables import journal
from tests import make
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.case_people import PeoplePane
from ui.widgets.part import TablePart


def case_with(desk: Desk, people: int, **over: Any) -> Consultation:
    """A consultation with so many people, a programme and a class of three seats."""
    employer, programme = make.employer(1), make.programme(1)
    case = make.consultation(employer, **over)
    workers = [make.worker(n) for n in range(1, people + 1)]
    with desk.office.store.write("test") as session:
        session.add_all([employer, programme, case, *workers])
        session.add_all([make.case(worker, case) for worker in workers])
        session.add(make.training_class(programme, capacity=3))
    return case


def people_of(desk: Desk) -> PeoplePane:
    view = desk.page.pane.view
    assert view is not None
    inner = view.inner()
    assert isinstance(inner, PeoplePane)
    return inner


def test_a_case_from_the_first_word_to_enrolment(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add_all([make.employer(1), make.programme(1), make.worker(5, name="Rina")])
    page = d.show("consultations")
    d.press(Key.Key_N, CTRL)
    d.enter("PT Contoh 1")
    view = page.pane.view
    assert view is not None
    view.form.rows["workers_stated"].editor.setFocus()
    d.enter("3")
    d.press(Key.Key_S, CTRL)
    case = d.saved(Consultation)[0]
    assert case.number == "K-MND-2026-0001"
    assert case.held_on == date(2026, 11, 24)
    people = people_of(d)  # the workers come next, without a further key
    d.press(Key.Key_N, CTRL)
    d.enter("rina")  # known: found by name
    d.settle()
    d.enter(make.nik(7), "Ma'ruf")  # new: NIK, then the name asked for
    d.settle()
    d.press(Key.Key_Escape)
    assert [w.name for w in d.saved(Worker)] == ["Rina", "Ma'ruf"]
    assert d.saved(Worker, name="Ma'ruf")[0].birth_date == make.born(7)
    assert [c.employer for c in d.saved(AffectedWorker)] == [case.employer] * 2
    assert "3/2/0/0/0" in people._tally.accessibleName()
    assert "1 pekerja yang dinyatakan belum ada dalam daftar" in people._tally.accessibleName()
    people.list.table.setFocus()
    people.list.table.selectAll()
    d.press(Key.Key_M, CTRL)
    d.press(Key.Key_F7)
    d.enter("VOK-001")
    people._enrol.go.setFocus()
    d.press(Key.Key_Space)
    assert [e.state for e in d.saved(Enrolment)] == [EnrolmentState.REGISTERED] * 2
    assert "3/2/2/0/2" in people._tally.accessibleName()
    d.press(Key.Key_Z, CTRL)
    assert d.saved(Enrolment) == []
    assert "3/2/2/0/0" in people._tally.accessibleName()


def test_the_selection_is_enrolled_while_seats_last(desk: Open) -> None:
    d = desk()
    case = case_with(d, 5)
    programme = d.saved(TrainingProgramme)[0]
    d.show("consultations", id=case.id, part="people")
    people = people_of(d)
    people.list.table.setFocus()
    people.list.table.selectAll()
    d.press(Key.Key_F7)
    assert people._enrol.go.text() == "Daftarkan 5 pekerja"
    people._enrol.fields["programme"].editor.set_value(programme.id)
    people._enrol.fields["training_class"].editor.setFocus()
    d.enter("MND-001")
    d.settle()
    assert people._enrol.fields["training_class"].editor.value()
    people._enrol.go.setFocus()
    d.press(Key.Key_Space)
    assert "tersisa 3" in d.window.bar.accessibleName()  # five do not fit into three
    assert d.saved(Enrolment) == []
    people.list.table.setFocus()
    people.list.table.clearSelection()
    for row in (0, 1):
        people.list.table.selectionModel().select(
            people.list.model.index(row, 0),
            people.list.table.selectionModel().SelectionFlag.Select
            | people.list.table.selectionModel().SelectionFlag.Rows,
        )
    d.press(Key.Key_F7)
    assert people._enrol.go.text() == "Daftarkan 2 pekerja"
    people._enrol.fields["programme"].editor.set_value(programme.id)
    people._enrol.fields["training_class"].editor.setFocus()
    d.enter("MND-001")
    people._enrol.go.setFocus()
    d.press(Key.Key_Space)
    assert {e.state for e in d.saved(Enrolment)} == {EnrolmentState.ASSIGNED}
    assert len(d.saved(Enrolment)) == 2
    people.list.set_filter("not_enrolled")
    d.settle()
    assert people.list.model.rowCount() == 3


def test_many_are_set_and_refused_at_once(desk: Open) -> None:
    d = desk()
    case = case_with(d, 3)
    d.show("consultations", id=case.id, part="people")
    people = people_of(d)
    people.list.table.setFocus()
    people.list.table.selectAll()
    d.press(Key.Key_B, CTRL)
    people._set.fields["background"].editor.set_value(Background.AUTOMATION)
    people._set.fields["skill_gap"].editor.setFocus()
    QTest.keyClicks(d.hand, "Forklif")
    people._set.apply.setFocus()
    d.press(Key.Key_Space)
    assert {(c.background, c.skill_gap) for c in d.saved(AffectedWorker)} == {
        (Background.AUTOMATION, "Forklif")
    }
    d.answers.lines = ["Bukan peserta"]
    people.list.table.setFocus()
    people.list.table.selectRow(0)
    d.press(Key.Key_R, CTRL)
    refused = d.saved(AffectedWorker, standing=Standing.REFUSED)
    assert [c.standing_reason for c in refused] == ["Bukan peserta"]
    d.press(Key.Key_Z, CTRL)
    assert d.saved(AffectedWorker, standing=Standing.REFUSED) == []


def test_a_block_from_a_spreadsheet(desk: Open) -> None:
    d = desk()
    case = case_with(d, 1)
    d.show("consultations", id=case.id, part="people")
    rows = [f"{make.nik(n)}\tPekerja Baru {n}\tOperator" for n in (101, 102)]
    QGuiApplication.clipboard().setText("\n".join(["NIK\tNama\tJabatan", *rows]))
    d.press(Key.Key_V, CTRL)
    assert len(d.saved(AffectedWorker, consultation=case.id)) == 3
    assert "2 pekerja ditambahkan" in d.window.bar.accessibleName()
    d.press(Key.Key_Z, CTRL)
    assert len(d.saved(AffectedWorker, consultation=case.id)) == 1


def test_a_step_goes_to_the_question_it_needs(desk: Open) -> None:
    d = desk()
    case = case_with(d, 0)
    page = d.show("consultations", id=case.id)
    view = page.pane.view
    assert view is not None
    assert {a.name for a in view.acts} >= {"to SCHEDULED", "to HELD", "to CANCELLED"}
    assert "to AGREED" not in {a.name for a in view.acts}
    view.step("state", ConsultationState.HELD)
    d.settle()
    assert d.saved(Consultation)[0].state is ConsultationState.DRAFT
    assert view.form.rows["retain"].isAncestorOf(d.hand)
    view.form.fill({"retain": Retain.NO})
    d.press(Key.Key_S, CTRL)
    saved = d.saved(Consultation)[0]
    assert (saved.state, saved.retain) == (ConsultationState.HELD, Retain.NO)


def test_deadlines_attendees_and_minutes(desk: Open) -> None:
    d = desk()
    case = case_with(d, 0, notice_on=make.DAY, effective_on=make.DAY + timedelta(days=40))
    page = d.show("consultations", id=case.id, part="deadlines")
    view = page.pane.view
    assert view is not None
    table = view.inner()
    assert isinstance(table, TablePart)
    lines = table.table.table
    assert lines.rowCount() > 0
    shown = [row for n in range(lines.rowCount()) if (row := lines.row_at(n))]
    assert any("hari kerja" in row["left"] for row in shown)
    assert any("Natal" in row["stopped"] for row in shown)
    for _ in range(4):
        d.press(Key.Key_Tab, CTRL)
    d.press(Key.Key_N, CTRL)
    d.enter("Rina", "Direktur")
    inner = view.inner()
    assert inner is not None
    QTest.keyClick(d.hand, Key.Key_Down)
    d.press(Key.Key_S, CTRL)
    assert [a.name for a in d.saved(Attendee)] == ["Rina"]
    d.press(Key.Key_P, CTRL)
    assert d.asked == [("minutes", case.id)]


def test_looking_at_a_confidential_case_is_written_down(desk: Open) -> None:
    d = desk()
    case = case_with(
        d, 0, embargo_until=make.DAY + timedelta(days=5), officer=d.office.store.author.officer
    )
    page = d.show("consultations", id=case.id)
    assert page.pane.view is not None
    assert "rahasia sampai" in page.pane.view.note.accessibleName()
    with d.office.store.raw() as connection:
        looks = connection.scalar(
            select(func.count()).where(journal.c.record_id == case.id, journal.c.kind == "access")
        )
    assert looks == 1


def test_home_leads_to_its_filters(desk: Open) -> None:
    d = desk()
    case_with(d, 2, held_on=make.DAY - timedelta(days=3))
    for name in ("held_late", "unchecked", "consulted"):
        page = d.show("consultations", filter=name)
        assert page.pane.list.filter == name
        assert page.pane.list.model.rowCount() == 1
    for name in ("today", "follow_up", "enrolled", "in_class", "trained"):
        page = d.show("consultations", filter=name)
        assert page.pane.list.model.rowCount() == 0
    page = d.show("programmes", filter="without_class")
    assert page.here == "enrolment"


def test_a_case_of_another_office_is_only_read(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        employer = make.employer(1)
        session.add(employer)
    with d.office.store._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE employer SET office = 'JKT'")
    page = d.show("employers", id=employer.id)
    view = page.pane.view
    assert view is not None
    assert "JKT" in view.banner.accessibleName()
    view.form.rows["name"].editor.setFocus()
    QTest.keyClicks(d.hand, "x")
    assert view.draft.changes() == {}
    assert "void" not in {a.name for a in view.acts}
    assert [e.name for e in d.saved(Employer)] == ["PT Contoh 1"]


def test_shift_tab_goes_round_the_parts(desk: Open) -> None:
    d = desk()
    case = case_with(d, 0)
    page = d.show("consultations", id=case.id)
    view = page.pane.view
    assert view is not None
    names = list(view.tabs)
    assert names[:6] == ["data", "people", "deadlines", "meetings", "papers", "letters"]
    seen = []
    for _ in names:
        seen.append(view.part)
        d.press(Key.Key_Tab, CTRL)
    assert seen == names
    d.press(Key.Key_Tab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert view.part == names[-1]
