"""Names: what search folds away, and which words are titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.names import fold, name_key
from desktop_app.records.rules import person_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ma'ruf", "maruf"),
        ("Ma’ruf Amin", "maruf amin"),
        ("Siti-Nurhaliza", "siti nurhaliza"),
        ("  José   NUÑEZ ", "jose nunez"),
        ("PT. Contoh, Tbk", "pt contoh tbk"),
        ("Achmad", "achmad"),
        ("...", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Hj. Siti Aminah, S.Pd., M.M.", "siti aminah"),
        ("SITI AMINAH", "siti aminah"),
        ("Drs. H. Ma'ruf Amin", "maruf amin"),
        ("Prof. Dr. Ir. Budi Santoso, M.Sc., Ph.D.", "budi santoso"),
        ("Ahmad Al-Ghifari S.E., M.M.", "ahmad al ghifari"),
        ("Ali SH", "ali"),
        ("Simanjuntak, Budi", "simanjuntak budi"),
        ("Yo Yo Ma", "yo yo ma"),
        ("Lim Shi", "lim shi"),
        ("M. Ali", "m ali"),
        ("A", "a"),
        ("H.", "h"),
        ("dr. Ns.", "ns"),
        ("A" * 60, "a" * 60),
    ],
)
def test_the_same_person_without_titles(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize("name", ["A", "Ma'ruf", "Siti-Nur", "Budi, S.Pd., M.M.", "x" * 60])
def test_ordinary_names_raise_no_question(name: str) -> None:
    assert not list(person_name("name", name))


def test_names_that_are_none() -> None:
    assert [p.hard for p in person_name("name", "12345")] == [True]
    assert [p.hard for p in person_name("name", "Budi 2")] == [False]
