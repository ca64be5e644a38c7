"""The bank's answer to a payment list: which row says what of which payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.processes.payments import Told
from desktop_app.reading import Unreadable, read_day, read_money
from desktop_app.records.names import fold

_HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("nomor pembayaran", "no pembayaran", "payment number", "no referensi pelanggan"),
    "account": (
        "rekening",
        "no rekening",
        "nomor rekening",
        "rekening tujuan",
        "rekening bank",
        "account",
    ),
    "amount": ("neto", "jumlah", "nominal", "amount", "net"),
    "status": ("status", "hasil", "result"),
    "reference": ("referensi", "no referensi", "referensi bank", "nomor referensi", "reference"),
    "reason": ("alasan", "keterangan", "reason", "remark"),
    "day": ("tanggal", "tgl", "tanggal bayar", "tanggal transaksi", "date"),
}
"""What a bank calls the columns, folded; those of our own list too."""
_OURS = {
    "rekening bank": "account",
    "bank account": "account",
    "reference of the bank": "reference",
}

_PAID = ("berhasil", "sukses", "success", "dibayar", "paid", "ok", "settled", "selesai")
_BACK = ("gagal", "retur", "return", "failed", "tolak", "ditolak", "reject", "dikembalikan")
_DEPTH = 30
"""Rows among which the heading is looked for."""


def read_answer(sheets: Sequence[SheetRows], today: date) -> list[Told]:
    """What the bank tells, row by row; rows without a status are passed over.

    Raises UserError ANSWER-HEAD where no sheet has a heading with a status and
    a payment number, or account and amount; ANSWER-STATUS for a word that says
    neither paid nor returned; ANSWER-EMPTY where nothing is told.
    """
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_DEPTH]):
            columns = _columns(row)
            if "status" in columns and ("number" in columns or {"account", "amount"} <= {*columns}):
                told = [_told(one, columns, today) for one in sheet.rows[at + 1 :]]
                found = [one for one in told if one is not None]
                if not found:
                    raise UserError("ANSWER-EMPTY", N_("The bank's file tells of no payment."))
                return found
    raise UserError(
        "ANSWER-HEAD",
        N_(
            "The file needs a heading with status and payment number, or status, account and "
            "amount. Add it in Excel and read the file again."
        ),
    )


def _columns(row: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        said = fold(cell) if isinstance(cell, str) else ""
        name = next((n for n, words in _HEADS.items() if said in words), None)
        if name is not None:
            found.setdefault(name, at)
    return found


def _told(row: Row, columns: Mapping[str, int], today: date) -> Told | None:
    def text(name: str) -> str:
        return _text(row.cell(columns[name])) if name in columns else ""

    status = fold(text("status"))
    if not status:
        return None
    paid = any(word in _PAID for word in status.split())
    if not paid and not any(word in _BACK for word in status.split()):
        raise UserError(
            "ANSWER-STATUS",
            N_("Row {row}: “{status}” says neither paid nor returned. Correct it in the file."),
            row=row.number,
            status=text("status")[:40],
        )
    return Told(
        row.number,
        paid,
        number=text("number"),
        account="".join(sign for sign in text("account") if sign.isdigit()),
        amount=_amount(row.cell(columns["amount"])) if "amount" in columns else None,
        reference=text("reference"),
        reason=text("reason"),
        day=_day(row.cell(columns["day"]), today) if "day" in columns else None,
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}"
    return "" if cell is None else str(cell).strip()


def _amount(cell: Cell) -> int | None:
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return None
    if isinstance(cell, int | float):
        return round(cell)
    with suppress(Unreadable):
        return read_money(cell)
    return None


def _day(cell: Cell, today: date) -> date | None:
    if isinstance(cell, date):
        return cell
    with suppress(Unreadable):
        return read_day(cell, today) if isinstance(cell, str) else None
    return None
