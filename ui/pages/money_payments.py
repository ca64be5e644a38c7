"""Payments: money on its way to one payee, to the bank and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from desktop_app.desk import payments
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import Payment
from desktop_app.records.claim import PaymentState
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import money
from ui.messages import Offer
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.money_answer import AnswerView
from ui.pages.record_pane import RecordPane
from ui.pages.states import PAYMENT
from ui.paper import open_path
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_P = PaymentState
_WAITING = (_P.PREPARED, _P.RETURNED)


class PaymentsPane(RecordPane):
    """Payments of approved claims, as they go to the bank and come back."""

    record = Payment
    columns = (
        Column("number", N_("Payment number"), 13, tight=True),
        Column("payee", N_("Payee"), 15),
        Column("gross", N_("Gross"), 9, right=True),
        Column("tax", N_("Tax amount"), 8, right=True),
        Column("state", N_("State"), 9, state=badge("state", PAYMENT)),
        Column("paid_on", N_("Paid on"), 8, tight=True),
        Column("claim", N_("Claim"), 12.5, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("number", True)
    glance = (
        ("claim", N_("Claim")),
        ("bank", N_("Bank")),
        ("account", N_("Bank account")),
        ("account_holder", N_("Account holder")),
        ("list_number", N_("Payment list")),
        ("paid_on", N_("Paid on")),
        ("reference", N_("Reference of the bank")),
        ("return_reason", N_("Why the bank returned it")),
    )
    subtitle = "payee"
    searched: ClassVar[tuple[str, ...]] = ("claim",)
    sections = (Section("", ("bank", "account", "account_holder", "holder_reason")),)
    filters = (
        Filter("all", N_("All")),
        Filter("prepared", N_("Prepared")),
        Filter("sent", N_("Sent to the bank")),
        Filter("returned", N_("Returned by the bank")),
        Filter("paid", N_("Paid")),
    )
    wording = Wording(
        N_("Search number, payee, claim"),
        empty_heading=N_("No payments yet"),
        empty_text=N_("Payments are prepared from a claim that was approved."),
        hints=N_("Enter opens · F7 sends those chosen · Ctrl+R reads the bank's answer"),
        to_do=frozenset({"prepared", "returned"}),
    )

    def wanted(self, filter: str) -> Wanted:
        states = {"prepared": _P.PREPARED, "sent": _P.SENT, "returned": _P.RETURNED}
        states["paid"] = _P.PAID
        return Wanted({"state": states[filter]}) if filter in states else Wanted()

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, Payment)
        words = _("{payee} · gross {gross} · tax {tax} · net {net}").format(
            payee=record.payee,
            gross=money(record.gross),
            tax=money(record.tax),
            net=money(record.net),
        )
        told = (record.return_reason, record.reversal_reason, record.reference)
        return " · ".join([words, *(text for text in told if text)])

    def stays(self, record: Record) -> str:
        assert isinstance(record, Payment)
        if record.state in _WAITING:
            return ""
        return _("A payment under way is not changed; it is returned or reversed.")

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, Payment)
        payments.check_account(session, record)

    # --- what can be done with one ----------------------------------------------------

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Payment)
        if not self.office.office.may(Right.PAY):
            return []
        pay, back = partial(self.pay, record.id), partial(self.give_back, record.id)
        receipt = partial(self.shell.document_asked.emit, "receipt", record.id)
        offered = {
            "paid": Action("paid", N_("Mark as paid …"), pay, "circle-check", stroke("act")),
            "back": Action("back", N_("Returned by the bank …"), back, "undo-2"),
            "wait": Action(
                *("wait", N_("Take off the list"), partial(self.wait, record.id), "x"),
                menu_only=True,
            ),
            "receipt": Action(
                *("receipt", N_("Receipt (kuitansi)"), receipt, "file-text", stroke("print")),
                reads=True,
            ),
            "reverse": Action(
                *("reverse", N_("Reverse …"), partial(self.reverse, record.id), "trash-2"),
                menu_only=True,
            ),
        }
        by_state = {
            _P.PREPARED: ("receipt", "reverse"),
            _P.SENT: ("paid", "back", "receipt", "wait"),
            _P.PAID: ("receipt", "back", "reverse"),
            _P.RETURNED: ("receipt", "reverse"),
            _P.REVERSED: (),
        }
        return [offered[name] for name in by_state[record.state]]

    def _one(self, id: str, why: str, act: Callable[[Write, Payment], None], said: str) -> None:
        def work(session: Write) -> str:
            found = session.get_one(Payment, id)
            act(session, found)
            return found.number

        self.write(
            why,
            work,
            lambda number: _(said).format(number=number),
            lambda _number: self.open_id(id),
        )

    def pay(self, id: str) -> None:
        """The bank has paid: day and reference are asked for."""
        ask = partial(self.shell.dialogs.line, _("Mark as paid …"))
        reference = ask(_("Reference of the bank"))
        if not reference:
            return
        today = self.office.today
        try:
            day = read_day(ask(_("Day of payment (empty: today)")) or "", today) or today
        except Unreadable as error:
            self.shell.messages.error(str(error))
            return
        self._one(
            id,
            payments.PAID,
            lambda session, one: payments.pay(session, one, day, reference),
            N_("{number} is paid and booked."),
        )

    def give_back(self, id: str) -> None:
        """The bank returned it, for a reason."""
        reason = self.shell.dialogs.line(_("Returned by the bank …"), _("Why did it come back?"))
        if reason:
            self._one(
                id,
                payments.RETURNED,
                lambda session, one: payments.give_back(session, one, reason),
                N_("{number} came back: correct the account and send it again."),
            )

    def wait(self, id: str) -> None:
        """It did not go to the bank after all."""
        self._one(
            id,
            payments.PREPARED,
            payments.take_from_list,
            N_("{number} is off the list and waits again."),
        )

    def reverse(self, id: str) -> None:
        """Take it back whole; another one can be prepared from the claim."""
        reason = self.shell.dialogs.line(_("Reverse …"), _("Reason"))
        if reason:
            self._one(
                id,
                payments.REVERSED,
                lambda session, one: payments.reverse(session, one, reason),
                N_("{number} is reversed; what was booked is taken back."),
            )

    # --- the bank ---------------------------------------------------------------------

    def list_actions(self) -> list[Action]:
        return [
            Action("answer", N_("Bank's answer …"), self.read, "download", stroke("other_act")),
            Action("send", N_("To the bank …"), self.send, "send", stroke("act"), primary=True),
        ]

    def send(self) -> None:
        """Put the payments chosen, or all that wait, onto a list and write it."""
        chosen = self.list.selected_ids()
        office, shell = self.office.office, self.shell
        proposed = Path(office.settings.export_folder or Path.home() / "Documents")
        name = f"pembayaran-{office.code}-{office.today:%Y-%m-%d}.xlsx"
        path = shell.dialogs.save_file(_("Payment list"), proposed / name, "Excel (*.xlsx)")
        if path is None:
            return

        def work(progress: Progress) -> str:
            from exports.payment_list import send_to_bank, waiting

            with self.store.read() as session:
                ids = waiting(session, chosen if len(chosen) > 1 else ())
            return send_to_bank(office, ids, path)

        def done(number: str) -> None:
            words = _("Payment list {number} was written: {name}")
            open_it = Offer(_("Open"), partial(open_path, path))
            shell.messages.info(words.format(number=number, name=path.name), open_it)
            self.refresh()

        shell.jobs.run(_("Writing {name}").format(name=path.name), work, done, owner=self)

    def read(self) -> None:
        """Lay the bank's answer beside the payments."""
        kinds = "Excel, CSV (*.xlsx *.xls *.csv *.txt)"
        folder = Path(self.office.office.settings.export_folder or Path.home() / "Documents")
        paths = self.shell.dialogs.open_files(_("Bank's answer …"), folder, kinds)
        if paths:
            self.show_aside(AnswerView(self, paths[0]))
