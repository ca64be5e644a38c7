"""What happened to a record, and what two people wrote into it at once."""

from __future__ import annotations

from desktop_app.desk.editing import Clash
from desktop_app.desk.history import history
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.wording import show
from ui.models.record_table import Column
from ui.pages.arrangement import Arrangement
from ui.widgets.part import TablePart

_HISTORY = (
    Column("when", N_("When"), 14, sortable=False),
    Column("who", N_("By whom"), 9, sortable=False),
    Column("what", N_("What"), 12, sortable=False),
    Column("old", N_("Before"), 12, sortable=False),
    Column("new", N_("After"), 12, sortable=False),
    Column("why", N_("Act"), 10, sortable=False),
)


def history_part(pane: Arrangement, id: str) -> TablePart:
    """Who changed what in the record, when and why, the newest first."""

    def load() -> list[dict[str, str]]:
        return [vars(line) for line in history(pane.store, pane.record, id, pane.office.zone)]

    return TablePart(_HISTORY, _("History"), load, pane.run)


def clash_words(pane: Arrangement, clash: Clash) -> str:
    """A field with both values: the one saved meanwhile, and one's own."""
    described = describe(pane.record)[clash.name]
    texts = []
    for value in (clash.saved, clash.typed):
        if described.target and value:
            texts.append(pane.caption(described.target, value))
        else:
            texts.append(show(described, value, pane.office.zone) or "–")
    return _("{field}: saved “{saved}”, yours “{yours}”").format(
        field=described.label, saved=texts[0], yours=texts[1]
    )
