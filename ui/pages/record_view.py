"""One record opened from its list: title, parts as tabs, form, banner."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk import editing
from desktop_app.desk.editing import Overtaken
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke, strokes
from desktop_app.kinds import Code
from desktop_app.processes.rights import may_write
from desktop_app.records import Reminder
from desktop_app.records.record import Record
from desktop_app.store.undo import LastChange, last_change
from desktop_app.store.writing import Faulty
from desktop_app.wording import clock
from ui.messages import MessageBar, Offer
from ui.models.draft import Draft
from ui.pages.above import take_above
from ui.pages.common_parts import common_parts, counted
from ui.pages.history_part import clash_words
from ui.pages.opened import DATA, Opened, Part
from ui.pages.record_head import RecordHead, state_words, steps_of
from ui.pages.revealing import bar_masks, reveal_in
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.part import PartWidget
from ui.widgets.record_form import RecordForm
from ui.widgets.section import Section
from ui.widgets.shortcuts import Keys

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane


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
        self.part = DATA
        self._stay = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(self._make_head())
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
            read_only=bool(self.opened.locked or self.opened.finalised) or pane.by_acts,
            again=bool(pane.new_text),
        )
        form.save_asked.connect(self.save)
        form.close_asked.connect(lambda: pane.close_view(self.draft.id))
        form.reveal_asked.connect(self._reveal)
        bar_masks(pane, form)
        return form

    def _all_parts(self) -> list[Part]:
        record = self.opened.record
        if record is None:
            return []
        own = self.pane.parts(record)
        return [*own, *common_parts(self.pane, record, own)]

    def _make_head(self) -> RecordHead:
        record, pane = self.opened.record, self.pane
        self.acts = self._all_acts(record) if record is not None else []
        title = self.opened.title if record is not None else _(pane.new_text)
        note = " · ".join(word for word in (state_words(record), self.opened.note) if word)
        head = RecordHead(title or _(pane.record.title), note, self.acts, self._parts)
        head.closed.connect(lambda: pane.close_view(self.draft.id))
        head.chosen.connect(self.show_part)
        self.tabs, self.note, self.head = head.tabs, head.note, head
        return head

    def _all_acts(self, record: Record) -> list[Action]:
        pane, ours = self.pane, not self.opened.locked
        acts = [*pane.acts(record), *steps_of(record, pane.steps, self.step)] if ours else []
        if pane.new_text:
            copy = partial(pane.duplicate, self.draft)
            acts.append(
                Action("copy", N_("Duplicate"), copy, "copy", stroke("duplicate"), menu_only=True)
            )
        if may_write(pane.office.office.roles, Reminder.__tablename__):
            about = (pane.record.__tablename__, record.id, self.opened.title)
            ask = partial(pane.shell.go, "calendar", remind=about)
            acts.append(Action("remind", N_("Remind me of this"), ask, "bell", menu_only=True))
        if pane.new_text and ours and not self.opened.finalised:
            void = partial(pane.void_ids, [self.draft.id])
            acts.append(Action("void", N_("Take out of use"), void, "trash-2", menu_only=True))
        return acts

    def _keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            (action.key, action.run) for action in self.acts if action.key
        ]
        keys += [(stroke, partial(self._turn, 1)) for stroke in strokes("next_tab")]
        keys += [(stroke, partial(self._turn, -1)) for stroke in strokes("previous_tab")]
        take = partial(take_above, self.pane, self.form)
        keys += [] if self.opened.locked else [(stroke, take) for stroke in strokes("above")]
        Keys(self, keys)

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

    def refresh(self) -> None:
        """Show anew what is not under the person's hands."""
        for made in self._made.values():
            made.refresh()
        if (record := self.opened.record) is not None:
            self.pane.shell.jobs.run(
                "", lambda _progress: counted(self.pane, record), self.head.count, owner=self.head
            )

    # --- beginning and leaving -----------------------------------------------------

    def start(self) -> None:
        """Say what there is to say, and put the cursor where one begins."""
        opened = self.opened
        if opened.locked or opened.finalised:
            assert opened.record is not None
            self.banner.say(
                "info", opened.locked or opened.finalised, *self.pane.ways(opened.record)
            )
        elif opened.kept_at is not None:
            when = clock(opened.kept_at, self.pane.office.zone)
            self.banner.say(
                "info",
                _("Draft of {time} restored").format(time=when),
                Offer(_("Use"), self.form.focus_first),
                Offer(_("Discard draft"), self.discard),
            )
        self.show_part(opened.part)
        self.refresh()

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
        assert self.opened.record is not None
        reveal_in(self.pane, self.form, self.opened.record, name)

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
        lines = [clash_words(pane, clash) for clash in error.clashes]
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
