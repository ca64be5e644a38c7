"""Before others' changes come in, a copy that is known to open is taken."""

from __future__ import annotations

from pathlib import Path

from desktop_app.hq.collect import collect
from desktop_app.store.backup import faults
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place
from desktop_app.sync import outbox
from tests.offices import World, add_workers


def test_a_day_has_one_copy_from_before_the_first_file(world: World, tmp_path: Path) -> None:
    hq, branch = world.headquarters, next(iter(world.branches.values()))
    for _day in range(2):
        add_workers(branch, 2)
        outbox.make(branch, tmp_path)
        assert [r.code for r in collect(hq, tmp_path) if r.state.value == "refused"] == []
    copies = sorted(hq.home.backups.glob("*-before-reading.db"))
    assert len(copies) == 1
    copy = connect_file(Place(copies[0], hq.store.place.key))
    assert faults(copy) == []
    assert copy.execute("SELECT count(*) FROM worker").fetchone()[0] == 0
    copy.close()
    assert copies[0].with_suffix(".keys.json").exists()
