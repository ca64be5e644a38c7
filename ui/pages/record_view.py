"""One record opened from its list: title, parts as tabs, form, banner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk import editing
from desktop_app.desk.cases import reveal
from desktop_app.desk.editing import Overtaken
from desktop_app.desk.history import history
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.kinds import Code
from desktop_app.records.record import Record
from desktop_app.store.undo import LastChange, last_change
from desktop_app.store.writing import Faulty
from desktop_app.wording import clock, show
from ui.messages import MessageBar, Offer
from ui.models.draft import Draft
from ui.models.record_table import Column
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided, Flow, button, tool
from ui.widgets.part import PartWidget, TablePart
from ui.widgets.record_form import RecordForm, Section

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane


@dataclass(frozen=True)
class Part:
    """Something that belongs to a record, shown as a tab; made when first seen."""

    name: str
    title: str
    """English source."""
    make: Callable[[], PartWidget]


@dataclass(frozen=True)
class Opened:
    """What a view shows: a draft, and of a saved record what is known beside."""

    draft: Draft
    record: Record | None = None
    title: str = ""
    note: str = ""
    kept_at: datetime | None = None
    """When the draft was kept, if it comes from there."""
    locked: str = ""
    """Why nothing can be changed, in the user's language."""
    part: str = ""


DATA = "data"

_HISTORY = (
    Column("when", N_("When"), 14, sortable=False),
    Column("who", N_("By whom"), 9, sortable=False),
    Column("what", N_("What"), 12, sortable=False),
    Column("old", N_("Before"), 12, sortable=False),
    Column("new", N_("After"), 12, sortable=False),
    Column("why", N_("Act"), 10, sortable=False),
)


class RecordView(QWidget):
    """A record under a person's hands."""

    def __init__(self, pane: RecordPane, opened: Opened) -> None:
        super().__init__()
        self.pane, self.opened = pane, opened
        self.draft = opened.draft
        self._at_once = False
        self._done = False
        self.banner = MessageBar()
        self.form = self._make_form()
        self._parts = self._all_parts()
        self._made: dict[str, PartWidget] = {}
        self.tabs: dict[str, QPushButton] = {}
        self.part = DATA
        self._stay = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(self._make_head())
        words = " · ".join(word for word in (self._state_words(), opened.note) if word)
        self.note = Elided(words, role="muted")
        if self._parts:
            below = QHBoxLayout()
            below.setSpacing(px(1.2))
            below.addWidget(self._make_tabs())
            below.addWidget(self.note, 1)
            layout.addLayout(below)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        self._keys()

    # --- its parts ---------------------------------------------------------------

    def _make_form(self) -> RecordForm:
        pane = self.pane
        sections = list(pane.sections)
        if self.draft.is_new:
            # A first form is short; the rest unfolds.
            sections = [
                Section(s.title or N_("More"), s.fields, folded=i >= pane.first or s.folded)
                if i
                else s
                for i, s in enumerate(sections)
            ]
        form = RecordForm(
            self.draft,
            sections,
            pane.context,
            keep=self._keep,
            fills=pane.fills(),
            tells=pane.tells(),
            read_only=bool(self.opened.locked),
        )
        form.save_asked.connect(self.save)
        form.close_asked.connect(lambda: pane.close_view(self.draft.id))
        form.reveal_asked.connect(self._reveal)
        return form

    def _all_parts(self) -> list[Part]:
        record = self.opened.record
        if record is None:
            return []
        return [*self.pane.parts(record), Part("history", N_("History"), self._make_history)]

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addWidget(
            tool(
                "arrow-left",
                _("Back to the list (Esc)"),
                lambda: self.pane.close_view(self.draft.id),
            )
        )
        record = self.opened.record
        title = self.opened.title if record is not None else _(self.pane.new_text)
        self.title = Elided(title or _(self.pane.record.title), role="heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), px(14)))
        row.addWidget(self.title, 1)
        self.acts = self._all_acts()
        self.actions_row = ActionRow(self.acts)
        row.addWidget(self.actions_row)
        return row

    def _state_words(self) -> str:
        record = self.opened.record
        if record is None:
            return ""
        return ", ".join(_(getattr(record, name).label) for name in record.states)

    def _all_acts(self) -> list[Action]:
        record, pane = self.opened.record, self.pane
        if record is None:
            return []
        actions = []
        if not self.opened.locked:
            for name, allowed in record.states.items():
                for code in allowed.get(getattr(record, name), ()):
                    if code in pane.steps:
                        text, drawing = pane.steps[code]
                        step = partial(self.step, name, code)
                        back = _is_back(getattr(record, name), code)
                        actions.append(
                            Action(f"to {code.value}", text, step, drawing, menu_only=back)
                        )
            order = list(pane.steps)
            actions.sort(key=lambda a: [f"to {code.value}" for code in order].index(a.name))
            actions = [*pane.acts(record), *actions]
        if pane.new_text:
            copy = partial(pane.duplicate, self.draft)
            actions.append(Action("copy", N_("Duplicate"), copy, "copy", "Ctrl+D", menu_only=True))
            if not self.opened.locked:
                void = partial(pane.void_ids, [self.draft.id])
                actions.append(
                    Action("void", N_("Take out of use"), void, "trash-2", menu_only=True)
                )
        return actions

    def _make_tabs(self) -> QWidget:
        row = QWidget()
        flow = Flow(row)
        group = QButtonGroup(row)
        titles = [(DATA, N_("Data")), *((part.name, part.title) for part in self._parts)]
        for name, title in titles:
            tab = button(_(title), partial(self.show_part, name), kind="tab")
            tab.setCheckable(True)
            tab.setChecked(name == DATA)
            group.addButton(tab)
            flow.addWidget(tab)
            self.tabs[name] = tab
        return row

    def _keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            (action.key, action.run) for action in self.acts if action.key
        ]
        keys += [
            ("Ctrl+Tab", partial(self._turn, 1)),
            ("Ctrl+Shift+Tab", partial(self._turn, -1)),
        ]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _turn(self, step: int) -> None:
        names = list(self.tabs) or [DATA]
        self.show_part(names[(names.index(self.part) + step) % len(names)])

    def show_part(self, name: str) -> None:
        """Show the data, a sub-list or the history."""
        self.form.flush()
        part = next((p for p in self._parts if p.name == name), None)
        self.part = part.name if part else DATA
        if part is None:
            self._stack.setCurrentWidget(self.form)
        else:
            if part.name not in self._made:
                made = self._made[part.name] = part.make()
                made.escaped.connect(lambda: self.pane.close_view(self.draft.id))
                self._stack.addWidget(made)
                made.refresh()
            self._stack.setCurrentWidget(self._made[part.name])
        if self.part in self.tabs:
            self.tabs[self.part].setChecked(True)
        self.focus()

    def inner(self) -> PartWidget | None:
        """The part in sight, if it is not the data."""
        return self._made.get(self.part)

    def focus(self) -> None:
        """Put the cursor where work goes on."""
        inner = self.inner()
        if inner is None and self.draft.is_new:
            self.form.focus_first()
        elif inner is None:
            self.form.focus_start()
        else:
            inner.enter()

    def _make_history(self) -> PartWidget:
        pane, id = self.pane, self.draft.id

        def load() -> list[dict[str, str]]:
            return [vars(line) for line in history(pane.store, pane.record, id, pane.office.zone)]

        return TablePart(_HISTORY, _("History"), load, pane.run)

    def refresh(self) -> None:
        """Show anew what is not under the person's hands."""
        for made in self._made.values():
            made.refresh()

    # --- beginning and leaving -----------------------------------------------------

    def start(self) -> None:
        """Say what there is to say, and put the cursor where one begins."""
        opened = self.opened
        if opened.locked:
            self.banner.say("info", opened.locked)
        elif opened.kept_at is not None:
            when = clock(opened.kept_at, self.pane.office.zone)
            self.banner.say(
                "info",
                _("Draft of {time} restored").format(time=when),
                Offer(_("Use"), self.form.focus_first),
                Offer(_("Discard draft"), self.discard),
            )
        self.show_part(opened.part)

    def discard(self) -> None:
        """Throw the draft away; for ten seconds it can be had back."""
        self._done = True
        pane, draft = self.pane, self.draft
        pane.drafts.forget(draft)
        if self.opened.record is not None:
            pane.open_id(draft.id)
        else:
            pane.close_view()

        def back() -> None:
            pane.drafts.keep(draft, pane.title_of(draft))
            pane.refresh()

        pane.shell.messages.success(_("Draft discarded"), back)

    def _keep(self, draft: Draft) -> None:
        if not self._done and not self.opened.locked:
            self.pane.drafts.keep(draft, self.pane.title_of(draft), at_once=self._at_once)

    def leave(self, *, at_once: bool = False) -> None:
        """Keep what was typed, here and in sub-lists."""
        self._at_once = at_once
        self.form.flush()
        self._at_once = False
        for made in self._made.values():
            made.leave(at_once=at_once)

    def state(self) -> dict[str, str]:
        """What brings the view back."""
        new = self.draft.is_new
        return {
            "draft": self.draft.id if new and self.draft.touched else "",
            "id": "" if new else self.draft.id,
            "part": self.part,
        }

    def _reveal(self, name: str) -> None:
        record = self.opened.record
        assert record is not None
        # Who sees the NIK sees the birth date in it.
        names = [n for n in (name, "birth_date" if name == "nik" else "") if n in self.form.rows]

        def done(_none: object) -> None:
            for shown in names:
                self.form.reveal(shown)

        self.pane.run(lambda: reveal(self.pane.store, record, names), done)

    # --- saving --------------------------------------------------------------------

    def step(self, field: str, code: Code) -> None:
        """Lead the record into another state, and save it."""
        self.show_part(DATA)
        self.form.fill({field: code})
        self.save_and_stay()

    def save_and_stay(self) -> None:
        """Save and keep the record open."""
        self._stay = True
        self.form.save()
        self._stay = False

    def save(self, and_new: bool = False) -> None:
        """Save what was typed; the form has judged it by now."""
        pane, draft, stay = self.pane, self.draft, self._stay
        base, values, id = dict(draft.base), dict(draft.values), draft.id

        def work() -> tuple[str, LastChange | None]:
            why = editing.CHANGED if base else editing.ENTERED
            with pane.store.write(why) as session:
                pane.prepare(session, values, new=not base)
                record = editing.save(session, pane.record, id, base, values)
                pane.saved(session, record, new=not base)
                name = editing.named(session, record)
            pane.drafts.drop(draft)
            return name, last_change(pane.store)

        def done(result: tuple[str, LastChange | None]) -> None:
            self._done = True
            pane.tell(_("Saved: {name}").format(name=result[0]), result[1])
            if and_new:
                pane.new(**{name: values.get(name) for name in pane.sticky})
            elif stay or (not base and pane.then):
                pane.open_id(id, "" if stay else pane.then)
            else:
                pane.close_view(id)

        pane.run(work, done, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        if isinstance(error, Overtaken):
            self._overtaken(error)
            return
        if isinstance(error, Faulty):
            self.form.blame([p for p in error.problems if p.field in self.form.rows])
        self.banner.say("bad", str(error))

    def _overtaken(self, error: Overtaken) -> None:
        """Two wrote the same field: show both values, and let the person choose."""
        pane = self.pane
        kinds = describe(pane.record)
        lines = []
        for clash in error.clashes:
            texts = []
            for value in (clash.saved, clash.typed):
                target = kinds[clash.name].target
                if target and value:
                    texts.append(pane.caption(target, value))
                else:
                    texts.append(show(kinds[clash.name], value, pane.office.zone) or "–")
            lines.append(
                _("{field}: saved “{saved}”, yours “{yours}”").format(
                    field=kinds[clash.name].label, saved=texts[0], yours=texts[1]
                )
            )
        self.banner.say(
            "warning",
            f"{error} {'; '.join(lines)}",
            Offer(_("Keep mine"), partial(self._settle, error, False)),
            Offer(_("Take the saved"), partial(self._settle, error, True)),
        )

    def _settle(self, error: Overtaken, saved: bool) -> None:
        base = dict(self.draft.base)
        base.update({clash.name: clash.saved for clash in error.clashes})
        self.draft.base = base
        if saved:
            self.form.fill({clash.name: clash.saved for clash in error.clashes})
        self.form.focus_first()


def _is_back(now: Code, then: Code) -> bool:
    """Whether a step leads back or calls the whole off: rarer than going on."""
    order = list(type(now))
    return order.index(then) <= order.index(now) or then.value == "CANCELLED"
