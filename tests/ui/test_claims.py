"""Claims by keys: from the class and the employer to the approval, refused and objected to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.office import Office
from desktop_app.records import Claim, ClaimLine, ComplianceCheck, Decision, Objection
from desktop_app.records.claim import ClaimKind, ClaimState, Compliance, ObjectionOutcome
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Role
from tests import money
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key
from ui.pages.claim_check import CheckPart
from ui.pages.claim_lines import LinesPart
from ui.pages.decision_case import CasePart
from ui.pages.objections import ObjectionsPane
from ui.pages.papers_part import PapersPart
from ui.pages.record_page import RecordPage
from ui.widgets.part import PartWidget

_C = ClaimState


@pytest.fixture
def rina(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    desk = Desk(office, qtbot)
    yield desk
    desk.close()


@pytest.fixture
def maria(rina: Desk, qtbot: QtBot) -> Iterator[Desk]:
    hers = signed_in(rina.office, "maria")
    desk = Desk(hers, qtbot)
    yield desk
    desk.close()
    hers.close()


def inner(page: RecordPage) -> PartWidget | None:
    return page.pane.view.inner() if page.pane.view else None


def run(desk: Desk, page: RecordPage, name: str) -> None:
    """An entry of the command palette."""
    (act,) = [act for act in page.commands() if act.name == name]
    act.run()
    desk.settle()


def all_received(desk: Desk, page: RecordPage) -> None:
    """Every paper came in: Enter on each row of the checklist."""
    part = inner(page)
    assert isinstance(part, PapersPart)
    for row in range(len(part.items)):
        part.table.selectRow(row)
        if part.items[row].received is None:
            desk.press(Key.Key_Return)


def tab(desk: Desk, page: RecordPage, name: str) -> PartWidget:
    """Turn the tabs by keys until one is in sight."""
    view = page.pane.view
    assert view is not None
    for _ in range(len(view.tabs)):
        if view.part == name:
            break
        desk.press(Key.Key_Tab, CTRL)
    found = view.inner()
    assert view.part == name and found is not None
    return found


def test_an_invoice_of_a_provider_up_to_its_approval(rina: Desk, maria: Desk) -> None:
    found = money.trained(rina.office, 2, 2)
    page = rina.show("programmes", id=found.training_class.id)
    run(rina, page, "claim")
    page = rina.page
    lines = inner(page)
    assert isinstance(lines, LinesPart)
    assert "Diajukan Rp7.000.000" in lines.line.text()
    row = lines.grid.table.rows[0]
    assert (row["enrolment"], row["unit_price"]) == ("Pekerja 1", "3.500.000")
    # One price is corrected in the grid: F2, the figure, Enter.
    lines.grid.setCurrentIndex(lines.grid.table.index(1, 5))
    rina.press(Key.Key_F2)
    rina.enter("3,25 jt")
    rina.settle()
    assert sorted(line.unit_price for line in rina.saved(ClaimLine)) == [3_250_000, 3_500_000]
    # Value added tax comes on top of the price; income tax stays withheld.
    (vat,) = [n for n, column in enumerate(lines.grid.table.columns) if column.name == "vat"]
    lines.grid.setCurrentIndex(lines.grid.table.index(0, vat))
    rina.press(Key.Key_F2)
    rina.enter("385.000")
    rina.settle()
    assert sorted(line.vat for line in rina.saved(ClaimLine)) == [0, 385_000]
    # 6.750.000 and 385.000, less 2 % of the price.
    told = lines.line.accessibleName()
    assert "PPN Rp385.000" in told and "dibayarkan Rp7.000.000" in told
    view = page.pane.view
    assert view is not None
    view.show_part("data")
    view.form.rows["invoice_number"].editor.setFocus()
    rina.enter("INV/2026/7")
    rina.press(Key.Key_S, CTRL)
    (claim,) = rina.saved(Claim)
    assert (claim.kind, claim.invoice_number) == (ClaimKind.INVOICE, "INV/2026/7")
    page = rina.show("money", id=claim.id)
    tab(rina, page, "papers")
    all_received(rina, page)
    page = rina.show("money", id=claim.id)
    rina.press(Key.Key_F7)
    (claim,) = rina.saved(Claim)
    assert claim.state is _C.SUBMITTED and claim.due_on is not None
    check = inner(page)
    assert isinstance(check, CheckPart)
    assert check.table.table.rowCount() == 1, "the account is still missing, which only warns"
    rina.press(Key.Key_F7)
    assert rina.saved(Claim)[0].state is _C.VERIFIED
    # The head: the findings on one page, one password.
    desk = maria.show("decisions")
    maria.press(Key.Key_Return)
    case = inner(desk)
    assert isinstance(case, CasePart)
    spoken = case.focusProxy()
    assert spoken is not None
    assert "Nomor rekening dan pemiliknya belum diisi" in spoken.accessibleDescription()
    assert "dibayarkan Rp7." in spoken.accessibleDescription()
    maria.answers.lines.append(HEAD_PASSWORD)
    maria.press(Key.Key_F7)
    assert maria.saved(Claim)[0].state is _C.APPROVED
    assert maria.saved(Decision)[0].state is DecisionState.APPROVED
    # What was approved stays as it is.
    page = rina.show("money", id=claim.id, part="lines")
    lines = inner(page)
    assert isinstance(lines, LinesPart) and len(lines.grid.table.rows) == 2
    lines.grid.setCurrentIndex(lines.grid.table.index(0, 5))
    rina.press(Key.Key_F2)
    rina.enter("9 jt")
    rina.settle()
    assert "segel" in rina.window.bar.accessibleName()
    assert max(line.unit_price for line in rina.saved(ClaimLine)) == 3_500_000


def test_a_reason_for_going_on_is_asked_for_again_by_what_comes_later(
    rina: Desk, maria: Desk
) -> None:
    found = money.trained(rina.office, 2, 1)
    page = rina.show("programmes", id=found.training_class.id)
    run(rina, page, "claim")
    (claim,) = rina.saved(Claim)
    page = maria.show("money", id=claim.id, part="check")
    check = inner(page)
    assert isinstance(check, CheckPart)
    assert "menghalangi" in check.said.text()
    check.row.buttons["go on"].setFocus()
    maria.answers.lines.append("Dokumen menyusul")
    maria.press(Key.Key_Space)
    assert "menghalangi" not in check.said.text()
    assert "tetap dilanjutkan: Dokumen menyusul" in check.said.text()
    rows = [check.table.table.row_at(n) for n in range(check.table.table.rowCount())]
    assert "Disisihkan" in {row["weight"] for row in rows if row is not None}
    with rina.office.store.write("test") as session:
        line = session.scalars(select(ClaimLine).order_by(ClaimLine.id)).all()[0]
        line.unit_price = 9_000_000
    check.refresh()
    maria.settle()
    assert "1 di antaranya menghalangi" in check.said.text()


def test_a_reimbursement_is_pasted_refused_and_objected_to(rina: Desk, maria: Desk) -> None:
    found = money.trained(rina.office, 2, 2, scheme=Scheme.REIMBURSEMENT)
    page = rina.show("employers", id=found.employer.id, part="duties")
    rina.press(Key.Key_N, CTRL)
    rina.enter("Menunggak", "3", "SMILE")
    rina.press(Key.Key_S, CTRL)
    assert rina.saved(ComplianceCheck)[0].compliance is Compliance.ARREARS
    page = rina.show("programmes", id=found.training_class.id)
    run(rina, page, "claim")
    page = rina.page
    lines = inner(page)
    assert isinstance(lines, LinesPart)
    (claim,) = rina.saved(Claim)
    assert (claim.kind, claim.employer) == (ClaimKind.REIMBURSEMENT, found.employer.id)
    # A block of certification costs from a spreadsheet, beneath the lines that were proposed.
    numbers = [one.number for one in found.enrolments]
    block = "\n".join(
        f"Sertifikasi LSP\t{number}\tSertifikasi\t1\t750.000\tPrakerja\t250.000\tKW-{n}"
        for n, number in enumerate(numbers * 4, 1)
    )
    lines.grid.setCurrentIndex(lines.grid.table.index(2, 0))
    QApplication.clipboard().setText(block)
    rina.press(Key.Key_V, CTRL)
    assert len(rina.saved(ClaimLine)) == 10, "a block longer than the empty rows comes in whole"
    assert "pihak lain Rp2.000.000" in lines.line.text()
    rina.press(Key.Key_Z, CTRL)
    assert len(rina.saved(ClaimLine)) == 2
    tab(rina, page, "check")
    check = inner(page)
    assert isinstance(check, CheckPart)
    said = [check.table.table.row_at(n) for n in range(check.table.table.rowCount())]
    assert any(row and "Menunggak" in row["text"] for row in said)
    tab(rina, page, "papers")
    all_received(rina, page)
    page = rina.show("money", id=claim.id)
    rina.press(Key.Key_F7)
    rina.answers.lines.append("Kuitansi tidak terbaca")
    rina.press(Key.Key_R, CTRL)
    (claim,) = rina.saved(Claim)
    assert (claim.state, claim.reason) == (_C.INCOMPLETE, "Kuitansi tidak terbaca")
    rina.press(Key.Key_F7)
    page = rina.show("money", id=claim.id)
    with rina.office.store.write("test") as session:
        session.get_one(Claim, claim.id).invoice_number = "INV/1"
    rina.press(Key.Key_F7)
    rina.answers.lines += ["Pelatihan tidak sesuai perjanjian", ""]
    page = rina.show("money", id=claim.id)
    run(rina, page, "ask claim_rejection")
    maria.show("decisions")
    maria.press(Key.Key_End)
    asked = maria.saved(Decision, question="claim_rejection")
    page = maria.show("decisions", id=asked[0].id)
    maria.answers.lines.append(HEAD_PASSWORD)
    maria.press(Key.Key_F7)
    (claim,) = maria.saved(Claim)
    assert (claim.state, claim.reason) == (_C.REJECTED, "Pelatihan tidak sesuai perjanjian")
    page = rina.show("money", id=claim.id)
    part = tab(rina, page, "objections")
    assert isinstance(part, ObjectionsPane)
    rina.answers.lines += ["Perjanjian sudah diubah", ""]
    rina.press(Key.Key_Insert)
    (objection,) = rina.saved(Objection)
    assert objection.grounds == "Perjanjian sudah diubah"
    part.open_id(objection.id)
    rina.settle()
    rina.answers.lines.append("Perubahan terlampir")
    rina.press(Key.Key_F7)
    assert rina.saved(Objection)[0].outcome is ObjectionOutcome.GRANTED
    assert rina.saved(Claim)[0].state is _C.VERIFIED


@pytest.mark.parametrize("size", [(911, 472), (1366, 728)])
def test_every_tab_fits(rina: Desk, size: tuple[int, int]) -> None:
    found = money.trained(rina.office, 2, 1, scheme=Scheme.REIMBURSEMENT)
    page = rina.show("programmes", id=found.training_class.id)
    run(rina, page, "claim")
    (claim,) = rina.saved(Claim)
    for part in ("data", "lines", "check", "papers", "duties"):
        page = rina.show("money", id=claim.id, part=part)
        rina.window.resize(*size)
        rina.settle()
        for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
            assert check(rina.window) == [], part
