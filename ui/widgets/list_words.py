"""What a list says of itself, and of being empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from ui.widgets.empty import Empty

Step = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Wording:
    """What a list says of itself (English sources)."""

    search: str
    """What can be searched for: ``Search name, NIK, KPJ``."""
    empty_heading: str = N_("Nothing here yet")
    empty_text: str = ""
    done_heading: str = N_("All done")
    done_text: str = N_("Nothing waits for you here.")
    hints: str = N_("Enter opens · F2 edits · Ctrl+C copies")
    to_do: frozenset[str] = field(default_factory=frozenset)
    """Filters whose emptiness is good news."""

    def no_match(self, back: Step, *, typed: bool = True) -> Empty:
        """Nothing fits what was asked."""
        if typed:
            why = _("No record fits what you typed and the filter chosen.")
            return Empty("search", _("Nothing matches"), why, back)
        return Empty("funnel", _("Nothing matches"), _("No record fits the filter chosen."), back)

    def all_done(self) -> Empty:
        """Nothing waits."""
        return Empty("circle-check", _(self.done_heading), _(self.done_text))

    def nothing_yet(self, steps: Sequence[Step]) -> Empty:
        """There are no records at all; `steps` are what one does first."""
        return Empty("inbox", _(self.empty_heading), _(self.empty_text), *steps)
