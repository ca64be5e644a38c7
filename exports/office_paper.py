"""An office's paper: its letterhead, who signs on which day, and who prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop_app.desk.signatories import signatories_of
from desktop_app.i18n import language, translate
from desktop_app.office import Office
from desktop_app.processes.signing import signing
from desktop_app.records import Attachment, Signatory
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.identifiers import show_phone
from desktop_app.records.office import Level
from desktop_app.records.record import Facts
from desktop_app.wording import WIB, WIT, WITA, Zone
from exports.imprint import Imprint
from exports.letter import Letterhead, Signer


@dataclass(frozen=True)
class OfficePaper:
    """What stands on an office's papers whatever they are about."""

    office: OfficeRecord
    letterhead: Letterhead
    imprint: Imprint
    signatories: tuple[Signatory, ...]
    today: date
    facts: Facts
    """What rules may know: the dated parameters."""

    @property
    def city(self) -> str:
        """What stands before the date on letters."""
        return self.office.city or self.office.name

    def signers(self, document: str, day: date) -> list[Signer]:
        """Who signs a document of that name dated `day`, in their order."""
        return [signer_of(one) for one in signing(self.signatories, document, day)]


def office_paper(office: Office, session: Session) -> OfficePaper:
    """The paper of an opened office, as of now."""
    record = session.get_one(OfficeRecord, office.code)
    return OfficePaper(
        record,
        Letterhead(
            full_name(record),
            address=" ".join(
                part
                for part in (" ".join((record.address or "").split()), record.postal_code)
                if part
            ),
            phone=show_phone(record.phone) if record.phone else "",
            site=record.site or "",
            image=_image(office, session, record),
        ),
        Imprint(printed_by(office), office.now, zone_of_office(office)),
        tuple(signatories_of(session, office.code)),
        office.today,
        office.store.facts(),
    )


def _image(office: Office, session: Session, record: OfficeRecord) -> bytes | None:
    if record.letterhead is None:
        return None
    from desktop_app.store import attachments

    attachment = session.get(Attachment, record.letterhead)
    return None if attachment is None else attachments.get(office, attachment)


def signer_of(signatory: Signatory) -> Signer:
    """Who signs, as letters have it."""
    return Signer(
        signatory.name,
        signatory.position,
        number_label=signatory.number_label or "",
        number=signatory.number or "",
        capacity=signatory.capacity,
        on_behalf_of=signatory.on_behalf_of or "",
    )


def full_name(office: OfficeRecord) -> str:
    """``Kantor Cabang Manado``: the level and the name, said once."""
    with language("id"):
        level = translate(office.level.label)
    if office.name.casefold().startswith("kantor") or office.level is Level.HEAD_OFFICE:
        return office.name
    return f"{level} {office.name}"


def printed_by(office: Office) -> str:
    """The officer at the desk, as prints name them."""
    return office.officer.name if office.officer else office.keys.officer.user


def zone_of_office(office: Office) -> Zone:
    """Which of Indonesia's three times the office keeps."""
    return {WITA.hours: WITA, WIT.hours: WIT}.get(office.offset, WIB)
