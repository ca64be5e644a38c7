"""Help: the manual that comes with the program, searchable, one short text for each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
)

from desktop_app import VERSION
from desktop_app.i18n import N_, current, language
from desktop_app.i18n import translate as _
from desktop_app.keyboard import KEYS, Place
from ui.pages.page import Page
from ui.pages.page import Place as Target
from ui.theme import px, tokens
from ui.widgets.action_row import Action
from ui.widgets.basics import SearchLine, button

_STYLE = """
body { color: $text; }
h1, h2, h3 { color: $text; }
a { color: $accent; }
th { background: $raised; text-align: left; }
td, th { padding: 3px 12px 3px 0; }
"""


@dataclass(frozen=True)
class Topic:
    """One text of the manual, in Markdown; its first line is its title."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """What the list shows."""
        return self.text.partition("\n")[0].lstrip("# ").strip()

    def holds(self, words: list[str]) -> bool:
        """Whether all the words stand in it."""
        plain = self.text.casefold()
        return all(word in plain for word in words)


@cache
def topics(code: str) -> tuple[Topic, ...]:
    """The manual in a language, in its order (files ``10-home.md``, ``20-...``)."""
    folder = files("resources") / "manual" / code
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".md")), key=lambda f: f.name)
    return tuple(
        Topic(
            f.name.partition("-")[2].removesuffix(".md"),
            f.read_text("utf-8").replace("{version}", VERSION).replace("{keys}", _keys(code)),
        )
        for f in found
    )


def _keys(code: str) -> str:
    """The keyboard map as tables, in a language."""
    with language(code):
        tables = [
            f"## {_(place.value)}\n\n| {_('Key')} | {_('Use')} |\n|---|---|\n"
            + "\n".join(f"| {key.shown} | {_(key.text)} |" for key in KEYS if key.place is place)
            for place in Place
        ]
    return "\n\n".join(tables)


class HelpPage(Page):
    """Topics at the left, the text at the right; the search narrows the topics."""

    title = N_("Help")

    @classmethod
    def places(cls) -> list[Target]:
        return [Target(topic.title, {"topic": topic.name}) for topic in topics(current())]

    def build(self) -> None:
        self.topics = QListWidget()
        self.search = SearchLine(_("Search the help"))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.topics.setFocus)
        self.topics.setProperty("kind", "popup")
        self.topics.setAccessibleName(_("Topics"))
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.currentRowChanged.connect(self._show)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Text of the help"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        left = QVBoxLayout()
        left.setSpacing(px(0.6))
        left.addWidget(self.search)
        left.addWidget(self.topics, 1)
        left.addWidget(button(_("&Print this text …"), self.print, name="printer"))
        left.addWidget(button(_("Print the sheet of &keys …"), self.print_keys, name="printer"))
        row = QHBoxLayout()
        row.setSpacing(px(0.9))
        row.addLayout(left, 2)
        row.addWidget(self.text, 5)
        self.box.addLayout(row, 1)
        self._shown: list[Topic] = []
        self._narrow("")

    def focus_search(self) -> None:
        self.search.setFocus()

    def commands(self) -> list[Action]:
        return [
            Action("shortcuts", N_("Keyboard shortcuts"), lambda: self.open(topic="shortcuts")),
            Action("sheet", N_("Print the sheet of keys …"), self.print_keys, "printer"),
            Action("about", N_("About Terampil"), lambda: self.open(topic="about")),
        ]

    def open(self, **what: Any) -> None:
        """``topic``: the name of a text, mostly that of a page; ``text`` to look for."""
        self.search.setText(what.get("text", ""))
        names = [topic.name for topic in self._shown]
        if what.get("topic") in names:
            self.topics.setCurrentRow(names.index(what["topic"]))

    def state(self) -> Mapping[str, Any]:
        row = self.topics.currentRow()
        topic = self._shown[row].name if 0 <= row < len(self._shown) else ""
        return {"text": self.search.text(), "topic": topic}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.open(**state)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = [topic for topic in topics(current()) if topic.holds(words)]
        self.topics.clear()
        for topic in self._shown:
            item = QListWidgetItem(topic.title)
            item.setToolTip(topic.title)
            self.topics.addItem(item)
        if self._shown:
            self.topics.setCurrentRow(0)
        else:
            self.text.setMarkdown(_("Nothing matches"))

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        style = _STYLE
        for name, value in vars(tokens()).items():
            style = style.replace(f"${name};", f"{value};")
        self.text.document().setDefaultStyleSheet(style)
        self.text.document().setDocumentMargin(px(1.2))
        self.text.setMarkdown(self._shown[row].text)
        words = self.search.text().split()
        if words:
            self.text.find(words[0], QTextDocument.FindFlag(0))

    def _follow(self, link: QUrl) -> None:
        """Links lead to other texts; the rest of the world stays outside."""
        if link.scheme() == "page":
            self.shell.go(link.path())
        elif link.isLocalFile():
            QDesktopServices.openUrl(link)
        else:
            self.open(topic=link.toString())

    def print_keys(self) -> None:
        """Show the keyboard map as one printable page."""
        shell, title = self.shell, _("Keyboard shortcuts")

        def work() -> bytes:
            from exports.key_sheet import key_sheet

            return key_sheet()

        def done(data: bytes) -> None:
            from ui.paper import PaperDialog

            PaperDialog(shell, title, "terampil-keys.pdf", data).open()

        self.run("", work, done)

    def print(self) -> None:
        """Print the text in sight: the shortcuts beside the keyboard."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self.window()).exec():
            plain = QTextDocument()
            plain.setMarkdown(self._shown[max(0, self.topics.currentRow())].text)
            plain.print_(printer)
