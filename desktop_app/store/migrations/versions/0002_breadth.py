"""Breadth: partners, eligibility, meetings and papers, desks, letters, data protection."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "eligibility_rule",
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("parameter", sa.Text(), nullable=True),
        sa.Column("parameter_key", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("eligibility_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_eligibility_rule_ruleset"), ["ruleset"], unique=False)

    op.create_table(
        "minimum_wage",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("minimum_wage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minimum_wage_region"), ["region"], unique=False)

    op.create_table(
        "processing_activity",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("specific", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("retention", sa.Text(), nullable=True),
        sa.Column("security", sa.Text(), nullable=True),
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "required_paper",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column(
            "mandatory", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "data_incident",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("noticed_at", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=True),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("agency_told_at", sa.Text(), nullable=True),
        sa.Column("subjects_told_at", sa.Text(), nullable=True),
        sa.Column("public", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("data_incident", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_data_incident_noticed_at"), ["noticed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_data_incident_number"), ["number"], unique=False)

    op.create_table(
        "decision",
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_asked_on"), ["asked_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_of_id"), ["of_id"], unique=False)

    op.create_table(
        "handout",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("rows", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("revealed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("of_record", sa.Text(), nullable=True),
        sa.Column("of_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("handout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handout_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_handout_of_id"), ["of_id"], unique=False)

    op.create_table(
        "issued_letter",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("void_on", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("issued_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issued_letter_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_letter_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_letter_of_id"), ["of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_letter_series"), ["series"], unique=False)

    op.create_table(
        "merge",
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("merged", sa.Text(), nullable=False),
        sa.Column("merged_on", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_kept"), ["kept"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_merged"), ["merged"], unique=False)

    op.create_table(
        "note",
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_of_id"), ["of_id"], unique=False)

    op.create_table(
        "period_closing",
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("finalised_on", sa.Text(), nullable=False),
        sa.Column("finalised_by", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("reopened_on", sa.Text(), nullable=True),
        sa.Column("reopened_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finalised_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["reopened_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("period_closing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_closing_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_period_closing_until"), ["until"], unique=False)

    op.create_table(
        "received_paper",
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["file"], ["attachment.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["paper"], ["required_paper.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("received_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_received_paper_of_id"), ["of_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("of_record", sa.Text(), nullable=True),
        sa.Column("of_id", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_of_id"), ["of_id"], unique=False)

    op.create_table(
        "work_transfer",
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("taker", sa.Text(), nullable=False),
        sa.Column("on", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["giver"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["taker"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "partner",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("certifies", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("licence_until", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["region"], ["region.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["sector"], ["kbli_section.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_licence_until"), ["licence_until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_partner_name"), ["name"], unique=False)

    op.create_table(
        "data_request",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column(
            "identity_checked", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_request_number"), ["number"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_data_request_received_at"), ["received_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_data_request_worker"), ["worker"], unique=False)

    op.create_table(
        "partner_agreement",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["partner"], ["partner.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["provider"], ["training_provider.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("partner_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_agreement_partner"), ["partner"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_partner_agreement_provider"), ["provider"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_partner_agreement_valid_to"), ["valid_to"], unique=False
        )

    op.create_table(
        "case_meeting",
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("case_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_meeting_consultation"), ["consultation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_meeting_day"), ["day"], unique=False)

    op.create_table(
        "incoming_letter",
        sa.Column("agenda_number", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("consultation", sa.Text(), nullable=True),
        sa.Column("scan", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["employer"], ["employer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["scan"], ["attachment.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("incoming_letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_incoming_letter_agenda_number"), ["agenda_number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_incoming_letter_consultation"), ["consultation"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_incoming_letter_received_on"), ["received_on"], unique=False
        )

    op.create_table(
        "industry_need",
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("consultation", sa.Text(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("noted_on", sa.Text(), nullable=False),
        sa.Column("needed_until", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["employer"], ["employer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["partner"], ["partner.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["programme"], ["training_programme.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["region"], ["region.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["sector"], ["kbli_section.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("industry_need", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_industry_need_consultation"), ["consultation"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_industry_need_noted_on"), ["noted_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_industry_need_partner"), ["partner"], unique=False)

    op.create_table(
        "membership_check",
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("membership", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("active", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "contribution_months",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("last_month", sa.Text(), nullable=True),
        sa.Column(
            "jht_withdrawn", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("wage", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership"], ["membership.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("membership_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_check_worker"), ["worker"], unique=False)

    op.create_table(
        "retention_proposal",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=True),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("first_by", sa.Text(), nullable=True),
        sa.Column("first_on", sa.Text(), nullable=True),
        sa.Column("second_by", sa.Text(), nullable=True),
        sa.Column("second_on", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["request"], ["data_request.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["second_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("retention_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retention_proposal_number"), ["number"], unique=False)

    op.create_table(
        "disposition",
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["letter"], ["incoming_letter.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["given_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("disposition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disposition_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposition_letter"), ["letter"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposition_officer"), ["officer"], unique=False)

    op.create_table(
        "retention_item",
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("erased", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal"], ["retention_proposal.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("retention_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_retention_item_of_id"), ["of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_retention_item_proposal"), ["proposal"], unique=False)

    op.create_table(
        "eligibility_decision",
        sa.Column("affected_worker", sa.Text(), nullable=False),
        sa.Column("enrolment", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("membership_check", sa.Text(), nullable=True),
        sa.Column("ruleset", sa.Text(), nullable=False),
        sa.Column("rules_of", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column(
            "overridden", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["affected_worker"], ["affected_worker.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["membership_check"], ["membership_check.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["programme"], ["training_programme.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("eligibility_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_eligibility_decision_affected_worker"), ["affected_worker"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_eligibility_decision_enrolment"), ["enrolment"], unique=False
        )

    _refer("attendee", "meeting", "case_meeting")
    op.create_index("ix_attendee_meeting", "attendee", ["meeting"])
    op.add_column("attachment", sa.Column("void_reason", sa.Text(), nullable=True))
    op.add_column("consultation", sa.Column("time", sa.Text(), nullable=True))
    op.add_column(
        "consultation",
        sa.Column(
            "commitment_workers",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
    )
    for name in ("bipartite_closed_on", "probation_effective_on", "commitment_met_on"):
        op.add_column("consultation", sa.Column(name, sa.Text(), nullable=True))
    op.create_index("ix_consultation_commitment_until", "consultation", ["commitment_until"])
    _refer("employer", "alias_of", "employer")
    op.create_index("ix_employer_alias_of", "employer", ["alias_of"])
    op.add_column("enrolment", sa.Column("no_consultation", sa.Text(), nullable=True))
    op.add_column("enrolment", sa.Column("agreed_on", sa.Text(), nullable=True))
    op.add_column("training_class", sa.Column("expiry_reason", sa.Text(), nullable=True))
    _refer("worker", "alias_of", "worker")
    op.create_index("ix_worker_alias_of", "worker", ["alias_of"])
    op.create_index("ix_worker_birth_date", "worker", ["birth_date"])
    shown = sa.text("kind = 'access'")
    op.create_index("journal_shown", "journal", ["at"], sqlite_where=shown, postgresql_where=shown)


def _refer(table: str, name: str, target: str) -> None:
    # SQLite copies the table to add a reference; STRICT must be said again for the copy.
    with op.batch_alter_table(table, table_kwargs={"sqlite_strict": True}) as batch_op:
        batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            f"{table}_{name}", target, [name], ["id"], initially="DEFERRED", deferrable=True
        )
