"""Reports: choose one, say the period, look, and hand it out as Excel or PDF."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from ui.desk_office import DeskOffice
from ui.messages import Offer
from ui.pages.page import Page, Place
from ui.theme import px
from ui.widgets.basics import Card, Combo, Label, button
from ui.widgets.pdf_view import PdfView, print_pdf

if TYPE_CHECKING:
    from exports.reports import Question, Report

_PERIODS = ("month", "last_month", "quarter", "year", "all")
_NARROW = 58
"""Width in em below which the catalogue stands above the preview."""


def period(name: str, today: date) -> tuple[date | None, date | None]:
    """The first and last day of a named period, as of `today`."""
    first = today.replace(day=1)
    if name == "month":
        return first, today
    if name == "last_month":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if name == "quarter":
        return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), today
    if name == "year":
        return today.replace(month=1, day=1), today
    return None, None


class ReportsPage(Page):
    """The catalogue of reports beside the paper as it will be handed out."""

    title = N_("Reports")

    @classmethod
    def places(cls) -> list[Place]:
        from exports.reports import REPORTS

        return [Place(_(report.title), {"id": report.name}) for report in REPORTS.values()]

    def build(self) -> None:
        from exports.reports import REPORTS

        self.office = cast(DeskOffice, self.shell.office)
        self.reports = list(REPORTS.values())
        self.chosen = self.reports[0]
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self.catalogue = Card()
        for number, report in enumerate(self.reports):
            self._offer(report, number)
        self.catalogue.box.addStretch(1)
        self.preview = PdfView(self.in_store)
        self.periods = Combo()
        self.periods.setAccessibleName(_("Period"))
        for name, words in zip(_PERIODS, self._period_words(), strict=True):
            self.periods.addItem(words, name)
        self.periods.currentIndexChanged.connect(lambda _index: self.refresh())
        right = QVBoxLayout()
        right.setSpacing(px(0.6))
        right.addLayout(self._bar())
        right.addWidget(self.preview, 1)
        self.split = QHBoxLayout()
        self.split.setSpacing(px(0.9))
        self.split.addWidget(self.catalogue, 2)
        self.split.addLayout(right, 5)
        self.box.addLayout(self.split, 1)
        self.group.button(0).setChecked(True)
        self._fit()

    def _period_words(self) -> tuple[str, ...]:
        return (
            _("This month"),
            _("Last month"),
            _("This quarter"),
            _("This year"),
            _("Everything"),
        )

    def _offer(self, report: Report, number: int) -> None:
        choice = QPushButton(_(report.title))
        choice.setProperty("kind", "chip")
        choice.setCheckable(True)
        choice.setAccessibleName(_(report.title))
        choice.setAccessibleDescription(_(report.about))
        choice.toggled.connect(lambda on, r=report: self._choose(r) if on else None)
        self.group.addButton(choice, number)
        about = Label(_(report.about), role="muted")
        about.setWordWrap(True)
        self.catalogue.box.addWidget(choice)
        self.catalogue.box.addWidget(about)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(px(0.6))
        label = Label(_("&Period"))
        label.setBuddy(self.periods)
        bar.addWidget(label)
        bar.addWidget(self.periods)
        bar.addStretch(1)
        bar.addWidget(button(_("P&rint"), self.print, name="printer", key="Ctrl+P"))
        bar.addWidget(button("P&DF", lambda: self.save("pdf"), name="file-text"))
        bar.addWidget(
            button("&Excel", lambda: self.save("xlsx"), kind="primary", name="file-spreadsheet")
        )
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
        for about in self.catalogue.findChildren(Label):
            about.setVisible(not narrow)

    def _choose(self, report: Report) -> None:
        self.chosen = report
        self.refresh()

    def _question(self) -> Question:
        from exports.reports import Question

        since, until = period(self.periods.currentData(), self.office.today)
        return Question.of(self.office.office, since, until)

    def refresh(self) -> None:
        report, question, office = self.chosen, self._question(), self.office

        def work(progress: Progress) -> bytes:
            from exports.reports.writing import pdf_bytes

            with office.store.read() as session:
                return pdf_bytes(report, question, session, progress)

        self.shell.jobs.run(
            _("Preparing the preview"),
            work,
            self.preview.show_pdf,
            owner=self,
            key="report",
        )

    def save(self, format: str) -> None:
        """Write the chosen report to a file the user names."""
        report, question, office = self.chosen, self._question(), self.office
        name = f"{report.name}-{office.today:%Y-%m-%d}.{format}"
        start = Path(office.office.settings.export_folder or Path.home() / "Documents")
        kinds = f"{format.upper()} (*.{format})"
        path = self.shell.dialogs.save_file(_(report.title), start / name, kinds)
        if path is None:
            return

        def work(progress: Progress) -> Path:
            from exports.reports.writing import write

            office.office.home.outlet(path)
            with office.store.read() as session:
                return write(report, question, session, path, format, progress)

        def done(written: Path) -> None:
            self.shell.file_written.emit(str(written))
            self.shell.messages.info(
                _("Saved: {name}").format(name=written.name),
                Offer(_("Open"), lambda: _open(written)),
                Offer(_("Open folder"), lambda: _open(written.parent)),
            )

        self.shell.jobs.run(_("Writing {name}").format(name=name), work, done, owner=self)

    def print(self) -> None:
        """Print what the preview shows."""
        if self.preview.data:
            print_pdf(self.preview.data, self, self._job)

    def _job(self, work: Any, done: Any) -> None:
        self.shell.jobs.run(_("Printing"), work, done, owner=self)

    def open(self, **what: Any) -> None:
        for number, report in enumerate(self.reports):
            if report.name == what.get("id"):
                self.group.button(number).setChecked(True)

    def state(self) -> dict[str, Any]:
        return {"report": self.chosen.name, "period": self.periods.currentData()}

    def restore(self, state: Any) -> None:
        self.periods.setCurrentIndex(max(0, self.periods.findData(state.get("period"))))
        self.open(id=state.get("report"))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
