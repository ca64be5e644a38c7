"""Who and what of a class is in another class at the same time, as a tab of it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.desk.clashes import clashes_of
from desktop_app.desk.editing import fetch
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.clashes import Clash
from desktop_app.records import TrainingClass
from desktop_app.wording import day_short
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.widgets.part import TablePart

_COLUMNS = (
    Column("doubled", N_("In two classes"), 9, state=lambda row: "warning", sortable=False),
    Column("name", N_("Name"), 14, sortable=False),
    Column("other", N_("Other class"), 11, sortable=False),
    Column("days", N_("On"), 20, sortable=False),
)


class ClashesPart(TablePart):
    """A table of the clashes; Enter opens the other class."""

    def __init__(self, pane: Arrangement, id: str) -> None:
        self._pane, self._id = pane, id
        self._found: list[Clash] = []
        nothing = (_("No clashes"), _("Nobody and nothing is in another class at these times."))
        super().__init__(_COLUMNS, _("Clashes"), self._rows, pane.run, nothing)
        self.table.opened.connect(self._open)

    def _rows(self) -> Sequence[Row]:
        with self._pane.store.read() as session:
            record = fetch(session, TrainingClass, self._id)
            assert isinstance(record, TrainingClass)
            self._found = clashes_of(session, self._pane.store.facts(), record)
        return [clash_row(clash) for clash in self._found]

    def _open(self, row: int) -> None:
        self._pane.shell.go("programmes", id=self._found[row].other)


def clash_row(clash: Clash) -> Row:
    """A clash as a row of a table."""
    days = ", ".join(day_short(day) for day in clash.days[:3])
    more = len(clash.days) - 3
    return {
        "doubled": _(clash.doubled.label),
        "name": clash.name,
        "other": clash.other_code,
        "days": days if more <= 0 else _("{days} and {n} more").format(days=days, n=more),
    }
