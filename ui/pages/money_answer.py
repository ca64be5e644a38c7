"""The bank's answer beside our payments: looked at first, taken over in one act."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.desk import bank_answer
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.importing.bank_answer import read_answer
from desktop_app.importing.reading import read_table
from desktop_app.keyboard import stroke
from desktop_app.processes.payments import GOOD, Fit, Match, Told
from desktop_app.progress import Progress
from desktop_app.records.identifiers import mask
from desktop_app.wording import integer, money
from ui.models.record_table import Column, Row
from ui.theme import px
from ui.widgets.basics import Label, button, tool
from ui.widgets.part import PartWidget, TablePart
from ui.widgets.shortcuts import Keys

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

ROLES = {Fit.PAID: "good", Fit.RETURNED: "warning", Fit.KNOWN: "muted", Fit.MISSING: "info"}


def _role(row: Row) -> str:
    return str(row["role"])


COLUMNS = (
    Column("row", N_("Row"), 3, right=True, sortable=False),
    Column("number", N_("Payment number"), 13, tight=True, sortable=False),
    Column("payee", N_("Payee"), 11, sortable=False),
    Column("account", N_("Bank account"), 9, sortable=False),
    Column("sent", N_("Sent"), 8, right=True, sortable=False),
    Column("told", N_("Told by the bank"), 8, right=True, sortable=False),
    Column("proof", N_("Reference or reason"), 10, sortable=False),
    Column("fit", N_("What follows"), 17, state=_role, sortable=False),
)


class AnswerView(PartWidget):
    """A file of the bank, row by row; F7 takes over what fits."""

    def __init__(self, pane: RecordPane, path: Path) -> None:
        super().__init__()
        self._pane, self._path = pane, path
        self._told: Sequence[Told] = ()
        self._rows: Sequence[Row] = ()
        self.title = Label(path.name, role="heading")
        self.summary = Label("", role="muted")
        self.summary.setWordWrap(True)
        self.take_button = button(
            _("Take &over"), self.take, kind="primary", name="check", key=stroke("act")
        )
        self.take_button.setEnabled(False)
        self.part = TablePart(COLUMNS, _("Answer of the bank"), lambda: self._rows, pane.run)
        top = QHBoxLayout()
        top.setSpacing(px(0.6))
        top.addWidget(tool("arrow-left", _("Back to the list (Esc)"), pane.close_view))
        top.addWidget(self.title, 1)
        top.addWidget(self.take_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(top)
        layout.addWidget(self.summary)
        layout.addWidget(self.part, 1)
        self.on_escape(self, pane.close_view)
        Keys(self, [(stroke("act"), self.take)])

    def enter(self) -> None:
        self.part.enter()

    def refresh(self) -> None:
        """Read the file, and lay it beside the payments as they stand now."""
        pane, path = self._pane, self._path

        def work(progress: Progress) -> tuple[list[Told], list[Match]]:
            told = read_answer(read_table(path, progress=progress), pane.office.today)
            with pane.store.read() as session:
                return told, bank_answer.lay(session, told)

        words = _("Reading {name}").format(name=path.name)
        pane.shell.jobs.run(words, work, self._show, owner=self)

    def _show(self, result: tuple[list[Told], list[Match]]) -> None:
        self._told, found = result
        self._rows = [_row(match) for match in found]
        self.part.refresh()
        self.part.enter()
        self.take_button.setEnabled(any(match.fit in GOOD for match in found))
        counts = {fit: sum(match.fit is fit for match in found) for fit in Fit}
        said = [f"{_(fit.label)}: {integer(n)}" for fit, n in counts.items() if n]
        self.summary.setText(" · ".join(said))

    def take(self) -> None:
        """Record what fits, all of it or nothing."""
        if not self.take_button.isEnabled():
            return
        told = self._told

        def said(counts: dict[Fit, int]) -> str:
            paid, back = counts.get(Fit.PAID, 0), counts.get(Fit.RETURNED, 0)
            words = translate_n("{n} payment paid", "{n} payments paid", paid).format(
                n=integer(paid)
            )
            returned = translate_n(
                "{n} sent back by the bank", "{n} sent back by the bank", back
            ).format(n=integer(back))
            return f"{words}, {returned}."

        self._pane.write(
            bank_answer.TAKEN,
            lambda session: bank_answer.take(session, told),
            said,
            lambda _counts: self._pane.close_view(),
        )


def _row(match: Match) -> dict[str, str]:
    told, payment = match.told, match.payment
    return {
        "row": str(told.row) if told else "",
        "number": payment.number if payment else told.number if told else "",
        "payee": payment.payee if payment else "",
        "account": mask(payment.account if payment else told.account if told else ""),
        "sent": money(payment.net) if payment else "",
        "told": money(told.amount) if told and told.amount is not None else "",
        "proof": (told.reference if told.paid else told.reason) if told else "",
        "fit": _(match.fit.label),
        "role": ROLES.get(match.fit, "bad"),
    }
