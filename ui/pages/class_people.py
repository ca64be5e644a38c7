"""The people of a class, as a tab of it: who has a seat, who waits, who gave it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from desktop_app.desk import seats
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import Enrolment
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.class_life import done_words
from ui.pages.record_pane import RecordPane
from ui.pages.states import ENROLMENT
from ui.widgets.action_row import Action
from ui.widgets.record_list import Wording

MOVED_UP = N_("Moved up from the waiting list")


class EnrolmentsOfClass(RecordPane):
    """Who has a seat in a class, or waits for one in it."""

    record = Enrolment
    columns = (
        Column("affected_worker.worker", N_("Name"), 16),
        Column("affected_worker.worker.nik", N_("NIK"), 12.5, tight=True),
        Column("affected_worker.employer", N_("Employer"), 14),
        Column("number", N_("Number"), 12.5, tight=True),
        Column("state", N_("State"), 9, state=badge("state", ENROLMENT)),
    )
    searched: ClassVar[tuple[str, ...]] = ("affected_worker.worker",)
    wording = Wording(
        N_("Search name, NIK, number"),
        empty_heading=N_("Nobody has a seat yet"),
        empty_text=N_("Enrol people from their consultation and choose this class."),
        hints=N_("F7 moves up who waits · Esc back"),
    )

    def list_actions(self) -> list[Action]:
        return [
            Action("up", N_("Move up"), self.move_up, "arrow-up", stroke("act")),
            Action("wait", N_("To the waiting list"), self.wait, "clock", menu_only=True),
            Action("out", N_("Take out of the class"), self.release, "undo-2", menu_only=True),
            Action("never", N_("Did not come …"), self.never_came, "x", menu_only=True),
            Action("drop", N_("Gave up the training …"), self.drop_out, "flag", menu_only=True),
        ]

    @property
    def training_class(self) -> str:
        """The class whose people these are."""
        return str(self.fixed["training_class"])

    def move_up(self) -> None:
        """Give the free seats to those who wait, in their order."""

        def said(moved: list[Enrolment]) -> str:
            if not moved:
                return _("No seat is free, or nobody waits.")
            return done_words(MOVED_UP, len(moved))

        self.write(MOVED_UP, partial(seats.move_up, training_class=self.training_class), said)

    def wait(self) -> None:
        """Those chosen wait for this class."""
        put = partial(seats.put_waiting, training_class=self.training_class)
        self._chosen(N_("Put on the waiting list"), put)

    def release(self) -> None:
        """Those chosen lose their seat and look for another."""
        self._chosen(N_("Taken out of the class"), seats.release)

    def _chosen(self, why: str, act: Callable[[Write, list[str]], list[Enrolment]]) -> None:
        ids = self.list.selected_ids()
        if ids:
            self.write(
                why,
                lambda session: act(session, ids),
                lambda people: done_words(why, len(people)),
            )

    def never_came(self) -> None:
        """The person under the cursor never came; his seat is free for who waits."""
        self._one(N_("Did not come"), seats.did_not_come)

    def drop_out(self) -> None:
        """The person under the cursor gives the training up."""
        self._one(N_("Gave up the training"), seats.drop_out)

    def _one(self, why: str, act: Callable[[Write, str, str], Enrolment]) -> None:
        id = self.list.current_id()
        reason = self.shell.dialogs.line(_(why), _("Reason")) if id else None
        if id is None or not reason:
            return

        def told(session: Write) -> int:
            act(session, id, reason)
            session.flush()
            return seats.seats_left(session, self.training_class)

        def said(left: int) -> str:
            words = translate_n("{n} seat is free.", "{n} seats are free.", left)
            return f"{_(why)}. {words.format(n=left)}"

        self.write(why, told, said)
