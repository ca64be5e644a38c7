"""One field of a form: its label, its editor, and the line beneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.fields import Described, Problem, several_lines
from desktop_app.i18n import translate as _
from desktop_app.kinds import Choices
from desktop_app.records.identifiers import mask
from ui.theme import px
from ui.widgets.basics import Label, button
from ui.widgets.choice_editors import FlagEditor
from ui.widgets.editor import Editor
from ui.widgets.mnemonics import marked
from ui.widgets.note import Note


class FieldRow(QWidget):
    """A field of a form.

    Errors come when the cursor has left (`judged`), hints while typing. A
    sensitive value that is saved already stays masked until `reveal_asked`
    is answered with `show_plain`.
    """

    reveal_asked = Signal(str)

    def __init__(self, editor: Editor, taken: set[str], *, masked: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self.described: Described = editor.described
        self.judged = False
        """Whether the cursor has been here, so that errors may be shown."""
        self.masked = False
        self._problems: list[Problem] = []
        self._note = Note()
        text = marked(self.described.label, taken)
        self.label = Label(f"{text} *" if self.described.required else text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.25))
        if isinstance(editor, FlagEditor):
            editor.field.setText(text)
            self.label.hide()
        else:
            self.label.setBuddy(editor.field)
            layout.addWidget(self.label)
        layout.addWidget(editor)
        layout.addWidget(self._note)
        layout.addStretch(1)
        if masked and editor.value() is not None:
            self._mask(layout)
        self.look()

    @property
    def wide(self) -> bool:
        """Whether the field takes the whole width of the form."""
        return several_lines(self.described) or isinstance(self.described.kind, Choices)

    def _mask(self, layout: QVBoxLayout) -> None:
        """Put the last four characters in the editor's place, or a date's year."""
        self.masked = True
        self._cover = QWidget()
        value = self.editor.value()
        year = str(value.year) if isinstance(value, date) else ""
        shown = QLineEdit(year or mask(str(value).replace("\n", " "))[-24:])
        shown.setReadOnly(True)
        shown.setAccessibleName(self.described.label)
        show = button(_("Show"), lambda: self.reveal_asked.emit(self.described.name), name="eye")
        show.setAccessibleName(_("Show {field}").format(field=self.described.label))
        self._show = show
        row = QHBoxLayout(self._cover)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.5))
        row.addWidget(shown, 1)
        row.addWidget(show)
        self._cover.setFocusProxy(shown)
        self.label.setBuddy(shown)
        layout.insertWidget(1, self._cover)
        self.editor.hide()

    def bar(self, why: str) -> None:
        """Leave the mask on for who may not take it off, and say why."""
        if self.masked:
            self._show.setEnabled(False)
            self._show.setToolTip(why)

    def show_plain(self) -> None:
        """Take the mask away; the showing has been written down by then."""
        if self.masked:
            self.masked = False
            focused = self._cover.isAncestorOf(self.window().focusWidget() or self)
            self._cover.hide()
            self.editor.show()
            self.label.setBuddy(self.editor.field)
            if focused:
                self.editor.setFocus()
            self.look()

    def focus(self) -> None:
        """Put the cursor into the field, or onto its mask."""
        (self._cover if self.masked else self.editor).setFocus()

    def take(self, problems: Sequence[Problem]) -> None:
        """What is wrong with the field, as the record sees it."""
        self._problems = list(problems)
        self.look()

    @property
    def state(self) -> str:
        """``bad``, ``warning`` or nothing, whether shown yet or not."""
        if self.editor.fault() or any(p.hard for p in self._problems):
            return "bad"
        return "warning" if self._problems else ""

    def look(self) -> None:
        """Show what is to be said now."""
        fault = self.editor.fault()
        hard = [str(p) for p in self._problems if p.hard]
        soft = [str(p) for p in self._problems if not p.hard]
        echo = "" if self.masked else self.editor.echo()
        shown = self.state if self.judged and not self.masked else ""
        self.editor.set_state(shown)
        if shown == "bad":
            self._note.say(fault or hard[0], "bad")
        elif shown == "warning":
            self._note.say(". ".join([*([echo] if echo else []), *soft]), "warning")
        else:
            self._note.say(echo or self.described.help, "hint")
        self.editor.field.setAccessibleDescription(self._note.text.text())
