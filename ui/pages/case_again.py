"""Going on with a case instead of beginning a second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop_app.desk.case_work import ENDED, RUNNING, continuing, earlier_case
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.records import Consultation
from desktop_app.wording import day_long
from ui.messages import Offer
from ui.pages.record_view import RecordView
from ui.widgets.action_row import Action

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

CONTINUE = N_("Continue this case")


def continue_acts(pane: RecordPane, case: Consultation) -> list[Action]:
    """The action that begins the next talk of a case that has ended."""
    if case.state not in ENDED:
        return []
    values = continuing(case)
    return [Action("continue", CONTINUE, lambda: pane.new(**values), "redo-2")]


class EmployerWatch:
    """Looks, while a new case is typed, whether its employer has one to go on with.

    It only offers; a second case may be right.
    """

    def __init__(self, pane: RecordPane, view: RecordView) -> None:
        self._pane, self._view = pane, view
        self._seen: str | None = None
        view.form.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Ask about the employer named now, once for each."""
        pane, draft = self._pane, self._view.draft
        employer = draft.get("employer")
        if employer == self._seen or draft.get("continues"):
            return
        self._seen = employer
        if employer is None:
            self._view.banner.hide()
            return

        def work() -> Consultation | None:
            with pane.store.read() as session:
                return earlier_case(session, employer, pane.office.today)

        pane.run(work, self._offer, key="earlier case")

    def _offer(self, found: Consultation | None) -> None:
        view = self._view
        if not isValid(view) or found is None or view.draft.get("employer") != found.employer:
            return
        running = found.state in RUNNING
        words = (
            _("This employer has a running case: {number} of {day}.")
            if running
            else _("With this employer there was {number} of {day}.")
        )
        view.banner.say(
            "info",
            words.format(number=found.number, day=day_long(found.held_on)),
            Offer(_(CONTINUE), lambda: self._go_on(found)),
        )

    def _go_on(self, found: Consultation) -> None:
        """A running case is opened at its meetings; an ended one is continued by this one."""
        if found.state in RUNNING:
            self._view.discard()
            self._pane.open_id(found.id, "meetings")
        else:
            draft = self._view.draft
            values = continuing(found)
            free = {n: v for n, v in values.items() if draft.get(n) is None and n != "channel"}
            self._view.form.fill(free)
            self._view.form.focus_first()
