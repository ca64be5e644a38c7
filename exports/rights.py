"""The table of roles and rights as a sheet, to be printed and signed."""

from __future__ import annotations

from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.processes.rights import RIGHTS, Right
from desktop_app.records.office import Role
from exports.office_paper import full_name
from exports.sheet import Column, Sheet

YES, NO = "✓", "–"


def grid() -> list[tuple[str, ...]]:
    """One row for each right: what it is, and under each role whether it has it."""
    return [
        (translate(right.label), *(YES if right in RIGHTS[role] else NO for role in Role))
        for right in Right
    ]


def rights_sheet(office: Office) -> Sheet:
    """The table in Indonesian, as all paper."""
    with language("id"):
        return Sheet(
            translate(N_("Roles and rights")),
            [
                Column(translate(N_("Right")), width=34),
                *(Column(translate(role.label), width=11) for role in Role),
            ],
            grid(),
            subtitle=full_name(office.record) if office.record else office.name,
            notes=[translate(N_("A right that is not listed for a role is not had."))],
        )
