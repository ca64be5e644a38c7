"""The bell: what can be acted on, until it was read; by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.desk.notice import Notice
from desktop_app.desk.notices import mark_read, notices
from desktop_app.office import Office
from desktop_app.records import Disposition, IncomingLetter, Reminder, TrainingProvider
from desktop_app.records.employer import ProviderType
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, Desk
from ui.widgets.notice_list import NoticeList

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def full(office: Office) -> Office:
    today = office.today
    with office.store.write("test") as session:
        employer = make.employer(1)
        case = make.consultation(employer, 1)
        letter = IncomingLetter(
            agenda_number="1/2026",
            number="HRD/12",
            dated=today,
            received_on=today,
            sender="PT Contoh",
            subject="Permohonan pelatihan",
        )
        session.add_all([employer, case, letter])
        session.add(
            Disposition(
                letter=letter.id,
                officer=office.store.author.officer,
                instruction="Hubungi",
                given_on=today,
                due_on=today,
            )
        )
        for text, day in (("Telepon", today), ("Nanti", today + timedelta(days=1))):
            session.add(Reminder(text=text, due_on=day, of_record="consultation", of_id=case.id))
        session.add(
            TrainingProvider(
                name="BLK Bitung",
                type=next(iter(ProviderType)),
                licence_until=today + timedelta(days=30),
            )
        )
    return office


def texts(office: Office) -> list[str]:
    return [one.text for one in notices(office) if not one.read]


def test_each_source_tells_what_can_be_acted_on(full: Office) -> None:
    said = texts(full)
    assert any(text.startswith("Disposisi") and "Permohonan" in text for text in said)
    assert any(text.endswith("Telepon") for text in said)
    assert not any(text.endswith("Nanti") for text in said)
    assert any(text.endswith("BLK Bitung") for text in said)
    assert any("cadangan" in text for text in said)
    assert len({one.key for one in notices(full)}) == len(said)


def test_read_stays_read_and_goes_with_its_cause(full: Office) -> None:
    keys = [one.key for one in notices(full)]
    mark_read(full, keys)
    assert texts(full) == []
    with full.store.write("test") as session:
        one = session.query(Reminder).filter_by(text="Telepon").one()
        one.done_on = full.today
    assert not any(n.text.endswith("Telepon") for n in notices(full))
    with full.store.write("test") as session:
        one = session.query(Reminder).filter_by(text="Telepon").one()
        one.done_on = None
    mark_read(full, [])
    assert not [n for n in notices(full) if not n.read and n.text.endswith("BLK Bitung")]
    author = full.store.author
    try:
        full.store.author = replace(author, officer="0" * 32)
        assert any(text.endswith("BLK Bitung") for text in texts(full))
    finally:
        full.store.author = author


@pytest.fixture
def desk(full: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(full, qtbot)
    made.show("workers")
    yield made
    made.close()


def test_the_bell_counts_lists_leads_there_and_forgets_what_was_read(desk: Desk) -> None:
    window = desk.window
    count = len(texts(desk.office))
    assert window.header.notices.accessibleName() == f"Pemberitahuan: {count}"
    desk.press(Key.Key_N, CTRL | SHIFT)
    shown = window.findChild(NoticeList)
    assert shown is not None and shown.isVisible()
    assert desk.hand is shown.list
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(shown) == []
    row = next(i for i, n in enumerate(shown.notices) if n.text.endswith("Telepon"))
    for _ in range(row):
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert shown.isHidden()
    assert window.page_name == "consultations"
    assert desk.page.pane.view is not None
    assert window.header.notices.accessibleName() == f"Pemberitahuan: {count - 1}"
    window.activateWindow()
    desk.press(Key.Key_N, CTRL | SHIFT)
    desk.press(Key.Key_Delete)
    assert window.header.notices.accessibleName() == f"Pemberitahuan: {count - 2}"
    next(b for b in [shown._all]).click()
    desk.settle()
    assert window.header.notices.accessibleName() == "Pemberitahuan"
    assert all(isinstance(n, Notice) and n.read for n in shown.notices)
    desk.press(Key.Key_Escape)
    assert shown.isHidden()


def test_a_change_is_noticed(desk: Desk, full: Office) -> None:
    count = len(texts(full))
    with full.store.write("test") as session:
        session.add(Reminder(text="Segera", due_on=full.today))
    desk.qtbot.wait(600)
    desk.settle()
    assert desk.window.header.notices.accessibleName() == f"Pemberitahuan: {count + 1}"
