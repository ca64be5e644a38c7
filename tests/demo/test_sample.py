"""The sample office: plausible, whole, marked everywhere, and never taken for real."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from desktop_app.demo import PASSWORD, USER, Sample, make
from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.sample import FILES, SENT
from desktop_app.desk.auditing import ExceptionKind, exceptions
from desktop_app.desk.overview import overview
from desktop_app.errors import Cancelled, UserError
from desktop_app.fields import describe
from desktop_app.hq.collect import collect
from desktop_app.hq.offices import known
from desktop_app.kinds import Choice, Code
from desktop_app.office import Office, open_office
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Attachment,
    Attendee,
    Certificate,
    ClassSession,
    Consultation,
    Contact,
    ContactAttempt,
    DataRequest,
    Decision,
    Disposition,
    EligibilityDecision,
    Employer,
    Enrolment,
    IssuedLetter,
    Membership,
    Officer,
    Partner,
    PartnerAgreement,
    PeriodClosing,
    RetentionProposal,
    Signatory,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.data_protection import RetentionState
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.national_id import read_nik
from desktop_app.records.office import Role
from desktop_app.records.record import Record, stored_values
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store import attachments
from desktop_app.store.shipped import LISTS
from desktop_app.store.writing import SHIPPED
from desktop_app.sync import enrolment, outbox
from desktop_app.sync.inbox import State
from desktop_app.sync.sealing import BatchState
from desktop_app.sync.verify import verify
from desktop_app.wording import WITA
from tests.homes import Clock

TODAY = date(2026, 11, 24)


def rows(office: Office, record: type[Record]) -> list[Any]:
    with office.store.read() as session:
        return list(session.scalars(select(record).order_by(record.id)).all())


def test_it_is_a_quarter_of_a_branch(sample: Sample, branch: Office) -> None:
    assert sample.counts["employer"] == 40
    assert sample.counts["consultation"] == len(sample.consultations) == 60
    assert sample.counts["training_class"] == len(sample.classes) == 25
    assert sample.counts["worker"] == 40
    assert (sample.counts["training_programme"], sample.counts["training_provider"]) == (22, 8)
    assert (branch.code, branch.name, branch.today) == ("MND", "Manado (CONTOH)", TODAY)
    held = [one.held_on for one in rows(branch, Consultation)]
    assert (TODAY - min(held)).days in range(60, 100) and max(held) > TODAY


def test_what_is_told_of_it_can_be_json(sample: Sample) -> None:
    told = json.loads(json.dumps(sample.as_json()))
    assert (told["user"], told["password"], told["office"]) == (USER, PASSWORD, "MND")
    assert {"id", "number", "state"} == set(told["consultations"][0])
    assert any(PASSWORD in line for line in sample.lines())


UNUSED = {"retired_region"}
"""No place of the sample has a code that is no longer given out."""


@pytest.mark.parametrize("name", [name for name in CATALOGUE if name not in UNUSED])
def test_every_kind_of_record_is_in_use(branch: Office, name: str) -> None:
    assert rows(branch, CATALOGUE[name])


STATES: list[tuple[type[Record], str]] = [
    (Consultation, "state"),
    (Consultation, "channel"),
    (Consultation, "retain"),
    (Consultation, "agreement"),
    (Consultation, "scheme"),
    (Consultation, "reply"),
    (Consultation, "background"),
    (Attendee, "side"),
    (AffectedWorker, "standing"),
    (AffectedWorker, "outcome"),
    (TrainingClass, "state"),
    (TrainingClass, "scheme"),
    (Enrolment, "state"),
    (Contact, "kind"),
    (Partner, "kind"),
    (EligibilityDecision, "verdict"),
    (PartnerAgreement, "kind"),
    (ContactAttempt, "channel"),
    (ContactAttempt, "result"),
]


@pytest.mark.parametrize(
    ("record", "name"), STATES, ids=lambda value: getattr(value, "__name__", value)
)
def test_every_choice_occurs(branch: Office, record: type[Record], name: str) -> None:
    kind = describe(record)[name].kind
    assert isinstance(kind, Choice)
    codes: type[Code] = kind.codes
    assert {getattr(one, name) for one in rows(branch, record)} - {None} == set(codes)


NAMES: list[tuple[type[Record], tuple[str, ...]]] = [
    (OfficeRecord, ("name",)),
    (Officer, ("name",)),
    (Employer, ("name", "contact", "account_holder")),
    (Consultation, ("contact",)),
    (Attendee, ("name",)),
    (Worker, ("name", "account_holder")),
    (Contact, ("name",)),
    (TrainingProvider, ("name", "contact")),
    (TrainingProgramme, ("name",)),
    (TrainingClass, ("instructor",)),
    (Signatory, ("name",)),
    (Partner, ("name", "contact")),
    (DataRequest, ("requester",)),
]


@pytest.mark.parametrize(
    ("record", "names"), NAMES, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_name_is_marked(branch: Office, record: type[Record], names: tuple[str, ...]) -> None:
    found = [(name, getattr(one, name)) for one in rows(branch, record) for name in names]
    assert {name for name, value in found if value} == set(names)
    assert [value for _, value in found if value and MARK not in value] == []


def test_every_record_passes_its_rules(branch: Office) -> None:
    facts, seen = branch.store.facts(), 0
    for record in CATALOGUE.values():
        for one in rows(branch, record):
            assert [p for p in one.problems(facts) if p.hard] == [], (record, one.id)
            seen += 1
    assert seen > 800


def test_people_are_nobody_and_agree_with_their_niks(branch: Office) -> None:
    people = rows(branch, Worker)
    for worker in people:
        told = read_nik(worker.nik, TODAY)
        assert told.serial.startswith("99")
        assert (told.birth_date, told.sex) == (worker.birth_date, worker.sex)
        assert 18 <= (TODAY - worker.birth_date).days / 365.25 < 56
    assert len({worker.nik for worker in people}) == len(people)
    numbers = [one.kpj for one in rows(branch, Membership)]
    assert len(set(numbers)) == len(numbers)


def test_the_names_that_give_programs_trouble_are_there(branch: Office) -> None:
    names = [worker.name for worker in rows(branch, Worker)]
    for wanted in ("Ma'ruf", "O (CONTOH)", "-", "S.Pd., M.M.", "Dr. H."):
        assert any(wanted in name for name in names), wanted
    assert max(map(len, names)) == 60


def test_thousands_of_people_all_differ() -> None:
    cast = Cast(3, datetime(2026, 11, 24, tzinfo=UTC), TODAY)
    niks = set()
    for _ in range(20_000):
        _, sex = cast.person()
        niks.add(cast.nik(cast.born(), sex, cast.city()))
    assert len(niks) == 20_000


def test_classes_and_enrolments_fit_together(branch: Office) -> None:
    people: dict[str, list[EnrolmentState]] = {}
    first = {one.id: one for one in rows(branch, TrainingClass)}
    for one in rows(branch, Enrolment):
        if one.training_class:
            group = first[one.training_class]
            assert one.registered_on < group.starts_on
            assert one.programme == group.programme and one.scheme == group.scheme
            people.setdefault(group.id, []).append(one.state)
        assert one.registered_on <= TODAY
    days: dict[str, set[date]] = {id: set() for id in first}
    for session in rows(branch, ClassSession):
        days[session.training_class].add(session.day)
    lengths = {one.id: one.days for one in rows(branch, TrainingProgramme)}
    for group in first.values():
        running = group.starts_on <= TODAY <= group.ends_on
        assert running is (group.state is ClassState.RUNNING), group.code
        assert len(days[group.id]) == lengths[group.programme]
        seated = people.get(group.id, [])
        assert len(seated) <= group.capacity
        if group.state is ClassState.FULL:
            assert group.capacity == len(seated) > 0
        if group.state is not ClassState.RUNNING:
            assert EnrolmentState.IN_TRAINING not in seated


def test_what_was_handed_over_had_been_printed(branch: Office) -> None:
    assert all(one.printed_on for one in rows(branch, Certificate) if one.handed_over_on)


def test_one_case_is_confidential_and_only_the_named_officer_sees_it(branch: Office) -> None:
    (secret,) = [one for one in rows(branch, Consultation) if one.embargo_until]
    assert secret.embargo_until > TODAY
    assert secret.officer == branch.keys.officer.id
    assert any(one.consultation == secret.id for one in rows(branch, AffectedWorker))


def test_home_has_something_to_show(branch: Office) -> None:
    with branch.store.read() as session:
        shown = overview(session, branch.store.facts())
    assert shown.running.number == 5
    assert {due.name for due in shown.due} >= {"held_late", "today", "follow_up", "without_class"}
    assert shown.deadlines and shown.classes
    reached = ("CONSULTED", "REGISTERED", "APPROVED", "STARTED")
    assert all(shown.stages[name] for name in reached)


def test_the_desk_has_what_waits_and_what_is_done(branch: Office) -> None:
    states = [one.state for one in rows(branch, Decision)]
    assert states.count(DecisionState.ASKED) == 6
    assert {DecisionState.APPROVED, DecisionState.RETURNED} < set(states)
    dispositions = rows(branch, Disposition)
    assert any(one.done_on for one in dispositions)
    assert any(one.due_on < TODAY and not one.done_on for one in dispositions)
    assert any(one.void_on for one in rows(branch, IssuedLetter))
    for series in ("minutes", "letter"):
        sequence = [one.sequence for one in rows(branch, IssuedLetter) if one.series == series]
        assert sorted(sequence) == list(range(1, len(sequence) + 1))
    (proposal,) = rows(branch, RetentionProposal)
    assert proposal.state is RetentionState.APPROVED
    (closing,) = rows(branch, PeriodClosing)
    assert (closing.since, closing.until) == (date(2026, 10, 1), date(2026, 10, 31))


def test_an_auditor_finds_only_what_was_meant(branch: Office) -> None:
    with branch.store.read() as session:
        found = exceptions(session, TODAY - timedelta(days=120), TODAY, WITA)
    assert {one.kind for one in found} == {ExceptionKind.OVERRIDE, ExceptionKind.VOID_NUMBER}


def test_the_colleagues_get_in_with_the_known_password(sample: Sample) -> None:
    roles: set[Role] = set()
    for user in sample.colleagues:
        office = open_office(sample.home, user, PASSWORD, clock=Clock())
        roles |= office.roles
        office.close()
    assert roles == {Role.CLERK, Role.VERIFIER, Role.APPROVER, Role.DPO}


def test_the_letterhead_is_an_image_of_its_own(branch: Office) -> None:
    with branch.store.read() as session:
        record = session.get_one(OfficeRecord, "MND")
        picture = session.get_one(Attachment, record.letterhead)
    with Image.open(BytesIO(attachments.get(branch, picture))) as image:
        assert image.format == "PNG"
        # A ring around letters: neither blank nor one colour.
        assert len({image.getpixel((x, image.height // 2)) for x in range(image.width)}) > 2


def test_headquarters_has_read_it_and_said_so(
    sample: Sample, branch: Office, pusat: Office
) -> None:
    batches = outbox.batches(branch)
    assert [one.state for one in batches] == [BatchState.APPLIED]
    (told,) = known(pusat)
    assert (told.office, told.last_batch, told.held, told.missing) == ("MND", 1, 0, ())
    unsent = outbox.unsent(branch.store)
    assert unsent["consultation"] == 1 and unsent["enrolment"] == 2
    with pusat.store.read() as session:
        theirs = session.scalar(select(func.count(Consultation.id)))
    # All but today's, and the confidential one, which nobody there may see.
    assert theirs == 58
    assert {path.suffix for path in (sample.home / FILES).rglob("*.*")} == {".vka", ".vkb"}


def test_programmes_and_partners_came_down_from_headquarters(branch: Office) -> None:
    assert {one.office for one in rows(branch, TrainingProgramme)} == {"PUSAT"}
    assert {(one.office, one.local) for one in rows(branch, TrainingProvider)} == {
        ("PUSAT", False),
        ("MND", True),
    }


def test_both_stores_are_sound(branch: Office, pusat: Office) -> None:
    assert verify(branch) == []
    assert verify(pusat) == []


def test_everything_says_that_it_is_a_sample(branch: Office, pusat: Office) -> None:
    assert branch.sample and pusat.sample


def test_a_real_headquarters_takes_nothing_of_it(
    sample: Sample, headquarters: Office, tmp_path: Path
) -> None:
    assert not headquarters.sample
    office = open_office(sample.home, USER, PASSWORD, clock=Clock())
    try:
        invitation = enrolment.invite(headquarters, "MND", "Manado", tmp_path)
        with pytest.raises(UserError) as raised:
            enrolment.request(office, invitation, tmp_path)
        assert raised.value.code == "SAMPLE-ROOT"
    finally:
        office.close()
    (request,) = (sample.home / FILES).rglob("*_request.vka")
    with pytest.raises(UserError):
        enrolment.certify(headquarters, request, tmp_path)
    results = collect(headquarters, sample.home / FILES / "ke-pusat")
    assert [(one.state, one.code) for one in results] == [(State.REFUSED, "E-NOT-FOR-ME")]


_OWN = {
    *("digest", "seal", "public_key", "letterhead", "payload", "content"),
    *("name_checked", "override_of"),
}
"""What differs between two samples: what follows from keys and from ids made with them."""
_FRESH = re.compile(r"\b(?![0-9a-f]{12}70008000)[0-9a-f]{32}\b|(?<=/DP/MND-)[0-9A-F]{4}")
"""An id that came by itself, not from the seed; of a PC, in the number of a payment list."""


def content(office: Office) -> dict[str, list[Any]]:
    """All that was recorded, apart from ids that come by themselves."""
    left_out = {*LISTS.values(), OfficeRecord, Attachment, ClassSession}
    found = {}
    for name, record in CATALOGUE.items():
        if record in left_out:
            continue
        found[name] = sorted(
            _FRESH.sub(
                "*", str(sorted((k, v) for k, v in stored_values(one).items() if k not in _OWN))
            )
            for one in rows(office, record)
            if one.office != SHIPPED
        )
    return found


def test_the_same_seed_makes_the_same_sample(
    sample: Sample, branch: Office, tmp_path: Path
) -> None:
    for seed in (1, 2):
        home = tmp_path / str(seed)
        make(home, people=40, seed=seed, clock=Clock())
        office = open_office(home, USER, PASSWORD, clock=Clock())
        try:
            assert (content(office) == content(branch)) is (seed == 1)
        finally:
            office.close()


@pytest.mark.parametrize("today", [date(2027, 1, 3), date(2026, 3, 25)], ids=str)
def test_it_can_be_made_on_any_day(tmp_path: Path, today: date) -> None:
    clock = Clock()
    clock.now = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    made = make(tmp_path / "home", people=10, clock=clock)
    assert {one.state for one in made.classes} == {state.value for state in ClassState}
    numbers = [one.number for one in made.consultations]
    assert len(set(numbers)) == 60
    office = open_office(made.home, USER, PASSWORD, clock=clock)
    try:
        running = [one for one in rows(office, TrainingClass) if one.state is ClassState.RUNNING]
        assert all(one.starts_on <= today <= one.ends_on for one in running)
    finally:
        office.close()


def test_only_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")
    with pytest.raises(UserError) as raised:
        make(tmp_path)
    assert raised.value.code == "FOLDER-IN-USE"
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


@pytest.mark.parametrize("people", [0, 9, 100_001])
def test_the_number_of_people_has_bounds(tmp_path: Path, people: int) -> None:
    with pytest.raises(UserError) as raised:
        make(tmp_path, people=people)
    assert raised.value.code == "PEOPLE"


def test_a_cancel_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        assert total == 44
        raise Cancelled

    for folder in (tmp_path / "new", tmp_path):
        with pytest.raises(Cancelled):
            make(folder, people=50, progress=stop, clock=Clock())
        assert list(tmp_path.iterdir()) == []


def test_of_a_very_large_sample_most_is_still_to_be_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.demo.sample.SENT", 10)
    assert SENT >= 400
    made = make(tmp_path / "home", people=30, clock=Clock())
    office = open_office(made.home, USER, PASSWORD, clock=Clock())
    try:
        assert outbox.unsent(office.store)["worker"] >= 15
        assert verify(office) == []
    finally:
        office.close()
