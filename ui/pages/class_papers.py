"""All letters and forms of classes, made as one PDF while one waits or does other things."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress
from desktop_app.records import TrainingClass
from ui.desk_office import DeskOffice
from ui.pages.record_pane import RecordPane
from ui.paper import PaperDialog
from ui.widgets.action_row import Action

if TYPE_CHECKING:
    from exports.certificates.printing import Printed
    from exports.class_papers import Bound


def papers_acts(pane: RecordPane, record: TrainingClass) -> list[Action]:
    """The papers of an opened class."""
    show = partial(show_class_papers, pane, [record.id])
    envelope = partial(show_envelope, pane, record.id)
    return [
        Action("papers", N_("Letters and forms"), show, "file-text", reads=True),
        Action("envelope", N_("Envelope of the class"), envelope, "file-text", reads=True),
    ]


def show_class_papers(pane: RecordPane, classes: Sequence[str]) -> None:
    """Bind the papers of these classes and show them; the calls get numbers if one wants so."""
    if not classes:
        return
    shell, ids = pane.shell, list(classes)
    office = cast(DeskOffice, shell.office).office
    issuing = office.may(Right.ISSUE) and shell.dialogs.ask(
        _("Letters and forms"),
        _("Give the calls to the training their letter numbers now? Otherwise they are drafts."),
        _("With numbers"),
        _("As drafts"),
    )

    def work(progress: Progress) -> Bound:
        from exports.class_papers import class_papers

        return class_papers(office, ids, progress, issuing=issuing)

    def done(bound: Bound) -> None:
        file = f"surat-kelas-{office.code}-{office.today:%Y-%m-%d}.pdf"
        given = bound.given(training_class=ids[0] if len(ids) == 1 else None)
        PaperDialog(shell, _("Letters and forms"), file, bound.data, given).open()

    shell.jobs.run(_("Laying out letters and forms"), work, done, owner=pane, key="class papers")


def show_envelope(pane: RecordPane, training_class: str) -> None:
    """Bind all that is printed for the class, in the order of its use, and show it."""
    shell = pane.shell
    office = cast(DeskOffice, shell.office).office

    def work(progress: Progress) -> Printed:
        from exports.class_envelope import class_envelope

        return class_envelope(office, training_class, progress)

    def done(made: Printed) -> None:
        file = f"amplop-kelas-{office.code}-{office.today:%Y-%m-%d}.pdf"
        PaperDialog(shell, _("Envelope of the class"), file, made.data, made.given).open()

    shell.jobs.run(_("Laying out letters and forms"), work, done, owner=pane, key="envelope")
