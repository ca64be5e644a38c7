"""EDITORS: which editor a kind of value has. To add a kind, add its line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_app.fields import Described, several_lines
from desktop_app.kinds import (
    BasisPoints,
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Moment,
    Money,
    RecordId,
    Text,
    Whole,
)
from desktop_app.records.identifiers import identifier_of
from ui.widgets.choice_editors import ChoiceEditor, ChoicesEditor, FlagEditor, YesNoEditor
from ui.widgets.day_editor import DayEditor
from ui.widgets.editor import Context, Editor
from ui.widgets.moment_editor import MomentEditor
from ui.widgets.number_editors import MoneyEditor, ShareEditor, WholeEditor
from ui.widgets.reference_editor import ReferenceEditor
from ui.widgets.text_editors import IdentifierEditor, LinesEditor, TextEditor

EDITORS: dict[type[Kind[Any]], Callable[[Described, Context], Editor]] = {
    Text: TextEditor,
    RecordId: ReferenceEditor,
    Day: DayEditor,
    Moment: MomentEditor,
    Whole: WholeEditor,
    Money: MoneyEditor,
    BasisPoints: ShareEditor,
    Choice: ChoiceEditor,
    Choices: ChoicesEditor,
    Flag: FlagEditor,
}


def editor_for(described: Described, context: Context) -> Editor:
    """The editor of a field: by its kind, and by what its text is."""
    if identifier_of(described) is not None:
        return IdentifierEditor(described, context)
    if several_lines(described):
        return LinesEditor(described, context)
    if isinstance(described.kind, Flag) and not described.required:
        return YesNoEditor(described, context)
    return EDITORS[type(described.kind)](described, context)
