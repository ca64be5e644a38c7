"""What an opened class has beside its data: tabs and actions, each from a file of its own.

To add a tab: one line in PARTS. To add actions: a function in ACTS.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from desktop_app.i18n import N_
from desktop_app.keyboard import stroke
from desktop_app.records import TrainingClass
from ui.pages.attendance_part import AttendancePart
from ui.pages.claim_acts import claim_from_class
from ui.pages.class_allowance import allowance_acts
from ui.pages.class_assessments import AssessmentsOfClass
from ui.pages.class_certificates import CertificatesOfClass
from ui.pages.class_clashes import ClashesPart
from ui.pages.class_forms import FormsPart
from ui.pages.class_instructors import InstructorsPane
from ui.pages.class_life import life_acts
from ui.pages.class_papers import papers_acts
from ui.pages.class_people import EnrolmentsOfClass
from ui.pages.class_sessions import SessionsPane
from ui.pages.evaluation_part import EvaluationPart
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.results_part import ResultsPart
from ui.pages.skill_gaps import GapsOfClass
from ui.pages.visits import VisitsPane
from ui.widgets.action_row import Action
from ui.widgets.part import PartWidget

Make: TypeAlias = Callable[[RecordPane, TrainingClass], PartWidget]
Acts: TypeAlias = Callable[[RecordPane, TrainingClass], list[Action]]


def _sub_list(pane: type[RecordPane]) -> Make:
    """A tab with the records that belong to the class."""

    def make(outer: RecordPane, record: TrainingClass) -> PartWidget:
        return pane(outer.page, {"training_class": record.id})

    return make


def _attendance(pane: RecordPane, record: TrainingClass) -> PartWidget:
    return AttendancePart(pane, record.id)


def _forms(pane: RecordPane, record: TrainingClass) -> PartWidget:
    return FormsPart(pane, record)


def _sheet(pane: RecordPane, record: TrainingClass) -> list[Action]:
    show = partial(pane.shell.document_asked.emit, "attendance-sheet", record.id)
    recap = partial(pane.shell.document_asked.emit, "attendance-recap", record.id)
    return [
        Action("sheet", N_("Attendance sheet"), show, "printer", stroke("print")),
        Action("recap", N_("Attendance recap"), recap, "printer", menu_only=True),
    ]


def _clashes(pane: RecordPane, record: TrainingClass) -> PartWidget:
    return ClashesPart(pane, record.id)


PARTS: tuple[tuple[str, str, Make], ...] = (
    ("sessions", N_("Sessions"), _sub_list(SessionsPane)),
    ("enrolments", N_("Enrolments"), _sub_list(EnrolmentsOfClass)),
    ("attendance", N_("Attendance"), _attendance),
    ("results", N_("Results"), ResultsPart),
    ("certificates", N_("Certificates"), CertificatesOfClass),
    ("forms", N_("Forms"), _forms),
    ("instructors", N_("Instructors"), _sub_list(InstructorsPane)),
    ("assessments", N_("Assessments"), AssessmentsOfClass),
    ("gaps", N_("Skill gaps"), GapsOfClass),
    ("visits", N_("Visits"), _sub_list(VisitsPane)),
    ("evaluation", N_("Evaluation"), EvaluationPart),
    ("clashes", N_("Clashes"), _clashes),
)
"""The tabs, the most used first: name, title (English source), and what makes one."""

ACTS: tuple[Acts, ...] = (
    life_acts,
    claim_from_class,
    _sheet,
    papers_acts,
    allowance_acts,
)
"""The actions, in the order of their buttons."""


def parts_of_class(pane: RecordPane, record: TrainingClass) -> list[Part]:
    """The tabs of a saved class."""
    return [Part(name, title, partial(make, pane, record)) for name, title, make in PARTS]


def acts_of_class(pane: RecordPane, record: TrainingClass) -> list[Action]:
    """What can be done with an opened class of ours."""
    return [action for acts in ACTS for action in acts(pane, record)]
