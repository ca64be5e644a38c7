"""A bank's answer is read from its own files and from our list filled in."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.errors import UserError
from desktop_app.importing.bank_answer import read_answer
from desktop_app.importing.reading import read_table
from desktop_app.processes.payments import Told

TODAY = date(2026, 11, 24)


def read(text: str) -> list[Told]:
    return read_answer(read_table(text.encode(), name="hasil.csv"), TODAY)


def test_by_number_with_status_reference_and_day() -> None:
    found = read(
        "HASIL TRANSFER\n"
        "No;Nomor Pembayaran;Nominal;Status;No. Referensi;Keterangan;Tanggal\n"
        "1;0001/BYR/MND/XI/2026;6.664.000;BERHASIL;TRX-77;;23/11/2026\n"
        "2;0002/BYR/MND/XI/2026;1500000;Gagal - Retur;;Rekening tutup;\n"
        ";Jumlah;8164000;;;;\n"
    )
    assert found == [
        Told(3, True, "0001/BYR/MND/XI/2026", "", 6_664_000, "TRX-77", "", date(2026, 11, 23)),
        Told(4, False, "0002/BYR/MND/XI/2026", "", 1_500_000, "", "Rekening tutup", None),
    ]


def test_by_account_and_amount() -> None:
    (found,) = read("Rekening,Jumlah,Hasil,Referensi\n1234-5678-90,1500000,Sukses,T1\n")
    assert (found.account, found.amount, found.reference) == ("1234567890", 1_500_000, "T1")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nama,Jumlah\nA,1\n", "ANSWER-HEAD"),
        ("Rekening,Status\n123456,Sukses\n", "ANSWER-HEAD"),
        ("Nomor Pembayaran,Status\n0001,menunggu\n", "ANSWER-STATUS"),
        ("Nomor Pembayaran,Status\n0001,\n", "ANSWER-EMPTY"),
    ],
)
def test_what_cannot_be_understood_says_what_to_do(text: str, code: str) -> None:
    with pytest.raises(UserError) as told:
        read(text)
    assert told.value.code == code
