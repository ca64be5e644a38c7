"""What can be done: everything on the page in sight, and every place of every page.

Nothing is listed by hand: buttons, rows of actions and the acts of an opened
record are asked of the page, so that what a page can do is in the palette too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import KEYS
from ui.pages import Entry
from ui.pages.page import Page
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.commands import Command

_QUIET = frozenset({"chip", "tab"})
"""Buttons that only turn the page's own view; they have a group of their own."""


def on_page(page: Page, title: str) -> list[Command]:
    """Everything the page in sight can do now, each under its text once."""
    return once((*_actions(page, title), *_buttons(page, title)))


def once(commands: Iterable[Command]) -> list[Command]:
    """Each text beneath a heading once, the first of them."""
    found: dict[tuple[str, str], Command] = {}
    for command in commands:
        found.setdefault((command.group, command.text), command)
    return list(found.values())


def _actions(page: Page, title: str) -> Iterator[Command]:
    rows = [row for row in page.findChildren(ActionRow) if row.isVisible()]
    for action in (*page.commands(), *(a for row in rows for a in row.able())):
        yield as_command(action, title)


def _buttons(page: Page, title: str) -> Iterator[Command]:
    in_rows = {b for row in page.findChildren(ActionRow) for b in row.buttons.values()}
    for button in page.findChildren(QPushButton):
        text = button.accessibleName() or button.text().replace("&", "")
        if button in in_rows or not (button.isVisible() and button.isEnabled() and text):
            continue
        group = _("Views of this page") if button.property("kind") in _QUIET else title
        yield Command(text, button.click, group, key=str(button.property("key") or ""))


def as_command(action: Action, group: str) -> Command:
    """An action of a page as the palette shows it."""
    return Command(_(action.text), action.run, group, action.icon or "chevron-right", action.key)


def places(entries: Sequence[Entry], go: Callable[..., object]) -> list[Command]:
    """Every page, and what one can go to or begin in it from anywhere."""
    numbers = {e.name: f"Ctrl+{n}" for n, e in enumerate([e for e in entries if e.rail][:9], 1)}
    pages = [
        Command(_(e.title), partial(go, e.name), _("Pages"), e.icon, numbers.get(e.name, ""))
        for e in entries
    ]
    inner = [
        Command(place.text, partial(go, e.name, **place.what), _(e.title), place.icon or e.icon)
        for e in entries
        for place in e.load().places()
    ]
    return pages + inner


def of_window(acts: Mapping[str, Callable[..., object]]) -> list[Command]:
    """What the window itself does, with its keys."""
    skipped = {"palette", "page", "search", "next_pane", "previous_pane"}
    return [
        Command(_(key.text), acts[key.name], _(N_("Window")), "circle-dot", key.shown)
        for key in KEYS
        if key.name in acts and key.name not in skipped
    ]
