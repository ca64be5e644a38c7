"""The form of a record: made from its description, arranged by its page.

No extension points: a page that needs more puts its own widget beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.fields import Problem, describe
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.keyboard import stroke, strokes
from ui.models.draft import Draft
from ui.theme import px
from ui.widgets.editor import Context
from ui.widgets.editors import editor_for
from ui.widgets.field_row import FieldRow
from ui.widgets.form_footer import FormFooter
from ui.widgets.mnemonics import letters
from ui.widgets.section import Section, SectionBox
from ui.widgets.tab_order import in_order
from ui.widgets.text_editors import IdentifierEditor

KEEP_AFTER = 400
"""Milliseconds after the last key at which the draft is kept."""

TWO_COLUMNS = 52
"""Width in em from which fields stand in two columns (about 660 px)."""


class RecordForm(QWidget):
    """A record under a person's hands.

    `save_asked` carries whether a new record shall follow; it comes only when
    nothing hard is wrong. `keep(draft)` is called 400 ms after the last key
    and whenever the form is left. `fills` gives for a field a function from
    its value to values of other fields that are still empty. `again` offers to
    begin another record after this one.
    """

    save_asked = Signal(bool)
    close_asked = Signal()
    reveal_asked = Signal(str)
    changed = Signal()

    def __init__(
        self,
        draft: Draft,
        sections: Sequence[Section],
        context: Context,
        *,
        keep: Callable[[Draft], None],
        fills: Mapping[str, Callable[[Any], Mapping[str, Any]]] | None = None,
        tells: Mapping[str, Callable[[str], str]] | None = None,
        read_only: bool = False,
        again: bool = True,
    ) -> None:
        super().__init__()
        self.draft = draft
        self._again = again
        self.context = context
        self._keep = keep
        self._fills = fills or {}
        self._blamed: list[Problem] = []
        self._dirty = False
        self._kept_at = ""
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._timer.timeout.connect(self.flush)
        self._footer = FormFooter(read_only=read_only, again=again)
        self._footer.close_asked.connect(self.close_asked)
        self._footer.save_asked.connect(self.save)
        taken = letters(b.text() for b in self._footer.findChildren(QPushButton))
        kinds = describe(draft.record_type)
        self.rows: dict[str, FieldRow] = {}
        self._sections: list[SectionBox] = []
        for section in sections:
            for name in section.fields:
                editor = editor_for(kinds[name], context)
                if isinstance(editor, IdentifierEditor) and tells:
                    editor.tell = tells.get(name)
                editor.set_value(draft.get(name))
                if name in draft.texts:
                    editor.set_raw(draft.texts[name])
                # Beside a masked NIK the whole birth date would give digits away.
                gives = name == "birth_date" and draft.base.get("nik") is not None
                hidden = kinds[name].field.sensitive or gives
                masked = hidden and draft.base.get(name) is not None
                row = FieldRow(editor, taken, masked=masked and name not in draft.texts)
                row.reveal_asked.connect(self.reveal_asked)
                editor.set_read_only(read_only)
                editor.changed.connect(lambda name=name: self._typed(name))
                editor.left.connect(lambda name=name: self._left(name))
                self.rows[name] = row
            rows = [self.rows[name] for name in section.fields]
            self._sections.append(SectionBox(section, rows))
        self._lay_out()
        self._keys(read_only)
        self._judge()

    # --- its parts ---------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("formPage")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(0.8))
        for box in self._sections:
            inner.addWidget(box)
        inner.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(self._area, 1)
        layout.addWidget(self._footer)
        in_order([*(part for box in self._sections for part in box.parts()), self._footer])

    def _keys(self, read_only: bool) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [(stroke("close"), self.close_asked.emit)]
        if not read_only:
            acts: dict[str, Callable[[], object]] = {
                "save": self.save,
                "save_new": lambda: self.save(True),
                "next_problem": self.next_problem,
                "previous_problem": lambda: self.next_problem(back=True),
            }
            keys += [(stroke, act) for name, act in acts.items() for stroke in strokes(name)]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = 2 if self.width() >= px(TWO_COLUMNS) else 1
        for box in self._sections:
            box.arrange(columns)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; what the fields themselves use never comes here."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain:
            if self.context.enter_moves():
                self.focusNextChild()
                self._footer.saving_first()
            else:
                self.save()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            plain == Qt.KeyboardModifier.ShiftModifier
        ):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    # --- typing ------------------------------------------------------------------

    def _typed(self, name: str) -> None:
        row = self.rows[name]
        self.draft.set(name, row.editor.value(), row.editor.raw())
        self._blamed = [p for p in self._blamed if p.field != name]
        if isinstance(row.editor.field, QComboBox):
            row.judged = True
        self._dirty = True
        self._timer.start()
        self._fill(name)
        self._judge()
        self.changed.emit()

    def _fill(self, name: str) -> None:
        value = self.draft.get(name)
        if name not in self._fills or value is None:
            return
        for other, filled in self._fills[name](value).items():
            if self.draft.get(other) is None and other not in self.draft.texts:
                self.draft.set(other, filled)
                if other in self.rows:
                    self.rows[other].editor.set_value(filled)

    def _left(self, name: str) -> None:
        row = self.rows[name]
        # An empty required field is not scolded for merely being passed.
        row.judged = row.judged or row.editor.value() is not None or bool(row.editor.raw())
        self._judge()
        self.flush()

    def flush(self) -> None:
        """Keep the draft now, if anything was typed since."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self._keep(self.draft)
            self._kept_at = f"{self.context.now():%H.%M.%S}"
            self._summarise()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Set fields as the user would: for lookups and accepted proposals."""
        self._blamed = [p for p in self._blamed if p.field not in values]
        for name, value in values.items():
            self.draft.set(name, value)
            if name in self.rows:
                self.rows[name].editor.set_value(value)
        self._dirty = True
        self._timer.start()
        self._judge()
        self.changed.emit()

    def reveal(self, name: str) -> None:
        """Show a masked field, once the showing is written down."""
        self.rows[name].show_plain()

    # --- judging -----------------------------------------------------------------

    def _judge(self) -> None:
        own = self.draft.problems(self.context.facts())
        said = {(p.field, p.code) for p in own}
        self.problems: list[Problem] = [
            *own,
            *(p for p in self._blamed if (p.field, p.code) not in said),
        ]
        for name, row in self.rows.items():
            row.take([p for p in self.problems if p.field == name])
        self._summarise()

    def blame(self, problems: Sequence[Problem]) -> None:
        """Show at their fields what the store refused, until they are typed in again."""
        self._blamed = list(problems)
        for row in self.rows.values():
            row.judged = True
        self._judge()
        faulty = [row for name, row in self.rows.items() if any(p.field == name for p in problems)]
        if faulty:
            self._go(faulty[0])

    def _faulty(self) -> list[FieldRow]:
        return [row for row in self.rows.values() if row.state and row.judged]

    def _summarise(self) -> None:
        parts = []
        if self._kept_at:
            parts.append(_("Draft kept {time}").format(time=self._kept_at))
        whole = [str(p) for p in self.problems if not p.field or p.field not in self.rows]
        if count := len(self._faulty()) + len(whole):
            words = translate_n("{n} thing to look at (F8)", "{n} things to look at (F8)", count)
            parts.append(words.format(n=count))
        self._footer.summary.setText(" · ".join([*parts, *whole]))

    def next_problem(self, *, back: bool = False) -> None:
        """Go to the next field with something to look at, round and round."""
        for row in self.rows.values():
            row.judged = True
        self._judge()
        rows = list(self.rows.values())
        faulty = [i for i, row in enumerate(rows) if row.state]
        if not faulty:
            return
        here = self.focusWidget()
        at = next((i for i, r in enumerate(rows) if here and r.isAncestorOf(here)), -1)
        if back:
            target = next((i for i in reversed(faulty) if i < at), faulty[-1])
        else:
            target = next((i for i in faulty if i > at), faulty[0])
        self._go(rows[target])

    def _go(self, row: FieldRow) -> None:
        for box in self._sections:
            if row in box.rows:
                box.open(True)
        row.focus()
        self._area.ensureWidgetVisible(row, 0, px(2))

    def focus_start(self) -> None:
        """Put the cursor into the first field."""
        for row in self.rows.values():
            row.focus()
            return

    def focus_first(self) -> None:
        """Put the cursor into the first field that is still empty."""
        rows = [r for r in self.rows.values() if not r.masked]
        for row in [r for r in rows if r.editor.value() is None] or rows:
            row.editor.setFocus()
            return

    def save(self, and_new: bool = False) -> None:
        """Ask to be saved, or go to the first thing that forbids it."""
        focused = self.focusWidget()
        for row in self.rows.values():
            if focused and row.isAncestorOf(focused):
                row.editor.leave()
            row.judged = True
        self._judge()
        bad = [row for row in self.rows.values() if row.state == "bad"]
        if bad:
            self._go(bad[0])
            return
        if not any(p.hard for p in self.problems):
            self.flush()
            self.save_asked.emit(and_new and self._again)
