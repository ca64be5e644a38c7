"""A list of 20,000 workers brought in, against a bare read of the file and a bare insert."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.measure import Ratio, compare, seconds
from benchmarks.people import office, workers
from desktop_app.desk.importing import import_list
from desktop_app.records import Worker
from desktop_app.records.record import kinds, stored_values
from desktop_app.records.worker import Sex
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place

ROWS = 20_000
ROUNDS = 2


def run() -> Iterator[Ratio]:
    """The whole import (read, columns, rules, sorting, rows, journal, index) against its floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _list(folder / "list.xlsx")
        numbers = count()

        def ours() -> float:
            branch = office(folder / f"branch{next(numbers)}")
            took = seconds(lambda: import_list(branch.store, file))
            branch.close()
            return took

        names = list(kinds(Worker))
        values = [
            tuple(row.get(n) for n in names)
            for row in (stored_values(Worker(office="MND", **row)) for row in workers(ROWS))
        ]

        def floor() -> float:
            place = Place(path=folder / f"floor{next(numbers)}.db", key=b"k" * 32)
            raw = connect_file(place)
            raw.execute(f"CREATE TABLE worker ({', '.join(f'{n} TEXT' for n in names)}) STRICT")

            def work() -> None:
                book = load_workbook(file, read_only=True)
                rows = list(book.worksheets[0].iter_rows(values_only=True))
                assert len(rows) == ROWS + 1
                raw.execute("BEGIN IMMEDIATE")
                raw.executemany(
                    f"INSERT INTO worker VALUES ({', '.join('?' * len(names))})", values
                )
                raw.execute("COMMIT")

            took = seconds(work)
            raw.close()
            return took

        yield compare(
            f"list of {ROWS:,} workers imported / bare read and insert", ours, floor, rounds=ROUNDS
        )


def _list(path: Path) -> Path:
    book = Workbook(write_only=True)
    page = book.create_sheet("Daftar")
    page.append(["No", "NIK", "Nama", "Tanggal Lahir", "L/P", "No. HP"])
    for number, row in enumerate(workers(ROWS), 1):
        sex = "P" if row["sex"] is Sex.FEMALE else "L"
        page.append([number, row["nik"], row["name"], row["birth_date"], sex, row["phone"]])
    book.save(path)
    return path
