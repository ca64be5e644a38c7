"""*Bagi ke kelas*: a proposal of classes and a waiting list, edited by keys, taken in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from sqlalchemy import select

from desktop_app.desk.dividing import DIVIDED, Divided, accept, looking, terms
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke, strokes
from desktop_app.processes.dividing import (
    Aside,
    Proposal,
    Proposed,
    Seeker,
    Terms,
    add,
    busy_with,
    change,
    dissolve,
    faults,
    move,
    propose,
)
from desktop_app.records import TrainingProgramme
from desktop_app.store.undo import LastChange, last_change
from ui.models.record_table import Column
from ui.pages.dividing_words import accepted_words, group_row, person_row, title_words
from ui.theme import px
from ui.widgets.basics import Elided, button, tool
from ui.widgets.class_fields import ClassFields
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

_GROUPS = (
    Column("name", N_("Class"), 7, sortable=False),
    Column("people", N_("People"), 4.5, right=True, sortable=False),
    Column("state", N_("State"), 8.5, state=lambda row: row["role"], sortable=False),
    Column("starts_on", N_("First day"), 7, tight=True, sortable=False),
    Column("programme", N_("Training programme"), 9, sortable=False),
)
_PEOPLE = (
    Column("name", N_("Name"), 10, sortable=False),
    Column("busy", N_("Also in class"), 8, state=lambda row: row["role"], sortable=False),
    Column("place", N_("District or city"), 8, sortable=False),
    Column("employer", N_("Employer"), 9, sortable=False),
)


class DivideView(PartWidget):
    """Groups at the left, the people of one at the right, what a class is above them."""

    def __init__(self, pane: RecordPane, ids: Sequence[str] | None) -> None:
        """`ids` are enrolments; None means all who look for a seat."""
        super().__init__()
        self.pane, self._ids = pane, ids
        self.seekers: dict[str, Seeker] = {}
        self.proposal = Proposal(())
        self._terms: Terms | None = None
        self._names: dict[str, str] = {}
        self._showing = False
        self.title = Elided(_("Divide into classes"), role="heading")
        self.fields = ClassFields(pane.context)
        self.fields.edited.connect(self._edited)
        self.groups = SmallTable(_GROUPS, _("Classes proposed"))
        self.people = SmallTable(_PEOPLE, _("People"))
        for table in (self.groups, self.people):
            table.setWordWrap(False)
        self.groups.opened.connect(lambda _row: self.fields.begin())
        self.groups.selectionModel().currentRowChanged.connect(lambda *_which: self._turned())
        hints = _("1–9 to that class · W waiting list · X leave out · Alt+↑↓ group before or after")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        layout.addLayout(self._head())
        layout.addWidget(self.fields)
        body = QHBoxLayout()
        body.setSpacing(px(0.8))
        body.addWidget(self.groups, 1)
        body.addWidget(self.people, 1)
        layout.addLayout(body, 1)
        layout.addWidget(Elided(hints, role="muted"))
        self._keys()
        self.on_escape(self, self._back)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addWidget(tool("arrow-left", _("Back to the list (Esc)"), self._back))
        row.addWidget(self.title, 1)
        row.addWidget(tool("plus", _("Another class like this (Ins)"), self.add))
        row.addWidget(tool("x", _("Dissolve the class (Del)"), self.dissolve))
        again = button(_("Propose again"), self.again, name="refresh-cw", key=stroke("other_act"))
        row.addWidget(again)
        self.go = button(_("Accept"), self.accept, kind="primary", name="check", key=stroke("act"))
        row.addWidget(self.go)
        return row

    def _keys(self) -> None:
        moves = [(key, partial(self._to_class, n)) for n, key in enumerate(strokes("to_class"))]
        waiting, out = stroke("to_waiting"), stroke("to_nobody")
        aside = [(waiting, partial(self.put, Aside.WAITING)), (out, partial(self.put, Aside.OUT))]
        Keys(self.people, [*moves, *aside])
        before, after = strokes("to_next")
        steps = [(before, partial(self._step, -1)), (after, partial(self._step, 1))]
        acts = [(stroke("act"), self.accept), (stroke("other_act"), self.again)]
        Keys(self, [*steps, *acts])
        Keys(self.groups, [(stroke("add"), self.add), (stroke("void"), self.dissolve)])

    # --- loading ---------------------------------------------------------------------

    def refresh(self) -> None:
        if not self.seekers:
            self._load()

    def _load(self) -> None:
        office, ids = self.pane.office, self._ids

        def work() -> tuple[dict[str, Seeker], Terms, dict[str, str]]:
            with office.store.read() as session:
                asked = terms(
                    session, office.store.facts(), office.office.code, starts_on=office.today
                )
                rows = session.execute(select(TrainingProgramme.id, TrainingProgramme.name))
                return looking(session, ids), asked, {row.id: row.name for row in rows}

        def done(found: tuple[dict[str, Seeker], Terms, dict[str, str]]) -> None:
            self.seekers, self._terms, self._names = found
            self.again()
            self.groups.setFocus()

        self.pane.run(work, done, key="divide")

    def again(self) -> None:
        """Propose anew, with the first day and the seats of the class under the cursor."""
        if self._terms is None:
            return
        if isinstance(at := self.place, int) and self.proposal.classes:
            like = self.proposal.classes[at]
            self._terms = replace(self._terms, starts_on=like.starts_on, capacity=like.capacity)
        self._take(propose(self.seekers.values(), self._terms))

    # --- what is in sight --------------------------------------------------------------

    @property
    def places(self) -> list[int | Aside]:
        """What the lines of the left table are."""
        return [*range(len(self.proposal.classes)), Aside.WAITING, Aside.OUT]

    @property
    def place(self) -> int | Aside:
        """The group under the cursor."""
        row = self.groups.currentIndex().row()
        return self.places[row] if 0 <= row < len(self.places) else Aside.WAITING

    @property
    def least(self) -> int:
        """How many people a class should have."""
        return self._terms.least if self._terms else 1

    def _take(self, proposal: Proposal, row: int | None = None) -> None:
        """Show another proposal; the cursor stays where it is."""
        at = max(self.groups.currentIndex().row(), 0) if row is None else row
        self.proposal = proposal
        self.title.setText(title_words(proposal))
        self.go.setEnabled(bool(self.seekers))
        self._show_groups(min(at, len(self.places) - 1))
        self._turned()

    def _show_groups(self, row: int) -> None:
        self._showing = True
        self.groups.show_rows([self._group(place) for place in self.places])
        self.groups.setCurrentIndex(self.groups.table.index(row, 0))
        self._showing = False

    def _group(self, place: int | Aside) -> dict[str, str]:
        people = self.proposal.people(place)
        if not isinstance(place, int):
            return group_row(place, None, "", len(people), [])
        one = self.proposal.classes[place]
        found = faults(one, self.least, self.seekers)
        return group_row(place, one, self._names.get(one.kind.programme, ""), len(people), found)

    def _turned(self) -> None:
        """Another group is under the cursor."""
        if self._showing:
            return
        place = self.place
        one = self.proposal.classes[place] if isinstance(place, int) else None
        shown = ("starts_on", "ends_on", "capacity", "place")
        self.fields.show_values({name: getattr(one, name) for name in shown} if one else {})
        self._show_people(one)

    def _show_people(self, one: Proposed | None) -> None:
        seekers = [self.seekers[id] for id in self.proposal.people(self.place)]
        rows = [person_row(s, busy_with(s, one) if one else "") for s in seekers]
        self.people.show_rows(rows)
        if rows:
            self.people.setCurrentIndex(self.people.table.index(0, 0))

    # --- editing -----------------------------------------------------------------------

    def _edited(self, name: str) -> None:
        """A field of the class says something else; a new first day moves the last one."""
        place, value = self.place, self.fields.value(name)
        if not isinstance(place, int) or self._terms is None or (value is None and name != "place"):
            return
        one = self.proposal.classes[place]
        changed: dict[str, Any] = {name: value or ""}
        if name == "starts_on":
            changed["ends_on"] = self._terms.ends(one.kind.programme, value)
            self.fields.show_value("ends_on", changed["ends_on"])
        self.proposal = change(self.proposal, place, replace(one, **changed))
        self._show_groups(place)
        self._show_people(self.proposal.classes[place])

    def _chosen(self) -> list[str]:
        people = self.proposal.people(self.place)
        rows = sorted({index.row() for index in self.people.selectedIndexes()})
        return [people[row] for row in rows if row < len(people)]

    def _to_class(self, number: int) -> None:
        if number < len(self.proposal.classes):
            self.put(number)

    def _step(self, by: int) -> None:
        at = self.places.index(self.place) + by
        if 0 <= at < len(self.places):
            self.put(self.places[at])

    def put(self, place: int | Aside) -> None:
        """Move those selected at the right into another group."""
        row = self.people.currentIndex().row()
        try:
            self._take(move(self.proposal, self._chosen(), place, self.seekers))
        except UserError as error:
            self.pane.shell.messages.warning(str(error))
            return
        left = self.people.table.rowCount()
        if left:
            index = self.people.table.index(min(row, left - 1), 0)
            flag = QItemSelectionModel.SelectionFlag
            self.people.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def add(self) -> None:
        """Another class like the one under the cursor, still empty."""
        if isinstance(place := self.place, int):
            self._take(add(self.proposal, place), place + 1)

    def dissolve(self) -> None:
        """No class of these; its people wait."""
        if isinstance(place := self.place, int):
            self._take(dissolve(self.proposal, place), place)

    # --- accepting ---------------------------------------------------------------------

    def accept(self) -> None:
        """Take the proposal as it stands: one act, which one undo takes back."""
        store, proposal = self.pane.store, self.proposal
        if not any(one.people for one in proposal.classes) and not proposal.waiting:
            return

        def work(_progress: Any) -> tuple[Divided, LastChange | None]:
            with store.write(DIVIDED) as session:
                done = accept(session, proposal)
            return done, last_change(store)

        def done(found: tuple[Divided, LastChange | None]) -> None:
            made, last = found
            self.pane.tell(accepted_words(made), last)
            self.pane.close_view()
            self.pane.page.open(record="training_class", filter="open")

        self.pane.shell.jobs.run(_("Dividing into classes"), work, done, owner=self)

    def _back(self) -> None:
        self.pane.close_view()

    def enter(self) -> None:
        self.groups.setFocus()
