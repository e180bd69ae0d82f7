"""Tables of the store, for SQLite and PostgreSQL alike."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeDecorator

SCHEMA_VERSION = 5
# What brings a store of the version before to each version: columns to be added, with the value that old rows get.
STEPS: dict[int, tuple[str, ...]] = {
    2: ("ALTER TABLE submission ADD COLUMN work_key VARCHAR(64) NOT NULL DEFAULT ''",),
    3: (
        "ALTER TABLE answer ADD COLUMN declaration_digest VARCHAR(64) NOT NULL DEFAULT ''",
        "ALTER TABLE answer ADD COLUMN calls_digest VARCHAR(64) NOT NULL DEFAULT ''",
        "ALTER TABLE verdict ADD COLUMN voided BOOLEAN NOT NULL DEFAULT FALSE",
        "UPDATE verdict SET voided = TRUE WHERE status = 'not_answered' AND message LIKE 'La cellule notée a été %'",
    ),
    # Tables more, which are made where they are missing.
    4: (),
    5: (),
}


class UtcTime(TypeDecorator[datetime]):
    """A time in UTC: SQLite forgets the zone, so it is checked on the way in and given back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC; one without a zone is refused."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone was to be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


METADATA = MetaData()

VERSIONS = Table("schema_version", METADATA, Column("id", Integer, primary_key=True), Column("version", Integer))

SUBMISSIONS = Table(
    "submission",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("activity", String(64), nullable=False),
    Column("exercise", String(64), nullable=False),
    Column("candidate", String(128), nullable=False),
    Column("graded_at", UtcTime, nullable=False),
    Column("variant_number", Integer),
    Column("variant_digest", String(64), nullable=False),
    Column("grader_version", String(64), nullable=False),
    Column("confinement", String(16), nullable=False),
    Column("ending_kind", String(32), nullable=False),
    Column("ending_message", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("irregularities", Text, nullable=False),
    Column("faults", Text, nullable=False),
    Column("work_key", String(64), nullable=False, server_default=""),
)
Index("submission_of", SUBMISSIONS.c.activity, SUBMISSIONS.c.exercise, SUBMISSIONS.c.candidate)

ANSWERS = Table(
    "answer",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Text, nullable=False),
    Column("wire", Text, nullable=False),
    Column("probes", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("declaration_digest", String(64), nullable=False, server_default=""),
    Column("calls_digest", String(64), nullable=False, server_default=""),
    UniqueConstraint("submission_id", "name"),
)

VERDICTS = Table(
    "verdict",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submission.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("criterion", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("fraction", Float, nullable=False),
    Column("points", Float),
    Column("maximum", Float, nullable=False),
    Column("message", Text, nullable=False),
    Column("checks", Text, nullable=False),
    Column("grader_version", String(64), nullable=False),
    Column("variant_digest", String(64), nullable=False),
    Column("answers_digest", String(64), nullable=False),
    Column("judged_at", UtcTime, nullable=False),
    Column("voided", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("submission_id", "criterion", "grader_version", "judged_at"),
)

# Lines are added, never changed: what a person decided stays to be read after the next decision.
OVERRIDES = Table(
    "score_override",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("activity", String(64), nullable=False),
    Column("exercise", String(64), nullable=False),
    Column("candidate", String(128), nullable=False, index=True),
    Column("criterion", String(64), nullable=False),
    Column("cell", String(128), nullable=False),
    Column("points", Float, nullable=False),
    Column("maximum", Float, nullable=False),
    Column("former_auto_score", Float),
    Column("former_manual_score", Float),
    Column("reason", Text, nullable=False),
    Column("author", String(128), nullable=False),
    Column("overridden_at", UtcTime, nullable=False),
)

# Lines are added here, too: the last one of a grader on a piece, or of a stage, counts.
ASSESSMENTS = Table(
    "assessment",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("candidate", String(128), nullable=False, index=True),
    Column("criterion", String(64), nullable=False),
    Column("grader", String(128), nullable=False),
    Column("level", Integer, nullable=False),
    Column("remark", Text, nullable=False),
    Column("is_arbiter", Boolean, nullable=False),
    Column("assessed_at", UtcTime, nullable=False),
)

DEFENCE_TIMES = Table(
    "defence_time",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("candidate", String(128), nullable=False, index=True),
    Column("stage", String(128), nullable=False),
    Column("start_minute", Integer, nullable=False),
    Column("end_minute", Integer, nullable=False),
    Column("author", String(128), nullable=False),
    Column("noted_at", UtcTime, nullable=False),
)
