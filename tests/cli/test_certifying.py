"""Certificates on the command line: issued, printed, again, revoked, verified, with exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.desk.attendance import Entry, enter, register
from desktop_app.office import open_office
from desktop_app.records import TrainingClass
from desktop_app.records.teaching import Mark
from tests.cli.conftest import Call
from tests.homes import PASSWORD
from tests.passed import NAMES, passed_class

CLASS = "MND-001"


@pytest.fixture
def home(branch: Path) -> Path:
    """A branch with a class whose names are still to be checked."""
    office = open_office(branch, "rina", PASSWORD)
    passed_class(office, NAMES[:2], checked=False)
    office.close()
    return branch


def test_from_the_check_of_names_to_the_hand_over(call: Call, home: Path, tmp_path: Path) -> None:
    at, out = ("--home", home, "--json"), tmp_path / "sertifikat.pdf"
    early = call(*at, "certificate", "issue", "--class", CLASS)
    assert (early.exit, early.data["code"]) == (2, "NAMES-UNCHECKED")
    checked = call(*at, "certificate", "names", "--class", CLASS, "--by", "Rina")
    assert checked.data == {"class": CLASS, "by": "Rina", "ok": True}
    made = call(*at, "certificate", "issue", "--class", CLASS).data
    assert len(made["issued"]) == 2 and made["file"] is None
    assert call(*at, "certificate", "issue", "--class", CLASS).data["code"] == "NOBODY"
    late = call(*at, "certificate", "issue", "--class", CLASS, "--out", out).data
    assert late["issued"] == [] and len(PdfReader(out).pages) == 4, "printed afterwards"
    assert call(*at, "certificate", "issue", "--class", CLASS, "--out", out).exit == 2
    number = made["issued"][0]
    again = tmp_path / "lagi.pdf"
    words = ("--number", number, "--reason", "Hilang", "--out", again)
    assert call(*at, "certificate", "reprint", *words).data["count"] == 1
    assert "DUPLIKAT ke-1" in PdfReader(again).pages[0].extract_text()
    assert call(*at, "certificate", "hand-over", "--class", CLASS).data["count"] == 2
    assert call(*at, "certificate", "hand-over", "--class", CLASS).data["count"] == 0
    listed = call(*at, "certificate", "list", "--class", CLASS).data["certificates"]
    assert [(one["state"], one["printed"], one["handed_over"]) for one in listed] == [
        ("good", True, True),
        ("good", True, True),
    ]


def test_issuing_says_whose_attendance_fell_short(call: Call, home: Path) -> None:
    at = ("--home", home, "--json")
    call(*at, "certificate", "names", "--class", CLASS, "--by", "Rina")
    office = open_office(home, "rina", PASSWORD)
    with office.store.write("Marks corrected") as session:
        (held,) = session.scalars(select(TrainingClass.id))
        sheet = register(session, held, session.facts)
        budi = sheet.people[0].enrolment
        entries = [Entry(one.id, budi, Mark.SICK) for one in sheet.meetings[:4]]
        enter(session, held, entries)
    office.close()
    made = call(*at, "certificate", "issue", "--class", CLASS).data
    assert len(made["issued"]) == 1
    (left,) = made["held_back"]
    assert left["name"] == NAMES[0] and "60" in left["reason"]
    again = call("--home", home, "--lang", "id", "certificate", "issue", "--class", CLASS)
    assert again.exit == 2 and f"{NAMES[0]}: Hadir 60" in again.err


def test_verifying_ends_with_what_it_found(call: Call, home: Path, tmp_path: Path) -> None:
    at, out = ("--home", home, "--json"), tmp_path / "s.pdf"
    call(*at, "certificate", "names", "--class", CLASS, "--by", "Rina")
    first, second = call(*at, "certificate", "issue", "--class", CLASS, "--out", out).data["issued"]
    found = call(*at, "verify-certificate", out)
    assert (found.exit, found.data["state"], found.data["number"]) == (0, "genuine", first)
    assert [one["number"] for one in found.data["all"]] == [first, second]
    assert found.data["course"] == "Operator Forklif" and found.data["hours"] == 80
    assert "Budi" not in found.out, "a code does not tell whose it is"
    assert call(*at, "verify-certificate", first).exit == 0
    revoked = call(
        *at, "certificate", "revoke", "--number", first, "--reason", "Salah nama", "--replace"
    ).data
    assert revoked["revoked"] == [first] and len(revoked["replaced_by"]) == 1
    gone = call(*at, "verify-certificate", first)
    assert (gone.exit, gone.data["state"]) == (2, "revoked")
    assert gone.data["replaced_by"] == revoked["replaced_by"][0]
    call(*at, "certificate", "revoke", "--class", CLASS, "--reason", "Kelas dibatalkan")
    assert call(*at, "verify-certificate", second).data["state"] == "revoked"
    assert call(*at, "verify-certificate", "https://x#ABC").data["state"] == "altered"
    assert call(*at, "verify-certificate", "00077/SERT-VOK/MND/XI/2026").data["code"] == "NOT-FOUND"
    picture = tmp_path / "kosong.png"
    from PIL import Image

    Image.new("L", (64, 64), 255).save(picture)
    assert call(*at, "verify-certificate", picture).data["code"] == "NO-CODE"
    said = call("--home", home, "--lang", "id", "verify-certificate", first)
    assert "Dicabut" in said.out and first in said.out


def test_the_verification_page_is_written(call: Call, home: Path, tmp_path: Path) -> None:
    answer = call("--home", home, "--json", "certificate", "verify-page", tmp_path / "v.html")
    assert answer.exit == 0 and answer.data["file"] == str(tmp_path / "v.html")
    assert "Verifikasi sertifikat pelatihan" in (tmp_path / "v.html").read_text("utf-8")
