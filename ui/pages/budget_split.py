"""A budget line split to offices in a grid: typed, filled down, or pasted as a whole list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QGuiApplication

from desktop_app.desk.budget_split import ENTERED, Entry, Share, Split, enter, read_list, split_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.reading import Unreadable, read_money
from desktop_app.records import BudgetLine
from desktop_app.store.sight import Read
from desktop_app.wording import integer, money
from ui.models.entry_table import Entered, EntryColumn
from ui.models.record_table import Row
from ui.pages.arrangement import Arrangement
from ui.pages.grid_part import GridPart, read_whole, unreadable
from ui.widgets.action_row import Action

_COLUMNS = (
    EntryColumn("office", N_("Office"), 6, tight=True),
    EntryColumn("name", N_("Office name"), 16),
    EntryColumn("ceiling", N_("Ceiling (pagu)"), 11, right=True, typed=True, tight=True),
    EntryColumn("quota", N_("Quota (people)"), 8, right=True, typed=True, tight=True),
)
MOST_PEOPLE = 10_000_000


class SplitPart(GridPart[Split]):
    """What each office has of one line; the sum stands above, against what there is."""

    def __init__(self, pane: Arrangement, record: BudgetLine) -> None:
        self._line = record.id
        paste = Action(
            "paste",
            N_("Paste list"),
            self.paste_list,
            "clipboard-list",
            stroke("act"),
            primary=True,
        )
        super().__init__(
            pane,
            _COLUMNS,
            _("Shares of the offices"),
            [paste],
            _("Enter goes down · Ctrl+D fills down · Ctrl+V pastes cells · F7 pastes by office"),
        )

    def load(self, session: Read) -> Split:
        return split_of(session, self._line)

    def rows(self, found: Split) -> Sequence[Row]:
        return [_row(one) for one in found.shares]

    def said(self, found: Split) -> str:
        return _("Split: {split} of {whole}").format(
            split=money(found.shared), whole=money(found.ceiling)
        )

    def about(self, row: Row, column: str) -> str:
        """What is left to be split, whichever cell the cursor is in."""
        found = self.found
        if found is None:
            return ""
        words = [_("{left} left").format(left=money(found.ceiling - found.shared))]
        if found.quota is not None or found.places:
            whole = "–" if found.quota is None else integer(found.quota)
            of = _("{places} of {whole} places")
            words.append(of.format(places=integer(found.places), whole=whole))
        return " · ".join(words)

    def take(self, cells: list[Entered]) -> None:
        entries: dict[str, dict[str, int | None]] = {}
        for cell in cells:
            entries.setdefault(cell.id, {})[cell.column] = _value(cell)
        self._enter(entries)

    def paste_list(self) -> None:
        """Take the shares of all offices from the clipboard, each by the code of its office."""
        if self.found is None:
            return
        try:
            entries = read_list(QGuiApplication.clipboard().text(), self.found)
        except UserError as error:
            self.pane.shell.messages.error(error)
            return
        self._enter(entries)

    def _enter(self, entries: Mapping[str, Entry]) -> None:
        def said(count: int) -> str:
            words = translate_n("{n} share entered", "{n} shares entered", count)
            return words.format(n=integer(count))

        self.pane.write(ENTERED, lambda session: enter(session, self._line, entries), said)


def _value(cell: Entered) -> int | None:
    if cell.column == "quota":
        return read_whole(cell.text.replace(".", ""), 0, MOST_PEOPLE)
    try:
        return read_money(cell.text)
    except Unreadable as error:
        raise unreadable(error) from error


def _row(one: Share) -> Row:
    return {
        "id": one.key,
        "office": one.office,
        "name": one.name,
        "ceiling": "" if one.ceiling is None else money(one.ceiling),
        "quota": "" if one.quota is None else integer(one.quota),
    }
