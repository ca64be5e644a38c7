"""From class to work: teaching, certificates, money, follow-ups; dated data behind them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "certificate_revocation",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("revoked_on", sa.Text(), nullable=False),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("certificate_revocation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_revocation_number"), ["number"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_certificate_revocation_revoked_on"), ["revoked_on"], unique=False
        )

    op.create_table(
        "certificate_series",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("for_office", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Text(), nullable=False),
        sa.Column("revoked_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("certificate_series", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_series_for_office"), ["for_office"], unique=False
        )

    op.create_table(
        "certificate_template",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("provider_signatory", sa.Text(), nullable=True),
        sa.Column("provider_position", sa.Text(), nullable=True),
        sa.Column(
            "shows_birth", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "shows_level", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "preprinted", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("offset_x", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("offset_y", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "funding_scheme",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("cost_kinds", sa.Text(), nullable=False),
        sa.Column(
            "cap_training", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "cap_certification", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("checklist", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("funding_scheme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_funding_scheme_valid_from"), ["valid_from"], unique=False
        )

    op.create_table(
        "indicator_definition",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=False),
        sa.Column("denominator_words", sa.Text(), nullable=False),
        sa.Column("denominator_words_en", sa.Text(), nullable=True),
        sa.Column("outcomes", sa.Text(), nullable=True),
        sa.Column(
            "window_months", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("measured", sa.Text(), nullable=True),
        sa.Column("target", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "provisional", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
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
    op.create_table(
        "seen_receipt",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("claim_number", sa.Text(), nullable=False),
        sa.Column("of_office", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("seen_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seen_receipt_digest"), ["digest"], unique=False)

    op.create_table(
        "stamp_duty_rule",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("above", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_sum", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("exempt", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
        "tax_kind",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("base", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "free_up_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("withheld", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cost_kinds", sa.Text(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column(
            "without_npwp", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("proposed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
        "work_hint",
        sa.Column("enrolment", sa.Text(), nullable=False),
        sa.Column("for_office", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("work_hint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_hint_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_hint_for_office"), ["for_office"], unique=False)

    op.create_table(
        "objection",
        sa.Column("of_record", sa.Text(), nullable=False),
        sa.Column("of_id", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_of_id"), ["of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objection_received_on"), ["received_on"], unique=False)

    op.create_table(
        "budget_line",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "programme_year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("for_office", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("cost_kind", sa.Text(), nullable=True),
        sa.Column("ceiling", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quota", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme"], ["training_programme.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_line_for_office"), ["for_office"], unique=False)

    op.create_table(
        "competency_unit",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "lesson_hours", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("standard", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme"], ["training_programme.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("competency_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_competency_unit_programme"), ["programme"], unique=False
        )

    op.create_table(
        "rate",
        sa.Column("cost_kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column(
            "least_share", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("active", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["region"], ["region.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "budget_movement",
        sa.Column(
            "programme_year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("booked_on", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("of_record", sa.Text(), nullable=True),
        sa.Column("of_id", sa.Text(), nullable=True),
        sa.Column("reverses", sa.Text(), nullable=True),
        sa.Column("over_reason", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["line"], ["budget_line.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["reverses"], ["budget_movement.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("budget_movement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_movement_booked_on"), ["booked_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_budget_movement_line"), ["line"], unique=False)
        batch_op.create_index(batch_op.f("ix_budget_movement_of_id"), ["of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budget_movement_reverses"), ["reverses"], unique=False)

    op.create_table(
        "compliance_check",
        sa.Column("employer", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Text(), nullable=False),
        sa.Column("compliance", sa.Text(), nullable=False),
        sa.Column(
            "arrears_months", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employer"], ["employer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("compliance_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_compliance_check_checked_on"), ["checked_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_compliance_check_employer"), ["employer"], unique=False
        )

    op.create_table(
        "vacancy",
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("places", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("pay", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("requirements", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employer"], ["employer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["programme"], ["training_programme.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["region"], ["region.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_employer"), ["employer"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_until"), ["until"], unique=False)

    op.create_table(
        "claim",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=True),
        sa.Column(
            "programme_year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("training_class", sa.Text(), nullable=True),
        sa.Column("consultation", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("invoice_number", sa.Text(), nullable=True),
        sa.Column("invoiced_on", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Text(), nullable=True),
        sa.Column("bank", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("account_holder", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_of", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["bank"], ["bank.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["employer"], ["employer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["funding"], ["funding_scheme.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["provider"], ["training_provider.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["training_class"], ["training_class.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_employer"), ["employer"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_provider"), ["provider"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_received_on"), ["received_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_claim_training_class"), ["training_class"], unique=False
        )

    op.create_table(
        "class_instructor",
        sa.Column("training_class", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("qualification", sa.Text(), nullable=True),
        sa.Column("from_day", sa.Text(), nullable=True),
        sa.Column("to_day", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["training_class"], ["training_class.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("class_instructor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_instructor_name"), ["name"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_class_instructor_training_class"), ["training_class"], unique=False
        )

    op.create_table(
        "class_visit",
        sa.Column("training_class", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("part", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "announced", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("heads", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("marked", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.Column("minutes_number", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["training_class"], ["training_class.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("class_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_visit_day"), ["day"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_class_visit_training_class"), ["training_class"], unique=False
        )

    op.create_table(
        "course_evaluation",
        sa.Column("training_class", sa.Text(), nullable=False),
        sa.Column("filled_on", sa.Text(), nullable=False),
        sa.Column("content", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "instructor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "facilities", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "organisation", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("chances", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["training_class"], ["training_class.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("course_evaluation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_course_evaluation_training_class"), ["training_class"], unique=False
        )

    op.create_table(
        "skill_gap",
        sa.Column("affected_worker", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("wanted", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("before", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("before_by", sa.Text(), nullable=False),
        sa.Column("before_on", sa.Text(), nullable=True),
        sa.Column("after", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("after_by", sa.Text(), nullable=True),
        sa.Column("after_on", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["affected_worker"], ["affected_worker.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("skill_gap", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_skill_gap_affected_worker"), ["affected_worker"], unique=False
        )

    op.create_table(
        "assessment",
        sa.Column("enrolment", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("scheme_name", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("assessor", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("certificate_number", sa.Text(), nullable=True),
        sa.Column("registration", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("expiry_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["body"], ["partner.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["file"], ["attachment.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_assessed_on"), ["assessed_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assessment_body"), ["body"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_assessment_valid_until"), ["valid_until"], unique=False
        )

    op.create_table(
        "attendance",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("enrolment", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column(
            "late_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["class_session.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_session"), ["session"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("training_class", sa.Text(), nullable=False),
        sa.Column("enrolment", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.Column("printed_on", sa.Text(), nullable=True),
        sa.Column("void_on", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("handed_over_on", sa.Text(), nullable=True),
        sa.Column("handed_to", sa.Text(), nullable=True),
        sa.Column("handed_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["handed_by"], ["officer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["replaces"], ["certificate.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["template"], ["certificate_template.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["training_class"], ["training_class.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_certificate_handed_over_on"), ["handed_over_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_certificate_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_replaces"), ["replaces"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_series"), ["series"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_certificate_training_class"), ["training_class"], unique=False
        )

    op.create_table(
        "claim_line",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("cost_kind", sa.Text(), nullable=False),
        sa.Column("enrolment", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "unit_price", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("other_funding", sa.Text(), nullable=False),
        sa.Column(
            "other_amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("accepted", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("accepted_reason", sa.Text(), nullable=True),
        sa.Column("receipt_number", sa.Text(), nullable=True),
        sa.Column("vat", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tax", sa.Text(), nullable=True),
        sa.Column(
            "tax_amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tax_reason", sa.Text(), nullable=True),
        sa.Column("tax_slip", sa.Text(), nullable=True),
        sa.Column("budget_line", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["budget_line"], ["budget_line.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["tax"], ["tax_kind.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("claim_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_claim_line_budget_line"), ["budget_line"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_claim_line_claim"), ["claim"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_line_enrolment"), ["enrolment"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("enrolment", sa.Text(), nullable=False),
        sa.Column("month", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=True),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_attempt_on", sa.Text(), nullable=True),
        sa.Column("again_on", sa.Text(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Text(), nullable=True),
        sa.Column("wage", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("contract", sa.Text(), nullable=True),
        sa.Column("fits", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("evidence_file", sa.Text(), nullable=True),
        sa.Column("vacancy", sa.Text(), nullable=True),
        sa.Column("hint", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employer"], ["employer.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["evidence_file"], ["attachment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancy.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_again_on"), ["again_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_outcome"), ["outcome"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_starts_on"), ["starts_on"], unique=False)

    op.create_table(
        "earlier_answer",
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("withdrawn_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["follow_up"], ["follow_up.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("earlier_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_earlier_answer_follow_up"), ["follow_up"], unique=False
        )

    op.create_table(
        "payment",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("enrolment", sa.Text(), nullable=True),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("account_holder", sa.Text(), nullable=False),
        sa.Column("holder_reason", sa.Text(), nullable=True),
        sa.Column("gross", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("prepared_on", sa.Text(), nullable=False),
        sa.Column("list_number", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("reversal_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["bank"], ["bank.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_claim"), ["claim"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_list_number"), ["list_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_paid_on"), ["paid_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_prepared_on"), ["prepared_on"], unique=False)

    op.create_table(
        "referral",
        sa.Column("vacancy", sa.Text(), nullable=False),
        sa.Column("enrolment", sa.Text(), nullable=False),
        sa.Column("referred_on", sa.Text(), nullable=False),
        sa.Column("agreed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("result_on", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment"], ["enrolment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancy.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_enrolment"), ["enrolment"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_referred_on"), ["referred_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_vacancy"), ["vacancy"], unique=False)

    op.create_table(
        "assessed_unit",
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["competency_unit.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assessed_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessed_unit_assessment"), ["assessment"], unique=False
        )

    op.create_table(
        "certificate_reprint",
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("copy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("printed_at", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate"], ["certificate.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    with op.batch_alter_table("certificate_reprint", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_reprint_certificate"), ["certificate"], unique=False
        )

    for table, columns in NEW_TEXTS.items():
        for name in columns:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    for name in ("waiting_rank", "score"):
        whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        op.add_column("enrolment", sa.Column(name, whole, nullable=True))
    _refer("enrolment", "funding", "funding_scheme")
    _refer("training_class", "funding", "funding_scheme")
    _refer("training_class", "certificate_template", "certificate_template")
    op.create_index("ix_enrolment_started_on", "enrolment", ["started_on"])
    op.create_index("ix_enrolment_completed_on", "enrolment", ["completed_on"])


NEW_TEXTS = {
    "class_session": ("starts", "ends", "topic"),
    "enrolment": (
        *("started_on", "completed_on", "dropped_on", "result", "result_on", "under_reason"),
        "name_checked",
    ),
    "training_class": (
        *("room", "names_checked_on", "names_checked_by"),
        *("reopened_because", "cancelled_because"),
    ),
}
"""Texts that older tables gain."""


def _refer(table: str, name: str, target: str) -> None:
    # SQLite copies the table to add a reference; STRICT must be said again for the copy.
    with op.batch_alter_table(table, table_kwargs={"sqlite_strict": True}) as batch_op:
        batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            f"{table}_{name}", target, [name], ["id"], initially="DEFERRED", deferrable=True
        )
