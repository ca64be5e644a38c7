"""Qt's own dialogs speak the window's language."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox

from ui.language import speak

Button = QDialogButtonBox.StandardButton


def buttons() -> list[str]:
    box = QDialogButtonBox(Button.Save | Button.Cancel | Button.Yes | Button.No | Button.Discard)
    names = (Button.Save, Button.Cancel, Button.Yes, Button.No, Button.Discard)
    return [box.button(name).text().replace("&", "") for name in names]


def test_buttons_of_dialogs(qapp: QApplication) -> None:
    assert buttons() == ["Simpan", "Batal", "Ya", "Tidak", "Buang"]
    speak(qapp, "en")
    assert buttons() == ["Save", "Cancel", "Yes", "No", "Discard"]
    speak(qapp, "id")
    assert buttons()[0] == "Simpan"


def test_menu_of_a_line() -> None:
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    words = [a.text().split("\t")[0].replace("&", "") for a in menu.actions() if a.text()]
    menu.deleteLater()
    assert words == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]


def test_message_boxes() -> None:
    box, kinds = QMessageBox(), QMessageBox.StandardButton
    assert box.addButton(kinds.Close).text().replace("&", "") == "Tutup"
    assert box.addButton(kinds.Retry).text().replace("&", "") == "Coba lagi"
