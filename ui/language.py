"""Which language the window speaks: our own texts, and Qt's."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app import i18n


def speak(app: QApplication, code: str) -> None:
    """Have program and Qt's own dialogs speak `code` (``id`` or ``en``) from now on."""
    i18n.use(code)
    QLocale.setDefault(QLocale("id_ID" if code == "id" else "en_GB"))
    for old in app.findChildren(QTranslator, "ours"):
        app.removeTranslator(old)
        old.deleteLater()
    if code == "en":
        return
    # Qt ships no Indonesian of its own.
    translator = QTranslator(app)
    translator.setObjectName("ours")
    with as_file(files("resources") / "locale") as folder:
        if translator.load(str(folder / f"qtbase_{code}.qm")):
            app.installTranslator(translator)
