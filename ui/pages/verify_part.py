"""Verifying a certificate: its number, a scan of its code, or a picture of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.certificate_checks import Checked, verify
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.certificate_code import State
from desktop_app.progress import Progress
from desktop_app.wording import day_long, day_range, integer
from ui.pages.arrangement import Arrangement
from ui.theme import px
from ui.widgets.basics import Card, Label, button
from ui.widgets.facts_table import FactsTable
from ui.widgets.note import Note
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys

_LOOKS = {
    State.GENUINE: "good",
    State.ALTERED: "bad",
    State.UNKNOWN: "warning",
    State.REVOKED: "bad",
}
_WORDS = {
    State.GENUINE: N_("The code is sealed by a computer that headquarters certified, unaltered."),
    State.ALTERED: N_("It does not say what was issued. Scan it again, or ask whoever issued it."),
    State.UNKNOWN: N_("This computer cannot check its seal. Ask headquarters."),
    State.REVOKED: N_("It was issued and taken back; it is good no more."),
}


class VerifyPart(PartWidget):
    """A line that takes numbers, typed codes and hand scanners, and beneath it the answer."""

    def __init__(self, pane: Arrangement) -> None:
        super().__init__()
        self._pane = pane
        self.line = QLineEdit()
        asks = _("Certificate number, or scan its code here")
        self.line.setPlaceholderText(asks)
        self.line.setAccessibleName(asks)
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self.check)
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addWidget(self.line, 1)
        row.addWidget(button(_("Close (Esc)"), self.escaped.emit))
        file = button(_("Picture or PDF …"), self.choose, name="paperclip", key=stroke("row_file"))
        row.addWidget(file)
        row.addWidget(button(_("Verify"), self.check, kind="primary", name="shield-check"))
        self.card = Card()
        self.state, self.note = Label("", role="heading"), Note()
        self.facts = FactsTable(_("What the certificate says"), [_("Field"), _("Value")])
        for made in (self.state, self.note, self.facts):
            self.card.box.addWidget(made)
        self.card.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.8))
        layout.addWidget(Label(_("Verify a certificate"), role="heading"))
        layout.addLayout(row)
        layout.addWidget(self.card, 1)
        layout.addStretch(0)
        self.on_escape(self, self.escaped.emit)
        Keys(self, [(stroke("row_file"), self.choose)])

    def enter(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def check(self) -> None:
        """Judge what stands in the line."""
        if text := self.line.text().strip():
            self._judge([text])

    def choose(self) -> None:
        """Judge the code in a picture or a PDF."""
        from exports.qr_reading import read

        kinds = _("Pictures and PDF (*.png *.jpg *.jpeg *.bmp *.pdf)")
        chosen = self._pane.shell.dialogs.open_files(_("Verify a certificate"), Path.home(), kinds)
        if not chosen:
            return
        path = chosen[0]

        def work(_progress: Progress) -> list[str]:
            found = read(path)
            if not found:
                raise UserError(
                    "NO-CODE", N_("There is no QR code in {name} that can be read."), name=path.name
                )
            return found

        self._pane.shell.jobs.run(
            _("Reading {name}").format(name=path.name), work, self._judge, owner=self, lane="free"
        )

    def _judge(self, texts: list[str]) -> None:
        office = self._pane.office.office
        self._pane.run(
            lambda: verify(office, texts[0]), self._show, failed=self._refused, key="verify"
        )

    def _refused(self, error: UserError) -> None:
        if isValid(self):
            self._tell(_("Not verified"), "warning", str(error))
            self.facts.hide()

    def _show(self, found: Checked) -> None:
        if not isValid(self):
            return
        state = found.finding.state
        self._tell(_(state.label), _LOOKS[state], found.said or _(_WORDS[state]))
        rows = _facts(found)
        self.facts.show_rows(rows)
        self.facts.setVisible(bool(rows))

    def _tell(self, heading: str, look: str, words: str) -> None:
        self.card.show()
        self.state.setText(heading)
        self.note.say(words, look)
        self.enter()


def _facts(found: Checked) -> list[tuple[str, str]]:
    """What the code says, unchecked or not; nothing of one that was altered is taken for said."""
    claim, gone = found.finding.claim, found.finding.withdrawn
    rows = [(_("Certificate number"), found.number)]
    if found.holder:
        rows.append((_("Name on the certificate"), found.holder))
    if claim is not None and found.finding.state is not State.ALTERED:
        rows += [
            (_("Training programme"), claim.course),
            (_("Training"), day_range(claim.starts, claim.ends)),
            (_("Lesson hours (JP)"), integer(claim.hours)),
            (_("Issued on"), day_long(claim.issued)),
            (_("Office"), found.finding.office),
        ]
    if gone is not None:
        rows.append((_("Revoked on"), day_long(gone.on)))
        rows.append((_("Replaced by"), gone.replaced_by))
    return [row for row in rows if row[1]]
