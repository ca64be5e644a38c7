"""Certificates: numbers, frozen snapshots, first print and duplicates, revoking and replacing."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.desk import attendance, class_life, erasure, results
from desktop_app.desk import certificates as desk
from desktop_app.desk.certificate_checks import verify
from desktop_app.desk.certificates_due import candidates, check_names
from desktop_app.errors import Cancelled, UserError
from desktop_app.office import Office
from desktop_app.processes.certificate_code import State, code_in, read
from desktop_app.processes.certificates import snapshot
from desktop_app.records import (
    Certificate,
    CertificateReprint,
    CertificateRevocation,
    CertificateTemplate,
    Enrolment,
    Handout,
    TrainingClass,
    Worker,
)
from desktop_app.records.certificate import Issuer
from desktop_app.records.teaching import Mark
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.store.undo import last_change
from desktop_app.wording import day_short
from exports import qr_reading
from exports.certificates.issuing import issue, replace
from exports.certificates.printing import duplicates, first_print, preview, unprinted
from exports.documents import DOCUMENTS
from exports.handing_out import hand_out
from exports.office_paper import office_paper
from tests import make
from tests.homes import Clock
from tests.passed import NAMES, Passed, passed_class


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[UserError]]:
    """The work inside ends in this error of the user's."""
    with pytest.raises(UserError) as error:
        yield error
    assert error.value.code == code


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def ids(office: Office) -> list[str]:
    with office.store.read() as session:
        return list(session.scalars(select(Certificate.id).order_by(Certificate.sequence)))


def one(office: Office, id: str) -> Certificate:
    with office.store.read() as session:
        return session.get_one(Certificate, id)


def state(office: Office, enrolment: str) -> EnrolmentState:
    with office.store.read() as session:
        return session.get_one(Enrolment, enrolment).state


def mark(office: Office, made: Passed, enrolment: str, seen: Mark, *, days: int) -> None:
    """Correct somebody's first days in the register."""
    with office.store.write("mark") as session:
        sheet = attendance.register(session, made.training_class, session.facts)
        cells = [attendance.Entry(one.id, enrolment, seen) for one in sheet.meetings[:days]]
        attendance.enter(session, made.training_class, cells)


def printed(office: Office, made: Passed, folder: Path) -> bytes:
    with office.store.read() as session:
        waiting = unprinted(session, made.training_class)
    first = first_print(office, waiting)
    hand_out(office, first.given, folder / "sertifikat.pdf", first.data)
    return first.data


def test_a_class_is_issued_in_one_act_in_the_order_of_names(office: Office) -> None:
    made = passed_class(office, failed=1)
    given = issue(office, made.training_class)
    assert [(row.number, row.sequence) for row in given] == [
        (f"0000{n}/SERT-VOK/MND/XI/2026", n) for n in (1, 2, 3)
    ]
    names = [said.name for row in given if (said := snapshot(row.content))]
    assert names == [NAMES[3], NAMES[0], NAMES[2]], "without titles: Abdurrahman, Budi, Siti"
    assert [state(office, id) for id in made.enrolments] == [
        *(EnrolmentState.CERTIFIED, EnrolmentState.COMPLETED),
        *(EnrolmentState.CERTIFIED, EnrolmentState.CERTIFIED),
    ]
    with refused("NOBODY"):
        issue(office, made.training_class)
    assert last_change(office.store) is None, "a number that was given is not taken back"


def test_a_series_goes_on_by_year_and_by_class(office: Office, clock: Clock) -> None:
    first, second = passed_class(office, number=1), passed_class(office, NAMES[:2], number=2)
    issue(office, first.training_class)
    assert issue(office, second.training_class)[0].sequence == 5
    clock.move(days=60)
    third = passed_class(office, NAMES[:1], number=3)
    given = issue(office, third.training_class)[0]
    assert (given.number, given.year, given.sequence) == ("00001/SERT-VOK/MND/I/2027", 2027, 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"names_checked_on": None, "names_checked_by": None}, "NAMES-UNCHECKED"),
        ({"certificate_template": None}, "TEMPLATE"),
        ({"ends_on": make.DAY + timedelta(days=1)}, "CLASS-OPEN"),
    ],
)
def test_what_is_not_ready_uses_no_number_up(
    office: Office, change: dict[str, object], code: str
) -> None:
    made = passed_class(office)
    with office.store.write("change") as session:
        held = session.get_one(TrainingClass, made.training_class)
        for name, value in change.items():
            setattr(held, name, value)
    with refused(code):
        issue(office, made.training_class)
    assert not ids(office)


def test_a_template_out_of_force_issues_nothing(office: Office) -> None:
    made = passed_class(office, valid_from=make.DAY + timedelta(days=1))
    with refused("TEMPLATE"):
        issue(office, made.training_class)


def test_attendance_corrected_after_the_result_is_asked_again(office: Office) -> None:
    made = passed_class(office, NAMES[:2])
    mark(office, made, made.enrolments[0], Mark.ABSENT, days=3)
    with office.store.read() as session:
        budi, o = candidates(session, made.training_class, office.store.facts())
    assert budi.held_back and "70" in str(budi.under) and not o.held_back
    given = issue(office, made.training_class)
    assert [said.name for row in given if (said := snapshot(row.content))] == ["O"]
    with refused("UNDER-NOW"):
        issue(office, made.training_class)
    with office.store.write("why") as session:
        values = {"result": TrainingResult.PASSED}
        results.enter(session, made.training_class, {budi.enrolment: values}, "Tugas susulan")
    assert len(issue(office, made.training_class)) == 1, "he passes for that reason"


def test_nobody_gets_another_certificate_for_too_little_attendance(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    old = issue(office, made.training_class)[0]
    mark(office, made, made.enrolments[0], Mark.ABSENT, days=3)
    with refused("UNDER-NOW"):
        replace(office, old.id, "Salah nama")
    with office.store.read() as session:
        (who,) = candidates(session, made.training_class, office.store.facts())
    assert old.number in who.said and "70" in who.said, "the list says it beside the number"


def test_a_name_changed_after_the_check_is_checked_again(office: Office) -> None:
    made = passed_class(office, NAMES[:2])
    with office.store.write("change") as session:
        session.get_one(Worker, made.workers[0]).name = "Budi Makruf"
    with refused("NAMES-CHANGED") as error:
        issue(office, made.training_class)
    assert "Budi Makruf" in str(error.value) and not ids(office)
    with office.store.write("check") as session:
        check_names(session, made.training_class, "Rina", office.today)
        session.get_one(Worker, made.workers[1]).birth_place = "Bitung"
    with refused("NAMES-CHANGED"):
        issue(office, made.training_class)
    with office.store.write("check") as session:
        check_names(session, made.training_class, "Rina", office.today)
    assert len(issue(office, made.training_class)) == 2
    with office.store.read() as session:
        kept = session.get_one(Enrolment, made.enrolments[0]).name_checked
    assert kept and "Budi" not in kept


def test_later_edits_never_reach_what_was_issued(office: Office, tmp_path: Path) -> None:
    made = passed_class(office, NAMES[:1])
    id = issue(office, made.training_class)[0].id
    before = one(office, id)
    data = printed(office, made, tmp_path)
    with office.store.write("change") as session:
        worker = session.get_one(Worker, made.workers[0])
        worker.name, worker.birth_place = "Orang Lain", "Bitung"
        session.get_one(CertificateTemplate, made.template).provider_signatory = "Pengganti"
        session.get_one(TrainingClass, made.training_class).place = "Tempat lain"
    again = duplicates(office, [id], "Hilang")
    assert one(office, id).content == before.content
    for words in (*pages(data), *pages(again.data)):
        assert "Budi Ma'ruf" in words and "Orang Lain" not in words and "Pengganti" not in words


def test_what_the_paper_says(office: Office, tmp_path: Path) -> None:
    made = passed_class(office)
    issue(office, made.training_class)
    data = printed(office, made, tmp_path)
    words = pages(data)
    assert len(words) == 2 * len(NAMES), "front and back"
    for n, name in enumerate((NAMES[3], NAMES[0], NAMES[1], NAMES[2])):
        front, back = words[2 * n], words[2 * n + 1]
        for said in (
            *("SERTIFIKAT PELATIHAN", "LULUS", "Operator Forklif", name, "Kode verifikasi"),
            *("80 JP @45 menit", "4–15 November 2026", "Manado, 24 November 2026"),
            *("Hendra Wowor, S.T.", "Johan Tumewu, S.E., M.M.", "NPK. 123457", "BLK BITUNG"),
            f"0000{n + 1}/SERT-VOK/MND/XI/2026",
        ):
            assert said.replace(" ", "") in front.replace(" ", ""), said
        for said in (name, "G.46FOR00.001.1", "Menerapkan K3", "Jumlah jam pelajaran"):
            assert said in back
        assert "tanda tangan elektronik" not in front + back
        assert make.nik(100 + n) not in front + back and "Kompeten" not in front
    assert [round(float(side)) for side in PdfReader(io.BytesIO(data)).pages[0].mediabox[2:]] == [
        *(842, 595)
    ]


def test_the_provider_alone_signs_where_the_template_says_so(office: Office) -> None:
    made = passed_class(office, NAMES[:1], issuer=Issuer.PROVIDER, shows_birth=False)
    front, back = pages(preview(office, issue(office, made.training_class)[0].id))
    assert "Johan" not in front and "BPJS" not in front and "lahir" not in front
    assert "Hendra Wowor" in front and "PRATINJAU" in front and "PRATINJAU" in back


def test_only_a_preprinted_blank_is_shifted(office: Office) -> None:
    made = passed_class(office, NAMES[:1], offset_x=100, offset_y=-50)
    id = issue(office, made.training_class)[0].id
    plain = preview(office, id)
    assert "SERTIFIKAT" in pages(plain)[0]
    with office.store.write("change") as session:
        session.get_one(CertificateTemplate, made.template).preprinted = True
    shifted = preview(office, id)
    assert "SERTIFIKAT" not in pages(shifted)[0] and "Budi Ma'ruf" in pages(shifted)[0]

    def place(pdf: bytes) -> tuple[float, float]:
        found: list[tuple[float, float]] = []

        def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
            if "Nomor" in text:
                found.append((cm[4] + tm[4], cm[5] + tm[5]))

        PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
        return found[0]

    (x, y), (right, up) = place(plain), place(shifted)
    assert right - x == pytest.approx(100 / 10 * 72 / 25.4, abs=0.1)
    assert up - y == pytest.approx(-50 / 10 * 72 / 25.4, abs=0.1)


def test_printing_that_is_cancelled_loses_nothing(office: Office, tmp_path: Path) -> None:
    made = passed_class(office)
    issue(office, made.training_class)

    def stop(done: int, total: int) -> None:
        assert total == len(NAMES)
        if done == 2:
            raise Cancelled

    with office.store.read() as session:
        waiting = unprinted(session, made.training_class)
    with pytest.raises(Cancelled):
        first_print(office, waiting, stop)
    assert len(ids(office)) == 4
    printed(office, made, tmp_path)
    with office.store.read() as session:
        assert unprinted(session, made.training_class) == []
    with refused("PRINTED"):
        first_print(office, waiting)


def test_what_is_printed_again_is_a_duplicate_and_put_down(office: Office, tmp_path: Path) -> None:
    made = passed_class(office, NAMES[:1])
    id = issue(office, made.training_class)[0].id
    assert not any("DUPLIKAT" in words for words in pages(printed(office, made, tmp_path)))
    with refused("REASON"):
        duplicates(office, [id], " ")
    for n in (1, 2):
        again = duplicates(office, [id], "Basah terkena hujan")
        assert all(f"DUPLIKAT ke-{n}" in words for words in pages(again.data))
        with office.store.read() as session:
            assert desk.next_copy(session, id) == n, "nothing is put down before it leaves"
        hand_out(office, again.given, tmp_path / f"{n}.pdf", again.data)
    with office.store.read() as session:
        kept = session.scalars(select(CertificateReprint).order_by(CertificateReprint.copy)).all()
        assert [(row.copy, row.reason) for row in kept] == [
            (1, "Basah terkena hujan"),
            (2, "Basah terkena hujan"),
        ]
        logged = session.scalars(select(Handout).where(Handout.name == "certificate")).all()
        assert len(logged) == 3 and all(row.of_id == id for row in logged)
    stale = duplicates(office, [id], "Hilang")
    hand_out(office, duplicates(office, [id], "Hilang").given, tmp_path / "3.pdf", b"x")
    with refused("COPY"):
        hand_out(office, stale.given, tmp_path / "4.pdf", stale.data)
    assert not (tmp_path / "4.pdf").exists()


def test_every_code_is_read_by_another_reader(office: Office, tmp_path: Path) -> None:
    """Debian's zbarimg: not the library that drew it."""
    made = passed_class(office)
    given = issue(office, made.training_class)
    data = printed(office, made, tmp_path)
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    for n, row in enumerate(given):
        picture = tmp_path / f"{n}.png"
        document[2 * n].render(scale=200 / 72).to_pil().save(picture)
        found = subprocess.run(
            ["zbarimg", "--quiet", "--raw", "--oneshot", str(picture)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        assert found == f"https://verifikasi.contoh.go.id/vokasi#{row.payload}"
        assert qr_reading.read(picture) == [found]
        assert verify(office, found).finding.state is State.GENUINE
    document.close()


def test_a_picture_that_is_none_is_the_users_matter(tmp_path: Path) -> None:
    for name, data in (("a.png", b"\x89PNG broken"), ("b.pdf", b"%PDF-1.4 no"), ("c.txt", b"x")):
        (tmp_path / name).write_bytes(data)
        with refused("PICTURE"):
            qr_reading.read(tmp_path / name)


def test_revoking_keeps_the_number_and_frees_the_person(office: Office, tmp_path: Path) -> None:
    made = passed_class(office, NAMES[:2])
    first, second = issue(office, made.training_class)
    with office.store.write("hand over") as session:
        assert desk.hand_over(session, [first.id], "", office.today) == 1
    for row in (first, second):
        with office.store.write("revoke") as session:
            desk.revoke(session, session.get_one(Certificate, row.id), "Salah nama")
    assert one(office, first.id).void_on is None, "it was in somebody's hands"
    assert one(office, second.id).void_reason == "Salah nama"
    assert {state(office, id) for id in made.enrolments} == {EnrolmentState.COMPLETED}
    for row in (first, second):
        assert verify(office, row.payload).finding.state is State.REVOKED
        assert verify(office, row.number).finding.state is State.REVOKED
        with refused("CERTIFICATE-GONE"):
            duplicates(office, [row.id], "Hilang")
    again = issue(office, made.training_class)
    assert [row.sequence for row in again] == [3, 4], "a void number is never given again"
    with office.store.write("revoke") as session, refused("CERTIFICATE-GONE"):
        desk.revoke(session, session.get_one(Certificate, first.id), "Lagi")


def test_a_wrong_one_is_replaced_by_a_new_number_that_names_it(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    old = issue(office, made.training_class)[0]
    with office.store.write("change") as session:
        session.get_one(Worker, made.workers[0]).name = "Budi Maruf"
    new = replace(office, old.id, "Salah nama")
    said = snapshot(new.content)
    assert said and said.name == "Budi Maruf" and said.replaces == old.number
    assert new.replaces == old.id and new.sequence == 2
    assert f"Pengganti sertifikat nomor {old.number}" in pages(preview(office, new.id))[0]
    assert state(office, made.enrolments[0]) is EnrolmentState.CERTIFIED
    with office.store.read() as session:
        gone = session.scalars(select(CertificateRevocation)).one()
        assert (gone.number, gone.replaced_by, gone.reason) == (
            *(old.number, new.number),
            "Salah nama",
        )
    found = verify(office, old.payload)
    assert found.finding.state is State.REVOKED and found.finding.withdrawn
    assert found.finding.withdrawn.replaced_by == new.number
    assert verify(office, new.payload).finding.state is State.GENUINE
    with refused("CERTIFICATE-GONE"):
        replace(office, old.id, "Lagi")


def test_the_books_know_another_code_for_the_number(office: Office) -> None:
    """A thief of the PC's key can seal; he cannot change what the books have."""
    made = passed_class(office, NAMES[:1])
    row = issue(office, made.training_class)[0]
    from dataclasses import replace as changed

    from desktop_app.processes.certificate_code import sealed

    forged = sealed(changed(read(row.payload).claim, hours=800), office.keys.node.sign)
    found = verify(office, forged)
    assert found.finding.state is State.ALTERED and "kode yang lain" in found.said


def test_a_number_nobody_knows_is_said(office: Office) -> None:
    with refused("NOT-FOUND"):
        verify(office, "00009/SERT-VOK/MND/XI/2026")
    assert verify(office, "https://x.go.id/#ABC").finding.state is State.ALTERED


def test_nobody_who_failed_gets_another(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    row = issue(office, made.training_class)[0]
    with office.store.write("change") as session:
        session.get_one(Enrolment, made.enrolments[0]).result = TrainingResult.FAILED
    with refused("NOBODY"):
        replace(office, row.id, "Salah nama")
    assert len(ids(office)) == 1


def test_nobody_fails_while_a_certificate_says_otherwise(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    row = issue(office, made.training_class)[0]
    failed = {made.enrolments[0]: {"result": TrainingResult.FAILED}}
    with refused("RESULT-CERTIFIED"), office.store.write("results") as session:
        results.enter(session, made.training_class, failed)
    with office.store.write("score") as session:
        results.enter(session, made.training_class, {made.enrolments[0]: {"score": 90}})
    with office.store.write("revoke") as session:
        desk.revoke(session, session.get_one(Certificate, row.id), "Nilai keliru")
    with office.store.write("results") as session:
        results.enter(session, made.training_class, failed)
    with refused("NOBODY"):
        issue(office, made.training_class)


def test_no_class_runs_again_while_its_certificates_stand(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    row = issue(office, made.training_class)[0]
    with refused("CLASS-CERTIFIED"), office.store.write("reopen") as session:
        class_life.reopen(session, made.training_class, "Tanggal keliru")
    with office.store.write("revoke") as session:
        desk.revoke(session, session.get_one(Certificate, row.id), "Tanggal keliru")
    with office.store.write("reopen") as session:
        class_life.reopen(session, made.training_class, "Tanggal keliru")
    assert state(office, made.enrolments[0]) is EnrolmentState.IN_TRAINING


def test_a_certificate_more_costs_three_kilobytes_at_most(office: Office) -> None:
    made = passed_class(office, [f"Pekerja Contoh Nomor {n}" for n in range(12)])
    given = [row.id for row in issue(office, made.training_class)]
    few, many = (len(first_print(office, some).data) for some in (given[:2], given))
    assert (many - few) / 10 <= 3000, "front and back"


def test_a_number_revoked_by_its_number_alone_is_known(headquarters: Office) -> None:
    number = "00005/SERT-VOK/MND/XI/2026"
    with headquarters.store.write("revoke") as session:
        desk.revoke_number(session, number, "Blangko hilang")
    with headquarters.store.write("revoke") as session, refused("NOT-FOUND"):
        desk.revoke_number(session, number, "Sekali lagi")
    found = verify(headquarters, number.lower())
    assert (found.finding.state, found.number) == (State.REVOKED, number)


def test_handing_over_is_put_down_once(office: Office) -> None:
    made = passed_class(office)
    given = issue(office, made.training_class)
    with office.store.write("hand over") as session:
        assert desk.hand_over(session, [row.id for row in given[:2]], "Lurah", office.today) == 2
    with office.store.write("hand over") as session:
        assert desk.hand_over(session, [row.id for row in given], "", office.today) == 2
    held = [one(office, row.id).handed_to for row in given]
    assert held == ["Lurah", "Lurah", desk.OWN_HANDS, desk.OWN_HANDS]


def test_the_list_to_sign_names_number_and_day_each_on_one_line(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    (one,) = issue(office, made.training_class)
    with office.store.write("give") as session:
        desk.hand_over(session, [one.id], "", office.today)
    with office.store.read() as session:
        paper = office_paper(office, session)
        pdf = DOCUMENTS["certificate-handover"].build(paper, session, made.training_class)
    lines = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()
    assert {"No.", one.number, day_short(office.today)} <= {line.strip() for line in lines}


def test_an_erasure_reaches_the_snapshot_and_the_code(office: Office) -> None:
    made = passed_class(office, NAMES[:1])
    row = issue(office, made.training_class)[0]
    with office.store.write("hand over") as session:
        desk.hand_over(session, [row.id], "Kakak, Sinta", office.today)
    with office.store.read() as session:
        found = {
            target.record: target.fields for target in erasure.targets(session, made.workers[0])
        }
    assert found["certificate"] == ("content", "payload", "handed_to")
    with office.store.write("erase") as session:
        session.erase(session.get_one(Certificate, row.id), found["certificate"])
    after = one(office, row.id)
    assert "Budi" not in after.content and snapshot(after.content) is None
    assert after.number == row.number and after.payload != row.payload
    with refused("ERASED"):
        preview(office, row.id)
    assert verify(office, row.number).finding.state is State.UNKNOWN
    assert code_in(row.payload) == row.payload and verify(office, row.payload).number == row.number
    with office.store.write("revoke") as session:
        desk.revoke(session, session.get_one(Certificate, row.id), "Uji")
