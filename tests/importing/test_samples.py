"""The sample lists come out as their README says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from desktop_app.errors import UserError
from desktop_app.importing.answer import answer, count, problems
from desktop_app.importing.lists import read_list
from desktop_app.importing.sorting import Nobody, Sorted, Status, sort_people

TODAY = date(2026, 11, 24)
SAMPLES = Path(__file__).parents[1] / "data" / "samples"
README = json.loads((SAMPLES / "README.json").read_text("utf-8"))
LISTS = [name for name, told in README.items() if told["rows"]]


def sorted_sample(name: str) -> list[Sorted]:
    return sort_people(read_list(SAMPLES / name, TODAY).people, Nobody())


@pytest.mark.parametrize("name", LISTS)
def test_counts_are_those_of_the_readme(name: str) -> None:
    told = README[name]
    counts = count(sorted_sample(name))
    assert counts.rows == told["rows"]
    assert counts.wrong == told["wrong"]
    assert counts.check == 0
    assert counts.exists == told.get("duplicates_in_file", 0)
    assert counts.ready == told.get("ready", told["rows"] - told["wrong"])


def test_no_list_is_said_and_nothing_comes_of_it() -> None:
    with pytest.raises(UserError) as caught:
        read_list(SAMPLES / "06_not_a_list.xlsx", TODAY)
    assert caught.value.code == "NO-LIST"


def test_the_faults_of_the_second_sheet_are_named() -> None:
    items = sorted_sample("04_second_sheet.xlsx")
    codes = {
        number: {f.code for f in item.findings if f.hard}
        for number, item in enumerate(items, start=1)
        if item.status is Status.WRONG
    }
    assert codes == {
        1: {"FORMULA"},
        3: {"LENGTH"},
        4: {"NIK_DAY"},
        6: {"REQUIRED"},
        10: {"KIND"},
        12: {"DOUBLE"},
        13: {"NIK_MONTH"},
    }
    assert items[6].status is Status.READY
    assert [f.code for f in items[6].findings] == ["NIK_BIRTH"]
    assert items[4].person.nik == "3603011302939999"
    assert items[8].person.name == "Siti Aminah CONTOH"
    assert items[0].person.worker["birth_place"] == "Surabaya"


def test_values_of_the_hr_list() -> None:
    person = sorted_sample("02_hr_list.xlsx")[7].person
    assert person.worker == {
        "nik": "3273011105819934",
        "name": "AGUS KALIGIS CONTOH",
        "birth_date": date(1981, 5, 11),
        "sex": person.worker["sex"],
        "phone": "+6281299581835",
    }
    assert person.worker["sex"].name == "MALE"
    assert person.case == {"wage": 7_150_000}


def test_the_answer_keeps_the_columns_and_says_why() -> None:
    read = read_list(SAMPLES / "02_hr_list.xlsx", TODAY)
    items = sort_people(read.people, Nobody())
    table = answer(items, read.mappings[0])
    headings = [column.heading for column in table.columns]
    assert headings[1:9] == [
        "No.",
        "No. KTP",
        "Nama Karyawan",
        "Tgl Lahir",
        "Jenis Kelamin",
        "Divisi",
        "Gaji Terakhir",
        "Telepon",
    ]
    assert len(table.rows) == 6
    first = dict(zip(headings, table.rows[0], strict=True))
    assert first["No. KTP"] == "1271014708009950"
    assert first["Telepon"] == "089565427243"
    assert first[headings[-2]] and first[headings[-1]]
    assert len(answer(items, read.mappings[0], everything=True).rows) == 75


def test_problems_tell_no_personal_data() -> None:
    told = json.dumps(problems(sorted_sample("04_second_sheet.xlsx")))
    assert "CONTOH" not in told
    assert "3603011302939999" not in told
