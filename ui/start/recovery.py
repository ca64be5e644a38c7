"""The recovery code: seen once, in groups, printed, and proved to have been kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.i18n import N_, language
from desktop_app.i18n import translate as _
from ui import theme
from ui.messages import Dialogs
from ui.start.line import Line
from ui.theme import px
from ui.widgets.basics import Card, Flow, Label, button
from ui.widgets.note import Note

ASKED = 4
"""Which group is to be typed back (counted from 1)."""

_DPI = 300
_MM = _DPI / 25.4


class RecoveryCode(QWidget):
    """Shows `code` with ways to keep it on paper; `proved` once a group was typed back."""

    proved = Signal()

    def __init__(self, code: str, owner: str, dialogs: Dialogs, taken: set[str]) -> None:
        super().__init__()
        self.code, self._owner, self._dialogs = code, owner, dialogs
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(0.8))
        box.addWidget(self._groups())
        row = QWidget()
        flow = Flow(row, 0.6)
        flow.addWidget(button(_("Print …"), self.print, kind="primary", name="printer"))
        flow.addWidget(button(_("Save as PDF …"), self.save, name="download"))
        row.setLayout(flow)
        box.addWidget(row)
        self.said = Note()
        box.addWidget(self.said)
        self.back = Line(
            _("Type group {n} from the paper").format(n=ASKED),
            taken,
            check=self._wrong,
            help=_("So that we know the code can be read"),
        )
        self.back.typed.connect(self._typed)
        box.addWidget(self.back)

    def _groups(self) -> QWidget:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(1.8))
        grid.setVerticalSpacing(px(0.4))
        for number, group in enumerate(self.code.split("-")):
            pair = QHBoxLayout()
            pair.setSpacing(px(0.5))
            pair.addWidget(Label(f"{number + 1}", role="muted"))
            sign = Label(group, role="heading")
            sign.setFont(theme.tabular(theme.scaled(self.font(), 1.16, bold=True)))
            sign.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            pair.addWidget(sign)
            pair.addStretch(1)
            grid.addLayout(pair, number // 3, number % 3)
        card.box.addLayout(grid)
        card.setAccessibleName(_("Recovery code: {code}").format(code=self.code))
        return card

    def _wrong(self, text: str) -> str:
        if text.upper().translate(str.maketrans("OIL", "011")) == self.code.split("-")[ASKED - 1]:
            return ""
        return _("This is not group {n} of the code.").format(n=ASKED)

    def _typed(self) -> None:
        if not self.back.problem:
            self.proved.emit()

    def print(self) -> None:
        """Print the sheet, on the printer chosen in the system's dialog."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if QPrintDialog(printer, self.window()).exec():
            draw(QPainter(printer), printer.resolution() / 25.4, self.code, self._owner)
            self.said.say(_("Sent to the printer. Keep the paper in the safe."), "hint")

    def save(self) -> None:
        """Save the sheet, best to a stick that is kept locked away."""
        proposed = Path.home() / _("Terampil recovery code.pdf")
        path = self._dialogs.save_file(_("Save the recovery code"), proposed, "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_sheet(path, self.code, self._owner)
        except UserError as error:
            self.said.say(str(error), "bad")
        else:
            self.said.say(_("Saved. Print it, then delete the file from this computer."), "hint")


def write_sheet(path: Path, code: str, owner: str) -> None:
    """The sheet as a PDF. Raises UserError NOT-WRITTEN."""
    try:
        path.open("wb").close()
    except OSError:
        raise UserError("NOT-WRITTEN", N_("The file could not be written there.")) from None
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    draw(QPainter(writer), _MM, code, owner)


def draw(painter: QPainter, mm: float, code: str, owner: str) -> None:
    """Draw the sheet, in Indonesian like all paper; `mm` is device dots in a millimetre."""
    with language("id"):
        title = _("Recovery code of Terampil")
        lines = [
            owner,
            _("This code opens the office's data when the password has been lost."),
            _("Keep this sheet in the safe. Never photograph it or send it to anyone."),
        ]
        printed = _("Group")
    left, wide, top = 25 * mm, 160 * mm, 30 * mm

    def text(words: str, points: float, y: float, x: float = left, *, bold: bool = False) -> None:
        font = QFont(theme.base_font(points).families())
        font.setPixelSize(round(points * 25.4 / 72 * mm))
        font.setBold(bold)
        painter.setFont(font)
        painter.drawText(
            QRectF(x, y, wide, 20 * mm),
            Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap,
            words,
        )

    text(title, 18, top, bold=True)
    for number, words in enumerate(lines):
        text(words, 11, top + (14 + 8 * number) * mm)
    for number, group in enumerate(code.split("-")):
        x = left + number % 3 * 52 * mm
        y = top + (48 + number // 3 * 22) * mm
        text(f"{printed} {number + 1}", 9, y, x)
        text(group, 22, y + 5 * mm, x, bold=True)
    painter.end()
