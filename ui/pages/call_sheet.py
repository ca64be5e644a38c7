"""The call sheet: one person after the other, an outcome by a digit, Enter for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.desk import work_hints
from desktop_app.desk.call_sheet import Due, Phone, people_to_call, shown_phones
from desktop_app.desk.follow_ups import ANSWERED, CALLED, Call, answer, missed
from desktop_app.desk.vacancies import Proposal
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke, strokes
from desktop_app.records import FollowUp
from desktop_app.records.work import WorkOutcome
from desktop_app.records.worker import ContactChannel, ContactResult
from desktop_app.store.writing import Write
from desktop_app.wording import day_short, integer
from ui.models.record_table import Column
from ui.pages.call_person import CallPerson, person_row
from ui.theme import px
from ui.widgets.basics import Card, Elided, button
from ui.widgets.call_form import OUTCOMES, CallForm
from ui.widgets.empty import Empty
from ui.widgets.note import Note
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys, is_key
from ui.widgets.small_table import SmallTable

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

CHAT = "followup.chat_enabled"
"""The parameter that allows the QR code of a chat."""

_COLUMNS = (
    Column("name", N_("Name"), 12, sortable=False),
    Column("due", N_("Due on"), 8, state=lambda row: str(row.get("role", "")), sortable=False),
)
_KNOWN = (
    *("employer_name", "position", "starts_on", "wage", "contract", "fits"),
    *("evidence", "notes", "employer"),
)


class People(SmallTable):
    """Those to be called; digits, arrows and Enter act on the person the cursor is on."""

    digit = Signal(int)
    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and (is_key(event, "outcome") or is_key(event, "no_answer")):
            self.digit.emit(int(event.text()))
        elif is_key(event, "number"):
            self.turned.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class CallSheet(PartWidget):
    """Whom to call, by which number, what to say, and what came of it."""

    def __init__(self, pane: RecordPane, only: str = "", proposal: Proposal | None = None) -> None:
        super().__init__()
        self._pane, self._only, self._proposal = pane, only, proposal
        self._people: list[Due] = []
        self._next = ""
        """The person the cursor shall come to when the list was loaded anew."""
        self._saving = False
        self.table = People(_COLUMNS, _("People to call"))
        self.form = CallForm(pane.context)
        self.person, self.said = CallPerson(pane.office), Note()
        self.person.chat.clicked.connect(self.show_chat)
        self.person.dismiss.clicked.connect(self.dismiss_hint)
        self.save_button = button(
            _("Save, next"), self.save, kind="primary", key=stroke("save_new")
        )
        self.back = button(_("Back (Esc)"), self.escaped.emit)
        self.count = Elided("", role="heading")
        self._lay()
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._begin())
        self.table.digit.connect(self.form.choose)
        self.table.turned.connect(self.person.turn)
        self.table.opened.connect(lambda _row: self.save())
        self.form.confirmed.connect(self.save)
        self.on_escape(self, self.escaped.emit)
        self.escaped.connect(pane.close_view)
        Keys(self, [(key, self.save) for key in strokes("save_new")])
        Keys(self, [(key, self.show_chat) for key in strokes("act")])

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.back)
        head.addWidget(self.save_button)
        card = Card()
        card.box.addWidget(self.person)
        card.box.addWidget(self.form)
        card.box.addWidget(self.said)
        card.box.addWidget(self.person.script)
        card.box.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("Call"))
        self.area.setWidget(card)
        done = (_("Everybody was called"), _("People come here when their day is due."))
        self.empty = Empty("circle-check", *done)
        self.body = QWidget()
        both = QHBoxLayout(self.body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(px(0.8))
        both.addWidget(self.table, 2)
        both.addWidget(self.area, 3)
        keys = _("1–9 outcome · 0 no answer · ← → number · Enter saves and goes on · Esc back")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(head)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(Elided(keys, role="hint"))
        self.empty.hide()

    def enter(self) -> None:
        self.table.setFocus()

    # --- the people ------------------------------------------------------------------

    def refresh(self) -> None:
        store, only = self._pane.store, self._only

        def work() -> list[Due]:
            with store.read() as session:
                return people_to_call(session, store.facts(), only)

        self._pane.run(work, self._show, key="call sheet")

    def _show(self, found: list[Due]) -> None:
        if not isValid(self):
            return
        wanted, self._people = self._next or self._here(), found
        words = translate_n("Call sheet: {n} person", "Call sheet: {n} people", len(found))
        self.count.setText(words.format(n=integer(len(found))))
        self.table.show_rows([person_row(due) for due in found])
        focus = QApplication.focusWidget()
        mine = focus is None or self.isAncestorOf(focus) or not focus.isVisible()
        self.body.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.save_button.setEnabled(bool(found))
        places = [n for n, due in enumerate(found) if due.follow_up == wanted]
        self._next = ""
        if found:
            self.table.selectRow(places[0] if places else 0)
        if mine:
            (self.table if found else self.back).setFocus()

    @property
    def busy(self) -> bool:
        """Whether a call is going on: something was chosen, or a chat was opened."""
        return self.form.choice is not None or self.person.chatted

    @property
    def due(self) -> Due | None:
        """The person the cursor is on."""
        row = self.table.currentIndex().row()
        return self._people[row] if 0 <= row < len(self._people) else None

    def _here(self) -> str:
        return self.due.follow_up if self.due else ""

    def _begin(self) -> None:
        """Show the person the cursor is on, and ask for the numbers."""
        due = self.due
        if due is None:
            return
        self.form.begin()
        self.said.say("")
        self.person.show_person(due, bool(self._pane.store.facts().parameter(CHAT)))
        store, id = self._pane.store, due.follow_up

        def work() -> tuple[list[Phone], dict[str, Any]]:
            with store.read() as session:
                one = session.get_one(FollowUp, id)
                known = {name: getattr(one, name) for name in _KNOWN}
            return shown_phones(store, id), known

        self._pane.run(work, lambda found: self._came(id, *found), key="call sheet: numbers")

    def _came(self, id: str, phones: list[Phone], known: dict[str, Any]) -> None:
        if isValid(self) and self._here() == id:
            self.person.show_phones(phones)
            proposed = self._proposal
            if proposed is not None:
                self.form.choose(OUTCOMES.index(proposed.outcome) + 1)
                self.form.fill(proposed.details)
            self.form.fill(known)

    # --- acts ----------------------------------------------------------------------------

    def _call(self) -> Call:
        phone = self.person.phone
        channel = ContactChannel.WHATSAPP if self.person.chatted else ContactChannel.PHONE
        return Call(phone.contact if phone else "", channel)

    def save(self) -> None:
        """Put down what came of the call, and go to the next person."""
        due, form = self.due, self.form
        if due is None or self._saving:
            return
        if form.choice is None:
            self.said.say(_("Press a digit for what became of the person."), "warning")
            self.table.setFocus()
            return
        values = form.values()
        if name := form.missing():
            form.blame(name)
            self.area.ensureWidgetVisible(form.rows[name])
            label = form.rows[name].described.label
            self.said.say(_("{field}: please fill this in.").format(field=label), "warning")
            return
        self._next = self._after()
        self._saving = True
        if form.outcome is None:
            self._put(CALLED, lambda session: self._missed(session, due, values))
        else:
            outcome = form.outcome
            self._put(ANSWERED, lambda session: self._answer(session, due, outcome, values))

    def _after(self) -> str:
        row = self.table.currentIndex().row() + 1
        return self._people[row].follow_up if row < len(self._people) else ""

    def _missed(self, session: Write, due: Due, values: dict[str, Any]) -> str:
        call = self._call()
        noted = Call(call.contact, call.channel, values.get("notes") or "")
        one = missed(session, due.follow_up, noted, again_on=values.get("again_on"))
        if one.again_on is not None:
            words = _("{name}: no answer, to be called again on {day}")
            return words.format(name=due.name, day=day_short(one.again_on))
        words = translate_n(
            "{name}: no answer, {n} attempt", "{name}: no answer, {n} attempts", one.attempts
        )
        return words.format(name=due.name, n=integer(one.attempts))

    def _answer(
        self, session: Write, due: Due, outcome: WorkOutcome, values: dict[str, Any]
    ) -> str:
        if outcome in (WorkOutcome.KEPT, WorkOutcome.PREVIOUS_EMPLOYER):
            values["employer"] = due.employer
            values["employer_name"] = values["employer_name"] or due.employer_name or None
        if due.hint and outcome.known:
            values["hint"] = due.hint.id
        proposed = self._proposal
        if proposed is not None and outcome is proposed.outcome:
            values |= {name: proposed.details[name] for name in ("vacancy", "employer")}
        one = answer(session, due.follow_up, outcome, values, self._call())
        if one.outcome is None:
            return _("{name}: wrong number; another one is left").format(name=due.name)
        return f"{due.name}: {_(one.outcome.label)}"

    def _put(self, why: str, act: Any) -> None:
        pane = self._pane

        def done(_said: str) -> None:
            self._saving = False
            if not isValid(self):
                return
            self.form.begin()
            if self._only:
                pane.close_view()
                return
            self.refresh()
            self.table.setFocus()

        def failed(error: UserError) -> None:
            self._saving = False
            if isValid(self):
                self.said.say(str(error), "bad")

        pane.write(why, act, str, done, failed=failed)

    def dismiss_hint(self) -> None:
        """Put down that headquarters' hint says nothing about this person."""
        due = self.due
        if due is not None and due.hint is not None:
            hint, words = due.hint.id, _("{name}: the hint is dismissed").format(name=due.name)
            self._put(
                work_hints.DISMISSED,
                lambda session: bool(work_hints.dismiss(session, due.follow_up, hint)) and words,
            )

    def show_chat(self) -> None:
        """Show the code that opens a chat on the office phone; it counts as an attempt."""
        due, person = self.due, self.person
        if due is None or person.phone is None or person.chat.isHidden() or person.chatted:
            return
        if not person.open_chat(due):
            self.said.say(_("This number is no mobile phone; choose another one."), "warning")
            return
        self.said.say(_("Scan the code with the office phone. The attempt is put down."), "good")
        call = self._call()

        def act(session: Write) -> None:
            missed(session, due.follow_up, call, result=ContactResult.CALL_BACK)

        words = _("{name}: chat opened").format(name=due.name)
        self._pane.write(CALLED, act, lambda _none: words)
