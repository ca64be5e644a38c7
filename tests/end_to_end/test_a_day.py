"""A day at the desk, by keys alone, from an empty folder to headquarters' answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import column, select, table

from desktop_app.office import NewOffice, Office
from desktop_app.office import set_up as set_up_office
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    TrainingClass,
    Worker,
)
from desktop_app.records.consultation import (
    Agreement,
    ConsultationState,
    Retain,
    Standing,
)
from desktop_app.records.employer import Scheme
from desktop_app.records.record import kinds
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.sync.verify import verify
from tests import make
from tests.end_to_end.hands import ALT, CTRL, Hands, Key, hands
from tests.homes import PASSWORD
from ui.start.first_start import FirstOfficer, KeepCode, TheOffice, Welcome

QUESTION = (
    "Apakah pekerja dapat dipertahankan atau dipekerjakan kembali setelah mengikuti pelatihan?"
)
PEOPLE = ("Siti Ma'ruf", "Abdurrahman Wahid", "O", "=Rina Manoppo")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where the day's papers go."""
    folder = tmp_path / "berkas"
    folder.mkdir()
    return folder


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path, files: Path) -> Iterator[Hands]:
    """The branch's program on an empty folder."""
    made = hands(qtbot, tmp_path / "MND", files)
    yield made
    made.close()


@pytest.fixture(params=["sqlcipher", "postgresql"])
def centre(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """Headquarters' program, signed in."""
    url = request.getfixturevalue("fresh_database_url") if request.param == "postgresql" else ""
    new = NewOffice(
        *("PUSAT", "Kantor Pusat", "dewi", PASSWORD),
        officer_name="Dewi",
        headquarters=True,
        database=url,
    )
    office, _recovery = set_up_office(tmp_path / "PUSAT", new)
    office.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    made = hands(qtbot, tmp_path / "PUSAT", stick)
    made.sign_in(PASSWORD)
    yield made
    made.close()


def office_of(hands: Hands) -> Office:
    """The opened office, to look into its books afterwards."""
    found = hands.window.shell.office.office
    assert isinstance(found, Office)
    return found


# --- the day ---------------------------------------------------------------------------------


def test_a_day(day: Hands, centre: Hands, files: Path) -> None:
    day.come()
    set_up(day)
    employer(day)
    training_class(day)
    consultation(day)
    people(day)
    enrolled(day)
    answer(day)
    in_the_books(day)
    minutes(day, files)
    reports(day, files)
    papers(day, centre)
    sent(day, centre)


def set_up(day: Hands) -> None:
    """The first start, step by step, the recovery code kept and typed back."""
    day.until(Welcome)
    day.press(Key.Key_Return)
    day.until(TheOffice)
    for text in ("", "mnd", "Manado"):
        day.enter(text)
    day.write("sul")  # Barat, Selatan, Tengah, Tenggara, Utara
    for _ in range(4):
        day.press(Key.Key_Down)
    day.enter()
    day.until(FirstOfficer)
    for text in ("Rina Manoppo", "", PASSWORD, PASSWORD):
        day.enter(text)
    day.until(KeepCode)
    day.do("Simpan sebagai PDF …")
    shown = PdfReader(day.answers.saved.pop()).pages[0].extract_text()
    assert day.page.shown.code.split("-")[3] in shown
    day.tab_to("Ketik…")
    day.enter(day.page.shown.code.split("-")[3])
    day.until_office()
    day.settle()


def saved(day: Hands) -> None:
    """Save, and see it said."""
    day.key(Key.Key_S, CTRL)
    assert "Selesai: Tersimpan" in day.seen()


def employer(day: Hands) -> None:
    """An employer, after one slip that is refused in its place."""
    day.turn_to("employers")
    day.key(Key.Key_N, CTRL)
    day.fill("12", "PT Minahasa Garmen", "Wulan Tumewu", "Manajer SDM")
    day.key(Key.Key_S, CTRL)
    assert day.name == "NPP"
    day.key(Key.Key_A, CTRL)
    day.fill("18003456")
    saved(day)


def training_class(day: Hands) -> None:
    """A programme and a class, opened for enrolment."""
    day.turn_to("programmes")
    day.key(Key.Key_3, ALT)
    day.key(Key.Key_N, CTRL)
    day.fill("VOK-001", "Operator mesin jahit")
    day.tab_to("Hari pelatihan")
    day.fill("10", "80")
    saved(day)
    day.key(Key.Key_1, ALT)
    day.key(Key.Key_N, CTRL)
    day.fill("VOK-001")
    day.tab_to("Hari pertama")
    day.fill("1/12/2026", "14/12/2026")
    saved(day)
    day.command("Buka pendaftaran")


def consultation(day: Hands) -> None:
    """The talk, as far as it is known before it is held."""
    day.turn_to("consultations")
    day.key(Key.Key_N, CTRL)
    day.fill("PT Minahasa Garmen")
    day.tab_to("Jumlah pekerja…")
    day.fill("4", "Wulan Tumewu")
    saved(day)


def people(day: Hands) -> None:
    """Its workers, one after the other: NIK, name, Enter."""
    day.key(Key.Key_N, CTRL)
    for number, name in enumerate(PEOPLE, 1):
        day.fill(make.nik(number), name)
    day.key(Key.Key_Escape)
    assert day.name == "Cari nama, NIK, KPJ"
    day.tab_to("Daftar")
    day.key(Key.Key_A, CTRL)
    day.key(Key.Key_M, CTRL)
    assert "Dinyatakan/terdaftar/cocok/ditolak/didaftarkan: 4/4/4/0/0" in day.seen()


def enrolled(day: Hands) -> None:
    """All of them in one act; taken back, and done again."""
    for undone in (True, False):
        day.key(Key.Key_F7)
        day.fill("VOK-001")
        day.tab_to("Kelas")
        day.fill("KLS-MND")
        assert "Sisa 20 kursi" in day.seen()
        day.do("Daftarkan 4 pekerja")
        assert "ditolak/didaftarkan: 4/4/4/0/4" in day.seen()
        if undone:
            day.key(Key.Key_Z, CTRL)
            assert "ditolak/didaftarkan: 4/4/4/0/0" in day.seen()


def answer(day: Hands) -> None:
    """The talk is held: not without the question's answer; then it is agreed."""
    while day.name != "Perusahaan":
        day.key(Key.Key_Tab, CTRL)
    day.command("Sudah terlaksana")
    assert day.name == QUESTION
    day.key(Key.Key_End)  # Yes, with conditions
    day.tab_to("Syarat")
    day.write("Lulus uji kompetensi")
    saved(day)
    day.key(Key.Key_Return)
    assert "Terlaksana · PT Minahasa Garmen" in day.seen()
    day.tab_to("Kesepakatan")
    day.write("Dilatih")
    day.tab_to("Skema pelatihan")
    day.key(Key.Key_Down)
    day.command("Sepakat")
    assert "Sepakat · PT Minahasa Garmen" in day.seen()


def in_the_books(day: Hands) -> None:
    """What the keys made."""
    with office_of(day).store.read() as session:
        (company,) = session.scalars(select(Employer)).all()
        (case,) = session.scalars(select(Consultation)).all()
        workers = session.scalars(select(Worker).order_by(Worker.nik)).all()
        affected = session.scalars(select(AffectedWorker)).all()
        enrolments = session.scalars(select(Enrolment)).all()
        (seats,) = session.scalars(select(TrainingClass)).all()
    assert (company.npp, company.contact_position) == ("18003456", "Manajer SDM")
    assert (case.number, case.employer) == ("K-MND-2026-0001", company.id)
    assert (case.state, case.retain) == (ConsultationState.AGREED, Retain.CONDITIONAL)
    assert (case.agreement, case.scheme) == (Agreement.TRAIN_THEN_RETURN, Scheme.PARTNER)
    assert case.conditions == "Lulus uji kompetensi"
    assert [(w.nik, w.name) for w in workers] == [
        (make.nik(n), name) for n, name in enumerate(PEOPLE, 1)
    ]
    assert {a.worker for a in affected} == {w.id for w in workers}
    assert {a.standing for a in affected} == {Standing.MATCHED}
    assert {e.affected_worker for e in enrolments} == {a.id for a in affected}
    assert {(e.training_class, e.state) for e in enrolments} == {
        (seats.id, EnrolmentState.ASSIGNED)
    }
    assert seats.state is ClassState.OPEN


def minutes(day: Hands, files: Path) -> None:
    """The minutes, looked at and saved."""
    day.key(Key.Key_P, CTRL)
    assert "Berita acara" in day.seen()
    day.key(Key.Key_S, CTRL)
    day.come()
    (paper,) = files.glob("berita-acara-*.pdf")
    text = words_of(paper)
    assert "BERITA ACARA" in text.upper()
    assert "PT Minahasa Garmen" in text
    assert "Lulus uji kompetensi" in text
    assert all(name in text for name in PEOPLE)
    assert not any(make.nik(n) in text for n in range(1, 5))


def reports(day: Hands, files: Path) -> None:
    """Every register, as PDF and as Excel."""
    day.turn_to("reports")
    for turn in range(3):
        day.tab_to("Laporan")
        if turn:
            day.key(Key.Key_Down)
        for way in ("PDF", "Excel"):
            day.answers.lines.append("Laporan bulanan")
            day.do(way)
    cells = {path.name.partition("-")[0]: read(path) for path in files.glob("*.xlsx")}
    assert set(cells) == {"consultations", "enrolments", "workers"}
    (case,) = [row for row in cells["consultations"] if "K-MND-2026-0001" in row]
    assert [value for value in case if isinstance(value, int)][-5:] == [4, 4, 4, 0, 4]
    for name in ("enrolments", "workers"):
        found = {value for row in cells[name] for value in row if value in PEOPLE}
        assert found == set(PEOPLE)
    for path in files.glob("[cew]*.pdf"):
        text = words_of(path)
        assert "PT Minahasa Garmen" in text or "Siti Ma'ruf" in text


def words_of(paper: Path) -> str:
    """A PDF's words, however its lines are broken."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())


def read(path: Path) -> list[list[object]]:
    """The rows of a workbook's first sheet, of which user's text is never a formula."""
    sheet = load_workbook(path).worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "e"
            assert cell.data_type != "f" or str(cell.value).startswith("=SUBTOTAL(")
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def papers(day: Hands, centre: Hands) -> None:
    """The three papers that make branch and headquarters known to each other."""
    stick = centre.answers.into
    day.key(Key.Key_F9)
    assert "belum terdaftar" in day.seen()
    centre.come()
    centre.key(Key.Key_F9)
    centre.answers.lines = ["MND", "Manado"]
    centre.alt("U")
    (invitation,) = stick.iterdir()
    day.come()
    day.answers.files = [invitation]
    day.alt("U")
    (request,) = set(stick.iterdir()) - {invitation}
    centre.come()
    centre.answers.files = [request]
    centre.alt("S")
    (certificate,) = set(stick.iterdir()) - {invitation, request}
    day.come()
    day.answers.files = [certificate]
    day.alt("P")
    assert "Komputer ini terdaftar" in day.seen() or "terdaftar di" in day.seen()
    # Both read the other's key to each other by phone.
    assert len(day.answers.asked) == 2 and len(centre.answers.asked) == 1


def sent(day: Hands, centre: Hands) -> None:
    """The batch goes up, headquarters' answer comes down."""
    stick = centre.answers.into
    day.answers.into = stick
    day.alt("K")
    (batch,) = stick.glob("*.vkb")
    assert "Semua perubahan sudah dibuatkan berkas" in day.seen()
    centre.come()
    centre.alt("K")
    assert "1 berkas" in centre.seen()
    same_rows(office_of(day), office_of(centre))
    centre.alt("T")
    day.come()
    day.answers.files = sorted(set(stick.glob("*.vkb")) - {batch})
    day.alt("B")
    day.tab_to("Berkas yang dibuat")
    day.key(Key.Key_C, CTRL)
    assert "Tercatat di Pusat" in QGuiApplication.clipboard().text()
    for office in (office_of(day), office_of(centre)):
        assert verify(office) == []


def same_rows(branch: Office, centre: Office) -> None:
    """Every row of the branch stands at headquarters, value for value."""
    figures = {}
    for name, record in CATALOGUE.items():
        source = table(name, *(column(kind) for kind in kinds(record)))
        query = select(source).where(source.c.office == "MND").order_by(source.c.id)
        with branch.store.raw() as here, centre.store.raw() as there:
            ours = here.execute(query).all()
            assert there.execute(query).all() == ours, name
        figures[name] = len(ours)
    assert figures["worker"] == figures["affected_worker"] == 4
    assert figures["enrolment"] == 8, "four taken back, four that stand"
    assert (figures["consultation"], figures["employer"], figures["training_class"]) == (1, 1, 1)
