"""What happened to a record, and what two people wrote into it at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.editing import Clash
from desktop_app.desk.history import About, Line, history
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.records.record import Record
from desktop_app.store.undo import LastChange, last_change_of, undo
from desktop_app.wording import show
from ui.messages import Offer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.paper import open_path
from ui.theme import px
from ui.widgets.basics import Combo, Label, button
from ui.widgets.part import TablePart

_COLUMNS = (
    Column("when", N_("When"), 9, sortable=False),
    Column("who", N_("By whom"), 8, sortable=False),
    Column("role", N_("Role"), 6, sortable=False),
    Column("what", N_("What"), 13, sortable=False),
    Column("old", N_("Before"), 8, sortable=False),
    Column("new", N_("After"), 10, sortable=False),
    Column("why", N_("Act"), 9, sortable=False),
)


class HistoryPart(TablePart):
    """Who changed, saw or handed out what, in which role, when and why; the newest first."""

    def __init__(self, pane: Arrangement, record: Record) -> None:
        self.pane, self.of = pane, record
        self._rows: Sequence[Row] = ()
        super().__init__(
            _COLUMNS,
            _("History"),
            self._load,
            pane.run,
            (_("Nothing of this kind"), _("Choose another kind of line above.")),
        )
        self.kinds = Combo()
        self.kinds.setAccessibleName(_("Kind of line"))
        self.kinds.addItem(_("Everything"), "")
        for about in About:
            self.kinds.addItem(_(about.value), about.name)
        self.kinds.currentIndexChanged.connect(lambda _index: self._narrow())
        self.back = button(_("Take &back the last change"), self.take_back, name="undo-2")
        self.back.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        label = Label(_("S&how"))
        label.setBuddy(self.kinds)
        row.addWidget(label)
        row.addWidget(self.kinds)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(button(_("To E&xcel …"), self.export, name="file-spreadsheet"))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setSpacing(px(0.6))
        layout.insertLayout(0, row)
        self._last: LastChange | None = None

    def _load(self) -> list[Row]:
        """In the store's thread, so no widget is asked: the lines, and what could be undone."""
        pane = self.pane
        lines = history(pane.store, pane.record, self.of.id, pane.office.zone)
        self._last = last_change_of(pane.store, self.of.id)
        return [_row(line) for line in lines]

    def _show(self, rows: Sequence[Row]) -> None:
        if not isValid(self):  # The record was closed while its lines were read.
            return
        self._rows = rows
        self.back.setEnabled(self._last is not None)
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.kinds.currentData()
        super()._show([row for row in self._rows if wanted in ("", row["about"].name)])

    def take_back(self) -> None:
        """Take back the newest change of this record, while nobody else has seen it."""
        pane, last = self.pane, self._last
        if last is None:
            return
        pane.run(
            lambda: undo(pane.store, last),
            lambda _none: pane.shell.messages.info(_("Undone.")),
        )

    def export(self) -> None:
        """Save the history as a workbook; for what, is asked and put down."""
        pane, office, of = self.pane, self.pane.office.office, self.of
        shell = pane.shell
        if not office.may(Right.EXPORT):
            pane.run(lambda: office.must(Right.EXPORT))
            return
        purpose = (shell.dialogs.line(_("To Excel"), _("Purpose of use")) or "").strip()
        if not purpose:
            return
        name = f"{_('history')}-{office.code}-{office.today:%Y-%m-%d}.xlsx"
        start = Path(office.settings.export_folder or Path.home() / "Documents")
        path = shell.dialogs.save_file(_("History"), start / name, "XLSX (*.xlsx)")
        if path is None:
            return

        def work() -> Path:
            from exports.history_sheet import save_history
            from exports.reports import Question

            return save_history(office, Question.of(office, purpose=purpose), of, path)

        def done(written: Path) -> None:
            shell.messages.info(
                _("Saved: {name}").format(name=written.name),
                Offer(_("Open"), partial(open_path, written)),
                Offer(_("Open folder"), partial(open_path, written.parent)),
            )

        pane.run(work, done)


def _row(line: Line) -> Row:
    roles = line.role.split(", ")
    # Whoever set up an office has all roles; the workbook names them.
    role = line.role if len(roles) <= 2 else _("{n} roles").format(n=len(roles))
    return {**vars(line), "role": role}


def clash_words(pane: Arrangement, clash: Clash) -> str:
    """A field with both values: the one saved meanwhile, and one's own."""
    described = describe(pane.record)[clash.name]
    texts = []
    for value in (clash.saved, clash.typed):
        if described.target and value:
            texts.append(pane.caption(described.target, value))
        else:
            texts.append(show(described, value, pane.office.zone) or "–")
    return _("{field}: saved “{saved}”, yours “{yours}”").format(
        field=described.label, saved=texts[0], yours=texts[1]
    )
