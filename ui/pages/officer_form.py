"""What an officer is asked for: names, and roles to tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.desk.officers import Colleague, NewOfficer
from desktop_app.i18n import translate as _
from desktop_app.records.office import Role
from ui.start.line import Line
from ui.theme import px
from ui.widgets.basics import Card, Label, button
from ui.widgets.mnemonics import marked
from ui.widgets.note import Note


def _needed(text: str) -> str:
    return "" if text else _("Please fill this in.")


class OfficerForm(QWidget):
    """A new officer, or the roles of one who is there (`known`)."""

    def __init__(
        self, known: Colleague | None, save: Callable[[], None], close: Callable[[], None]
    ) -> None:
        super().__init__()
        taken: set[str] = set()
        self.known = known
        card = Card()
        title = _("New officer") if known is None else known.name
        card.box.addWidget(Label(title, role="heading"))
        self.name = Line(_("Full name"), taken, check=_needed)
        self.user = Line(_("User name"), taken, check=_needed, help=_("Short, without blanks"))
        self.position = Line(_("Position"), taken)
        self.npk = Line(_("Employee number (NPK)"), taken)
        self.lines = (self.name, self.user, self.position, self.npk) if known is None else ()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(1.2))
        for n, line in enumerate(self.lines):
            grid.addWidget(line, n // 2, n % 2)
            following = self.lines[n + 1] if n + 1 < len(self.lines) else None
            line.field.returnPressed.connect((following or line).setFocus)
        card.box.addLayout(grid)
        card.box.addWidget(Label(_("Roles"), role="strong"))
        self.roles: dict[Role, QCheckBox] = {}
        ticks = QGridLayout()
        for n, role in enumerate(Role):
            tick = QCheckBox(marked(_(role.label), taken))
            tick.setAccessibleName(_(role.label))
            tick.setChecked(known is not None and role in known.roles)
            self.roles[role] = tick
            ticks.addWidget(tick, n // 3, n % 3)
        card.box.addLayout(ticks)
        self.said = Note()
        card.box.addWidget(self.said)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Back (Esc)"), close))
        self.go = button(_("Save"), save, kind="primary", name="save")
        row.addWidget(self.go)
        card.box.addLayout(row)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.setFocusProxy(self.name if self.lines else self.roles[Role.CLERK])

    @property
    def chosen(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, tick in self.roles.items() if tick.isChecked())

    def officer(self) -> NewOfficer | None:
        """What was typed; None if something is missing, which has the cursor then."""
        for line in self.lines:
            if not line.judge():
                line.setFocus()
                return None
        return NewOfficer(
            self.user.text, self.name.text, self.chosen, self.position.text, self.npk.text
        )
