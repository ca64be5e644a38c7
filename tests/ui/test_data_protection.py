"""Data protection by keys: a request in time, an erasure by two officers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.desk import erasure
from desktop_app.fields import ERASED
from desktop_app.office import Office
from desktop_app.records import DataRequest, Officer, RetentionProposal, Worker
from desktop_app.records.data_protection import RequestKind, RequestState, RetentionState
from desktop_app.records.office import Role
from desktop_app.store.writing import Author
from tests import make
from tests.homes import Clock, colleague
from tests.ui.pages import CTRL, Desk, Key, Open


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Open]:
    made: list[Desk] = []

    def desk() -> Desk:
        made.append(Desk(office, qtbot))
        made[-1].answers.yes = True
        return made[-1]

    yield desk
    for one in made:
        one.close()


def test_a_request_is_counted_down_and_answered(desk: Open, clock: Clock) -> None:
    d = desk()
    page = d.show("data-protection")
    d.press(Key.Key_N, CTRL)
    view = page.pane.view
    assert view is not None
    view.form.fill({"kind": RequestKind.ACCESS})
    view.form.rows["requester"].editor.setFocus()
    d.enter("Rina")
    d.press(Key.Key_S, CTRL)
    (request,) = d.saved(DataRequest)
    assert request.number == "PSD-MND-2026-0001"
    page.pane.close_view()
    d.settle()
    row = page.pane.list.model.row_at(0)
    assert row and row["left"] == "tersisa 72 jam"
    clock.move(hours=80)
    page.refresh()
    d.settle()
    row = page.pane.list.model.row_at(0)
    assert row and (row["left"], row["late"]) == ("lewat 8 jam", "1")
    # An answer needs a known person and words; the form says so and nothing is saved.
    page.open(id=request.id)
    d.settle()
    view = page.pane.view
    assert view is not None
    view.step("state", RequestState.GRANTED)
    d.settle()
    assert d.saved(DataRequest)[0].state is RequestState.OPEN
    view.form.fill({"identity_checked": True, "answer": "Salinan data diserahkan"})
    view.step("state", RequestState.GRANTED)
    d.settle()
    (request,) = d.saved(DataRequest)
    assert (request.state, request.answered_at) == (RequestState.GRANTED, d.office.now)


def test_an_erasure_takes_two_officers(desk: Open) -> None:
    d = desk()
    old = make.DAY - timedelta(days=365 * 6)
    worker, company = make.worker(1), make.employer(1)
    consultation = make.consultation(company, held_on=old)
    other = Officer(user="budi", name="Budi", roles=frozenset({Role.DPO}), public_key="0" * 64)
    with d.office.store.write("enter") as session:
        session.add_all([worker, company, consultation, other])
        session.add(make.case(worker, consultation))
    page = d.show("data-protection", record="retention_proposal")
    pane = page.pane
    pane.list_actions()[0].run()
    d.settle()
    (proposal,) = d.saved(RetentionProposal)
    assert pane.view is not None
    assert [act.name for act in pane.view.acts] == ["approve", "refuse", "remind"]
    pane.view.acts[0].run()
    d.settle()
    me = d.office.store.author
    second = colleague(d.office, Author(other.id, "DPO", me.office, me.node, me.epoch))
    with second.write("approve") as session:
        erasure.approve(session, session.get_one(RetentionProposal, proposal.id))
    second.close()
    pane.open_id(proposal.id)
    d.settle()
    assert pane.view is not None
    assert [act.name for act in pane.view.acts] == ["erase", "remind"]
    pane.view.acts[0].run()
    d.settle()
    assert d.saved(RetentionProposal)[0].state is RetentionState.DONE
    assert d.saved(Worker)[0].name == ERASED


def test_the_form_of_a_proposal_cannot_be_typed_into(desk: Open) -> None:
    d = desk()
    worker = make.worker(1)
    with d.office.store.write("enter") as session:
        session.add(worker)
        session.flush()
        id = erasure.propose(session, [worker.id], "uji").id
    page = d.show("data-protection", record="retention_proposal", id=id)
    assert page.pane.view is not None
    row = page.pane.view.form.rows["state"]
    assert not row.editor.field.isEnabled()
