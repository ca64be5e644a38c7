"""The life of a class on its page, by keys; what is wrong is said and changes nothing."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.desk import seats
from desktop_app.desk.class_days import plan_days
from desktop_app.records import (
    ClassInstructor,
    ClassSession,
    Enrolment,
    IssuedLetter,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.employer import Scheme
from desktop_app.records.training import ClassState, EnrolmentState
from tests import make
from tests.homes import Clock
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.class_clashes import ClashesPart
from ui.pages.class_people import EnrolmentsOfClass
from ui.pages.class_sessions import SessionsPane
from ui.paper import PaperDialog

_C, _E = ClassState, EnrolmentState


def filled(d: Desk, people: int = 3, capacity: int = 2) -> TrainingClass:
    """A planned class from today on, with all its seats taken and the rest waiting."""
    programme = make.programme(lesson_hours=80)
    workers = [make.worker(n) for n in range(people)]
    cases = [make.case(worker) for worker in workers]
    enrolments = [
        make.enrolment(case, programme, n, state=_E.APPROVED) for n, case in enumerate(cases)
    ]
    planned = make.training_class(
        programme, starts_on=make.DAY, ends_on=make.DAY + timedelta(days=13), capacity=capacity
    )
    with d.office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *enrolments, planned])
    with d.office.store.write("test") as session:
        ids = [one.id for one in enrolments]
        seats.assign(session, ids[:capacity], planned.id)
        if ids[capacity:]:
            seats.put_waiting(session, ids[capacity:], planned.id)
    return planned


def command(d: Desk, words: str) -> None:
    """Something the page can do, by the palette."""
    d.press(Key.Key_K, CTRL)
    QTest.keyClicks(d.hand, words)
    d.settle()
    d.press(Key.Key_Return)


def state(d: Desk, planned: TrainingClass) -> ClassState:
    (found,) = d.saved(TrainingClass, id=planned.id)
    return ClassState.of(found.state.value)


def test_a_class_is_planned_begun_finished_reported_and_opened_again(
    desk: Open, clock: Clock
) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id)
    command(d, "Mulai pelatihan")
    assert state(d, planned) is _C.PLANNED  # no sessions yet
    command(d, "Rencanakan sesi")
    assert len(d.saved(ClassSession)) == 20
    command(d, "Buka pendaftaran")
    assert state(d, planned) is _C.FULL
    command(d, "Mulai pelatihan")
    assert state(d, planned) is _C.RUNNING
    assert len(d.saved(Enrolment, state=_E.IN_TRAINING)) == 2
    clock.move(days=13)
    command(d, "Selesaikan pelatihan")
    assert state(d, planned) is _C.FINISHED
    done = d.saved(Enrolment, state=_E.COMPLETED)
    assert {one.completed_on for one in done} == {make.DAY + timedelta(days=13)}
    command(d, "Tandai sudah dilaporkan")
    assert state(d, planned) is _C.REPORTED
    d.answers.lines = ["Satu nilai salah ketik"]
    command(d, "Buka kembali")
    assert state(d, planned) is _C.FINISHED
    d.press(Key.Key_Z, CTRL)
    assert state(d, planned) is _C.REPORTED
    view = d.page.pane.view
    assert view is not None
    view.show_part("sessions")
    d.settle()
    sessions = view.inner()
    assert isinstance(sessions, SessionsPane)
    sessions.list.table.selectAll()
    sessions.void_selected()
    d.settle()
    assert len(d.saved(ClassSession)) == 20, "attendance is locked with the hours behind it"
    told = [label.text() for label in d.window.bar.findChildren(QLabel)]
    assert any("sesinya tetap" in words for words in told)


def test_a_class_called_off_frees_its_people_in_one_act(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id)
    d.answers.lines, d.answers.yes = ["LPK kebanjiran"], True
    command(d, "Batalkan kelas")
    assert state(d, planned) is _C.CANCELLED
    waiting = d.saved(Enrolment, state=_E.WAITLISTED)
    # Who waited for the class comes first, then those who had seats in it.
    assert {(one.training_class, one.waiting_rank) for one in waiting} == {
        (None, 1),
        (None, 2),
        (None, 3),
    }
    d.press(Key.Key_Z, CTRL)
    assert (state(d, planned), len(d.saved(Enrolment, state=_E.ASSIGNED))) == (_C.PLANNED, 2)


def test_a_seat_given_back_goes_to_who_waits(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id, part="enrolments")
    (waits,) = d.saved(Enrolment, state=_E.WAITLISTED)
    view = d.page.pane.view
    assert view is not None
    people = view.inner()
    assert isinstance(people, EnrolmentsOfClass)
    QTest.keyClicks(d.hand, "MND/0001")
    d.qtbot.waitUntil(lambda: people.list.model.rowCount() == 1, timeout=5000)
    d.press(Key.Key_Down)
    (gone,) = d.saved(Enrolment, id=people.list.current_id())
    people.release()
    d.settle()
    d.press(Key.Key_F7)
    assert d.saved(Enrolment, id=waits.id)[0].state is _E.ASSIGNED
    assert d.saved(Enrolment, id=gone.id)[0].state is _E.APPROVED


def test_an_instructor_is_recorded_on_the_class(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id, part="instructors")
    d.press(Key.Key_N, CTRL)
    d.enter("Budi Contoh", "K3 dasar")
    d.press(Key.Key_S, CTRL)
    (teaches,) = d.saved(ClassInstructor)
    assert (teaches.name, teaches.subject, teaches.training_class) == (
        *("Budi Contoh", "K3 dasar"),
        planned.id,
    )


def test_letters_and_forms_of_a_class_are_shown_as_one_paper(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id)
    d.answers.yes = True
    command(d, "Surat dan formulir")
    d.settle()
    (paper,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog)]
    assert paper.windowTitle() == "Surat dan formulir"
    assert len(d.saved(IssuedLetter, document="call")) == 2
    assert paper.given is not None and paper.given.rows == 2
    paper.close()


def test_an_unusual_length_and_clashes_are_warned_of(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    with d.office.store.write("test") as session:
        one = session.get_one(TrainingClass, planned.id)
        one.ends_on, one.instructor = make.DAY + timedelta(days=2), "Budi Contoh"
        session.get_one(TrainingProgramme, one.programme).lesson_hours = 24
        session.flush()
        plan_days(session, one.id)
        other = make.programme(2)
        session.add(other)
        session.flush()
        session.add(
            make.training_class(other, 2, starts_on=make.DAY, instructor="Budi Contoh, S.T.")
        )
    d.show("programmes", id=planned.id)
    view = d.page.pane.view
    assert view is not None
    said = " ".join(label.text() for label in view.banner.findChildren(QLabel))
    assert "3 hari pelatihan (hari dengan sesi); lazimnya 5 sampai 14." in said
    assert "1 peserta, instruktur, atau ruang" in said
    view.show_part("clashes")
    d.settle()
    part = view.inner()
    assert isinstance(part, ClashesPart)
    row = part.table.table.row_at(0)
    assert row is not None
    assert (row["doubled"], row["name"], row["other"]) == ("Instruktur", "Budi Contoh", "MND-002")
    assert row["days"] == "24/11/2026, 25/11/2026, 26/11/2026"


def test_the_scheme_chosen_says_how_a_class_is_paid(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id)
    view = d.page.pane.view
    assert view is not None
    view.form.rows["funding"].editor.setFocus()
    d.enter("Penggantian")
    view.form.rows["agreement"].editor.setFocus()
    d.enter("Perjanjian CONTOH/1")
    d.press(Key.Key_S, CTRL)
    (found,) = d.saved(TrainingClass, id=planned.id)
    assert (found.funding, found.scheme) == ("B", Scheme.REIMBURSEMENT)
    assert found.agreement == "Perjanjian CONTOH/1"
    d.show("programmes", id=planned.id)
    command(d, "Rencanakan sesi")
    command(d, "Mulai pelatihan")
    assert state(d, planned) is _C.PLANNED  # the employer is not named


def test_a_class_without_sessions_shows_every_tab(desk: Open) -> None:
    d = desk()
    planned = filled(d)
    d.show("programmes", id=planned.id)
    view = d.page.pane.view
    assert view is not None
    for part in list(view.tabs):
        view.show_part(part)
        d.settle()
    assert "attendance" in view.tabs
