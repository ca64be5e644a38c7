"""Duplicates on the command line: listed, made one, taken apart."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from desktop_app.office import open_office
from desktop_app.records import Worker
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD


def people(home: Path) -> dict[str, str | None]:
    office = open_office(home, None, PASSWORD)
    with office.store.read() as session:
        found = {w.name: w.major for w in session.scalars(select(Worker))}
    office.close()
    return found


def test_there_and_back(call: Call, branch: Path) -> None:
    office = open_office(branch, None, PASSWORD)
    with office.store.write("enter") as session:
        session.add(make.worker(1, name="Djoko Widodo", nik=None))
        session.add(make.worker(1, name="Joko Widodo", major="Las"))
    office.close()
    (pair,) = call("duplicates", "workers", "--home", branch, "--json").data["pairs"]
    assert (pair["likeness"], pair["by_number"]) == (100, False)
    kept, merged = pair["kept"], pair["merged"]
    before = people(branch)
    wrong = call("merge", "workers", kept, merged, "--take", "mayor", "--home", branch)
    assert (wrong.exit, people(branch)) == (2, before)
    made = call(
        *("merge", "workers", kept, merged, "--take", "major", "--take", "name"),
        *("--reason", "KTP sama", "--home", branch, "--json"),
    )
    assert made.exit == 0, made.err
    assert made.data["kept"] == kept
    assert len(people(branch)) == 1
    assert call("duplicates", "workers", "--home", branch, "--json").data["count"] == 0
    back = call("unmerge", made.data["merge"], "--home", branch, "--json")
    assert (back.data["changed_since"], people(branch)) == ([], before)
    assert call("unmerge", made.data["merge"], "--home", branch).exit == 2
