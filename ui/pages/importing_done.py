"""The wizard's last step: what came in, what goes back, and taking all of it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.importing.answer import VERDICTS, Verdict, verdicts
from desktop_app.keyboard import stroke
from desktop_app.wording import integer
from ui.models.import_work import ImportWork
from ui.theme import px
from ui.widgets.basics import Card, Flow, Label, button


class DoneStep(QWidget):
    """The counts, and what can be done with them."""

    answer_asked = Signal()
    summary_asked = Signal()
    list_asked = Signal()
    undo_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = Label("", role="heading")
        self.counts = Label("")
        self.verdicts = Label("", role="muted")
        card = Card()
        for label in (self.heading, self.counts, self.verdicts):
            label.setWordWrap(True)
            card.box.addWidget(label)
        buttons = QWidget()
        flow = Flow(buttons, 0.6)
        self.open = button(_("&Open the list"), self.list_asked.emit, kind="primary", name="users")
        self.undo = button(_("Take &back as a whole"), self.undo_asked.emit, name="undo-2")
        for one in (
            self.open,
            button(_("Answer &workbook …"), self.answer_asked.emit, name="file-spreadsheet"),
            button(
                _("&Summary to sign"), self.summary_asked.emit, name="printer", key=stroke("print")
            ),
            self.undo,
            button(_("&Another list"), self.again_asked.emit, name="plus"),
        ):
            flow.addWidget(one)
        card.box.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.7))
        layout.addWidget(card)
        layout.addStretch(1)

    def show_work(self, work: ImportWork) -> None:
        """Tell what became of the list."""
        done = work.done
        assert done is not None
        gone = work.past is not None and work.past.undone
        count = len(done.workers)
        words = translate_n("{n} row is recorded.", "{n} rows are recorded.", count)
        self.heading.setText(
            _("The import was taken back; nothing of it is recorded.")
            if gone
            else words.format(n=integer(count))
        )
        counts = done.counts
        said = [
            _(
                "{rows} rows read: {ready} ready, {exists} there already, {check} to be looked at,"
                " {wrong} wrong."
            ).format(
                rows=integer(counts.rows),
                ready=integer(counts.ready),
                exists=integer(counts.exists),
                check=integer(counts.check),
                wrong=integer(counts.wrong),
            )
        ]
        if work.case is not None:
            people = translate_n(
                "{n} person was added to the case.",
                "{n} people were added to the case.",
                len(done.cases),
            )
            said.append(people.format(n=integer(len(done.cases))))
        self.counts.setText(" ".join(said))
        found = verdicts(done.items)
        self.verdicts.setText(
            _("The answer says: {words}.").format(
                words=", ".join(
                    f"{_(VERDICTS[one]).lower()} {integer(found[one])}" for one in Verdict
                )
            )
        )
        self.undo.setEnabled(work.past is not None and not gone)
        self.open.setEnabled(not gone)

    def enter(self) -> None:
        """Put the cursor where work goes on."""
        self.open.setFocus()
