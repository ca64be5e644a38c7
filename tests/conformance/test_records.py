"""What holds for every record type, whoever adds one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import column, select, table

from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import language, translate
from desktop_app.kinds import Choice, Choices, Kind, Text
from desktop_app.office import Office
from desktop_app.records import CATALOGUE, Record
from desktop_app.records.record import Owner, from_stored, kinds, stored_values
from desktop_app.store import journal, search
from desktop_app.store.journal import Stream
from desktop_app.store.migrate import prepare
from desktop_app.store.place import Place
from desktop_app.store.replay import Outcome, Replay
from desktop_app.store.shipped import ship
from desktop_app.store.store import Store
from desktop_app.store.writing import Faulty
from resources.catalogue import merge
from tests.conformance.values import plain, records, values
from tests.homes import Clock, Template
from tests.naughty import NAUGHTY

RECORDS = pytest.mark.parametrize("record", CATALOGUE.values(), ids=CATALOGUE)
BRANCH = [r for r in CATALOGUE.values() if r.owner is Owner.BRANCH]
LOCALE = Path(__file__).parents[2] / "resources" / "locale" / "id" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The Indonesian texts by their source."""
    return {key: entry.translation for key, entry in merge(LOCALE).items()}


@RECORDS
def test_every_column_has_a_kind_of_ours(record: type[Record]) -> None:
    assert all(isinstance(column.type, Kind) for column in record.__table__.columns)
    described = set(describe(record))
    assert set(kinds(record)) - described == {"id", "office", "voided_at"}


@RECORDS
def test_everything_people_see_of_it_is_said_in_indonesian(
    record: type[Record], texts: dict[str, str]
) -> None:
    shown = {record.title}
    for described in describe(record).values():
        shown |= {described.field.label, described.field.help}
        if isinstance(described.kind, Choice | Choices):
            shown |= {code.label for code in described.kind.codes}
    missing = sorted(text for text in shown - {""} if not texts.get(text))
    assert missing == []
    with language("id"):
        assert all(translate(text) for text in shown - {""})


@RECORDS
def test_labels_of_a_record_differ(record: type[Record], texts: dict[str, str]) -> None:
    labels = [texts[d.field.label] for d in describe(record).values()]
    assert sorted(labels) == sorted(set(labels))


@RECORDS
def test_references_lead_to_records(record: type[Record]) -> None:
    names = {one.__name__ for one in CATALOGUE.values()}
    for described in describe(record).values():
        column = record.__table__.columns[described.name]
        assert (described.target in names) == bool(column.foreign_keys)
    if record.searched_as:
        assert describe(record)[record.searched_as].target in names


@RECORDS
def test_it_can_be_named_to_people(record: type[Record]) -> None:
    assert set(record.shown_as) <= set(describe(record))
    assert set(record.distinct) <= set(describe(record))


SENSITIVE = {"nik", "kpj", "family_card", "account", "wage", "special_needs"}
OF_A_PERSON = {"worker": {"phone", "address"}, "contact": {"phone"}}


@RECORDS
def test_what_must_be_masked_is_marked(record: type[Record]) -> None:
    wanted = SENSITIVE | OF_A_PERSON.get(record.__tablename__, set())
    unmarked = {d.name for d in describe(record).values() if not d.field.sensitive}
    assert unmarked & wanted == set()


@RECORDS
def test_every_state_can_be_reached_and_is_known(record: type[Record]) -> None:
    for name, steps in record.states.items():
        kind = describe(record)[name].kind
        assert isinstance(kind, Choice)
        all_codes: Any = kind.codes
        codes = set(all_codes)
        assert set(steps) == codes
        default: Any = record.__table__.columns[name].default
        reached, new = {default.arg}, {default.arg}
        while new:
            new = {after for code in new for after in steps[code]} - reached
            reached |= new
        assert reached == codes
        assert all(code not in after for code, after in steps.items())


# --- Any row, from its entry to another office's table ----------------------------


class Offices:
    """A branch and two headquarters, that have one record of every kind in common."""

    def __init__(self, branch: Office, headquarters: Office, server: Store) -> None:
        self.branch = branch.store
        self.copies = (headquarters.store, server)
        self.ids: dict[str, list[str]] = {}
        self.at = 0
        with self.branch.read() as session:
            for record in CATALOGUE.values():
                self.ids[record.__name__] = list(session.scalars(select(record.id)))
        shipped = [r for r in CATALOGUE.values() if r.owner is Owner.HEADQUARTERS]
        self.lists = {r.__name__: self.ids[r.__name__] for r in shipped}
        with self.branch.write("one of each") as session:
            for record in BRANCH:
                one = record(**plain(record, self.ids))
                session.add(one)
                session.flush()
                self.ids[record.__name__] = [one.id, *self.ids[record.__name__]]
        self.lists |= {r.__name__: self.ids[r.__name__] for r in BRANCH if r.published}
        self.carry()

    def carry(self) -> None:
        """Have both headquarters apply what is new, and hold nothing back."""
        author = self.branch.author
        with self.branch.raw() as connection:
            stream = Stream(author.node, "hq", author.epoch)
            lines = list(journal.lines(connection, stream, self.at))
        self.at += len(lines)
        for copy in self.copies:
            outcome = apply(copy, lines, author.office)
            assert outcome.held == []


def apply(store: Store, lines: list[Any], sender: str) -> Outcome:
    with store.local() as connection:
        return Replay(connection, store.author, sender, store.facts()).apply(lines)


@pytest.fixture(scope="module")
def offices(
    branch_home: Template,
    headquarters_home: Template,
    postgres_database: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Offices]:
    """Opened once for all examples, whose records never meet."""
    folder = tmp_path_factory.mktemp("offices")
    branch = branch_home.opened(folder / "MND", Clock())
    headquarters = headquarters_home.opened(folder / "PST", Clock())
    place = Place(url=postgres_database)
    prepare(place, lambda: None, new=True)
    server = Store(place, headquarters.store.author, clock=Clock())
    ship(server)
    yield Offices(branch, headquarters, server)
    for one in (branch, headquarters, server):
        one.close()


def row(store: Store, record: type[Record], record_id: str) -> dict[str, Any]:
    """A record as its table holds it."""
    source = table(record.__tablename__, *(column(name) for name in kinds(record)))
    with store.raw() as connection:
        found = connection.execute(select(source).where(source.c.id == record_id)).one()
    return found._asdict()


EXAMPLES = settings(
    max_examples=4, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


UNDER_WAY = {"payment": "PAY-FIXED"}
"""Records that the store keeps from being edited once they are on their way, and how it says so."""


@pytest.mark.parametrize("record", BRANCH, ids=lambda record: record.__tablename__)
@EXAMPLES
@given(data=st.data())
def test_any_record_arrives_as_it_was_entered(
    offices: Offices, record: type[Record], data: st.DataObject
) -> None:
    store = offices.branch
    given_values = data.draw(records(record, offices.ids, store.facts()))
    one = record(**given_values)
    with store.write("entered") as session:
        session.add(one)
    with store.read() as session:
        again = session.get(record, one.id)
        assert again
        assert {name: getattr(again, name) for name in given_values} == given_values
        assert from_stored(record, stored_values(again)) == {
            name: value for name in kinds(record) if (value := getattr(again, name)) is not None
        }
    offices.carry()
    editable = [name for name in describe(record) if name not in record.states]
    name = data.draw(st.sampled_from(editable))
    value = data.draw(values(describe(record)[name], offices.ids))
    try:
        with store.write("edited") as session:
            found = session.get(record, one.id)
            assert found
            setattr(found, name, value)
            if data.draw(st.booleans()):
                session.void(found)
    except Faulty:
        pass  # alone the value is right, beside the others it is not
    except UserError as refused:
        # What is under way is not edited; as little of it arrives elsewhere.
        assert refused.code == UNDER_WAY[record.__tablename__]
    offices.carry()
    ours = row(store, record, one.id)
    for copy in offices.copies:
        assert row(copy, record, one.id) == ours


LISTS = [r for r in CATALOGUE.values() if r.owner is Owner.HEADQUARTERS or r.published]


@pytest.mark.parametrize("record", LISTS, ids=lambda record: record.__tablename__)
@EXAMPLES
@given(data=st.data())
def test_any_row_of_a_list_comes_down_as_it_was_entered(
    offices: Offices, record: type[Record], data: st.DataObject
) -> None:
    for store in offices.copies:
        one = record(**data.draw(records(record, offices.lists, store.facts())))
        author = store.author
        stream = Stream(author.node, "all", author.epoch)
        with store.raw() as connection:
            at = journal.head(connection, stream).seq
        with store.write("list changed") as session:
            session.add(one)
        with store.raw() as connection:
            lines = list(journal.lines(connection, stream, at))
        assert apply(offices.branch, lines, author.office).held == []
        assert row(offices.branch, record, one.id) == row(store, record, one.id)


# --- Strings that break programs ---------------------------------------------------


def passing(described: Any) -> list[str]:
    return [text for text in NAUGHTY if not any(p.hard for p in described.problems(text))]


TEXTS = {
    (record, name): described
    for record in BRANCH
    for name, described in describe(record).items()
    if isinstance(described.kind, Text) and not described.field.rules
}


def test_most_of_them_are_only_text() -> None:
    """They are meant to pass, but for those that nobody can print."""
    notes = describe(CATALOGUE["worker"])["notes"]
    refused = set(NAUGHTY) - set(passing(notes))
    assert 25 < len(refused) < 50
    for text in passing(notes):
        text.encode()
        assert "\0" not in text


@pytest.mark.parametrize("record", BRANCH, ids=lambda record: record.__tablename__)
def test_naughty_strings_arrive_or_are_refused_at_entry(
    offices: Offices, record: type[Record]
) -> None:
    fields = {name: passing(d) for (one, name), d in TEXTS.items() if one is record}
    if not fields:
        pytest.skip("no text of its own")
    rows = [
        plain(record, offices.ids)
        | {
            name: texts[(i + shift) % len(texts)]
            for shift, (name, texts) in enumerate(fields.items())
        }
        for i in range(max(len(texts) for texts in fields.values()))
    ]
    with offices.branch.write("naughty") as session:
        ids = session.bulk(record, rows)
    offices.carry()
    for record_id, values_given in list(zip(ids, rows, strict=True))[::7]:
        ours = row(offices.branch, record, record_id)
        assert {name: ours[name] for name in fields} == {n: values_given[n] for n in fields}
    for copy in offices.copies:
        source = table(record.__tablename__, *(column(name) for name in kinds(record)))
        query = select(source).where(source.c.id.in_(ids)).order_by(source.c.id)
        with offices.branch.raw() as here, copy.raw() as there:
            assert there.execute(query).all() == here.execute(query).all()


@pytest.mark.parametrize("name", ["name", "notes", "address"])
def test_what_the_form_refuses_the_store_refuses_too(offices: Offices, name: str) -> None:
    worker = CATALOGUE["worker"]
    described = describe(worker)[name]
    for text in set(NAUGHTY) - set(passing(described)):
        with pytest.raises(Faulty), offices.branch.write("x") as session:
            session.add(worker(**{"name": "A", name: text}))


@pytest.mark.parametrize("typed", [NAUGHTY], ids=["all"])
def test_searching_for_them_never_fails(offices: Offices, typed: tuple[str, ...]) -> None:
    for store in (offices.branch, *offices.copies):
        with store.read() as session:
            for text in typed:
                if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
                    continue
                query = search.matching(store.dialect, "worker", text)
                if query is not None:
                    session.execute(query).all()
