"""1,000 certificates with QR in one file, front and back, against a bare canvas."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import islice

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Ratio, compare, seconds
from desktop_app.processes import certificate_code as code
from desktop_app.processes.certificates import Signature, Snapshot, Unit, snapshot
from desktop_app.store.signing import Signer
from exports import fonts
from exports.certificates.back import draw_back
from exports.certificates.front import draw_front
from exports.certificates.lines import HEIGHT, MIDDLE, WIDTH
from exports.certificates.ornament import GREEN, draw_ground
from exports.certificates.page import Sheet, certificates

COUNT = 1000
SHARED = Snapshot(
    number="",
    name="",
    birth_place="",
    born=None,
    programme="Operator Forklif dan Alat Angkat",
    level=2,
    class_code="KLS-MND-2026-0001",
    provider="BLK Bitung (CONTOH)",
    place="Bengkel BLK Bitung",
    starts=date(2026, 11, 2),
    ends=date(2026, 11, 20),
    days=15,
    hours=120,
    city="Manado",
    issued=date(2026, 11, 24),
    agency="BPJS Ketenagakerjaan",
    office="Kantor Cabang Manado",
    signatures=(
        Signature(("Kepala BLK Bitung,",), "Hendra Wowor, S.T.", "NIP. 19630808 198403 1 002"),
        Signature(("Kepala Kantor Cabang Manado,",), "Johan Tumewu, S.E.", "NPK. 123457"),
    ),
    units=tuple(Unit(f"G.46FOR00.00{n}.1", f"Mengoperasikan forklif {n}", 20) for n in range(6)),
    shows_birth=True,
    shows_level=True,
    salt="",
    address="https://verifikasi.contoh.go.id/vokasi",
)


def issued(count: int) -> list[tuple[str, str]]:
    """So many certificates as they are kept: snapshot, and the text of the QR."""
    signer = Signer(secrets.token_bytes(32))
    key, found = code.key_id(signer.verify_key), []
    for n in range(1, count + 1):
        salt = secrets.token_bytes(code.SALT_BYTES)
        said = SHARED.of_person(
            number=f"{n:05}/SERT-VOK/MND/XI/2026",
            name=f"Pekerja Nomor {n} (CONTOH)",
            birth_place="Manado",
            born=date(1990, 1, 1 + n % 28),
            salt=salt.hex(),
        )
        claim = code.Claim(
            said.number,
            said.programme,
            issued=said.issued,
            starts=said.starts,
            ends=said.ends,
            hours=said.hours,
            salt=salt,
            digest=code.person_digest(salt, said.name, said.born),
            key=key,
        )
        found.append((said.stored(), code.address(said.address, code.sealed(claim, signer.sign))))
    return found


def ours(kept: list[tuple[str, str]]) -> bytes:
    """The file as the program makes it."""

    def sheets() -> Iterator[Sheet]:
        for content, text in kept:
            said = snapshot(content)
            assert said is not None
            yield Sheet(said, text)

    return certificates(sheets())


def floor(kept: list[tuple[str, str]]) -> bytes:
    """The same front and back by a bare canvas: forms, texts at known places, a raw QR."""
    fonts.register()
    written = BytesIO()
    canvas = Canvas(written, (WIDTH, HEIGHT), pageCompression=1, invariant=1)
    for name in ("ground", "front", "back"):
        canvas.beginForm(name, 0, 0, WIDTH, HEIGHT)
        if name == "ground":
            draw_ground(canvas, WIDTH, HEIGHT)
        elif name == "front":
            draw_front(canvas, SHARED, True)
        else:
            draw_back(canvas, SHARED)
        canvas.endForm()
    for n, (_content, text) in enumerate(kept, 1):
        number, name = f"{n:05}/SERT-VOK/MND/XI/2026", f"Pekerja Nomor {n} (CONTOH)"
        canvas.doForm("ground")
        canvas.doForm("front")
        canvas.setFillColorRGB(*GREEN)
        for font, size, y, words in (
            (fonts.REGULAR, 11, 434, f"Nomor {number}"),
            (fonts.BOLD, 31, 369, name),
            (fonts.REGULAR, 11, 341, "lahir di Manado, 17 Januari 1990"),
        ):
            canvas.setFont(font, size)
            canvas.drawCentredString(MIDDLE, y, words)
        canvas.addLiteral(_squares(text))
        canvas.showPage()
        canvas.doForm("ground")
        canvas.doForm("back")
        canvas.setFont(fonts.REGULAR, 9.5)
        canvas.drawCentredString(MIDDLE, 477, f"{name}  ·  Nomor {number}")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _squares(text: str) -> str:
    """One rectangle for each run of dark squares, found in the plainest way."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    height, width = picture.shape
    dots = memoryview(picture.__array_interface__["data"]).tobytes()
    unit = 93.5 / height
    lines = [f"q 0 g {unit:.4f} 0 0 {unit:.4f} 62 {58 + 93.5 - unit:.3f} cm"]
    for row in range(height):
        line, at = dots[row * width : (row + 1) * width], 0
        while (at := line.find(0, at)) >= 0:
            end = line.find(255, at)
            end = width if end < 0 else end
            lines.append(f"{at} 0 {end - at} 1 re")
            at = end
        lines.append("f 1 0 0 1 0 -1 cm")
    return "\n".join([*lines, "Q"])


def run() -> Iterator[Ratio]:
    """Ours decodes what is kept, fits every line and looks for letters that a font lacks."""
    kept = issued(COUNT)
    each = (len(ours(kept)) - len(ours(list(islice(kept, 1))))) / (COUNT - 1)
    pages = 2 * COUNT
    yield compare(
        f"{COUNT:,} certificates ({pages:,} pages, {each:,.0f} B each) / bare canvas",
        lambda: seconds(lambda: ours(kept)),
        lambda: seconds(lambda: floor(kept)),
        aim=1.15,
    )
