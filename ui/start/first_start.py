"""First start: a few calm steps from an empty folder to an office of one's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QRadioButton, QWidget

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from ui.messages import Dialogs
from ui.start.line import Line
from ui.start.parts import StartPage
from ui.start.recovery import RecoveryCode
from ui.start.sign_in import new_password
from ui.theme import px
from ui.widgets.basics import Combo, Label, button
from ui.widgets.mnemonics import marked
from ui.widgets.note import Note

STEPS = (N_("Language"), N_("Office"), N_("First officer"), N_("Recovery code"))


@dataclass
class Answers:
    """What has been answered so far; a step made anew shows it again."""

    headquarters: bool = False
    code: str = ""
    name: str = ""
    province: str | None = None
    officer: str = ""
    user: str = ""
    password: str = ""


class Step(StartPage):
    """One step; `forth` when it is answered, `returned` when the one before is wanted."""

    forth = Signal()
    returned = Signal()

    def __init__(self, number: int, title: str, lead: str, answers: Answers) -> None:
        super().__init__(title, lead, steps=[_(s) for s in STEPS], here=number)
        self.answers = answers
        self.next = button(_("Next"), self.forward, kind="primary")
        if number:
            self.footer.addWidget(button(_("Back (Esc)"), self.back))
        self.footer.addWidget(self.next)

    def take(self) -> bool:
        """Put down the answers; whether they are all right."""
        return self.judged()

    def forward(self) -> None:
        if self.next.isEnabled() and self.take():
            self.forth.emit()

    def back(self) -> None:
        self.returned.emit()


class Welcome(Step):
    """The language, and whether to set up or to try with sample data."""

    sample_asked = Signal()

    def __init__(self, answers: Answers, language: str) -> None:
        super().__init__(
            0,
            _("Welcome"),
            _("This program works without internet. Setting it up takes about three minutes."),
            answers,
        )
        self.languages: dict[str, QRadioButton] = {}
        for code, name in (("id", "Bahasa Indonesia"), ("en", "English")):
            choice = QRadioButton(name)
            choice.setChecked(code == language)
            choice.clicked.connect(lambda _on=False, code=code: self.language_asked.emit(code))
            self.languages[code] = choice
            self.box.addWidget(choice)
        self.next.setText(_("Set up this office"))
        self.next.setAccessibleName(self.next.text())
        self.say(_("Only looking around?"), "heading")
        self.say(_("The sample office is filled with made-up data, apart from all real data."))
        self.sample = button(_("Try with sample data"), self.sample_asked.emit, name="package")
        self.box.addWidget(self.sample)
        self.box.setAlignment(self.sample, Qt.AlignmentFlag.AlignLeft)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.box.addWidget(self.bar)
        self.stop = button(_("Cancel"), kind="link")
        self.stop.hide()
        self.box.addWidget(self.stop)
        self.box.setAlignment(self.stop, Qt.AlignmentFlag.AlignLeft)
        self.note = Note()
        self.box.addWidget(self.note)

    def begin(self) -> None:
        self.next.setFocus()

    def back(self) -> None:
        if not self.stop.isHidden():
            self.stop.click()

    def making(self, working: bool) -> None:
        """Show that the sample office is being made, or no longer."""
        self.bar.setVisible(working)
        self.bar.setRange(0, 0)
        self.stop.setVisible(working)
        for other in (self.next, self.sample, *self.languages.values()):
            other.setEnabled(not working)
        self.note.say(_("Making the sample office …") if working else "", "hint")
        if working:
            self.stop.setFocus()

    def moved(self, done: int, total: int) -> None:
        """Show how far the making is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def refused(self, error: UserError) -> None:
        """Say why there is no sample office."""
        self.making(False)
        self.note.say(str(error), "bad")


class TheOffice(Step):
    """Role, code, name and province."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            1,
            _("Which office is this?"),
            _("Branch code and name stand on every document. The code cannot be changed later."),
            answers,
        )
        self.branch = QRadioButton(_("Branch office"))
        self.head = QRadioButton(_("Headquarters"))
        (self.head if answers.headquarters else self.branch).setChecked(True)
        self.code = Line(
            _("Office code"),
            self.taken,
            help=_("As headquarters gave it, for example MND"),
            check=_code_problem,
        )
        self.name = Line(
            _("Office name"),
            self.taken,
            help=_("For example Manado"),
            check=lambda text: "" if text else _("Please enter the name of the office."),
        )
        self.province = Combo()
        self.province.setAccessibleName(_("Province"))
        self._provinces = provinces()
        self.province.addItem(_("(choose)"))
        self.province.addItems([name for _id, name in self._provinces])
        self.note = Note()
        self.note.say(_("Decides the time zone: WIB, WITA or WIT"))
        label = Label(marked(_("Province"), self.taken))
        label.setBuddy(self.province)
        role = QWidget()
        row = QHBoxLayout(role)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(1.6))
        row.addWidget(self.branch)
        row.addWidget(self.head)
        row.addStretch(1)
        self.add(role, self.code, self.name)
        self.box.addWidget(label)
        self.add(self.province)
        self.box.addWidget(self.note)
        self.code.field.setText(answers.code)
        self.name.field.setText(answers.name)
        chosen = [i for i, (id, _name) in enumerate(self._provinces) if id == answers.province]
        self.province.setCurrentIndex(chosen[0] + 1 if chosen else 0)

    def begin(self) -> None:
        (self.head if self.head.isChecked() else self.branch).setFocus()

    def take(self) -> bool:
        index = self.province.currentIndex()
        right = self.judged()
        if right and not index:
            self.note.say(_("Please choose the province."), "bad")
            self.province.setFocus()
            right = False
        given = self.answers
        given.headquarters = self.head.isChecked()
        given.code, given.name = self.code.text.upper(), self.name.text
        given.province = self._provinces[index - 1][0] if index else None
        return right


class FirstOfficer(Step):
    """Who works here first, and that officer's password. `forth` sets up."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            2,
            _("Who signs in first?"),
            _("This name stands on every change. More officers can be added later."),
            answers,
        )

        def filled(text: str) -> str:
            return "" if text else _("Please fill this in.")

        self.officer = Line(_("Full name"), self.taken, check=filled)
        self.user = Line(
            _("User name"), self.taken, check=filled, help=_("Short, for example rina")
        )
        self.password, self.again = new_password(self.taken, lambda: self.user.text, _("Password"))
        self.add(self.officer, self.user, self.password, self.again)
        self.next.setText(_("Set up"))
        self.next.setAccessibleName(_("Set up"))
        self.note = Note()
        self.box.addWidget(self.note)
        self.officer.field.setText(answers.officer)
        self.user.field.setText(answers.user)
        self.officer.typed.connect(self._propose)
        self._proposed = answers.user

    def _propose(self) -> None:
        """Propose the first name as user name until another is typed."""
        if self.user.text == self._proposed:
            words = re.findall(r"[a-z]+", self.officer.text.casefold())
            self._proposed = words[0][:20] if words else ""
            self.user.field.setText(self._proposed)

    def take(self) -> bool:
        right = self.judged()
        given = self.answers
        given.officer, given.user = self.officer.text, self.user.text
        given.password = self.password.text
        return right

    def busy(self, working: bool) -> None:
        """Show that the office is being set up."""
        self.next.setEnabled(not working)
        self.note.say(_("Setting up the office …") if working else "", "hint")

    def refused(self, error: UserError) -> None:
        """Say why there is no office."""
        self.busy(False)
        self.note.say(str(error), "bad")


class KeepCode(StartPage):
    """The recovery code, once; `kept` when a group was typed back."""

    kept = Signal()

    def __init__(self, code: str, owner: str, dialogs: Dialogs) -> None:
        super().__init__(
            _("The recovery code"),
            _(
                "Only this code opens the data if the password is lost. It is shown this once: "
                "print it and keep it in the safe."
            ),
            steps=[_(s) for s in STEPS],
            here=3,
            languages=False,
        )
        self.shown = RecoveryCode(code, owner, dialogs, self.taken)
        self.box.addWidget(self.shown)
        self.fields.append(self.shown.back)
        self.next = button(_("Open Terampil"), self.forward, kind="primary")
        self.footer.addWidget(self.next)

    def begin(self) -> None:
        self.shown.back.setFocus()

    def forward(self) -> None:
        if self.shown.back.judge():
            self.kept.emit()
        else:
            self.shown.back.setFocus()


def provinces() -> list[tuple[str, str]]:
    """The provinces that come with the program, id and name, in the order of the alphabet."""
    text = (files("resources") / "reference" / "provinces.json").read_text("utf-8")
    found = [(row["id"], row["name"]) for row in json.loads(text) if not row["valid_to"]]
    return sorted(found, key=lambda pair: pair[1])


def _code_problem(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9]{2,8}", text):
        return ""
    return _("2 to 8 letters and digits, for example MND.")
