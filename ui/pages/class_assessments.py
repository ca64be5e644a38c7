"""What a certification body found of a whole class at one sitting, entered in a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from desktop_app.desk.assessments import (
    RECORDED,
    SAID,
    Candidate,
    Sitting,
    candidates,
    enter,
    last_sitting,
    read_verdict,
)
from desktop_app.desk.units import units_of
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.validity import Validity, validity
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import Assessment, CompetencyUnit, Partner, TrainingClass
from desktop_app.records.teaching import Verdict
from desktop_app.store.sight import Read
from desktop_app.wording import day_long, day_short, integer
from ui.models.entry_table import Entered, EntryColumn
from ui.models.record_table import Row
from ui.pages.arrangement import Arrangement
from ui.pages.assessments import only_bodies
from ui.pages.grid_part import LOW, GridPart, unreadable
from ui.pages.states import COMPETENCE
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import button
from ui.widgets.case_bars import Bar
from ui.widgets.editor import Context

GRID_NEEDS = 14
"""Height in em that the grid needs beneath the bar."""


@dataclass(frozen=True)
class _Found:
    """What the part shows, read in one go."""

    sitting: Sitting | None
    body: str
    units: tuple[CompetencyUnit, ...]
    people: tuple[Candidate, ...]


class SittingBar(Bar):
    """Who assessed, for what and when: said once for all people of the class."""

    NAMES = ("body", "scheme_name", "assessed_on", "site", "assessor", "expiry_reason")

    def __init__(self, context: Context, go: Callable[[], object]) -> None:
        super().__init__()
        self.box.addLayout(self.rows(Assessment, self.NAMES, context))
        self.go = button(_("Enter verdicts"), go, kind="primary", name="clipboard-check")
        self.finish(self.go)

    def begin(self, sitting: Sitting | None) -> None:
        """Ready to be filled in, from another sitting if there was one."""
        self.show()
        for name in self.NAMES:
            self.fields[name].editor.set_value(getattr(sitting, name) if sitting else None)
        self.said.setText(_("The same for everybody who was assessed together."))
        self.fields["body"].editor.setFocus()

    def sitting(self) -> Sitting | None:
        """What was filled in; None while something that must be there is missing."""
        values = {name: self.fields[name].editor.value() for name in self.NAMES}
        if not (values["body"] and values["scheme_name"] and values["assessed_on"]):
            return None
        return Sitting(**values)


class AssessmentsOfClass(GridPart[_Found]):
    """K or BK for everybody, unit by unit where the programme has units; number and validity."""

    def __init__(self, pane: Arrangement, record: TrainingClass) -> None:
        self._class, self._programme = record.id, record.programme
        self._sitting: Sitting | None = None
        act = Action("sitting", N_("Another sitting"), self.ask, "calendar-days", stroke("act"))
        super().__init__(
            pane,
            _columns(()),
            _("Assessments of the class"),
            [act],
            _("K competent · B not yet · Ctrl+D fills down · Ctrl+V pastes · F7 sitting"),
        )
        finding = replace(pane.context, find=only_bodies(pane.context.find, pane.store))
        self.bar = SittingBar(finding, self.go_on)
        self.bar.closed.connect(self._closed)
        # In a low window with large text the bar is looked at bit by bit.
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.bar)
        self.bar.hide()  # Which `setWidget` has shown.
        self.area.hide()
        self.top.addWidget(self.area)

    def load(self, session: Read) -> _Found:
        sitting = self._sitting or last_sitting(session, self._class)
        body = session.get(Partner, sitting.body) if sitting else None
        return _Found(
            sitting,
            body.name if body else "",
            tuple(units_of(session, self._programme)),
            tuple(candidates(session, self._class, sitting)),
        )

    def show_found(self, found: _Found) -> None:
        self.grid.set_columns(_columns(found.units))
        super().show_found(found)

    def rows(self, found: _Found) -> Sequence[Row]:
        today = self.pane.office.today
        return [_row(one, found.units, today) for one in found.people]

    def said(self, found: _Found) -> str:
        if found.sitting is None:
            return _("Nobody was assessed yet. F7: say who assessed, for what and when.")
        verdicts = [one.assessment.verdict for one in found.people if one.assessment]
        words = [
            found.body,
            found.sitting.scheme_name,
            day_long(found.sitting.assessed_on),
            *(
                f"{integer(count)} {_(verdict.label).lower()}"
                for verdict in Verdict
                if (count := verdicts.count(verdict))
            ),
        ]
        if left := len(found.people) - len(verdicts):
            words.append(_("{n} without verdict").format(n=integer(left)))
        return " · ".join(words)

    def about(self, row: Row, column: str) -> str:
        units = {unit.id: unit for unit in self.found.units} if self.found else {}
        unit = units.get(column)
        if unit is not None:
            return " · ".join(word for word in (unit.code, unit.name) if word)
        return str(row["employer"])

    # --- the sitting -----------------------------------------------------------------

    def ask(self) -> None:
        """Ask who assessed, for what and when."""
        self.bar.begin(self.found.sitting if self.found else None)
        self._room()

    def go_on(self) -> None:
        """Enter verdicts of the sitting that was filled in."""
        sitting = self.bar.sitting()
        if sitting is None:
            self.bar.said.setText(_("Fill in certification body, scheme and date."))
            return
        self._sitting = sitting
        self.bar.close_bar()
        self.refresh()

    def _closed(self) -> None:
        self._room()
        self.enter()

    def _room(self) -> None:
        """Where the window is low, the bar stands in the grid's place."""
        asked = not self.bar.isHidden()
        self.area.setVisible(asked)
        self.area.setMaximumHeight(self.bar.sizeHint().height())
        roomy = self.height() - self.bar.sizeHint().height() >= px(GRID_NEEDS)
        for widget in (self.line, self.row, self.grid, self.detail):
            widget.setVisible(roomy or not asked)
        self.hints.setVisible(self.height() >= px(LOW) and (roomy or not asked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room()

    def enter(self) -> None:
        if self.bar.isHidden():
            super().enter()
        else:
            self.bar.fields["body"].editor.setFocus()

    def escape(self) -> None:
        if self.bar.isHidden():
            super().escape()
        else:
            self.bar.close_bar()

    # --- entering ----------------------------------------------------------------------

    def take(self, cells: list[Entered]) -> None:
        sitting = self.found.sitting if self.found else None
        if sitting is None:
            self.ask()
            return
        entries: dict[str, dict[str, Any]] = {}
        for cell in cells:
            entries.setdefault(cell.id, {})[cell.column] = self._value(cell)
        id = self._class

        def said(count: int) -> str:
            words = translate_n("{n} assessment recorded", "{n} assessments recorded", count)
            return words.format(n=integer(count))

        self.pane.write(RECORDED, lambda session: enter(session, id, sitting, entries), said)

    def _value(self, cell: Entered) -> Any:
        if cell.column == "valid_until":
            try:
                return read_day(cell.text, self.pane.office.today)
            except Unreadable as error:
                raise unreadable(error) from error
        if cell.column in SAID[1:]:
            return cell.text or None
        return read_verdict(cell.text)


def _columns(units: Sequence[CompetencyUnit]) -> tuple[EntryColumn, ...]:
    return (
        EntryColumn("name", N_("Name"), 13),
        EntryColumn("verdict", N_("Verdict"), 10.5, letters="KB", state=_state, tight=True),
        *(
            EntryColumn(unit.id, str(number), 3.2, letters="KB", tight=True)
            for number, unit in enumerate(units, 1)
        ),
        EntryColumn("certificate_number", N_("Certificate number"), 15, typed=True),
        EntryColumn("registration", N_("Registration number"), 11, typed=True),
        EntryColumn("valid_until", N_("Valid until"), 9, typed=True, tight=True),
    )


def _state(row: Row) -> str:
    return str(row["role"])


def _row(one: Candidate, units: Sequence[CompetencyUnit], today: date) -> Row:
    made = one.assessment
    ended = made is not None and validity(made.valid_until, today, 0) is Validity.EXPIRED
    until = day_short(made.valid_until) if made and made.valid_until else ""
    return {
        "id": one.learner.id,
        "name": one.learner.name,
        "employer": one.learner.employer,
        "verdict": _(made.verdict.label) if made else "",
        "verdict key": made.verdict.value[:1] if made else "",
        "role": COMPETENCE[made.verdict] if made else "muted",
        "certificate_number": made.certificate_number if made else "",
        "registration": made.registration if made else "",
        "valid_until": f"{until} !" if ended else until,
        "valid_until key": until,
        **{unit.id: one.units[unit.id].value for unit in units if unit.id in one.units},
    }
