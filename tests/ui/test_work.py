"""Work again by keys: a class ends, people are due, called, and placed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import zxingcpp
from PIL.ImageQt import fromqpixmap
from PySide6.QtCore import QSize, Qt
from sqlalchemy import select

from desktop_app.desk.follow_ups import worker_of
from desktop_app.desk.monday import monday
from desktop_app.desk.notices import notices
from desktop_app.desk.waiting import waiting
from desktop_app.records import (
    Consultation,
    Contact,
    ContactAttempt,
    Enrolment,
    FollowUp,
    Parameter,
    Referral,
    Vacancy,
    WorkHint,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import ReferralResult, WorkEvidence, WorkOutcome
from desktop_app.records.worker import ContactChannel, ContactResult
from desktop_app.store import journal
from tests import make
from tests.graduates import graduate
from tests.homes import Clock
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key, Open
from tests.ui.test_class_life import command, filled
from ui.models.record_table import Row
from ui.pages.call_sheet import CallSheet
from ui.pages.follow_ups import FollowUpsPane
from ui.pages.matches_part import MatchesPart
from ui.pages.report_behind import BehindList

ALT = Qt.KeyboardModifier.AltModifier


def trained(d: Desk, *names: str, ended: date = date(2026, 10, 23)) -> dict[str, str]:
    """People whose training ended on a day; enrolment ids by name."""
    with d.office.store.write("test") as session:
        employer, programme = make.employer(), make.programme(name="Operator Forklif")
        held = make.training_class(programme)
        session.add_all([employer, programme, held])
        made = {
            name: graduate(
                session, n, programme, ended, employer=employer, training_class=held, name=name
            )
            for n, name in enumerate(names, 1)
        }
    return {name: one.id for name, one in made.items()}


def rows_of(behind: BehindList) -> list[Row]:
    model = behind.list.model
    return [row for n in range(model.rowCount()) if (row := model.row_at(n))]


def sheet(d: Desk) -> CallSheet:
    pane = d.page.pane
    assert isinstance(pane, FollowUpsPane) and isinstance(pane.aside, CallSheet)
    return pane.aside


def answered(d: Desk, enrolment: str) -> FollowUp:
    (one,) = d.saved(FollowUp, enrolment=enrolment, month=1)
    assert isinstance(one, FollowUp)
    return one


def test_from_the_end_of_a_class_to_people_at_work(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus", "Budi", "Citra", "Dewi")
    d.show("work")
    assert len(d.saved(FollowUp)) == 12, "planned by themselves when the page opens"
    d.press(Key.Key_F7)
    calls = sheet(d)
    assert calls.count.accessibleName() == "Lembar panggilan: 4 orang"
    assert calls.due is not None and calls.due.name == "Agus"
    assert calls.person.number.text() == "▸ 0812-3450-0001 · ponsel sendiri"
    assert "Operator Forklif" in calls.person.script.text()

    d.press(Key.Key_0)  # nobody answers
    d.press(Key.Key_Return)
    assert calls.due.name == "Budi", "the next person"
    d.press(Key.Key_5)  # not working yet
    d.press(Key.Key_Return)
    assert calls.due.name == "Citra"
    d.press(Key.Key_3)  # a new company
    d.press(Key.Key_Return)
    assert calls.form.rows["starts_on"].isAncestorOf(d.hand), "the first day is asked for"
    d.enter("2/11/2026", "PT Baru", "Operator")
    d.press(Key.Key_Return, CTRL)
    assert calls.due.name == "Dewi"
    d.press(Key.Key_9)
    d.press(Key.Key_5)  # the digit was wrong: another one takes its place
    d.press(Key.Key_7)
    d.press(Key.Key_Return)
    assert calls.due.name == "Agus", "the list begins again with who was not reached"
    assert calls.count.accessibleName() == "Lembar panggilan: 1 orang"

    states = {name: d.saved(Enrolment, id=id)[0].state for name, id in ids.items()}
    assert states == {
        "Agus": EnrolmentState.COMPLETED,
        "Budi": EnrolmentState.NOT_PLACED,
        "Citra": EnrolmentState.PLACED,
        "Dewi": EnrolmentState.COMPLETED,
    }
    citra = answered(d, ids["Citra"])
    assert (citra.outcome, citra.starts_on, citra.employer_name, citra.position) == (
        WorkOutcome.NEW_EMPLOYER,
        date(2026, 11, 2),
        "PT Baru",
        "Operator",
    )
    assert citra.evidence is WorkEvidence.OWN_WORD
    assert answered(d, ids["Dewi"]).outcome is WorkOutcome.NOT_WILLING
    assert (answered(d, ids["Agus"]).attempts, answered(d, ids["Budi"]).attempts) == (1, 1)
    tried = d.saved(ContactAttempt)
    assert [one.result for one in tried].count(ContactResult.NO_ANSWER) == 1
    assert len(tried) == 4


def test_the_day_a_class_ends_leads_to_calls_a_month_later(desk: Open, clock: Clock) -> None:
    d = desk()
    planned = filled(d, people=2)
    d.show("programmes", id=planned.id)
    for words in ("Rencanakan sesi", "Buka pendaftaran", "Mulai pelatihan"):
        command(d, words)
    clock.move(days=13)  # 7 December 2026
    command(d, "Selesaikan pelatihan")
    due = sorted((one.month, one.due_on) for one in d.saved(FollowUp))
    assert due == [
        *[(1, date(2027, 1, 7))] * 2,
        *[(3, date(2027, 3, 7))] * 2,
        *[(6, date(2027, 6, 7))] * 2,
    ]
    clock.move(days=31)
    d.show("work", record="follow_up", filter="to_call")
    d.press(Key.Key_F7)
    calls = sheet(d)
    assert calls.count.accessibleName() == "Lembar panggilan: 2 orang"
    d.press(Key.Key_2)  # back with the company of before
    d.press(Key.Key_Return)
    d.enter("4/1/2027")
    d.press(Key.Key_Return, CTRL)
    d.press(Key.Key_1)  # never let go
    d.press(Key.Key_Return)
    d.enter("7/12/2026")
    d.press(Key.Key_Return, CTRL)
    assert calls.empty.isVisible()
    assert {one.state for one in d.saved(Enrolment)} == {EnrolmentState.PLACED}
    outcomes = {one.outcome for one in d.saved(FollowUp, month=1)}
    assert outcomes == {WorkOutcome.PREVIOUS_EMPLOYER, WorkOutcome.KEPT}


def test_every_number_that_is_shown_is_put_down(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus")
    with d.office.store.write("test") as session:
        one = session.get_one(Enrolment, ids["Agus"])
        person = worker_of(session, one.id)
        session.add(Contact(worker=person, name="Sari, kakak", phone="+6281300000001"))
    d.show("work")
    d.press(Key.Key_F7)
    with d.office.store.raw() as connection:
        lines = [line for line in journal.history(connection, person) if line.do == "access"]
    assert [list(line.set) for line in lines] == [["phone"]]
    calls = sheet(d)
    d.press(Key.Key_Right)
    assert calls.person.number.text().splitlines()[1].startswith("▸ 0813-0000-0001 · Sari, kakak")
    d.press(Key.Key_8)
    d.press(Key.Key_Return)
    (tried,) = d.saved(ContactAttempt)
    assert (tried.result, tried.contact is not None) == (ContactResult.WRONG_NUMBER, True)
    assert answered(d, ids["Agus"]).outcome is None, "the own number is left"
    d.press(Key.Key_8)
    d.press(Key.Key_Return)
    assert answered(d, ids["Agus"]).outcome is WorkOutcome.WRONG_NUMBER


def test_a_call_is_put_off_and_an_answer_undone(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus", "Budi")
    d.show("work")
    d.press(Key.Key_F7)
    calls = sheet(d)
    d.press(Key.Key_0)
    calls.form.rows["again_on"].editor.setFocus()
    d.enter("1/12/2026", "Minta dihubungi lagi")
    d.settle()
    assert answered(d, ids["Agus"]).again_on == date(2026, 12, 1)
    assert d.saved(ContactAttempt)[0].note == "Minta dihubungi lagi"
    assert calls.due is not None and calls.due.name == "Budi"
    d.press(Key.Key_6)
    d.press(Key.Key_Return)
    assert answered(d, ids["Budi"]).outcome is WorkOutcome.NOT_SEEKING
    assert calls.empty.isVisible()
    d.press(Key.Key_Z, CTRL)
    assert answered(d, ids["Budi"]).outcome is None
    assert d.saved(Enrolment, id=ids["Budi"])[0].state is EnrolmentState.COMPLETED
    assert calls.due is not None and calls.due.name == "Budi", "back on the sheet"
    d.press(Key.Key_Escape)
    assert d.page.pane.aside is None


def test_a_hint_is_confirmed_or_dismissed_by_a_person(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus", "Budi")
    with d.office.store.write("Hints", audience="here") as session:
        session.add_all(
            WorkHint(
                enrolment=id,
                for_office="MND",
                seen_on=make.DAY - timedelta(days=4),
                source="Kepesertaan aktif",
            )
            for id in ids.values()
        )
    d.show("work")
    d.press(Key.Key_F7)
    calls = sheet(d)
    assert "anggota aktif sejak 20/11/2026" in calls.person.before.text()
    calls.person.dismiss.setFocus()
    d.press(Key.Key_Return)
    agus = answered(d, ids["Agus"])
    assert (agus.hint is not None, agus.outcome) == (True, None)
    assert calls.due is not None and calls.due.name == "Agus", "who still is to be called"
    assert calls.person.dismiss.isHidden() and calls.person.before.text() == ""
    d.press(Key.Key_Down)
    assert calls.due.name == "Budi"
    d.press(Key.Key_2)
    d.press(Key.Key_Return)
    d.enter("20/11/2026")
    calls.form.rows["evidence"].editor.set_value(WorkEvidence.ACTIVE_MEMBERSHIP)
    d.press(Key.Key_Return, CTRL)
    budi = answered(d, ids["Budi"])
    assert (budi.outcome, budi.evidence) == (
        WorkOutcome.PREVIOUS_EMPLOYER,
        WorkEvidence.ACTIVE_MEMBERSHIP,
    )
    assert budi.hint is not None and budi.employer_name == "PT Contoh 1"


def test_the_chat_is_off_until_it_is_allowed_and_counts_as_an_attempt(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus")
    d.show("work")
    d.press(Key.Key_F7)
    assert sheet(d).person.chat.isHidden()
    d.press(Key.Key_F7)
    assert d.saved(ContactAttempt) == []
    d.press(Key.Key_Escape)
    with d.office.store.write("Allowed", audience="here") as session:
        rule = session.scalars(
            select(Parameter).where(Parameter.key == "followup.chat_enabled")
        ).one()
        rule.value = "true"
    d.press(Key.Key_F7)
    d.press(Key.Key_F7)
    calls = sheet(d)
    assert calls.person.qr.isVisible()
    (read,) = zxingcpp.read_barcodes(fromqpixmap(calls.person.qr.grab()))
    assert read.text.startswith("https://wa.me/6281234500001?text=Selamat%20")
    (tried,) = d.saved(ContactAttempt)
    assert tried.channel is ContactChannel.WHATSAPP
    assert answered(d, ids["Agus"]).attempts == 1


def test_an_answer_is_made_better_and_withdrawn(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus")
    d.show("work")
    d.press(Key.Key_F7)
    d.press(Key.Key_4)
    d.press(Key.Key_Return)
    d.enter("2/11/2026")
    d.press(Key.Key_Return, CTRL)
    one = answered(d, ids["Agus"])
    d.show("work", id=one.id)
    d.press(Key.Key_F7)  # a better proof has come
    d.press(Key.Key_4)
    calls = sheet(d)
    assert calls.form.rows["starts_on"].editor.value() == date(2026, 11, 2), "known already"
    calls.form.rows["evidence"].editor.set_value(WorkEvidence.BUSINESS_ID)
    d.press(Key.Key_Return, CTRL)
    assert answered(d, ids["Agus"]).evidence is WorkEvidence.BUSINESS_ID
    d.show("work", id=one.id)
    view = d.page.pane.view
    assert view is not None
    d.answers.lines.append("Salah orang")
    next(act for act in view.acts if act.name == "withdraw").run()
    d.settle()
    assert answered(d, ids["Agus"]).outcome is None
    assert d.saved(Enrolment, id=ids["Agus"])[0].state is EnrolmentState.NOT_PLACED


def test_a_vacancy_finds_people_and_a_hire_is_confirmed_as_the_answer(desk: Open) -> None:
    d = desk()
    ids = trained(d, "Agus", "Budi")
    d.show("work")
    d.press(Key.Key_2, ALT)
    assert d.page.here == "vacancy"
    d.press(Key.Key_N, CTRL)
    d.enter("Operator gudang")
    view = d.page.pane.view
    assert view is not None
    view.form.fill({"employer_name": "PT Gudang"})
    d.press(Key.Key_S, CTRL)
    (offered,) = d.saved(Vacancy)
    view = d.page.pane.view
    inner = view.inner() if view else None
    assert isinstance(inner, MatchesPart)
    assert [match.graduate.name for match in inner._matches] == ["Agus", "Budi"]
    d.press(Key.Key_F7)  # not agreed: nothing is sent
    assert d.saved(Referral) == [] and d.answers.questions == ["Apakah Agus setuju?"]
    d.answers.yes = True
    d.press(Key.Key_F7)
    (sent,) = d.saved(Referral)
    assert (sent.enrolment, sent.vacancy, sent.agreed) == (ids["Agus"], offered.id, True)
    assert d.asked == [("introduction", sent.id)], "the letter is shown"
    assert [match.graduate.name for match in inner._matches] == ["Budi"]

    d.show("work", record="referral", id=sent.id)
    d.press(Key.Key_F7)  # hired
    (sent,) = d.saved(Referral)
    assert sent.result is ReferralResult.HIRED
    assert answered(d, ids["Agus"]).outcome is None, "proposed, not written"
    calls = sheet(d)
    assert calls.form.outcome is WorkOutcome.NEW_EMPLOYER
    assert calls.form.rows["employer_name"].editor.value() == "PT Gudang"
    d.press(Key.Key_Return)
    d.enter("23/11/2026")
    d.press(Key.Key_Return, CTRL)
    agus = answered(d, ids["Agus"])
    assert (agus.outcome, agus.vacancy, agus.position) == (
        WorkOutcome.NEW_EMPLOYER,
        offered.id,
        "Operator gudang",
    )
    assert d.saved(Enrolment, id=ids["Agus"])[0].state is EnrolmentState.PLACED


def test_a_promise_is_reminded_of_and_recorded_as_met(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        employer = make.employer(name="PT Samudra")
        cases = [
            make.consultation(
                employer,
                n,
                commitment=True,
                commitment_workers=n,
                commitment_until=make.DAY + timedelta(days=days),
            )
            for n, days in ((1, -3), (2, 100))
        ]
        session.add_all([employer, *cases])
    d.show("work")
    d.press(Key.Key_4, ALT)
    pane = d.page.pane
    rows = [pane.list.model.row_at(n) for n in range(2)]
    assert [row and row["standing"] for row in rows] == ["Terlambat", "Masih ada waktu"]
    pane.list.table.setFocus()
    pane.list.table.selectRow(0)
    d.press(Key.Key_P, CTRL)
    assert d.asked == [("promise-reminder", cases[0].id)]
    d.press(Key.Key_F7)
    assert d.saved(Consultation, id=cases[0].id)[0].commitment_met_on == make.DAY
    pane.list.set_filter("open")
    d.settle()
    assert pane.list.model.rowCount() == 1
    d.press(Key.Key_Return)
    assert d.window.page_name == "consultations"


@pytest.mark.parametrize(("language", "points"), [("id", 13.0), ("en", 13.0), ("id", 9.5)])
def test_every_pane_and_the_call_sheet_fit_a_low_window(
    desk: Open, language: str, points: float
) -> None:
    d = desk()
    long = "Abdurrahman Wahid Hasyim Asy'ari bin Muhammad Ilyas Ruhiatan"
    ids = trained(d, long, "O", "Hj. Siti Aminah, S.Pd., M.M.")
    with d.office.store.write("test") as session:
        offered = Vacancy(position="Operator", employer_name="PT Gudang", told_on=make.DAY)
        sent = Referral(vacancy=offered.id, enrolment=ids["O"], referred_on=make.DAY, agreed=True)
        session.add_all([offered, sent])
    with d.office.store.write("Hints", audience="here") as session:
        session.add(
            WorkHint(enrolment=ids[long], for_office="MND", seen_on=make.DAY, source="Kepesertaan")
        )
    d.show("work")
    d.window.shell.change_look(language=language, points=points)
    d.window.resize(QSize(911, 472))
    d.settle()
    complaints: list[str] = []

    def look(name: str) -> None:
        d.settle()
        for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
            complaints.extend(f"{name}: {check.__name__} {found}" for found in check(d.window))

    for name in ("follow_up", "vacancy", "referral", "consultation"):
        d.page.show_pane(name)
        look(name)
    for record, id, part in (
        ("vacancy", offered.id, "fitting"),
        ("vacancy", offered.id, "referrals"),
        ("referral", sent.id, ""),
        ("follow_up", answered(d, ids["O"]).id, ""),
    ):
        d.show("work", record=record, id=id, part=part)
        look(f"{record} {part}")
    d.page.pane.close_view()
    d.settle()
    d.page.show_pane("follow_up")
    d.settle()
    pane = d.page.pane
    assert isinstance(pane, FollowUpsPane)
    pane.call()
    for digit in (None, 0, 3, 5):
        d.settle()
        sheet(d).form.choose(digit)
        look(f"call sheet {digit}")
    assert d.window.size() == QSize(911, 472)
    assert not complaints, "\n".join(dict.fromkeys(complaints))


def test_people_to_call_are_told_of_at_home_at_the_bell_and_at_the_start_of_the_week(
    desk: Open,
) -> None:
    d = desk()
    trained(d, "Agus", "Budi")
    d.show("work")
    office = d.office
    told = {one.key: one.text for one in notices(office)}
    assert told["calls 2026 48"] == "2 orang menunggu dihubungi setelah pelatihan, sejak 23/11/2026"
    week = monday(office)
    (call,) = [
        item for block in week.blocks for item in block.items if "perlu dihubungi" in item.text
    ]
    assert call.text == "2 orang perlu dihubungi setelah pelatihan, sampai 29/11/2026"
    assert call.rows is not None and call.rows.number == 2
    with office.store.read() as session:
        due = {one.name: one for one in waiting(session, office.store.facts(), "")}
    assert (due["calls"].count, due["calls"].page, due["calls"].filter) == (2, "work", "to_call")
    behind = BehindList(d.window.shell, call.rows, "Dihubungi", d.page.in_store)
    d.qtbot.addWidget(behind)
    d.settle()
    assert behind.list.model.rowCount() == 2
    assert {row["enrolment.affected_worker.worker"] for row in rows_of(behind)} == {"Agus", "Budi"}
    d.show("work", record="follow_up", filter="to_call")
    assert d.page.pane.list.model.rowCount() == 2
