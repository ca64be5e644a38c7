"""The block above a signature, for each capacity, on the paper and by the paper's own date."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from desktop_app.office import Office
from desktop_app.records import Consultation, Signatory
from desktop_app.records.office import Capacity
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper
from tests.conformance.test_documents import said
from tests.exports.parts import fill

HEAD = "Kepala Kantor Cabang"
BLOCKS: dict[Capacity, tuple[str, str, list[str]]] = {
    Capacity.DEFINITIVE: (HEAD, "", [f"{HEAD},"]),
    Capacity.ACTING: (HEAD, "", [f"Plt. {HEAD},"]),
    Capacity.DAILY: (HEAD, "", [f"Plh. {HEAD},"]),
    Capacity.BEHALF: (
        "Kepala Bidang Pelayanan",
        HEAD,
        [f"a.n. {HEAD}", "Kepala Bidang Pelayanan,"],
    ),
    Capacity.FOR: (
        "Penata Madya Pelayanan",
        f"a.n. {HEAD} / Kepala Bidang Pelayanan",
        [f"a.n. {HEAD}", "Kepala Bidang Pelayanan", "u.b.", "Penata Madya Pelayanan,"],
    ),
}
"""Position, on whose behalf, and the lines above the name."""


def minutes(office: Office) -> str:
    with office.store.read() as session:
        case = session.scalars(
            select(Consultation.id).where(Consultation.held_on == date(2026, 11, 24))
        ).one()
        return said(DOCUMENTS["minutes"].build(office_paper(office, session), session, case))


@pytest.mark.parametrize("capacity", list(Capacity))
def test_the_block_of_each_capacity(office: Office, capacity: Capacity) -> None:
    fill(office)
    position, behalf, lines = BLOCKS[capacity]
    with office.store.write("test") as session:
        for one in session.scalars(select(Signatory)):
            session.void(one)
        session.add(
            Signatory(
                document="*",
                name="Tuti Wowor",
                position=position,
                capacity=capacity,
                on_behalf_of=behalf or None,
                decree="SK/1/2026",
                number_label="NPK",
                number="123456",
                valid_from=date(2026, 1, 1),
            )
        )
    with office.store.read() as session:
        (signer,) = office_paper(office, session).signers("minutes", date(2026, 11, 24))
    assert signer.titles() == lines
    text = minutes(office)
    assert text.count("Tuti Wowor") == 2, "once as the party, once beneath"
    for line in lines:
        assert line in text
    assert "NPK. 123456" in text


def test_the_day_of_the_paper_says_who_signs_not_today(office: Office) -> None:
    fill(office)
    with office.store.write("test") as session:
        for one in session.scalars(select(Signatory)):
            session.void(one)
        for name, since, until in (
            ("Lama Sekali", date(2026, 1, 1), date(2026, 10, 31)),
            ("Baru Kemarin", date(2026, 11, 1), None),
        ):
            session.add(
                Signatory(document="*", name=name, position=HEAD, valid_from=since, valid_to=until)
            )
    with office.store.read() as session:
        paper = office_paper(office, session)
        old = session.scalars(
            select(Consultation).where(Consultation.number.contains("0002"))
        ).one()
        text = said(DOCUMENTS["minutes"].build(paper, session, old.id))
    assert old.held_on < date(2026, 11, 1)
    assert "Lama Sekali" in text and "Baru Kemarin" not in text
    assert "Baru Kemarin" in minutes(office)
