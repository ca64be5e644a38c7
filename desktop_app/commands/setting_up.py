"""Setting up: an office, headquarters, a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_, current
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.office import NewOffice

HEADQUARTERS = "PUSAT"


def declare(commands: Commands) -> None:
    """``init`` and ``demo``."""
    init = commands.command("init", N_("set up a branch office in an empty folder"), _init)
    init.add_argument("--branch-code", required=True, metavar="MND", help=_("code of the branch"))
    init.add_argument("--branch-name", required=True, metavar="NAME", help=_("name of the branch"))
    init.add_argument("--province", metavar="71", help=_("code of the province"))
    init.add_argument("--name", default="", help=_("full name of the officer"))
    demo = commands.command("demo", N_("make a sample office (CONTOH) in an empty folder"), _demo)
    demo.add_argument("--people", type=int, default=400, metavar="N", help=_("how many workers"))
    demo.add_argument("--seed", type=int, metavar="S", help=_("the same number, the same sample"))


def declare_hq(commands: Commands) -> None:
    """``hq init``."""
    init = commands.command("init", N_("set up headquarters in an empty folder"), _hq_init)
    init.add_argument("--database", default="", metavar="URL", help=_("PostgreSQL server"))
    init.add_argument("--name", default="", help=_("full name of the officer"))


def _init(given: Given) -> Answer:
    from desktop_app.office import NewOffice

    _check_province(given.province)
    return _set_up(
        given,
        NewOffice(
            given.branch_code,
            given.branch_name,
            given.required_user(),
            given.password(),
            officer_name=given.name,
            province=given.province,
            language=current(),
        ),
    )


def _check_province(code: str | None) -> None:
    from desktop_app.store.shipped import rows

    provinces = {str(row["id"]): row["name"] for row in rows("provinces")}
    if code is not None and code not in provinces:
        raise UserError(
            "PROVINCE",
            N_("There is no province {province}. Choose one of these: {list}"),
            province=code,
            list=", ".join(f"{id} {name}" for id, name in sorted(provinces.items())),
        )


def _hq_init(given: Given) -> Answer:
    from desktop_app.office import NewOffice

    return _set_up(
        given,
        NewOffice(
            HEADQUARTERS,
            "Kantor Pusat",
            given.user or "pusat",
            given.password(),
            officer_name=given.name,
            headquarters=True,
            database=given.database,
            language=current(),
        ),
    )


def _set_up(given: Given, new: NewOffice) -> Answer:
    from desktop_app.office import set_up
    from desktop_app.sync.enrolment import fingerprint

    office, recovery = set_up(given.home, new)
    try:
        return Answer(
            {
                "home": str(given.home),
                "office": office.code,
                "user": new.user,
                "recovery_code": recovery,
                "fingerprint": fingerprint(office),
            },
            [
                _("Office {code} ({name}) is set up in {folder}.").format(
                    code=office.code, name=office.name, folder=given.home
                ),
                _("Recovery code, shown only now; print it and lock it away: {code}").format(
                    code=recovery
                ),
            ],
        )
    finally:
        office.close()


def _demo(given: Given) -> Answer:
    from desktop_app import demo

    seed = {} if given.seed is None else {"seed": given.seed}
    sample = demo.make(given.home, people=given.people, progress=given.progress, **seed)
    return Answer(
        sample.as_json(),
        [
            _(
                "The sample office is set up in {folder}; its headquarters in {headquarters}."
            ).format(folder=sample.home, headquarters=sample.headquarters),
            _("User {user}, password “{password}”.").format(
                user=sample.user, password=sample.password
            ),
        ],
    )
