"""Eligibility in the window, by keys: shown before enrolling, kept, set aside; checks; walk-ins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.processes.verdicts import read
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Decision,
    EligibilityDecision,
    Enrolment,
    MembershipCheck,
    Parameter,
    Worker,
)
from desktop_app.records.eligibility import CheckSource, Segment, Verdict
from desktop_app.records.training import EnrolmentState
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.case_people import PeoplePane
from ui.pages.eligibility_part import EligibilityPart
from ui.pages.record_view import RecordView
from ui.pages.worker_checks import ChecksPane
from ui.pages.worker_enrolments import EnrolmentsOfWorker


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Open]:
    made: list[Desk] = []

    def desk() -> Desk:
        made.append(Desk(office, qtbot))
        return made[-1]

    with office.store.write("test", audience="here") as session:
        session.add(
            Parameter(
                id="eligibility.ruleset:2026-01-01",
                key="eligibility.ruleset",
                label="Perangkat aturan",
                kind="TEXT",
                value='"VIB_2019"',
                valid_from=date(2026, 1, 1),
            )
        )
    yield desk
    for one in made:
        one.close()


def case_of_three(d: Desk) -> Consultation:
    """Three people laid off three months ago, the third 46 years old; and a programme."""
    employer, programme = make.employer(), make.programme()
    case = make.consultation(employer, programme=programme.id)
    people = [
        make.worker(n, nik=None, name=name, birth_date=born)
        for n, name, born in (
            (1, "Ani", date(1995, 2, 1)),
            (2, "Budi", date(1990, 2, 1)),
            (3, "Cici", date(1980, 2, 1)),
        )
    ]
    with d.office.store.write("test") as session:
        session.add_all([employer, programme, case, *people])
        for person in people:
            ended = make.DAY - timedelta(days=92)
            session.add(make.case(person, case, terminated_on=ended))
    return case


def view_of(d: Desk) -> RecordView:
    view = d.page.pane.view
    assert view is not None
    return view


def test_who_is_barred_is_shown_before_enrolling(desk: Open) -> None:
    d = desk()
    case = case_of_three(d)
    d.show("consultations", id=case.id, part="people")
    people = view_of(d).inner()
    assert isinstance(people, PeoplePane)
    people.list.table.setFocus()
    people.list.table.selectAll()
    d.press(Key.Key_F7)
    bar = people._enrol
    assert "0 memenuhi syarat, 2 dengan catatan, 1 tidak" in bar.verdict.accessibleName()
    first = bar.verdicts.table.row_at(0)
    assert first is not None
    assert (first["name"], first["verdict"]) == ("Cici", "Tidak memenuhi syarat")
    assert first["why"].startswith("usia 46, batas 40; aturan v2019-11")
    bar.go.setFocus()
    d.press(Key.Key_Space)
    assert len(d.saved(Enrolment)) == 2
    assert "1 terhalang aturan kelayakan" in d.window.bar.accessibleName()
    assert d.saved(EligibilityDecision) == []
    d.press(Key.Key_F7)
    assert bar.go.text() == "Daftarkan 1 pekerja"
    bar.against.setFocus()
    d.press(Key.Key_Space)  # no reason given: nothing happens
    assert len(d.saved(Enrolment)) == 2
    d.answers.lines = ["Tulang punggung keluarga"]
    d.press(Key.Key_Space)
    assert len(d.saved(Enrolment)) == 3
    (kept,) = d.saved(EligibilityDecision)
    assert (kept.overridden, kept.reason) == (True, "Tulang punggung keluarga")


def test_the_verdict_of_a_person_is_read_kept_and_set_aside(desk: Open) -> None:
    d = desk()
    case = case_of_three(d)
    d.show("consultations", id=case.id, part="people")
    people = view_of(d).inner()
    assert isinstance(people, PeoplePane)
    people.list.search.setFocus()
    QTest.keyClicks(d.hand, "Cici")
    d.qtbot.waitUntil(lambda: people.list.model.rowCount() == 1)
    d.press(Key.Key_Return)
    d.press(Key.Key_Tab, CTRL)
    inner = people.view.inner() if people.view else None
    assert isinstance(inner, EligibilityPart)
    assert inner.heading.text().startswith("Tidak memenuhi syarat · aturan VIB_2019")
    rows = [
        row for n in range(inner.table.table.rowCount()) if (row := inner.table.table.row_at(n))
    ]
    assert len(rows) == 12
    assert {row["outcome"][0] for row in rows} == {"✓", "✗", "?"}
    for _n in range(8):
        d.press(Key.Key_Down)
    assert "usia 46, batas 40; aturan v2019-11" in inner.detail.text()
    d.press(Key.Key_F7)
    (kept,) = d.saved(EligibilityDecision)
    assert (kept.verdict, kept.overridden) == (Verdict.BLOCKED, False)
    assert len(read(kept.findings)) == 12
    d.answers.lines = ["Permintaan perusahaan"]
    d.press(Key.Key_R, CTRL)
    assert "Aturan dikesampingkan" in inner.decided.text()
    assert "Permintaan perusahaan" in inner.decided.text()
    d.press(Key.Key_Z, CTRL)
    assert len(d.saved(EligibilityDecision)) == 1


def test_who_may_not_set_rules_aside_asks_the_head(desk: Open) -> None:
    d = desk()
    case = case_of_three(d)
    office = d.office
    clerk = replace(office.keys.officer, roles=("CLERK",))
    office.keys = replace(office.keys, officer=clerk)
    office.store.author = replace(office.store.author, role="CLERK")
    (third,) = d.saved(Worker, name="Cici")
    (affected,) = d.saved(AffectedWorker, worker=third.id)
    d.show("consultations", id=case.id, part="people")
    people = view_of(d).inner()
    assert isinstance(people, PeoplePane)
    people.open_id(affected.id, "eligibility")
    d.settle()
    d.answers.lines = ["Mohon pertimbangan"]
    d.press(Key.Key_R, CTRL)
    (kept,) = d.saved(EligibilityDecision)
    assert not kept.overridden
    (asked,) = d.saved(Decision)
    assert (asked.question, asked.of_id, asked.remarks) == (
        "override",
        kept.id,
        "Mohon pertimbangan",
    )


def test_an_approval_keeps_its_verdict_or_is_refused(desk: Open) -> None:
    d = desk()
    case_of_three(d)
    names = {worker.id: worker.name for worker in d.saved(Worker)}
    programme, ids = make.programme(7), {}
    with d.office.store.write("test") as session:
        session.add(programme)
        for number, case in enumerate(d.saved(AffectedWorker), start=1):
            made = make.enrolment(case, programme, number, state=EnrolmentState.VERIFIED)
            session.add(made)
            ids[names[case.worker]] = made.id

    def approve(name: str) -> Enrolment:
        d.show("programmes", id=ids[name])
        assert {"to APPROVED", "to REJECTED"} <= {act.name for act in view_of(d).acts}
        view_of(d).step("state", EnrolmentState.APPROVED)
        d.settle()
        (enrolment,) = d.saved(Enrolment, id=ids[name])
        assert isinstance(enrolment, Enrolment)
        return enrolment

    assert approve("Ani").state is EnrolmentState.APPROVED
    (kept,) = d.saved(EligibilityDecision, enrolment=ids["Ani"])
    assert kept.verdict is Verdict.WARNING
    assert approve("Cici").state is EnrolmentState.VERIFIED
    assert "usia 46, batas 40" in view_of(d).banner.accessibleName()
    view_of(d).show_part("eligibility")
    d.settle()
    d.answers.lines = ["Disetujui kepala kantor"]
    d.press(Key.Key_R, CTRL)
    d.press(Key.Key_Escape)
    assert approve("Cici").state is EnrolmentState.APPROVED
    decisions = d.saved(EligibilityDecision, enrolment=ids["Cici"])
    assert sorted(decision.overridden for decision in decisions) == [False, True]


def test_a_membership_check_is_recorded_and_cited(desk: Open) -> None:
    d = desk()
    worker = make.worker(1)
    with d.office.store.write("test") as session:
        session.add(worker)
    d.show("workers", id=worker.id, part="checks")
    pane = view_of(d).inner()
    assert isinstance(pane, ChecksPane)
    d.press(Key.Key_N, CTRL)
    assert pane.view is not None
    form = pane.view.form
    form.fill({"source": CheckSource.SIPP, "segment": Segment.WAGE_EARNER})
    form.rows["contribution_months"].editor.setFocus()
    d.enter("24", "15/8/2026", "4000000")
    d.press(Key.Key_S, CTRL)
    (check,) = d.saved(MembershipCheck)
    assert (check.worker, check.checked_on, check.source) == (
        worker.id,
        make.DAY,
        CheckSource.SIPP,
    )
    assert (check.contribution_months, check.last_month) == (24, date(2026, 8, 1))
    assert check.wage == 4_000_000
    assert check.officer == d.office.store.author.officer


def test_a_walk_in_is_enrolled_from_his_page(desk: Open) -> None:
    d = desk()
    worker, programme = (
        make.worker(1, name="Dewi", nik=None, birth_date=date(1999, 1, 1)),
        make.programme(1),
    )
    with d.office.store.write("test") as session:
        session.add_all([worker, programme])
    d.show("workers", id=worker.id, part="enrolments")
    pane = view_of(d).inner()
    assert isinstance(pane, EnrolmentsOfWorker) and pane._enrolling is not None
    bar = pane._enrolling.bar
    d.press(Key.Key_F7)
    bar.fields["terminated_on"].editor.setFocus()
    d.enter("1/6/2026")
    bar.fields["programme"].editor.setFocus()
    d.enter("VOK-001")
    bar.go.setFocus()
    d.press(Key.Key_Space)
    assert "alasan pendaftaran tanpa konsultasi" in d.window.bar.accessibleName()
    assert d.saved(AffectedWorker) == []
    bar.fields["no_consultation"].editor.setFocus()
    d.enter("Perusahaan sudah tutup")
    bar.go.setFocus()
    d.press(Key.Key_Space)
    (enrolment,) = d.saved(Enrolment)
    assert enrolment.no_consultation == "Perusahaan sudah tutup"
    (case,) = d.saved(AffectedWorker)
    assert (case.worker, case.consultation) == (worker.id, None)
    assert case.terminated_on == date(2026, 6, 1)
    assert pane.list.model.rowCount() == 1
    d.press(Key.Key_Z, CTRL)
    assert d.saved(Enrolment) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_bars_and_verdicts_fit_a_low_window_and_large_letters(desk: Open, language: str) -> None:
    d = desk()
    case = case_of_three(d)
    d.show("consultations", id=case.id, part="people")
    d.window.shell.change_look(language=language, points=13.0)
    d.window.resize(QSize(911, 472))
    d.settle()
    complaints: list[str] = []

    def look(where: str) -> None:
        for check in (audit.truncated, audit.unnamed, audit.doubled_mnemonics):
            complaints.extend(f"{where}: {check.__name__} {found}" for found in check(d.window))

    people = view_of(d).inner()
    assert isinstance(people, PeoplePane)
    people.begin_enrolling()
    d.settle()
    look("enrolling")
    people.open_id(d.saved(AffectedWorker)[0].id, "eligibility")
    d.settle()
    look("verdict")
    d.show("workers", id=d.saved(Worker)[0].id, part="enrolments")
    pane = view_of(d).inner()
    assert isinstance(pane, EnrolmentsOfWorker)
    pane.begin()
    d.settle()
    look("walk-in")
    assert not complaints, "\n".join(complaints)
