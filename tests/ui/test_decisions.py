"""The decision desk by keys: asked in the case, seen on one page, decided with one password."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.desk import decisions
from desktop_app.office import Office
from desktop_app.processes.rights import RIGHTS, Right
from desktop_app.records import Consultation, Decision, Enrolment
from desktop_app.records.consultation import Agreement, ConsultationState, Retain, Standing
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.office import Role
from desktop_app.records.training import EnrolmentState
from tests import make
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key
from ui.pages import PAGES
from ui.pages.decision_case import CasePart
from ui.widgets.part import TablePart


@pytest.fixture
def case(office: Office) -> Consultation:
    """A consultation that was held, and an enrolment, both written by Rina."""
    employer, programme, worker = make.employer(1), make.programme(1), make.worker(1)
    case = make.consultation(
        employer,
        1,
        state=ConsultationState.HELD,
        retain=Retain.YES,
        agreement=Agreement.RETAIN,
        workers_stated=3,
    )
    affected = make.case(worker, case, standing=Standing.MATCHED)
    with office.store.write("test") as session:
        session.add_all([employer, programme, worker, case, affected])
        session.add(make.enrolment(affected, programme))
    return case


@pytest.fixture
def rina(office: Office, case: Consultation, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(office, qtbot)
    yield desk
    desk.close()


@pytest.fixture
def maria(office: Office, case: Consultation, qtbot: QtBot) -> Iterator[Desk]:
    """The head at her desk; Rina has asked about the case and the enrolment."""
    with office.store.write("test") as session:
        decisions.ask(session, "agreement", session.get_one(Consultation, case.id))
        decisions.ask(session, "enrolment", session.query(Enrolment).one())
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    hers = signed_in(office, "maria")
    desk = Desk(hers, qtbot)
    yield desk
    desk.close()
    hers.close()


def spoken(part: CasePart) -> str:
    """All that the page says, as a screen reader has it."""
    proxy = part.focusProxy()
    assert proxy is not None
    return proxy.accessibleDescription()


def test_the_rail_shows_the_page_to_those_who_decide() -> None:
    (entry,) = [entry for entry in PAGES if entry.name == "decisions"]
    assert entry.roles == {role.value for role in Role if Right.DECIDE in RIGHTS[role]}


def test_asked_in_the_case_it_stands_in_its_tab(rina: Desk, case: Consultation) -> None:
    page = rina.show("consultations", id=case.id)
    view = page.pane.view
    assert view is not None
    (ask,) = [act for act in page.commands() if act.name == "ask agreement"]
    rina.answers.lines += ["Mohon persetujuan", "lusa sore"]
    ask.run()
    rina.settle()
    assert rina.window.bar.isVisible() and rina.saved(Decision) == []
    rina.answers.lines += ["Mohon persetujuan", "1/12"]
    ask.run()
    rina.settle()
    (asked,) = rina.saved(Decision)
    assert (asked.of_id, asked.remarks) == (case.id, "Mohon persetujuan")
    assert asked.due_on == date(2026, 12, 1)
    view = page.pane.view
    assert view is not None and view.part == "decisions"
    part = view.inner()
    assert isinstance(part, TablePart)
    row = part.table.table.row_at(0)
    assert row is not None and row["state"] == "Menunggu keputusan"
    rina.press(Key.Key_Z, CTRL)
    assert rina.saved(Decision) == []


def test_several_at_once_with_one_password(maria: Desk) -> None:
    page = maria.show("decisions")
    assert page.pane.list.model.rowCount() == 2
    page.pane.list.table.setFocus()
    maria.press(Key.Key_A, CTRL)
    maria.answers.lines.append("bukan kata sandinya")
    maria.press(Key.Key_F7)
    assert "kata sandi" in maria.window.bar.accessibleName().lower()
    assert {one.state for one in maria.saved(Decision)} == {DecisionState.ASKED}
    maria.answers.lines.append(HEAD_PASSWORD)
    maria.press(Key.Key_F7)
    assert {one.state for one in maria.saved(Decision)} == {DecisionState.APPROVED}
    assert maria.saved(Consultation)[0].state is ConsultationState.AGREED
    assert maria.saved(Enrolment)[0].state is EnrolmentState.APPROVED
    assert page.pane.list.model.rowCount() == 0
    maria.press(Key.Key_Z, CTRL)
    assert {one.state for one in maria.saved(Decision)} == {DecisionState.ASKED}


def test_the_page_of_a_case_and_its_return(maria: Desk, case: Consultation) -> None:
    page = maria.show("decisions")
    maria.press(Key.Key_Return)
    view = page.pane.view
    assert view is not None
    part = view.inner()
    assert isinstance(part, CasePart) and part.digest
    assert "2 pekerja kurang dari yang dinyatakan perusahaan" in spoken(part)
    assert "PT Contoh 1" in spoken(part)
    maria.window.resize(911, 472)
    maria.settle()
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(maria.window) == []
    maria.answers.lines += ["Daftar belum lengkap", HEAD_PASSWORD]
    maria.press(Key.Key_R, CTRL)
    (returned,) = maria.saved(Decision, state=DecisionState.RETURNED)
    assert (returned.of_id, returned.reason) == (case.id, "Daftar belum lengkap")
    assert page.pane.view is None
    assert maria.saved(Consultation)[0].state is ConsultationState.HELD


def test_what_changed_after_approval_is_seen(maria: Desk, office: Office) -> None:
    page = maria.show("decisions")
    maria.answers.lines.append(HEAD_PASSWORD)
    maria.press(Key.Key_F7)
    with office.store.write("test") as session:
        session.query(Consultation).one().workers_stated = 9
    page.show_list("approved", "")
    maria.settle()
    row = page.pane.list.model.row_at(0)
    assert row is not None and row["state"] == "Berubah setelah disetujui"
    maria.press(Key.Key_Return)
    part = page.pane.view.inner() if page.pane.view else None
    assert isinstance(part, CasePart)
    assert "persetujuan tidak mencakup" in spoken(part)


def test_the_rail_says_how_many_wait(maria: Desk) -> None:
    maria.show("decisions")
    for waiting, said in ((2, "Menunggu keputusan Anda (2)"), (0, "Menunggu keputusan Anda")):
        maria.window.shell.waiting_said.emit("decisions", waiting)
        assert maria.window.rail.buttons["decisions"].accessibleName() == said
