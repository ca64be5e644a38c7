"""Forms for a class's provider: which one is in force, what came back, and taking it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk import class_form_invoice, class_form_marks, class_form_report, files, scans
from desktop_app.desk.class_form_parts import Difference, Filling
from desktop_app.errors import UserError
from desktop_app.i18n import N_, language, translate
from desktop_app.i18n import translate as _
from desktop_app.importing.class_forms import Filled, read_form
from desktop_app.importing.moved_forms import Stray, found_again
from desktop_app.importing.reading import read_table
from desktop_app.office import Office
from desktop_app.processes.class_forms import FORMS, Ask, Column, Form
from desktop_app.progress import Progress, silent
from desktop_app.records import Handout, TrainingClass, TrainingProgramme, TrainingProvider
from desktop_app.records.record import Facts
from desktop_app.store import attachments
from desktop_app.store.writing import Write
from desktop_app.wording import day_long, day_range

GIVEN, TAKEN = N_("Form given to the provider"), N_("Form of the provider taken over")

Fill: TypeAlias = Callable[[Session, TrainingClass, Facts], Filling]
Compare: TypeAlias = Callable[[Session, TrainingClass, Facts, Filled], list[Difference]]
Enter: TypeAlias = Callable[[Write, TrainingClass, Sequence[Difference]], None]


@dataclass(frozen=True)
class _Ways:
    """What differs between the kinds: what stands in a form, what it changes, and how."""

    fill: Fill
    compare: Compare
    enter: Enter


_WAYS: Mapping[str, _Ways] = {
    "attendance": _Ways(
        class_form_marks.fill_attendance,
        class_form_marks.compare_attendance,
        class_form_marks.enter_attendance,
    ),
    "scores": _Ways(
        class_form_marks.fill_scores,
        class_form_marks.compare_scores,
        class_form_marks.enter_scores,
    ),
    "report": _Ways(class_form_report.fill, class_form_report.compare, class_form_report.enter),
    "invoice": _Ways(class_form_invoice.fill, class_form_invoice.compare, class_form_invoice.enter),
}


def named(kind: str) -> str:
    """What the log of handouts calls a form."""
    return f"form-{kind}"


def versions(session: Session, kind: str, training_class: str) -> list[Handout]:
    """The forms of a kind that were given out for a class, oldest first."""
    own = Handout
    return list(
        session.scalars(
            select(own)
            .where(
                own.name == named(kind),
                own.of_record == TrainingClass.__tablename__,
                own.of_id == training_class,
                own.voided_at.is_(None),
            )
            .order_by(own.at, own.id)
        )
    )


def form_of(
    session: Session, kind: str, training_class: str, facts: Facts, version: int = 0
) -> Form:
    """A form as it is now, of the next version unless one is named.

    Raises UserError FORM-KIND, NOT-FOUND, FORM-EMPTY.
    """
    if kind not in FORMS:
        names = ", ".join(FORMS)
        raise UserError("FORM-KIND", N_("Choose one of these forms: {names}"), names=names)
    of = session.get(TrainingClass, training_class)
    if of is None or of.voided_at is not None:
        raise UserError("NOT-FOUND", N_("This class is not there."))
    asked = FORMS[kind]
    version = version or len(versions(session, kind, training_class)) + 1
    with language("id"):
        filling = _WAYS[kind].fill(session, of, facts)
        if asked.people and not (filling.rows and filling.columns):
            raise UserError(
                "FORM-EMPTY",
                N_(
                    "This class has no people or no sessions yet; then there is nothing to fill in."
                ),
            )
        return Form(
            asked,
            translate(asked.title),
            translate(asked.about),
            of.code,
            version,
            _provider(session, of),
            tuple(_facts(session, of, version)),
            tuple(_column(one) for one in asked.fields),
            filling.heads,
            filling.rows,
            filling.columns,
            filling.values,
        )


def _column(ask: Ask) -> Column:
    return Column(ask.name, Ask(ask.name, translate(ask.label), ask.holds))


def _provider(session: Session, of: TrainingClass) -> str:
    found = session.get(TrainingProvider, of.provider) if of.provider else None
    return found.name if found else ""


def _facts(session: Session, of: TrainingClass, version: int) -> list[tuple[str, str]]:
    programme = session.get(TrainingProgramme, of.programme)
    return [
        (translate(N_("Class")), of.code),
        (translate(N_("Version")), str(version)),
        (translate(N_("Training programme")), programme.name if programme else ""),
        (translate(N_("Training provider")), _provider(session, of)),
        (translate(N_("Dates")), day_range(of.starts_on, of.ends_on)),
    ]


# --- what came back ------------------------------------------------------------------


@dataclass(frozen=True)
class Returned:
    """A form that came back and is the one in force: what it would change."""

    kind: str
    training_class: str
    code: str
    version: int
    data: bytes
    differences: tuple[Difference, ...]
    alike: int
    """Cells that say what is in the store already."""
    _handout: str = field(default="", repr=False)

    @property
    def fresh(self) -> list[Difference]:
        """What can be taken over and stands against nothing."""
        return [one for one in self.differences if not one.refused and not one.ours]

    @property
    def able(self) -> list[Difference]:
        """All that can be taken over."""
        return [one for one in self.differences if not one.refused]


def read_back(
    office: Office, source: Path | bytes, training_class: str, progress: Progress = silent
) -> Returned:
    """A provider's workbook against what is in the store. Writes nothing.

    Raises UserError: what `read_table` says of files, FORM-UNKNOWN, FORM-CLASS for another
    class, FORM-CHANGED, FORM-OLD for a version that another has replaced, FILE-KIND for macros.
    """
    most = attachments.largest(office.store.facts())
    data = source if isinstance(source, bytes) else files.read_file(source, most)
    filled = read_form(read_table(data, progress=progress))
    _must_be_kept(data)
    facts = office.store.facts()
    with office.store.read() as session:
        of = session.get(TrainingClass, training_class)
        if of is None:
            raise UserError("NOT-FOUND", N_("This class is not there."))
        line, filled, strays = _in_force(session, filled, of, facts)
        found = _WAYS[filled.kind.name].compare(session, of, facts, filled)
    differences = [one for one in found if one.ours != one.theirs or one.refused]
    differences += [_stray(one) for one in strays]
    return Returned(
        filled.kind.name,
        of.id,
        of.code,
        filled.version,
        data,
        tuple(differences),
        len(found) + len(strays) - len(differences),
        line.id,
    )


def _must_be_kept(data: bytes) -> None:
    """What cannot be kept with the class is not taken over either. Raises UserError FILE-KIND."""
    try:
        files.media_type(data)
    except UserError:
        raise UserError(
            "FILE-KIND",
            N_("Save this workbook as Excel (.xlsx) without macros, then choose the new file."),
        ) from None


def _in_force(
    session: Session, filled: Filled, of: TrainingClass, facts: Facts
) -> tuple[Handout, Filled, list[Stray]]:
    """The handout that a workbook came from, if it is the newest of its kind and class.

    With it what was filled in, and what belongs nowhere if the table was moved.
    """
    lines = versions(session, filled.kind.name, of.id)
    line = next((one for one in lines if filled.agrees(one.id)), None)
    strays: list[Stray] = []
    if line is None and lines:
        form = form_of(session, filled.kind.name, of.id, facts, len(lines))
        if filled.stems_from(form, lines[-1].id) and (again := found_again(filled, form)):
            line, (filled, strays) = lines[-1], again
    if line is None and filled.code != of.code:
        raise UserError(
            "FORM-CLASS",
            N_("This file belongs to class {other}, not to class {named}. Open that class first."),
            other=filled.code[:24],
            named=of.code,
        )
    if line is None:
        raise UserError(
            "FORM-CHANGED",
            N_(
                "In this file something was changed that is not to be filled in: names, rows,"
                " headings or the class. Ask the provider to fill in the file you sent."
            ),
        )
    if line.id != lines[-1].id:
        raise UserError(
            "FORM-OLD",
            N_(
                "This is version {old}; version {new} of {day} has taken its place. Ask the"
                " provider for that one."
            ),
            old=filled.version,
            new=len(lines),
            day=day_long(lines[-1].at.date()),
        )
    return line, filled, strays


def _stray(one: Stray) -> Difference:
    """What belongs nowhere, as a line that says so and is not taken over."""
    words = (
        N_("This is missing in the file; nothing of it was changed here.")
        if one.missing
        else N_("This is not in the form that was sent; enter it by hand if it belongs here.")
    )
    refused = UserError("FORM-STRAY", words)
    return Difference("", "", one.who or "–", one.what or "–", "", one.said, refused=refused)


def take_over(
    office: Office, returned: Returned, chosen: Sequence[Difference], scan: Path | None = None
) -> int:
    """Write what was chosen of a form in one act; returns how many cells.

    The workbook is kept with the class, and the signed scan beside it. Raises
    UserError as the records do, FORM-OLD if a newer version was given out
    meanwhile, and what `scans.take_in` says of a scan.
    """
    with office.store.write(TAKEN) as session:
        of = session.get_one(TrainingClass, returned.training_class)
        lines = versions(session, returned.kind, of.id)
        if not lines or lines[-1].id != returned._handout:
            raise UserError(
                "FORM-OLD", N_("A newer version was given out meanwhile; read that one.")
            )
        for one in chosen:
            if one.refused:
                raise one.refused
        _WAYS[returned.kind].enter(session, of, chosen)
        title = translate(FORMS[returned.kind].title)
        label = _("{form}, version {n}").format(form=title, n=returned.version)
        files.take_in(session, office, returned.data, label, of)
        if scan is not None:
            kept = scans.take_in(session, office, scan, of)
            kept.label = _("{form}, version {n}, signed").format(form=title, n=returned.version)
    return len(chosen)


def plain(difference: Difference) -> dict[str, Any]:
    """A difference as values for a program."""
    return {
        "who": difference.who,
        "what": difference.what,
        "ours": difference.ours,
        "theirs": difference.theirs,
        "refused": str(difference.refused) if difference.refused else None,
    }
