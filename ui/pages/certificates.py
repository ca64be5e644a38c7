"""Certificates: the register, what is done with each, their templates, and verifying any."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.certificate_lists import (
    HOLDER,
    STANDING,
    CertificateListing,
    Standing,
    of_chip,
    standing,
)
from desktop_app.desk.certificates import revoked_numbers
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.certificates import snapshot
from desktop_app.records import Certificate, CertificateTemplate
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages import certificate_acts as acts
from ui.pages.arrangement import badge
from ui.pages.page import Place
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.verify_part import VerifyPart
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_LOOKS = {Standing.GOOD: "good", Standing.REVOKED: "bad", Standing.VOID: "muted"}


class CertificatesPane(RecordPane):
    """Every certificate, good or not; it changes through its actions only."""

    record = Certificate
    columns = (
        Column("number", N_("Certificate number"), 18, tight=True),
        Column(HOLDER, N_("Name on the certificate"), 13, sortable=False),
        Column(STANDING, N_("State"), 7, state=badge(STANDING, _LOOKS), sortable=False),
        Column("training_class", N_("Class"), 12.5, tight=True),
        Column("issued_on", N_("Issued on"), 8.5, tight=True),
        Column("handed_over_on", N_("Collected on"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("issued_on", True)
    glance = (
        ("training_class", N_("Class")),
        ("issued_on", N_("Issued on")),
        ("printed_on", N_("First printed on")),
        ("handed_over_on", N_("Collected on")),
        ("handed_to", N_("Handed over to")),
        (STANDING, N_("State")),
    )
    subtitle = HOLDER
    searched: ClassVar[tuple[str, ...]] = ("enrolment.affected_worker.worker", "training_class")
    sections = (
        Section(
            "",
            (
                *("number", "issued_on", "training_class", "enrolment"),
                *("printed_on", "handed_over_on", "handed_to", "handed_by"),
            ),
        ),
        Section(
            N_("Details"),
            ("template", "officer", "replaces", "void_on", "void_reason"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("unprinted", N_("Not printed")),
        Filter("uncollected", N_("Not collected")),
        Filter("gone", N_("Revoked or void")),
    )
    wording = Wording(
        N_("Search number, name or class"),
        empty_heading=N_("No certificates yet"),
        empty_text=N_("They are issued from a class that is over, on its tab Certificates."),
        to_do=frozenset({"unprinted", "uncollected"}),
    )
    by_acts = True
    _stands: Standing = Standing.GOOD
    """How the certificate that is being opened stands; `note` finds it out."""

    def wanted(self, filter: str) -> Wanted:
        return of_chip(filter)

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return CertificateListing(
            self.store,
            self.record,
            [path for path in paths if path not in (HOLDER, STANDING)],
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def list_actions(self) -> list[Action]:
        return [
            Action("verify", N_("Verify"), self.verify, "shield-check", reads=True),
            Action("hand-over", N_("Give out"), self._hand_over, "handshake"),
            Action("revoke-number", N_("Revoke a number …"), self._revoke, "x", menu_only=True),
            Action(
                *("page", N_("Verification page …"), self._page, "external-link"),
                menu_only=True,
                reads=True,
            ),
            Action("issue", acts.ISSUE, self._classes, "award", stroke("act"), primary=True),
        ]

    def verify(self) -> None:
        """Show the part that says of any certificate whether it is genuine."""
        part = VerifyPart(self)
        part.escaped.connect(self.close_view)
        self.show_aside(part)

    def _hand_over(self) -> None:
        acts.hand_over(self, self.list.selected_ids())

    def _revoke(self) -> None:
        acts.revoke_number(self)

    def _page(self) -> None:
        acts.write_page(self)

    def _classes(self) -> None:
        self.shell.go("programmes", record="training_class", filter="finished")

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, Certificate)
        said = snapshot(record.content)
        stands = standing(record, revoked_numbers(session, [record.number]))
        self._stands = stands
        return " · ".join(word for word in (said.name if said else "", _(stands.label)) if word)

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Certificate)
        id, number = record.id, record.number
        found = [Action("look", N_("Preview"), partial(acts.look, self, id, number), "eye")]
        if self._stands is not Standing.GOOD:
            return found
        if record.printed_on is None:
            first = partial(acts.print_first, self, [id], number)
            found.append(
                Action("print", N_("Print"), first, "printer", stroke("print"), primary=True)
            )
        else:
            again = partial(acts.print_again, self, [id], number)
            found.append(
                Action("again", N_("Print a duplicate …"), again, "printer", stroke("print"))
            )
        if record.handed_over_on is None:
            hand = partial(acts.hand_over, self, [id], partial(self.open_id, id))
            found.append(Action("hand-over", N_("Give out"), hand, "handshake", stroke("act")))
        new = partial(acts.replace, self, id, self.open_id)
        back = partial(acts.revoke, self, id, partial(self.open_id, id))
        return [
            *found,
            Action("replace", N_("Replace …"), new, "refresh-cw", menu_only=True),
            Action("revoke", N_("Revoke …"), back, "x", menu_only=True),
        ]


class TemplatesPane(RecordPane):
    """How certificates look and who signs them."""

    record = CertificateTemplate
    columns = (
        Column("name", N_("Name"), 18),
        Column("issuer", N_("Issuer"), 18),
        Column("provider_signatory", N_("Signs for the provider"), 14),
        Column("valid_from", N_("Valid from"), 8, tight=True),
        Column("valid_to", N_("Valid to"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("name", False)
    sections = (
        Section(
            "",
            (
                *("name", "issuer", "provider_signatory", "provider_position"),
                *("shows_birth", "shows_level", "valid_from", "valid_to"),
            ),
        ),
        Section(N_("Pre-printed blanks"), ("preprinted", "offset_x", "offset_y"), folded=True),
    )
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("No templates yet"),
        empty_text=N_("A template says who issues and signs: the provider alone, or with BPJS."),
    )
    new_text = N_("New template")
    not_copied = ("name",)

    def starts(self, session: Write) -> dict[str, Any]:
        return {"valid_from": self.office.today}


class CertificatesPage(RecordPage):
    """The register of certificates, and their templates."""

    title = N_("Certificates")
    shows = frozenset(
        {
            *("certificate", "certificate_template", "certificate_reprint"),
            *("certificate_revocation", "training_class", "enrolment"),
        }
    )
    panes: ClassVar[Any] = (
        (N_("Certificates"), CertificatesPane),
        (N_("Certificate templates"), TemplatesPane),
    )

    @classmethod
    def places(cls) -> list[Place]:
        verify = Place(_("Verify a certificate"), {"verify": True}, "shield-check")
        return [*super().places(), verify]

    def open(self, **what: Any) -> None:
        """As any page of records; `verify` shows the part for verifying."""
        if what.get("verify"):
            self.show_pane("certificate")
            assert isinstance(self.pane, CertificatesPane)
            self.pane.verify()
        else:
            super().open(**what)
