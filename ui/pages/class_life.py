"""The life of a class as buttons: what may come next, asked for and told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desktop_app.desk import class_life
from desktop_app.desk.class_days import plan_days
from desktop_app.desk.class_life import Led
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.sessions import Rearranged
from desktop_app.records import TrainingClass
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action

_C = ClassState


def life_acts(pane: RecordPane, record: TrainingClass) -> list[Action]:
    """What the state of a class lets one do with it; what leads back stands in the menu."""
    id, state = record.id, record.state
    do = partial(_do, pane, id)
    acts: list[Action] = []
    if state not in (_C.FINISHED, _C.REPORTED, _C.CANCELLED):
        plan = partial(_plan, pane, id)
        acts.append(Action("plan", N_("Plan sessions"), plan, "calendar-days"))
    if state is _C.PLANNED:
        start = partial(do, class_life.OPENED, class_life.open_class)
        acts.append(Action("open", N_("Open for enrolment"), start, "user-plus"))
    if state in (_C.PLANNED, _C.OPEN, _C.FULL):
        start = partial(do, class_life.STARTED, class_life.start)
        acts.append(Action("start", N_("Begin training"), start, "flag"))
    if state is _C.RUNNING:
        finish = partial(do, class_life.FINISHED, class_life.finish)
        acts.append(Action("finish", N_("Finish training"), finish, "circle-check"))
    if state is _C.FINISHED:
        report = partial(do, class_life.REPORTED, class_life.report)
        acts.append(Action("report", N_("Mark as reported"), report, "send"))
    if state in (_C.OPEN, _C.FULL):
        back = partial(do, N_("Enrolment closed"), class_life.back_to_planned)
        acts.append(Action("planned", N_("Back to planned"), back, "undo-2", menu_only=True))
    if state in (_C.FINISHED, _C.REPORTED, _C.CANCELLED):
        again = partial(_reopen, pane, id)
        acts.append(Action("reopen", N_("Open again …"), again, "undo-2", menu_only=True))
    if state not in (_C.FINISHED, _C.REPORTED, _C.CANCELLED):
        off = partial(_cancel, pane, id)
        acts.append(Action("cancel", N_("Call off …"), off, "x", menu_only=True))
    return acts


def _do(pane: RecordPane, id: str, why: str, act: Callable[[Write, str], Led]) -> None:
    def said(led: Led) -> str:
        words = [done_words(why, led.people) if led.people else f"{_(why)}."]
        if led.unusual:
            words.append(_("The number of training days is unusual."))
        if led.few:
            words.append(_("There are fewer people than a class should have."))
        return " ".join(words)

    pane.write(why, lambda session: act(session, id), said, lambda _led: pane.open_id(id))


def done_words(why: str, people: int) -> str:
    """``Class begun: 20 people.``"""
    words = translate_n("{what}: {n} person.", "{what}: {n} people.", people)
    return words.format(what=_(why), n=people)


def _cancel(pane: RecordPane, id: str) -> None:
    reason = pane.shell.dialogs.line(_("Call the class off"), _("Reason"))
    if not reason:
        return
    waiting = pane.shell.dialogs.ask(
        _("Its people"),
        _("Put the people of this class on the waiting list? Otherwise they stay approved."),
        _("Waiting list"),
        _("Stay approved"),
    )
    act = partial(class_life.cancel, reason=reason, waiting=waiting)
    _do(pane, id, class_life.CANCELLED, act)


def _reopen(pane: RecordPane, id: str) -> None:
    reason = pane.shell.dialogs.line(_("Open the class again"), _("Reason"))
    if reason:
        _do(pane, id, class_life.REOPENED, partial(class_life.reopen, reason=reason))


def _plan(pane: RecordPane, id: str) -> None:
    """Lay the class's sessions on its days; those with attendance stay."""

    def done(_change: Any) -> None:
        pane.open_id(id, "sessions")

    pane.write(N_("Sessions planned"), lambda session: plan_days(session, id), plan_words, done)


def plan_words(change: Rearranged) -> str:
    """What laying the sessions anew did."""
    words = translate_n(
        "{n} training day planned; days off were skipped.",
        "{n} training days planned; days off were skipped.",
        change.days,
    ).format(n=change.days)
    if change.outside:
        kept = translate_n(
            "{n} session with attendance lies off the dates and was kept.",
            "{n} sessions with attendance lie off the dates and were kept.",
            len(change.outside),
        )
        words = f"{words} {kept.format(n=len(change.outside))}"
    return words
