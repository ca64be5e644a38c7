"""The look: colours by role, sizes as factors of one font, one style sheet.

Fusion everywhere, so that the window looks the same on Linux and on Windows.
A `Theme` is a set of `Tokens` (colours by what they mean) and a base font
size in points; every other size is a factor of it. Colours in use are asked
of `current()`, so that painters and icons follow the theme.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.style import style_sheet


@dataclass(frozen=True)
class Tokens:
    """Colours by what they mean. Text 4.5:1 on its ground, borders 3:1."""

    ground: str
    surface: str
    raised: str
    """Heads of tables, alternate rows: a shade off the surface."""
    text: str
    muted: str
    line: str
    """Decoration between areas; carries no meaning, so it may be faint."""
    border: str
    """The rim of what can be typed in or pressed."""
    focus: str
    accent: str
    accent_pale: str
    """A part of a picture that is on its way."""
    accent_hover: str
    on_accent: str
    soft: str
    """The ground of what is selected."""
    on_soft: str
    rail: str
    rail_chosen: str
    on_rail: str
    rail_mark: str
    info: str
    info_soft: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    track: str
    """The empty part of a bar or ring."""


LIGHT = Tokens(
    ground="#F4F6F8",
    surface="#FFFFFF",
    raised="#EEF2F5",
    text="#17212B",
    muted="#52606D",
    line="#D9E0E6",
    border="#7D8B98",
    focus="#0B6E4F",
    accent="#0B6E4F",
    accent_pale="#4E9C80",
    accent_hover="#095A41",
    on_accent="#FFFFFF",
    soft="#DCF0E7",
    on_soft="#0D3B2D",
    rail="#0F2F29",
    rail_chosen="#205245",
    on_rail="#DDEAE5",
    rail_mark="#E3A62F",
    info="#1D5FA8",
    info_soft="#E2EEFA",
    good="#1B6E43",
    good_soft="#DDF3E4",
    warning="#8A5300",
    warning_soft="#FEF1D2",
    bad="#AE1E1E",
    bad_soft="#FDE7E6",
    track="#E7ECF0",
)

DARK = Tokens(
    ground="#12181D",
    surface="#1A2229",
    raised="#222C34",
    text="#E7ECF0",
    muted="#A6B2BD",
    line="#303B45",
    border="#71808D",
    focus="#46C493",
    accent="#3DBE8B",
    accent_pale="#2E8B69",
    accent_hover="#5BD0A2",
    on_accent="#06281C",
    soft="#1E473A",
    on_soft="#DDF5EA",
    rail="#0B1115",
    rail_chosen="#1C4033",
    on_rail="#C9D4CF",
    rail_mark="#F0B84A",
    info="#7DB6F2",
    info_soft="#1B3148",
    good="#63CF95",
    good_soft="#173A29",
    warning="#F2BE5C",
    warning_soft="#3D2F12",
    bad="#FF918B",
    bad_soft="#44211F",
    track="#2A353E",
)

SMALLEST, USUAL, LARGEST = 9.0, 9.5, 14.0
"""Points of the base font that the settings offer."""

THEMES = {"light": LIGHT, "dark": DARK}


def tokens() -> Tokens:
    """The colours in use."""
    app = QApplication.instance()
    name = app.property("theme") if app is not None else None
    return THEMES.get(str(name), LIGHT)


def colour(role: str) -> QColor:
    """The colour of a role (a field of `Tokens`), as Qt paints it."""
    return QColor(getattr(tokens(), role))


def em() -> float:
    """The base font's size in logical pixels: what every measure is a factor of."""
    return QApplication.font().pointSizeF() * 96 / 72


def px(factor: float) -> int:
    """`factor` times the base font's size, in whole logical pixels."""
    return round(factor * em())


def points(factor: float) -> float:
    """`factor` times the base font's size, in points."""
    return QApplication.font().pointSizeF() * factor


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """`font` at `factor` times the base size."""
    result = QFont(font)
    result.setPointSizeF(points(factor))
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return result


@cache
def _families() -> tuple[str, ...]:
    """Inter from our own files; on Windows the system's own face comes first."""
    found: list[str] = []
    with as_file(files("resources") / "fonts") as folder:
        for file in sorted(folder.glob("Inter*.ttf")):
            number = QFontDatabase.addApplicationFont(str(file))
            found += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in found]
    own = ["Inter"] if "Inter" in found else found[:1]
    return ("Segoe UI", *own) if sys.platform == "win32" else (*own, "Noto Sans")


def base_font(size: float) -> QFont:
    """The one face of the window."""
    font = QFont(list(_families()))
    font.setPointSizeF(min(LARGEST, max(SMALLEST, size)))
    return font


def tabular(font: QFont) -> QFont:
    """`font` with figures of equal width, for columns. Elsewhere its wide hyphen is ugly."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def high_contrast() -> bool:
    """Whether the system asks for its own high-contrast colours."""
    hints = QApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def system_theme() -> str:
    """The theme the system asks for."""
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def apply(app: QApplication, theme: str, size: float = USUAL) -> None:
    """Dress the program in `theme` (``light``, ``dark`` or ``auto``) at `size` points."""
    app.setFont(base_font(size))
    name = system_theme() if theme == "auto" else theme
    app.setProperty("theme", name)
    if high_contrast():
        app.setStyleSheet("")
        app.setPalette(app.style().standardPalette())
        return
    app.setPalette(palette(THEMES[name]))
    sheet = style_sheet(THEMES[name], app.font().pointSizeF())
    if sheet != app.styleSheet():  # Qt would look at every widget again
        app.setStyleSheet(sheet)


def palette(t: Tokens) -> QPalette:
    """The tokens as Qt's roles."""
    result = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, t.ground),
        (role.WindowText, t.text),
        (role.Base, t.surface),
        (role.AlternateBase, t.raised),
        (role.Text, t.text),
        (role.PlaceholderText, t.muted),
        (role.Button, t.surface),
        (role.ButtonText, t.text),
        (role.Highlight, t.soft),
        (role.HighlightedText, t.on_soft),
        (role.ToolTipBase, t.text),
        (role.ToolTipText, t.surface),
        (role.Link, t.accent),
        (role.Accent, t.accent),
        (role.Mid, t.border),
        (role.Dark, t.border),
        (role.Light, t.surface),
        (role.Midlight, t.line),
        (role.Shadow, t.line),
    ):
        result.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.muted))
    return result
