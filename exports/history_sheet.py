"""The history of a record as a sheet: what an auditor takes along."""

from __future__ import annotations

from pathlib import Path

from desktop_app import VERSION
from desktop_app.desk.history import history
from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.records.record import Record
from desktop_app.store.store import Store
from desktop_app.wording import day_and_clock
from exports.handing_out import Given, hand_out
from exports.reports.report import Question
from exports.sheet import Column, Sheet
from exports.xlsx import fill_xlsx

_COLUMNS = (
    (N_("When"), 20),
    (N_("By whom"), 20),
    (N_("Role"), 24),
    (N_("About"), 16),
    (N_("What"), 30),
    (N_("Before"), 30),
    (N_("After"), 30),
    (N_("Act"), 30),
)


def history_sheet(
    store: Store, question: Question, record: type[Record], id: str, caption: str
) -> Sheet:
    """Every line, the newest first, in Indonesian; sensitive values stay masked."""
    with language("id"):
        lines = history(store, record, id, question.zone)
        return Sheet(
            translate(N_("History")),
            [Column(translate(title), width=width) for title, width in _COLUMNS],
            [
                (
                    *(line.when, line.who, line.role, translate(line.about.value)),
                    *(line.what, line.old, line.new, line.why),
                )
                for line in lines
            ],
            subtitle=f"{translate(record.title)} {caption}",
            personal=True,
            info=(
                (translate(N_("Office")), f"{question.office_name} ({question.office_code})"),
                (translate(N_("Printed by")), question.printed_by),
                (translate(N_("Time")), day_and_clock(question.now, question.zone)),
                (translate(N_("Program version")), f"Terampil {VERSION}"),
                (translate(N_("Purpose of use")), question.purpose),
                (translate(N_("Sensitive data")), translate(N_("Masked"))),
            ),
        )


def save_history(office: Office, question: Question, of: Record, path: Path) -> Path:
    """Write the history of a record as xlsx to `path`, and put down that it left.

    Raises UserError as `hand_out` does.
    """
    sheet = history_sheet(office.store, question, type(of), of.id, of.caption)
    given = Given(
        "history",
        "xlsx",
        purpose=question.purpose,
        rows=len(sheet.rows),
        of=(of.__tablename__, of.id),
    )
    return hand_out(office, given, path, lambda file: fill_xlsx(sheet, file))
