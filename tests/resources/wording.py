"""The words of the house in Indonesian: what is not written, and what stands in its place."""

from __future__ import annotations

import re

INSTEAD = {
    # What the staff asked for.
    r"usul perbaikan": "saran perbaikan",
    r"angka ilmiah": "notasi ilmiah",
    r"buka data itu": "Buka data tersebut",
    r"tetap lanjut\b": "Tetap lanjutkan",
    r"siap dicabut": "Flashdisk aman dilepas",
    r"tanda tangan tidak cocok": "segel berkas tidak cocok",
    r"diekspor": "disimpan ke berkas",
    r"diterapkan": "tercatat",
    r"bentrok": "perbedaan data",
    r"klaim": "pengajuan penggantian biaya",
    r"corong": "tahapan peserta",
    r"sasaran": "target",
    r"peserta terealisasi": "realisasi peserta",
    r"anggaran terpakai": "realisasi anggaran",
    r"presensi": "kehadiran",
    r"sebab PHK": "alasan PHK",
    r"perusahaan (lama|asal)": "perusahaan semula",
    r"belum ditanya": "belum dikonfirmasi",
    r"keluar angkatan kerja": "tidak mencari kerja",
    r"surat panggilan": "Surat Pemanggilan Peserta Pelatihan",
    r"surat penolakan(?! PHK)": "Pemberitahuan Hasil Verifikasi",
    r"surat komitmen": "Surat Pernyataan Kesanggupan Mempekerjakan Kembali",
    r"perlindungan data": "Pelindungan Data Pribadi",
    r"hal\. [\d{]": "Halaman 1 dari 3",
    # One thing, one word.
    r"konsultasi lama": "konsultasi semula",
    r"penyelenggara": "lembaga pelatihan",
    r"peserta rapat": "peserta pertemuan",
    r"(?<!akhir )pekan": "minggu",
    r"umur": "usia",
    r"nomor HP": "nomor ponsel",
    r"map": "folder",
    r"pencetak": "printer",
    r"log": "catatan akses",
    r"pemeriksa": "auditor",
    r"file": "berkas",
    r"e-?mail": "surel",
    r"password": "kata sandi",
    r"vokasional": "vokasi",
    r"kepala cabang": "kepala kantor cabang",
    # How it is spelt.
    r"mil[jy]ar": "miliar",
    r"tril[jy]un": "triliun",
    r"kwitansi": "kuitansi",
    r"materai": "meterai",
    r"silahkan": "silakan",
    r"ijin": "izin",
    r"resiko": "risiko",
    r"aktifitas": "aktivitas",
    r"merubah": "mengubah",
    r"dirubah": "diubah",
    r"jadual": "jadwal",
    r"di(bawah|atas|samping|luar|dalam)": "di + keterangan tempat, terpisah",
    # How an office does not speak.
    r"bisa": "dapat",
    r"kalau": "bila",
    r"punya": "memiliki",
    r"cuma": "hanya",
    r"kamu": "Anda",
}
"""Patterns, read as whole words without regard to capitals, and what to write instead."""

CAPITALS = {
    r"kantor pusat": "Kantor Pusat",
    r"anda\b": "Anda",
    r"indonesia\b": "Indonesia",
    r"excel\b": "Excel",
}
"""Patterns that are wrong as they stand, with small letters."""

_ENGLISH = (
    "the of and is are was were with please not this that these from by any all new open save"
    " file record records worker workers employer employers training class office officer"
    " date number letter letters case cases people changes choose there here must may has have"
    " been will does nothing nobody yet already"
)
ENGLISH = frozenset(_ENGLISH.split())
"""Words that show that a text was left in English."""

_PROPER = (
    "BPJS Ketenagakerjaan Kantor Pusat Cabang Perintis Wilayah Pengadilan Hubungan Industrial Anda"
    " Excel Enter Esc Home Del Ins Spasi Ctrl Shift Alt Terampil Word WhatsApp Kartu Keluarga"
    " Dinas Tenaga Kerja Disnaker Kementerian Pelindungan Data Pribadi Indonesia Inggris Bahasa"
    " Komunitas Pasal Undang-Undang Nomor Tahun Rp Flashdisk Halaman Plt Plh Jakon Qt Coba"
    " Kepala Bidang PgUp PgDn Pulihkan Teks"
)
PROPER = frozenset(_PROPER.split())
"""Words that keep their capital within a text."""


def plain(text: str) -> str:
    """`text` without its places, its commands and its mnemonics."""
    text = re.sub(r"\{[^{}]*\}|`[^`]*`|(?<!\w)--?[a-z][\w-]*|\bterampil( [a-z]+)+", "x", text)
    return re.sub(r"&(?=\w)", "", text)


def faults(text: str) -> list[str]:
    """What the house would not write so in `text`."""
    text = plain(text)
    found = [
        f"“{match[0]}”: {better}"
        for pattern, better in INSTEAD.items()
        if (match := re.search(rf"\b{pattern}(?=\W|$)", text, re.IGNORECASE))
    ]
    found += [
        f"“{match[0]}”: {better}"
        for pattern, better in CAPITALS.items()
        if (match := re.search(rf"\b{pattern}", text))
    ]
    if re.search(r"\s&\s", text):
        found.append("“&”: dan")
    if "!" in text:
        found.append("“!”")
    if "..." in text:
        found.append("“...”: …")
    if re.search(r"[^\s·] {2,}(?!Ctrl|F\d)", text):
        found.append("two blanks")
    if re.search(r"\d M\b|\bRp\s", text):
        found.append("an amount as it is not written")
    return found
