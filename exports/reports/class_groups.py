"""What reports of training share: classes of a period, each alone or together by provider."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import TrainingClass, TrainingProgramme, TrainingProvider
from desktop_app.wording import integer
from exports.reports.report import Option, Question, register
from exports.reports.training import class_days
from exports.sheet import Behind, Cell, Column, Holds, Sheet

_BY = (("class", N_("Class")), ("provider", N_("Training provider")))


def _ways(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    return [(name, translate(title)) for name, title in _BY]


BY = Option("by", N_("Grouped by"), _ways)
"""The choice of a report between classes and providers."""


@dataclass(frozen=True)
class Group:
    """Some classes under one name; `about` says what a single one is, or how many they are."""

    name: str
    about: str
    classes: tuple[TrainingClass, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The classes' ids."""
        return frozenset(one.id for one in self.classes)


def groups(session: Session, question: Question) -> list[Group]:
    """The classes that touch the period, as the question wants them grouped."""
    rows = session.execute(
        select(TrainingClass, TrainingProgramme.name, TrainingProvider.name)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .outerjoin(TrainingProvider, TrainingProvider.id == TrainingClass.provider)
        .where(*class_days(question))
        .order_by(TrainingClass.starts_on, TrainingClass.code)
    ).all()
    if question.options.get("by") != "provider":
        return [
            Group(one.code, " · ".join(word for word in (programme, provider) if word), (one,))
            for one, programme, provider in rows
        ]
    found: dict[str, list[TrainingClass]] = {}
    for one, _programme, provider in rows:
        found.setdefault(provider or translate(N_("Not filled in")), []).append(one)
    return [
        Group(
            name,
            translate(N_("Classes: {n}")).format(n=integer(len(classes))),
            tuple(classes),
        )
        for name, classes in sorted(found.items())
    ]


HEAD = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Class or provider"), width=20),
    Column(N_("Details"), width=30),
)
"""The columns that say which classes a row is about."""


@dataclass
class Figures:
    """Rows of figures, each cell with the records that it counts."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    behind: dict[tuple[int, int], Behind] = field(default_factory=dict)

    def add(self, group: Group, *cells: Cell | tuple[str, Collection[str]]) -> None:
        """A row: a plain value, or a record type and the ids that are counted."""
        row: list[Cell] = [len(self.rows) + 1, group.name, group.about]
        for cell in cells:
            if isinstance(cell, tuple):
                record, ids = cell
                if ids:
                    self.behind[len(self.rows), len(row)] = Behind(record, frozenset(ids))
                row.append(len(ids))
            else:
                row.append(cell)
        self.rows.append(tuple(row))

    def sheet(
        self, session: Session, question: Question, title: str, columns: Sequence[Column], note: str
    ) -> Sheet:
        """The register of the rows, about nobody by name; `title` is the English source."""
        return register(
            session,
            question,
            translate(title),
            columns,
            self.rows,
            notes=[note],
            provisional=question.running,
            personal=False,
            behind=self.behind,
        )
