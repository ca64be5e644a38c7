"""Who may do what, and what is said to those who may not."""

from __future__ import annotations

import pytest

from desktop_app.errors import UserError
from desktop_app.processes.rights import RIGHTS, Right, may, must
from desktop_app.records.office import Role


def test_every_role_is_in_the_table_and_every_right_is_somebodys() -> None:
    assert set(RIGHTS) == set(Role)
    assert frozenset().union(*RIGHTS.values()) == set(Right)


def test_one_of_several_roles_is_enough() -> None:
    assert may({Role.CLERK, Role.DPO}, Right.ERASE)
    assert not may({Role.CLERK, Role.FINANCE}, Right.ERASE)
    assert not may((), Right.RECORD)


def test_who_may_not_is_told_who_may() -> None:
    must({Role.ADMIN}, Right.OFFICERS)
    with pytest.raises(UserError) as refused:
        must({Role.AUDITOR}, Right.OFFICERS)
    assert refused.value.code == "E-RIGHT"
    assert "Administrator" in str(refused.value)
