"""Choosing a report: which one, of what period, and what else it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from ui.theme import px, scaled
from ui.widgets.basics import Combo, Flow, Label

if TYPE_CHECKING:
    from exports.reports import Report

PERIODS = ("month", "last_month", "quarter", "year", "all")


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


class Grouped(QListWidget):
    """A list with headings, which the cursor passes over."""

    def heading(self, words: str) -> None:
        """Begin a group."""
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(scaled(self.font(), 0.9, bold=True))
        self.addItem(item)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if found.isValid() and not found.flags() & Qt.ItemFlag.ItemIsEnabled:
            return found.siblingAtRow(found.row() + 1)  # Beneath each heading there is a line.
        return found


class Catalogue(QWidget):
    """The reports there are, and what the chosen one is about; `chosen` carries its name."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[Report]]]) -> None:
        """`groups` are what reports are about (English source) with the reports of each."""
        super().__init__()
        self._rows: dict[int, Report] = {}
        self.list = Grouped()
        self.list.setProperty("kind", "popup")
        self.list.setAccessibleName(_("Report"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Heights are right only after the style is known (`ui.md` 4.5).
        self.list.ensurePolished()
        for title, reports in groups:
            self.list.heading(_(title))
            for report in reports:
                self._rows[self.list.count()] = report
                item = QListWidgetItem(_(report.title))
                item.setToolTip(_(report.about))
                self.list.addItem(item)
        self.about = Label("", role="muted")
        self.about.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        self.list.setCurrentRow(next(iter(self._rows)))
        self.list.currentRowChanged.connect(self._changed)
        self._tell()

    @property
    def report(self) -> Report:
        """The report chosen."""
        return self._rows[self.list.currentRow()]

    def choose(self, name: str) -> None:
        """Choose a report by its name; an unknown one changes nothing."""
        for row, report in self._rows.items():
            if report.name == name:
                self.list.setCurrentRow(row)
                self._tell()

    def narrow(self, narrow: bool) -> None:
        """Take little room, for it stands above the paper now."""
        self.list.setMaximumHeight(px(6.4) if narrow else 16777215)
        self.list.setMinimumHeight(px(4.4))
        self.about.setVisible(not narrow)

    def _changed(self, row: int) -> None:
        if row not in self._rows:
            return
        self._tell()
        self.chosen.emit(self.report.name)

    def _tell(self) -> None:
        self.about.setText(_(self.report.about))


class Terms(QWidget):
    """Period and choices of a report; `changed` when another is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self)
        self.periods = Combo()
        self.periods.setAccessibleName(_("Period"))
        for name, words in zip(PERIODS, _period_words(), strict=True):
            self.periods.addItem(words, name)
        self.periods.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._beside(_("&Period"), self.periods).setBuddy(self.periods)
        self._combos: dict[str, Combo] = {}
        self._labels: list[Label] = []

    @property
    def period(self) -> str:
        """The name of the period chosen."""
        return str(self.periods.currentData())

    def set_period(self, name: str) -> None:
        """Choose a period; tells nobody."""
        self.periods.blockSignals(True)
        self.periods.setCurrentIndex(max(0, self.periods.findData(name)))
        self.periods.blockSignals(False)

    @property
    def options(self) -> dict[str, str]:
        """What is chosen of the report's own choices, by their names."""
        chosen = {name: combo.currentData() for name, combo in self._combos.items()}
        return {name: str(value) for name, value in chosen.items() if value is not None}

    def offer(
        self,
        titles: Mapping[str, str],
        choices: Mapping[str, Sequence[tuple[str, str]]],
        chosen: Mapping[str, str],
    ) -> None:
        """Show a report's choices; the combos stay where they ask for the same."""
        if list(titles) != list(self._combos):
            self._make(titles)
        for name, combo in self._combos.items():
            combo.blockSignals(True)
            combo.clear()
            for value, words in choices.get(name, ()):
                combo.addItem(words, value)
            combo.setCurrentIndex(combo.findData(chosen.get(name)))
            combo.setEnabled(combo.count() > 0)
            combo.blockSignals(False)

    def _make(self, titles: Mapping[str, str]) -> None:
        for old in (*self._labels, *self._combos.values()):
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels, self._combos = [], {}
        for name, title in titles.items():
            combo = Combo()
            combo.setAccessibleName(_(title))
            combo.setMinimumContentsLength(14)
            combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
            self._labels.append(self._beside(_(title), combo))
            self._combos[name] = combo

    def _beside(self, words: str, combo: Combo) -> Label:
        label = Label(words)
        label.setMinimumHeight(combo.sizeHint().height())
        self._flow.addWidget(label)
        self._flow.addWidget(combo)
        return label


def _period_words() -> tuple[str, ...]:
    return (
        _("This month"),
        _("Last month"),
        _("This quarter"),
        _("This year"),
        _("Everything"),
    )


def remembered(value: Any) -> dict[str, Any]:
    """What was kept of an officer's choices; nothing where it is damaged."""
    return value if isinstance(value, dict) else {}
