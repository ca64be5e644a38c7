"""Documents read back by other people's readers: what they say, and what they must not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from desktop_app import i18n
from desktop_app.errors import UserError
from desktop_app.records.consultation import Agreement, Background, Retain, Side
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Capacity
from desktop_app.wording import WITA
from exports.documents.attendance import AttendanceSheet, Seat
from exports.documents.attendance_sheet import attendance_sheet
from exports.documents.minutes import Minutes, Party, Person, Present, Term, minutes
from exports.imprint import A4, F4, Imprint
from exports.letter import Letterhead, Signer
from exports.markup import pdf_text

IMPRINT = Imprint("Rina Wowor", datetime(2019, 4, 10, 6, 30, tzinfo=UTC), WITA)
HEAD = Letterhead(
    "Kantor Cabang Manado",
    address="Jalan 17 Agustus Nomor 15, Manado",
    phone="(0431) 851234",
    site="www.example.go.id",
)
LONG_NAME = "Abdurrahman Wahid Hasyim Asy'ari bin Muhammad Ilyas Ruhiatan"
MINUTES = Minutes(
    letterhead=HEAD,
    number="BA/12/IV/2019",
    case_number="KON/MND/2019/0012",
    held_on=date(2019, 4, 10),
    place="Kantor Cabang Manado",
    city="Manado",
    first=Party("Ma'ruf Amin, S.E.", "Kepala Bidang", "Kantor Cabang Manado"),
    second=Party("Siti, S.Pd., M.M.", "Manajer SDM", "PT Samudra Makmur"),
    first_signer=Signer(
        "Ma'ruf Amin, S.E.",
        "Kepala Bidang Pelayanan",
        "NPK",
        "123456",
        Capacity.BEHALF,
        "Kepala Kantor Cabang Manado",
        "PIHAK PERTAMA",
    ),
    second_signer=Signer("Siti, S.Pd., M.M.", "Manajer SDM", heading="PIHAK KEDUA"),
    workers_stated=214,
    reason="efisiensi",
    background=Background.AUTOMATION,
    retain=Retain.CONDITIONAL,
    conditions="Lulus pelatihan;\nbersedia dipindahkan ke Bitung",
    commitment=True,
    commitment_until=date(2019, 9, 30),
    industry_needs="Operator forklif",
    agreement=Agreement.TRAIN_THEN_RETURN,
    training="Operator Mesin Produksi",
    scheme=Scheme.REIMBURSEMENT,
    terms=(Term("Pemberitahuan PHK", date(2019, 4, 30), "PP 35/2021 Pasal 37"),),
    follow_up_on=date(2019, 4, 24),
    people=(
        Person("Ma'ruf", "Operator", "19001234567"),
        Person("O", "Operator", "19001234568", "Operator forklif"),
        Person(LONG_NAME, "Mandor"),
    ),
    attendees=(Present("Budi", "Ketua", Side.UNION),),
    witnesses=(("Andi", "Ketua serikat"),),
)
SHEET = AttendanceSheet(
    HEAD,
    "MND-2019-014",
    "Operator Forklif",
    "LPK Bina Karya",
    "Balai Latihan",
    "Manado",
    days=((date(2019, 4, 10), 2),),
    people=tuple(Seat(f"Peserta {n}", f"190012345{n:02}", "PT Samudra") for n in range(1, 18)),
    seats=20,
)


@pytest.fixture(autouse=True)
def english_window() -> Iterator[None]:
    """Whatever the window shows, what is handed out is Indonesian."""
    before = i18n.current()
    i18n.use("en")
    yield
    i18n.use(before)


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def tight(data: bytes) -> str:
    """All the text without spaces, for words broken over lines."""
    return "".join("".join(pages(data)).split())


def days(count: int, parts: int = 1) -> tuple[tuple[date, int], ...]:
    return tuple((date(2019, 4, 8) + timedelta(n), parts) for n in range(count))


def picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), (11, 110, 79)).save(file, "PNG")
    return file.getvalue()


def test_the_background_reads_well_with_the_reason_and_without() -> None:
    gap = Background.SKILL_GAP
    said = {
        ("efisiensi", gap): "pekerja dengan alasan efisiensi, dengan latar belakang kesenjangan",
        ("", gap): "orang pekerja dengan latar belakang kesenjangan",
        ("efisiensi", Background.OTHER): "orang pekerja dengan alasan efisiensi.",
    }
    for (reason, background), words in said.items():
        given = replace(MINUTES, reason=reason, background=background)
        assert words in " ".join(pages(minutes(given, IMPRINT)))


def test_minutes_say_what_was_said() -> None:
    text = " ".join(pages(minutes(MINUTES, IMPRINT)))
    for said in (
        "Pada hari ini, Rabu, tanggal sepuluh bulan April tahun dua ribu sembilan belas"
        " (10-04-2019), bertempat di Kantor Cabang Manado, kami yang bertanda tangan",
        "selanjutnya disebut PIHAK PERTAMA",
        "214 (dua ratus empat belas) orang pekerja dengan alasan efisiensi",
        "“Apakah pekerja dapat dipertahankan atau dipekerjakan kembali setelah mengikuti"
        " pelatihan?”, PIHAK KEDUA menjawab:",
        "☐ Ya",
        "☐ Tidak",
        "☑ Ya, dengan syarat Syarat: Lulus",
        "Lulus pelatihan; bersedia dipindahkan ke Bitung",
        "paling lambat tanggal 30 September 2019",
        "Kebutuhan industri: Operator forklif",
        "Penggantian biaya kepada perusahaan",
        "30 April 2019 Belum dilaksanakan PP 35/2021 Pasal 37",
        "tanggal 24 April 2019",
        "a.n. Kepala Kantor Cabang Manado Kepala Bidang Pelayanan,",
        "NPK. 123456",
        "Manado, 10 April 2019",
        "Saksi-saksi: 1. Andi (Ketua serikat)",
        "Dicetak dari Terampil oleh Rina Wowor pada 10 April 2019 14.30 WITA",
    ):
        assert said in text
    assert "Ma'ruf Amin, S.E." in text
    assert "Siti, S.Pd., M.M." in text


def test_minutes_name_the_workers_but_never_their_whole_numbers() -> None:
    text = pages(minutes(MINUTES, IMPRINT))[-1]
    assert "LAMPIRAN" in text
    assert "3 orang" in text
    assert "4567" in text
    assert "19001234" not in text
    assert "".join(LONG_NAME.split()) in "".join(text.split())


def test_every_page_says_which_it_is_and_warns_of_personal_data() -> None:
    many = replace(MINUTES, people=tuple(Person(f"Pekerja {n}") for n in range(214)))
    found = pages(minutes(many, IMPRINT))
    assert len(found) > 4
    for n, page in enumerate(found, 1):
        assert f"Halaman {n} dari {len(found)}" in page
        assert "TERBATAS – memuat data pribadi" in page
        assert "DATA BELUM FINAL" not in page
    assert all(f"Pekerja {n}" in " ".join(found) for n in range(214))
    assert all("Nama Jabatan KPJ" in page for page in found[3:])


def test_without_names_nothing_is_restricted_and_drafts_are_marked() -> None:
    bare = replace(MINUTES, people=(), workers_stated=None, retain=None, scheme=None, terms=())
    text = " ".join(pages(minutes(bare, IMPRINT, provisional=True)))
    assert "TERBATAS" not in text
    assert "DATA BELUM FINAL" in text
    assert "☐ Ya ☐ Tidak ☐ Ya, dengan syarat" in " ".join(text.replace("\u00a0", " ").split())
    assert "☑" not in text
    assert "Skema" not in text


def test_the_same_content_gives_the_same_bytes() -> None:
    assert minutes(MINUTES, IMPRINT) == minutes(MINUTES, IMPRINT)
    assert attendance_sheet(SHEET, IMPRINT) == attendance_sheet(SHEET, IMPRINT)


@pytest.mark.parametrize("size", [A4, F4])
def test_paper(size: tuple[float, float]) -> None:
    upright = PdfReader(BytesIO(minutes(MINUTES, IMPRINT, size=size))).pages[0].mediabox
    assert (float(upright.width), float(upright.height)) == pytest.approx(size, abs=0.1)
    long = attendance_sheet(replace(SHEET, days=days(10)), IMPRINT, size=size)
    lying = PdfReader(BytesIO(long)).pages[0].mediabox
    assert (float(lying.height), float(lying.width)) == pytest.approx(size, abs=0.1)


def test_all_fonts_are_embedded_and_the_properties_name_nobody() -> None:
    data = minutes(replace(MINUTES, reason="→ عبد"), IMPRINT)
    for made in (data, attendance_sheet(SHEET, IMPRINT)):
        reader = PdfReader(BytesIO(made))
        found = [reader.get_object(n) for n in reader.xref[0] if n]
        fonts = [item for item in found if isinstance(item, DictionaryObject)]
        embedded = [
            "/FontDescriptor" in font and "/FontFile2" in str(font["/FontDescriptor"])
            for font in fonts
            if font.get("/Type") == "/Font"
        ]
        assert embedded
        assert all(embedded)
    reader = PdfReader(BytesIO(data))
    properties = " ".join(str(value) for value in (reader.metadata or {}).values())
    assert "KON/MND/2019/0012" in properties
    assert not any(name in properties for name in ("Ma'ruf", "Siti", "Rina", "Samudra"))


@pytest.mark.parametrize(
    "text",
    [
        "<b>tebal</b> & <img src='//host/x.png'>",
        "</para>&nbsp;<br/>",
        "&#x27; &lt;",
        "=cmd|'/c calc'!A0",
        "Łukasz Ñandú Đặng",
        "baris satu\nbaris dua Ñ",
        "]]> ${x} {y} %s \\n",
    ],
)
def test_what_people_typed_is_shown_and_never_taken_for_markup(text: str) -> None:
    hostile = replace(
        MINUTES,
        conditions=text,
        training=text,
        second=replace(MINUTES.second, name=text, body=text),
        people=(Person(text, text),),
        first_signer=Signer(text, text),
        number=text,
    )
    assert tight(minutes(hostile, IMPRINT)).count("".join(text.split())) >= 8
    seat = replace(SHEET, people=(Seat(text, "", text),), place=text)
    assert tight(attendance_sheet(seat, IMPRINT)).count("".join(text.split())) == 3


def test_letters_no_font_has_are_seen_to_be_missing() -> None:
    assert pdf_text("a 中 b").count("□") == 1
    assert pdf_text("a\x00\u202eb") == "ab"


def test_the_longest_texts_run_on_to_the_next_page() -> None:
    long = "\n".join(f"{n} " + "kata " * 30 for n in range(120))
    found = tight(minutes(replace(MINUTES, conditions=long, industry_needs="x" * 3000), IMPRINT))
    assert "119kata" in found


@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        (Capacity.DEFINITIVE, ["Kepala Bidang,"]),
        (Capacity.ACTING, ["Plt. Kepala Bidang,"]),
        (Capacity.DAILY, ["Plh. Kepala Bidang,"]),
        (Capacity.BEHALF, ["a.n. Kepala Kantor", "Kepala Bidang,"]),
        (Capacity.FOR, ["Kepala Kantor", "u.b.", "Kepala Bidang,"]),
    ],
)
def test_who_signs_in_what_capacity(capacity: Capacity, lines: list[str]) -> None:
    signer = Signer("A", "Kepala Bidang", capacity=capacity, on_behalf_of="Kepala Kantor")
    assert signer.titles() == lines


def test_numbers_of_signatories() -> None:
    assert Signer("A", "B", "NPK", "123456").shown_number() == "NPK. 123456"
    civil = Signer("A", "B", "NIP", "196308081984031002").shown_number()
    assert civil == "NIP. 19630808 198403 1 002"
    assert Signer("A", "B").shown_number() == ""


def test_the_offices_own_image_stands_in_the_head() -> None:
    logo = replace(MINUTES, letterhead=replace(HEAD, image=picture(300, 200)))
    reader = PdfReader(BytesIO(minutes(logo, IMPRINT)))
    assert len(reader.pages[0].images) == 1
    assert "BPJS KETENAGAKERJAAN" in reader.pages[0].extract_text()
    whole = replace(MINUTES, letterhead=replace(HEAD, image=picture(1200, 200)))
    reader = PdfReader(BytesIO(minutes(whole, IMPRINT)))
    assert len(reader.pages[0].images) == 1
    assert "BPJS KETENAGAKERJAAN" not in reader.pages[0].extract_text()


@pytest.mark.parametrize("image", [b"", b"GIF89a", picture(20, 20)[:40], b"<svg/>"])
def test_an_image_that_is_none_is_the_users_matter(image: bytes) -> None:
    with pytest.raises(UserError) as caught:
        minutes(replace(MINUTES, letterhead=replace(HEAD, image=image)), IMPRINT)
    assert caught.value.code == "IMAGE"


def test_a_blank_sheet_for_one_day_is_signed_in_turns() -> None:
    found = pages(attendance_sheet(SHEET, IMPRINT))
    assert len(found) == 1
    assert "Rabu, 10 April 2019" in found[0]
    assert "No. Nama KPJ Pagi Siang" in found[0]
    assert "Asal perusahaan : PT Samudra" in found[0]
    assert "Hari pelatihan : 1" in found[0]
    assert "20 19. 19." not in found[0]
    assert found[0].count(" 20.") == 2
    assert "H = Hadir, S = Sakit, I = Izin, A = Alpa" in found[0]
    assert "Instruktur," in found[0]
    assert "Panitia," in found[0]
    assert "Peserta 17" in found[0]
    assert "190012345" not in found[0]


def test_people_of_several_employers_are_told_apart() -> None:
    mixed = replace(SHEET, people=(Seat("Ma'ruf", "", "PT Bitung"), *SHEET.people))
    assert "No. Nama KPJ Asal perusahaan Pagi Siang" in pages(attendance_sheet(mixed, IMPRINT))[0]
    grid = pages(attendance_sheet(replace(mixed, days=days(10)), IMPRINT))[0]
    assert "Nama dan asal perusahaan" in " ".join(grid.split())
    assert "PT Bitung" in grid
    assert "Hari pelatihan : 10 dalam 10 hari kalender" in grid


@pytest.mark.parametrize("n", range(2, 41, 3))
def test_nobody_signs_for_the_whole_on_a_page_without_participants(n: int) -> None:
    people = tuple(Seat(LONG_NAME, f"190012345{i:02}", f"PT Ke-{i}") for i in range(n))
    for days_of_class in (days(1), days(6)):
        sheet = replace(SHEET, people=people, seats=n, days=days_of_class)
        last = pages(attendance_sheet(sheet, IMPRINT))[-1]
        assert "Instruktur," in last
        assert f"45{n - 1:02}" in last


def test_many_days_make_a_grid_on_several_sheets_each_signed() -> None:
    found = pages(attendance_sheet(replace(SHEET, days=days(30, 2)), IMPRINT, size=F4))
    text = " ".join(found)
    sheets = text.count("DAFTAR HADIR PESERTA")
    assert sheets > 1
    assert f"Lembar {sheets} dari {sheets}" in text
    assert text.count("Instruktur,") == sheets
    assert text.count("Jumlah hadir") == len([page for page in found if "Jumlah hadir" in page])
    assert "Jumlah hadir" in found[-1]
    assert "Jumlah hadir" not in found[0]
    for n in range(30):
        day = date(2019, 4, 8) + timedelta(n)
        assert f"{day.day} {'Apr' if day.month == 4 else 'Mei'}" in text


def test_no_day_is_torn_over_two_sheets() -> None:
    for parts in (2, 3):
        sheet = replace(SHEET, days=days(11, parts), people=SHEET.people[:2], seats=2)
        for page in pages(attendance_sheet(sheet, IMPRINT)):
            assert page.count("Pagi") == page.count("Siang")


def test_a_class_without_people_or_days_has_a_sheet_too() -> None:
    empty = replace(SHEET, people=(), seats=5, days=())
    found = pages(attendance_sheet(empty, IMPRINT))
    assert "TERBATAS" not in found[0]
    assert " 5 " in found[0]
