"""Roles and rights: the table that the whole program asks."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from desktop_app.records.office import Role
from exports.rights import YES, grid, rights_sheet
from ui.desk_office import DeskOffice
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.basics import Label, button
from ui.widgets.facts_table import FactsTable
from ui.widgets.part import PartWidget


class RightsPart(PartWidget):
    """Rights down, roles across; read cell by cell, and printed."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._shell = page.shell
        self._office = cast(DeskOffice, page.shell.office).office
        lead = Label(
            _("What is not ticked is not had. Your roles: {roles}").format(
                roles=", ".join(_(role.label) for role in Role if role in self._office.roles)
            ),
            role="muted",
        )
        lead.setWordWrap(True)
        self.printing = button(_("Save as PDF …"), self.save, name="printer")
        row = QHBoxLayout()
        row.setSpacing(px(0.8))
        row.addWidget(lead, 1)
        row.addWidget(self.printing, 0, Qt.AlignmentFlag.AlignTop)
        self.table = FactsTable(
            _("Roles and rights"), [_("Right"), *(_(role.label) for role in Role)]
        )
        self.table.show_rows(grid())
        self._spoken()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.7))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def _spoken(self) -> None:
        """Have ticks stand in the middle, and be read as words."""
        for row in range(self.table.rowCount()):
            for column in range(1, self.table.columnCount()):
                if (cell := self.table.item(row, column)) is not None:
                    words = _("Yes") if cell.text() == YES else _("No")
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    cell.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def enter(self) -> None:
        self.table.setFocus()

    def save(self) -> None:
        """Write the table as a PDF, on a page laid across."""
        from exports.pdf import Paper, write_pdf

        office = self._office
        folder = Path(office.settings.export_folder or Path.home())
        proposed = folder / f"{_('Roles and rights')}.pdf"
        path = self._shell.dialogs.save_file(_("Roles and rights"), proposed, "PDF (*.pdf)")
        if path is None:
            return

        def work(progress: Progress) -> Path:
            return write_pdf(rights_sheet(office), office.home.outlet(path), Paper(), progress)

        self._shell.jobs.run(
            "",
            work,
            lambda made: self._shell.messages.success(
                _("Saved: {name}").format(name=made.name),
            ),
            owner=self,
        )
