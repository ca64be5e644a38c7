"""The one style sheet, made from the tokens and the base font.

Few selectors and no sheet per widget: a long sheet is what makes windows slow.
Widgets say what they are with the properties ``kind`` (what a button or frame
is), ``role`` (how a label speaks) and ``state`` (what is the matter with a
field); after changing one call `ui.style.repolish`.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.theme import Tokens

_SHEET = Template("""
QWidget { font-size: ${pt}pt; }
QToolTip { color: $surface; background: $text; border: none; padding: ${p3}px ${p5}px; }
QLabel[role="title"] { font-size: ${pt15}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${pt11}pt; font-weight: 600; }
QLabel[role="figure"] { font-size: ${pt20}pt; font-weight: 600; }
QLabel[role="muted"], QLabel[role="hint"] { color: $muted; }
QLabel[role="hint"], QLabel[role="bad"], QLabel[role="warning"], QLabel[role="good"]
  { font-size: ${pt09}pt; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="good"] { color: $good; }
QLabel[role="strong"] { font-weight: 600; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="palette"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="header"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[kind="status"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[kind="message"] { border: 1px solid $info; background: $info_soft; border-radius: 6px; }
QFrame[kind="message"][state="good"] { border-color: $good; background: $good_soft; }
QFrame[kind="message"][state="warning"] { border-color: $warning; background: $warning_soft; }
QFrame[kind="message"][state="bad"] { border-color: $bad; background: $bad_soft; }
QFrame[kind="banner"] { background: $warning_soft; border: none;
  border-bottom: 1px solid $warning; }
QFrame[kind="start"] { background: $surface; border: none; }
QFrame[kind="rule"] { background: $line; border: none; }

QFrame[kind="rail"] { background: $rail; border: none; }
QFrame[kind="rail"] QLabel { color: $on_rail; }
QToolButton[kind="rail"] { color: $on_rail; background: transparent; text-align: left;
  border: none; border-left: 3px solid transparent; border-radius: 6px;
  padding: ${p5}px ${p6}px; margin: 1px ${p5}px; }
QToolButton[kind="rail"]:hover { background: $rail_chosen; }
QToolButton[kind="rail"]:checked { background: $rail_chosen; color: #FFFFFF;
  border-left-color: $rail_mark; }
QToolButton[kind="rail"]:focus { border: 1px solid $rail_mark; border-left-width: 3px; }

QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: ${p4}px ${p10}px; min-height: ${lh}px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $soft; }
QPushButton:focus { border: 2px solid $focus; padding: ${p4f}px ${p10f}px; }
QPushButton:disabled { color: $muted; border-color: $line; background: $ground; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $muted; border-color: $line; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="link"] { color: $accent; background: transparent; border: 1px solid transparent;
  padding: ${p2}px ${p4}px; min-height: 0; font-weight: 600; }
QPushButton[kind="link"]:hover { background: $raised; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: ${p2f}px ${p4f}px; }
QPushButton[kind="search"] { color: $muted; text-align: left; }
QPushButton[kind="line"] { background: transparent; border: 1px solid transparent;
  padding: ${p2}px ${p4}px; min-height: 0; text-align: left; }
QPushButton[kind="line"]:hover { background: $raised; }
QPushButton[kind="line"]:focus { border: 2px solid $focus; padding: ${p2f}px ${p4f}px; }
QPushButton[kind="figure"] { background: transparent; border: 1px solid transparent;
  padding: 0 ${p2}px; min-height: 0; font-size: ${pt20}pt; font-weight: 600; text-align: left; }
QPushButton[kind="figure"]:hover { color: $accent; }
QPushButton[kind="figure"]:focus { border: 2px solid $focus; padding: 0 ${p2f}px; }
QPushButton[kind="chip"] { border-color: $border; border-radius: ${chip}px;
  padding: ${p2}px ${p9}px; min-height: ${lh}px; }
QPushButton[kind="chip"]:checked { background: $soft; color: $on_soft; border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: ${p2f}px ${p9f}px; }
QPushButton[kind="tab"] { border: none; border-bottom: 2px solid transparent; border-radius: 0;
  background: transparent; color: $muted; padding: ${p2}px ${p4}px; min-height: ${lh}px; }
QPushButton[kind="tab"]:hover { color: $text; border-bottom-color: $border; }
QPushButton[kind="tab"]:checked { color: $accent; border-bottom-color: $accent; }
QPushButton[kind="tab"]:focus { color: $text; background: $raised; border-bottom-color: $focus; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: ${p4}px; color: $text; }
QToolButton:hover { background: $raised; }
QToolButton:checked { background: $soft; }
QToolButton:focus { border: 2px solid $focus; padding: ${p4f}px; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="status"] { padding: 0 ${p4}px; border-radius: 3px; color: $text; }
QToolButton[kind="status"][state="warning"] { color: $warning; }
QToolButton[kind="status"][state="bad"] { color: $bad; }

QLineEdit, QPlainTextEdit, QComboBox { background: $surface; color: $text;
  border: 1px solid $border; border-radius: 5px; padding: ${p4}px ${p8}px; min-height: ${lh}px;
  selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $focus;
  padding: ${p4f}px ${p8f}px; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QLineEdit:disabled,
QComboBox:disabled, QPlainTextEdit:disabled { background: $raised; border-color: $line; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"], QComboBox[state="bad"]
  { border: 2px solid $bad; padding: ${p4f}px ${p8f}px; }
QLineEdit[state="warning"], QPlainTextEdit[state="warning"], QComboBox[state="warning"]
  { border: 2px solid $warning; padding: ${p4f}px ${p8f}px; }
QComboBox::drop-down { border: none; width: ${p20}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView, QListView[kind="popup"] { background: $surface;
  border: 1px solid $border; outline: none; padding: ${p2}px; }
QListView[kind="results"] { background: $surface; border: none; outline: none; }
QListView::item:selected { background: $soft; color: $on_soft; }
QListView::item { padding: ${p3}px ${p5}px; border-radius: 3px; }
QListView::item:disabled { color: $muted; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[kind="page"] { background: $surface; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView { background: $surface; alternate-background-color: $ground; color: $text;
  border: 1px solid $line; border-radius: 8px; gridline-color: transparent; outline: none;
  selection-background-color: $soft; selection-color: $on_soft; }
QTableView:focus { border: 1px solid $focus; }
QTableView::item { padding: 0 ${p3}px; }
QHeaderView { background: $raised; border: none; }
QHeaderView:vertical { background: $surface; }
QHeaderView::section { background: $raised; color: $muted; border: none; font-weight: 600;
  border-bottom: 1px solid $line; padding: ${p5}px ${p6}px; }
QHeaderView::section:hover { color: $text; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: ${barr}px; min-height: ${p20}px;
  min-width: ${p20}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $border; padding: ${p3}px; }
QMenu::item { padding: ${p4}px ${p16}px ${p4}px ${p10}px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $on_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${p3}px; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab { background: transparent; color: $muted; border: none;
  border-bottom: 2px solid transparent; padding: ${p5}px ${p10}px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QSplitter::handle { background: transparent; }
QCheckBox, QRadioButton { spacing: ${p5}px; }
""")


def style_sheet(tokens: Tokens, size: float) -> str:
    """The sheet for `tokens` at a base font of `size` points."""
    em = size * 96 / 72
    unit = em / 12.67  # one pixel of the drawing, made at 9.5 points
    values: dict[str, object] = dict(vars(tokens))
    values |= {f"p{n}": max(1, round(n * unit)) for n in (2, 3, 4, 5, 6, 8, 9, 10, 16, 20)}
    # A two-pixel rim takes one pixel of the padding, so that nothing moves.
    values |= {f"p{n}f": max(0, round(n * unit) - 1) for n in (2, 4, 8, 9, 10)}
    values |= {
        f"pt{name}": f"{size * factor:.2f}"
        for name, factor in (("15", 1.5), ("11", 1.16), ("20", 2.0), ("09", 0.9))
    }
    line = round(1.5 * em)
    values |= {
        "pt": f"{size:.2f}",
        "lh": line,
        # Half the chip's height; one pixel more and Qt draws no curve at all.
        "chip": line // 2 + max(1, round(2 * unit)),
        "bar": round(10 * unit) + 2,
        "barr": round(4 * unit),
    }
    return _SHEET.substitute(values)


def repolish(widget: QWidget) -> None:
    """Have the sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property the sheet looks at, and look again if it changed."""
    # Not set yet is as good as empty: looking again is slow, and most never say anything.
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        repolish(widget)
