"""Employers and workers on their pages: by keys, on a real office."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.records import Contact, ContactAttempt, Employer, Membership, Worker
from desktop_app.records.worker import ContactResult
from tests import make
from tests.homes import colleague
from tests.ui import audit
from tests.ui.pages import CTRL, Key, Open
from ui.pages.worker_contacts import AttemptsPane
from ui.widgets.part import TablePart


def offer(bar: QWidget, text: str) -> QPushButton:
    """The button of a bar that says `text`."""
    buttons = bar.findChildren(QPushButton)
    return next(b for b in buttons if text in b.text() and b.isVisible())


def test_an_employer_by_keys_and_back(desk: Open) -> None:
    d = desk()
    d.show("employers")
    d.press(Key.Key_N, CTRL)
    assert d.page.pane.view is not None
    d.enter("18003456", "PT Minahasa Garmen", "Rina Manoppo")
    d.press(Key.Key_S, CTRL)
    found = d.saved(Employer)
    assert [(e.npp, e.name, e.contact) for e in found] == [
        ("18003456", "PT Minahasa Garmen", "Rina Manoppo")
    ]
    assert d.page.pane.view is None
    assert d.page.pane.list.current_id() == found[0].id
    d.press(Key.Key_Z, CTRL)
    assert d.saved(Employer) == []


def test_a_draft_survives_the_window(desk: Open) -> None:
    d = desk()
    d.show("workers")
    d.press(Key.Key_N, CTRL)
    d.enter(make.nik(7))
    QTest.keyClicks(d.hand, "Ma'ruf")
    d.close()
    again = desk()
    page = again.show("workers")
    assert again.saved(Worker) == []
    draft = next(b for b in page.findChildren(QPushButton) if b.text().startswith("Ma'ruf,"))
    draft.setFocus()
    again.press(Key.Key_Space)
    view = page.pane.view
    assert view is not None
    assert view.draft.get("name") == "Ma'ruf"
    assert view.draft.get("birth_date") == make.born(7)
    assert "dipulihkan" in view.banner.accessibleName()
    again.press(Key.Key_S, CTRL)
    assert [w.name for w in again.saved(Worker)] == ["Ma'ruf"]
    again.show("employers")
    page = again.show("workers")
    assert not page.pane._open_drafts.isVisible()


def test_a_draft_of_a_saved_record_comes_back_and_can_be_discarded(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.employer(1))
    page = d.show("employers")
    d.press(Key.Key_Return)
    assert page.pane.view is not None
    page.pane.view.form.rows["name"].editor.setFocus()
    QTest.keyClick(d.hand, Key.Key_End)
    QTest.keyClicks(d.hand, " Jaya")
    d.press(Key.Key_Escape)
    assert page.pane.view is None
    d.press(Key.Key_Return)
    view = page.pane.view
    assert view is not None
    assert view.draft.get("name") == "PT Contoh 1 Jaya"
    discard = offer(view.banner, "Buang")
    discard.setFocus()
    d.press(Key.Key_Space)
    assert page.pane.view is not None
    assert page.pane.view.draft.get("name") == "PT Contoh 1"
    d.press(Key.Key_Escape)
    assert d.saved(Employer)[0].name == "PT Contoh 1"


def test_two_writers_choose(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.employer(1, contact="Rina"))
    page = d.show("employers")
    d.press(Key.Key_Return)
    view = page.pane.view
    assert view is not None
    other = colleague(d.office)
    with other.write("test") as session:
        theirs = session.get_one(Employer, view.draft.id)
        theirs.contact, theirs.phone = "Dewi", "+6281244556677"
    other.close()
    view.form.rows["contact"].editor.setFocus()
    QTest.keyClick(d.hand, Key.Key_A, CTRL)
    QTest.keyClicks(d.hand, "Sari")
    d.press(Key.Key_S, CTRL)
    said = view.banner.accessibleName()
    assert "Dewi" in said
    assert "Sari" in said
    mine = offer(view.banner, "isian saya")
    mine.setFocus()
    d.press(Key.Key_Space)
    d.press(Key.Key_S, CTRL)
    saved = d.saved(Employer)[0]
    assert (saved.contact, saved.phone) == ("Sari", "+6281244556677")


def test_the_same_npp_is_refused_at_its_field(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.employer(1))
    page = d.show("employers")
    d.press(Key.Key_N, CTRL)
    d.enter("00000001", "PT Lain")
    d.press(Key.Key_S, CTRL)
    view = page.pane.view
    assert view is not None
    assert view.form.rows["npp"].state == "bad"
    assert view.form.rows["npp"].isAncestorOf(d.hand)
    d.enter("2")
    d.press(Key.Key_S, CTRL)
    assert len(d.saved(Employer)) == 1  # 000000012 has a letter too many
    QTest.keyClick(d.hand, Key.Key_A, CTRL)
    d.enter("00000002")
    d.press(Key.Key_S, CTRL)
    assert [e.npp for e in d.saved(Employer)] == ["00000001", "00000002"]


def test_save_and_new_keeps_what_sticks(desk: Open) -> None:
    d = desk()
    page = d.show("workers")
    d.press(Key.Key_N, CTRL)
    d.enter(make.nik(1), "Rina")
    view = page.pane.view
    assert view is not None
    view.form.fill({"region": None, "education": "SMA"})
    d.press(Key.Key_Return, CTRL)
    view = page.pane.view
    assert view is not None
    assert view.draft.is_new
    assert view.draft.get("education") == "SMA"
    assert view.draft.get("name") is None
    assert [w.name for w in d.saved(Worker)] == ["Rina"]


def test_void_is_taken_back(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add_all([make.employer(1), make.employer(2)])
    page = d.show("employers")
    page.pane.list.table.setFocus()
    page.pane.list.table.selectAll()
    d.press(Key.Key_Delete)
    assert d.saved(Employer) == []
    assert "2 data" in d.window.bar.accessibleName()
    d.press(Key.Key_Z, CTRL)
    assert len(d.saved(Employer)) == 2


def test_duplicate_begins_a_new_record(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.employer(1, contact="Rina"))
    page = d.show("employers")
    d.press(Key.Key_D, CTRL)
    view = page.pane.view
    assert view is not None
    assert view.draft.is_new
    assert (view.draft.get("npp"), view.draft.get("contact")) == (None, "Rina")


def test_a_doubled_nik_warns_and_leads_there(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7, name="Rina Manoppo"))
    page = d.show("workers")
    d.press(Key.Key_N, CTRL)
    d.enter(make.nik(7))
    d.settle()
    view = page.pane.view
    assert view is not None
    assert "Rina Manoppo" in view.banner.accessibleName()
    assert view.form.rows["nik"].editor.echo() == (
        "Laki-laki, lahir 1 Januari 1985, Sulawesi Utara"
    )
    go = offer(view.banner, "Buka data tersebut")
    go.setFocus()
    d.press(Key.Key_Space)
    assert page.pane.view is not None
    assert page.pane.view.draft.get("name") == "Rina Manoppo"


def test_showing_a_masked_value_is_written_down(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7))
    page = d.show("workers")
    row = page.pane.list.model.row_at(0)
    assert row is not None
    assert row["nik"].startswith("•" * 12)
    assert row["birth_date"] == "1985"
    d.press(Key.Key_Return)
    view = page.pane.view
    assert view is not None
    assert view.form.rows["nik"].isAncestorOf(d.hand)
    assert not view.form.rows["birth_date"].editor.isVisible()
    d.press(Key.Key_Tab)
    assert d.hand.accessibleName() == "Tampilkan NIK"
    d.press(Key.Key_Space)
    assert view.form.rows["birth_date"].editor.isVisible()
    assert view.form.rows["nik"].editor.isVisible()
    d.press(Key.Key_Tab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert view.part == "history"
    table = view.inner()
    assert isinstance(table, TablePart)
    lines = table.table.table
    assert lines.rowCount() == 2
    first = lines.row_at(0)
    assert first is not None
    assert first["what"] == "Ditampilkan"
    assert first["new"] == "Tanggal lahir, NIK"


def test_any_number_of_kpj(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.worker(7, name="Rina"))
    page = d.show("workers")
    d.press(Key.Key_Return)
    d.press(Key.Key_Tab, CTRL)
    view = page.pane.view
    assert view is not None
    assert view.part == "memberships"
    for number in ("19087345218", "19087345226"):
        d.press(Key.Key_N, CTRL)
        d.enter(number)
        d.press(Key.Key_S, CTRL)
    assert [m.kpj for m in d.saved(Membership)] == ["19087345218", "19087345226"]
    d.press(Key.Key_Escape)
    assert page.pane.view is None
    QTest.keyClicks(d.hand, "1908734522")
    d.press(Key.Key_Return)
    assert page.pane.view is not None
    assert page.pane.view.draft.get("name") == "Rina"


def test_an_attempt_records_which_contact_was_used(desk: Open) -> None:
    d = desk()
    worker, other = make.worker(1), make.worker(2)
    sister = Contact(worker=worker.id, name="Sari, kakak", phone="+6281244556677")
    theirs = Contact(worker=other.id, name="Sarinah", phone="+6281244556688")
    with d.office.store.write("test") as session:
        session.add_all([worker, other, sister, theirs])
    page = d.show("workers")
    d.press(Key.Key_Return)
    view = page.pane.view
    assert view is not None
    view.show_part("attempts")
    d.settle()
    pane = view.inner()
    assert isinstance(pane, AttemptsPane)
    ((id, called),) = pane.choices("Contact", "sari")
    assert id == sister.id
    assert called.startswith("Sari, kakak · ")
    assert called.endswith("6677")
    assert "812445" not in called
    d.press(Key.Key_N, CTRL)
    assert pane.view is not None
    pane.view.form.fill({"contact": sister.id, "result": ContactResult.REACHED})
    d.press(Key.Key_S, CTRL)
    (saved,) = d.saved(ContactAttempt)
    assert (saved.worker, saved.contact, saved.at) == (worker.id, sister.id, d.office.today)
    assert saved.result is ContactResult.REACHED


def test_a_consultation_begins_at_its_employer(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.employer(1))
    page = d.show("employers")
    d.press(Key.Key_Return)
    view = page.pane.view
    assert view is not None
    next(a for a in view.acts if a.name == "consult").run()
    d.settle()
    assert d.window.page_name == "consultations"
    begun = d.page.pane.view
    assert begun is not None
    assert begun.draft.get("employer") == view.draft.id
    assert begun.draft.is_new


def test_a_draft_of_a_sub_list_opens_through_its_worker(desk: Open) -> None:
    d = desk()
    worker = make.worker(7, name="Rina")
    with d.office.store.write("test") as session:
        session.add(worker)
    page = d.show("workers", id=worker.id, part="memberships")
    d.press(Key.Key_N, CTRL)
    QTest.keyClicks(d.hand, "190873")
    d.show("employers")
    draft = page.pane.drafts.all()[0]
    assert (draft.record, draft.caption) == ("membership", "190873")
    page.pane.close_view()
    page = d.show("workers", draft=draft.id)
    view = page.pane.view
    assert view is not None
    assert (view.draft.id, view.part) == (worker.id, "memberships")
    offers = [b.text() for b in audit.seen(view) if isinstance(b, QPushButton)]
    assert any(text.startswith("190873,") for text in offers)
