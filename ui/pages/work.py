"""Work again: what became of people, where there is work, and what employers promised."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.desk.vacancies import Proposal
from desktop_app.i18n import N_
from ui.pages.follow_ups import FollowUpsPane
from ui.pages.promises import PromisesPane
from ui.pages.record_page import RecordPage
from ui.pages.referrals import ReferralsPane
from ui.pages.vacancies import VacanciesPane


class WorkPage(RecordPage):
    """Follow-ups, promises to rehire, vacancies and referrals."""

    title = N_("Work again")
    shows = frozenset(
        {
            *("follow_up", "enrolment", "worker", "contact", "contact_attempt", "work_hint"),
            *("vacancy", "referral", "consultation"),
        }
    )
    panes: ClassVar[Any] = (
        (N_("Follow-ups"), FollowUpsPane),
        (N_("Vacancies"), VacanciesPane),
        (N_("Referrals"), ReferralsPane),
        (N_("Promises to rehire"), PromisesPane),
    )

    def open(self, **what: Any) -> None:
        """As any page of records; ``proposal`` has an answer confirmed by a person."""
        super().open(**what)
        if isinstance(found := what.get("proposal"), Proposal):
            self.show_pane("follow_up")
            assert isinstance(self.pane, FollowUpsPane)
            self.pane.answer(found.follow_up, found)
