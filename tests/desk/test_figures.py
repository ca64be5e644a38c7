"""What Home counts: the number, its rows and the report say the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.desk import figures
from desktop_app.desk.beginning import steps
from desktop_app.desk.overview import Overview, morning, overview
from desktop_app.desk.spans import Length, Span, moved, span_around, words_of
from desktop_app.i18n import language, translate
from desktop_app.office import Office
from desktop_app.records import Consultation, Parameter
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.consultation import ConsultationState, Retain
from desktop_app.records.training import EnrolmentState
from exports.home_pictures import pictures, stages, targets
from exports.reports import REPORTS, Question
from exports.reports.stages import WORDS
from exports.sheet import Sheet
from tests import make
from tests.colleagues import add_colleague, signed_in

DAY = make.DAY
AUTUMN = Span(date(2026, 10, 1), date(2026, 12, 31))
S = EnrolmentState


@pytest.fixture
def busy(office: Office) -> Office:
    """Two programmes with classes, six people, one of them enrolled in the spring."""
    employer = make.employer()
    cases = [make.consultation(employer, 1), make.consultation(employer, 2)]
    cases[1].held_on = date(2026, 3, 2)
    for one in cases:
        one.state, one.retain = ConsultationState.HELD, Retain.NO
    programmes = [make.programme(1), make.programme(2)]
    held = [make.training_class(programmes[0], 1), make.training_class(programmes[1], 2)]
    held[1].capacity = 8
    people = [make.worker(n) for n in range(1, 7)]
    affected = [make.case(w, cases[n == 5]) for n, w in enumerate(people)]
    states = (S.PLACED, S.IN_TRAINING, S.ASSIGNED, S.REGISTERED, S.CANCELLED, S.PLACED)
    enrolled = [
        make.enrolment(
            *(affected[n], programmes[n % 2], n + 1),
            state=state,
            training_class=held[n % 2].id,
            reason="Mundur" if state is S.CANCELLED else None,
            started_on=DAY if state in (S.PLACED, S.IN_TRAINING) else None,
            registered_on=date(2026, 3, 9) if n == 5 else DAY,
        )
        for n, state in enumerate(states)
    ]
    with office.store.write("test") as session:
        session.add_all([employer, *cases, *programmes, *held, *people, *affected, *enrolled])
    return office


def seen(office: Office, span: Span) -> Overview:
    with office.store.read() as session:
        return overview(session, office.store.facts(), span=span)


def report(office: Office, name: str, span: Span) -> Sheet:
    question = Question.of(
        office, span.since, span.until, programme_year=span.programme_year, options={}
    )
    with office.store.read() as session:
        return REPORTS[name].sheet(session, question)


def figure_of(sheet: Sheet, title: str) -> int:
    """The sum beneath a column."""
    totals = sheet.totals()
    assert totals is not None
    with language("id"):
        found = [i for i, column in enumerate(sheet.columns) if column.title == title]
    value = totals[found[0]]
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("span", [AUTUMN, Span(programme_year=2026), Span()])
def test_the_pictures_say_what_the_report_says(busy: Office, span: Span) -> None:
    found = seen(busy, span)
    sheet = report(busy, "programmes", span)
    assert found.enrolled.number == figure_of(sheet, "Didaftarkan")
    assert sum(one.started for one in found.targets) == figure_of(sheet, "Dilatih")
    listed = report(busy, "workers", span)
    assert found.affected.number == len(list(listed.rows))


def test_the_stages_of_a_year_are_those_of_the_report(busy: Office) -> None:
    span = Span(programme_year=2026)
    found, sheet = seen(busy, span).stages, report(busy, "stages", span)
    for name, words in WORDS.items():
        with language("id"):
            assert len(found[name]) == figure_of(sheet, translate(words)), name


def test_a_figure_opens_exactly_its_rows(busy: Office) -> None:
    found = seen(busy, AUTUMN)
    assert {name: len(ids) for name, ids in found.stages.items()} == {
        "CONSULTED": 5,
        "REGISTERED": 5,
        "APPROVED": 3,
        "STARTED": 2,
        "PASSED": 0,
        "COMPETENT": 0,
        "CERTIFIED": 0,
        "WORKING": 0,
    }
    assert (found.affected.number, found.enrolled.number) == (5, 4)
    with busy.store.read() as session:
        for one in (found.consultations, found.running, found.affected, found.enrolled):
            assert len(session.scalars(one.rows).all()) == one.number


def test_seats_are_the_target_and_nothing_else_is(busy: Office) -> None:
    found = seen(busy, Span(programme_year=2026))
    assert [(t.name, t.seats, t.enrolled, t.started) for t in found.targets] == [
        ("Program 1", 20, 2, 1),
        ("Program 2", 8, 3, 2),
    ]
    # The quota of the whole programme is none of this branch.
    assert morning(busy, Span(programme_year=2026)).overview.quota is None
    with busy.store.write("test", audience="here") as session:
        session.add(
            Parameter(
                id="quota.total.MND:2026-01-01",
                key="quota.total.MND",
                value="120",
                kind="WHOLE",
                label="Kuota cabang",
                valid_from=date(2026, 1, 1),
                provisional=True,
            )
        )
    year = Span(programme_year=2026)
    with language("id"):
        bar = targets(morning(busy, year).overview, year).parts[0]
    assert bar.cells == ("Kuota tahun ini (sementara)", "120", "5", "3", "2,5%")
    assert morning(busy, AUTUMN).overview.quota is None, "a quarter has no quota"


def test_what_is_confidential_is_counted_for_nobody_else(busy: Office) -> None:
    add_colleague(busy, "maria")
    maria = signed_in(busy, "maria")
    before = seen(maria, Span())
    assert before.consultations.number == 2
    with busy.store.write("test") as session:
        case = session.scalars(figures.consultations(AUTUMN)).one()
        hidden = session.get_one(Consultation, case)
        hidden.officer, hidden.embargo_until = busy.store.author.officer, DAY + timedelta(days=9)
    after = seen(maria, Span())
    assert (before.affected.number, after.affected.number) == (6, 1)
    assert (len(before.stages["CONSULTED"]), len(after.stages["CONSULTED"])) == (6, 1)
    assert (len(after.stages["REGISTERED"]), after.enrolled.number) == (1, 1)
    maria.close()


def test_numbers_of_a_picture_are_those_of_its_table_and_its_words(busy: Office) -> None:
    with language("id"):
        found = pictures(seen(busy, AUTUMN), AUTUMN, DAY)
        way = stages(seen(busy, AUTUMN))
    assert way.table()[1:4] == [
        ("Dikonsultasikan", "5", ""),
        ("Didaftarkan", "5", "100%"),
        ("Dilatih", "2", "40%"),
    ]
    assert "Dilatih 2 40%" in way.told()
    for picture in found:
        assert len(picture.table()) == len(picture.parts) + 1
        assert {len(row) for row in picture.table()} == {len(picture.heads)}
        for part in picture.parts:
            assert " ".join(part.cells) in picture.told()


def test_spans_follow_each_other() -> None:
    day = date(2026, 11, 24)
    assert span_around(Length.QUARTER, day) == AUTUMN
    assert span_around(Length.MONTH, moved(Length.MONTH, day, 2)) == Span(
        date(2027, 1, 1), date(2027, 1, 31)
    )
    assert span_around(Length.PROGRAMME_YEAR, moved(Length.PROGRAMME_YEAR, day, -1)) == Span(
        programme_year=2025
    )
    with language("id"):
        assert words_of(Length.QUARTER, day) == "Triwulan 4 2026"
        assert words_of(Length.MONTH, day) == "November 2026"


def test_first_steps_tick_themselves(office: Office) -> None:
    assert [step.done for step in steps(office)] == [False] * 5
    employer, programme = make.employer(), make.programme()
    with office.store.write("test") as session:
        home = session.get_one(OfficeRecord, "MND")
        home.address, home.city = "Jalan Contoh 1", "Manado"
        session.add_all([employer, make.consultation(employer), programme])
        session.add(make.training_class(programme))
    assert [step.done for step in steps(office)] == [True] * 4 + [False]
    assert morning(office, Span()).steps
