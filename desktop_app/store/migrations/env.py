"""Alembic's entry: the caller hands over an open connection."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext


def _plain(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    # A migration never imports the program: it must still run when the
    # program's types have changed. So our kinds are written as plain ones.
    if kind != "type" or not hasattr(item, "stored"):
        return False
    if item.impl.python_type is int:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return "sa.Text()"


def _ours(item: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    # Full-text search makes tables of its own beside search_text.
    return not (kind == "table" and name is not None and name.startswith("search_text"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_item=_plain,
    include_object=_ours,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
