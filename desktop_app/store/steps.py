"""From which state to which a record may be led."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Code, Stored
from desktop_app.records.record import Record


def take_step(record: Record, name: str, base: Stored, allowed: Mapping[Code, Any]) -> None:
    new = getattr(record, name)
    described = describe(type(record))[name]
    if base is None or new is None or new in allowed.get(described.kind.value(base), ()):
        return
    raise UserError(
        "E-STATE",
        N_("{label}: from {old} the next step cannot be {new}."),
        label=described.label,
        old=_Label(described.kind.value(base)),
        new=_Label(new),
    )


class _Label:
    """A code's label, translated only when the message is shown."""

    def __init__(self, code: Code) -> None:
        self.code = code

    def __str__(self) -> str:
        return translate(self.code.label)
