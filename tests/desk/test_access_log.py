"""The log of what was shown and handed out, on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.desk import officers
from desktop_app.desk.access_log import HANDED, SHOWN, AccessLog, Wanted, initials
from desktop_app.desk.cases import reveal
from desktop_app.desk.handouts import handed_out
from desktop_app.desk.officers import NewOfficer
from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.processes.rights import RIGHTS, Right
from desktop_app.records import Worker
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from desktop_app.wording import WIB
from exports.access_log import export
from tests import make
from tests.homes import Clock, colleague
from ui.pages import PAGES


def shown(office: Office, name: str = "Siti Ma'ruf") -> Worker:
    with office.store.write("enter") as session:
        worker = make.worker(4711)
        worker.name = name
        session.add(worker)
    reveal(office.store, worker, ["nik", "birth_date"])
    return worker


def test_both_sources_stand_in_one_order(office: Office, clock: Clock) -> None:
    worker = shown(office)
    clock.move(hours=1)
    with office.store.write("print") as session:
        handed_out(
            *(session, "minutes", HandoutKind.PRINT, "pdf"),
            purpose="arsip",
            recipient="Disnaker",
            of=("worker", worker.id),
        )
    clock.move(hours=1)
    with office.store.write("export") as session:
        handed_out(session, "workers", HandoutKind.EXPORT, "xlsx", purpose="rapat", rows=7)
    log = AccessLog(office.store, WIB)
    assert log.count() == 3
    with language("id"):
        rows = log.rows(log.ids("", False, 0, 10))
    assert [row["what"] for row in rows] == [
        "Disimpan ke berkas (xlsx)",
        "Dicetak (pdf)",
        "Ditampilkan",
    ]
    assert [row["who"] for row in rows] == ["Rina"] * 3
    assert [row["purpose"] for row in rows[:2]] == ["rapat", "arsip, Disnaker"]
    assert rows[2]["whom"] == "Pekerja · S. M."
    assert "NIK" in rows[2]["fields"]
    assert rows[0]["fields"] == "7 baris"
    assert "Siti" not in str(rows) and make.nik(4711) not in str(rows)
    assert log.ids("when", False, 0, 10) == log.ids("when", True, 0, 10)[::-1]


def test_period_officer_kind_and_person_narrow_it(office: Office, clock: Clock) -> None:
    shown(office)
    clock.move(days=3)
    with office.store.write("export") as session:
        handed_out(session, "workers", HandoutKind.EXPORT, "xlsx")
    officers.add(office, NewOfficer("budi", "Budi", frozenset({Role.CLERK})))
    budi = next(one.id for one in officers.colleagues(office) if one.user == "budi")
    other = colleague(office, replace(office.store.author, officer=budi))
    with other.write("export") as session:
        handed_out(session, "workers", HandoutKind.EXPORT, "pdf")
    other.close()
    today, me = office.today, office.keys.officer.id
    for wanted, count in (
        (Wanted(), 3),
        (Wanted(kind=SHOWN), 1),
        (Wanted(kind=HANDED), 2),
        (Wanted(officer=me), 2),
        (Wanted(since=today), 2),
        (Wanted(until=today - timedelta(days=1)), 1),
        (Wanted(since=today - timedelta(days=3), until=today), 3),
        (Wanted(typed="ma'ruf"), 1),
        (Wanted(typed="tidak ada"), 0),
    ):
        assert AccessLog(office.store, WIB, wanted).count() == count, wanted


def test_pages_come_from_the_database(office: Office, clock: Clock) -> None:
    worker = shown(office)
    for _n in range(40):
        clock.move(minutes=1)
        reveal(office.store, worker, ["nik"])
    log = AccessLog(office.store, WIB)
    pages = [id for start in range(0, 41, 10) for id in log.ids("", False, start, 10)]
    assert len(set(pages)) == log.count() == 41
    with office.store.raw() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT at FROM journal WHERE kind = 'access' ORDER BY at DESC"
        ).fetchall()
    assert "journal_shown" in str(plan)


def test_the_export_is_a_line_of_the_log_itself(
    office: Office, tmp_path: Path, clock: Clock
) -> None:
    shown(office)
    clock.move(minutes=1)
    log = AccessLog(office.store, WIB)
    path = export(office, log, tmp_path / "log.xlsx", "pemeriksaan")
    text = str([row for sheet in load_workbook(path) for row in sheet.values])
    assert "S. M." in text and "Ma'ruf" not in text and "pemeriksaan" in text
    assert log.count() == 2
    newest = log.rows(log.ids("", False, 0, 1))[0]
    assert newest["whom"] == "access-log" and newest["purpose"] == "pemeriksaan"


def test_only_those_who_may_see_the_page() -> None:
    entry = next(entry for entry in PAGES if entry.name == "log")
    assert entry.roles == {role.value for role in RIGHTS if Right.AUDIT in RIGHTS[role]}


def test_names_are_shortened() -> None:
    assert [initials(name) for name in ("Siti Ma'ruf", "O", "")] == ["S. M.", "O.", ""]


def test_who_may_not_exports_nothing(office: Office, tmp_path: Path) -> None:
    office.keys = replace(office.keys, officer=replace(office.keys.officer, roles=("CLERK",)))
    with pytest.raises(UserError) as refused:
        export(office, AccessLog(office.store, WIB), tmp_path / "log.xlsx", "x")
    assert refused.value.code == "E-RIGHT"
