"""The sessions of a class, as a tab of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desktop_app.desk.class_days import drop_session, length, put_session
from desktop_app.i18n import N_
from desktop_app.records import ClassSession, TrainingClass
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.class_words import length_words
from ui.pages.record_pane import RecordPane
from ui.widgets.basics import Elided
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class SessionsPane(RecordPane):
    """The days of a class on which there is teaching."""

    record = ClassSession
    columns = (
        Column("day", N_("Date"), 9, tight=True),
        Column("part", N_("Session of the day"), 8, right=True),
        Column("starts", N_("Begins"), 6, tight=True),
        Column("ends", N_("Ends"), 6, tight=True),
        Column("lesson_hours", N_("Lesson hours (JP)"), 8, right=True),
        Column("topic", N_("Topic"), 16),
    )
    sort: ClassVar[tuple[str, bool]] = ("day", False)
    sections = (Section("", ("day", "part", "starts", "ends", "lesson_hours", "topic")),)
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No sessions yet"),
        empty_text=N_("“Plan sessions” lays them on the days of training; holidays are skipped."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add session")
    sticky = ("part", "starts", "ends", "lesson_hours")

    def above(self) -> QWidget:
        self._long = Elided("", role="muted")
        return self._long

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, ClassSession)
        put_session(session, record)

    def take_out(self, session: Write, ids: Sequence[str]) -> int:
        for id in ids:
            drop_session(session, session.get_one(ClassSession, id))
        return len(ids)

    def refresh(self) -> None:
        super().refresh()

        def work() -> str:
            with self.store.read() as session:
                of = session.get_one(TrainingClass, self.fixed["training_class"])
                return length_words(length(session, of))

        self.run(work, self._long.setText, key=f"length {id(self)}")
