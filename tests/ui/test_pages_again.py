"""Going on with a case, a case as template, and promises to rehire, by keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtTest import QTest

from desktop_app.desk.calendar import Kind, entries
from desktop_app.records import Consultation
from desktop_app.records.consultation import (
    Agreement,
    Background,
    Channel,
    ConsultationState,
    Retain,
)
from desktop_app.records.employer import Scheme
from tests import make
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.record_view import RecordView


def a_case(desk: Desk, **over: Any) -> Consultation:
    employer = make.employer(1)
    case = make.consultation(employer, **over)
    with desk.office.store.write("test") as session:
        session.add_all([employer, make.employer(2), case])
    return case


def agreed(desk: Desk, **over: Any) -> Consultation:
    return a_case(
        desk,
        **{
            "state": ConsultationState.AGREED,
            "retain": Retain.YES,
            "agreement": Agreement.TRAIN_THEN_RETURN,
            "scheme": Scheme.PARTNER,
            "contact": "Bu Siti",
            "background": Background.AUTOMATION,
            "held_on": make.DAY - timedelta(days=40),
        }
        | over,
    )


def opened(desk: Desk) -> RecordView:
    view = desk.page.pane.view
    assert view is not None
    return view


def test_a_running_case_is_offered_instead_of_a_second_one(desk: Open) -> None:
    d = desk()
    case = a_case(d, state=ConsultationState.SCHEDULED)
    d.show("consultations")
    d.press(Key.Key_N, CTRL)
    d.enter("PT Contoh 2")
    d.settle()
    assert not opened(d).banner.isVisible()  # nobody warns without need
    opened(d).form.rows["employer"].editor.setFocus()
    opened(d).form.rows["employer"].editor.set_value(None)
    d.enter("PT Contoh 1")
    d.settle()
    banner = opened(d).banner
    assert banner.isVisible()
    assert case.number in banner.accessibleName()
    assert "30 hari" not in banner.accessibleName()
    _button(d, "Lanjutkan kasus ini").setFocus()
    d.press(Key.Key_Space)
    assert opened(d).draft.id == case.id
    assert opened(d).part == "meetings"
    assert len(d.saved(Consultation)) == 1
    assert d.page.pane.drafts.open(Consultation) == []


def _button(desk: Desk, text: str) -> Any:
    from PySide6.QtWidgets import QPushButton

    return next(b for b in opened(desk).banner.findChildren(QPushButton) if b.text() == text)


def test_an_ended_case_is_continued_by_the_new_one(desk: Open) -> None:
    d = desk()
    case = agreed(d)
    d.show("consultations")
    d.press(Key.Key_N, CTRL)
    d.enter("PT Contoh 1")
    d.settle()
    _button(d, "Lanjutkan kasus ini").setFocus()
    d.press(Key.Key_Space)
    assert opened(d).draft.get("continues") == case.id
    assert opened(d).draft.get("contact") == "Bu Siti"
    d.press(Key.Key_S, CTRL)
    new = next(c for c in d.saved(Consultation) if c.id != case.id)
    assert (new.continues, new.background) == (case.id, Background.AUTOMATION)
    assert (new.retain, new.agreement, new.state) == (None, None, ConsultationState.DRAFT)
    d.show("consultations", id=case.id)
    assert f"dilanjutkan dalam {new.number}" in opened(d).note.accessibleName()
    d.show("consultations", id=new.id)
    assert f"lanjutan {case.number}" in opened(d).note.accessibleName()


def test_only_an_ended_case_has_the_action(desk: Open) -> None:
    d = desk()
    case = agreed(d)
    d.show("consultations", id=case.id)
    act = next(action for action in opened(d).acts if action.name == "continue")
    act.run()
    d.settle()
    assert opened(d).draft.is_new
    assert opened(d).draft.get("continues") == case.id
    assert not opened(d).banner.isVisible()
    with d.office.store.write("test") as session:
        session.get_one(Consultation, case.id).state = ConsultationState.HELD
    d.show("consultations", id=case.id)
    assert "continue" not in {action.name for action in opened(d).acts}


def test_an_old_case_is_not_offered(desk: Open) -> None:
    d = desk()
    agreed(d, held_on=date(2025, 3, 1))
    d.show("consultations")
    d.press(Key.Key_N, CTRL)
    d.enter("PT Contoh 1")
    d.settle()
    assert not opened(d).banner.isVisible()


def test_a_case_as_template_takes_over_no_decision(desk: Open) -> None:
    d = desk()
    case = agreed(
        d,
        channel=Channel.ONLINE,
        skill_gap="Lini otomatis",
        notice_on=make.DAY,
        effective_on=make.DAY + timedelta(days=40),
        commitment=True,
        commitment_until=date(2027, 3, 1),
        minutes_number="1/BA",
        notes="Rahasia",
    )
    d.show("consultations", id=case.id)
    d.press(Key.Key_D, CTRL)
    draft = opened(d).draft
    taken = ("employer", "contact", "channel", "background", "skill_gap", "scheme")
    assert {name: draft.get(name) for name in taken} == {n: getattr(case, n) for n in taken}
    left = ("retain", "agreement", "notice_on", "effective_on", "commitment_until")
    assert [draft.get(n) for n in (*left, "minutes_number", "notes", "continues")] == [None] * 8
    assert draft.get("held_on") == make.DAY
    assert draft.get("commitment") is False
    assert "diisi baru" in d.window.bar.accessibleName()


def test_promises_due_are_a_filter_and_a_note(desk: Open) -> None:
    d = desk()
    case = agreed(
        d, commitment=True, commitment_until=make.DAY + timedelta(days=20), commitment_workers=12
    )
    page = d.show("consultations", filter="promises")
    assert page.pane.list.model.rowCount() == 1
    d.show("consultations", id=case.id)
    assert "12 pekerja dipekerjakan kembali paling lambat 14 Desember 2026" in (
        opened(d).note.accessibleName()
    )
    with d.office.store.write("test") as session:
        session.get_one(Consultation, case.id).commitment_until = make.DAY + timedelta(days=60)
    page = d.show("consultations", filter="promises")
    assert page.pane.list.model.rowCount() == 0


def test_a_promise_met_is_due_no_more(desk: Open) -> None:
    d = desk()
    case = agreed(d, commitment=True, commitment_until=make.DAY + timedelta(days=20))
    with d.office.store.write("test") as session:  # Promises outlast their cases.
        session.get_one(Consultation, case.id).state = ConsultationState.CLOSED
    assert d.show("consultations", filter="promises").pane.list.model.rowCount() == 1
    d.show("consultations", id=case.id)
    row = opened(d).form.rows["commitment_met_on"]
    row.editor.setFocus()
    QTest.keyClicks(d.hand, "20112026")
    d.press(Key.Key_S, CTRL)
    (kept,) = d.saved(Consultation, id=case.id)
    assert kept.commitment_met_on == date(2026, 11, 20)
    d.show("consultations", id=case.id)
    assert "kesanggupan dipenuhi 20 November 2026" in opened(d).note.accessibleName()
    assert d.show("consultations", filter="promises").pane.list.model.rowCount() == 0
    last = make.DAY + timedelta(days=40)
    with d.office.store.read() as session:
        month = entries(session, d.office.store.facts(), "rina", make.DAY, last)
    assert Kind.PROMISE not in [entry.kind for entry in month]
