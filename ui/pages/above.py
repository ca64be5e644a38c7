"""Ctrl+': the field under the cursor takes the value of the record made before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.desk import editing

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane
    from ui.widgets.record_form import RecordForm


def take_above(pane: RecordPane, form: RecordForm) -> None:
    """Fill the field the cursor is in, if the record before says something there."""
    here, draft = form.focusWidget(), form.draft
    name = next((n for n, row in form.rows.items() if here and row.isAncestorOf(here)), "")
    if not name:
        return

    def work() -> Any:
        with pane.store.read() as session:
            return editing.before(session, pane.record, draft.id, name, pane.fixed)

    def done(value: Any) -> None:
        if value is not None:
            form.fill({name: value})

    pane.run(work, done)
