"""The log of what was shown and handed out, as a workbook."""

from __future__ import annotations

from pathlib import Path

from desktop_app.desk.access_log import COLUMNS, AccessLog
from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from exports.handing_out import Given, hand_out
from exports.sheet import Column, Sheet
from exports.xlsx import fill_xlsx

TITLES = {
    "when": (N_("When"), 26),
    "who": (N_("By whom"), 20),
    "what": (N_("What"), 22),
    "whom": (N_("Of whom"), 26),
    "fields": (N_("Fields or extent"), 30),
    "purpose": (N_("Reason or purpose"), 34),
}
_PAGE = 500


def export(
    office: Office, log: AccessLog, path: Path, purpose: str, progress: Progress = silent
) -> Path:
    """Write the log to `path` as xlsx; the export is a line of the log itself."""
    office.must(Right.AUDIT)
    with language("id"):
        total, rows = log.count(), list[list[str]]()
        for start in range(0, total, _PAGE):
            progress(start, total)
            page = log.rows(log.ids("when", True, start, _PAGE))
            rows += [[row[name] for name in COLUMNS] for row in page]
        sheet = Sheet(
            translate(N_("Access log")),
            [Column(translate(TITLES[name][0]), width=TITLES[name][1]) for name in COLUMNS],
            rows,
            subtitle=office.name,
            personal=True,
            info=((translate(N_("Purpose of use")), purpose),),
        )
    given = Given("access-log", "xlsx", True, purpose, len(rows))
    return hand_out(office, given, path, lambda file: fill_xlsx(sheet, file, progress))
