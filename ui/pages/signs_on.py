"""Who signs on a day, and where nobody or two would: above the list of signatories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.fields import describe
from desktop_app.i18n import translate as _
from desktop_app.processes.signing import ANY, Trouble, documents, signing, troubles
from desktop_app.records import Signatory, WorkTransfer
from desktop_app.wording import day_short
from ui.theme import px
from ui.widgets.basics import Label
from ui.widgets.day_editor import DayEditor
from ui.widgets.editor import Context


class SignsOn(QWidget):
    """A day, and beneath it who signs then; what is wrong from today on stands below."""

    def __init__(self, context: Context, today: date, title: Callable[[str], str]) -> None:
        """`title` gives what a document is called by its name."""
        super().__init__()
        self._today, self._title = today, title
        self._known: Sequence[Signatory] = ()
        self.day = DayEditor(describe(WorkTransfer)["on"], context)
        self.day.set_value(today)
        self.day.setFixedWidth(px(11))
        self.day.changed.connect(self._say)
        head = Label(_("Who signs on"), role="muted")
        head.setBuddy(self.day.field)
        self.says, self.warns = Label(""), Label("", role="warning")
        row = QHBoxLayout()
        row.setSpacing(px(0.7))
        row.addWidget(head)
        row.addWidget(self.day)
        row.addWidget(self.says, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.3))
        layout.addLayout(row)
        layout.addWidget(self.warns)
        for label in (self.says, self.warns):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

    def show_signatories(self, known: Sequence[Signatory]) -> None:
        """Tell it of the signatories there are."""
        if not isValid(self):
            return
        self._known = known
        self._say()
        found = [self._trouble(one) for one in troubles(known, self._today)]
        self.warns.setText("\n".join(found))
        self.warns.setVisible(bool(found))

    def _say(self) -> None:
        day = self.day.value()
        if not isinstance(day, date):
            self.says.setText("")
            return
        lines = []
        for document in documents(self._known):
            signers = signing(self._known, document, day)
            names = ", ".join(f"{one.name} ({_(one.capacity.label)})" for one in signers)
            lines.append(f"{self._called(document)}: {names or _('nobody')}")
        self.says.setText(" · ".join(lines) or _("nobody"))

    def _called(self, document: str) -> str:
        return _("all documents") if document == ANY else self._title(document)

    def _trouble(self, one: Trouble) -> str:
        words = _("{document}: nobody signs from {since} to {until}")
        if one.names:
            words = _("{document}: {names} sign in one place from {since} to {until}")
        return words.format(
            document=self._called(one.document),
            names=", ".join(one.names),
            since=day_short(one.since),
            until=day_short(one.until),
        )
