"""Lists through the import, by keys: from the file to the books, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.desk.past_imports import past_imports
from desktop_app.office import Office
from desktop_app.records import (
    AffectedWorker,
    Employer,
    Handout,
    Membership,
    TrainingProvider,
    Worker,
)
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key
from ui.pages.importing import ImportingPage
from ui.paper import PaperDialog
from ui.widgets.job_bar import JobBar

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
README = json.loads((SAMPLES / "README.json").read_text("utf-8"))
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands(Desk):
    """Hands for the import."""

    def begin(self, page: str = "workers", **what: Any) -> ImportingPage:
        """From a list to its import, by the key."""
        self.show(page, **what)
        self.press(Key.Key_I, CTRL | SHIFT)
        return self.wizard

    @property
    def wizard(self) -> ImportingPage:
        page = self.window.page
        assert isinstance(page, ImportingPage)
        return page

    def read(self, path: Path) -> None:
        """Enter on the button that has the cursor asks for the file."""
        self.answers.files.append(path)
        self.press(Key.Key_Return)

    def push(self, text: str) -> None:
        """Go to the button that says so, and press Space."""
        buttons = self.wizard.findChildren(QPushButton)
        wanted = next(b for b in buttons if b.accessibleName() == text and b.isVisible())
        wanted.setFocus()
        self.press(Key.Key_Space)

    def enter_people(self) -> None:
        """Put the cursor into the people of the case."""
        view = self.page.pane.view
        assert view is not None
        people = view.inner()
        assert people is not None
        people.enter()

    def show_importing(self) -> None:
        """The import from the palette: nothing else is asked."""
        self.come("importing", kind="workers")

    def step(self) -> str:
        return self.wizard.work.step


@pytest.fixture
def hands(office: Office, qtbot: QtBot) -> Iterator[Hands]:
    made = Hands(office, qtbot)
    yield made
    made.close()


@pytest.mark.parametrize("name", [n for n, told in README.items() if 0 < told["rows"] < 1000])
def test_a_sample_goes_through_by_keys(hands: Hands, name: str) -> None:
    told = README[name]
    wizard = hands.begin()
    hands.read(SAMPLES / name)
    assert hands.step() == "columns"
    hands.press(Key.Key_Return, CTRL)
    assert hands.step() == "check"
    found = wizard.work.checked
    assert found is not None
    assert (found.counts.rows, found.counts.wrong) == (told["rows"], told["wrong"])
    assert hands.saved(Worker) == []  # Nothing is written before the last step.
    hands.press(Key.Key_S, CTRL)
    assert hands.step() == "done"
    ready = told.get("ready", told["rows"] - told["wrong"])
    assert len(hands.saved(Worker)) == ready
    wizard.finish.undo.setFocus()
    hands.press(Key.Key_Space)
    assert hands.saved(Worker, voided_at=None) == []
    assert not wizard.finish.undo.isEnabled()


def test_what_is_no_list_is_said_and_the_columns_can_be_named(hands: Hands) -> None:
    wizard = hands.begin()
    hands.read(SAMPLES / "06_not_a_list.xlsx")
    assert hands.step() == "columns"
    assert not wizard.columns.go.isEnabled()
    assert "nama" in wizard.columns.note.text.text()
    hands.press(Key.Key_Return, CTRL)
    assert hands.step() == "columns"


FAULTY = (
    "Nomor Pokok\tNama Karyawan\tTgl Lahir\tL/P\tNo HP\n"
    f"{make.nik(1)}\tPekerja A\t17-08-1955\tL\t081234567801\n"
    f"{make.nik(2)}\t\t\tP\t081234567802\n"
    f"{make.nik(3)}\tPekerja C\t\tL\t12\n"
    f"{make.nik(4)}\tPekerja D\t\tP\t13\n"
)


def test_columns_cells_and_proposals_are_corrected_by_keys(hands: Hands) -> None:
    wizard = hands.begin()
    QGuiApplication.clipboard().setText(FAULTY)
    hands.press(Key.Key_V, CTRL)
    assert hands.step() == "columns"
    # The heading of the first column is unknown: its cells told that it holds NIKs.
    nik, phone = (c for c in wizard.columns.combos if c.property("column") in (0, 4))
    assert nik.currentData() == "nik"
    opened = wizard.work.opened
    assert opened is not None and "phone" in opened.mapping.columns
    phone.setFocus()
    hands.press(Key.Key_Home)
    assert wizard.work.opened is not None and "phone" not in wizard.work.opened.mapping.columns
    # From the end, for a field passed over would be taken from the column that has it.
    hands.press(Key.Key_End)
    for _ in range(phone.count()):
        if phone.currentData() != "phone":
            hands.press(Key.Key_Up)
    assert phone.currentData() == "phone"
    hands.press(Key.Key_Return, CTRL)
    check = wizard.check
    assert [item.status.value for item in check.model.items] == ["ready", "wrong", "wrong", "wrong"]
    # The cursor stands where the first row needs a hand: at the empty name.
    assert check.table.currentIndex().row() == 1
    hands.press(Key.Key_F2)
    hands.enter("Pekerja B")
    hands.settle()
    assert [item.status.value for item in check.model.items][1] == "ready"
    hands.press(Key.Key_F8)
    assert check.table.currentIndex().row() == 2
    assert [str(p) for p in check.offered()] == ["Kosongkan sel ini"]
    hands.press(Key.Key_Return, CTRL | SHIFT)  # For all rows like this.
    assert [item.status.value for item in check.model.items] == ["ready"] * 4
    hands.press(Key.Key_Z, CTRL)
    assert [item.status.value for item in check.model.items][2:] == ["wrong"] * 2
    hands.press(Key.Key_Return, CTRL)
    assert [item.status.value for item in check.model.items][2:] == ["ready", "wrong"]
    check.only.setFocus()
    hands.press(Key.Key_Space)
    assert len(check.model.items) == 1
    check.table.setFocus()
    hands.press(Key.Key_S, CTRL)
    assert {w.name for w in hands.saved(Worker)} == {"Pekerja A", "Pekerja B", "Pekerja C"}
    assert hands.saved(Worker, name="Pekerja C")[0].phone is None


def test_the_birth_date_of_the_nik_is_proposed(hands: Hands) -> None:
    born = make.born(1)
    wizard = hands.begin()
    text = f"NIK\tNama\tTgl Lahir\n{make.nik(1)}\tPekerja A\t17-08-1955\n"
    QGuiApplication.clipboard().setText(text)
    hands.press(Key.Key_V, CTRL)
    hands.press(Key.Key_Return, CTRL)
    assert wizard.work.checked is not None
    assert wizard.work.checked.items[0].entry.values["birth_date"].year == 1955
    wizard.check.table.setFocus()
    hands.press(Key.Key_Return, CTRL)
    hands.press(Key.Key_S, CTRL)
    assert hands.saved(Worker)[0].birth_date == born


def test_the_next_list_with_the_same_heading_is_read_at_once(hands: Hands) -> None:
    wizard = hands.begin("employers")
    text = "Kode Anggota\tNama Perusahaan\tTelepon\n12345678\tPT A\t0431123456\n"
    QGuiApplication.clipboard().setText(text)
    hands.press(Key.Key_V, CTRL)
    first = wizard.columns.combos[0]
    first.setFocus()
    while first.currentData() != "npp":
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Return, CTRL)
    hands.press(Key.Key_S, CTRL)
    assert hands.saved(Employer)[0].npp == "12345678"
    QGuiApplication.clipboard().setText(text.replace("12345678\tPT A", "87654321\tPT B"))
    hands.press(Key.Key_V, CTRL)
    assert hands.step() == "check"
    hands.press(Key.Key_S, CTRL)
    assert {e.npp for e in hands.saved(Employer)} == {"12345678", "87654321"}
    hands.press(Key.Key_Return)  # Opens the list, narrowed to what came in.
    assert hands.window.page_name == "employers"
    assert hands.page.pane.list.model.rowCount() == 1


def test_people_of_a_case_and_an_import_taken_back_later(hands: Hands) -> None:
    employer = make.employer(1, npp="12345678")
    case = make.consultation(employer)
    with hands.office.store.write("test") as session:
        session.add_all([employer, case])
    hands.show("consultations", id=case.id, part="people")
    hands.enter_people()
    hands.press(Key.Key_I, CTRL | SHIFT)
    wizard = hands.wizard
    assert case.number in wizard.file.case.text()
    hands.read(SAMPLES / "01_tidy.xlsx")
    hands.press(Key.Key_Return, CTRL)
    hands.press(Key.Key_S, CTRL)
    assert len(hands.saved(AffectedWorker, consultation=case.id)) == 60
    hands.press(Key.Key_Return)
    assert hands.window.page_name == "consultations"
    with hands.office.store.write("something else meanwhile") as session:
        session.add(make.employer(2))
    hands.show_importing()
    assert wizard.file.past.rowCount() == 1
    wizard.file.take_back.setFocus()
    hands.press(Key.Key_Space)
    for record in (Worker, Membership, AffectedWorker):
        assert hands.saved(record, voided_at=None) == []
    assert len(hands.saved(Employer)) == 2
    marked = wizard.file.past.item(0, 3)
    assert marked is not None and marked.text() == "dibatalkan"


def test_a_block_that_does_not_fit_is_looked_at_before_it_enters_a_case(hands: Hands) -> None:
    employer = make.employer(1)
    case = make.consultation(employer)
    with hands.office.store.write("test") as session:
        session.add_all([employer, case])
    hands.show("consultations", id=case.id, part="people")
    hands.enter_people()
    QGuiApplication.clipboard().setText(FAULTY)
    hands.press(Key.Key_V, CTRL)
    assert hands.window.page_name == "importing"
    assert hands.wizard.work.case is not None
    assert hands.saved(AffectedWorker) == []


def test_a_file_is_dropped_and_papers_are_handed_out(hands: Hands, tmp_path: Path) -> None:
    wizard = hands.begin("programmes", record="training_provider")
    assert wizard.work.kind.name == "providers"
    hands.answers.saved_in = tmp_path
    hands.push("Daftar kosong …")
    assert (tmp_path / "daftar-lembaga.xlsx").exists()
    path = tmp_path / "mitra.csv"
    path.write_text("Nama LPK;Alamat\nLPK Karya;Jalan A\n;Jalan B\n=1+1;Jalan C\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    wizard.drop(data)
    hands.settle()
    hands.press(Key.Key_Return, CTRL)
    assert wizard.check.unread.text() == "Baris 3 (mitra.csv) tidak dianggap bagian dari daftar."
    assert wizard.check.unread.isVisible()
    hands.press(Key.Key_S, CTRL)
    assert [p.name for p in hands.saved(TrainingProvider)] == ["LPK Karya"]
    hands.push("Berkas jawaban …")
    answers = [p for p in tmp_path.iterdir() if p.name.startswith("hasil-mitra")]
    sheet = load_workbook(answers[0]).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    results = [row[-3] for row in rows if row[0] in (2, 4)]
    assert results == ["Diterima", "Perlu dilengkapi"]
    hands.push("Ringkasan untuk ditandatangani")
    (paper,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperDialog)]
    assert paper.data.startswith(b"%PDF")
    QTest.keyClick(paper, Key.Key_S, CTRL)
    hands.settle()
    assert list(tmp_path.glob("ringkasan-impor-*.pdf"))
    assert [(line.name, line.rows) for line in hands.saved(Handout)] == [
        ("import-answer", 2),
        ("import-summary", 2),
    ]
    hands.settle()


def test_the_work_outlives_another_language(hands: Hands) -> None:
    hands.begin()
    hands.read(SAMPLES / "04_second_sheet.xlsx")
    hands.press(Key.Key_Return, CTRL)
    hands.window.shell.change_look(language="en")
    hands.settle()
    assert hands.step() == "check"
    assert hands.wizard.check.record.text() == "&Record 23 rows"
    assert hands.wizard.check.model.rowCount() == 30


@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("code", ["id", "en"])
def test_every_step_can_be_read(hands: Hands, points: float, code: str) -> None:
    hands.begin()
    hands.read(SAMPLES / "04_second_sheet.xlsx")
    hands.press(Key.Key_Return, CTRL)
    hands.window.shell.change_look(language=code, points=points)
    complaints = []
    for step in ("file", "columns", "check", "done"):
        if step == "done":
            hands.wizard.flow.record()
            hands.settle()
        for width, height in ((1366, 728), (911, 472)):
            hands.window.resize(width, height)
            if step != "done":
                hands.wizard.show_step(step)
            hands.settle()
            if (hands.window.width(), hands.window.height()) != (width, height):
                complaints.append(f"{step} {width}: grew to {hands.window.size()}")
            for look in (
                audit.truncated,
                audit.cut_off,
                audit.unnamed,
                audit.doubled_mnemonics,
            ):
                found = look(hands.window)
                complaints += [f"{step} {width} {look.__name__}: {one}" for one in found]
    assert not complaints, "\n".join(complaints)


ROWS = 20_000


def test_twenty_thousand_rows_are_stopped_half_way_and_nothing_is_left(hands: Hands) -> None:
    wizard = hands.begin()
    lines = [f"{make.nik(n)}\tPekerja {n}\t{'PL'[n % 2]}" for n in range(1, ROWS + 1)]
    QGuiApplication.clipboard().setText("\n".join(["NIK\tNama\tL/P", *lines]))
    patience = 60_000
    QTest.keyClick(hands.hand, Key.Key_V, CTRL)
    hands.qtbot.waitUntil(lambda: hands.step() == "columns", timeout=patience)
    hands.settle()
    QTest.keyClick(hands.hand, Key.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: hands.step() == "check", timeout=patience)
    hands.settle()
    assert wizard.work.checked is not None
    assert wizard.work.checked.counts.ready > 0.99 * ROWS
    steps: list[tuple[int, int]] = []
    hands.jobs.moved.connect(lambda job: steps.append(job.steps))
    QTest.keyClick(hands.hand, Key.Key_S, CTRL)
    hands.qtbot.waitUntil(lambda: any(0.4 < a / b < 0.9 for a, b in steps), timeout=patience)
    bar = hands.window.findChild(JobBar)
    assert bar is not None and bar.isVisible()
    stop = bar.findChild(QPushButton)
    assert stop is not None
    stop.setFocus()
    QTest.keyClick(stop, Key.Key_Space)
    hands.qtbot.waitUntil(lambda: not hands.jobs.running, timeout=patience)
    hands.settle()
    assert hands.step() == "check"
    assert hands.saved(Worker) == []
    assert past_imports(hands.office.store) == []
    assert list(hands.office.home.backups.glob("*-before-import.db"))


def test_the_key_pressed_twice_records_once(hands: Hands) -> None:
    wizard = hands.begin()
    hands.read(SAMPLES / "01_tidy.xlsx")
    hands.press(Key.Key_Return, CTRL)
    began: list[str] = []
    hands.jobs.began.connect(lambda job: began.append(job.key))
    QTest.keyClick(hands.hand, Key.Key_S, CTRL)
    QTest.keyClick(hands.hand, Key.Key_S, CTRL)
    hands.settle()
    assert [key for key in began if "record" in key] == ["record list"]
    assert wizard.work.done is not None and len(wizard.work.done.workers) == 60
