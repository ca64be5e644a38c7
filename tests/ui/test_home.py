"""Home by keys: pictures that are tables, figures that open their rows, the start of the week."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.desk import decisions
from desktop_app.desk.calendar import remind
from desktop_app.desk.monday import begins_week, monday
from desktop_app.desk.spans import Length, span_around
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import BudgetLine, BudgetMovement, Claim, TrainingProgramme
from desktop_app.records.budget import Movement
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.consultation import Agreement, ConsultationState, Retain
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkOutcome as W
from exports.home_paper import home_paper, money_paper, week_paper
from tests import make
from tests.cohorts import cohort
from tests.homes import Clock
from tests.ui import audit
from tests.ui.pages import Key
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.pages.home import HomePage
from ui.paper import PaperDialog
from ui.shell import Look
from ui.signals import Signals
from ui.widgets.chart_table import ChartTable
from ui.widgets.ring_chart import RingChart
from ui.window import Window

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
S = EnrolmentState


@pytest.fixture
def busy(office: Office) -> Office:
    """Four people enrolled in a class of this week, one begun; a matter waits, a call is due."""
    employer, programme = make.employer(), make.programme()
    case = make.consultation(
        employer,
        follow_up_on=make.DAY + timedelta(days=1),
        state=ConsultationState.HELD,
        retain=Retain.YES,
        agreement=Agreement.RETAIN,
    )
    taught = make.training_class(programme, starts_on=make.DAY + timedelta(days=2))
    people = [make.worker(n) for n in range(1, 5)]
    affected = [make.case(worker, case) for worker in people]
    enrolled = [
        make.enrolment(one, programme, n, training_class=taught.id, state=state)
        for n, (one, state) in enumerate(
            zip(affected, (S.IN_TRAINING, S.ASSIGNED, S.ASSIGNED, S.ASSIGNED), strict=True), 1
        )
    ]
    with office.store.write("test") as session:
        session.add_all([employer, programme, case, taught, *people, *affected, *enrolled])
    with office.store.write("test") as session:
        decisions.ask(session, "agreement", case)
        remind(session, "Telepon Bu Rina", make.DAY + timedelta(days=3))
    return office


class Desk:
    """The window on an office, Home in sight, driven by keys."""

    def __init__(self, office: Office, qtbot: QtBot) -> None:
        self.jobs, self.crashes = Jobs(), list[BaseException]()
        self.jobs.crashed.connect(self.crashes.append)
        self.bot = qtbot
        self.window = Window(
            DeskOffice(office), Look(theme="light"), jobs=self.jobs, signals=Signals()
        )
        qtbot.addWidget(self.window)
        self.window.show_page("home")
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.rest()

    def rest(self) -> None:
        for _ in range(3):
            self.bot.waitUntil(lambda: not self.jobs.running, timeout=10_000)
            audit.settle()

    @property
    def home(self) -> HomePage:
        page = self.window.pages["home"]
        assert isinstance(page, HomePage)
        return page

    @property
    def hand(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.hand, key, modifier)
        self.rest()

    def close(self) -> None:
        self.window.close()
        self.jobs.close()
        assert self.crashes == []


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Callable[[Office], Desk]]:
    made: list[Desk] = []

    def make_desk(office: Office) -> Desk:
        made.append(Desk(office, qtbot))
        return made[-1]

    yield make_desk
    for desk in made:
        desk.close()


def test_a_picture_is_walked_opened_read_as_a_table_and_copied(
    busy: Office, at: Callable[[Office], Desk]
) -> None:
    desk = at(busy)
    stages = desk.home.charts[0]
    desk.press(Key.Key_F6)
    desk.press(Key.Key_F6)
    stages.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert stages.accessibleDescription().startswith("Dilatih 0 0%")
    desk.press(Key.Key_C, CTRL)
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].split("\t")[:2] == ["Tahap", "Jumlah"]
    assert [line.split("\t") for line in copied] == [list(row) for row in stages.table()]
    desk.press(Key.Key_F2)
    table = QApplication.activeModalWidget()
    assert isinstance(table, ChartTable)
    cells = table.cells
    model = cells.model()
    shown = [
        tuple(model.index(r, c).data() for c in range(cells.columnCount()))
        for r in range(cells.rowCount())
    ]
    assert shown == stages.table()[1:]
    cells.setCurrentCell(1, 0)
    QTest.keyClick(cells, Key.Key_Return)
    desk.window.activateWindow()
    desk.rest()
    assert desk.home.behind is not None
    assert desk.home.behind.list.model.rowCount() == 4
    desk.press(Key.Key_Escape)
    assert desk.home.behind is None
    assert desk.hand is stages
    desk.press(Key.Key_End)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Return)
    assert desk.home.behind is not None
    assert desk.home.behind.list.model.rowCount() == 4
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.window.page_name == "workers"


def test_working_again_stands_against_the_target_of_its_version(
    office: Office, at: Callable[[Office], Desk]
) -> None:
    cohort(office, [W.NEW_EMPLOYER] * 3 + [W.SELF_EMPLOYED, W.NOT_WORKING, None])
    late: dict[str, Any] = {
        "begun": date(2026, 9, 7),
        "ended": date(2026, 9, 18),
        "asked": date(2026, 11, 2),
    }
    cohort(office, [W.KEPT] * 2, number=2, **late)
    desk = at(office)
    ring = desk.home.charts[3]
    assert isinstance(ring, RingChart)
    picture = ring.picture
    assert (picture.shown, picture.below, picture.target) == ("50%", "3 dari 6", 5000)
    assert picture.note == (
        "IND-01 v1 · dari seluruh peserta yang mulai pelatihan · target 50% (sementara)"
    )
    assert [row[:2] for row in picture.table()[1:]] == [
        ("Di perusahaan semula", "0"),
        ("Di perusahaan baru", "3"),
        ("Dipertahankan", "0"),
        ("Wirausaha", "1"),
        ("Belum diketahui", "1"),
        ("Belum bekerja", "1"),
        ("Belum jatuh tempo", "2"),
    ]
    assert picture.arcs()[0][1:] == (0, 0.5), "what counts comes first, up to the tick"
    ring.setFocus()
    desk.press(Key.Key_Down)
    assert ring.accessibleDescription().startswith("Di perusahaan baru 3 50%")
    desk.press(Key.Key_C, CTRL)
    assert "Belum diketahui\t1\t16,7%" in QApplication.clipboard().text()
    ring.copy_picture()
    assert not QApplication.clipboard().pixmap().isNull()
    desk.press(Key.Key_Return)
    assert desk.home.behind is not None
    assert desk.home.behind.list.model.rowCount() == 3
    desk.press(Key.Key_Escape)
    assert desk.hand is ring


def test_while_nobody_is_due_the_last_answers_tell_how_it_goes(
    office: Office, at: Callable[[Office], Desk]
) -> None:
    late: dict[str, Any] = {
        "begun": date(2026, 9, 7),
        "ended": date(2026, 9, 18),
        "asked": date(2026, 11, 2),
    }
    cohort(office, [W.NEW_EMPLOYER, W.SELF_EMPLOYED, W.NOT_WORKING, None], **late)
    ring = at(office).home.charts[3]
    assert isinstance(ring, RingChart)
    picture = ring.picture
    assert (picture.shown, picture.below, picture.target) == ("25%", "1 dari 4", None)
    assert picture.note.endswith("menurut jawaban terakhir; belum ada yang jatuh tempo")
    assert picture.table()[0][2] == "Dari yang mulai pelatihan"
    assert [row[1] for row in picture.table()[1:]] == ["0", "1", "0", "1", "1", "1"]


def test_money_has_a_tab_of_its_own(office: Office, at: Callable[[Office], Desk]) -> None:
    line = BudgetLine(
        code="524", name="Pelatihan", programme_year=2026, for_office="MND", ceiling=100_000_000
    )
    with office.store.write("test", audience="here") as session:
        session.add(line)
    employer = make.employer()
    with office.store.write("test") as session:
        session.add(employer)
        session.add(
            BudgetMovement(
                programme_year=2026,
                line=line.id,
                kind=Movement.REALISATION,
                amount=25_000_000,
                booked_on=date(2026, 9, 3),
                document="INV-1",
            )
        )
        for age, due in ((3, 2), (9, -1), (30, -20)):
            session.add(
                Claim(
                    number=f"PB/{age}",
                    kind=ClaimKind.REIMBURSEMENT,
                    programme_year=2026,
                    employer=employer.id,
                    received_on=make.DAY - timedelta(days=age),
                    due_on=make.DAY + timedelta(days=due),
                    state=ClaimState.SUBMITTED,
                )
            )
    desk = at(office)
    desk.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    curve, claims, _needs = desk.home.money.charts
    assert desk.hand is curve, "the cursor stands on the first picture"
    september, november = curve.picture.table()[9], curve.picture.table()[11]
    assert september == ("September", "Rp25.000.000", "Rp25.000.000", "25%")
    assert november[1] == "Rp25.000.000" and curve.picture.table()[12] == ("Desember", "", "", "")
    assert [row[:3] for row in claims.table()[1:]] == [
        ("0-7 hari", "1", "0"),
        ("8-14 hari", "1", "1"),
        ("lebih dari 14 hari", "1", "1"),
    ]
    claims.setFocus()
    desk.press(Key.Key_End)
    desk.press(Key.Key_Return)
    assert desk.home.behind is not None
    assert desk.home.behind.list.model.rowCount() == 1
    desk.press(Key.Key_Escape)
    assert desk.hand is claims
    words = words_of(money_paper(office, span_around(Length.PROGRAMME_YEAR, office.today), "2026"))
    assert "Realisasi anggaran 2026" in words and "Rp25 juta" in words and "8-14 hari" in words


def test_every_number_opens_as_many_rows(busy: Office, at: Callable[[Office], Desk]) -> None:
    desk = at(busy)
    for place in range(4):
        card = desk.home.figures.cards[place]
        number = int(card.figure.text())
        card.figure.setFocus()
        desk.press(Key.Key_Return)
        behind = desk.home.behind
        assert behind is not None
        assert behind.list.model.rowCount() == number, card.figure.accessibleName()
        desk.press(Key.Key_Escape)


def test_the_period_and_the_programme_narrow_all_of_it(
    busy: Office, at: Callable[[Office], Desk]
) -> None:
    other: TrainingProgramme = make.programme(2)
    with busy.store.write("test") as session:
        session.add_all([other, make.training_class(other, 2, capacity=12, starts_on=make.DAY)])
    desk = at(busy)
    span = desk.home.span
    span.lengths.setFocus()
    desk.press(Key.Key_End)  # the month
    assert span.span == span_around(Length.MONTH, busy.today)
    assert desk.home.figures.cards[1].figure.text() == "4"
    span.before.setFocus()
    desk.press(Key.Key_Space)
    assert span.words.text() == "Oktober 2026"
    assert desk.home.figures.cards[1].figure.text() == "0"
    span.after.setFocus()
    desk.press(Key.Key_Space)
    span.programmes.setFocus()
    desk.press(Key.Key_End)
    assert desk.home.charts[1].table()[1:] == [("Program 2", "12", "0", "0", "0%")]
    desk.window.shell.change_look(language="en")
    desk.rest()
    assert desk.home.span.span == span_around(Length.MONTH, busy.today, other.id)
    assert desk.home.charts[1].table()[1:] == [("Program 2", "12", "0", "0", "0%")]
    desk.window.shell.change_look(language="id")


def test_a_new_office_is_led_by_steps_that_tick_themselves(
    office: Office, at: Callable[[Office], Desk]
) -> None:
    desk = at(office)

    def steps() -> list[str]:
        lines = [b.accessibleName() for b in desk.home.to_do.findChildren(QPushButton)]
        return [line for line in lines if line[:1].isdigit() and line[1] == "."]

    assert len(steps()) == 5
    assert not any("selesai" in line for line in steps())
    with office.store.write("test") as session:
        session.add(make.employer())
    desk.press(Key.Key_F5)
    assert [("selesai" in line) for line in steps()] == [False, True, False, False, False]
    line = next(
        b for b in desk.home.to_do.findChildren(QPushButton) if b.accessibleName() == steps()[3]
    )
    line.setFocus()
    desk.press(Key.Key_Return)
    assert desk.window.page_name == "programmes"


def test_the_start_of_the_week_says_what_begins_and_waits(busy: Office) -> None:
    with language("id"):
        begins, calls, undecided, due, changed = monday(busy).blocks
    assert [item.text for item in begins.items] == ["Kamis 26/11 · 4 orang · Program 1"]
    assert [item.text for item in calls.items] == [
        "Selasa 24/11 · PT Contoh 1 · Konsultasi",
        "Rabu 25/11 · PT Contoh 1 · Tindak lanjut",
        "Jumat 27/11 · Telepon Bu Rina · Pengingat",
    ]
    assert len(undecided.items) == 1
    assert undecided.items[0].page == "decisions"
    assert (due.items, changed.items) == ((), ())


def test_it_comes_first_on_the_first_working_day(
    busy: Office, clock: Clock, at: Callable[[Office], Desk]
) -> None:
    assert not begins_week(busy), "a Tuesday"
    clock.now = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
    assert begins_week(busy)
    desk = at(busy)
    assert desk.home.part == "week"
    desk.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert desk.home.part == "now"
    assert desk.hand is desk.home.charts[0]
    clock.now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    desk.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert desk.hand.accessibleName() == "Kamis 26/11 · 4 orang · Program 1"
    desk.press(Key.Key_Return)
    assert desk.home.behind is not None
    assert desk.home.behind.list.model.rowCount() == 4
    desk.press(Key.Key_Escape)
    assert desk.home.part == "week"


def words_of(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_both_are_printed_on_one_page(busy: Office, at: Callable[[Office], Desk]) -> None:
    desk = at(busy)
    desk.press(Key.Key_P, CTRL)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, PaperDialog)
    words = words_of(shown.data)
    shown.close()
    desk.rest()
    assert "Tahun program 2026" in words
    for chart in desk.home.charts:
        if chart.table()[1:]:
            assert chart.title in words
    assert "1 / 20" in words, "the picture on paper has the numbers of the window"
    assert words_of(home_paper(busy, span_around(Length.YEAR, busy.today), "2026"))
    week = words_of(week_paper(busy))
    assert "4 orang · Program 1" in week
    assert "TERBATAS" in week, "it may name people"
