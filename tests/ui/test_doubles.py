"""Two records of one person: told while typing, compared, made one, and taken apart; by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.desk.merging import said_apart
from desktop_app.office import Office
from desktop_app.records import AffectedWorker, Membership, Merge, Worker
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.doubles import DoublesPane
from ui.pages.doubles_view import DoublesView
from ui.pages.merge_view import MergeView
from ui.shell import Look


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Open]:
    made: list[Desk] = []

    def desk(look: Look | None = None) -> Desk:
        made.append(Desk(office, qtbot, look))
        return made[-1]

    yield desk
    for one in made:
        one.close()


def offered(bar: QWidget) -> list[str]:
    return [b.text().replace("&", "") for b in bar.findChildren(QPushButton) if b.isVisible()]


def take(d: Desk, bar: QWidget, text: str) -> None:
    buttons = bar.findChildren(QPushButton)
    next(b for b in buttons if text in b.text() and b.isVisible()).setFocus()
    d.press(Key.Key_Space)


def enter_worker(d: Desk, nik: str, name: str, born: str) -> None:
    d.press(Key.Key_N, CTRL)
    d.enter(nik, name)
    if not nik:
        d.enter(born)
    d.settle()


def test_name_and_birth_date_warn_in_any_spelling(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7, name="H. Muhammad Djoko, S.Pd.", nik=None))
    page = d.show("workers")
    enter_worker(d, "", "Moh. Joko", "01/01/1985")
    view = page.pane.view
    assert view is not None
    assert "H. Muhammad Djoko" in view.banner.accessibleName()
    assert offered(view.banner) == ["Buka data tersebut", "Gabungkan", "Tetap lanjutkan"]
    take(d, view.banner, "Tetap lanjutkan")
    d.press(Key.Key_S, CTRL)
    one, other = d.saved(Worker)
    with d.office.store.read() as session:
        assert said_apart(session, Worker) == {frozenset((one.id, other.id))}


def test_another_name_of_that_day_warns_of_nothing(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7, name="Budi Santoso", nik=None))
    page = d.show("workers")
    enter_worker(d, "", "Budi Hartono", "01/01/1985")
    view = page.pane.view
    assert view is not None
    assert not view.banner.isVisible()


def test_one_nik_for_two_needs_a_reason(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7, name="Rina Manoppo"))
    page = d.show("workers")
    enter_worker(d, make.nik(7), "Budi", "")
    view = page.pane.view
    assert view is not None
    take(d, view.banner, "Tetap lanjutkan")
    assert view.banner.isVisible(), "without a reason it is asked again"
    d.answers.lines = ["NIK ganda, sedang diurus di Dukcapil"]
    take(d, view.banner, "Tetap lanjutkan")
    d.press(Key.Key_S, CTRL)
    (put_down,) = d.saved(Merge)
    assert put_down.reason == "NIK ganda, sedang diurus di Dukcapil"


def test_what_was_typed_goes_into_the_recorded_one(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7, name="Rina Manoppo", phone=None))
    page = d.show("workers")
    enter_worker(d, make.nik(7), "Rina M.", "")
    view = page.pane.view
    assert view is not None
    view.form.fill({"phone": "+6281244556677"})
    d.settle()
    take(d, view.banner, "Gabungkan")
    again = page.pane.view
    assert again is not None and not again.draft.is_new
    assert again.draft.get("name") == "Rina Manoppo"
    d.press(Key.Key_S, CTRL)
    assert [(w.name, w.phone) for w in d.saved(Worker)] == [("Rina Manoppo", "+6281244556677")]


def test_an_employer_in_another_spelling(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.employer(1, name="PT Sinar Jaya Tbk"))
    page = d.show("employers")
    d.press(Key.Key_N, CTRL)
    d.enter("", "CV. Sinar Djaja")
    d.settle()
    view = page.pane.view
    assert view is not None
    assert "PT Sinar Jaya Tbk" in view.banner.accessibleName()
    take(d, view.banner, "Buka data tersebut")
    assert page.pane.view is not None
    assert page.pane.view.draft.get("name") == "PT Sinar Jaya Tbk"


def pane(d: Desk) -> DoublesPane:
    found = d.page.pane
    assert isinstance(found, DoublesPane)
    return found


def two(d: Desk) -> tuple[Worker, Worker]:
    kept = make.worker(7, id=f"{1:032}", name="Djoko Widodo", nik=None, major="Mesin")
    merged = make.worker(7, name="Joko Widodo", phone="+6281244556677", major="Las")
    with d.office.store.write("test") as session:
        session.add_all([kept, merged])
        session.add(Membership(worker=merged.id, kpj="19087345226"))
    return kept, merged


def test_found_compared_made_one_and_taken_apart(desk: Open) -> None:
    d = desk()
    kept, merged = two(d)
    page = d.show("workers")
    next(a for a in page.pane.list_actions() if a.name == "doubles").run()
    d.settle()
    doubles = page.pane.aside
    assert isinstance(doubles, DoublesView)
    assert doubles.table.table.rowCount() == 1
    d.press(Key.Key_Return)
    merge = page.pane.aside
    assert isinstance(merge, MergeView)
    rows = [merge.table.table.row_at(n) for n in range(merge.table.table.rowCount())]
    shown = {row["field"]: (row["ours"], row["theirs"]) for row in rows if row}
    assert shown["NIK"] == ("   –", "✓ " + "•" * 12 + "9907")
    assert shown["Jurusan"] == ("✓ Mesin", "   Las")
    at = [row["field"] for row in rows if row].index("Jurusan")
    for _step in range(at):
        d.press(Key.Key_Down)
    d.press(Key.Key_Right)
    assert "major" in merge.taken
    merge.reason.setFocus()
    QTest.keyClicks(d.hand, "KTP sama")
    d.press(Key.Key_S, CTRL)
    assert isinstance(page.pane.aside, DoublesView)
    assert page.pane.aside.none.isVisible()
    (one,) = d.saved(Worker)
    assert (one.id, one.major, one.phone) == (kept.id, "Las", "+6281244556677")
    assert [m.worker for m in d.saved(Membership)] == [kept.id]
    d.press(Key.Key_Escape)
    assert page.pane.list.current_id() == kept.id
    d.show("workers", id=merged.id)
    view = page.pane.view
    assert view is not None and view.draft.id == kept.id
    assert "Joko Widodo" in view.banner.accessibleName()
    take(d, view.banner, "Tampilkan data semula")
    view = page.pane.view
    assert view is not None and view.draft.id == merged.id
    assert view.opened.locked
    take(d, view.banner, "Pisahkan kembali")
    assert {w.id: w.major for w in d.saved(Worker)} == {kept.id: "Mesin", merged.id: "Las"}
    assert [m.worker for m in d.saved(Membership)] == [merged.id]


def test_the_other_record_is_named_or_looked_for(desk: Open) -> None:
    d = desk()
    kept, _merged = two(d)
    page = d.show("workers", id=kept.id)
    for typed, shown in (("+6281244556677", MergeView), ("", DoublesView)):
        view = page.pane.view
        assert view is not None
        d.answers.lines = [typed]
        next(a for a in view.acts if a.name == "merge").run()
        d.settle()
        assert isinstance(page.pane.aside, shown)
        page = d.show("workers", id=kept.id)
    view = page.pane.view
    assert view is not None
    d.answers.lines = ["Tidak ada"]
    next(a for a in view.acts if a.name == "merge").run()
    d.settle()
    assert page.pane.aside is None
    assert "Tidak ada yang ditemukan" in d.window.bar.accessibleName()


def test_a_merge_is_undone_at_once(desk: Open) -> None:
    d = desk()
    kept, merged = two(d)
    d.show("workers")
    pane(d).compare(kept.id, merged.id)
    d.settle()
    d.press(Key.Key_F7)
    d.press(Key.Key_S, CTRL)
    assert [w.id for w in d.saved(Worker)] == [merged.id]
    d.press(Key.Key_Z, CTRL)
    assert {w.id for w in d.saved(Worker)} == {kept.id, merged.id}


def test_two_who_are_not_one(desk: Open) -> None:
    d = desk()
    two(d)
    page = d.show("workers")
    next(a for a in page.pane.list_actions() if a.name == "doubles").run()
    d.settle()
    d.answers.lines = ["kembar"]
    d.press(Key.Key_Delete)
    doubles = page.pane.aside
    assert isinstance(doubles, DoublesView)
    assert doubles.none.isVisible()
    d.press(Key.Key_Escape)
    next(a for a in page.pane.list_actions() if a.name == "doubles").run()
    d.settle()
    assert isinstance(page.pane.aside, DoublesView) and page.pane.aside.none.isVisible()
    assert len(d.saved(Worker)) == 2


def test_what_is_masked_is_shown_only_in_writing(desk: Open) -> None:
    d = desk()
    kept, merged = two(d)
    page = d.show("workers")
    pane(d).compare(kept.id, merged.id)
    d.settle()
    d.press(Key.Key_T, CTRL)
    merge = page.pane.aside
    assert isinstance(merge, MergeView)
    first = [merge.table.table.row_at(n) for n in range(merge.table.table.rowCount())]
    assert any(row and "7171 0101" in row["theirs"] for row in first), first
    from desktop_app.store import journal

    with d.office.store.raw() as connection:
        assert journal.history(connection, merged.id)[-1].do == "access"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("size", [QSize(1366, 728), QSize(911, 472)], ids=["wide", "small"])
def test_nothing_is_cut_off(desk: Open, language: str, points: float, size: QSize) -> None:
    d = desk(Look(language=language, theme="light", points=points))
    kept, merged = two(d)
    d.show("workers")
    d.window.resize(size)
    for show in (pane(d).show_doubles, lambda: pane(d).compare(kept.id, merged.id)):
        show()
        d.settle()
        assert d.window.size() == size
        for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
            assert check(d.window) == []


def test_adding_somebody_to_a_case_asks_whether_it_is_one_recorded(desk: Open) -> None:
    d = desk()
    employer = make.employer(1)
    case, known = make.consultation(employer), make.worker(7, name="Moh. Ma'ruf")
    with d.office.store.write("test") as session:
        session.add_all([employer, case, known])
    d.show("consultations", id=case.id, part="people")
    d.press(Key.Key_N, CTRL)
    nik = f"{make.nik(7)[:12]}0001"
    d.enter(nik, "Muhammad Maruf")
    d.settle()
    assert d.saved(AffectedWorker) == []
    shown = [b for b in d.window.findChildren(QPushButton) if b.text() == "Ini Moh. Ma'ruf"]
    assert len(shown) == 1 and shown[0].isVisible()
    shown[0].setFocus()
    d.press(Key.Key_Space)
    assert [c.worker for c in d.saved(AffectedWorker)] == [known.id]
    # Another person after all: Enter once more.
    d.enter(f"{make.nik(7)[:12]}0002", "Mohamad Makruf")
    d.press(Key.Key_Return)
    assert len(d.saved(Worker)) == 2
    assert len(d.saved(AffectedWorker)) == 2
