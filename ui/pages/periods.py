"""A month's end: the pack of all reports in one act, and periods finalised and reopened."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import select

from desktop_app.desk import periods
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress
from desktop_app.records import Officer, PeriodClosing
from desktop_app.store.periods import Period
from desktop_app.wording import day_short, month
from ui.desk_office import DeskOffice
from ui.messages import Offer
from ui.models.record_table import Column, Row, Runner
from ui.pages.purpose import ask_purpose
from ui.paper import open_path
from ui.shell import Shell
from ui.theme import px
from ui.widgets.basics import Combo, Flow, Label, button
from ui.widgets.part import TablePart

if TYPE_CHECKING:
    from exports.pack import Pack

_MONTHS = 15
"""Months that can be chosen: the year before and the current quarter."""

COLUMNS = (
    Column("period", N_("Period"), 11),
    Column("finalised_on", N_("Finalised on"), 9, tight=True),
    Column("by", N_("By whom"), 7),
    Column("digest", N_("Digest"), 8),
    Column("reopened_on", N_("Reopened on"), 11, tight=True),
    Column("reason", N_("Reason"), 14),
)


class MonthEnd(QWidget):
    """Which month, what to do with it, and what was done with others."""

    def __init__(self, shell: Shell, run: Runner) -> None:
        super().__init__()
        self._shell = shell
        self._office = cast(DeskOffice, shell.office)
        self.months = Combo()
        self.months.setAccessibleName(_("Month"))
        self.months.setMinimumContentsLength(14)
        for name, words in self._choices():
            self.months.addItem(words, name)
        self.months.setCurrentIndex(1)  # The month that is over.
        label = Label(_("Mo&nth"))
        label.setBuddy(self.months)
        label.setMinimumHeight(self.months.sizeHint().height())
        self.pack_button = button(_("Write the pac&k …"), self.pack, kind="primary", name="package")
        self.finalise_button = button(_("F&inalise"), self.finalise, name="lock")
        self.reopen_button = button(_("Reo&pen …"), self.reopen, name="lock-open")
        acts = QWidget()
        flow = Flow(acts)
        for part in (label, self.months, self.pack_button, self.finalise_button):
            flow.addWidget(part)
        flow.addWidget(self.reopen_button)
        about = Label(_("The pack holds all reports of the month, as Excel and PDF."), role="muted")
        about.setWordWrap(True)
        may = self._office.office.may(Right.FINALISE)
        self.finalise_button.setVisible(may)
        self.reopen_button.setVisible(may)
        self.part = TablePart(
            COLUMNS,
            _("Finalised periods"),
            self._rows,
            run,
            (
                _("No period finalised"),
                _("Once a month is reported, finalise it here, so that its data stay as reported."),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(acts)
        layout.addWidget(about)
        layout.addWidget(self.part, 1)

    def refresh(self) -> None:
        """Show what is in the store now."""
        self.part.refresh()

    @property
    def period(self) -> Period:
        """The month chosen."""
        return periods.month_of(str(self.months.currentData()))

    def _choices(self) -> list[tuple[str, str]]:
        first: date = self._office.today.replace(day=1)
        found = []
        for _n in range(_MONTHS):
            found.append((f"{first:%Y-%m}", f"{month(first.month)} {first.year}"))
            first = (first - timedelta(days=1)).replace(day=1)
        return found

    def _rows(self) -> list[Row]:
        with self._office.store.read() as session:
            names: dict[str, str] = dict(session.execute(select(Officer.id, Officer.name)).all())
            return [_row(one, names) for one in periods.closings(session)]

    # --- acts -----------------------------------------------------------------------

    def pack(self) -> None:
        """Write all reports of the month into a folder the user names."""
        office, period = self._office.office, self.period
        purpose = ask_purpose(self._shell, personal=True)
        if purpose is None:
            return
        start = Path(office.settings.export_folder or Path.home() / "Documents")
        out = self._shell.dialogs.folder(_("Folder for the pack"), start)
        if out is None:
            return

        def work(progress: Progress) -> Pack:
            from exports.pack import make_pack

            return make_pack(office, period, out, progress, purpose=purpose)

        def done(made: Pack) -> None:
            self._shell.messages.info(
                _("The pack is in {folder}.").format(folder=made.folder.name),
                Offer(_("Open folder"), lambda: open_path(made.folder)),
                Offer(_("Finalise"), lambda: self._finalise(period, made.digest)),
            )

        words = _("Writing the pack of {month}").format(month=self.months.currentText())
        self._shell.jobs.run(words, work, done, owner=self)

    def finalise(self) -> None:
        """Finalise the month chosen."""
        self._finalise(self.period, None)

    def _finalise(self, period: Period, digest: str | None) -> None:
        office, shell = self._office.office, self._shell
        if not shell.dialogs.ask(
            _("Finalise {month}?").format(month=period),
            _(
                "What is dated in this month can then no longer be changed. It can be reopened"
                " with a reason."
            ),
            _("Finalise"),
        ):
            return

        def done(_id: Any) -> None:
            shell.messages.success(_("{month} is finalised.").format(month=period))
            self.refresh()

        shell.jobs.run("", lambda _p: periods.finalise(office, period, digest), done, owner=self)

    def reopen(self) -> None:
        """Open the month chosen again, with a reason."""
        office, shell, period = self._office.office, self._shell, self.period
        reason = shell.dialogs.line(
            _("Reopen {month}").format(month=period), _("Reason for reopening")
        )
        if reason is None:
            return

        def done(_none: Any) -> None:
            shell.messages.success(_("{month} is open again.").format(month=period))
            self.refresh()

        shell.jobs.run("", lambda _p: periods.reopen(office, period, reason), done, owner=self)


def _row(one: PeriodClosing, names: dict[str, str]) -> Row:
    return {
        "period": str(Period(one.since, one.until)),
        "finalised_on": day_short(one.finalised_on),
        "by": names.get(one.finalised_by or "", ""),
        "digest": (one.digest or "")[:12],
        "reopened_on": day_short(one.reopened_on) if one.reopened_on else "",
        "reason": one.reason or "",
    }
