"""Certificates by keys: names checked, issued, printed, handed over, revoked, verified."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desktop_app.desk.certificate_checks import verify
from desktop_app.office import Office
from desktop_app.processes.certificate_code import State
from desktop_app.records import (
    Certificate,
    CertificateReprint,
    CertificateRevocation,
    CertificateTemplate,
    Enrolment,
    Handout,
    TrainingClass,
    Worker,
)
from desktop_app.records.training import EnrolmentState
from exports.certificates.issuing import issue
from exports.certificates.printing import first_print
from exports.handing_out import hand_out
from tests import make
from tests.passed import NAMES, passed_class
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.certificates import CertificatesPane
from ui.pages.class_certificates import CertificatesOfClass
from ui.pages.verify_part import VerifyPart
from ui.paper import PaperDialog


def paper(d: Desk) -> PaperDialog:
    """The one paper that is shown."""
    d.settle()
    (found,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, PaperDialog) and one.isVisible()
    ]
    return found


def back(d: Desk, go_on: Callable[[], object]) -> None:
    """In the window again after a paper was closed, where work goes on."""
    d.window.activateWindow()
    d.qtbot.waitUntil(lambda: QApplication.activeWindow() is d.window)
    go_on()
    d.settle()


def shown(d: Desk) -> list[dict[str, str]]:
    """The rows of the list in sight."""
    model = d.page.pane.list.model
    return [dict(row) for n in range(model.rowCount()) if (row := model.row_at(n))]


def part_of(d: Desk) -> CertificatesOfClass:
    view = d.page.pane.view
    part = view.inner() if view else None
    assert isinstance(part, CertificatesOfClass)
    return part


def verifying(d: Desk) -> VerifyPart:
    part = d.page.pane.aside
    assert isinstance(part, VerifyPart)
    return part


def test_from_the_sheet_of_names_to_the_printed_class(
    desk: Open, office: Office, tmp_path: Path
) -> None:
    made = passed_class(office, checked=False, failed=1)
    d = desk()
    d.show("programmes", record="training_class", id=made.training_class, part="certificates")
    part = part_of(d)
    assert "belum diperiksa" in part.said.accessibleName() and not part.bar.isVisible()
    d.press(Key.Key_F7)
    assert not d.saved(Certificate), "names first"
    part.acts[0].run()
    assert d.asked == [("name-check", made.training_class)]
    d.press(Key.Key_B, CTRL)
    assert part.bar.isVisible()
    assert part.bar.fields["names_checked_on"].editor.value() == make.DAY, "today stands there"
    part.bar.go.click()
    d.settle()
    (held,) = d.saved(TrainingClass)
    assert (held.names_checked_on, held.names_checked_by) == (make.DAY, "Rina")
    assert held.certificate_template == made.template
    part.enter()
    d.press(Key.Key_F7)
    given = d.saved(Certificate)
    assert len(given) == 3 and all(one.printed_on is None for one in given)
    looked = paper(d)
    looked.close()
    d.settle()
    assert all(one.printed_on is None for one in d.saved(Certificate)), "looked at, not printed"
    back(d, part.enter)
    d.press(Key.Key_P, CTRL)
    d.answers.saved_in = tmp_path
    paper(d).save()
    d.settle()
    (file,) = tmp_path.glob("*.pdf")
    assert len(PdfReader(file).pages) == 6
    assert all(one.printed_on == make.DAY for one in d.saved(Certificate))
    (logged,) = d.saved(Handout)
    assert (logged.name, logged.rows) == ("certificate", 3)
    assert "3 sertifikat" in part.said.accessibleName()
    d.answers.lines = [""]
    next(act for act in part.acts if act.name == "hand").run()
    d.settle()
    assert {one.handed_to for one in d.saved(Certificate)} == {"Yang bersangkutan"}


def test_who_is_called_otherwise_since_the_check_is_shown(desk: Open, office: Office) -> None:
    made = passed_class(office, NAMES[:2])
    with office.store.write("Names corrected") as session:
        session.get_one(Worker, made.workers[1]).name = "Oei"
    d = desk()
    d.show("programmes", record="training_class", id=made.training_class, part="certificates")
    part = part_of(d)
    assert "1 nama berubah" in part.said.accessibleName()
    d.press(Key.Key_F7)
    assert not d.saved(Certificate), "nothing is issued under a name nobody checked"
    d.press(Key.Key_B, CTRL)
    part.bar.go.click()
    d.settle()
    assert "berubah" not in part.said.accessibleName()
    part.enter()
    d.press(Key.Key_F7)
    assert len(d.saved(Certificate)) == 2
    paper(d).close()
    d.settle()


@pytest.fixture
def issued(office: Office, tmp_path: Path) -> list[Certificate]:
    """The certificates of a class, printed."""
    made = passed_class(office)
    given = issue(office, made.training_class)
    first = first_print(office, [one.id for one in given])
    hand_out(office, first.given, tmp_path / "pertama.pdf", first.data)
    return given


def test_one_is_printed_again_handed_over_replaced_and_revoked(
    desk: Open, office: Office, issued: list[Certificate], tmp_path: Path
) -> None:
    d = desk()
    d.show("certificates")
    assert {row["holder"] for row in shown(d)} == set(NAMES)
    d.show("certificates", id=issued[1].id, record="certificate")
    d.answers.lines, d.answers.saved_in = ["Basah"], tmp_path / "lagi"
    (tmp_path / "lagi").mkdir()
    d.press(Key.Key_P, CTRL)
    paper(d).save()
    d.settle()
    (copy,) = d.saved(CertificateReprint)
    assert (copy.certificate, copy.copy, copy.reason) == (issued[1].id, 1, "Basah")
    (file,) = (tmp_path / "lagi").glob("*.pdf")
    assert "DUPLIKAT ke-1" in PdfReader(file).pages[0].extract_text()
    d.answers.lines = ["Kakaknya, dengan surat kuasa"]
    assert d.page.pane.view is not None
    back(d, d.page.pane.view.focus)
    d.press(Key.Key_F7)
    (held,) = d.saved(Certificate, id=issued[1].id)
    assert held.handed_to == "Kakaknya, dengan surat kuasa"
    view = d.page.pane.view
    assert view is not None
    d.answers.lines = ["Salah ejaan"]
    next(act for act in view.acts if act.name == "replace").run()
    d.settle()
    (new,) = d.saved(Certificate, replaces=issued[1].id)
    d.show("certificates", id=issued[2].id, record="certificate")
    view = d.page.pane.view
    assert view is not None
    d.answers.lines, d.answers.yes = ["Tidak hadir"], True
    next(act for act in view.acts if act.name == "revoke").run()
    d.settle()
    gone = {one.number: one.replaced_by for one in d.saved(CertificateRevocation)}
    assert gone == {issued[1].number: new.number, issued[2].number: None}
    (person,) = d.saved(Enrolment, id=issued[2].enrolment)
    assert person.state is EnrolmentState.COMPLETED
    assert d.page.pane.view is not None
    assert [act.name for act in d.page.pane.view.acts if act.name in ("print", "again")] == []
    pane = d.page.pane
    pane.close_view()
    d.settle()
    for chip, numbers in (
        ("gone", {issued[1].number, issued[2].number}),
        ("uncollected", {issued[0].number, issued[3].number, new.number}),
        ("unprinted", {new.number}),
    ):
        pane.list.set_filter(chip)
        d.settle()
        assert {row["number"] for row in shown(d)} == numbers, chip
    pane.list.set_filter("all")
    pane.list.search.setText("Ruhiatan")
    d.qtbot.waitUntil(lambda: len(shown(d)) == 1)


def test_any_certificate_is_verified_by_number_scanner_and_picture(
    desk: Open, office: Office, issued: list[Certificate], tmp_path: Path
) -> None:
    d = desk()
    d.show("certificates", verify=True)
    part = verifying(d)
    assert part.line.hasFocus() and not part.card.isVisible()
    d.enter(issued[0].number)
    d.settle()
    assert part.state.text() == "Asli"
    cells = [part.facts.item(n, 1) for n in range(part.facts.rowCount())]
    said = [cell.text() for cell in cells if cell is not None]
    assert "Operator Forklif" in said and NAMES[3] in said
    d.enter(f"https://verifikasi.contoh.go.id/vokasi#{issued[1].payload}")
    d.settle()
    assert part.state.text() == "Asli"
    d.enter(issued[1].payload[:-3] + "AAA")
    d.settle()
    assert part.state.text() == "Diubah atau rusak"
    d.enter("00099/SERT-VOK/MND/XI/2026")
    d.settle()
    assert "tidak ada" in part.note.text.text() and not part.facts.isVisible()
    d.answers.files = [tmp_path / "pertama.pdf"]
    d.press(Key.Key_O, CTRL)
    assert part.state.text() == "Asli"
    d.press(Key.Key_Escape)
    assert d.page.pane.aside is None and isinstance(d.page.pane, CertificatesPane)
    assert verify(office, issued[0].payload).finding.state is State.GENUINE


def test_a_number_is_revoked_from_the_list(desk: Open, issued: list[Certificate]) -> None:
    d = desk()
    pane = d.show("certificates").pane
    d.answers.lines = [issued[3].number, "Ganda"]
    next(act for act in pane.list_actions() if act.name == "revoke-number").run()
    d.settle()
    (gone,) = d.saved(CertificateRevocation)
    assert (gone.number, gone.reason) == (issued[3].number, "Ganda")


def test_the_verification_page_is_written_from_the_list(
    desk: Open, issued: list[Certificate], tmp_path: Path
) -> None:
    d = desk()
    pane = d.show("certificates").pane
    d.answers.saved_in = tmp_path
    next(act for act in pane.list_actions() if act.name == "page").run()
    d.settle()
    written = (tmp_path / "verifikasi-sertifikat.html").read_text("utf-8")
    assert "Verifikasi sertifikat pelatihan" in written


def test_a_template_is_made_by_keys(desk: Open) -> None:
    d = desk()
    d.show("certificates", record="certificate_template")
    d.press(Key.Key_N, CTRL)
    d.enter("Lembaga saja")
    d.press(Key.Key_Up)
    d.press(Key.Key_Return)
    d.enter("Hendra, S.T.", "Kepala BLK")
    d.press(Key.Key_S, CTRL)
    (made,) = d.saved(CertificateTemplate)
    assert (made.name, made.provider_signatory) == ("Lembaga saja", "Hendra, S.T.")
    assert made.issuer.value == "PROVIDER" and not made.preprinted


@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_cut_off_in_the_smallest_window(
    desk: Open, office: Office, issued: list[Certificate], points: float, language: str
) -> None:
    d = desk()
    d.window.shell.change_look(language=language, points=points)
    d.window.resize(QSize(911, 472))
    held = issued[0].training_class
    d.show("programmes", record="training_class", id=held, part="certificates")
    looked: list[str] = []
    part = part_of(d)
    part.ask_names()
    d.settle()
    looked += audit.truncated(d.window) + audit.cut_off(d.window) + audit.overlapping(d.window)
    d.show("certificates", id=issued[0].id, record="certificate")
    looked += audit.truncated(d.window) + audit.cut_off(d.window)
    d.show("certificates", verify=True)
    verifying(d).line.setText(issued[0].payload)
    verifying(d).check()
    d.settle()
    looked += audit.truncated(d.window) + audit.cut_off(d.window)
    looked += audit.unnamed(d.window) + audit.doubled_mnemonics(d.window)
    assert looked == []
