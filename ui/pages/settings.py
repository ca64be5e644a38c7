"""Settings: how the window works, the office's own data, security, the lists of headquarters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import strokes
from ui.desk_office import DeskOffice
from ui.pages.page import Page, Place
from ui.pages.record_pane import RecordPane
from ui.pages.settings_backups import BackupsPart
from ui.pages.settings_eligibility import EligibilityRulePane, MinimumWagePane
from ui.pages.settings_indicators import IndicatorPane
from ui.pages.settings_officers import OfficersPart
from ui.pages.settings_records import (
    HolidayPane,
    OfficePane,
    ParameterPane,
    SignatoryPane,
)
from ui.pages.settings_rights import RightsPart
from ui.pages.settings_security import SecurityPart
from ui.theme import LARGEST, SMALLEST, px
from ui.widgets.action_row import Action
from ui.widgets.basics import Card, Combo, Flow, Label, button
from ui.widgets.mnemonics import marked
from ui.widgets.part import PartWidget

SIZES = tuple(n / 2 for n in range(int(2 * SMALLEST), int(2 * LARGEST) + 1))
"""Sizes of text that are offered, in points."""

MINUTES = (1, 2, 3, 5, 10, 15, 30)
"""Idle times after which the window locks itself."""


class LookPart(PartWidget):
    """Language, look and habits of this PC; each choice holds at once."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._shell = page.shell
        self._office = cast(DeskOffice, page.shell.office).office
        self._taken: set[str] = set()
        look, settings = page.shell.look, self._office.settings
        card = Card()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(1.2))
        self._grid.setVerticalSpacing(px(0.8))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(1, px(16))
        card.box.addLayout(self._grid)
        change = page.shell.change_look
        keep = self._office.save_settings
        self.language = self._choice(
            _("Language"),
            [("id", "Bahasa Indonesia"), ("en", "English")],
            look.language,
            lambda code: change(language=code),
        )
        self.theme = self._choice(
            _("Colours"),
            [("auto", _("As the computer")), ("light", _("Light")), ("dark", _("Dark"))],
            look.theme,
            lambda name: change(theme=name),
        )
        self.points = self._choice(
            _("Text size"),
            [(size, f"{size:g} pt".replace(".", ",")) for size in SIZES],
            look.points,
            lambda size: change(points=size),
        )
        self.enter_key = self._choice(
            _("Enter in a form"),
            [(True, _("goes to the next field")), (False, _("saves"))],
            settings.enter_moves,
            lambda moves: keep(enter_moves=moves),
        )
        self.minutes = self._choice(
            _("Lock when nobody works for"),
            [(n, _("{n} minutes").format(n=n)) for n in MINUTES],
            settings.lock_minutes,
            lambda n: keep(lock_minutes=n),
        )
        self.folder = button("", self._choose_folder, name="folder-open")
        self._row(_("Folder for exports"), self.folder)
        self._say_folder()
        inner = QWidget()
        outer = QGridLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card, 0, 0)
        outer.setColumnStretch(1, 1)
        outer.setRowStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QGridLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.language)

    def _choice(
        self,
        label: str,
        values: list[tuple[Any, str]],
        chosen: Any,
        take: Callable[[Any], object],
    ) -> Combo:
        combo = Combo()
        combo.addItems([words for _value, words in values])
        known = [value for value, _words in values]
        combo.setCurrentIndex(known.index(chosen) if chosen in known else 0)
        combo.setAccessibleName(label)
        combo.activated.connect(lambda index: take(known[index]))
        self._row(label, combo)
        return combo

    def _row(self, label: str, field: QWidget) -> None:
        name = Label(marked(label, self._taken))
        name.setBuddy(field)
        line = self._grid.rowCount()
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(field, line, 1)

    def _choose_folder(self) -> None:
        start = Path(self._office.settings.export_folder or Path.home())
        chosen = self._shell.dialogs.folder(_("Folder for exports"), start)
        if chosen is not None:
            self._office.save_settings(export_folder=str(chosen))
            self._say_folder()

    def _say_folder(self) -> None:
        folder = self._office.settings.export_folder
        self.folder.setText(Path(folder).name if folder else _("Documents"))
        self.folder.setToolTip(folder)
        self.folder.setAccessibleName(f"{_('Folder for exports')}: {self.folder.text()}")


_PARTS: tuple[tuple[str, str, Callable[[Page], PartWidget]], ...] = (
    ("look", N_("Look and habits"), LookPart),
    ("office", N_("Office"), OfficePane),
    ("signatories", N_("Signatories"), SignatoryPane),
    ("officers", N_("Officers"), OfficersPart),
    ("rights", N_("Rights"), RightsPart),
    ("security", N_("Security"), SecurityPart),
    ("backups", N_("Backups"), BackupsPart),
    ("parameters", N_("Parameters"), ParameterPane),
    ("holidays", N_("Holidays"), HolidayPane),
    ("wages", N_("Minimum wages"), MinimumWagePane),
    ("rules", N_("Eligibility rules"), EligibilityRulePane),
    ("indicators", N_("Indicators"), IndicatorPane),
)
"""Name, title (English source) and maker of each part."""


class SettingsPage(Page):
    """All settings, each part behind its tab and made when first seen."""

    title = N_("Settings")
    shows = frozenset(
        {
            "office",
            "signatory",
            "officer",
            "parameter",
            "holiday",
            "minimum_wage",
            "eligibility_rule",
            "indicator_definition",
        }
    )

    @classmethod
    def places(cls) -> list[Place]:
        return [Place(_(title), {"part": name}) for name, title, _make in _PARTS]

    def build(self) -> None:
        self._made: dict[str, PartWidget] = {}
        self.part = "look"
        row = self._row = QWidget()
        flow = Flow(row)
        row.setLayout(flow)
        group = QButtonGroup(row)
        self.tabs: dict[str, QPushButton] = {}
        keys = dict(zip((name for name, *_rest in _PARTS), strokes("tab"), strict=False))
        for name, title, _make in _PARTS:
            tab = button(_(title), partial(self.show_part, name), kind="tab")
            tab.setCheckable(True)
            group.addButton(tab)
            flow.addWidget(tab)
            self.tabs[name] = tab
            if name in keys:
                key = QShortcut(QKeySequence(keys[name]), self)
                key.activated.connect(partial(self.show_part, name))
        self._stack = QStackedWidget()
        self.box.addWidget(row)
        self.box.addWidget(self._stack, 1)
        self._raise(self.part)

    def _raise(self, name: str) -> PartWidget:
        self.part = name
        self.tabs[name].setChecked(True)
        if name not in self._made:
            make = next(make for known, _title, make in _PARTS if known == name)
            made = self._made[name] = make(self)
            self._stack.addWidget(made)
            if isinstance(made, RecordPane):
                made.stack.currentChanged.connect(lambda _index: self._look())
        self._stack.setCurrentWidget(self._made[name])
        self._look()
        return self._made[name]

    def _look(self) -> None:
        """The tabs stand above a list and not above a record, which has tabs of its own."""
        part = self._made[self.part]
        inside = isinstance(part, RecordPane) and part.stack.currentIndex() > 0
        self._row.setVisible(not inside)

    def show_part(self, name: str) -> None:
        """Show one part and put the cursor there."""
        self._made[self.part].leave()
        new = name not in self._made
        part = self._raise(name)
        if new:
            part.refresh()
        part.enter()

    def refresh(self) -> None:
        for part in self._made.values():
            part.refresh()

    def commands(self) -> list[Action]:
        return [Action(f"part {n}", title, partial(self.show_part, n)) for n, title, _m in _PARTS]

    def focus_search(self) -> None:
        self._made[self.part].enter()

    def new(self) -> None:
        self._made[self.part].new()

    def open(self, **what: Any) -> None:
        """``part``: the name of a part to show."""
        if what.get("part") in self.tabs:
            self.show_part(what["part"])

    def leave(self) -> None:
        for part in self._made.values():
            part.leave(at_once=True)

    def state(self) -> Mapping[str, Any]:
        kept = {n: p.state() for n, p in self._made.items() if isinstance(p, RecordPane)}
        return {"part": self.part, "panes": kept}

    def restore(self, state: Mapping[str, Any]) -> None:
        for name, kept in state.get("panes", {}).items():
            pane = self._raise(name)
            assert isinstance(pane, RecordPane)
            pane.restore(kept)
        self._raise(state.get("part", "look"))
