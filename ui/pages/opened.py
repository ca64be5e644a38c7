"""What is opened from a list, and what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.record import Record
from ui.models.draft import Draft
from ui.widgets.part import PartWidget

DATA = "data"
"""Name of the tab that holds the form."""


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
    finalised: str = ""
    """Why its data stay as they are, though its states may move on."""
