"""The wizard's first step: what kind of list, from where; and the imports made before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.past_imports import PastImport
from desktop_app.i18n import translate as _
from desktop_app.importing.list_kinds import LISTS
from desktop_app.keyboard import stroke
from desktop_app.wording import Zone, day_and_clock, integer
from ui.models.import_work import ImportWork
from ui.theme import px
from ui.widgets.basics import Card, Combo, Flow, Label, button
from ui.widgets.facts_table import FactsTable, titled


class FileStep(QWidget):
    """Choose a file, drop one, or paste.

    `kind_chosen` carries the name of a kind; `back_asked` the import to take back.
    """

    kind_chosen = Signal(str)
    file_asked = Signal()
    paste_asked = Signal()
    template_asked = Signal()
    case_dropped = Signal()
    back_asked = Signal(object)

    def __init__(self, zone: Zone) -> None:
        super().__init__()
        self._zone = zone
        self._past: Sequence[PastImport] = ()
        self.kinds = Combo()
        self.kinds.setAccessibleName(_("Kind of list"))
        for kind in LISTS.values():
            self.kinds.addItem(_(kind.title), kind.name)
        self.kinds.activated.connect(lambda _i: self.kind_chosen.emit(self.kinds.currentData()))
        label = Label(_("&Kind of list"))
        label.setBuddy(self.kinds)
        first = QHBoxLayout()
        first.setSpacing(px(0.6))
        first.addWidget(label)
        first.addWidget(self.kinds)
        first.addStretch(1)
        card = Card()
        card.box.addLayout(first)
        self.case = Label("", role="muted")
        self.case.setWordWrap(True)
        self.without_case = button(_("&Without consultation"), self.case_dropped.emit, kind="link")
        about = Label(
            _(
                "Choose the file as it was sent (.xlsx, .xls, .ods, .csv), drop it here, or copy "
                "the rows in Excel and paste them. Nothing is recorded before the last step."
            ),
            role="muted",
        )
        about.setWordWrap(True)
        buttons = QWidget()
        flow = Flow(buttons, 0.6)
        self.choose = button(
            _("&Choose file …"), self.file_asked.emit, kind="primary", name="folder-open"
        )
        paste = button(
            _("&Paste"), self.paste_asked.emit, name="clipboard-list", key=stroke("paste")
        )
        template = button(_("&Empty list …"), self.template_asked.emit, name="file-spreadsheet")
        for one in (self.choose, paste, template, self.without_case):
            flow.addWidget(one)
        for part in (self.case, about, buttons):
            card.box.addWidget(part)
        self.past = FactsTable(
            _("Earlier imports"), (_("When"), _("List"), _("Rows"), _("Recorded"), _("File"))
        )
        self.take_back = button(_("Take &back as a whole"), self._back, name="undo-2")
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.take_back)
        self.earlier = QWidget()
        earlier = titled(_("Earlier imports"), self.past)
        earlier.setContentsMargins(0, 0, 0, 0)
        earlier.addLayout(below)
        self.earlier.setLayout(earlier)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.7))
        layout.addWidget(card)
        layout.addWidget(self.earlier, 1)
        layout.addStretch()

    def show_work(self, work: ImportWork) -> None:
        """Show what kind of list is wanted, and for which case."""
        self.kinds.setCurrentIndex(self.kinds.findData(work.kind.name))
        number = work.case.consultation.number if work.case else ""
        self.case.setText(_("For consultation {number}").format(number=number))
        self.case.setVisible(bool(work.case))
        self.without_case.setVisible(bool(work.case))

    def show_past(self, past: Sequence[PastImport]) -> None:
        """Show the imports that were made before."""
        self._past = past
        self.past.show_rows(
            [
                (
                    day_and_clock(one.moment, self._zone),
                    _(LISTS[one.kind].title),
                    integer(one.rows),
                    _("taken back") if one.undone else integer(one.written),
                    one.name or _("Clipboard"),
                )
                for one in past
            ]
        )
        self.earlier.setVisible(bool(past))

    def _back(self) -> None:
        if 0 <= self.past.currentRow() < len(self._past):
            self.back_asked.emit(self._past[self.past.currentRow()])
