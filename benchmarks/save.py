"""A save through the store against a raw commit of the same three rows."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Ratio, compare, seconds
from benchmarks.people import office, workers
from desktop_app.records import Worker
from desktop_app.records.record import new_id
from desktop_app.store.engine import connect_file

BLOCK = 200


def run() -> Iterator[Ratio]:
    """One worker saved: row, journal line and index entry, durably."""
    with tempfile.TemporaryDirectory() as folder:
        ours = office(Path(folder) / "ours")
        bare = office(Path(folder) / "bare")
        bare.store.close()
        raw = connect_file(bare.store.place)
        rows = iter(workers(20 * BLOCK))
        state = {"n": 10_000}

        def save() -> None:
            for _i in range(BLOCK):
                with ours.store.write("Worker saved") as session:
                    session.add(Worker(**next(rows)))

        def commit() -> None:
            for _i in range(BLOCK):
                row = next(rows)
                state["n"] += 1
                n, key = state["n"], new_id()
                words = f"{row['name']} {row['nik']} {row['phone']}".lower()
                raw.execute("BEGIN IMMEDIATE")
                raw.execute(
                    "INSERT INTO worker (id, office, name, nik, birth_date, sex, phone)"
                    " VALUES (?, 'MND', ?, ?, ?, ?, ?)",
                    (
                        key,
                        row["name"],
                        row["nik"],
                        row["birth_date"].isoformat(),
                        row["sex"].value,
                        row["phone"],
                    ),
                )
                raw.execute(
                    "INSERT INTO journal (epoch, audience, seq, txn, node, at, record, record_id,"
                    " kind, line, chain) VALUES ('e', 'hq', ?, ?, 'n', ?, 'worker', ?, 'create',"
                    " ?, ?)",
                    (n, n, "2026-01-01T00:00:00.000Z", key, "x" * 600, secrets.token_hex(32)),
                )
                raw.execute(
                    "INSERT INTO search_entry (n, record, record_id, found, found_id, text)"
                    " VALUES (?, 'worker', ?, 'worker', ?, ?)",
                    (n, key, key, words),
                )
                raw.execute("INSERT INTO search_text(rowid, text) VALUES (?, ?)", (n, words))
                raw.execute("COMMIT")

        yield compare(
            f"save of one worker x {BLOCK} / raw SQLCipher commit",
            lambda: seconds(save),
            lambda: seconds(commit),
            rounds=7,
            aim=2.5,
        )
        raw.close()
        ours.close()
