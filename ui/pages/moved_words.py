"""The deadlines that a changed table of holidays moved, in words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.desk.cases import MovedDeadline
from desktop_app.i18n import current, translate_n
from desktop_app.i18n import translate as _
from desktop_app.wording import day_long, integer
from ui.messages import Dialogs

MOST = 12
"""Deadlines named one by one."""


def tell_moved(dialogs: Dialogs, moved: Sequence[MovedDeadline]) -> None:
    """List what moved, if anything did."""
    if not moved:
        return
    title = translate_n("{n} deadline has moved", "{n} deadlines have moved", len(moved))
    lines = [_line(one) for one in moved[:MOST]]
    if len(moved) > MOST:
        lines.append(_("and {n} more").format(n=integer(len(moved) - MOST)))
    dialogs.tell(title.format(n=integer(len(moved))), "\n".join(lines))


def _line(one: MovedDeadline) -> str:
    return _("{number}, {employer}: {deadline} on {now}, was {was}").format(
        number=one.number,
        employer=one.employer,
        deadline=(current() == "en" and one.rule.name_en) or one.rule.name,
        now=day_long(one.now),
        was=day_long(one.was),
    )
