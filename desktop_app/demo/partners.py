"""The sample's partners: associations, certification bodies, agreements, and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from desktop_app.demo.cast import Cast
from desktop_app.demo.rows import Row, Rows
from desktop_app.desk.demand import take_needs
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records import (
    Consultation,
    IndustryNeed,
    Partner,
    PartnerAgreement,
    TrainingProvider,
)
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.partner import CertificationType, NeedSource, PaperKind, PartnerKind

_SUBJECTS = {
    PaperKind.MOU: "Nota kesepahaman pelatihan vokasi (CONTOH)",
    PaperKind.PKS: "Kerja sama penyelenggaraan pelatihan vokasi (CONTOH)",
}
_ASKED = 8
"""Consultations whose needs were taken into the list."""


def add_partners(office: Office, cast: Cast) -> None:
    """Partners, agreements with them and the training providers, and needs they told of."""
    with office.store.read() as session:
        order = TrainingProvider.name
        providers = session.scalars(select(TrainingProvider.id).order_by(order)).all()
    made = Rows()
    for row in cast.table["partners"]:
        made.add(Partner, _partner(cast, row))
    partners = made.of[Partner]
    for number, partner in enumerate(partners):
        # The first agreement has ended and was renewed, the second ends soon.
        kind = PaperKind.PKS if number > 2 else PaperKind.MOU
        until = cast.today + timedelta(days=(-12, 25, 400)[min(number, 2)])
        made.add(PartnerAgreement, _agreement(cast, kind, until, partner=partner["id"]))
        if number == 0:
            renewed = until + timedelta(days=730)
            made.add(PartnerAgreement, _agreement(cast, kind, renewed, partner=partner["id"]))
    for provider in providers:
        until = cast.today + timedelta(days=600)
        made.add(PartnerAgreement, _agreement(cast, PaperKind.PKS, until, provider=provider))
    for row in cast.table["wanted"]:
        made.add(IndustryNeed, _need(cast, row, partners))
    with office.store.write(N_("Partner recorded")) as session:
        for record, rows in made.of.items():
            session.bulk(record, rows)


def _partner(cast: Cast, row: Row) -> Row:
    kind, number = PartnerKind.of(row["kind"]), cast.count("partner")
    certifies = row.get("certifies")
    return {
        "id": cast.id(),
        "name": row["name"],
        "kind": kind,
        "short_name": row.get("short"),
        "sector": row["sector"],
        "certifies": CertificationType.of(certifies) if certifies else None,
        "licence": f"CONTOH/{number:03}/LISENSI" if certifies else None,
        "licence_until": cast.today + timedelta(days=row["days"]) if certifies else None,
        "contact": cast.name(),
        "phone": cast.phone(),
        "email": f"sekretariat@mitra{number}.example",
        "address": f"{cast.pick('streets')} No. {number}, {row['town']}",
    }


def _agreement(
    cast: Cast,
    kind: PaperKind,
    until: date,
    *,
    partner: str | None = None,
    provider: str | None = None,
) -> Row:
    since = until - timedelta(days=730)
    number = cast.count("agreement")
    return {
        "id": cast.id(),
        "number": f"CONTOH/{kind.value}/{number:03}/{since.year}",
        "kind": kind,
        "partner": partner,
        "provider": provider,
        "subject": _SUBJECTS[kind],
        "signed_on": since - timedelta(days=5),
        "valid_from": since,
        "valid_to": until,
    }


def _need(cast: Cast, row: Row, partners: Sequence[Row]) -> Row:
    return {
        "id": cast.id(),
        "skill": row["skill"],
        "source": NeedSource.ASSOCIATION,
        "partner": partners[row["partner"]]["id"],
        "sector": row["sector"],
        "programme": row["programme"],
        "people": row["people"],
        "noted_on": cast.ago(90, 60),
        "needed_until": cast.today + timedelta(days=180),
    }


def take_asked(office: Office) -> None:
    """What some consultations say of the industry's needs becomes part of the demand."""
    with office.store.read() as read:
        talks = read.scalars(
            select(Consultation.id)
            .where(
                Consultation.state == ConsultationState.AGREED,
                Consultation.industry_needs.is_not(None),
            )
            .order_by(Consultation.number)
            .limit(_ASKED)
        ).all()
    with office.store.write(N_("Needs taken from the consultation")) as session:
        for talk in talks:
            take_needs(session, talk)
