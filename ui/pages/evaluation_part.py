"""*Evaluasi peserta*: five digits a sheet, keyed in one after the other, and what they say."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.evaluation import ENTERED, Opinion, enter, opinion
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.evaluation import LEAST, QUESTIONS, Average, read_sheet
from desktop_app.records import CourseEvaluation, TrainingClass
from desktop_app.wording import integer, tenths
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided, button
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

_POINTS = tuple(range(5, 0, -1))

_COLUMNS = (
    Column("question", N_("Question"), 20, sortable=False),
    Column("average", N_("Average"), 8, state=lambda row: row["role"], sortable=False),
    Column("n", N_("Answers"), 6, right=True, sortable=False),
    *(Column(f"of {points}", str(points), 4, right=True, sortable=False) for points in _POINTS),
)


class EvaluationPart(PartWidget):
    """The participants' opinion of one class."""

    def __init__(self, pane: Arrangement, record: TrainingClass) -> None:
        super().__init__()
        self._pane, self._class = pane, record.id
        form = Action(
            "form",
            N_("Evaluation form"),
            partial(pane.shell.document_asked.emit, "evaluation-form", record.id),
            "printer",
            stroke("act"),
            reads=True,
        )
        self.said = Elided("", role="heading")
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("54345, then remarks if any; 0 for no answer"))
        self.line.setAccessibleName(_("Answers of one sheet"))
        self.line.returnPressed.connect(self.keep)
        self.line.setEnabled(pane.may_write)
        self.table = SmallTable(_COLUMNS, _("Averages of the evaluation"))
        self.remarks = Elided("", role="muted")
        self.row = ActionRow([form])
        head, typing = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(px(1.0))
        head.addWidget(self.said, 2)
        head.addWidget(self.row, 1)
        typing.setSpacing(px(0.6))
        typing.addWidget(self.line, 1)
        self.add = button(_("Keep sheet (Enter)"), self.keep, name="check")
        self.add.setEnabled(pane.may_write)
        typing.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(head)
        layout.addLayout(typing)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.remarks)
        self.on_escape(self, self.escape)
        Keys(self, [(form.key, form.run)])

    def refresh(self) -> None:
        pane = self._pane

        def work() -> Opinion:
            with pane.store.read() as session:
                return opinion(session, [self._class], pane.store.facts())

        pane.run(work, self._show, key=f"evaluation {id(self)}")

    def _show(self, found: Opinion) -> None:
        if not isValid(self):  # The record was closed meanwhile.
            return
        self.table.show_rows(opinion_rows(found))
        self.said.setText(self._words(found))
        self.remarks.setText(" · ".join(found.remarks[-3:]))

    def _words(self, found: Opinion) -> str:
        sheets = translate_n("{n} sheet", "{n} sheets", found.sheets)
        words = [sheets.format(n=integer(found.sheets))]
        if found.whole.tenths is not None:
            words.append(_("average {points} of 5").format(points=tenths(found.whole.tenths)))
        elif found.sheets:
            least = int(self._pane.store.facts().parameter(LEAST) or 1)
            words.append(_("averages from {n} sheets on").format(n=integer(least)))
        return " · ".join(words)

    def enter(self) -> None:
        self.line.setFocus()

    def escape(self) -> None:
        """Esc empties the line first."""
        if self.line.text():
            self.line.clear()
        else:
            self.escaped.emit()

    def keep(self) -> None:
        """Keep the sheet that was keyed in, ready for the next."""
        pane, id = self._pane, self._class
        try:
            answers = read_sheet(self.line.text())
        except UserError as error:
            pane.shell.messages.error(error)
            return
        self.line.clear()
        pane.write(
            ENTERED, lambda session: enter(session, id, answers), lambda _made: _("Sheet kept.")
        )


def opinion_rows(found: Opinion) -> list[Row]:
    """The averages, question by question."""
    labels = describe(CourseEvaluation)
    return [_row(labels[name].label, found.averages[name]) for name in QUESTIONS]


def _row(question: str, one: Average) -> Row:
    shown = one.tenths is not None
    role = "muted"
    if one.tenths is not None:
        role = "good" if one.tenths >= 40 else "warning" if one.tenths >= 30 else "bad"
    return {
        "question": question,
        "average": tenths(one.tenths) if one.tenths is not None else "–",
        "role": role,
        "n": integer(one.n),
        **{f"of {points}": integer(one.counts[points - 1]) if shown else "–" for points in _POINTS},
    }
