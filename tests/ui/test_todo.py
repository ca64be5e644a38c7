"""What waits for the officer at the desk: every line on Home opens exactly its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.desk import decisions
from desktop_app.desk.decision_sheet import sheet
from desktop_app.desk.todo import todo
from desktop_app.office import Office
from desktop_app.records import Consultation, Enrolment
from desktop_app.records.consultation import Agreement, ConsultationState, Retain, Standing
from desktop_app.records.office import Role
from desktop_app.store.store import Store
from desktop_app.wording import WITA
from tests import make
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in
from tests.desk.test_incoming import give, letter
from tests.ui import audit
from tests.ui.pages import Key
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.pages.home import HomePage
from ui.pages.record_page import RecordPage
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window

MINE = {
    "dispositions_due": 1,
    "dispositions": 2,
    "decisions": 1,
    "returned_cases": 1,
    "returned_enrolments": 1,
    "in_hand": 2,
}


@pytest.fixture
def busy(office: Office) -> Iterator[Office]:
    """Rina with work of every kind; Maria has returned a case and an enrolment of hers."""
    rina = office.store.author.officer
    employer, programme, worker = make.employer(1), make.programme(1), make.worker(1)
    held = {
        "state": ConsultationState.HELD,
        "officer": rina,
        "retain": Retain.YES,
        "agreement": Agreement.RETAIN,
    }
    cases = [make.consultation(employer, n, **held) for n in (1, 2)]
    affected = make.case(worker, cases[0], standing=Standing.MATCHED)
    enrolment, came = make.enrolment(affected, programme), letter(employer)
    with office.store.write("test") as session:
        session.add_all([employer, programme, worker, *cases, affected, enrolment, came])
        session.add_all([give(came, rina), give(came, rina, due_on=make.DAY)])
        session.add(give(came, rina, done_on=make.DAY, result="Selesai"))
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    maria = signed_in(office, "maria")
    with office.store.write("test") as session:
        found = session.get_one(Consultation, cases[0].id), session.get_one(Enrolment, enrolment.id)
        asked = [
            decisions.ask(session, question, record)
            for question, record in zip(("agreement", "enrolment"), found, strict=True)
        ]
    seen = {one.id: sheet(maria.store, one.id, WITA).digest for one in asked}
    decisions.decide(maria, seen, HEAD_PASSWORD, approve=False, reason="Belum lengkap")
    maria.close()
    with office.store.write("test") as session:
        decisions.ask(session, "agreement", session.get_one(Consultation, cases[1].id))
    yield office


def counts(store: Store, today: date) -> dict[str, int]:
    with store.read() as session:
        return {one.name: one.count for one in todo(session, today, store.author.officer)}


def test_it_counts_what_is_ones_own(busy: Office) -> None:
    assert counts(busy.store, busy.today) == MINE
    maria = signed_in(busy, "maria")
    hers = {name: n for name, n in counts(maria.store, busy.today).items() if n}
    assert hers == {"decisions": 1}
    with busy.store.write("test") as session:
        for case in session.scalars(select(Consultation)):
            case.embargo_until = make.DAY + timedelta(days=30)
    assert counts(maria.store, busy.today)["decisions"] == 0, "a confidential case stays hidden"
    maria.close()


def test_asked_anew_it_is_off_the_list(busy: Office) -> None:
    with busy.store.write("test") as session:
        decisions.ask(session, "enrolment", session.scalars(select(Enrolment)).one())
    assert counts(busy.store, busy.today) == {**MINE, "returned_enrolments": 0, "decisions": 2}


def test_every_line_on_home_opens_its_rows(busy: Office, qtbot: QtBot) -> None:
    jobs, crashes = Jobs(), list[BaseException]()
    jobs.crashed.connect(crashes.append)
    window = Window(DeskOffice(busy), Look(theme="light"), jobs=jobs, signals=Signals())
    qtbot.addWidget(window)
    window.show_page("home")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()

    def rest() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not jobs.running, timeout=10_000)
            audit.settle()

    rest()
    home = window.page
    assert isinstance(home, HomePage)
    lines = [b.accessibleName() for b in home.to_do.findChildren(QPushButton)]
    numbered = [line for line in lines if re.match(r"\d+ ", line)]
    assert sum("untuk Anda" in line or "kepada Anda" in line for line in numbered) == 4
    for words in numbered:
        window.show_page("home")
        rest()
        line = next(b for b in home.to_do.findChildren(QPushButton) if b.accessibleName() == words)
        line.setFocus()
        QTest.keyClick(line, Key.Key_Space)
        rest()
        page = window.page
        if isinstance(page, HomePage):  # no page has a list of exactly these
            assert page.behind is not None, words
            assert page.behind.list.model.rowCount() == int(words.split()[0]), words
            continue
        assert isinstance(page, RecordPage), words
        if "pekerja terdampak" not in words:  # counts people, and opens their cases
            assert page.pane.list.model.rowCount() == int(words.split()[0]), words
    window.close()
    jobs.close()
    assert crashes == []
