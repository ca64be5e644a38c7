"""Checking an office finds damage, and takes nothing sound for it."""

from __future__ import annotations

from desktop_app.desk.lists import captions
from desktop_app.office import Office
from desktop_app.records import Worker
from desktop_app.sync.verify import verify
from tests import make
from tests.homes import colleague


def test_an_index_that_another_program_wrote_to_is_sound(office: Office) -> None:
    other = colleague(office)
    for n in range(30):
        # A connection that has searched remembers how the index was laid out ...
        with office.store.read() as session:
            captions(session, Worker, "Pekerja")
        # ... while another one goes on writing and merging it.
        with other.write("enter") as session:
            session.bulk(
                Worker,
                [{"name": f"Pekerja {n} {i}", "nik": make.nik(100 * n + i)} for i in range(20)],
            )
    other.close()
    assert verify(office) == []
