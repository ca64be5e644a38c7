"""Nothing of a list is passed over in silence."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.i18n import language
from desktop_app.importing.list_kinds import LISTS
from desktop_app.importing.lists import read_list
from desktop_app.importing.unread import passed_over
from tests import make

TODAY = date(2026, 11, 24)
A, B, C, D = (make.nik(n) for n in range(1, 5))
STACKED = f"""NIK\tNama
{A}\tBudi
{B}\tSiti

Nama Lengkap\tTanggal Lahir\tNo KTP
Agus\t17/08/1990\t{C}
Rina\t18/08/1991\t{D}
"""
BESIDE = f"""NIK\tNama\t\tNIK\tNama
{A}\tBudi\t\t{C}\tAgus
{B}\tSiti\t\t{D}\tRina
"""
GROUPS = f"""Nama\tNo. KTP
BAGIAN PRODUKSI
Budi\t{A}
BAGIAN GUDANG
Siti\t{B}
Jumlah\t2
"""
NAMELESS = "No\tNama Perusahaan\tNPP\n1\tPT A\t12345678\n2\t\t87654321\n"
TIDY = f"DAFTAR PEKERJA\nNIK\tNama\n{A}\tBudi\n{B}\tSiti\n"


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (STACKED, "workers", "Rows 2-3 were not taken as part of the list."),
        (BESIDE, "workers", "A second list seems to stand in column E; it was not read."),
        (GROUPS, "workers", "Rows 2, 4, 6 were not taken as part of the list."),
        (NAMELESS, "employers", "Rows 3 were not taken as part of the list."),
        (TIDY, "workers", ""),
    ],
)
def test_what_was_not_read_is_said(text: str, kind: str, said: str) -> None:
    with language("en"):
        assert " ".join(passed_over(read_list(text, TODAY, kind=LISTS[kind]).unread)) == said
