"""Reports: choose one, say the period, look at the paper or the figures, and hand it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke, strokes
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress
from desktop_app.store.local import set_setting, setting
from ui.desk_office import DeskOffice
from ui.pages.page import Page, Place
from ui.pages.periods import MonthEnd
from ui.pages.report_behind import BehindList
from ui.pages.report_choice import Catalogue, Terms, period, remembered
from ui.pages.report_figures import FigureTable
from ui.pages.report_out import Answered, print_report, save_report
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import button
from ui.widgets.pdf_view import PdfView

if TYPE_CHECKING:
    from exports.reports import Question
    from exports.sheet import Behind

PAPER, FIGURES, MONTHS = "paper", "figures", "months"
_WAYS = 3
"""How many ways there are to look at the page; further widgets are lists behind a figure."""

_NARROW = 58
"""Width in em below which the catalogue stands above the preview."""


class ReportsPage(Page):
    """The catalogue of reports beside the paper as it will be handed out."""

    title = N_("Reports")

    @classmethod
    def places(cls) -> list[Place]:
        from exports.reports import REPORTS

        return [Place(_(report.title), {"id": report.name}) for report in REPORTS.values()]

    def build(self) -> None:
        from exports.reports import open_to

        self.office = cast(DeskOffice, self.shell.office)
        self.options: dict[str, dict[str, str]] = {}
        self.answered: Answered | None = None
        self._known = False
        self.catalogue = Catalogue(open_to(self.office.office))
        self.catalogue.chosen.connect(self._choose)
        self.terms = Terms()
        self.terms.changed.connect(self._changed_terms)
        self.preview = PdfView(self.in_store)
        self.figures = FigureTable()
        self.figures.opened.connect(self.open_behind)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.figures)
        self.months = MonthEnd(self.shell, self.in_store)
        self.stack.addWidget(self.months)
        self.stack.setMinimumHeight(px(8))
        right = QVBoxLayout()
        right.setSpacing(px(0.6))
        right.addWidget(self.terms)
        right.addLayout(self._bar())
        right.addWidget(self.stack, 1)
        self.split = QHBoxLayout()
        self.split.setSpacing(px(0.9))
        self.split.addWidget(self.catalogue, 2)
        self.split.addLayout(right, 6)
        self.box.addLayout(self.split, 1)
        self._fit()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(px(0.6))
        self.ways: dict[str, QPushButton] = {}
        for name, words in (
            (PAPER, _("P&aper")),
            (FIGURES, _("&Figures")),
            (MONTHS, _("&Month's end")),
        ):
            way = button(words, partial(self.show_way, name), kind="tab")
            way.setCheckable(True)
            way.setChecked(name == PAPER)
            self.ways[name] = way
            bar.addWidget(way)
        bar.addStretch(1)
        self.ways_out = (
            button(_("P&rint"), self.print, name="printer", key=stroke("print")),
            button("P&DF", partial(self.save, "pdf"), name="file-text"),
            button("&Excel", partial(self.save, "xlsx"), kind="primary", name="file-spreadsheet"),
        )
        for way_out in self.ways_out:
            bar.addWidget(way_out)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < px(_NARROW)
        way = self.split.direction()
        wanted = type(way).TopToBottom if narrow else type(way).LeftToRight
        if way != wanted:
            self.split.setDirection(wanted)
        self.catalogue.narrow(narrow)

    # --- asking ---------------------------------------------------------------------

    def _choose(self, _name: str) -> None:
        self.terms.offer({}, {}, {})
        self.refresh()

    def _changed_terms(self) -> None:
        self.options[self.catalogue.report.name] = self.terms.options
        self.refresh()

    def refresh(self) -> None:
        """Ask anew; the first time, what the officer chose last."""
        if not self._known:
            self._known = True
            self.in_store(self._remembered, self._recall)
            return
        report, office = self.catalogue.report, self.office
        wanted = self.options.get(report.name, {})
        kept = self._kept()
        question = self._question()

        def work(progress: Progress) -> Answered:
            from exports.reports.writing import paper_bytes

            with office.store.read() as session:
                choices = {o.name: o.choices(session, question) for o in report.options}
                usable = {
                    name: value
                    for name, value in wanted.items()
                    if value in [choice for choice, _words in choices.get(name, ())]
                }
                asked = replace(question, options=usable)
                sheet = report.sheet(session, asked)
            paper = paper_bytes(sheet, report, asked, progress)
            with office.store.local() as connection:
                set_setting(connection, self._key, kept)
            return Answered(report, asked, sheet, paper, choices)

        self.shell.jobs.run(_("Preparing the preview"), work, self._show, owner=self, key="report")

    def _question(self) -> Question:
        from exports.reports import Question

        since, until = period(self.terms.period, self.office.today)
        return Question.of(self.office.office, since, until)

    def _show(self, answered: Answered) -> None:
        self.answered = answered
        report = answered.report
        first = {name: rows[0][0] for name, rows in answered.choices.items() if rows}
        self.terms.offer(
            {option.name: option.title for option in report.options},
            answered.choices,
            {**first, **answered.question.options},
        )
        self.preview.show_pdf(answered.paper)
        self.figures.show_sheet(answered.sheet)
        self._close_behind()

    # --- figures and what is behind them ----------------------------------------------

    def show_way(self, name: str) -> None:
        """Show the paper, its figures as a table, or what is done at a month's end."""
        for way, choice in self.ways.items():
            choice.setChecked(way == name)
        shown = {PAPER: self.preview, FIGURES: self.figures, MONTHS: self.months}[name]
        self.stack.setCurrentWidget(shown)
        for part in (self.terms, *self.ways_out):  # They are about one report.
            part.setVisible(name != MONTHS)
        if name == MONTHS:
            self.months.refresh()
            self.months.months.setFocus()
        else:
            shown.setFocus()

    def open_behind(self, behind: Behind, words: str) -> None:
        """Show the records that a figure counts."""
        self._close_behind()
        shown = BehindList(self.shell, behind, words, self.in_store)
        shown.closed.connect(self._back_to_figures)
        self.stack.addWidget(shown)
        self.stack.setCurrentWidget(shown)
        shown.list.search.setFocus()

    def _back_to_figures(self) -> None:
        self._close_behind()
        self.figures.setFocus()

    def _close_behind(self) -> None:
        while self.stack.count() > _WAYS:
            old = self.stack.widget(_WAYS)
            assert old is not None
            if self.stack.currentWidget() is old:
                self.stack.setCurrentWidget(self.figures)
            self.stack.removeWidget(old)
            old.deleteLater()

    # --- handing out ------------------------------------------------------------------

    def save(self, format: str, *, whole: bool = False) -> None:
        """Write the report to a file the user names; with a reason also the values `whole`."""
        if self.answered is not None:
            save_report(self.shell, self, self.answered, format, whole=whole)

    def print(self) -> None:
        """Print what the preview shows."""
        if self.answered is not None:
            print_report(self.shell, self, self.answered)

    # --- what is kept -------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return f"reports:{self.office.office.keys.officer.id}"

    @property
    def _way(self) -> str:
        return next(name for name, choice in self.ways.items() if choice.isChecked())

    def _kept(self) -> dict[str, Any]:
        return {
            "report": self.catalogue.report.name,
            "period": self.terms.period,
            "options": self.options,
        }

    def _remembered(self) -> dict[str, Any]:
        with self.office.store.raw() as connection:
            return remembered(setting(connection, self._key))

    def _recall(self, kept: dict[str, Any]) -> None:
        self._put_back(kept)
        self.refresh()

    def _put_back(self, kept: Mapping[str, Any]) -> None:
        self.catalogue.list.blockSignals(True)
        self.catalogue.choose(str(kept.get("report")))
        self.catalogue.list.blockSignals(False)
        self.terms.set_period(str(kept.get("period", self.terms.period)))
        self.options = {
            str(name): {str(k): str(v) for k, v in remembered(chosen).items()}
            for name, chosen in remembered(kept.get("options")).items()
        }

    def commands(self) -> list[Action]:
        key = strokes("export")[0]
        personal = self.answered is not None and self.answered.sheet.personal
        may = self.office.office.may(Right.REVEAL)
        whole = partial(self.save, "xlsx", whole=True)
        return [
            Action("export", N_("Export as Excel"), partial(self.save, "xlsx"), "download", key),
            *([Action("unmasked", N_("Export unmasked …"), whole)] if personal and may else []),
            Action("pack", N_("Month's end: pack and periods"), partial(self.show_way, MONTHS)),
        ]

    def open(self, **what: Any) -> None:
        self.catalogue.choose(str(what.get("id")))

    def state(self) -> dict[str, Any]:
        return {**self._kept(), "way": self._way}

    def restore(self, state: Any) -> None:
        self._known = True
        self._put_back(state)
        self.show_way(state["way"] if state.get("way") in self.ways else PAPER)
