"""The look: legible in both themes, at every size, on its own ground."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.icons import icon, pixmap
from ui.theme import DARK, LIGHT, Tokens

TEXT = [
    *((ink, ground) for ink in ("text", "muted") for ground in ("ground", "surface", "raised")),
    *((ink, "surface") for ink in ("accent", "info", "good", "warning", "bad")),
    *((ink, "ground") for ink in ("accent", "info", "good", "warning", "bad")),
    *((ink, f"{ink}_soft") for ink in ("info", "good", "warning", "bad")),
    *(("text", f"{ground}_soft") for ground in ("info", "good", "warning", "bad")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_soft", "soft"),
    ("on_rail", "rail"),
    ("on_rail", "rail_chosen"),
    ("surface", "text"),
]
PARTS = [
    *((rim, ground) for rim in ("border", "focus", "bad", "warning") for ground in ("surface",)),
    ("border", "ground"),
    ("focus", "ground"),
    ("accent", "track"),
    ("rail_mark", "rail"),
]


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2."""
    ink = QColor(colour)
    channels = (ink.redF(), ink.greenF(), ink.blueF())
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    faint = {
        (ink, ground): round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ink, ground in TEXT
    }
    assert {pair: c for pair, c in faint.items() if c < 4.5} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_rims_and_parts_of_charts_stand_out(tokens: Tokens) -> None:
    faint = {
        (ink, ground): round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ink, ground in PARTS
    }
    assert {pair: c for pair, c in faint.items() if c < 3} == {}


def test_figures_of_columns_have_one_width(qapp: QApplication) -> None:
    metrics = QFontMetricsF(theme.tabular(qapp.font()))
    assert len({round(metrics.horizontalAdvance(d * 10), 2) for d in "0123456789"}) == 1


@pytest.mark.parametrize(("asked", "got"), [(4, 9), (9.5, 9.5), (13, 13), (40, 14)])
def test_size_keeps_within_its_bounds(qapp: QApplication, asked: float, got: float) -> None:
    theme.apply(qapp, "light", asked)
    assert qapp.font().pointSizeF() == got
    assert theme.px(1) == round(got * 96 / 72)


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    def ink() -> set[str]:
        image = pixmap("users", "text", 32).toImage()
        points = ((x, y) for x in range(32) for y in range(32))
        return {c.name() for x, y in points if (c := image.pixelColor(x, y)).alpha() == 255}

    light = ink()
    theme.apply(qapp, "dark")
    assert light == {LIGHT.text.lower()}
    assert ink() == {DARK.text.lower()}
    assert not icon("users").isNull()


def test_high_contrast_of_the_system_wins(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp.styleSheet()
    monkeypatch.setattr(theme, "high_contrast", lambda: True)
    theme.apply(qapp, "dark")
    assert qapp.styleSheet() == ""
    assert qapp.palette().window().color() == qapp.style().standardPalette().window().color()
