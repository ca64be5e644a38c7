"""Documents gathered from the records of a real branch, and the paper they stand on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app import i18n
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import ClassSession, Consultation, TrainingClass
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.office import Capacity
from desktop_app.store import attachments
from exports.documents import DOCUMENTS, document_named
from exports.documents.of_class import gathered as class_facts
from exports.documents.of_consultation import gathered as case_facts
from exports.documents.of_consultation import in_running_text
from exports.imprint import A4, F4
from exports.office_paper import full_name, office_paper
from tests import make
from tests.exports.parts import KPJ, LONG_NAME, Ids, fill, subjects


def built(office: Office, name: str, record_id: str, size: str | None = None) -> bytes:
    """A document of the office as it would be handed out now."""
    with office.store.read() as session:
        return document_named(name).build(office_paper(office, session), session, record_id, size)


def pages(data: bytes) -> list[str]:
    """What each page says, in single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


@pytest.fixture
def ids(office: Office) -> Ids:
    """The branch's records."""
    return fill(office)


def test_minutes_say_what_the_records_say(office: Office, ids: Ids) -> None:
    i18n.use("en")
    try:
        text = " ".join(pages(built(office, "berita-acara", ids.case)))
    finally:
        i18n.use("id")
    for said in (
        "BPJS KETENAGAKERJAAN Kantor Cabang Manado Jalan 17 Agustus Nomor 15, Wanea 95119",
        "Nomor: 012/BA/MND/XI/2026",
        "bertempat di Kantor Cabang Manado melalui telepon",
        "Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam",
        "Ny. Siti <Rahma>, S.Pd., M.M.",
        "7 (tujuh) orang pekerja dengan alasan Efisiensi",
        "Syarat: Lulus pelatihan",
        "☑ Ya, dengan syarat",
        "paling lambat tanggal 31 Maret 2027",
        "Skema pelaksanaan: Pelatihan melalui mitra",
        "Kesepakatan: Dilatih lalu kembali ke perusahaan semula",
        "surat pemberitahuan PHK 20 November 2026; jawaban pekerja (tidak menolak) 23 November",
        "laporan kepada Disnaker (tanda terima 560/12 & 13) 24 November 2026",
        "PP 35/2021 Pasal 37",
        "Dilaksanakan 20 November 2026",
        "Tindak lanjut konsultasi dilaksanakan pada tanggal 15 Desember 2026",
        "a.n. Kepala Kantor Cabang Manado Kepala Bidang Pelayanan,",
        "Saksi-saksi: 1. Hadirin UNION (Ketua)",
        "Manado, 24 November 2026",
    ):
        assert said in text
    assert "DATA BELUM FINAL" not in text


def test_an_article_reads_as_letters_say_it() -> None:
    assert in_running_text("PP 35/2021 Ps 36 huruf b") == "Pasal 36 huruf b PP 35/2021"
    assert in_running_text("UU 13/2003 Ps 164(3)") == "Pasal 164 ayat (3) UU 13/2003"
    assert in_running_text("Perjanjian kerja") == "Perjanjian kerja"


def test_no_document_shows_a_whole_number_of_a_person(office: Office, ids: Ids) -> None:
    for name, record_id in (("minutes", ids.case), ("attendance-sheet", ids.training_class)):
        text = " ".join(pages(built(office, name, record_id)))
        assert "0003" in text
        assert "TERBATAS – memuat data pribadi" in text
        for number in range(1, 7):
            assert make.nik(number) not in text
            assert KPJ.format(n=number) not in text


def test_minutes_leave_out_whom_the_books_refuse(office: Office, ids: Ids) -> None:
    with office.store.read() as session:
        paper = office_paper(office, session)
        facts = case_facts(paper, session, session.get_one(Consultation, ids.case))
    names = [person.name for person in facts.people]
    assert names == [LONG_NAME, "Ma'ruf", "Nur-Aini", "O", "Hj. Siti Aminah, S.Pd., M.M."]
    assert {person.kpj for person in facts.people} == {KPJ.format(n=n) for n in range(1, 6)}


def test_a_draft_says_that_it_is_one(office: Office, ids: Ids) -> None:
    text = " ".join(pages(built(office, "minutes", ids.draft)))
    assert "KONSEP" in text
    assert "Rina" in text
    assert "TERBATAS" not in text


def test_signatories_follow_the_date_of_the_document(office: Office, ids: Ids) -> None:
    with office.store.read() as session:
        paper = office_paper(office, session)
    (october,) = paper.signers("minutes", date(2026, 10, 5))
    assert (october.name, october.capacity) == ("Maria Lumintang", Capacity.ACTING)
    (november,) = paper.signers("minutes", date(2026, 11, 1))
    assert november.name == "Johan Tumewu, S.E., M.M."
    assert paper.signers("attendance-sheet", date(2026, 11, 1)) == []


def test_without_a_signatory_the_officer_of_the_case_signs(office: Office, ids: Ids) -> None:
    with office.store.read() as session:
        paper = replace(office_paper(office, session), signatories=())
        facts = case_facts(paper, session, session.get_one(Consultation, ids.case))
    assert facts.first_signer.name == "Rina"
    assert facts.first_signer.shown_number() == "NPK. 123456"


def test_the_attendance_sheet_lists_who_has_a_seat(office: Office, ids: Ids) -> None:
    found = pages(built(office, "daftar-hadir", ids.training_class))
    assert "Ma'ruf" in found[0]
    assert LONG_NAME not in found[0], "whoever left the class needs no line"
    box = PdfReader(BytesIO(built(office, "daftar-hadir", ids.training_class))).pages[0].mediabox
    assert sorted(map(float, (box.width, box.height))) == pytest.approx(sorted(F4), 1e-3)
    assert "BLK Bitung" in found[0]
    assert "Hendra, S.T." in found[-1]
    assert "Hari pelatihan : 9 dalam 12 hari kalender" in found[0]
    assert "Asal perusahaan : PT Samudra & Anak" in found[0]


def test_a_class_without_sessions_is_signed_on_its_working_days(office: Office, ids: Ids) -> None:
    with office.store.write("Sessions taken back") as session:
        for one in session.scalars(select(ClassSession)):
            session.void(one)
    with office.store.read() as session:
        paper = office_paper(office, session)
        training_class = session.get_one(TrainingClass, ids.training_class)
        days = class_facts(paper, session, training_class).days
    assert [day for day, _parts in days] == [
        date(2026, 12, n) for n in (1, 2, 3, 4, 7, 8, 9, 10, 11)
    ]


def test_a_confidential_case_gives_no_paper_to_others(office: Office) -> None:
    ids = fill(office, embargo=True)
    with pytest.raises(UserError) as caught:
        built(office, "minutes", ids.case)
    assert caught.value.code == "NOT-FOUND"
    text = " ".join(pages(built(office, "attendance-sheet", ids.training_class)))
    assert "Ma'ruf" not in text


def test_records_are_found_by_what_people_call_them(office: Office, ids: Ids) -> None:
    with office.store.read() as session:
        assert DOCUMENTS["minutes"].record_id(session, "KONS/MND/0001/2026") == ids.case
        assert DOCUMENTS["minutes"].record_id(session, ids.case) == ids.case
        assert DOCUMENTS["attendance-sheet"].record_id(session, "MND-001") == ids.training_class
        with pytest.raises(UserError):
            DOCUMENTS["minutes"].record_id(session, "MND-001")
    with pytest.raises(UserError):
        document_named("nota-dinas")


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_document_is_the_same_each_time_and_on_the_paper_asked_for(
    name: str, office: Office, ids: Ids
) -> None:
    with office.store.read() as session:
        record_id = subjects(session, DOCUMENTS[name])[0]
    assert built(office, name, record_id) == built(office, name, record_id)
    for size, measures in {"A4": A4, "F4": F4}.items():
        box = PdfReader(BytesIO(built(office, name, record_id, size))).pages[0].mediabox
        assert sorted(map(float, (box.width, box.height))) == pytest.approx(sorted(measures), 1e-3)
    with pytest.raises(UserError):
        built(office, name, record_id, "A5")


def test_the_offices_own_image_stands_on_its_papers(office: Office, ids: Ids) -> None:
    picture = BytesIO()
    Image.new("RGB", (60, 60), "green").save(picture, "PNG")
    image = attachments.put(office, picture.getvalue(), "image/png", "Logo")
    with office.store.write("Letterhead") as session:
        session.add(image)
        session.flush()
        session.get_one(OfficeRecord, office.code).letterhead = image.id
    page = PdfReader(BytesIO(built(office, "minutes", ids.draft))).pages[0]
    assert len(page.images) == 1


def test_an_office_is_named_with_its_level_once(office: Office) -> None:
    record = office.record
    assert record is not None
    assert full_name(record) == "Kantor Cabang Manado"
    record.name = "Kantor Cabang Bitung"
    assert full_name(record) == "Kantor Cabang Bitung"
