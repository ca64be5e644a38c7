"""From a seat in a class to work again, by keys, under both schemes, and to headquarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.desk.budget_lines import standings
from desktop_app.desk.certificate_checks import verify as check_certificate
from desktop_app.desk.enrolling import enrol
from desktop_app.desk.indicators import definitions, measured
from desktop_app.hq.publish import publish
from desktop_app.office import Office
from desktop_app.processes.budget import Standing
from desktop_app.processes.certificate_code import State
from desktop_app.processes.indicators import Measurement
from desktop_app.records import (
    Attendance,
    BudgetLine,
    Certificate,
    CertificateTemplate,
    Claim,
    ClaimLine,
    ClassSession,
    CompetencyUnit,
    Decision,
    Enrolment,
    FollowUp,
    Payment,
    Signatory,
    TrainingClass,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.certificate import Issuer
from desktop_app.records.claim import ClaimKind, ClaimState, PaymentState
from desktop_app.records.consultation import ConsultationState, Retain
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Role
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.records.work import WorkOutcome
from desktop_app.sync import inbox
from desktop_app.sync.verify import verify
from exports.reports import REPORTS, Question
from exports.sheet import Cell
from tests import make
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in
from tests.offices import World
from tests.ui.pages import CTRL, Desk, Key
from ui.pages.attendance_part import AttendancePart
from ui.pages.call_sheet import CallSheet
from ui.pages.claim_check import CheckPart
from ui.pages.class_certificates import CertificatesOfClass
from ui.pages.dividing import DivideView
from ui.pages.papers_part import PapersPart
from ui.pages.results_part import ResultsPart
from ui.paper import PaperDialog
from ui.widgets.part import PartWidget

P = TypeVar("P", bound=PartWidget)

ALT = Qt.KeyboardModifier.AltModifier
FEE = 3_500_000
CEILING = 70_000_000
LAST = date(2026, 11, 30)
"""Five days of training from Tuesday 24 November 2026 on."""
YEAR = make.DAY.year
NAMES = ("Agus Wowor", "Budi Ma'ruf", "Citra Tumewu", *(f"Pekerja {n}" for n in range(4, 6)))
"""As many as a class must have at least."""
PEOPLE = len(NAMES)


@dataclass
class Journey:
    """A branch with an officer and its head at their windows, and headquarters' window."""

    rina: Desk
    maria: Desk
    pusat: Desk
    world: World
    files: Path

    def on(self, day: date) -> None:
        """The clock of all offices stands at ten in the morning of that day."""
        self.world.offices.clock.now = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)

    def part(self, kind: type[P], page: str, id: str, part: str) -> P:
        """A part of a record, opened on the officer's window."""
        view = self.rina.show(page, id=id, part=part).pane.view
        found = view.inner() if view else None
        assert isinstance(found, kind)
        return found

    def command(self, words: str) -> None:
        """Something the page can do, by the palette."""
        self.rina.press(Key.Key_K, CTRL)
        QTest.keyClicks(self.rina.hand, words)
        self.rina.settle()
        self.rina.press(Key.Key_Return)


@pytest.fixture
def journey(world: World, qtbot: QtBot, tmp_path: Path) -> Iterator[Journey]:
    """All on 24 November 2026; headquarters has given the branch all the money of the year."""
    branch, files = world.branches["MND"], tmp_path / "berkas"
    files.mkdir()
    world.offices.clock.now = datetime(2026, 11, 24, 3, tzinfo=UTC)
    with world.headquarters.store.write("Budget for a test") as session:
        for office in (None, "MND"):
            line = {"code": "521", "name": "Pelatihan", "for_office": office, "quota": 100}
            session.add(BudgetLine(**line, programme_year=YEAR, ceiling=CEILING))
    inbox.read(branch, [one.path for one in publish(world.headquarters, files)])
    add_colleague(branch, "maria", Role.BRANCH_HEAD)
    head = signed_in(branch, "maria")
    rina, maria = Desk(branch, qtbot), Desk(head, qtbot)
    pusat = Desk(world.headquarters, qtbot)
    yield Journey(rina, maria, pusat, world, files)
    for one in (rina, maria, pusat):
        one.close()
    head.close()


@pytest.mark.parametrize("scheme", [Scheme.PARTNER, Scheme.REIMBURSEMENT], ids=["A", "B"])
def test_from_a_seat_to_work_again(journey: Journey, scheme: Scheme) -> None:
    enrolled(journey, scheme)
    training_class = divided(journey, scheme)
    attended(journey, training_class)
    passed(journey, training_class)
    given = certified(journey, training_class)
    claim = claimed(journey, training_class, scheme)
    approved(journey, claim)
    paid(journey, claim)
    called(journey, date(2026, 12, 31), month=1)
    called(journey, date(2027, 6, 1), month=6)
    sent(journey)
    same_figures(journey, given)


def enrolled(j: Journey, scheme: Scheme) -> None:
    """Five people whose employer agreed to have them trained; and who signs certificates."""
    branch = j.rina.office
    employer = make.employer(
        1, name="PT Samudra", bank="002", account="1234567890", account_holder="PT Samudra"
    )
    talk = make.consultation(employer, 1, state=ConsultationState.HELD, retain=Retain.YES)
    programme = make.programme(
        1, name="Operator Forklif", days=5, lesson_hours=40, level=2, fee=FEE
    )
    people = [
        make.worker(n, name=name, phone=f"+6281234500{n:03}", birth_place="Manado")
        for n, name in enumerate(NAMES, 1)
    ]
    cases = [make.case(one, talk) for one in people]
    with branch.store.write("Records for a test") as session:
        session.get_one(OfficeRecord, branch.code).city = "Manado"
        session.add_all([employer, talk, programme, *people, *cases])
        session.add_all([make.provider(name="BLK Bitung"), *signing()])
        session.add(CompetencyUnit(programme=programme.id, name="Memuat", lesson_hours=40, rank=1))
    with branch.store.write("Enrolled") as session:
        made = enrol(
            session,
            [one.id for one in cases],
            programme=programme.id,
            scheme=scheme,
            today=branch.today,
            year=YEAR,
        )
    assert (len(made.made), made.blocked) == (PEOPLE, ())


def signing() -> tuple[CertificateTemplate, Signatory]:
    """The look of the certificates, and who signs them."""
    return (
        CertificateTemplate(
            name="Sertifikat bersama",
            issuer=Issuer.WITH_AGENCY,
            provider_signatory="Hendra Wowor, S.T.",
            provider_position="Kepala BLK Bitung",
            valid_from=date(2020, 1, 1),
        ),
        Signatory(
            document="certificate",
            name="Johan Tumewu, S.E., M.M.",
            position="Kepala Kantor Cabang",
            number_label="NPK",
            number="123457",
            valid_from=date(2020, 1, 1),
        ),
    )


def divided(j: Journey, scheme: Scheme) -> str:
    """*Bagi ke kelas*: one class of all, begun with its provider named."""
    d = j.rina
    d.show("programmes", record="enrolment")
    d.press(Key.Key_M, CTRL)
    assert isinstance(d.page.pane.aside, DivideView)
    d.press(Key.Key_F7)
    (made,) = d.saved(TrainingClass)
    assert (made.state, made.scheme, made.ends_on) == (ClassState.OPEN, scheme, LAST)
    assert (made.employer is not None) is (scheme is Scheme.REIMBURSEMENT)
    view = d.show("programmes", id=made.id, part="data").pane.view
    assert view is not None
    form = view.form
    form.rows["provider"].editor.setFocus()
    QTest.keyClicks(d.hand, "BLK Bitung")
    d.settle()
    d.press(Key.Key_Return)
    if scheme is Scheme.REIMBURSEMENT:
        form.rows["agreement"].editor.setFocus()
        d.enter("PKS 12/2026")
    d.press(Key.Key_S, CTRL)
    assert d.saved(TrainingClass)[0].provider is not None
    d.show("programmes", id=made.id)
    j.command("Mulai pelatihan")
    assert d.saved(TrainingClass)[0].state is ClassState.RUNNING
    assert len(d.saved(Enrolment, state=EnrolmentState.IN_TRAINING)) == PEOPLE
    return str(made.id)


def attended(j: Journey, id: str) -> None:
    """All are there at every session, but for one who was ill once; then the class is over."""
    d = j.rina
    j.on(LAST)
    grid = j.part(AttendancePart, "programmes", id, "attendance").grid
    sessions = len(d.saved(ClassSession))
    grid.place(0, 0)
    d.press(Key.Key_F7)  # all present at the first; the other sessions from a spreadsheet
    QApplication.clipboard().setText("\n".join(["\t".join("H" * (sessions - 1))] * PEOPLE))
    grid.place(0, 1)
    d.press(Key.Key_V, CTRL)
    grid.place(1, 0)
    d.press(Key.Key_S)
    marks = [one.mark for one in d.saved(Attendance)]
    assert (len(marks), marks.count(Mark.SICK)) == (PEOPLE * sessions, 1)
    d.show("programmes", id=id)
    j.command("Selesaikan pelatihan")
    assert d.saved(TrainingClass)[0].state is ClassState.FINISHED
    assert len(d.saved(Enrolment, state=EnrolmentState.COMPLETED, completed_on=LAST)) == PEOPLE


def passed(j: Journey, id: str) -> None:
    """LULUS for all with one key."""
    part = j.part(ResultsPart, "programmes", id, "results")
    part.enter()
    j.rina.press(Key.Key_F7)
    assert {one.result for one in j.rina.saved(Enrolment)} == {TrainingResult.PASSED}


def certified(j: Journey, id: str) -> list[Certificate]:
    """Names checked, certificates issued, looked at, and printed."""
    d = j.rina
    part = j.part(CertificatesOfClass, "programmes", id, "certificates")
    d.press(Key.Key_F7)
    assert not d.saved(Certificate), "names first"
    d.press(Key.Key_B, CTRL)
    part.bar.fields["certificate_template"].editor.setFocus()
    QTest.keyClicks(d.hand, "Sertifikat bersama")
    d.settle()
    d.press(Key.Key_Return)
    part.bar.go.setFocus()
    d.press(Key.Key_Space)
    part.enter()
    d.press(Key.Key_F7)
    (paper,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog)]
    d.answers.saved_in = j.files
    paper.save()
    d.settle()
    given = d.saved(Certificate)
    assert [one.printed_on for one in given] == [LAST] * PEOPLE
    d.window.activateWindow()
    d.qtbot.waitUntil(lambda: QApplication.activeWindow() is d.window)
    return given


def claimed(j: Journey, id: str, scheme: Scheme) -> str:
    """The invoice or the reimbursement: lines, its number, all papers, handed in, verified."""
    d = j.rina
    d.show("programmes", id=id)
    (act,) = [act for act in d.page.commands() if act.name == "claim"]
    act.run()
    d.settle()
    (claim,) = d.saved(Claim)
    invoice = scheme is Scheme.PARTNER
    assert claim.kind is (ClaimKind.INVOICE if invoice else ClaimKind.REIMBURSEMENT)
    assert [one.unit_price for one in d.saved(ClaimLine, claim=claim.id)] == [FEE] * PEOPLE
    view = d.page.pane.view
    assert view is not None
    view.show_part("data")
    view.form.rows["invoice_number"].editor.setFocus()
    d.enter("INV/2026/7")
    if invoice:
        view.form.fill({"bank": "002", "account": "1234567890", "account_holder": "BLK Bitung"})
    d.press(Key.Key_S, CTRL)
    papers = j.part(PapersPart, "money", claim.id, "papers")
    assert len(papers.items) == (8 if invoice else 12)
    for row in range(len(papers.items)):
        papers.table.selectRow(row)
        if papers.items[row].received is None:
            d.press(Key.Key_Return)
    view = d.show("money", id=claim.id).pane.view
    assert view is not None
    d.press(Key.Key_F7)
    assert d.saved(Claim)[0].state is ClaimState.SUBMITTED
    view = d.page.pane.view
    assert view is not None and isinstance(view.inner(), CheckPart), "what was found is shown"
    d.press(Key.Key_F7)
    assert d.saved(Claim)[0].state is ClaimState.VERIFIED
    return str(claim.id)


def approved(j: Journey, claim: str) -> None:
    """By the head, who did not write it, with her password."""
    j.maria.show("decisions")
    j.maria.press(Key.Key_Return)
    j.maria.answers.lines.append(HEAD_PASSWORD)
    j.maria.press(Key.Key_F7)
    (approval,) = j.maria.saved(Decision, of_id=claim, state=DecisionState.APPROVED)
    (asked,) = j.maria.saved(Claim, id=claim, state=ClaimState.APPROVED)
    assert approval.decided_by == j.maria.office.store.author.officer
    assert asked.written_by == j.rina.office.store.author.officer != approval.decided_by


def paid(j: Journey, claim: str) -> None:
    """Prepared, on the bank's list, and paid two days later."""
    d = j.rina
    d.show("money", id=claim)
    d.press(Key.Key_F7)
    d.press(Key.Key_F7)
    (payment,) = d.saved(Payment)
    assert (payment.state, payment.gross) == (PaymentState.SENT, PEOPLE * FEE)
    j.on(date(2026, 12, 2))
    d.show("money", id=payment.id)
    d.answers.lines = ["TRX-1", "2/12/2026"]
    d.press(Key.Key_F7)
    assert d.saved(Payment)[0].state is PaymentState.PAID
    assert d.saved(Claim)[0].state is ClaimState.PAID


def called(j: Journey, on: date, month: int) -> None:
    """The call sheet of a day: one is back, one has new work, the others have none yet."""
    d = j.rina
    j.on(on)
    d.show("work", record="follow_up", filter="to_call")
    d.press(Key.Key_F7)
    calls = getattr(d.page.pane, "aside", None)
    assert isinstance(calls, CallSheet)
    assert calls.count.accessibleName() == f"Lembar panggilan: {PEOPLE} orang"
    d.press(Key.Key_2)  # back with the company of before
    d.press(Key.Key_Return)
    d.enter("7/12/2026")
    d.press(Key.Key_Return, CTRL)
    d.press(Key.Key_3)  # a new company
    d.press(Key.Key_Return)
    d.enter("14/12/2026", "PT Baru", "Operator")
    d.press(Key.Key_Return, CTRL)
    for _rest in range(PEOPLE - 2):
        d.press(Key.Key_5)  # not working yet
        d.press(Key.Key_Return)
    assert calls.empty.isVisible()
    told = Counter(one.outcome for one in d.saved(FollowUp, month=month))
    assert told == {
        WorkOutcome.PREVIOUS_EMPLOYER: 1,
        WorkOutcome.NEW_EMPLOYER: 1,
        WorkOutcome.NOT_WORKING: PEOPLE - 2,
    }
    assert len(d.saved(Enrolment, state=EnrolmentState.PLACED)) == 2


def sent(j: Journey) -> None:
    """The batch goes onto the stick at the branch, and into the books of headquarters."""
    stick = j.world.stick
    j.rina.answers.saved_in = j.pusat.answers.saved_in = stick
    j.rina.come("sync")
    j.rina.press(Key.Key_K, ALT)
    j.rina.qtbot.waitUntil(lambda: bool(list(stick.glob("*.vkb"))), timeout=20_000)
    j.rina.settle()
    j.pusat.come("sync")
    j.pusat.answers.yes = True
    j.pusat.press(Key.Key_K, ALT)
    j.pusat.qtbot.waitUntil(lambda: bool(j.pusat.saved(Payment)), timeout=20_000)
    j.pusat.settle()
    assert j.pusat.answers.questions == ["Catat berkas-berkas ini?"]


def figures(office: Office) -> dict[str, Measurement]:
    """Every indicator of the year, by its code."""
    with office.store.read() as session:
        wanted = definitions(session, office.today)
        found = measured(session, wanted, office.today, YEAR, office.code)
    return {one.definition.code: one for one in found}


def rows(office: Office, report: str) -> list[Sequence[Cell]]:
    """What a report of the year says, row for row."""
    question = Question.of(office, programme_year=YEAR)
    with office.store.read() as session:
        return list(REPORTS[report].sheet(session, question).rows)


def same_figures(j: Journey, given: list[Certificate]) -> None:
    """Indicators, budget, claims and certificates say the same in both offices' books."""
    branch, centre = j.rina.office, j.pusat.office
    ours, theirs = figures(branch), figures(centre)
    assert {code: (one.part, one.whole) for code, one in ours.items()} == {
        "IND-01": (2, PEOPLE),  # work again, of all who began
        "IND-02": (2, PEOPLE),  # of those who passed
        "IND-03": (0, PEOPLE),  # kept by their company
        "IND-04": (0, 0),  # nobody was assessed by a certification body
        "IND-05": (PEOPLE, 100),
        "IND-06": (PEOPLE * FEE, CEILING),
        "IND-07": (PEOPLE * FEE, PEOPLE),
        "IND-08": (PEOPLE, PEOPLE),
        "IND-09": (196, 200),  # lesson hours attended; one was ill for a session
    }
    for code, one in ours.items():
        there = theirs[code]
        assert (one.part, one.whole, one.digest) == (there.part, there.whole, there.digest), code
    for name in ("indicators", "budget", "certificates", "claims", "placement", "stages"):
        assert rows(branch, name) == rows(centre, name) != [], name
    for office in (branch, centre):
        with office.store.read() as session:
            found = standings(session, YEAR, "MND", office.store.facts())
        assert sorted(found.values(), key=lambda one: one.ceiling) == [
            Standing(),  # all of it was split to the branch
            Standing(CEILING, 0, PEOPLE * FEE),
        ]
        for certificate in given:
            assert check_certificate(office, certificate.payload).finding.state is State.GENUINE
        assert verify(office) == []
