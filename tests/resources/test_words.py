"""Every Indonesian text reads as an office would write it, and the same thing has one word."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from resources.catalogue import Entry, merge
from tests.resources.wording import ENGLISH, PROPER, faults, plain

ROOT = Path(__file__).parent.parent.parent
SOURCES = ("desktop_app", "ui", "exports")
MANUAL = ROOT / "resources" / "manual"
MARKS = frozenset({"N_", "NN_", "_", "translate", "translate_n"})
"""Calls whose texts stand in the catalogue."""


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(merge(ROOT / "resources" / "locale" / "id" / "LC_MESSAGES").values())


def english_in(text: str) -> frozenset[str]:
    """The English words in `text`; what stands in quotes is a name of something."""
    return ENGLISH.intersection(re.findall(r"[a-z]+", re.sub("“.*?”", "", plain(text)).lower()))


def capitals_in(label: str) -> list[str]:
    """Words of a short label that begin with a capital without need."""
    words = re.sub(r"\(.*?\)|^\d ", "", plain(label)).split()
    return [
        word
        for word in words[1:]
        if re.match(r"[A-Z][a-z]+$", word.strip("“”,…")) and word.strip("“”,…") not in PROPER
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Anggaran & klaim", {"klaim", "&"}),
        ("Data tersimpan!", {"!"}),
        ("Tunggu ...", {"..."}),
        ("Diterapkan", {"Diterapkan"}),
        ("Kirim ke kantor pusat", {"kantor pusat"}),
        ("Rp 5.000", {"amount"}),
        ("Rp8,7 M", {"amount"}),
        ("Dua  spasi", {"blanks"}),
        ("&Simpan  Ctrl+S", set()),
        ("{file}: isi dengan --password-file", set()),
        ("Akhir pekan", set()),
    ],
)
def test_faults_are_found(text: str, said: set[str]) -> None:
    found = faults(text)
    assert len(found) == len(said)
    assert all(any(word in one for one in found) for word in said)


def test_english_and_needless_capitals_are_found() -> None:
    assert english_in("Simpan the berkas") == {"the"}
    assert not english_in("Pilih “open file” pada {file}")
    assert capitals_in("Surat Undangan Konsultasi") == ["Undangan", "Konsultasi"]
    assert not capitals_in("Berkas dari Kantor Pusat (Ctrl+L)")


def test_the_catalogue_reads_as_the_house_writes() -> None:
    said = [
        f"{entry.where}: {fault} in {entry.translation!r}"
        for entry in entries()
        for fault in faults(entry.translation)
    ]
    assert not said, "\n".join(said)


def test_no_text_was_left_in_english() -> None:
    said = [
        f"{entry.where}: {sorted(words)} in {entry.translation!r}"
        for entry in entries()
        if (words := english_in(entry.translation) - {"office"})
    ]
    assert not said, "\n".join(said)


def test_labels_have_one_capital_only() -> None:
    said = [
        f"{entry.where}: {capitals} in {entry.translation!r}"
        for entry in entries()
        if not re.search(r"[.:·;?]", entry.translation)
        and (capitals := capitals_in(entry.translation))
        and not set(capitals) <= set(entry.source.replace("(", "").replace(")", "").split())
    ]
    assert not said, "\n".join(said)


def test_a_text_begins_and_ends_as_its_source() -> None:
    for entry in entries():
        text, source = entry.translation, entry.source
        for strip in (str.lstrip, str.rstrip):
            assert (strip(text) == text) == (strip(source) == source), entry.where
        assert ('"' in text) <= ('"' in source), f"{entry.where}: “…” instead of straight quotes"
        assert text.count("“") == text.count("”"), entry.where
        assert text.endswith("…") == source.endswith("…"), entry.where
        assert text.endswith("?") == source.endswith("?"), entry.where


@cache
def strings() -> frozenset[str]:
    """Every text in the code, put together as Python does."""
    found: set[str] = set()
    for source in SOURCES:
        for path in (ROOT / source).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return frozenset(found)


def test_no_text_of_the_catalogue_is_without_use() -> None:
    said = [
        f"{entry.where}: {entry.source!r}" for entry in entries() if entry.source not in strings()
    ]
    assert not said, "in no module any more:\n" + "\n".join(said)


def paper_texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a document writes itself, in Indonesian: no docstring, nothing for the catalogue."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            skipped.add(node.value)
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            skipped.update(part for arg in node.args if name in MARKS for part in ast.walk(arg))
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(words)) if node not in skipped and " " in words.strip():
                yield node.lineno, words


def test_documents_read_as_the_house_writes() -> None:
    said = [
        f"{path.name}:{line}: {fault} in {text!r}"
        for path in sorted((ROOT / "exports" / "documents").glob("*.py"))
        for line, text in paper_texts(ast.parse(path.read_text("utf-8")))
        for fault in faults(text)
        if fault != "two blanks"  # a box to tick is drawn with them
    ]
    assert not said, "\n".join(said)


def test_shipped_lists_read_as_the_house_writes() -> None:
    said = [
        f"{path.name}, {row['id']}: {fault}"
        for path in sorted((ROOT / "resources" / "reference").glob("*.json"))
        if path.name != "kbli_sections.json"  # the words are the statistics office's
        for row in json.loads(path.read_text("utf-8"))
        for name in ("name", "label", "purpose", "data", "recipients", "retention", "note")
        for fault in faults(str(row.get(name) or ""))
    ]
    assert not said, "\n".join(said)


def test_the_manual_reads_as_the_house_writes() -> None:
    said = [
        f"{path.name}:{number}: {fault}"
        for path in sorted((MANUAL / "id").glob("*.md"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for fault in faults(line)
    ]
    assert not said, "\n".join(said)


def test_both_manuals_say_the_same_things() -> None:
    """The same pages, with as many headings and points on each."""

    def shape(path: Path) -> list[str]:
        lines = path.read_text("utf-8").splitlines()
        return [mark[0] for line in lines if (mark := re.match(r"#+|-|\d+\.", line))]

    shapes = [{p.name: shape(p) for p in (MANUAL / code).glob("*.md")} for code in ("id", "en")]
    assert shapes[0] == shapes[1]


ALWAYS_MANY = frozenset(
    {
        "A look, nothing is changed: {n} new records",
        "{n} days from {day}",
        "{n} files in {folder}",
        "{n} minutes",
        "{n} roles",
        "{n} workers enrolled in one act, {first} to {last}",
        "{n} working days over",
    }
)
"""Texts whose count is never one."""


def many_only(source: str) -> bool:
    """Whether an English text begins with a count of many."""
    return re.match(r"(.*: )?(\{n\}|\{hours\}) ([a-z]+ )?[a-z]+s\b", source) is not None


def test_counted_texts_bend() -> None:
    assert many_only("{n} workers are not checked yet")
    assert not many_only("{n} selected")
    said = [
        f"{entry.where}: {entry.source!r}"
        for entry in entries()
        if entry.plural is None and many_only(entry.source) and entry.source not in ALWAYS_MANY
    ]
    assert not said, "needs translate_n:\n" + "\n".join(said)
