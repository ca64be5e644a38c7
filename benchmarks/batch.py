"""A batch of 50,000 changes, made and applied, against what must be done at least."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from benchmarks.measure import Ratio, compare, seconds
from benchmarks.people import office, workers
from desktop_app.hq.collect import collect
from desktop_app.records import Worker
from desktop_app.records.record import kinds, stored_values
from desktop_app.store import journal
from desktop_app.store.engine import connect_file
from desktop_app.store.journal import Stream
from desktop_app.store.place import Place
from desktop_app.sync import enrolment, outbox

CHANGES = 50_000
ROUNDS = 3


def run() -> Iterator[Ratio]:
    """Sealing against encode and compress; reading against an executemany upsert."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hq = office(folder / "hq", code="PUSAT", hq=True)
        branch = office(folder / "branch")
        invitation = enrolment.invite(hq, "MND", "Manado", folder)
        request = enrolment.request(branch, invitation, folder)
        enrolment.install(branch, enrolment.certify(hq, request, folder))
        stick = folder / "stick"
        stick.mkdir()
        made: list[Any] = []
        lines: list[str] = []

        def prepare() -> None:
            with branch.store.write("Sample people") as session:
                session.bulk(Worker, workers(CHANGES, seed=len(made) + 1))

        def seal() -> float:
            prepare()
            took = seconds(lambda: made.append(outbox.make(branch, stick)))
            stream = Stream(branch.store.author.node, "hq", branch.store.author.epoch)
            with branch.store.raw() as connection:
                lines[:] = journal.texts(connection, stream, made[-1].first_seq - 1)
            return took

        def encode() -> float:
            changes = [msgspec.json.decode(line) for line in lines]
            encoder = msgspec.json.Encoder()
            return seconds(
                lambda: zstandard.compress(b"\n".join(encoder.encode(c) for c in changes), 3)
            )

        yield compare(
            f"batch of {CHANGES:,} changes made / encode and compress",
            seal,
            encode,
            rounds=ROUNDS,
        )

        def apply() -> float:
            # One file at a time: each round reads the next of those made above.
            waiting = sorted(stick.glob("*.vkb"))
            inbox = folder / "now"
            inbox.mkdir(exist_ok=True)
            waiting[0].rename(inbox / waiting[0].name)
            took = seconds(lambda: collect(hq, inbox))
            (inbox / waiting[0].name).unlink()
            return took

        floor = Place(path=folder / "floor.db", key=b"k" * 32)
        raw = connect_file(floor)
        names = list(kinds(Worker))
        raw.execute(f"CREATE TABLE worker ({', '.join(f'{n} TEXT' for n in names)}) STRICT")
        raw.execute("CREATE UNIQUE INDEX one ON worker (id)")
        raw.execute("CREATE INDEX two ON worker (nik)")
        raw.execute("CREATE INDEX three ON worker (name)")
        seeds = iter(range(100))

        def upsert() -> float:
            rows = [
                stored_values(Worker(office="MND", **row))
                for row in workers(CHANGES, seed=next(seeds))
            ]
            values = [tuple(row.get(n) for n in names) for row in rows]
            statement = (
                f"INSERT INTO worker VALUES ({', '.join('?' * len(names))}) ON CONFLICT (id) DO"
                " UPDATE SET name = excluded.name"
            )

            def work() -> None:
                raw.execute("BEGIN IMMEDIATE")
                raw.executemany(statement, values)
                raw.execute("COMMIT")

            return seconds(work)

        yield compare(
            f"batch of {CHANGES:,} changes applied / executemany upsert of the rows",
            apply,
            upsert,
            rounds=ROUNDS,
        )
        raw.close()
        hq.close()
        branch.close()
