"""From a keystroke to 50 rows at 100,000 workers, against the bare query."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Ratio, compare, seconds
from benchmarks.people import office
from desktop_app.desk.lists import Filter, Listing
from desktop_app.records import Worker
from desktop_app.store.engine import connect_file
from desktop_app.wording import WITA

PEOPLE = 100_000
TYPED = ("b", "bu", "bud", "budi", "budi s", "budi sa", "tumewu", "71710", "9942", "maruf w")
COLUMNS = ("name", "nik", "birth_date", "sex", "phone")


def run() -> Iterator[Ratio]:
    """Ten keystrokes: find, sort by name, fetch and word 50 rows."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder) / "home", people=PEOPLE)
        raw = connect_file(made.store.place, read_only=True)

        def ours() -> None:
            for typed in TYPED:
                listing = Listing(made.store, Worker, COLUMNS, WITA, filter=Filter(typed=typed))
                listing.rows(listing.ids("name", False, 0, 50))

        def bare() -> None:
            for typed in TYPED:
                words = typed.split()
                if len(words) == 1 and len(typed) < 3:
                    hits = "SELECT found_id FROM search_entry WHERE found = 'worker' AND text >= ?"
                    hits += " AND text < ?"
                    values: list[str] = [typed, typed + "\U0010ffff"]
                else:
                    longs = [word for word in words if len(word) >= 3]
                    test = " AND ".join(
                        "n IN (SELECT rowid FROM search_text WHERE text LIKE ?)" for _w in longs
                    )
                    hits = f"SELECT found_id FROM search_entry WHERE {test}"
                    values = [f"%{word}%" for word in longs]
                raw.execute(
                    "SELECT id, name, nik, birth_date, sex, phone FROM worker"
                    f" WHERE id IN ({hits}) ORDER BY name, id LIMIT 50",
                    values,
                ).fetchall()

        yield compare(
            f"{len(TYPED)} keystrokes to 50 rows, {PEOPLE:,} workers / bare SQL",
            lambda: seconds(ours),
            lambda: seconds(bare),
        )
        raw.close()
        made.close()
