"""The sample's money: budget, compliance, claims of both schemes at every step, payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.rows import Row
from desktop_app.demo.staff import Staff
from desktop_app.desk import claim_making, claims, decisions, objections, payments
from desktop_app.desk.budget import follow
from desktop_app.desk.claim_facts import examined
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records import (
    BudgetLine,
    Claim,
    ComplianceCheck,
    Employer,
    Enrolment,
    Rate,
    ReceivedPaper,
    RequiredPaper,
    SeenReceipt,
    TrainingClass,
)
from desktop_app.records.claim import Compliance, ObjectionOutcome
from desktop_app.records.employer import Scheme
from desktop_app.records.funding import CostKind
from desktop_app.records.training import ClassState, EnrolmentState

_ACCOUNT = "70000000{n:02}"
_REFUSED = f"Biaya bahan tidak termasuk dalam skema; rinciannya tidak didukung kuitansi {MARK}"
_GROUNDS = f"Kuitansi bahan praktik menyusul dan kami lampirkan bersama surat ini {MARK}"


def budget(office: Office, cast: Cast, branch: str) -> None:
    """What headquarters sets aside for the branch, and a receipt it knows of."""
    year = cast.today.year
    parts = (
        (CostKind.TRAINING, "pelatihan", 900_000_000),
        (CostKind.CERTIFICATION, "sertifikasi", 200_000_000),
    )
    with office.store.write(N_("Budget lines")) as session:
        session.bulk(
            BudgetLine,
            [
                {
                    "id": cast.id(),
                    "code": f"5.2.{number:02}.{year}",
                    "name": f"Biaya {name} vokasi {MARK}",
                    "programme_year": year,
                    "for_office": branch,
                    "cost_kind": kind,
                    "ceiling": ceiling,
                    "quota": 400 if number == 1 else None,
                    "document": f"KEP/CONTOH/{number:02}/{year}",
                }
                for number, (kind, name, ceiling) in enumerate(parts, 1)
            ],
        )
        session.bulk(SeenReceipt, [_seen(cast, year)])


def _seen(cast: Cast, year: int) -> Row:
    return {
        "id": cast.id(),
        "digest": "0" * 64,
        "claim_number": f"0001/PB/SBY/I/{year}",
        "of_office": "SBY",
        "seen_on": cast.today - timedelta(days=30),
    }


_ANSWER = f"Biaya bahan yang didukung kuitansi dapat diajukan kembali {MARK}"


@dataclass(frozen=True)
class Paying:
    """The acts, by who does them: counter, head of division, the head who pays."""

    staff: Staff
    cast: Cast
    password: str

    def write(self, diary: Diary) -> None:
        """Have claims made, decided and paid on the last days."""
        yesterday = self.cast.today - timedelta(days=1)
        diary.on(yesterday, self.prepare, 9)
        diary.on(yesterday, self.commit, 13)
        diary.on(yesterday, self.claim, 14)

    def prepare(self) -> None:
        """Daily rates, and how the employers stand."""
        cast, store = self.cast, self.staff.chief.store
        day = cast.today - timedelta(days=300)
        with store.write(N_("Daily rates")) as session:
            for kind, amount in ((CostKind.POCKET_MONEY, 50_000), (CostKind.TRANSPORT, 30_000)):
                session.add(
                    Rate(
                        cost_kind=kind,
                        amount=amount,
                        document=f"SE/CONTOH/{kind.value}",
                        valid_from=day,
                    )
                )
            employers = session.scalars(select(Employer).order_by(Employer.npp)).all()
            for number, one in enumerate(employers):
                late = number % 9 == 4
                session.add(
                    ComplianceCheck(
                        employer=one.id,
                        checked_on=session.facts.today,
                        compliance=Compliance.ARREARS if late else Compliance.ORDERLY,
                        arrears_months=2 if late else None,
                        source=f"Aplikasi kepesertaan {MARK}",
                    )
                )

    def commit(self) -> None:
        """Seats that are taken are promised money."""
        with self.staff.chief.store.write(N_("Commitments booked")) as session:
            seated = session.scalars(
                select(Enrolment).where(
                    Enrolment.state.in_((EnrolmentState.ASSIGNED, EnrolmentState.IN_TRAINING)),
                    Enrolment.training_class.is_not(None),
                )
            ).all()
            follow(session, seated)

    def claim(self) -> None:
        """A claim for each class that is over, each a step further than the one before."""
        made = [id for id in (self._made(one) for one in self._over()) if id]
        steps = (self._approve, self._pay, self._verify, self._refuse, self._submit, self._lack)
        for number, id in enumerate(made):
            if number < len(steps) * 2:
                steps[number % len(steps)](id)

    def _over(self) -> Sequence[str]:
        """Classes that are over, those of scheme B first."""
        with self.staff.counter.store.read() as session:
            found = session.scalars(
                select(TrainingClass)
                .where(TrainingClass.state.in_((ClassState.FINISHED, ClassState.REPORTED)))
                .order_by(TrainingClass.code)
            ).all()
        return [one.id for one in sorted(found, key=lambda one: one.scheme is Scheme.PARTNER)]

    def _made(self, training_class: str) -> str:
        """The claim of a class, with its papers; empty where nobody is to be paid for."""
        number = self.cast.count("claim")
        try:
            with self.staff.counter.store.write(claim_making.MADE) as session:
                claim = claim_making.from_class(session, training_class)
                claim.invoice_number = f"CONTOH/INV/{number:03}"
                claim.invoiced_on = claim.received_on
                claim.account = claim.account or _ACCOUNT.format(n=number)
                session.flush()
                papers = session.scalars(
                    select(RequiredPaper.id).where(RequiredPaper.of_record == "claim")
                )
                for paper in list(papers):
                    session.add(
                        ReceivedPaper(
                            paper=paper,
                            of_record="claim",
                            of_id=claim.id,
                            received_on=claim.received_on,
                            number=f"CONTOH/{number:03}",
                        )
                    )
        except UserError:
            return ""
        return claim.id

    def _submit(self, id: str) -> None:
        with self.staff.counter.store.write(N_("Claim submitted")) as session:
            claims.submit(session, id)

    def _lack(self, id: str) -> None:
        self._submit(id)
        with self.staff.counter.store.write(N_("Claim returned")) as session:
            claims.give_back(session, id, f"Laporan pelaksanaan belum ditandatangani {MARK}")

    def _verify(self, id: str) -> None:
        self._submit(id)
        with self.staff.division.store.write(N_("Findings settled")) as session:
            if examined(session, claims.claim_of(session, id), session.facts).open:
                claims.go_on(session, id, f"Selisih kehadiran sudah dikonfirmasi ke lembaga {MARK}")
        with self.staff.counter.store.write(N_("Claim verified")) as session:
            claims.verify(session, id)

    def _decided(self, id: str, question: str, reason: str = "") -> None:
        self._verify(id)
        with self.staff.counter.store.write(decisions.ASKED) as session:
            one = session.get_one(Claim, id)
            asked = decisions.waiting(session, question, id) or decisions.ask(
                session, question, one, remarks=reason
            )
        seen = {asked.id: asked.digest}
        decisions.decide(self.staff.division, seen, self.password, approve=True, reason=reason)

    def _approve(self, id: str) -> None:
        self._decided(id, "claim")

    def _refuse(self, id: str) -> None:
        """Refused, and the payee objects."""
        self._decided(id, "claim_rejection", _REFUSED)
        with self.staff.counter.store.write(N_("Objection taken in")) as session:
            one = session.get_one(Claim, id)
            made = objections.take_in(session, one, _GROUNDS, session.facts.today)
        with self.staff.chief.store.write(N_("Objection decided")) as session:
            objections.decide(session, made.id, ObjectionOutcome.PARTLY, _ANSWER)

    def _pay(self, id: str) -> None:
        self._approve(id)
        with self.staff.chief.store.write(N_("Payment prepared")) as session:
            made = payments.prepare(session, session.get_one(Claim, id))
        with self.staff.chief.store.write(N_("Sent to the bank")) as session:
            again = [session.get_one(type(one), one.id) for one in made]
            payments.send(session, again)
        with self.staff.chief.store.write(N_("Paid")) as session:
            for one in made:
                paid = session.get_one(type(one), one.id)
                payments.pay(session, paid, session.facts.today, f"CONTOH{one.number[:4]}")
