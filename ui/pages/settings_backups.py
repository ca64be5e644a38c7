"""Backups under Settings: what there is, whether it could be restored, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right, who_may
from desktop_app.progress import Progress
from desktop_app.store.copies import Copy, Made, Why, every, make
from desktop_app.store.space import Room, scarce
from desktop_app.sync.rehearsing import Light, Rehearsal, last, rehearse
from desktop_app.wording import day_and_clock, integer
from ui.desk_office import DeskOffice
from ui.icons import pixmap
from ui.jobs import FREE
from ui.pages.page import Page
from ui.safekeeping import nearly_full
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Card, Label, button
from ui.widgets.facts_table import FactsTable
from ui.widgets.part import PartWidget

_LIGHTS = {
    Light.GREEN: ("circle-check", "good", N_("Green")),
    Light.AMBER: ("triangle-alert", "warning", N_("Amber")),
    Light.RED: ("circle-alert", "bad", N_("Red")),
}


@dataclass(frozen=True)
class _Standing:
    copies: Sequence[Copy]
    rehearsal: Rehearsal | None
    rooms: Sequence[Room]


class BackupsPart(PartWidget):
    """A card that says how safe the data is, and the table of backups."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._shell = page.shell
        self._desk = cast(DeskOffice, page.shell.office)
        self._office = self._desk.office
        self._copies: Sequence[Copy] = ()
        self._may = self._office.may(Right.RESTORE) and not self._office.store.place.server
        self.table = FactsTable(
            _("Backups"), [_("Taken"), _("What for"), _("Size"), _("Checked"), _("Where")]
        )
        self.acts = ActionRow(
            [
                Action("restore", N_("Restore …"), self.restore, "database"),
                Action("rehearse", N_("Rehearse a restore"), self.rehearse, "shield-check"),
                Action("make", N_("Back up now"), self.make, "save", primary=True),
            ]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.7))
        layout.addWidget(self._card())
        layout.addWidget(self.acts)
        layout.addWidget(self.table, 1)
        self._able()

    def _card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(px(0.7))
        self._light = QLabel()
        self.said = Label("")
        self.said.setWordWrap(True)
        row.addWidget(self._light)
        row.addWidget(self.said, 1)
        card.box.addLayout(row)
        self.full = Label("", role="strong")
        self.full.setWordWrap(True)
        self.full.hide()
        card.box.addWidget(self.full)
        below = QHBoxLayout()
        below.setSpacing(px(0.7))
        below.addWidget(Label(_("Second place"), role="muted"))
        self.folder = button("", self.choose_folder, name="folder-open")
        below.addWidget(self.folder)
        below.addStretch(1)
        card.box.addLayout(below)
        if not self._may:
            words = _("Backed up and restored by: {roles}.").format(roles=who_may(Right.RESTORE))
            card.box.addWidget(Label(words, role="muted"))
        self.folder.setEnabled(self._may)
        self._say_folder()
        return card

    # --- what is shown ---------------------------------------------------------------

    def refresh(self) -> None:
        office = self._office

        def work(_progress: Progress) -> _Standing:
            return _Standing(every(office), last(office), scarce(office.home, office.settings))

        self._shell.jobs.run("", work, self._show, owner=self, key="backups")

    def _show(self, standing: _Standing) -> None:
        self._copies = standing.copies
        zone = self._desk.zone
        self.table.show_rows(
            [
                (
                    day_and_clock(copy.at, zone),
                    _(copy.why.label),
                    f"{integer(max(1, copy.size // 1024))} KB",
                    _("verified") if copy.verified else _("not verified"),
                    _("second place") if copy.second else _("this computer"),
                )
                for copy in standing.copies
            ]
        )
        self._say(standing.rehearsal)
        self.full.setText(nearly_full(standing.rooms) if standing.rooms else "")
        self.full.setVisible(bool(standing.rooms))
        self._able()

    def _say(self, done: Rehearsal | None) -> None:
        if done is None:
            icon, role = "circle", "muted"
            words = _("No restore has been rehearsed on this computer yet.")
        else:
            icon, role, colour = _LIGHTS[done.light]
            words = _("{colour}: {light}. Rehearsed on {day}, {n} records.").format(
                colour=_(colour),
                light=_(done.light.label),
                day=day_and_clock(done.at, self._desk.zone),
                n=integer(done.records),
            )
            words = " ".join((words, *done.found))
        self._light.setPixmap(pixmap(icon, role, px(1.8)))
        self._light.setAccessibleName(words)
        self.said.setText(words)

    def _able(self) -> None:
        self.acts.enable("make", self._may)
        for name in ("restore", "rehearse"):
            self.acts.enable(name, self._may and bool(self._copies))

    def enter(self) -> None:
        self.table.setFocus()

    @property
    def chosen(self) -> Copy | None:
        """The backup whose row is chosen."""
        row = self.table.currentRow()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    # --- acts -------------------------------------------------------------------------

    def make(self) -> None:
        """Take a backup now."""

        def done(made: Made) -> None:
            if made.trouble is not None:
                self._shell.messages.warning(str(made.trouble))
            else:
                self._shell.messages.success(_("Backup taken and verified."))
            self.refresh()

        self._shell.jobs.run(
            _("Backing up"),
            lambda progress: make(self._office, Why.BY_HAND, progress),
            done,
            owner=self,
            lane=FREE,
        )

    def rehearse(self) -> None:
        """Open the backup chosen in a temporary folder."""
        copy = self.chosen
        if copy is not None:
            self._shell.jobs.run(
                _("Rehearsing a restore"),
                lambda progress: rehearse(self._office, copy, progress),
                lambda _done: self.refresh(),
                owner=self,
            )

    def restore(self) -> None:
        """Leave the office and ask who restores it."""
        copy = self.chosen
        if copy is not None and self._shell.dialogs.ask(
            _("Close the office and restore?"),
            _("You sign in once more on the next page; nothing changes before that."),
            _("Go on"),
            danger=True,
        ):
            self._shell.restore_asked.emit(copy.path.name)

    def choose_folder(self) -> None:
        """Choose where every backup is copied to."""
        start = Path(self._office.settings.backup_folder or Path.home())
        chosen = self._shell.dialogs.folder(_("Second place for backups"), start)
        if chosen is not None:
            self._office.save_settings(backup_folder=str(chosen))
            self._say_folder()
            self.refresh()

    def _say_folder(self) -> None:
        folder = self._office.settings.backup_folder
        self.folder.setText((Path(folder).name or folder) if folder else _("None yet …"))
        self.folder.setToolTip(folder)
        self.folder.setAccessibleName(f"{_('Second place')}: {self.folder.text()}")
