"""Lists as employers really write them, and files nobody should have sent."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from desktop_app.errors import UserError
from desktop_app.importing import reading
from desktop_app.importing.list_kinds import LISTS
from desktop_app.importing.lists import ReadList, read_list
from desktop_app.importing.reading import read_table
from desktop_app.importing.sorting import Nobody, Sorted, Status, sort_people

openpyxl: Any = import_module("openpyxl")  # It carries no types.
TODAY = date(2026, 11, 24)
SAMPLES = Path(__file__).parents[1] / "data" / "samples"
BUDI = "3578081708909901"
SITI = "3578085708909902"
AGUS = "3174012902929905"
HEAD = ["NIK", "Nama", "Tgl Lahir"]


def book(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> Any:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def sheet(*rows: Sequence[Any]) -> bytes:
    return saved(book(("Data", rows)))


def read(source: bytes | str) -> ReadList:
    return read_list(source, TODAY)


def statuses(source: bytes | str) -> list[Sorted]:
    return sort_people(read(source).people, Nobody())


def one(source: bytes | str) -> Sorted:
    (item,) = statuses(source)
    return item


def codes(item: Sorted) -> set[str]:
    return {found.code for found in item.findings}


# --- where the list is ---------------------------------------------------------------


def test_two_lines_of_heading() -> None:
    person = one(
        sheet(
            ["DAFTAR PEKERJA"],
            ["No", "Data Pribadi", None, "Tanggal", None, "Upah"],
            [None, "Nama", "No. KTP", "Lahir", "PHK", "Terakhir"],
            [1, 2, 3, 4, 5, 6],
            [1, "Budi", BUDI, "17-08-1990", "01-04-2019", 4_200_000],
        )
    ).person
    assert (person.name, person.nik) == ("Budi", BUDI)
    assert person.worker["birth_date"] == date(1990, 8, 17)
    assert person.case == {"terminated_on": date(2019, 4, 1), "wage": 4_200_000}


def test_staff_number_named_nik_loses_to_the_column_of_16_digits() -> None:
    person = one(sheet(["NIK", "Nama", "No KTP"], ["10234", "Budi", BUDI])).person
    assert person.nik == BUDI


def test_english_headings_in_another_order() -> None:
    person = one(
        sheet(
            ["Gender", "Date of Birth", "Full Name", "Last Salary", "ID Number", "Phone"],
            ["Male", "1990-08-17", "Budi", "4,200,000", BUDI, "+62 812-3456-7890"],
        )
    ).person
    assert person.worker["phone"] == "+6281234567890"
    assert person.case["wage"] == 4_200_000
    assert person.worker["sex"].name == "MALE"


def test_no_heading_but_niks() -> None:
    items = statuses(f"{BUDI}\tBudi Santoso\t17/08/1990\n{SITI}\tSiti Aminah\t17/08/1990\n")
    assert [item.person.name for item in items] == ["Budi Santoso", "Siti Aminah"]


def test_list_of_suppliers_is_none() -> None:
    rows: list[list[Any]] = [
        ["No", "Nama Barang", "Harga", "Alamat"],
        [1, "Paku", 5000, "Jl. Merdeka"],
    ]
    with pytest.raises(UserError) as caught:
        read(sheet(*rows))
    assert caught.value.code == "NO-LIST"


def test_hidden_sheet_is_used_only_for_want_of_others() -> None:
    made = book(("Lama", [HEAD, [SITI, "Siti", None]]), ("Kini", [HEAD, [BUDI, "Budi", None]]))
    made["Lama"].sheet_state = "hidden"
    assert [p.name for p in read(saved(made)).people] == ["Budi"]


def test_sheets_under_the_same_heading_are_one_list_and_others_are_named() -> None:
    made = book(
        ("Jahit", [HEAD, [BUDI, "Budi", None]]),
        ("Potong", [HEAD, [SITI, "Siti", None], [BUDI, "BUDI", None]]),
        ("Lain", [["Nama", "Tgl Lahir"], ["Agus", "1-1-1990"]]),
    )
    result = read(saved(made))
    assert {p.name for p in result.people} == {"Budi", "Siti", "BUDI"}
    assert result.left_out == ("Lain",)


def test_sheet_with_an_example_is_no_list() -> None:
    made = book(
        ("Contoh Pengisian", [HEAD, [SITI, "Siti", None], [AGUS, "Agus", None]]),
        ("Data", [HEAD, [BUDI, "Budi", None]]),
    )
    assert [p.name for p in read(saved(made)).people] == ["Budi"]


def test_place_and_day_of_birth_under_one_heading() -> None:
    person = one(
        sheet(
            ["Nama", "NIK", "Tempat, Tgl Lahir", None, "N A M A  I B U"],
            [None, None, "Tempat", "Tanggal", None],
            ["Budi", BUDI, "Manado", "17-08-1990", "Sri"],
        )
    ).person
    assert person.name == "Budi"
    assert person.worker["birth_place"] == "Manado"
    assert person.worker["birth_date"] == date(1990, 8, 17)


def test_rows_that_are_no_people() -> None:
    items = statuses(
        sheet(
            ["No", "Nama", "NIK", "Upah"],
            ["Divisi Jahit"],
            [1, "Budi", BUDI, 4_000_000],
            [None, "Sub Total", None, 4_000_000],
            ["No", "Nama", "NIK", "Upah"],
            ["Divisi Potong"],
            [2, "Siti", SITI, 4_000_000],
            ["Jumlah", None, None, 8_000_000],
            [],
            [None, "Manado, 10 April 2019"],
            [None, "Mengetahui,", None, "Hormat kami,"],
            [None, "(Andi)", None, "(Rini)"],
            [None, "HRD Manager", None, "Direktur"],
        )
    )
    assert [item.person.row for item in items] == [3, 7]


def test_people_with_something_missing_are_counted() -> None:
    items = statuses(
        sheet(
            ["No", "Nama", "NIK", "Tgl Lahir"],
            [1, "Budi", None, "17-08-1990"],
            [2, None, SITI, None],
            [3, "Agus", "-", None],
        )
    )
    assert [item.status for item in items] == [Status.WRONG] * 3
    assert all("REQUIRED" in codes(item) for item in items)


def test_merged_title_and_hidden_column() -> None:
    made = book(("Data", [["DAFTAR KARYAWAN TERDAMPAK"], [], HEAD, [BUDI, "Budi", None]]))
    made["Data"].merge_cells("A1:C1")
    made["Data"].column_dimensions["A"].hidden = True
    assert [p.nik for p in read(saved(made)).people] == [BUDI]


# --- NIK ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["3578 0817 0890 9901", "'" + BUDI, "35.78.08 170890.9901", f"NIK: {BUDI}", f"\u00a0{BUDI} "],
)
def test_nik_in_every_dress(typed: str) -> None:
    item = one(sheet(HEAD, [typed, "Budi", None]))
    assert (item.status, item.person.nik) == (Status.READY, BUDI)
    assert item.person.worker["birth_date"] == date(1990, 8, 17)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (3578081708909900, "NIK_ROUNDED"),
        (3578081708909900.0, "NIK_ROUNDED"),
        (9102015708909903, "NIK_ROUNDED"),
        ("3,57808E+15", "NIK_SCIENTIFIC"),
        ("3.57808170890990E+15", "NIK_SCIENTIFIC"),
        ("3578081708909900.0", "NIK_ROUNDED"),
        ("3578081708909900,00", "NIK_ROUNDED"),
        (357808170890990, "LENGTH"),
        ("35780817O8909901", "DIGITS"),
        ("3578083208909901", "NIK_DAY"),
    ],
)
def test_spoilt_nik_is_never_accepted(typed: object, code: str) -> None:
    item = one(sheet(HEAD, [typed, "Budi", None]))
    assert item.status is Status.WRONG
    assert code in codes(item)
    assert all(found.advice() for found in item.findings if found.hard)


def test_number_that_excel_did_not_round_needs_a_look() -> None:
    item = one(sheet(HEAD, [int(BUDI), "Budi", None]))
    assert item.status is Status.CHECK


def test_csv_of_rounded_niks_is_recognised_as_such() -> None:
    niks = [f"357808170890{n:02}90" for n in range(10, 16)]
    rows = "".join(f"{nik};Orang {letter}\n" for nik, letter in zip(niks, "ABCDEF", strict=True))
    items = statuses("NIK;Nama\n" + rows)
    assert {item.status for item in items} == {Status.WRONG}
    assert all("NIK_ROUNDED" in codes(item) for item in items)


def test_formula_for_a_nik_or_name_is_wrong_even_with_a_value() -> None:
    made = book(("Data", [HEAD, [BUDI, '=UPPER("budi")', None], ['="3578"&"x"', "Siti", "x"]]))
    items = statuses(saved(made))
    assert [item.status for item in items] == [Status.WRONG, Status.WRONG]
    assert all("FORMULA" in codes(item) for item in items)


# --- names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Ma'ruf", "Q", "Siti-Aminah", "Dr. Budi, S.Pd., M.M.", "É" * 60, "Andi 'Aisyah", "Nurul 'Ain"],
)
def test_names_stay_as_they_are(name: str) -> None:
    item = one(sheet(HEAD, [BUDI, name, None]))
    assert (item.status, item.person.name) == (Status.READY, name)


def test_same_person_twice_by_title_and_case() -> None:
    items = statuses(sheet(HEAD, [BUDI, "Budi Santoso", None], [BUDI, "BUDI SANTOSO, S.Pd.", None]))
    assert [item.status for item in items] == [Status.READY, Status.EXISTS]


def test_a_double_of_a_wrong_row_is_no_double() -> None:
    items = statuses(sheet(HEAD, [BUDI, "Budi", "99-99-1990"], [BUDI, "Budi", "17-08-1990"]))
    assert [item.status for item in items] == [Status.WRONG, Status.READY]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+cmd|x", "#N/A", "x" * 61])
def test_no_names(name: str) -> None:
    assert one(f"NIK\tNama\n{BUDI}\t{name}\n").status is Status.WRONG


# --- dates, money, words --------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "17 Agustus 1990",
        "17-08-1990",
        "17/08/90",
        "1990-08-17",
        "17-Agu-90",
        "17 Aug 1990",
        "August 17, 1990",
        "Jumat, 17 Agustus 1990",
        "17.08.1990",
        "17081990",
        "19900817",
        "1990-08-17 00:00:00",
        "17 - 08 - 1990",
        "'17-08-1990",
        date(1990, 8, 17),
        datetime.fromisoformat("1990-08-17 10:30"),
        33102,
        "33102",
        "Surabaya, 17 Agustus 1990",
    ],
)
def test_dates_in_many_shapes(typed: object) -> None:
    item = one(sheet(HEAD, [BUDI, "Budi", typed]))
    assert item.person.worker["birth_date"] == date(1990, 8, 17)
    assert item.status is Status.READY


@pytest.mark.parametrize(
    "typed", ["32-01-1990", "31-02-1990", "kapan-kapan 3", "1990", "01-01-2030"]
)
def test_impossible_dates_are_wrong(typed: str) -> None:
    assert one(sheet(HEAD, [BUDI, "Budi", typed])).status is Status.WRONG


def test_day_and_month_in_american_order_need_a_look() -> None:
    rows = [
        [BUDI, "Budi", "03/25/2019"],
        [SITI, "Siti", "03/04/2019"],
        [AGUS, "Agus", "12/31/2018"],
    ]
    items = statuses(sheet(["NIK", "Nama", "Tgl PHK"], *rows))
    assert [item.status for item in items] == [Status.READY, Status.CHECK, Status.READY]


def test_day_comes_first_where_nothing_tells_and_that_is_said() -> None:
    item = one(sheet(["NIK", "Nama", "Tgl PHK"], [BUDI, "Budi", "03/04/2019"]))
    assert item.status is Status.READY
    assert item.person.case["terminated_on"] == date(2019, 4, 3)
    assert codes(item) == {"DAY_FIRST"}


def test_other_dates_of_the_list_tell_the_order() -> None:
    item = one(
        sheet([*HEAD, "Tgl PHK"], [BUDI, "Budi", "17/08/1990", "03/04/2019"]),
    )
    assert item.status is Status.READY
    assert item.person.case["terminated_on"] == date(2019, 4, 3)


def test_excel_swapped_day_and_month_of_a_birth_date() -> None:
    item = one(sheet(HEAD, ["3578080305909901", "Budi", date(1990, 3, 5)]))
    assert item.status is Status.CHECK
    assert "DAY_ORDER" in codes(item)


@pytest.mark.parametrize(
    "typed",
    [
        "Rp 4.200.000",
        "Rp4.200.000,-",
        "4.200.000,00",
        "4200000,00",
        "4,200,000",
        "4,200,000.00",
        "Rp. 4.200.000/bulan",
        "IDR 4.200.000",
        "4,2 juta",
        4_200_000,
        4_200_000.0,
        "4 200 000",
    ],
)
def test_money_in_many_shapes(typed: object) -> None:
    item = one(sheet(["NIK", "Nama", "Upah"], [BUDI, "Budi", typed]))
    assert (item.status, item.person.case["wage"]) == (Status.READY, 4_200_000)


@pytest.mark.parametrize("typed", ["4.200.000,50", 4_200_000.5, "UMK", "4jt-5jt"])
def test_money_that_needs_a_look(typed: object) -> None:
    assert one(sheet(["NIK", "Nama", "Upah"], [BUDI, "Budi", typed])).status is Status.CHECK


def test_p_beside_w_is_pria() -> None:
    rows = [[BUDI, "Budi", "P"], [SITI, "Siti", "W"]]
    items = statuses(sheet(["NIK", "Nama", "JK"], *rows))
    assert [item.person.worker["sex"].name for item in items] == ["MALE", "FEMALE"]
    assert not any(item.findings for item in items)


def test_the_rest_of_a_person() -> None:
    person = one(
        sheet(
            ["NIK", "Nama", "No BPJS TK", "Pendidikan", "Bank", "No. Rek", "Email", "HP", "Bagian"],
            [
                *(BUDI, "Budi", 12345678901, "SMK Tata Busana", "Bank BRI", "0012-01-000123-50-1"),
                *("Budi@Contoh.id", "0812-3456-7890 / 0813 4567 8901", "Jahit"),
            ],
        )
    ).person
    assert person.kpj == "12345678901"
    assert person.worker["education"] == "SMK"
    assert person.worker["major"] == "Tata Busana"
    assert person.worker["bank"] == "002"
    assert person.worker["account"] == "001201000123501"
    assert person.worker["email"] == "budi@contoh.id"
    assert person.worker["phone"] == "+6281234567890"
    assert person.other_phones == ("+6281345678901",)
    assert person.case["position"] == "Jahit"


def test_short_kpj_says_how_many_characters_are_missing() -> None:
    item = one(sheet(["NIK", "Nama", "KPJ"], [BUDI, "Budi", "1234567890"]))
    assert item.status is Status.WRONG
    (found,) = item.findings
    assert dict(found.values)["n"] == 10


# --- text -----------------------------------------------------------------------------

CSV = f'NIK;Nama;Alamat\n{BUDI};"Budi; ""Sé""";"Jl. A\nRT 1"\n{SITI};Siti;\n'


@pytest.mark.parametrize(
    "encoded",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("utf-16"),
        CSV.encode("utf-16-le"),
        CSV.encode("cp1252"),
        CSV.replace("\n", "\r\n").encode("cp1252"),
        b"sep=;\n" + CSV.encode(),
    ],
)
def test_encodings_and_quotes(encoded: bytes) -> None:
    people = read(encoded).people
    assert [p.name for p in people] == ['Budi; "Sé"', "Siti"]
    assert people[0].worker["address"] == "Jl. A RT 1"


@pytest.mark.parametrize("separator", list(";,\t|"))
def test_separators(separator: str) -> None:
    text = "\n".join(separator.join(row) for row in [HEAD, [BUDI, "Budi", "17-08-1990"]])
    assert [p.nik for p in read(text).people] == [BUDI]


def test_row_numbers_are_those_excel_shows() -> None:
    text = f"Daftar\n\nNIK;Nama\n{BUDI};Budi\n\n{SITI};Siti\n"
    assert [p.row for p in read(text).people] == [4, 6]


def test_digits_kept_as_text_by_a_trick() -> None:
    assert one(f'NIK,Nama\n="{BUDI}",Budi\n').status is Status.READY


def test_open_quote_does_not_swallow_the_list() -> None:
    rows = "".join(f"{BUDI};Budi {chr(65 + n)}\n" for n in range(26))
    assert len(read(f'NIK;Nama\n{SITI};"Siti\n{rows}{rows}').people) == 53


def test_html_under_the_name_of_xls() -> None:
    page = f"<html><table><tr><th>NIK<th>Nama</tr><tr><td>{BUDI}<td>Budi &amp; Co</tr></table>"
    assert [p.name for p in read(page.encode()).people] == ["Budi & Co"]


# --- files nobody should have sent ----------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_table(data)
    assert str(caught.value)
    return caught.value.code


def repacked(change: Callable[[str, bytes], bytes], data: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data or sheet(HEAD, [BUDI, "Budi", None])))
    with source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return stream.getvalue()


def test_no_spreadsheets() -> None:
    assert refused(b"%PDF-1.7 ...") == "NO-TABLE"
    assert refused(b"\x89PNG\r\n\x1a\n\0\0") == "NO-TABLE"
    assert refused(b"") == "NO-TABLE"
    assert refused(b"\x01\x02\x00\x03garbage") == "NO-TABLE"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(stream.getvalue()) == "NO-TABLE"


def test_damaged_files() -> None:
    good = sheet(HEAD, [BUDI, "Budi", None])
    assert refused(good[: len(good) // 2]) == "DAMAGED"
    assert refused(b"PK\x03\x04" + b"x" * 200) == "DAMAGED"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == "DAMAGED"


def test_password() -> None:
    data = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(data) == "PASSWORD"


def test_billion_laughs() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def change(name: str, data: bytes) -> bytes:
        return laughs + data if name.endswith("sheet1.xml") else data

    assert refused(repacked(change)) == "DAMAGED"


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    def change(name: str, data: bytes) -> bytes:
        return b" " * (210 << 20) if name.endswith("sheet1.xml") else data

    assert refused(repacked(change)) == "TOO-LARGE"


def test_directory_that_lies_about_a_size() -> None:
    def change(name: str, data: bytes) -> bytes:
        return b" " * (8 << 20) if name.endswith("sheet1.xml") else data

    data = bytearray(repacked(change))
    real = struct.pack("<I", 8 << 20)
    while (place := data.find(real)) >= 0:
        data[place : place + 4] = struct.pack("<I", 100)
    assert refused(bytes(data)) == "DAMAGED"


def test_stray_cell_in_the_last_corner() -> None:
    made = book(("Data", [HEAD, [BUDI, "Budi", None]]))
    made["Data"]["XFD1048576"] = "x"
    assert refused(saved(made)) == "TOO-LARGE"


def test_600_000_empty_rows_do_no_harm() -> None:
    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        empty = b"".join(b'<row r="%d"/>' % n for n in range(3, 600_003))
        return data.replace(b"</sheetData>", empty + b"</sheetData>")

    assert [p.nik for p in read(repacked(change)).people] == [BUDI]


def open_document(cells: str) -> bytes:
    stream = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def open_row(*texts: str, repeats: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row{repeats}>{cells}</table:table-row>"


def test_open_document() -> None:
    data = open_document(open_row("NIK", "Nama") + open_row(BUDI, "Budi"))
    assert [p.nik for p in read(data).people] == [BUDI]


def test_open_document_bomb() -> None:
    bomb = open_row("x", "y", "z", repeats=' table:number-rows-repeated="5000000"')
    assert refused(open_document(open_row("NIK", "Nama") + bomb)) == "TOO-LARGE"


NAUGHTY = [
    "\u202eabc",
    "\ufeff",
    "\u0000".strip(),
    "9" * 5000,
    "1" * 30000,
    "-" * 30000,
    "Ṱ̺̺̕o͞",
    "٣٤٥٦٧٨",
    "1E999",
    "NaN",
    "<script>",
    "'; DROP TABLE",
    "%s%s{0}{x}",
    "00/00/0000",
    "29/02/1900",
    "1/1/1/1/1",
    "Rp " + "1." * 5000,
    "0x10",
    "True",
    "\t\n",
    "=",
    "@",
    "(1)",
    "12,345,67.8.9",
    "😀" * 100,
]


@pytest.mark.parametrize(
    "field", ["Nama", "KPJ", "Tgl Lahir", "JK", "HP", "Upah", "Tgl PHK", "TTL"]
)
def test_naughty_text_anywhere_never_breaks_reading(field: str) -> None:
    head = ["NIK", "Nama", field] if field != "Nama" else ["NIK", "Nama"]
    middle = ["Budi"] if field != "Nama" else []
    rows = [[f"3578081708{n:06}", *middle, text] for n, text in enumerate(NAUGHTY, start=1)]
    text = "\n".join("\t".join(row) for row in [head, *rows])
    assert statuses(text)
    assert statuses(
        "\n".join("\t".join(row) for row in [["Nama", "NIK"], *[r[1::-1] for r in rows]])
    )


@pytest.mark.parametrize("value", NAUGHTY)
def test_naughty_nik_is_never_ready(value: str) -> None:
    assert Status.READY not in {i.status for i in statuses(f"NIK\tNama\tJK\n{value}\tBudi\tL\n")}


def test_workbook_with_macros() -> None:
    made = book(("Data", [HEAD, [BUDI, "Budi", None]]))

    def change(name: str, data: bytes) -> bytes:
        plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        return data.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")

    assert [p.nik for p in read(repacked(change, saved(made))).people] == [BUDI]


def test_a_slow_machine_still_hands_the_whole_file_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader begins long after the first answer was waited for."""
    late = "import time; time.sleep(0.6); from desktop_app.importing.worker import main; main()"
    monkeypatch.setattr(reading, "_command", lambda: [sys.executable, "-c", late])
    monkeypatch.setattr(reading, "SECONDS", 20.0)
    data = (SAMPLES / "07_large_5000.xlsx").read_bytes()
    assert len(data) > 1 << 17
    assert len(read_table(data)[0].rows) > 5000


def test_macros_formulas_and_bombs_do_no_harm_to_other_lists_either() -> None:
    employers = LISTS["employers"]
    rows = [["NPP", "Nama Perusahaan", "Telepon"], ["12345678", '=HYPERLINK("x")', "0431123456"]]
    found = read_list(sheet(*rows), TODAY, kind=employers)
    assert {one.code for one in found.entries[0].findings} == {"FORMULA"}

    def change(name: str, data: bytes) -> bytes:
        return data + b" " * (300 << 20) if name.endswith("sheet1.xml") else data

    with pytest.raises(UserError) as caught:
        read_list(repacked(change, sheet(*rows)), TODAY, kind=employers)
    assert caught.value.code == "TOO-LARGE"
