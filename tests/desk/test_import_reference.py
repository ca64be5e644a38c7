"""Lists of regions: known by their heading, never doubled, wrong rows named."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from desktop_app.desk.reference_lists import ImportedList, import_reference
from desktop_app.errors import Cancelled, UserError
from desktop_app.office import Office
from desktop_app.records import Province, Region, RetiredRegion
from desktop_app.store.tables import journal

REGIONS = """kode,nama,level
71,Sulawesi Utara,1
71.71,Kota Manado,2
71.71.01,Bunaken,3
71.71.01.1001,Molas,4
"""
RETIRED = """kode_lama,nama,kode_baru
91.01,KAB. MERAUKE,93.01
"""


def written(folder: Path, text: str, name: str = "wilayah.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def audiences(office: Office, record: str) -> set[str]:
    with office.store.raw() as connection:
        j = journal.c
        query = select(j.audience).where(j.record == record).distinct()
        return set(connection.scalars(query))


def test_regions_of_a_branch_stay_there(office: Office, tmp_path: Path) -> None:
    done = import_reference(office.store, written(tmp_path, REGIONS))
    assert done == ImportedList("regions", 4, 3, 0, 1)
    with office.store.read() as session:
        village = session.get_one(Region, "71.71.01.1001")
        assert (village.name, village.level, village.province) == ("Molas", 4, "71")
    assert audiences(office, "region") == {"here"}
    region = office.store.facts().region
    assert region is not None and region("71.71") == "Kota Manado"


def test_headquarters_tells_everybody(headquarters: Office, tmp_path: Path) -> None:
    assert import_reference(headquarters.store, written(tmp_path, REGIONS)).added == 3
    assert audiences(headquarters, "region") == {"all"}


def test_a_new_edition_changes_what_differs(office: Office, tmp_path: Path) -> None:
    import_reference(office.store, written(tmp_path, REGIONS))
    edition = REGIONS.replace("Bunaken", "Bunaken Baru").replace("Sulawesi Utara", "SULUT")
    edition += "71.72,Kota Bitung,2\n"
    assert import_reference(office.store, written(tmp_path, edition)) == ImportedList(
        "regions", 5, 1, 2, 2
    )
    with office.store.read() as session:
        assert session.get_one(Region, "71.71.01").name == "Bunaken Baru"
        province = session.get_one(Province, "71")
        assert (province.name, province.zone) == ("SULUT", 8)
        assert session.scalar(select(func.count()).select_from(Region)) == 4


def test_a_new_province_knows_its_time(office: Office, tmp_path: Path) -> None:
    import_reference(office.store, written(tmp_path, "kode,nama,level\n98,Papua Jauh,1\n"))
    with office.store.read() as session:
        assert session.get_one(Province, "98").zone == 9


def test_retired_codes_have_their_successor(office: Office, tmp_path: Path) -> None:
    assert import_reference(office.store, written(tmp_path, RETIRED)).kind == "retired"
    done = import_reference(office.store, written(tmp_path, RETIRED))
    assert done == ImportedList("retired", 1, 0, 0, 1)
    with office.store.read() as session:
        assert session.get_one(RetiredRegion, "91.01").successor == "93.01"
    successor = office.store.facts().successor
    assert successor is not None and successor("91.01") == "93.01"


def test_a_workbook_will_do(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("Nama", "Kode", "Level"), ("Sulawesi Utara", 71, 1), ("Kota Bitung", "71.72", 2)):
        sheet.append(row)
    book.save(tmp_path / "wilayah.xlsx")
    assert import_reference(office.store, tmp_path / "wilayah.xlsx").added == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("71.7,Kota,2", "3"),
        ("71.71,Kota,3", "71.71"),
        ("71.71,,2", "3"),
        ("71,Dua Kali,1", "71"),
        ("71.71,Kota,banyak", "71.71"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_written(
    office: Office, tmp_path: Path, row: str, said: str
) -> None:
    text = f"kode,nama,level\n71,Berubah,1\n{row}\n"
    with pytest.raises(UserError) as caught:
        import_reference(office.store, written(tmp_path, text))
    assert caught.value.code == "REFERENCE-ROW"
    assert said in str(caught.value)
    with office.store.read() as session:
        assert session.get_one(Province, "71").name != "Berubah"


def test_a_code_that_excel_took_for_a_number_is_not_guessed(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("kode", "nama", "level"), (11.1, "Kabupaten Bireuen", 2)):
        sheet.append(row)
    book.save(tmp_path / "wilayah.xlsx")
    with pytest.raises(UserError) as caught:
        import_reference(office.store, tmp_path / "wilayah.xlsx")
    assert caught.value.code == "REFERENCE-ROW"


def test_another_table_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        import_reference(office.store, written(tmp_path, "kode,nama\n71,Sulawesi Utara\n"))
    assert caught.value.code == "REFERENCE-HEADER"


def test_a_cancel_leaves_nothing(office: Office, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if total:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_reference(office.store, written(tmp_path, REGIONS), stop)
    with office.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Region)) == 0
