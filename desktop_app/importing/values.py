"""Cells as values: names, amounts, words for sex and schooling, telephone numbers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from desktop_app.importing.tables import Cell
from desktop_app.reading import Unreadable, read_money
from desktop_app.records.names import fold

LONGEST = 80
"""Characters beyond which a cell is no amount and no date."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@cache
def _words(kind: str) -> dict[str, str]:
    """What each word of the kind means."""
    text = (files("resources") / "import" / "worker_values.json").read_text("utf-8")
    table: Any = json.loads(text)[kind]
    if isinstance(table, list):
        return dict.fromkeys(table, "")
    return {word: code for code, words in table.items() for word in words}


def blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a", "tidak ada"."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return cell == 0
    bare = re.sub(r"[\s\-–—.?_*0]", "", _INVISIBLE.sub("", cell).casefold())
    return bare in _words("blank")


def text_of(cell: Cell) -> str:
    """A cell as clean text on one line."""
    if isinstance(cell, float):
        cell = f"{cell:.10g}"
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", str(cell)))
    return " ".join(text.split())


def name_of(cell: Cell) -> str:
    """A person's name as written, without the number of a list before it."""
    name = re.sub(r"^\d{1,4}\s*[.)]\s*", "", text_of(cell).lstrip("'` "))
    return name[1:-1].strip() if re.fullmatch(r'"[^"]*"', name) else name


def digits_of(cell: Cell) -> str:
    """An identifier as text: a number without a point, ``'0812`` without its apostrophe."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(int(cell))
    return re.sub(r"^(\d+)[.,]0+$", r"\1", text_of(cell).strip("'\"` "))


def sex_words(cells: Iterable[Cell]) -> dict[str, str]:
    """What the words of a column mean; beside W, P is *pria* and no *perempuan*."""
    words = dict(_words("sex"))
    used = {_key(cell) for cell in cells}
    if "w" in used and "p" in used and "l" not in used:
        words["p"] = "L"
    return words


def _key(cell: Cell) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(str(cell)))


def sex_of(cell: Cell, words: dict[str, str]) -> str | None:
    """``L`` or ``P``, None for a word nobody knows."""
    return words.get(_key(cell))


def education_of(cell: Cell) -> tuple[str, str] | None:
    """The level of schooling and the subject named after it ("SMK Tata Busana")."""
    levels = _words("education")
    text = text_of(cell)
    if level := levels.get(_key(text)):
        return level, ""
    words = re.split(r"[\s/,(]+", text)
    for length in (3, 2, 1):
        if level := levels.get(_key(" ".join(words[:length]))):
            return level, " ".join(words[length:]).strip(" )-:").removeprefix("Jurusan ")
    return None


def bank_of(cell: Cell) -> str | None:
    """The clearing code of a bank, None for one nobody knows."""
    key = re.sub(r"^pt|tbk$|persero", "", _key(cell))
    banks = _words("bank")
    return banks.get(key) or banks.get(key.removeprefix("bank"))


def money_of(cell: Cell) -> tuple[int, bool]:
    """Whole rupiah, and whether there were sen to be left out; raises `Unreadable`."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell + 0.5 if cell >= 0 else cell - 0.5), cell != int(cell)
    if not isinstance(cell, str) or len(cell) > LONGEST:
        raise Unreadable("")
    text = re.sub(r"(,|\.)\s*[-=]+\s*$", "", text_of(cell))
    text = re.sub(r"(/|per)\s*(bulan|bln|month)\.?$", "", text, flags=re.IGNORECASE).strip()
    if sen := re.fullmatch(r"((?:rp|idr)?\.?\s*[\d.,]*\d)[.,](\d{1,2})", text, re.IGNORECASE):
        whole = read_money(re.sub(r"[^\d]", "", sen[1]))
        if whole is not None and not re.search(r"[.,]\d{1,2}[.,]", text):
            return whole + (int(sen[2].ljust(2, "0")) >= 50), int(sen[2]) > 0
    if groups := re.fullmatch(
        r"(?:rp|idr)?\.?\s*(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)", text.lower()
    ):
        return int(re.sub(r"\D", "", groups[1])), False
    found = read_money(text)
    if found is None:
        raise Unreadable("")
    return found, False


def phones_of(cell: Cell) -> list[str]:
    """The telephone numbers of a cell, each as written; a lost 0 is put back."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = str(int(cell))
        return [f"0{text}" if text.startswith("8") else text]
    parts = re.split(
        r"\s*(?:[/;,\n|&]|\bdan\b|\batau\b|\bor\b)\s*", _INVISIBLE.sub("", str(cell)[:200])
    )
    found: list[str] = []
    for part in parts:
        number = re.sub(r"^[^\d+]+|[^\d)]+$", "", text_of(part))
        if len(re.sub(r"\D", "", number)) < 6 and found:
            found[-1] += number  # "0411/123456" is one number.
        elif found and len(re.sub(r"\D", "", found[-1])) < 6:
            found[-1] += number
        elif number:
            found.append(number)
    return found
