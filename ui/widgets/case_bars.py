"""Bars above the people of a case: take somebody in, set many at once, enrol many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.fields import describe
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.records import AffectedWorker, Enrolment
from desktop_app.records.employer import Scheme
from desktop_app.records.national_id import nik_rules, normalise_nik
from desktop_app.records.record import Record
from ui.models.record_table import Column, Row
from ui.theme import px
from ui.widgets.basics import Card, Elided, button
from ui.widgets.editor import Context
from ui.widgets.editors import editor_for
from ui.widgets.field_row import FieldRow
from ui.widgets.reference_editor import ReferenceEditor
from ui.widgets.small_table import SmallTable

SET = ("reason", "background", "skill_gap", "wish")
"""What is set for many people at once."""


class Bar(Card):
    """A bar that is shown while it is needed; `closed` when Esc or its button ends it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box.setContentsMargins(px(0.9), px(0.6), px(0.9), px(0.6))
        self.said = Elided("", role="muted")
        self.fields: dict[str, FieldRow] = {}
        self._taken = set("snc")
        self._end = QHBoxLayout()
        self._end.setSpacing(px(0.6))
        self.hide()

    def finish(self, *buttons: QWidget) -> None:
        """The last line: what is to be said, and the buttons."""
        self._end.addWidget(self.said, 1)
        self._end.addWidget(button(_("Close (Esc)"), self.close_bar))
        for made in buttons:
            self._end.addWidget(made)
        self.box.addLayout(self._end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, as in a form."""
        if self.fields and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def close_bar(self) -> None:
        """Be done with it."""
        self.hide()
        self.closed.emit()

    def rows(self, record: type[Record], names: Sequence[str], context: Context) -> QGridLayout:
        """Fields of a record in one line, found again in `fields`."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(0.9))
        grid.setVerticalSpacing(px(0.4))
        kinds = describe(record)
        for number, name in enumerate(names):
            # Nothing is required here: what stays empty is not touched.
            described = replace(kinds[name], required=False)
            row = FieldRow(editor_for(described, context), self._taken)
            self.fields[name] = row
            grid.addWidget(row, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        return grid


class AddBar(Bar):
    """Takes somebody into the case: found by name, NIK, KPJ or phone, or new.

    `taken` carries the id of a recorded worker, or NIK and name of a new one.
    """

    taken = Signal(str, str, str)

    def __init__(
        self,
        context: Context,
        look_up: Callable[[str], Sequence[tuple[str, str]]],
        alike: Callable[[str, str], Sequence[tuple[str, str]]],
    ) -> None:
        """`alike` gives those recorded who may be the person of a NIK and a name."""
        super().__init__()
        self._alike = alike
        self._asked: tuple[str, str] | None = None
        self._likely = ""
        kind = replace(
            describe(AffectedWorker)["worker"],
            field=replace(describe(AffectedWorker)["worker"].field, label=N_("NIK or name")),
        )
        finding = replace(context, find=lambda _target, text: look_up(text))
        self.who = ReferenceEditor(kind, finding)
        self.who.field.setPlaceholderText(_("NIK, name, KPJ or phone"))
        self.other = QLineEdit()
        self.other.hide()
        line = QHBoxLayout()
        line.setSpacing(px(0.6))
        line.addWidget(self.who, 1)
        line.addWidget(self.other, 1)
        self.box.addLayout(line)
        self.add = button(_("Add"), self._go, kind="primary", name="user-plus")
        self._known = button("", self._take_known)
        self.finish(self._known, self.add)
        self.who.field.returnPressed.connect(self._go)
        self.other.returnPressed.connect(self._go)
        self.who.changed.connect(self._typed)
        self.begin()

    def begin(self) -> None:
        """Ready for the next person."""
        self.who.set_value(None)
        self.other.clear()
        self.other.hide()
        self._asked = None
        self._known.hide()
        self.said.setText(_("Enter adds; somebody not recorded yet is entered at once."))
        self.who.field.setFocus()

    def _typed(self) -> None:
        self.other.hide()

    def _go(self) -> None:
        if not self.who.value():
            self.who.leave()
        if self.who.value():
            self.taken.emit(self.who.value(), "", "")
            return
        typed = self.who.raw()
        if not typed:
            self.who.field.setFocus()
            return
        is_nik = not any(p.hard for p in nik_rules("nik", normalise_nik(typed)))
        if self.other.isHidden():
            words = _("Full name") if is_nik else _("NIK (may stay empty)")
            self.other.setPlaceholderText(words)
            self.other.setAccessibleName(words)
            self.other.show()
            self.other.setFocus()
            self.said.setText(_("Not recorded yet: fill in and press Enter."))
            return
        other = self.other.text().strip()
        nik, name = (normalise_nik(typed), other) if is_nik else (normalise_nik(other), typed)
        if not name:
            self.other.setFocus()
            return
        if self._asked != (nik, name) and (found := self._alike(nik, name)):
            self._ask((nik, name), *found[0])
            return
        self.taken.emit("", nik, name)

    def _ask(self, asked: tuple[str, str], id: str, caption: str) -> None:
        """Somebody like that is recorded: the same person, or another after all?"""
        self._asked = asked
        self._likely = id
        self.said.setText(_("Recorded already? Enter adds a new person all the same."))
        words = _("It is {name}").format(name=caption)
        self._known.setText(words.replace("&", "&&"))
        self._known.setAccessibleName(words)
        self._known.show()

    def _take_known(self) -> None:
        self.taken.emit(self._likely, "", "")


class SetBar(Bar):
    """Gives the people selected the same reason, background, gap or wish.

    `set_asked` carries the values by field; empty ones are left out.
    """

    set_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.box.addLayout(self.rows(AffectedWorker, SET, context))
        self.apply = button("", self._go, kind="primary")
        self.finish(self.apply)

    def begin(self, count: int) -> None:
        """Set for `count` people."""
        for row in self.fields.values():
            row.editor.set_value(None)
        self.said.setText(_("What stays empty is not changed."))
        words = translate_n("Set for {n} person", "Set for {n} people", count).format(n=count)
        self.apply.setText(words)
        self.apply.setAccessibleName(words)
        self.fields[SET[0]].editor.setFocus()

    def _go(self) -> None:
        values = {name: row.editor.value() for name, row in self.fields.items()}
        values = {name: value for name, value in values.items() if value is not None}
        if values:
            self.set_asked.emit(values)
        else:
            self.fields[SET[0]].editor.setFocus()


ROOMY = 48
"""Height of the window in em from which more of those barred are seen at once."""

_VERDICTS = (
    Column("name", N_("Name"), 12, sortable=False),
    Column("verdict", N_("Verdict"), 11, state=lambda row: row["role"], sortable=False),
    Column("why", N_("Why"), 26, sortable=False),
)


class EnrolBar(Bar):
    """Enrols people in one act: programme, scheme, and a class if there is one.

    `enrol_asked` carries the three, and whether rules are to be set aside;
    `class_chosen` and `programme_chosen` the id or an empty text. `grown` tells
    that the bar needs more room: whom the rules bar stands in it.
    """

    enrol_asked = Signal(str, object, str, bool)
    class_chosen = Signal(str)
    programme_chosen = Signal(str)
    grown = Signal()

    def __init__(
        self, context: Context, classes: Callable[[str, str | None], Sequence[tuple[str, str]]]
    ) -> None:
        super().__init__()

        def find(target: str, text: str) -> Sequence[tuple[str, str]]:
            if target == "TrainingClass":
                return classes(text, self.fields["programme"].editor.value())
            return context.find(target, text)

        self.ask(replace(context, find=find))
        self.verdict = Elided("", role="muted")
        self.verdicts = SmallTable(_VERDICTS, _("Who is barred or has remarks"))
        self.verdicts.hide()
        self.box.addWidget(self.verdicts)
        self.box.addWidget(self.verdict)
        self.go = button("", self._go, kind="primary", name="clipboard-check")
        self.against = button(_("Set the rules aside …"), partial(self._go, True), name="flag")
        self.against.hide()
        self.finish(self.against, self.go)
        training_class = self.fields["training_class"].editor
        programme = self.fields["programme"].editor
        training_class.changed.connect(lambda: self.class_chosen.emit(training_class.value() or ""))
        programme.changed.connect(lambda: self.programme_chosen.emit(programme.value() or ""))

    def ask(self, context: Context) -> None:
        """Lay out what is asked for."""
        names = ("programme", "scheme", "training_class")
        self.box.addLayout(self.rows(Enrolment, names, context))

    def begin(self, count: int, programme: str | None, scheme: Scheme | None) -> None:
        """Enrol `count` people; what the case agreed on stands there already."""
        self.fields["programme"].editor.set_value(programme)
        self.fields["scheme"].editor.set_value(scheme or Scheme.PARTNER)
        self.fields["training_class"].editor.set_value(None)
        self.said.setText(_("The class may be chosen later."))
        words = translate_n("Enrol {n} worker", "Enrol {n} workers", count).format(n=count)
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setEnabled(count > 0)
        (self.fields["training_class" if programme else "programme"]).editor.setFocus()

    def show_verdicts(self, told: str, rows: Sequence[Row], against: bool) -> None:
        """What the rules say; `rows` are those barred or with remarks."""
        self.verdict.setText(told)
        self.verdicts.show_rows(rows)
        most = 6 if self.window().height() >= px(ROOMY) else 2
        self.verdicts.setFixedHeight(px(2.4) * (min(len(rows), most) + 1) + px(0.4))
        self.verdicts.setVisible(bool(rows))
        self.against.setVisible(against)
        if self.isVisible():
            self.grown.emit()

    def missing(self) -> str:
        """What has to be filled in first, as a sentence; puts the cursor there."""
        for name in ("programme", "scheme"):
            if self.fields[name].editor.value() is None:
                self.fields[name].editor.setFocus()
                return _("Choose the programme and the scheme.")
        return ""

    def _go(self, against: bool = False) -> None:
        values: dict[str, Any] = {}
        for name, row in self.fields.items():
            row.editor.leave()
            values[name] = row.editor.value()
            row.judged = True
            row.look()
        if missing := self.missing():
            self.said.setText(missing)
            return
        faulty = [row.editor for row in self.fields.values() if row.editor.fault()]
        if faulty:
            faulty[0].setFocus()
            return
        self.enrol_asked.emit(
            values["programme"], values["scheme"], values["training_class"] or "", against
        )
