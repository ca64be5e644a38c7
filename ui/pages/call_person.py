"""The person of a call: name, numbers, what to say, and the code that opens a chat."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.call_sheet import Due, Phone
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.keyboard import stroke
from desktop_app.processes.follow_ups import chat_link, chat_words, script
from desktop_app.records.identifiers import show_phone
from desktop_app.wording import day_short, integer
from ui.desk_office import DeskOffice
from ui.models.record_table import Row
from ui.theme import px
from ui.widgets.basics import Label, button
from ui.widgets.qr_view import QrView


class CallPerson(QWidget):
    """Who is called, by which of the numbers; the chosen number carries a mark."""

    def __init__(self, office: DeskOffice) -> None:
        super().__init__()
        self._office = office
        self._agency = f"BPJS Ketenagakerjaan {office.caption}"
        self._phones: Sequence[Phone] = ()
        self._place = 0
        self.chatted = False
        """Whether the chat's code was shown for this person."""
        self.name, self.about = Label("", role="heading"), Label("", role="muted")
        self.before, self.number = Label("", role="warning"), Label("", role="strong")
        self.script = Label("", role="muted")
        """What to say; the page has the place for it."""
        for label in (self.about, self.before, self.number, self.script):
            label.setWordWrap(True)
        self.qr = QrView(_("QR code that opens the chat on the office phone"))
        self.chat = button(_("Chat"), name="phone", key=stroke("act"))
        self.dismiss = button(_("Dismiss the hint"), name="x")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(0.6))
        buttons.addWidget(self.chat)
        buttons.addWidget(self.dismiss)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px(0.35))
        for part in (self.name, self.about, self.before, self.number):
            words.addWidget(part)
        words.addLayout(buttons)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        line.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        self.qr.hide()

    def show_person(self, due: Due, chat: bool) -> None:
        """Show who is called; the numbers come once their showing is put down."""
        self._phones, self._place, self.chatted = (), 0, False
        self.qr.hide()
        self.name.setText(due.name)
        self.about.setText(_about(due))
        self.before.setText(_known(due))
        self.before.setVisible(bool(self.before.text()))
        self.dismiss.setVisible(due.hint is not None)
        self.chat.setVisible(chat)
        self.number.setText(_("Looking for the numbers …"))
        officer, hour = self._office.officer, self._office.now().hour
        said = script(due.name, self._agency, officer, due.programme, due.month, hour)
        self.script.setText(_("To say: {words}").format(words=said))

    def show_phones(self, phones: Sequence[Phone]) -> None:
        """Show the numbers, the one to try first in front."""
        self._phones = phones
        self._say_number()

    @property
    def phone(self) -> Phone | None:
        """The number that is called."""
        return self._phones[self._place] if self._phones else None

    def turn(self, step: int) -> None:
        """Take the next number, or the one before."""
        if self._phones:
            self._place = (self._place + step) % len(self._phones)
            self._say_number()

    def _say_number(self) -> None:
        lines = []
        for place, phone in enumerate(self._phones):
            mark = "▸ " if place == self._place else "    "
            name = phone.name or _("own phone")
            wrong = f" · {_('wrong number')}" if phone.wrong else ""
            lines.append(f"{mark}{show_phone(phone.number)} · {name}{wrong}")
        self.number.setText("\n".join(lines) or _("No number is known."))

    def open_chat(self, due: Due) -> bool:
        """Show the code of a chat with the chosen number; False where that is no mobile."""
        from exports.qr import matrix

        officer, hour = self._office.officer, self._office.now().hour
        said = chat_words(due.name, self._agency, officer, due.programme, hour)
        link = chat_link(self.phone.number, said) if self.phone else ""
        if not link:
            return False
        self.chatted = True
        self.qr.show_code(matrix(link))
        self.qr.show()
        return True


def person_row(due: Due) -> Row:
    role = "bad" if due.standing.name == "OVERDUE" else "warning" if due.standing.waits else "muted"
    return {
        "name": due.name,
        "due": day_short(due.due_on),
        "role": role,
    }


def _about(due: Due) -> str:
    months = translate_n("{n} month after training", "{n} months after training", due.month)
    said = [
        _(due.standing.label),
        months.format(n=integer(due.month)),
        due.programme,
        due.training_class,
    ]
    if due.employer_name:
        said.append(_("formerly {employer}").format(employer=due.employer_name))
    if due.attempts:
        words = translate_n("{n} attempt", "{n} attempts", due.attempts)
        said.append(words.format(n=integer(due.attempts)))
    return " · ".join(part for part in said if part)


def _known(due: Due) -> str:
    """Why the person is asked again, what was answered before, what headquarters has seen."""
    said = [due.again] if due.again else []
    if due.before is not None and due.before_on is not None:
        words = _("Answered on {day}: {outcome}")
        said.append(words.format(day=day_short(due.before_on), outcome=_(due.before.label)))
    if due.hint is not None:
        words = _("Headquarters: active member since {day} ({source}). Please ask.")
        said.append(words.format(day=day_short(due.hint.seen_on), source=due.hint.source))
    return "\n".join(said)
