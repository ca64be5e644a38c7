"""The certificates of a class: names checked, issued in one act, printed, handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk import certificates as desk
from desktop_app.desk import certificates_due as waiting
from desktop_app.desk.certificates_due import Candidate
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import Certificate, TrainingClass
from desktop_app.store.writing import Write
from desktop_app.wording import day_long, day_short, integer
from ui.models.record_table import Column, Row
from ui.pages import certificate_acts as acts
from ui.pages.record_pane import RecordPane
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided, button
from ui.widgets.case_bars import Bar
from ui.widgets.empty import Empty
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

_COLUMNS = (
    Column("name", N_("Name"), 16, sortable=False),
    Column("certificate", N_("Certificate"), 17, sortable=False),
    Column("printed", N_("First printed on"), 8, sortable=False),
    Column("handed", N_("Collected on"), 8, sortable=False),
)


@dataclass(frozen=True)
class _Found:
    """What the part shows, read in one go."""

    held: TrainingClass
    people: list[Candidate]
    given: dict[str, Certificate]
    """The good certificates by number."""


class NamesBar(Bar):
    """Who checked the names against the initialled sheet, when, and which template is used."""

    NAMES = ("names_checked_on", "names_checked_by", "certificate_template")

    def __init__(self, part: CertificatesOfClass, pane: RecordPane) -> None:
        super().__init__()
        self.box.addLayout(self.rows(TrainingClass, self.NAMES, pane.context))
        self.go = button(_("Put down"), part.put_down, kind="primary", name="check")
        self.finish(self.go)

    def begin(self, held: TrainingClass, today: date, officer: str) -> None:
        """Ready: today and who is at the desk, unless something was put down already."""
        self.show()
        start = {
            "names_checked_on": held.names_checked_on or today,
            "names_checked_by": held.names_checked_by or officer,
            "certificate_template": held.certificate_template,
        }
        for name, value in start.items():
            self.fields[name].editor.set_value(value)
        self.said.setText(_("Print the sheet first; each participant initials their name."))
        self.fields["names_checked_on"].editor.setFocus()


class CertificatesOfClass(PartWidget):
    """Everybody of the class, with the certificate or why there is none."""

    def __init__(self, pane: RecordPane, record: TrainingClass) -> None:
        super().__init__()
        self.pane, self._id, self._code = pane, record.id, record.code
        self._found: _Found | None = None
        self.said = Elided("", role="heading")
        self.table = SmallTable(_COLUMNS, _("Certificates of the class"))
        self.bar = NamesBar(self, pane)
        self.bar.closed.connect(self._bar_closed)
        self._empty = Empty("award", _("Nobody here yet"), _("Enrol people in this class first."))
        self._empty.hide()
        self.acts = self._actions()
        self.row = ActionRow(self.acts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        layout.addWidget(self.said)
        layout.addWidget(self.row)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1)
        layout.addStretch(0)
        self.table.opened.connect(self._open)
        self.on_escape(self, self._escape)
        Keys(self, [(action.key, action.run) for action in self.acts if action.key])

    def _actions(self) -> list[Action]:
        show = self.pane.shell.document_asked.emit
        return [
            Action(
                "sheet", N_("Name-check sheet"), lambda: show("name-check", self._id), "list-checks"
            ),
            Action("names", N_("Names checked …"), self.ask_names, "check", stroke("set")),
            Action("print", N_("Print certificates"), self.print, "printer", stroke("print")),
            Action(
                "register",
                N_("Hand-over register"),
                lambda: show("certificate-handover", self._id),
                "clipboard-list",
            ),
            Action("hand", N_("Hand over all"), self.hand_over, "handshake", menu_only=True),
            Action("issue", acts.ISSUE, self.issue, "award", stroke("act"), primary=True),
        ]

    def enter(self) -> None:
        self.table.setFocus()

    def _escape(self) -> None:
        if self.bar.isVisible():
            self.bar.close_bar()
        else:
            self.escaped.emit()

    # --- showing -----------------------------------------------------------------------

    def refresh(self) -> None:
        store = self.pane.store

        def work() -> _Found:
            with store.read() as session:
                held = session.get_one(TrainingClass, self._id)
                given = {one.number: one for one in desk.of_class(session, self._id)}
                return _Found(held, waiting.candidates(session, self._id, store.facts()), given)

        self.pane.run(work, self._show, key=f"certificates {id(self)}")

    def _show(self, found: _Found) -> None:
        if not isValid(self):  # The class was closed meanwhile.
            return
        self._found = found
        self.table.show_rows([self._row(one) for one in found.people])
        self._room()
        self.said.setText(self._words(found))
        due = any(one.due for one in found.people)
        self.row.enable("issue", due)
        self.row.enable("print", any(one.printed_on is None for one in found.given.values()))
        self.row.enable("hand", any(one.handed_over_on is None for one in found.given.values()))

    def _room(self) -> None:
        """What is in sight: the bar has the place to itself while it is open."""
        people, asking = bool(self._found and self._found.people), self.bar.isVisibleTo(self)
        self.row.setVisible(not asking)
        self.table.setVisible(people and not asking)
        self._empty.setVisible(not people and not asking)

    def _bar_closed(self) -> None:
        self._room()
        self.enter()

    def _row(self, one: Candidate) -> Row:
        given = self._found.given.get(one.certificate) if self._found else None
        return {
            "name": one.name,
            "certificate": self._certificate(one),
            "printed": day_short(given.printed_on) if given and given.printed_on else "",
            "handed": day_short(given.handed_over_on) if given and given.handed_over_on else "",
        }

    def _certificate(self, one: Candidate) -> str:
        checked = self._found is None or self._found.held.names_checked_on is None or one.checked
        if one.due and not checked:
            words = _("Name changed or new since the check")
            return " · ".join(filter(None, (words, one.revoked)))
        return one.said

    def _words(self, found: _Found) -> str:
        due = sum(one.due for one in found.people)
        n = len(found.given)
        words = [translate_n("{n} certificate", "{n} certificates", n).format(n=integer(n))]
        if due:
            words.append(_("{n} due").format(n=integer(due)))
        held = found.held
        if held.names_checked_on is None:
            words.append(_("names not checked"))
        else:
            checked = _("names checked by {name} on {day}")
            words.append(
                checked.format(name=held.names_checked_by, day=day_long(held.names_checked_on))
            )
            if changed := len(waiting.unchecked(found.people)):
                since = translate_n(
                    "{n} name changed or new since", "{n} names changed or new since", changed
                )
                words.append(since.format(n=integer(changed)))
        if held.certificate_template is None:
            words.append(_("no template"))
        return " · ".join(words)

    def _open(self, row: int) -> None:
        if self._found and (number := self._found.people[row].certificate):
            found = self._found.given.get(number)
            if found is not None:
                self.pane.shell.go("certificates", id=found.id, record="certificate")

    # --- acts --------------------------------------------------------------------------

    def ask_names(self) -> None:
        """Ask who checked the names, when, and for the template."""
        if self._found is not None:
            self.bar.begin(self._found.held, self.pane.office.today, self.pane.office.officer)
            self._room()

    def put_down(self) -> None:
        """Keep what the bar says."""
        for row in self.bar.fields.values():
            row.editor.leave()
        day, by, template = (self.bar.fields[name].editor.value() for name in NamesBar.NAMES)
        id = self._id

        def act(session: Write) -> None:
            if day is None:
                raise UserError("NAMES", N_("Say on which day the names were checked."))
            waiting.check_names(session, id, by or "", day)
            session.get_one(TrainingClass, id).certificate_template = template

        self.pane.write(
            waiting.NAMES_CHECKED,
            act,
            lambda _none: _("Put down."),
            lambda _none: self.bar.close_bar(),
        )

    def issue(self) -> None:
        """Issue to everybody who is due, in one act; then show the paper."""
        office, id, shell = self.pane.office.office, self._id, self.pane.shell

        def work() -> tuple[int, str]:
            from exports.certificates.issuing import issue

            count = len(issue(office, id))
            with office.store.read() as session:
                people = waiting.candidates(session, id, office.store.facts())
            return count, waiting.held_back(people)

        def done(made: tuple[int, str]) -> None:
            n, left = made
            words = translate_n("{n} certificate issued", "{n} certificates issued", n)
            words = words.format(n=integer(n))
            if left:
                shell.messages.warning(f"{words}\n{left}")
            else:
                shell.messages.success(words)
            self.print()

        self.pane.run(work, done)

    def print(self) -> None:
        """Show what was never printed, to be printed or saved."""
        store, id = self.pane.store, self._id

        def work() -> list[str]:
            from exports.certificates.printing import unprinted

            with store.read() as session:
                return unprinted(session, id)

        self.pane.run(work, lambda ids: acts.print_first(self.pane, ids, self._code))

    def hand_over(self) -> None:
        """Put down that all good certificates of the class were handed over."""
        if self._found is not None:
            acts.hand_over(self.pane, [one.id for one in self._found.given.values()])
