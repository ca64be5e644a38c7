"""The common letter of an office: number and subject at the left, date at the right,
addressee, text, one signature, copies.

A pure function of `PlainLetter`; all words in it are shown as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.wording import day_long, money
from exports import fonts
from exports.grids import TIGHT, Look, grid
from exports.imprint import A4, MM, Imprint, Marks
from exports.letter import Letterhead, Signer, letterhead, write
from exports.markup import BLANK, Story, pdf_text, space, style, text

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


@dataclass(frozen=True)
class PlainLetter:
    """What every letter says beside its text."""

    letterhead: Letterhead
    number: str
    day: date
    city: str
    subject: str
    addressee: tuple[str, ...]
    """The lines under ``Yth.``; people's own words."""
    signer: Signer
    body: Callable[[float], Story]
    """The text between the greetings, for a width."""
    enclosures: str = "-"
    copies: tuple[str, ...] = ()


def plain_letter(
    content: PlainLetter,
    imprint: Imprint,
    *,
    size: tuple[float, float] = A4,
    draft: bool = False,
    personal: bool = False,
) -> bytes:
    """The letter as PDF."""
    return write(
        lambda width: _story(content, width),
        imprint,
        title=content.subject,
        size=size,
        marks=Marks(personal=personal, draft=draft),
    )


def _story(letter: PlainLetter, width: float) -> Story:
    return [
        *letterhead(letter.letterhead, width),
        _head(letter, width),
        space(4),
        text("Yth.", style()),
        *(text(pdf_text(line), style()) for line in letter.addressee if line),
        space(4),
        text("Dengan hormat,", style(after=5)),
        *letter.body(width),
        text(
            "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
            style(before=6, after=2),
        ),
        *signature(letter.signer, width),
        *_copies(letter),
    ]


def _head(letter: PlainLetter, width: float) -> Flowable:
    label, look = 22 * MM, style()
    day = f"{letter.city}, {day_long(letter.day)}"
    right = fonts.width(day, fonts.REGULAR, 10) + 4
    rows = [
        [text(label_, look), text(":", look), text(pdf_text(value), look), after]
        for label_, value, after in (
            ("Nomor", letter.number, text(pdf_text(day), style(align=2))),
            ("Lampiran", letter.enclosures, ""),
            ("Hal", letter.subject, ""),
        )
    ]
    return grid(rows, [label, 4 * MM, width - label - 4 * MM - right, right], TIGHT)


def signature(signer: Signer, width: float, *, above: str = "", meterai: int = 0) -> Story:
    """One signature at the right, kept on one page; `above` is place and day.

    With `meterai`, rupiah of stamp duty, its room is drawn where the hand signs.
    """
    from reportlab.platypus import KeepTogether

    side, look = 75 * MM, style(align=1)
    name = f"<u>{pdf_text(signer.name, fonts.SEMIBOLD)}</u>" if signer.name else BLANK
    lines: Story = [
        *([text(pdf_text(above), look)] if above else []),
        *(text(pdf_text(line), look) for line in signer.titles()),
        *([_stamp_room(side, meterai), space(1.5)] if meterai else [space(20)]),
        text(name, style(font=fonts.SEMIBOLD, align=1)),
        *([text(pdf_text(signer.shown_number()), look)] if signer.number else []),
    ]
    return [KeepTogether([space(4), grid([["", lines]], [width - side, side], TIGHT)])]


def _stamp_room(side: float, duty: int) -> Flowable:
    box = 24 * MM
    looks: list[Look] = [
        ("BOX", (1, 0), (1, 0), 0.5, "black"),
        ("VALIGN", (1, 0), (1, 0), "MIDDLE"),
        *TIGHT[:2],
    ]
    words = text(f"Meterai<br/>{money(duty)}", style(7.5, align=1))
    return grid([["", words, ""]], [8 * MM, box, side - box - 8 * MM], looks, heights=[22 * MM])


def _copies(letter: PlainLetter) -> Story:
    if not letter.copies:
        return []
    look = style(9)
    lines = [text(f"{n}. {pdf_text(copy)}", look) for n, copy in enumerate(letter.copies, 1)]
    return [space(4), text("Tembusan:", look), *lines]
