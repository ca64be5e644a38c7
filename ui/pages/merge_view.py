"""Two records side by side: which value stays, field by field, and then one record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk import merging
from desktop_app.desk.cases import reveal
from desktop_app.desk.comparing import Compared, Comparison, compare
from desktop_app.desk.editing import fetch
from desktop_app.fields import describe
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import Merge
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.theme import px
from ui.widgets.basics import Elided, Label, button, tool
from ui.widgets.part import PartWidget
from ui.widgets.small_table import SmallTable

_COLUMNS = (
    Column("field", N_("Field"), 11, sortable=False),
    Column("ours", N_("Record kept"), 16, sortable=False),
    Column("theirs", N_("Record merged into it"), 16, sortable=False),
    Column("differs", N_("Comparison"), 7, state=lambda row: row["role"], sortable=False),
)
_CHOSEN, _OTHER = "✓ ", "   "


class FieldsTable(SmallTable):
    """The fields of both records; Left and Right choose, Space changes sides."""

    def __init__(self, choose: Callable[[int, bool | None], None]) -> None:
        super().__init__(_COLUMNS, _("Fields of both records"))
        self._choose = choose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True, Qt.Key.Key_Space: None}
        key = Qt.Key(event.key())
        if key in sides:
            self._choose(self.currentIndex().row(), sides[key])
        else:
            super().keyPressEvent(event)


class MergeView(PartWidget):
    """What stays of two records that are one. `back` is called when it is over."""

    def __init__(self, pane: Arrangement, kept: str, merged: str, back: Callable[[], None]) -> None:
        super().__init__()
        self.pane, self.back = pane, back
        self.kept, self.merged = kept, merged
        self.fields: list[Compared] = []
        self.taken: set[str] = set()
        self._revealed = False
        self._touched = False
        self.title = Elided("", role="heading")
        self.said = Label("", role="muted")
        self.said.setWordWrap(True)
        self.table = FieldsTable(self._choose)
        self.table.doubleClicked.connect(lambda index: self._choose(index.row(), None))
        self.reason = QLineEdit()
        self.reason.setMaxLength(400)
        self._lay_out()
        for key, act in (
            (stroke("save"), self.merge),
            (stroke("act"), self.swap),
            (stroke("reveal"), self.show_values),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.on_escape(self, self.back)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(0.6))
        head.addWidget(tool("arrow-left", _("Back (Esc)"), self.back))
        head.addWidget(self.title, 1)
        head.addWidget(button(_("S&wap"), self.swap, name="refresh-cw", key=stroke("act")))
        head.addWidget(
            button(_("Show &values"), self.show_values, name="eye", key=stroke("reveal"))
        )
        head.addWidget(
            button(_("Make them one"), self.merge, kind="primary", name="check", key=stroke("save"))
        )
        foot = QHBoxLayout()
        label = Label(_("R&eason"))
        label.setBuddy(self.reason)
        self.reason.setAccessibleName(_("Reason"))
        foot.addWidget(label)
        foot.addWidget(self.reason, 1)
        hint = Label(_("← → choose the value that stays · Ctrl+S makes them one"), role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(head)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        layout.addWidget(hint)

    # --- what is shown ----------------------------------------------------------------

    def refresh(self) -> None:
        pane, revealed = self.pane, self._revealed

        def work() -> Comparison:
            with pane.store.read() as session:
                return compare(
                    session,
                    pane.record,
                    self.kept,
                    self.merged,
                    pane.office.zone,
                    revealed=revealed,
                )

        pane.run(work, self._show, key="compare")

    def _show(self, found: Comparison) -> None:
        if not isValid(self):  # It was left while the records were read.
            return
        self.fields = list(found.fields)
        if not self._touched:
            self.taken = {one.name for one in self.fields if one.proposed}
        self.title.setText(
            _("{merged} becomes part of {kept}").format(
                kept=found.titles[0], merged=found.titles[1]
            )
        )
        moves = ", ".join(f"{kind}: {integer(count)}" for kind, count in found.moves)
        parts = [_("Goes over: {what}.").format(what=moves) if moves else _("Nothing goes over.")]
        self.said.setText(" ".join([*parts, *found.doubts]))
        self._fill(max(0, self.table.currentIndex().row()))

    def _fill(self, row: int) -> None:
        self.table.show_rows([self._row(one) for one in self.fields])
        self.table.setCurrentIndex(self.table.table.index(row, 0))

    def _row(self, one: Compared) -> Row:
        taken = one.name in self.taken
        return {
            "field": one.label,
            "ours": (_OTHER if taken else _CHOSEN) + (one.ours or "–"),
            "theirs": (_CHOSEN if taken else _OTHER) + (one.theirs or "–"),
            "differs": _("The same") if one.same else _("Differs"),
            "role": "muted" if one.same else "warning",
        }

    def enter(self) -> None:
        self.table.setFocus()

    # --- what is done -----------------------------------------------------------------

    def _choose(self, row: int, theirs: bool | None) -> None:
        if not 0 <= row < len(self.fields):
            return
        name = self.fields[row].name
        self._touched = True
        take = name not in self.taken if theirs is None else theirs
        (self.taken.add if take else self.taken.discard)(name)
        self._fill(row)

    def swap(self) -> None:
        """Keep the other record instead; what was chosen stays chosen."""
        self.kept, self.merged = self.merged, self.kept
        if self._touched:
            self.taken = {one.name for one in self.fields} - self.taken
        self.refresh()

    def show_values(self) -> None:
        """Show what is masked, once that is written down."""
        if self._revealed:
            return
        pane, ids = self.pane, (self.kept, self.merged)

        def work() -> None:
            for id in ids:
                with pane.store.read() as session:
                    record = fetch(session, pane.record, id)
                hidden = [one.name for one in self.fields if self._is_hidden(one.name)]
                reveal(pane.store, record, hidden)

        def done(_none: object) -> None:
            self._revealed = True
            self.refresh()

        pane.run(work, done)

    def _is_hidden(self, name: str) -> bool:
        return describe(self.pane.record)[name].field.sensitive or name == "birth_date"

    def merge(self) -> None:
        """Make one of the two; it can be undone at once, and taken apart later."""
        pane, taken, reason = self.pane, set(self.taken), self.reason.text()
        differing = {one.name for one in self.fields if not one.same}

        def act(session: Write) -> Merge:
            return merging.merge(
                session, pane.record, self.kept, self.merged, taken & differing, reason
            )

        pane.write(
            merging.MERGED,
            act,
            lambda _made: _("The two records are one now."),
            lambda _made: self.back(),
        )


def take_apart(pane: Arrangement, merge_id: str, then: Callable[[], None]) -> None:
    """Take a merge apart, and say what could not be given back."""

    def said(left: merging.TakenApart) -> str:
        words = [_("The records are two again.")]
        if left.fields:
            names = ", ".join(describe(pane.record)[name].label for name in left.fields)
            words.append(_("Changed since, and left as it is: {fields}.").format(fields=names))
        if left.rows:
            words.append(
                translate_n(
                    "{n} record refers elsewhere by now.",
                    "{n} records refer elsewhere by now.",
                    left.rows,
                ).format(n=left.rows)
            )
        return " ".join(words)

    pane.write(
        merging.TAKEN_APART,
        partial(merging.take_apart, merge_id=merge_id),
        said,
        lambda _left: then(),
    )
