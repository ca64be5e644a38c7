"""Letters as a scanner gives them: a page of PDF, made here, of nobody's."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from desktop_app.wording import day_long
from exports import fonts
from exports.imprint import A4, MM


def letter_scan(sender: str, number: str, dated: date, subject: str) -> bytes:
    """The letter of a sender; the same letter gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    data, (width, height) = BytesIO(), A4
    page = Canvas(data, pagesize=A4, invariant=1)
    page.setTitle(subject)
    page.setFont(fonts.BOLD, 14)
    page.drawCentredString(width / 2, height - 25 * MM, sender)
    page.line(20 * MM, height - 30 * MM, width - 20 * MM, height - 30 * MM)
    page.setFont(fonts.REGULAR, 11)
    lines = (
        f"Nomor     : {number}",
        f"Perihal     : {subject}",
        "",
        f"Manado, {day_long(dated)}",
        "",
        "Yth. Kepala Kantor Cabang (CONTOH)",
        "di tempat",
        "",
        "Dengan hormat,",
        f"bersama surat ini kami sampaikan {subject[0].lower()}{subject[1:]}.",
        "Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
        "",
        "Hormat kami,",
        sender,
    )
    for at, line in enumerate(lines):
        page.drawString(25 * MM, height - (45 + 7 * at) * MM, line)
    page.setFont(fonts.SEMIBOLD, 9)
    page.drawString(25 * MM, 20 * MM, "Surat contoh, tidak berlaku.")
    page.save()
    return data.getvalue()
