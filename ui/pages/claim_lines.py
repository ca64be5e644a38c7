"""The cost lines of a claim as in a spreadsheet: typed, filled down, pasted as a block."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from desktop_app.desk.claim_facts import Examined, examined
from desktop_app.desk.claim_lines import ENTERED, NEW, Typed, enter
from desktop_app.desk.claims import claim_of
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.claims import Finding
from desktop_app.records import BudgetLine, ClaimLine
from desktop_app.records.claim import OtherFunding
from desktop_app.store.claim_seals import STANDS
from desktop_app.store.sight import Read
from desktop_app.wording import integer, money
from ui.models.entry_table import Entered, EntryColumn
from ui.models.record_table import Row
from ui.pages.arrangement import Arrangement
from ui.pages.grid_part import GridPart

BLANK = 5
"""Empty rows beneath the lines, to write on; a block that is pasted gets as many as it needs."""

_COLUMNS = (
    EntryColumn("description", N_("Description"), 14, typed=True),
    EntryColumn("enrolment", N_("Worker"), 11, typed=True),
    EntryColumn("found", N_("Findings"), 9, state=lambda row: str(row.get("role") or "")),
    EntryColumn("cost_kind", N_("Kind of cost"), 9, typed=True),
    EntryColumn("quantity", N_("Quantity"), 7, right=True, typed=True),
    EntryColumn("unit_price", N_("Price of one"), 9, right=True, typed=True),
    EntryColumn("other_funding", N_("Other funding"), 10, typed=True),
    EntryColumn("other_amount", N_("Paid by others"), 11, right=True, typed=True),
    EntryColumn("receipt_number", N_("Receipt number"), 10, typed=True),
    EntryColumn("accepted", N_("Accepted"), 8, right=True, typed=True),
    EntryColumn("accepted_reason", N_("Reason for accepting less"), 15, typed=True),
    EntryColumn("vat", N_("VAT (PPN)"), 8, right=True, typed=True),
    EntryColumn("tax_amount", N_("Tax amount"), 9, right=True, typed=True),
    EntryColumn("tax_reason", N_("Reason for another tax"), 14, typed=True),
    EntryColumn("tax_slip", N_("Tax slip (bukti potong)"), 13, typed=True),
    EntryColumn("budget_line", N_("Budget line"), 8, typed=True),
)


class LinesPart(GridPart[Examined]):
    """The lines of one claim, each cell saved as it is entered."""

    def __init__(self, pane: Arrangement, id: str) -> None:
        self._id, self._blank = id, BLANK
        self._codes: dict[str, str] = {}
        super().__init__(
            pane,
            _COLUMNS,
            _("Cost lines"),
            [],
            _("Type or paste from Excel · Ctrl+D fills down · Del in the description takes out"),
        )
        self.grid.short.connect(self._lengthen)

    def load(self, session: Read) -> Examined:
        rows = session.execute(select(BudgetLine.id, BudgetLine.code))
        self._codes = dict(rows.all())
        return examined(session, claim_of(session, self._id), self.pane.store.facts())

    def rows(self, found: Examined) -> Sequence[Row]:
        about: dict[str | None, Finding] = {}
        for finding in found.findings:
            about.setdefault(finding.line, finding)
        names = {id: one.name for id, one in found.known.learners.items()}
        codes = self._codes
        rows = [_row(line, names, codes, about.get(line.id)) for line in found.lines]
        if found.claim.state not in STANDS and self.pane.may_write:
            rows += [{"id": f"{NEW}{n}"} for n in range(self._blank)]
        return rows

    def said(self, found: Examined) -> str:
        return sums_words(found)

    def about(self, row: Row, column: str) -> str:
        return str(row.get("about") or "")

    def take(self, cells: list[Entered]) -> None:
        typed = [Typed(one.id, one.column, one.text) for one in cells]
        self._blank = BLANK

        def said(count: int) -> str:
            words = translate_n("{n} line entered", "{n} lines entered", count)
            return words.format(n=integer(count))

        self.pane.write(ENTERED, lambda session: enter(session, self._id, typed), said)

    def _lengthen(self, rows: int) -> None:
        if self.found is None:
            return
        here = self.grid.currentIndex()
        row, column = here.row(), here.column()
        self._blank = rows - len(self.found.lines)
        self.grid.table.show(self.rows(self.found))
        self.grid.setCurrentIndex(self.grid.table.index(row, column))


def _row(
    line: ClaimLine, names: dict[str, str], codes: dict[str, str], finding: Finding | None
) -> Row:
    other = line.other_funding
    role = ("bad" if finding.blocks else "warning") if finding else None
    return {
        "id": line.id,
        "description": line.description,
        "enrolment": names.get(line.enrolment or "", ""),
        "enrolment key": line.enrolment or "",
        "cost_kind": _(line.cost_kind.label),
        "quantity": integer(line.quantity),
        "quantity key": str(line.quantity),
        "unit_price": integer(line.unit_price),
        "other_funding": "" if other is OtherFunding.NONE else _(other.label),
        "other_amount": integer(line.other_amount) if line.other_amount else "",
        "receipt_number": line.receipt_number or "",
        "accepted": "" if line.accepted is None else integer(line.accepted),
        "accepted_reason": line.accepted_reason or "",
        "vat": integer(line.vat) if line.vat else "",
        "tax_amount": integer(line.tax_amount) if line.tax_amount else "",
        "tax_reason": line.tax_reason or "",
        "tax_slip": line.tax_slip or "",
        "budget_line": codes.get(line.budget_line or "", ""),
        "found": finding.text if finding else "",
        "role": role,
        "about": finding.text if finding else "",
    }


def sums_words(found: Examined) -> str:
    """What is asked for, paid by others, accepted, added, withheld and left to pay, in one line."""
    sums = found.totals
    words = [_("Claimed {amount}").format(amount=money(sums.claimed))]
    if sums.other:
        words.append(_("others pay {amount}").format(amount=money(sums.other)))
    words.append(_("accepted {amount}").format(amount=money(sums.accepted)))
    if sums.added:
        words.append(_("VAT {amount}").format(amount=money(sums.added)))
    if sums.tax:
        words.append(_("tax {amount}").format(amount=money(sums.tax)))
    words.append(_("to be paid {amount}").format(amount=money(sums.net)))
    return " · ".join(words)
