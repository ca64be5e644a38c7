"""What the palette offers: commands, how well they fit what was typed, how a line is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import pixmap
from ui.theme import colour, px, scaled


@dataclass(frozen=True)
class Command:
    """Something the palette offers, in the language of the window."""

    text: str
    run: Callable[[], object]
    group: str = ""
    """The heading it stands under; groups come in the order of their best line."""
    icon: str = "chevron-right"
    key: str = ""
    """Its shortcut, as people read it."""


MOST = 6
"""Lines shown of each group of commands, once something is typed."""

COMMAND = int(Qt.ItemDataRole.UserRole)
HEAD = COMMAND + 1


def rank(text: str, words: Sequence[str]) -> int | None:
    """How well a text fits: 0 begins with it, 1 a word does, 2 it is inside; None: not."""
    plain = text.casefold()
    if not all(word in plain for word in words):
        return None
    if not words or plain.startswith(words[0]):
        return 0
    starts = plain.replace("(", " ").replace("/", " ").split()
    return 1 if any(start.startswith(words[0]) for start in starts) else 2


def fitting(commands: Sequence[Command], typed: str) -> list[Command]:
    """The commands that fit, best groups first, the best of a group first."""
    words = typed.casefold().split()
    found: dict[str, list[tuple[int, int, Command]]] = {}
    for place, command in enumerate(commands):
        grade = rank(command.text, words)
        if grade is None and len(words) > 1:
            whole = rank(f"{command.group} {command.text}", words)
            grade = None if whole is None else 3
        if grade is not None:
            found.setdefault(command.group, []).append((grade, place, command))
    ordered = sorted(found.values(), key=lambda lines: min(lines, key=lambda line: line[:2])[:2])
    most = MOST if words else len(commands)
    return [
        command
        for lines in ordered
        for _grade, _place, command in sorted(lines, key=lambda line: line[:2])[:most]
    ]


class CommandLine(QStyledItemDelegate):
    """Draws a heading, or a line with icon, words (what matched in bold) and key."""

    def __init__(self, view: QListWidget, line: QLineEdit) -> None:
        super().__init__(view)
        self._line = line

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(10), px(1.9) if index.data(HEAD) else px(2.4))

    def paint(
        self,
        painter: QPainter,
        option: Any,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        command: Command | None = index.data(COMMAND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect).adjusted(px(0.3), 0, -px(0.3), 0)
        if command is None:
            painter.setFont(scaled(option.font, 0.9, bold=True))
            painter.setPen(colour("muted"))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, str(index.data())
            )
            painter.restore()
            return
        chosen = index.row() == self._current(option)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRect(option.rect), px(0.3), px(0.3))
        ink = "on_accent" if chosen else "text"
        side = px(1.4)
        painter.drawPixmap(box.x(), box.center().y() - side // 2, pixmap(command.icon, ink, side))
        box.setLeft(box.x() + side + px(0.6))
        if command.key:
            painter.setFont(option.font)
            painter.setPen(colour("on_accent" if chosen else "muted"))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, command.key
            )
            taken = painter.fontMetrics().horizontalAdvance(command.key) + px(1)
            box.setRight(box.right() - taken)
        painter.setPen(colour(ink))
        self._draw_words(painter, option.font, box, command.text)
        painter.restore()

    def _current(self, option: Any) -> int:
        view = option.widget
        return view.currentRow() if isinstance(view, QListWidget) else -1

    def _draw_words(self, painter: QPainter, font: QFont, box: QRect, text: str) -> None:
        words = self._line.text().casefold().split()
        x = box.x()
        for part, bold in pieces(text, words):
            drawn = scaled(font, 1.0, bold=bold)
            painter.setFont(drawn)
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, box.right() - x)
            line = QRect(x, box.y(), box.right() - x + 1, box.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown)
            if shown != part:
                return


def pieces(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """`text` cut where the words stand in it, each piece with whether it matched."""
    plain = text.casefold()
    if len(plain) != len(text):  # folding changed its length: nothing can be marked
        return [(text, False)]
    hit = [False] * len(text)
    for word in words:
        at = plain.find(word)
        if at >= 0:
            hit[at : at + len(word)] = [True] * len(word)
    found: list[tuple[str, bool]] = []
    for letter, bold in zip(text, hit, strict=True):
        if found and found[-1][1] == bold:
            found[-1] = (found[-1][0] + letter, bold)
        else:
            found.append((letter, bold))
    return found
