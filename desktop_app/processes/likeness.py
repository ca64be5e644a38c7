"""Whether two records name the same person, or the same company.

Names are told in many spellings: by the old and the new orthography (oe/u, dj/j,
tj/c, j/y, sj/sy, nj/ny), with Muhammad written in a dozen ways, with titles, with
initials, in one word or two. `spelled` brings the spellings of a word together;
`likeness` compares two names by that. It is never a proof: people are asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, Hamming
from rapidfuzz.fuzz import ratio

from desktop_app.records.names import fold, name_key

SAME = 100
ALIKE = 85
"""From this likeness on (of 100) people are asked whether two are one."""

_SHORT_FORMS = {
    **dict.fromkeys(("moh", "muh", "moch", "much", "mohd", "muhd", "mhd", "mochd"), "muhamad"),
    **dict.fromkeys(("ach", "akh", "achm", "ahm"), "ahmad"),
    **dict.fromkeys(("st", "stt"), "siti"),
    "abd": "abdul",
}
_SPELLINGS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("^c(h)?r", "kr"),
        ("oe|oo", "u"),
        ("dj", "j"),
        ("tj", "c"),
        ("sj|sy|sh", "s"),
        ("ch|kh", "h"),
        ("([tdbg])h", r"\1"),
        ("ph|v", "f"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("z", "j"),
        ("y", "j"),
        ("ie", "i"),
        (r"(.)\1+", r"\1"),
        ("i?j(?=[aeou])|i(?=[aeou])", "j"),
        ("u?w(?=[aeio])|u(?=[aeio])", "w"),
        ("(?<=[aeiou])h$", ""),
        ("^m[ou]ham[aei]d$", "muhamad"),
    )
)
"""What is written in more than one way, and what it becomes; in this order."""

_MUHAMMAD = "muhamad"
_ENDINGS = ("an", "ana", "ani", "in", "ini")
_COMPANY_FORMS = re.compile(
    r"\b(pt|p t|cv|c v|ud|u d|tbk|persero|perseroan|terbatas|fa|firma|pd|perum|perumda|koperasi"
    r"|kop|yayasan|pte|ltd|co|inc|cabang|cab)\b"
)


@lru_cache(maxsize=50_000)
def spelled(word: str) -> str:
    """A folded word in the one spelling that all its spellings share."""
    found = _SHORT_FORMS.get(word, word)
    for old, new in _SPELLINGS:
        found = old.sub(new, found)
    return found


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a person's name, titles left out, each `spelled`; a letter is an initial."""
    return tuple(word for word in map(spelled, name_key(name).split()) if word)


def likeness(one: str, other: str) -> int:
    """How alike two names of people are, from 0 to 100 (`SAME`)."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0
    if first == second:
        return SAME
    joined = "".join(first), "".join(second)
    if joined[0] == joined[1] or sorted(first) == sorted(second):
        return 97
    best = _paired(first, second)
    # One name in two words, or two in one: Abdur Rahman, Abdurrahman.
    if len(first) != len(second) and min(map(len, joined)) >= 8:
        best = max(best, int(ratio(*joined)) if ratio(*joined) >= 90 else 0)
    return best


def _paired(first: Sequence[str], second: Sequence[str]) -> int:
    """The likeness of two names whose words are paired one by one."""
    few, many = sorted((first, second), key=len)
    left = list(many)
    marks, weight, whole = 0.0, 0, 0
    # Whole words choose their like first, so that an initial takes what is left.
    for word in sorted(few, key=len, reverse=True):
        best = max(left, key=lambda other: (_word(word, other), len(other)))
        mark = _word(word, best)
        if mark < 0.8:
            return int(60 * mark)
        left.remove(best)
        size = min(len(word), len(best))
        marks += mark * size
        weight += size
        whole += size > 1 and word != _MUHAMMAD
    if not whole:
        return 50
    found = 96 * marks / weight
    missing = [word for word in left if word != _MUHAMMAD and len(word) > 1]
    if missing and (weight < 5 or len(missing) > 1):
        return min(70, int(found) - 15)
    return int(found) - 6 * len(missing)


def _word(one: str, other: str) -> float:
    """How alike two spelled words are, from 0 to 1."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.92 if one[0] == other[0] else 0.0
    if _MUHAMMAD in (one, other) or min(len(one), len(other)) < 5 or one[0] != other[0]:
        return 0.0
    if _other_ending(one, other):
        return 0.0
    distance = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    allowed = 1 if max(len(one), len(other)) < 9 else 2
    return 0.9 if distance <= allowed else 0.0


def _other_ending(one: str, other: str) -> bool:
    """Whether a man's and a woman's form stand against each other: Sugiyanto, Sugiyanti."""
    if len(one) == len(other):
        return one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("aeiou")
    stem, longer = sorted((one, other), key=len)
    return longer[: len(stem)] == stem and longer[len(stem) :] in _ENDINGS


@dataclass(frozen=True, slots=True)
class Somebody:
    """What people are told apart by."""

    id: str
    name: str
    nik: str | None = None
    birth_date: date | None = None


def same_person(one: Somebody, other: Somebody) -> int:
    """How likely two records are one person, from 0 to 100.

    One NIK is one person whatever the name. Two NIKs that differ in more than
    two places are two people, unless their names are quite the same: some
    people were given a second number.
    """
    if one.nik and one.nik == other.nik:
        return SAME
    if one.birth_date is None or other.birth_date is None:
        return 0
    if one.birth_date != other.birth_date and other.birth_date != turned(one.birth_date):
        return 0
    found = likeness(one.name, other.name)
    if one.nik and other.nik and len(one.nik) == len(other.nik):
        apart = Hamming.distance(one.nik, other.nik)
        if apart > 2 and found < SAME:
            return 0
    if one.birth_date != other.birth_date:
        # A second doubt beside the first.
        return found - 5 if found >= ALIKE else 0
    return found


def turned(day: date) -> date | None:
    """The date with day and month changed places, as spreadsheets do; None if that is none."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)


@lru_cache(maxsize=20_000)
def company_key(name: str) -> str:
    """A company's name without its legal form: "PT. Sinar Jaya Tbk" is "sinar jaja"."""
    plain = fold(name)
    words = _COMPANY_FORMS.sub(" ", plain).split() or plain.split()
    return " ".join(spelled(word) for word in words)


def same_company(one: str, other: str) -> int:
    """How alike two names of companies are, from 0 to 100."""
    first, second = company_key(one), company_key(other)
    if not first or not second:
        return 0
    if first == second:
        return SAME
    joined = first.replace(" ", ""), second.replace(" ", "")
    if joined[0] == joined[1] or sorted(first.split()) == sorted(second.split()):
        return 97
    # Numbers tell factories and outlets apart.
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return 0
    found = ratio(*joined)
    return int(found) if min(map(len, joined)) >= 8 and found >= 90 else 0
