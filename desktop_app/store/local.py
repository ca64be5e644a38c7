"""What this PC remembers for itself: settings, and drafts of unsaved work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from desktop_app.kinds import Stored
from desktop_app.store.tables import local_draft, local_setting


def setting(connection: Connection, key: str, default: Any = None) -> Any:
    """What is remembered under `key`."""
    found = connection.scalar(select(local_setting.c.value).where(local_setting.c.key == key))
    return default if found is None else json.loads(found)


def set_setting(connection: Connection, key: str, value: Any) -> None:
    """Remember `value` (anything JSON can hold) under `key`."""
    connection.execute(delete(local_setting).where(local_setting.c.key == key))
    connection.execute(
        insert(local_setting), {"key": key, "value": json.dumps(value, ensure_ascii=False)}
    )


@dataclass(frozen=True)
class StoredDraft:
    """Unsaved work on a record: the values it began from and those typed since."""

    id: str
    officer: str
    record: str
    record_id: str | None
    caption: str
    at: datetime
    base: Mapping[str, Stored]
    fields: Mapping[str, Stored]


def drafts(connection: Connection, officer: str) -> list[StoredDraft]:
    """An officer's open drafts, newest first."""
    d = local_draft.c
    found = connection.execute(
        select(local_draft).where(d.officer == officer).order_by(d.at.desc())
    )
    return [
        StoredDraft(
            row.id,
            row.officer,
            row.record,
            row.record_id,
            row.caption,
            row.at,
            json.loads(row.base),
            json.loads(row.fields),
        )
        for row in found
    ]


def keep_draft(connection: Connection, draft: StoredDraft) -> None:
    """Put a draft down, in place of its earlier state."""
    drop_draft(connection, draft.id)
    connection.execute(
        insert(local_draft),
        {
            "id": draft.id,
            "officer": draft.officer,
            "record": draft.record,
            "record_id": draft.record_id,
            "caption": draft.caption,
            "at": draft.at,
            "base": json.dumps(dict(draft.base), ensure_ascii=False),
            "fields": json.dumps(dict(draft.fields), ensure_ascii=False),
        },
    )


def drop_draft(connection: Connection, draft_id: str) -> None:
    """Forget a draft: its work was saved or thrown away on purpose."""
    connection.execute(delete(local_draft).where(local_draft.c.id == draft_id))
