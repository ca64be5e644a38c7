"""Work again: what became of people, where there is work, and what employers promised."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.i18n import N_
from ui.pages.follow_ups import FollowUpsPane
from ui.pages.record_page import RecordPage


class WorkPage(RecordPage):
    """Follow-ups."""

    title = N_("Work again")
    shows = frozenset(
        {
            *("follow_up", "enrolment", "worker", "contact", "contact_attempt", "work_hint"),
            *("vacancy", "referral", "consultation"),
        }
    )
    panes: ClassVar[Any] = ((N_("Follow-ups"), FollowUpsPane),)
