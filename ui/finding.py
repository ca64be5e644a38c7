"""The search over everything: people, employers, consultations, classes by what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop_app.desk.lists import captions
from desktop_app.i18n import translate as _
from desktop_app.records import Consultation, Employer, TrainingClass, Worker
from desktop_app.records.record import Record
from desktop_app.store.store import Store
from ui.shell import Shell

PLACES: tuple[tuple[type[Record], str], ...] = (
    (Worker, "workers"),
    (Employer, "employers"),
    (Consultation, "consultations"),
    (TrainingClass, "programmes"),
)
"""What is looked for, and the page that opens it."""

MOST = 5
"""Records shown of each kind."""


def finder(
    store: Store, shell: Callable[[], Shell]
) -> Callable[[str], list[tuple[str, Callable[[], object]]]]:
    """What the palette asks, in the store's thread; `shell` is there once the window is."""

    def find(typed: str) -> list[tuple[str, Callable[[], object]]]:
        with store.read() as session:
            return [
                (f"{caption}  ·  {_(record.title)}", partial(shell().go, page, id=id))
                for record, page in PLACES
                for id, caption in captions(session, record, typed, MOST)
            ]

    return find
