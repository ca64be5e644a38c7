"""The palette and a page's coming into sight at 100,000 workers, against bare SQL and widgets."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Ratio, compare, seconds
from benchmarks.people import office
from desktop_app.store.engine import connect_file

PEOPLE = 100_000
TYPED = ("bu", "bud", "budi", "budi sa", "tumewu", "71710", "9942")


def run() -> Iterator[Ratio]:
    """Seven keystrokes to what is painted; and forth and back between two pages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget

    from ui.application import make_application
    from ui.desk_office import DeskOffice
    from ui.finding import Finder
    from ui.jobs import Jobs
    from ui.screenshots import wait
    from ui.shell import Look
    from ui.signals import Signals
    from ui.window import Window

    make_application(Look(theme="light"))
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder) / "home", people=PEOPLE)
        raw = connect_file(made.store.place, read_only=True)
        jobs = Jobs()
        finder = Finder(made.store, lambda: window.shell)
        window = Window(
            DeskOffice(made), Look(theme="light"), jobs=jobs, signals=Signals(), find=finder
        )
        window.show_page("employers")
        window.show_page("workers")
        window.show()

        def rest() -> None:
            wait(5)
            while jobs.running:
                wait(5)

        rest()
        palette = window.palette_list
        window.palette_focus()

        def keystrokes() -> None:
            for typed in TYPED:
                palette.line.setText(typed)
                palette._typed()  # what a key does, without the pause that gathers several
                palette._records = list(finder(typed))
                palette._show()
                QApplication.processEvents()

        def bare() -> None:
            for typed in TYPED:
                words = typed.split()
                if len(typed) < 3:
                    hits = "SELECT found_id FROM search_entry WHERE text >= ? AND text < ?"
                    values = [typed, typed + "\U0010ffff"]
                else:
                    test = " AND ".join(
                        "n IN (SELECT rowid FROM search_text WHERE text LIKE ?)" for _w in words
                    )
                    hits = f"SELECT found_id FROM search_entry WHERE {test}"
                    values = [f"%{word}%" for word in words]
                raw.execute(
                    f"SELECT id, name FROM worker WHERE id IN ({hits}) ORDER BY name, id LIMIT 5",
                    values,
                ).fetchall()

        yield compare(
            f"{len(TYPED)} palette keystrokes to paint, {PEOPLE:,} workers / bare SQL",
            lambda: seconds(keystrokes),
            lambda: seconds(bare),
        )
        palette.close_up()
        stack = QStackedWidget()
        for text in ("a", "b"):
            stack.addWidget(QLabel(text))
        stack.resize(window.size())
        stack.show()

        def pages() -> None:
            for name in ("employers", "workers"):
                window.show_page(name)
                QApplication.processEvents()

        def widgets() -> None:
            for number in (0, 1):
                stack.setCurrentIndex(number)
                QApplication.processEvents()

        yield compare(
            f"two page switches, {PEOPLE:,} workers / bare stack of labels",
            lambda: seconds(pages),
            lambda: seconds(widgets),
        )
        rest()
        stack.close()
        jobs.finish()
        window.close()
        jobs.close()
        raw.close()
        made.close()
