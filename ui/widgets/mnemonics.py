"""Letters to press with Alt: one for each label of a page, none twice."""

from __future__ import annotations

from collections.abc import Iterable


def letters(texts: Iterable[str]) -> set[str]:
    """The letters that texts with a marked mnemonic already take."""
    return {
        text[i + 1].casefold()
        for text in texts
        for i in range(len(text) - 1)
        if text[i] == "&" and text[i + 1] != "&" and (i == 0 or text[i - 1] != "&")
    }


def marked(text: str, taken: set[str]) -> str:
    """`text` with an ampersand before a letter that is free, which becomes taken.

    First letters of words come first; with none free the text has none.
    """
    starts = [
        i for i, c in enumerate(text) if c.isalpha() and (i == 0 or not text[i - 1].isalpha())
    ]
    rest = [i for i, c in enumerate(text) if c.isalpha() and i not in starts]
    for i in (*starts, *rest):
        if (letter := text[i].casefold()) not in taken and letter.isascii():
            taken.add(letter)
            return text[:i].replace("&", "&&") + "&" + text[i:].replace("&", "&&")
    return text.replace("&", "&&")
