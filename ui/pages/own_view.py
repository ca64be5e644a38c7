"""An officer's own view of a pane's list: columns, widths, order, filters, sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop_app.desk import views
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.views import Offered, SavedFilter
from desktop_app.fields import Described
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import strokes
from desktop_app.kinds import BasisPoints, Choice, Day, Flag, Moment, Money, Whole
from desktop_app.records.identifiers import identifier_of
from desktop_app.wording import integer, money
from ui.models.record_table import Column, Source
from ui.pages.list_export import export_list
from ui.widgets.action_row import Action
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.filter_panel import FilterPanel
from ui.widgets.list_table import Layout

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

KEEP_AFTER = 400
"""Milliseconds after the last change of a column at which the view is kept."""

MOST_SUMMED = 2000
"""Rows selected of which sums are still made."""


class OwnView:
    """What one officer has made of one list; asked by the pane, kept in the store."""

    def __init__(self, pane: RecordPane) -> None:
        self.pane = pane
        self.name = type(pane).__qualname__
        self.view = views.view(pane.store, self.name)
        self._fields: list[Offered] | None = None
        self._alone = False
        self._timer = QTimer(pane, singleShot=True, interval=KEEP_AFTER)
        self._timer.timeout.connect(self._take_layout)

    # --- columns -------------------------------------------------------------------

    @property
    def fields(self) -> list[Offered]:
        """All that can be a column or a condition."""
        if self._fields is None:
            self._fields = views.offered(self.pane.record)
        return self._fields

    def columns(self) -> tuple[Column, ...]:
        """Those the officer chose, or those of the page."""
        own = {column.name: column for column in self.pane.columns}
        more = {one.path: one for one in self.fields} if self.view.columns else {}
        found = [
            own.get(path) or column_of(more[path])
            for path, _width in self.view.columns
            if path in own or path in more
        ]
        return tuple(found) or self.pane.columns

    def choose_columns(self) -> None:
        """Ask which columns are shown, and in what order."""
        own = [(column.name, _(column.title)) for column in self.pane.columns]
        names = {name for name, _title in own}
        more = [(one.path, one.label) for one in self.fields if one.path not in names]
        shown = [column.name for column in self.pane.list.model.columns]
        dialog = ColumnChooser(self.pane.window(), [*own, *more], shown)
        dialog.taken.connect(self._show_columns)
        dialog.restored.connect(self.restore)
        dialog.open()

    def _show_columns(self, names: Sequence[str]) -> None:
        widths = dict(self.view.columns)
        self._set(replace(self.view, columns=tuple((n, widths.get(n, 0.0)) for n in names)))
        self._show()

    def restore(self) -> None:
        """The columns, widths and order the page has by itself; filters stay."""
        self._set(views.View(filters=self.view.filters))
        self._show()

    def _show(self) -> None:
        made = self.pane.list
        made.show_columns(self.columns(), self._layout())
        made.reload()

    def _layout(self) -> Layout:
        view = self.view
        name, down = (view.sort, view.descending) if view.sort else self.pane.sort
        widths = {n: w for n, w in view.columns if w}
        return Layout(widths, name or self.pane.columns[0].name, down)

    def _take_layout(self) -> None:
        """Keep what was dragged: order and widths of columns, and how rows are sorted."""
        layout = self.pane.list.table.layout_now()
        columns = tuple(layout.widths.items()) if layout.own else self.view.columns
        self._set(
            replace(self.view, columns=columns, sort=layout.sort, descending=layout.descending)
        )

    def leave(self) -> None:
        """Keep what was arranged, and ask nothing more: another page comes, or the window goes."""
        self.panel.rest()
        if self._timer.isActive():
            self._timer.stop()
            self._take_layout()

    def _set(self, view: views.View) -> None:
        if view == self.view:
            return
        self.view = view
        pane, name = self.pane, self.name
        pane.run(lambda: views.keep_view(pane.store, name, view))

    # --- filters -------------------------------------------------------------------

    def actions(self) -> list[Action]:
        """What a list offers beside its own."""
        if not self.pane.plain:
            return []
        few = bool(self.pane.fixed)
        save = partial(export_list, self.pane)
        return [
            Action(name, text, run, drawing, strokes(name)[0], menu_only=few or name == "export")
            for name, text, run, drawing in (
                ("filter", N_("Filter"), self.open_panel, "funnel"),
                ("columns", N_("Columns"), self.choose_columns, "columns-3"),
                ("export", N_("Export …"), save, "download"),
            )
        ]

    def attach(self) -> None:
        """Take the list as it was made into hand."""
        pane = self.pane
        self.panel = FilterPanel(self.fields, pane.context)
        self.panel.changed.connect(self._asked)
        self.panel.keep_asked.connect(self._keep_filter)
        self.panel.rename_asked.connect(self._rename_filter)
        self.panel.drop_asked.connect(self._drop_filter)
        self.panel.closed.connect(lambda: pane.list.give_room(False))
        self.panel.closed.connect(lambda: pane.list.search.setFocus())
        pane.list.put_panel(self.panel)
        pane.list.cleared.connect(self.panel.clear)
        pane.list.table.arranged.connect(self._timer.start)
        pane.list.filtered.connect(lambda name: self.panel.saved_chosen(bool(self._saved(name))))
        pane.list.chosen.connect(self._sum)
        pane.list.table.show_layout(self._layout())
        self._show_chips()

    def open_panel(self) -> None:
        """Show the conditions, or go back to the search."""
        if self.panel.isVisible():
            self.panel.close_up()
        else:
            self.pane.list.give_room(True)
            self.panel.open()

    def _saved(self, name: str) -> SavedFilter | None:
        return next((one for one in self.view.filters if one.name == name), None)

    def listings(self) -> dict[str, Source]:
        """For each filter by itself, of the page or the officer's own: what it shows."""
        names = [f.name for f in self.pane.filters] + [f.name for f in self.view.filters]
        if names and not self.pane.filters:
            names.append("")
        self._alone = True
        try:
            return {name: self.pane.listing("", name) for name in names}
        finally:
            self._alone = False

    def asked(self, name: str, text: str) -> Wanted:
        """The question behind a filter of the page or the officer's own, and the panel's."""
        pane, saved = self.pane, self._saved(name)
        base = pane.wanted(saved.base if saved else name)
        conditions = (
            *(saved.conditions if saved else ()),
            *(() if self._alone else self.panel.conditions()),
        )
        typed = f"{saved.text if saved else ''} {text}".strip()
        return replace(
            base,
            wanted={**pane.fixed, **base.wanted},
            typed=typed,
            also=(*base.also, *views.asked(pane.record, conditions)),
        )

    def _asked(self) -> None:
        self.pane.list.narrowed = bool(self.panel.conditions())
        self.pane.list.reload()

    def _keep_filter(self) -> None:
        pane = self.pane
        title = pane.shell.dialogs.line(_("Keep as filter …"), _("Name of the filter"))
        if not title or not title.strip():
            return
        before = self._saved(pane.list.filter)
        saved = SavedFilter(
            self.view.free_name(),
            title.strip()[:40],
            " ".join([before.text if before else "", pane.list.search.text()]).strip(),
            before.base if before else pane.list.filter,
            (*(before.conditions if before else ()), *self.panel.conditions()),
        )
        self._set(self.view.keep(saved))
        self._show_chips()
        pane.list.search.clear()
        self.panel.clear()
        pane.list.set_filter(saved.name)
        pane.refresh()

    def _rename_filter(self) -> None:
        saved = self._saved(self.pane.list.filter)
        if saved is None:
            return
        title = self.pane.shell.dialogs.line(_("Rename …"), _("Name of the filter"))
        if title and title.strip():
            self._set(self.view.keep(replace(saved, title=title.strip()[:40])))
            self._show_chips()
            self.pane.refresh()

    def _drop_filter(self) -> None:
        saved = self._saved(self.pane.list.filter)
        if saved is not None:
            before = self.view
            self._set(replace(before, filters=tuple(f for f in before.filters if f is not saved)))
            self._show_chips()
            self.pane.list.clear()
            self.pane.shell.messages.success(
                _("Filter deleted: {name}").format(name=saved.title), lambda: self._back(before)
            )

    def _back(self, view: views.View) -> None:
        self._set(view)
        self._show_chips()
        self.pane.refresh()

    def _show_chips(self) -> None:
        self.pane.list.set_saved([(one.name, one.title) for one in self.view.filters])

    # --- sums ----------------------------------------------------------------------

    def _sum(self, count: int) -> None:
        """Say in the status bar how many rows are selected, and what their figures come to."""
        pane = self.pane
        shown = pane.list.model.columns
        figures = [c for c in shown if isinstance(self._kind(c.name), Whole)]
        if not pane.isVisible():
            return
        words = _("{n} selected").format(n=integer(count)) if count > 1 else ""
        if not (figures and 1 < count <= MOST_SUMMED):
            pane.shell.said.emit("", words)
            return
        source = pane.listing(pane.list.search.text().strip(), pane.list.filter)
        ids = pane.list.selected_ids()

        def work() -> str:
            rows = source.values(ids)
            sums = [words]
            for column in figures:
                found = [row[column.name] for row in rows if row.get(column.name) is not None]
                if found:
                    say = money if isinstance(self._kind(column.name), Money) else integer
                    sums.append(
                        _("{name}: sum {sum}, average {average}").format(
                            name=_(column.title),
                            sum=say(sum(found)),
                            average=say(round(sum(found) / len(found))),
                        )
                    )
            return " · ".join(sums)

        pane.run(work, lambda text: pane.shell.said.emit("", text), key="sums")

    def _kind(self, path: str) -> object:
        found = next((one for one in self.fields if one.path == path), None)
        return found.described.kind if found and not found.described.target else None


def column_of(one: Offered) -> Column:
    """A column for a field that the page itself does not show."""
    described: Described = one.described
    figures = isinstance(described.kind, (Whole, BasisPoints)) and not described.target
    narrow = isinstance(described.kind, (Day, Moment, Flag, Choice)) or identifier_of(described)
    width = 10.0 if figures or narrow else 14.0
    return Column(one.path, one.label, width, right=figures, tight=bool(narrow or figures))
