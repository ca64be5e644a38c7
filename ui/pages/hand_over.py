"""An officer's open work under Settings: seen, chosen, and handed to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.desk.handing_over import hand_over, handed_over
from desktop_app.desk.officers import Colleague
from desktop_app.desk.transfers import Item, open_work
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.records import CATALOGUE, WorkTransfer
from desktop_app.store.undo import LastChange, last_change, undo
from desktop_app.wording import day_short
from ui.desk_office import DeskOffice
from ui.shell import Shell
from ui.theme import px
from ui.widgets.basics import Card, Label, button
from ui.widgets.editor import Context
from ui.widgets.editors import editor_for
from ui.widgets.facts_table import FactsTable
from ui.widgets.field_row import FieldRow
from ui.widgets.note import Note


class HandOver(QWidget):
    """What lies on one officer's desk; what is selected goes to another, with date and reason."""

    def __init__(
        self,
        shell: Shell,
        giver: Colleague,
        colleagues: Sequence[Colleague],
        close: Callable[[], None],
    ) -> None:
        super().__init__()
        self._shell, self._giver, self._close = shell, giver, close
        self._names = {one.id: one.name for one in colleagues}
        self._others = [one for one in colleagues if one.active and one.id != giver.id]
        self._desk = cast(DeskOffice, shell.office)
        self._items: list[Item] = []
        self.table = FactsTable(_("Open work"), [_("Kind"), _("Matter")])
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.said, self.before = Note(), Label("", role="muted")
        self.before.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(self._form())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.before)
        self.setFocusProxy(self.rows["taker"].editor)
        self.refresh()

    def _form(self) -> Card:
        desk = self._desk
        context = Context(
            facts=desk.store.facts,
            find=lambda _target, text: self._found(text),
            caption=lambda _target, id: self._names.get(id, ""),
            now=desk.now,
            enter_moves=lambda: True,
        )
        card = Card()
        title = _("Open work of {name}").format(name=self._giver.name)
        card.box.addWidget(Label(title, role="heading"))
        row, taken = QHBoxLayout(), set[str]()
        row.setSpacing(px(0.9))
        self.rows: dict[str, FieldRow] = {}
        for name, share in (("taker", 3), ("on", 2), ("reason", 4)):
            made = FieldRow(editor_for(describe(WorkTransfer)[name], context), taken)
            self.rows[name] = made
            row.addWidget(made, share, Qt.AlignmentFlag.AlignTop)
        self.rows["on"].editor.set_value(desk.today)
        card.box.addLayout(row)
        self.go = button(_("Hand over"), self.hand_over, kind="primary", name="arrow-right")
        if not desk.office.may(Right.DECIDE):
            self.go.setText(_("Ask to hand over"))
        end = QHBoxLayout()
        end.addWidget(self.said, 4)
        end.addStretch(1)
        end.addWidget(button(_("Back (Esc)"), self._close))
        end.addWidget(self.go)
        card.box.addLayout(end)
        return card

    def _found(self, text: str) -> list[tuple[str, str]]:
        wanted = text.casefold()
        return [(one.id, one.name) for one in self._others if wanted in one.name.casefold()]

    def refresh(self) -> None:
        """Show what is open now, all of it selected."""
        store, giver = self._desk.store, self._giver.id

        def work() -> tuple[list[Item], list[WorkTransfer]]:
            with store.read() as session:
                return open_work(session, giver), handed_over(session, giver)

        self._shell.jobs.run("", lambda _progress: work(), lambda f: self._show(*f), owner=self)

    def _show(self, items: list[Item], before: list[WorkTransfer]) -> None:
        if not isValid(self):
            return
        self._items = items
        self.table.show_rows([(_(CATALOGUE[one.record].title), one.caption) for one in items])
        self.table.selectAll()
        self.go.setEnabled(bool(items))
        hint = _("All is selected; Ctrl+Space leaves a row out.")
        self.said.say(hint if items else _("Nothing is open."))
        lines = [
            translate_n(
                "{day}: {giver} to {taker}, {n} matter ({reason})",
                "{day}: {giver} to {taker}, {n} matters ({reason})",
                one.count,
            ).format(
                day=day_short(one.on),
                giver=self._names.get(one.giver, "–"),
                taker=self._names.get(one.taker, "–"),
                n=one.count,
                reason=one.reason,
            )
            for one in before
        ]
        self.before.setText("\n".join(lines))
        self.before.setVisible(bool(lines))

    @property
    def chosen(self) -> list[Item]:
        """What is selected."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._items[row] for row in rows if row < len(self._items)]

    def hand_over(self) -> None:
        """Hand over what is selected, or ask for it."""
        for row in self.rows.values():
            row.editor.leave()
        taker, day, reason = (self.rows[name].editor.value() for name in ("taker", "on", "reason"))
        for name, value in (("taker", taker), ("on", day), ("reason", reason)):
            if value is None:
                label = self.rows[name].described.label
                self.said.say(_("{field}: please fill this in.").format(field=label), "bad")
                self.rows[name].focus()
                return
        store, giver, items = self._desk.store, self._giver.id, self.chosen

        def work() -> tuple[WorkTransfer, LastChange | None]:
            with store.write(N_("Work handed over")) as session:
                made = hand_over(session, giver, taker, items, day=day, reason=reason)
            return made, last_change(store)

        self._shell.jobs.run(
            "",
            lambda _progress: work(),
            lambda found: self._done(*found),
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: UserError) -> None:
        self.said.say(str(error), "bad")

    def _done(self, made: WorkTransfer, last: LastChange | None) -> None:
        words = translate_n("{n} matter handed over", "{n} matters handed over", made.count)
        if made.done_on is None:
            words = _("It waits for a decision now.")
        shell, store = self._shell, self._desk.store

        def take_back() -> None:
            assert last is not None
            shell.jobs.run("", lambda _p: undo(store, last), lambda _n: self._taken_back())

        shell.messages.success(words.format(n=made.count), take_back if last else None)
        self._close()

    def _taken_back(self) -> None:
        self._shell.messages.info(_("Undone."))
