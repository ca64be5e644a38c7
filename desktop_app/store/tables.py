"""The store's own tables: the journal, the search index, and what stays here.

`journal` holds every change of every node this office knows of, each line
verbatim as its node wrote it. `local_*` tables are this PC's private notes:
never journalled, never sent.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, text

from desktop_app.kinds import Moment, RecordId, Whole
from desktop_app.kinds import Text as Words
from desktop_app.records.record import Record

_any = Words(2**31)
_SHOWN = text("kind = 'access'")

journal = Table(
    "journal",
    Record.metadata,
    Column("epoch", Words(32), primary_key=True),
    Column("audience", Words(32), primary_key=True),
    Column("seq", Whole(), primary_key=True),
    Column("txn", Whole(), nullable=False),
    Column("node", Words(32), nullable=False),
    Column("at", Words(24), nullable=False),
    Column("record", Words(40), nullable=False),
    Column("record_id", RecordId(), nullable=False),
    Column("kind", Words(20), nullable=False),
    Column("line", _any, nullable=False),
    Column("chain", Words(64), nullable=False),
    Index("journal_of_record", "record_id", "at"),
    Index("journal_shown", "at", sqlite_where=_SHOWN, postgresql_where=_SHOWN),
)
"""Every change, in order. `line` is the canonical line, `chain` the head after it."""

search_entry = Table(
    "search_entry",
    Record.metadata,
    Column("n", Whole(), primary_key=True, autoincrement=True),
    Column("record", Words(40), nullable=False),
    Column("record_id", RecordId(), nullable=False),
    Column("found", Words(40), nullable=False),
    Column("found_id", RecordId(), nullable=False),
    Column("text", _any, nullable=False),
    Index("search_entry_record", "record", "record_id", unique=True),
    Index("search_entry_prefix", "found", "text"),
)
"""What can be searched of a record, folded, and the record the search finds."""

local_setting = Table(
    "local_setting",
    Record.metadata,
    Column("key", Words(120), primary_key=True),
    Column("value", _any, nullable=False),
)
"""View state and bookkeeping of this PC, as JSON by key."""

local_draft = Table(
    "local_draft",
    Record.metadata,
    Column("id", RecordId(), primary_key=True),
    Column("officer", RecordId(), nullable=False),
    Column("record", Words(40), nullable=False),
    Column("record_id", RecordId()),
    Column("caption", Words(200), nullable=False),
    Column("at", Moment(), nullable=False),
    Column("base", _any, nullable=False),
    Column("fields", _any, nullable=False),
)
"""What somebody has typed but not saved: stored forms as JSON, by field."""

local_stream = Table(
    "local_stream",
    Record.metadata,
    Column("epoch", Words(32), primary_key=True),
    Column("audience", Words(32), primary_key=True),
    Column("node", Words(32), nullable=False),
    Column("office", Words(8), nullable=False),
    Column("seq", Whole(), nullable=False, server_default=text("0")),
    Column("chain", Words(64), nullable=False),
    Column("batch", Whole(), nullable=False, server_default=text("0")),
    Column("batch_chain", Words(64), nullable=False, server_default=text("''")),
    Column("batch_sha256", Words(64), nullable=False, server_default=text("''")),
)
"""How far each foreign stream has been applied here: last line and last batch."""

local_batch = Table(
    "local_batch",
    Record.metadata,
    Column("epoch", Words(32), primary_key=True),
    Column("audience", Words(32), primary_key=True),
    Column("batch", Whole(), primary_key=True),
    Column("first_seq", Whole(), nullable=False),
    Column("last_seq", Whole(), nullable=False),
    Column("file", Words(120), nullable=False),
    Column("sha256", Words(64), nullable=False),
    Column("chain", Words(64), nullable=False),
    Column("state", Words(20), nullable=False),
    Column("at", Moment(), nullable=False),
    Column("answer", _any),
)
"""The batches this node has made or read, and what became of them."""

local_held = Table(
    "local_held",
    Record.metadata,
    Column("epoch", Words(32), primary_key=True),
    Column("audience", Words(32), primary_key=True),
    Column("seq", Whole(), primary_key=True),
    Column("code", Words(20), nullable=False),
    Column("text", _any, nullable=False),
    Column("state", Words(20), nullable=False),
)
"""Changes of others that could not be applied, each with its code; never deleted."""
