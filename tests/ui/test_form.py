"""The form of a record: drafts, keys, problems, masks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.records.record import Record
from desktop_app.records.worker import Sex, Worker
from tests.ui import audit
from ui import theme
from ui.language import speak
from ui.models.draft import Draft
from ui.widgets.editor import Context
from ui.widgets.record_form import RecordForm
from ui.widgets.section import Section

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SECTIONS = (
    Section("", ("nik", "name", "birth_date", "sex", "phone", "education")),
    Section("Workers", ("address", "region", "postal_code")),
    Section("Settings", ("bank", "account"), folded=True),
)
NIK = "3578081708909901"

Make = Callable[..., RecordForm]


@pytest.fixture
def make(qtbot: QtBot, context: Context) -> Make:
    def make(draft: Draft | None = None, **more: Any) -> RecordForm:
        more.setdefault("keep", lambda draft: None)
        form = RecordForm(draft or Draft.new(Worker, office="MND"), SECTIONS, context, **more)
        form.setContentsMargins(0, 0, 0, 0)
        qtbot.addWidget(form)
        form.resize(900, 600)
        with qtbot.waitExposed(form):
            form.show()
        form.activateWindow()
        form.focus_first()
        return form

    return make


def saved(**values: Any) -> Record:
    return Worker(office="MND", **values)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def field_in_hand(form: RecordForm) -> str | None:
    return next((n for n, row in form.rows.items() if row.isAncestorOf(focused())), None)


def test_enter_moves_on_and_back(make: Make) -> None:
    form = make()
    order = []
    for _ in range(6):
        order.append(field_in_hand(form))
        QTest.keyClick(focused(), Key.Key_Return)
    assert order == list(SECTIONS[0].fields)
    assert field_in_hand(form) == "address"
    QTest.keyClick(focused(), Key.Key_Return)
    assert field_in_hand(form) == "address"  # a new line
    QTest.keyClick(focused(), Key.Key_Tab)
    assert field_in_hand(form) == "region"
    QTest.keyClick(focused(), Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert field_in_hand(form) == "address"


def test_draft_is_kept_after_a_pause(make: Make, qtbot: QtBot) -> None:
    kept: list[dict[str, Any]] = []
    form = make(keep=lambda draft: kept.append(draft.as_stored()))
    form.rows["name"].editor.setFocus()
    kept.clear()
    QTest.keyClicks(focused(), "Ma'ruf")
    assert kept == []
    qtbot.waitUntil(lambda: bool(kept), timeout=1500)
    assert kept[-1]["values"]["name"] == "Ma'ruf"
    assert "14.05.12" in form._footer.summary.accessibleName()


def test_draft_is_kept_when_the_form_goes(make: Make) -> None:
    kept: list[dict[str, Any]] = []
    form = make(keep=lambda draft: kept.append(draft.as_stored()))
    form.rows["birth_date"].editor.setFocus()
    QTest.keyClicks(focused(), "31/2/2026")
    form.hide()
    assert kept[-1]["texts"] == {"birth_date": "31/2/2026"}


def test_draft_comes_back_with_what_could_not_be_read(make: Make) -> None:
    form = make()
    QTest.keyClicks(form.rows["name"].editor.field, "Rina")
    QTest.keyClicks(form.rows["birth_date"].editor.field, "31/2/2026")
    QTest.keyClick(form.rows["sex"].editor.field, Key.Key_Down)
    again = Draft.new(Worker, office="MND")
    again.restore(form.draft.as_stored())
    assert again.id == form.draft.id
    back = make(again)
    assert back.rows["birth_date"].editor.raw() == "31/2/2026"
    assert back.rows["name"].editor.value() == "Rina"
    assert back.rows["sex"].editor.value() == form.rows["sex"].editor.value()


def test_errors_wait_until_the_cursor_leaves(make: Make) -> None:
    form = make()
    row = form.rows["nik"]
    QTest.keyClicks(focused(), "357808170890")
    assert row._note.text.text() == "12/16 digit"
    assert row.editor.field.property("state") in (None, "")
    QTest.keyClick(focused(), Key.Key_Tab)
    assert row.editor.field.property("state") == "bad"
    assert row._note.text.property("role") == "bad"
    assert "16" in row._note.text.text()
    assert "1 hal perlu diperiksa" in form._footer.summary.accessibleName()


def test_f8_goes_round_the_problems(make: Make) -> None:
    form = make()
    QTest.keyClicks(form.rows["nik"].editor.field, "1")
    QTest.keyClicks(form.rows["postal_code"].editor.field, "9")
    form.rows["sex"].editor.setFocus()
    visited = []
    for _ in range(4):
        QTest.keyClick(focused(), Key.Key_F8)
        visited.append(field_in_hand(form))
    assert visited == ["postal_code", "nik", "name", "postal_code"]
    QTest.keyClick(focused(), Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert field_in_hand(form) == "name"


def test_save_refuses_and_shows_the_first_error(make: Make, qtbot: QtBot) -> None:
    form = make()
    form.rows["sex"].editor.setFocus()
    with qtbot.assertNotEmitted(form.save_asked):
        QTest.keyClick(focused(), Key.Key_S, CTRL)
    assert field_in_hand(form) == "name"
    assert form.rows["name"].editor.field.property("state") == "bad"


def test_warnings_do_not_hold_up(make: Make, qtbot: QtBot) -> None:
    form = make()
    QTest.keyClicks(form.rows["nik"].editor.field, NIK)
    QTest.keyClicks(form.rows["name"].editor.field, "Rina Manoppo")
    QTest.keyClicks(form.rows["birth_date"].editor.field, "25/4/1991")
    with qtbot.waitSignal(form.save_asked) as caught:
        QTest.keyClick(form.rows["birth_date"].editor.field, Key.Key_Return, CTRL)
    assert caught.args == [True]
    assert any(row.state == "warning" for row in form.rows.values())


def test_esc_leaves_and_destroys_nothing(make: Make, qtbot: QtBot) -> None:
    form = make()
    QTest.keyClicks(form.rows["name"].editor.field, "Rina")
    with qtbot.waitSignal(form.close_asked):
        QTest.keyClick(form.rows["name"].editor.field, Key.Key_Escape)
    assert form.draft.values["name"] == "Rina"


def test_fills_only_what_is_empty(make: Make) -> None:
    fills = {"nik": lambda value: {"birth_date": date(1990, 8, 17), "sex": Sex.MALE}}
    form = make(fills=fills)
    form.rows["sex"].editor.setFocus()
    form.fill({"sex": Sex.FEMALE})
    QTest.keyClicks(form.rows["nik"].editor.field, NIK)
    assert form.rows["birth_date"].editor.value() == date(1990, 8, 17)
    assert form.draft.get("sex") is Sex.FEMALE


def test_saved_sensitive_values_stay_masked_until_shown(make: Make, qtbot: QtBot) -> None:
    form = make(Draft.of(saved(nik=NIK, name="Rina", account="1234567890")))
    row = form.rows["nik"]
    texts = [w.text() for w in audit.seen(form) if isinstance(w, QLineEdit | QLabel)]
    assert not any(NIK in t.replace(" ", "") for t in texts)
    assert any(t == "•" * 12 + "9901" for t in texts)
    assert not row.editor.isVisible()
    with qtbot.waitSignal(form.reveal_asked) as caught:
        show = next(b for b in audit.seen(row) if b.accessibleName() == "Tampilkan NIK")
        QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert caught.args == ["nik"]
    form.reveal("nik")
    assert row.editor.isVisible()
    assert form.draft.changes() == {}


def test_read_only(make: Make) -> None:
    form = make(Draft.of(saved(name="Rina", birth_date=date(1990, 8, 17))), read_only=True)
    QTest.keyClicks(form.rows["name"].editor.field, "x")
    QTest.keyClicks(form.rows["birth_date"].editor.field, "+")
    assert form.draft.changes() == {}


def test_columns_follow_the_width(make: Make) -> None:
    form = make()
    nik, name = form.rows["nik"], form.rows["name"]
    assert nik.y() == name.y()
    form.resize(500, 600)
    audit.settle()
    assert nik.x() == name.x()
    assert name.y() > nik.y()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("size", [(1150, 640), (840, 340)])
def test_nothing_is_cut(
    make: Make, qapp: QApplication, language: str, points: float, size: tuple[int, int]
) -> None:
    speak(qapp, language)
    theme.apply(qapp, "light", points)
    form = make(Draft.of(saved(nik=NIK, name="Rina", phone="+6281244556677")))
    form.rows["postal_code"].editor.setFocus()
    QTest.keyClicks(focused(), "9")
    form.next_problem()
    form._sections[2].open(True)
    form.resize(*size)
    audit.settle()
    assert (form.width(), form.height()) == size
    assert audit.truncated(form) == []
    assert audit.cut_off(form) == []
    assert audit.doubled_mnemonics(form) == []
    assert audit.unnamed(form) == []


def test_draft_knows_what_changed() -> None:
    record = saved(name="Rina", nik=NIK)
    draft = Draft.of(record)
    assert (draft.changes(), draft.touched, draft.is_new) == ({}, False, False)
    draft.set("name", "Rina Manoppo")
    assert draft.changes() == {"name": "Rina Manoppo"}
    assert draft.touched
    new = Draft.new(Worker, office="MND", nationality="WNA")
    assert new.is_new
    assert not Draft.new(Worker, office="MND").touched
    assert new.changes()["nationality"] == "WNA"


def test_enter_in_the_last_field_leads_to_the_folded_section_and_to_saving(
    make: Make, qtbot: QtBot
) -> None:
    saved_: list[bool] = []
    form = make()
    form.save_asked.connect(saved_.append)
    around = QWidget()
    qtbot.addWidget(around)
    beside, layout = QPushButton("Beranda"), QVBoxLayout(around)
    layout.addWidget(beside)
    layout.addWidget(form)
    with qtbot.waitExposed(around):
        around.show()
    around.activateWindow()
    form.rows["name"].editor.setFocus()
    QTest.keyClicks(focused(), "Dewi")
    form.rows["postal_code"].editor.setFocus()
    QTest.keyClick(focused(), Key.Key_Return)
    fold = focused()
    assert isinstance(fold, QPushButton)
    assert fold.accessibleName() == "Pengaturan"
    QTest.keyClick(fold, Key.Key_Return)
    QTest.keyClick(focused(), Key.Key_Tab)
    assert field_in_hand(form) == "bank"
    form.rows["account"].editor.setFocus()
    QTest.keyClick(focused(), Key.Key_Return)
    QTest.keyClick(focused(), Key.Key_Return)
    assert saved_ == [False]
    form.rows["account"].editor.setFocus()
    QTest.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field_in_hand(form) == "bank"
