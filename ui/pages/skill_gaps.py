"""Skills that people lacked: of one worker's case, and of a whole class after training."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.skill_gaps import JUDGED, Gap, gaps_of, judge, lack
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.skill_gaps import closed_of
from desktop_app.records import Officer, SkillGap, TrainingClass
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import day_short, integer
from ui.models.entry_table import Entered, EntryColumn
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.pages.grid_part import GridPart, read_whole
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import CLOSING
from ui.widgets.action_row import Action
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_LEVELS = "012345"


class SkillGapsPane(RecordPane):
    """The skills one person lacked."""

    record = SkillGap
    columns = (
        Column("skill", N_("Skill"), 20),
        Column("wanted", N_("Level wanted"), 8, right=True),
        Column("before", N_("Level before"), 8, right=True),
        Column("after", N_("Level after"), 8, right=True),
        Column("after_by", N_("Judged after by"), 12),
        Column("after_on", N_("Judged after on"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("skill", False)
    sections = (
        Section("", ("skill", "wanted", "before", "before_by", "before_on")),
        Section(N_("After training"), ("after", "after_by", "after_on")),
    )
    first = 2
    wording = Wording(
        N_("Search skill"),
        empty_heading=N_("No skill gap recorded"),
        empty_text=N_("Note what the worker lacks for the next job: level wanted, level now."),
        hints=N_("Ctrl+N adds a skill · Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add skill")
    sticky = ("before_by", "before_on")

    def starts(self, session: Write) -> dict[str, Any]:
        officer = session.get(Officer, self.store.author.officer)
        return {"before_by": officer.name if officer else None, "before_on": self.office.today}


def gaps_tab(pane: Arrangement, case: str) -> Part:
    """The tab with the skills that the person of a case lacked."""
    make = partial(SkillGapsPane, pane.page, {"affected_worker": case})
    return Part("gaps", N_("Skill gaps"), make)


class GapsOfClass(GridPart[list[Gap]]):
    """Levels before and after, entered for everybody in a class."""

    def __init__(self, pane: Arrangement, record: TrainingClass) -> None:
        self._class = record.id
        add = Action("add", N_("Add skill for all"), self.add, "plus", stroke("act"))
        super().__init__(
            pane,
            _COLUMNS,
            _("Skill gaps of the class"),
            [add],
            _("0 to 5 enters a level · Ctrl+D fills down · Ctrl+V pastes · F7 adds a skill"),
        )

    def load(self, session: Read) -> list[Gap]:
        return gaps_of(session, self._class)

    def rows(self, found: list[Gap]) -> Sequence[Row]:
        return [_row(one) for one in found]

    def said(self, found: list[Gap]) -> str:
        if not found:
            return _("No skill gap recorded in this class. F7 adds one for everybody.")
        closed, judged = closed_of(one.closing for one in found)
        return _("{closed} of {judged} gaps closed · {all} recorded").format(
            closed=integer(closed), judged=integer(judged), all=integer(len(found))
        )

    def about(self, row: Row, column: str) -> str:
        return str(row["judged"])

    def take(self, cells: list[Entered]) -> None:
        entries: dict[str, dict[str, object]] = {}
        for cell in cells:
            entries.setdefault(cell.id, {})[cell.column] = _value(cell)
        id = self._class

        def said(count: int) -> str:
            words = translate_n("{n} skill judged", "{n} skills judged", count)
            return words.format(n=integer(count))

        self.pane.write(JUDGED, lambda session: judge(session, id, entries), said)

    def add(self) -> None:
        """Everybody lacks a skill: name, level wanted and level before."""
        title = _("Add skill for all")
        line = self.pane.shell.dialogs.line(title, _("Skill; level wanted; level before"))
        if line is None or not line.strip():
            return
        name, *levels = (part.strip() for part in line.split(";"))
        if len(levels) != 2:
            self.pane.shell.messages.info(_("For example: Operating a forklift; 3; 1"))
            return
        try:
            wanted, before = (read_whole(level, 0, 5) for level in levels)
        except UserError as error:
            self.pane.shell.messages.error(error)
            return
        id = self._class

        def said(made: list[SkillGap]) -> str:
            words = translate_n("{n} skill gap recorded", "{n} skill gaps recorded", len(made))
            return words.format(n=integer(len(made)))

        self.pane.write(
            N_("Skill gap recorded"),
            lambda session: lack(session, id, name, wanted or 0, before or 0),
            said,
        )


_COLUMNS = (
    EntryColumn("name", N_("Name"), 13),
    EntryColumn("skill", N_("Skill"), 15),
    EntryColumn("wanted", N_("Wanted"), 6.5, right=True, letters=_LEVELS, tight=True),
    EntryColumn("before", N_("Before"), 6.5, right=True, letters=_LEVELS, tight=True),
    EntryColumn("after", N_("After"), 6.5, right=True, letters=_LEVELS, tight=True),
    EntryColumn("closing", N_("Gap"), 9.5, state=lambda row: row["role"], tight=True),
    EntryColumn("after_by", N_("Judged after by"), 10, typed=True),
)


def _value(cell: Entered) -> object:
    if cell.column == "after_by":
        return cell.text or None
    level = read_whole(cell.text, 0, 5)
    if level is None and cell.column != "after":
        raise UserError("LEVEL", N_("Level wanted and level before must stay."))
    return level


def _row(one: Gap) -> Row:
    gap = one.record
    judged = [f"{gap.before_by} {day_short(gap.before_on) if gap.before_on else ''}".strip()]
    if gap.after is not None:
        judged.append(f"{gap.after_by} {day_short(gap.after_on) if gap.after_on else ''}".strip())
    return {
        "id": gap.id,
        "name": one.learner.name,
        "skill": gap.skill,
        "wanted": str(gap.wanted),
        "before": str(gap.before),
        "after": "" if gap.after is None else str(gap.after),
        "closing": _(one.closing.label),
        "role": CLOSING[one.closing],
        "after_by": gap.after_by or "",
        "judged": _("Judged by {names}").format(names=", ".join(judged)),
    }
