"""The pictures of `exports.pictures` on paper: reportlab's shapes, in greens that print well."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_app.i18n import N_, translate
from desktop_app.wording import integer
from exports import fonts
from exports.pen import CLOSED, DARK, HEAD, INK, MUTED, PALE, SIZE, TITLE, TRACK, Pen, fitted
from exports.pictures import Bar, Bars, Curve, Picture, Ring, Strip, Weeks
from exports.round_shapes import draw_curve, draw_ring

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

MOST = 8
"""Parts that are drawn; the window's table has all."""
_BAR_ROW, _STRIP_ROW = 17.0, 17.0


def drawn(picture: Picture, width: float) -> Drawing:
    """A picture of this width, as high as its parts ask."""
    if isinstance(picture, Weeks):
        return _weeks(picture, width)
    if isinstance(picture, Ring):
        return draw_ring(picture, width)
    if isinstance(picture, Curve):
        return draw_curve(picture, width)
    assert isinstance(picture, Bars)
    return _bars(picture, width)


def _foot(picture: Picture, more: int) -> list[str]:
    lines = [translate(N_("and {n} more")).format(n=integer(more))] if more > 0 else []
    return [*lines, *([picture.note] if picture.note and picture.parts else [])]


def _begin(picture: Picture, width: float, row: float, head: float = 0) -> tuple[Pen, list[str]]:
    shown = min(MOST, len(picture.parts))
    foot = _foot(picture, len(picture.parts) - shown)
    pen = Pen(width, HEAD + head + row * max(1, shown) + 10 * len(foot))
    pen.text(picture.title, 0, TITLE, size=TITLE, font=fonts.SEMIBOLD)
    if not picture.parts:
        pen.text(fitted(picture.empty, width), 0, HEAD + 9, ink=MUTED)
    return pen, foot


def _end(pen: Pen, foot: list[str], width: float) -> Drawing:
    for place, words in enumerate(reversed(foot)):
        pen.text(fitted(words, width, 7), 0, pen.height - 2 - 10 * place, size=7, ink=MUTED)
    return pen.drawing


def _bars(picture: Bars, width: float) -> Drawing:
    pen, foot = _begin(picture, width, _BAR_ROW)
    bars = picture.parts[:MOST]
    if bars:
        names = [fonts.width(bar.label, fonts.REGULAR, SIZE) for bar in bars]
        labels = min(max(names) + 6, width * 0.46)
        shown = max(fonts.width(bar.shown, fonts.SEMIBOLD, SIZE) for bar in bars) + 6
        after = max(fonts.width(bar.after, fonts.REGULAR, SIZE) for bar in bars)
        after += 8 if after else 0
        track = width - labels - shown - after
        for place, bar in enumerate(bars):
            y = HEAD + place * _BAR_ROW
            font = fonts.SEMIBOLD if bar.strong else fonts.REGULAR
            pen.name(bar.label, labels - 5, y + 11, font)
            _bar(pen, picture, bar, labels, y + 4, track)
            pen.text(bar.shown, width - after, y + 11, font=fonts.SEMIBOLD, right=True)
            pen.text(bar.after, width, y + 11, ink=MUTED, right=True)
    return _end(pen, foot, width)


def _bar(pen: Pen, picture: Bars, bar: Bar, x: float, y: float, track: float) -> None:
    whole = max(bar.number, bar.target or 0)
    most = max(1, whole if bar.strong else picture.most)
    pen.box(x, y, track if bar.target is None else track * whole / most, 9, TRACK)
    for number, fill in ((bar.number, DARK if bar.begun is None else PALE), (bar.begun, DARK)):
        if number:
            pen.box(x, y, max(1.0, track * number / most), 9, fill)
    if bar.target is not None:
        at = min(x + track * bar.target / most, x + track - 0.6)
        pen.upright(at, y - 2, y + 11)


def _weeks(picture: Weeks, width: float) -> Drawing:
    pen, foot = _begin(picture, width, _STRIP_ROW, head=10)
    strips = picture.parts[:MOST]
    if strips:
        names, seats = width * 0.44, 30.0
        step = (width - names - seats) / picture.days
        under = HEAD + 10 + len(strips) * _STRIP_ROW
        for number in range(picture.days):
            day = picture.first + timedelta(days=number)
            x = names + number * step
            if day in picture.closed:
                pen.box(x, HEAD + 10, step, under - HEAD - 10, CLOSED)
            words = f"{day.day}/{day.month}" if number == 0 or day.day == 1 else str(day.day)
            if number != 1:  # The first day names its month, and takes the room of the second.
                pen.text(words, x + 1, HEAD + 6, size=6.5, ink=INK if number == 0 else MUTED)
        for place, strip in enumerate(strips):
            _strip(pen, picture, strip, HEAD + 10 + place * _STRIP_ROW, names, step)
            at = HEAD + 10 + place * _STRIP_ROW + 11.5
            pen.text(strip.shown, width, at, ink=MUTED, right=True)
    return _end(pen, foot, width)


def _strip(pen: Pen, picture: Weeks, strip: Strip, y: float, names: float, step: float) -> None:
    first = max(0, (strip.since - picture.first).days)
    last = min(picture.days - 1, (strip.until - picture.first).days)
    pen.name(f"{strip.label} · {strip.below}", names - 6, y + 11.5)
    x, wide = names + first * step + 0.7, (last - first + 1) * step - 1.4
    begun = strip.role == "accent"
    pen.box(x, y + 3, wide, 11, DARK if begun else PALE)
    words = strip.state
    if fonts.width(words, fonts.REGULAR, 7) > wide - 5:
        words = words[:1]
    pen.text(words, x + 3, y + 11, size=7, ink="#FFFFFF" if begun else INK)
