"""The keyboard map: every key of the program, said once.

The window, lists and forms bind what stands here, the help shows it, and the
sheet beside the keyboard prints it. Keys are the same in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop_app.i18n import N_


class Place(Enum):
    """Where a key works; the value is the heading (English source)."""

    WINDOW = N_("Everywhere")
    LIST = N_("In a list")
    FORM = N_("In a form")
    TYPING = N_("While typing")
    PART = N_("On a record and its parts")
    GRID = N_("In the attendance grid")
    DIVIDING = N_("While dividing into classes")


@dataclass(frozen=True)
class Key:
    """One use of the keyboard."""

    name: str
    strokes: tuple[str, ...]
    """As Qt writes them; each does the same. ``Ctrl+1`` to ``Ctrl+9`` stand in full."""
    text: str
    """What it does (English source)."""
    place: Place

    @property
    def shown(self) -> str:
        """``Ctrl+F, F3``; a row of digits as ``Ctrl+1 … 9``."""
        if len(self.strokes) == 9:
            return f"{self.strokes[0]} … 9"
        shown = (_read_aloud(stroke) for stroke in self.strokes)
        return ", ".join(dict.fromkeys(shown))


_SIGNS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgDown": "PgDn"}


def _read_aloud(stroke: str) -> str:
    """``Alt+←`` for what Qt calls ``Alt+Left``."""
    modifiers, plus, key = stroke.rpartition("+")
    return f"{modifiers}{plus}{_SIGNS.get(key, key)}" if key else stroke


def _digits(modifier: str) -> tuple[str, ...]:
    return tuple(f"{modifier}+{n}" for n in range(1, 10))


KEYS: tuple[Key, ...] = (
    Key("palette", ("Ctrl+K",), N_("Search everything, do anything"), Place.WINDOW),
    Key("menu", ("F10",), N_("Menu, with what was opened last"), Place.WINDOW),
    Key("page", _digits("Ctrl"), N_("Page 1 to 9"), Place.WINDOW),
    Key("tab", _digits("Alt"), N_("Tab 1 to 9 of the page"), Place.WINDOW),
    Key("back", ("Alt+Left",), N_("Back to the page before"), Place.WINDOW),
    Key("forward", ("Alt+Right",), N_("Forward again"), Place.WINDOW),
    Key("search", ("Ctrl+F", "F3"), N_("Search this page"), Place.WINDOW),
    Key("new", ("Ctrl+N",), N_("New record"), Place.WINDOW),
    Key("refresh", ("F5",), N_("Refresh"), Place.WINDOW),
    Key("next_pane", ("F6",), N_("Next part of the window"), Place.WINDOW),
    Key("previous_pane", ("Shift+F6",), N_("Part of the window before"), Place.WINDOW),
    Key("notices", ("Ctrl+Shift+N",), N_("Notices"), Place.WINDOW),
    Key("sync", ("F9",), N_("Sync"), Place.WINDOW),
    Key("full_screen", ("F11",), N_("Full screen"), Place.WINDOW),
    Key("save_as", ("F12",), N_("Save or export the page to a file"), Place.WINDOW),
    Key("undo", ("Ctrl+Z",), N_("Undo what was just saved"), Place.WINDOW),
    Key("settings", ("Ctrl+,",), N_("Settings"), Place.WINDOW),
    Key("help", ("F1",), N_("Help on this page"), Place.WINDOW),
    Key("keys", ("Ctrl+/",), N_("Keyboard shortcuts"), Place.WINDOW),
    Key("lock", ("Ctrl+L",), N_("Lock"), Place.WINDOW),
    Key("open", ("F2", "Return"), N_("Open the record"), Place.LIST),
    Key("rows", ("Up", "Down", "PgUp", "PgDown"), N_("Move, also while searching"), Place.LIST),
    Key("copy", ("Ctrl+C",), N_("Copy the rows chosen for a spreadsheet"), Place.LIST),
    Key("all", ("Ctrl+A",), N_("Choose all rows"), Place.LIST),
    Key("filter", ("Ctrl+Shift+L",), N_("Filter by any field; keep the filter"), Place.LIST),
    Key("columns", ("Ctrl+Shift+K",), N_("Choose columns"), Place.LIST),
    Key("import", ("Ctrl+Shift+I",), N_("Import"), Place.LIST),
    Key("export", ("Ctrl+Shift+E",), N_("Export"), Place.LIST),
    Key("duplicate", ("Ctrl+D",), N_("Duplicate the record"), Place.LIST),
    Key("void", ("Del",), N_("Take out of use"), Place.LIST),
    Key("next_field", ("Return", "Tab"), N_("Next field"), Place.FORM),
    Key("previous_field", ("Shift+Return", "Shift+Tab"), N_("Field before"), Place.FORM),
    Key("save", ("Ctrl+S",), N_("Save"), Place.FORM),
    Key("save_new", ("Ctrl+Return", "Ctrl+Enter"), N_("Save and begin a new one"), Place.FORM),
    Key("close", ("Esc",), N_("Close; what was typed is kept as a draft"), Place.FORM),
    Key("next_problem", ("F8",), N_("Next thing to look at"), Place.FORM),
    Key("previous_problem", ("Shift+F8",), N_("Thing to look at before"), Place.FORM),
    Key("next_tab", ("Ctrl+Tab",), N_("Next tab of the record"), Place.FORM),
    Key("previous_tab", ("Ctrl+Shift+Tab",), N_("Tab of the record before"), Place.FORM),
    Key("print", ("Ctrl+P",), N_("Print, after a look"), Place.FORM),
    Key("choices", ("F4", "Alt+Down"), N_("Open choices or calendar"), Place.TYPING),
    Key("today", ("Ctrl+;",), N_("Today"), Place.TYPING),
    Key("above", ("Ctrl+'",), N_("Take the value of the record before"), Place.TYPING),
    Key("day", ("+", "-"), N_("A day later, a day earlier"), Place.TYPING),
    Key("month", ("PgUp", "PgDown"), N_("A month earlier, a month later"), Place.TYPING),
    Key("redo", ("Ctrl+Y",), N_("Redo what was typed"), Place.TYPING),
    Key("act", ("F7",), N_("Go on: issue, approve, enrol, done"), Place.PART),
    Key("other_act", ("Ctrl+R",), N_("The other way: refuse, return, look again"), Place.PART),
    Key("match", ("Ctrl+M",), N_("It is this person"), Place.PART),
    Key("set", ("Ctrl+B",), N_("Set a field for those chosen; case from a letter"), Place.PART),
    Key("add", ("Ins",), N_("Add a person; a paper was received"), Place.PART),
    Key("row_file", ("Ctrl+O",), N_("Scan of the row"), Place.PART),
    Key("reveal", ("Ctrl+T",), N_("Show masked values"), Place.PART),
    Key("paste", ("Ctrl+V",), N_("Paste rows from a spreadsheet"), Place.PART),
    Key("outcome", tuple("123456789"), N_("Call sheet: what became of the person"), Place.PART),
    Key("no_answer", ("0",), N_("Call sheet: nobody answered"), Place.PART),
    Key("number", ("Left", "Right"), N_("Call sheet: another number of the person"), Place.PART),
    Key("next_person", ("Return",), N_("Call sheet: save, next person"), Place.PART),
    Key("accept", ("Ctrl+Return",), N_("Importing: take what is proposed, go on"), Place.PART),
    Key(
        *("accept_alike", ("Ctrl+Shift+Return",)),
        *(N_("Importing: the same for all rows like this"), Place.PART),
    ),
    Key("move", ("Alt+Up", "Alt+Down"), N_("Columns: move up or down"), Place.PART),
    Key("mark", ("H", "S", "I", "A"), N_("Present, sick, excused, absent"), Place.GRID),
    Key("late", ("L",), N_("Minutes late"), Place.GRID),
    Key("fill_down", ("Ctrl+D",), N_("Fill down"), Place.GRID),
    Key("to_class", tuple("123456789"), N_("Put into class 1 to 9"), Place.DIVIDING),
    Key("to_next", ("Alt+Up", "Alt+Down"), N_("To the group before or after"), Place.DIVIDING),
    Key("to_waiting", ("W",), N_("Put on the waiting list"), Place.DIVIDING),
    Key("to_nobody", ("X",), N_("Leave out"), Place.DIVIDING),
)
"""All of them, in the order people read them."""

_BY_NAME = {key.name: key for key in KEYS}


def key_named(name: str) -> Key:
    """The key of that name."""
    return _BY_NAME[name]


def strokes(name: str) -> tuple[str, ...]:
    """What to press for `name`, as Qt writes it."""
    return _BY_NAME[name].strokes


def stroke(name: str) -> str:
    """What to press for `name` first of all."""
    return strokes(name)[0]
