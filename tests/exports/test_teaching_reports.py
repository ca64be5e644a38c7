"""Reports of training with the numbers written out, and the records behind each of them."""

from __future__ import annotations

from datetime import date

from desktop_app.desk import assessments, evaluation, results, skill_gaps
from desktop_app.desk.assessments import Sitting
from desktop_app.office import Office
from desktop_app.processes.evaluation import read_sheet
from desktop_app.records import ClassVisit
from desktop_app.records.teaching import Verdict
from desktop_app.records.training import TrainingResult
from exports.reports import REPORTS, Question
from exports.sheet import Sheet
from tests.classroom import FIRST, LAST, Classroom, body, classroom

PASSED, FAILED = TrainingResult.PASSED, TrainingResult.FAILED


def ask(office: Office, name: str, **options: str) -> Sheet:
    with office.store.read() as session:
        return REPORTS[name].sheet(session, Question.of(office, options=options))


def two_classes(office: Office) -> tuple[Classroom, Classroom]:
    """Three people with 100, 80 and 70 %, and two with 90 and 100 %."""
    first = classroom(office, marks=("HHHHHHHHHH", "HHHHHHHHSA", "HHHHHHHAAA"))
    second = classroom(office, ("Dedi", "Eka"), marks=("HHHHHHHHHA", "HHHHHHHHHH"), number=2)
    return first, second


def test_attendance_is_added_up_by_lesson_hours(office: Office) -> None:
    first, _second = two_classes(office)
    sheet = ask(office, "attendance-summary")
    # 80 + 64 + 56 of 3 x 80 JP; 72 + 80 of 2 x 80 JP.
    assert [(row[1], *row[3:]) for row in sheet.rows] == [
        ("MND-001", 3, 200, 240, 8333, 2, 0, 1, 0),
        ("MND-002", 2, 152, 160, 9500, 2, 0, 0, 0),
    ]
    totals = sheet.totals()
    assert totals is not None and totals[3:] == [5, 352, 400, 8800, 4, 0, 1, 0]
    lost = sheet.counted(0, 9)
    assert lost is not None and lost.ids == {first.people[2].id}
    everybody = sheet.counted(2, 3)
    assert everybody is not None and len(everybody.ids) == 5


def test_classes_of_a_provider_stand_together(office: Office) -> None:
    first, second = two_classes(office)
    sheet = ask(office, "attendance-summary", by="provider")
    assert [row[1:4] for row in sheet.rows] == [
        ("BLK Bitung 1", "Kelas: 1", 3),
        ("BLK Bitung 2", "Kelas: 1", 2),
    ]
    with office.store.write("test") as session:
        session.get_one(type(second.taught), second.taught.id).provider = first.provider.id
    (row,) = ask(office, "attendance-summary", by="provider").rows
    assert row[1:7] == ("BLK Bitung 1", "Kelas: 2", 5, 352, 400, 8800)


def test_results_of_a_class(office: Office) -> None:
    room, _other = two_classes(office)
    entries = {
        room.people[0].id: {"result": PASSED},
        room.people[1].id: {"result": FAILED},
        room.people[2].id: {"result": PASSED},
    }
    with office.store.write("test") as session:
        results.enter(session, room.taught.id, entries, "Sakit")
    sheet = ask(office, "training-results")
    # Two of three passed, one of them for a reason; of the second class nothing is known.
    assert [row[3:] for row in sheet.rows] == [(3, 2, 1, 0, 3, 6667, 1), (2, 0, 0, 2, 0, None, 0)]
    totals = sheet.totals()
    assert totals is not None and totals[8] == 6667
    reasoned = sheet.counted(0, 9)
    assert reasoned is not None and reasoned.ids == {room.people[2].id}


def test_gaps_that_closed(office: Office) -> None:
    room = classroom(office)
    with office.store.write("test") as session:
        skill_gaps.lack(session, room.taught.id, "Mengoperasikan forklif", 3, 1)
        skill_gaps.lack(session, room.taught.id, "Membaca simbol", 2, 2)
    with office.store.read() as session:
        gaps = skill_gaps.gaps_of(session, room.taught.id)
    lacking = [gap.record.id for gap in gaps if gap.record.wanted == 3]
    levels = {lacking[0]: {"after": 3}, lacking[1]: {"after": 2}}
    with office.store.write("test") as session:
        skill_gaps.judge(session, room.taught.id, levels)
    sheet = ask(office, "closed-gaps")
    # Three lacked it, two were judged: one closed, one narrowed. Who lacked nothing is no gap.
    assert [row[3:] for row in sheet.rows] == [(3, 3, 2, 1, 1, 0, 5000, 1)]
    closed = sheet.counted(0, 6)
    assert closed is not None and closed.record == "skill_gap" and closed.ids == {lacking[0]}


def test_visits_and_opinions_by_provider(office: Office) -> None:
    room, other = two_classes(office)
    visits = [
        ClassVisit(training_class=room.taught.id, day=FIRST, heads=1, findings="Dua pulang"),
        ClassVisit(training_class=room.taught.id, day=LAST, heads=1, announced=True),
    ]
    with office.store.write("test") as session:
        session.add_all(visits)
        for line in ("54345", "55555", "43334", "50445", "44444"):
            evaluation.enter(session, room.taught.id, read_sheet(line))
        evaluation.enter(session, other.taught.id, read_sheet("11111"))
    sheet = ask(office, "class-visits", by="provider")
    # On the first day three were marked and one was there; on the last only Ani was marked.
    assert [(row[1], *row[3:]) for row in sheet.rows] == [("BLK Bitung 1", 2, 1, 2, 4, 1, 1)]
    doubted = sheet.counted(0, 7)
    assert doubted is not None and doubted.ids == {visits[0].id}
    sheet = ask(office, "evaluation", by="provider")
    assert [row[3:] for row in sheet.rows] == [
        (5, "4,6 (n = 5)", "– (n = 4)", "3,8 (n = 5)", "4 (n = 5)", "4,6 (n = 5)", "4,2"),
        (1, "– (n = 1)", "– (n = 1)", "– (n = 1)", "– (n = 1)", "– (n = 1)", "–"),
    ]
    assert "tidak ditampilkan di bawah 5 jawaban" in sheet.notes[0]


def test_the_certificate_that_ends_next_stands_first(office: Office) -> None:
    room = classroom(office)
    sitting = Sitting(body(office).id, "Operator Forklif", date(2026, 11, 23))
    until = {0: date(2027, 1, 10), 1: date(2026, 11, 23)}
    entries = {
        room.people[n].id: {"verdict": Verdict.COMPETENT, "valid_until": day}
        for n, day in until.items()
    }
    entries[room.people[2].id] = {"verdict": Verdict.NOT_YET}
    with office.store.write("test") as session:
        assessments.enter(session, room.taught.id, sitting, entries)
    sheet = ask(office, "assessments")
    assert [(row[1], row[6], row[9], row[10]) for row in sheet.rows] == [
        ("Budi", "Kompeten", date(2026, 11, 23), "Sudah berakhir"),
        ("Ani", "Kompeten", date(2027, 1, 10), "Segera berakhir"),
        ("Cici", "Belum kompeten", None, None),
    ]
