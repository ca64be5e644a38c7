"""The people of a consultation: taken in, checked, and enrolled, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.desk.cases import Tally, tally
from desktop_app.desk.doubles import recorded_like
from desktop_app.desk.eligibility import Assessment, assess_case, assess_cases
from desktop_app.desk.enrolling import Enrolled, enrol
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.desk.people import CaseListing, add_person, in_case, look_up, set_for
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import AffectedWorker, Consultation
from desktop_app.records.consultation import Standing
from desktop_app.records.employer import Scheme
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.models.record_table import Column, Row
from ui.pages.arrangement import badge
from ui.pages.case_paste import paste_list
from ui.pages.case_words import tally_words
from ui.pages.eligibility_part import EligibilityPart
from ui.pages.enrolling import Enrolling, Wish
from ui.pages.imported import clipboard_table, import_action
from ui.pages.opened import Part
from ui.pages.page import Page
from ui.pages.record_pane import RecordPane
from ui.pages.skill_gaps import gaps_tab
from ui.pages.states import STANDING
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Elided
from ui.widgets.case_bars import AddBar, Bar, EnrolBar, SetBar
from ui.widgets.editor import pressed
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

LAYOFF = ("notice_on", "terminated_on", "regime", "outcome")
LIST_NEEDS = 22
"""Height in em that list, search and figures need beneath a bar."""


def _final(row: Row) -> str:
    return "good" if row.get("final") == _("Final") else "warning"


class PeoplePane(RecordPane):
    """The affected workers of one consultation."""

    record = AffectedWorker
    columns = (
        Column("worker", N_("Name"), 15),
        Column("worker.nik", N_("NIK"), 12.5, tight=True),
        Column("position", N_("Position"), 9),
        Column("wish", N_("Training wished for"), 11),
        Column("standing", N_("Identity check"), 9, state=badge("standing", STANDING)),
        Column("enrolled", N_("Enrolment"), 10, tight=True, sortable=False),
        Column("final", N_("Layoff"), 10, state=_final, sortable=False),
    )
    searched: ClassVar[tuple[str, ...]] = ("worker",)
    sections = (
        Section(
            "",
            (
                *("position", "wage", "reason", "background"),
                *("wish", "skill_gap", "standing", "standing_reason"),
            ),
        ),
        Section(N_("Layoff"), (*LAYOFF, "proof", "proof_number")),
        Section(N_("Details"), ("membership", "notes"), folded=True),
    )
    filters = (
        Filter("all", N_("Listed")),
        Filter("matched", N_("Matched")),
        Filter("open", N_("To be checked")),
        Filter("refused", N_("Refused")),
        Filter("enrolled", N_("Enrolled")),
        Filter("not_enrolled", N_("Not enrolled")),
    )
    wording = Wording(
        N_("Search name, NIK, KPJ"),
        empty_heading=N_("Nobody is listed yet"),
        empty_text=N_("Add people one by one, or paste the employer's list from Excel (Ctrl+V)."),
        hints=N_("Ins adds · Ctrl+V pastes · Ctrl+B sets · Ctrl+M matches · F7 enrols · Esc back"),
        to_do=frozenset({"open", "refused", "not_enrolled"}),
    )
    new_text = N_("Add person")

    def __init__(self, page: Page, fixed: Mapping[str, Any]) -> None:
        self.consultation = str(fixed["consultation"])
        self._bars = QWidget()
        self._tally = Elided("", role="muted")
        super().__init__(page, fixed)
        self._add = AddBar(self.context, self._people, self._alike)
        self._add.taken.connect(self._take)
        self._set = SetBar(self.context)
        self._set.set_asked.connect(self._set_for)
        self._enrolling = Enrolling(self, EnrolBar, self._assess, self._enrol_chosen)
        self._enrol = self._enrolling.bar
        self._enrol.grown.connect(lambda: self._only(self._enrol))
        bars = self._bars.layout()
        assert isinstance(bars, QVBoxLayout)
        for bar in (self._add, self._set, self._enrol):
            bars.addWidget(bar)
            bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            bar.closed.connect(self._closed)
        bars.addStretch(1)
        self._chosen: list[str] = []
        self.list.search.installEventFilter(self)
        self.list.table.installEventFilter(self)

    def above(self) -> QWidget | None:
        layout = QVBoxLayout(self._bars)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tally)
        return self._bars

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return CaseListing(
            self.store,
            AffectedWorker,
            [path for path in paths if path not in ("enrolled", "final")],
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def wanted(self, filter: str) -> Wanted:
        return Wanted(within=in_case(self.consultation, filter))

    def list_actions(self) -> list[Action]:
        return [
            Action("enrol", N_("Enrol"), self.begin_enrolling, "clipboard-check", stroke("act")),
            Action("match", N_("Matches"), self.match, "user-round-check", stroke("match")),
            Action(
                "set", N_("Set for selection"), self.begin_setting, "list-checks", stroke("set")
            ),
            Action("refuse", N_("Refuse"), self.refuse, "x", stroke("other_act")),
            Action("paste", N_("Paste list"), self.paste, "clipboard-list"),
            import_action(self.shell, "workers", consultation=self.consultation),
            Action("add", N_("Add person"), self.new, "user-plus", stroke("add"), menu_only=True),
        ]

    def refresh(self) -> None:
        super().refresh()

        def work() -> Tally:
            with self.store.read() as session:
                return tally(session, self.consultation)

        self.run(work, lambda found: self._tally.setText(tally_words(found)))

    # --- one person --------------------------------------------------------------------

    def _people(self, typed: str) -> Sequence[tuple[str, str]]:
        with self.store.read() as session:
            return look_up(session, typed)

    def _alike(self, nik: str, name: str) -> Sequence[tuple[str, str]]:
        with self.store.read() as session:
            return recorded_like(session, nik, name, self.office.today)

    def new(self, **values: Any) -> None:
        self._only(self._add)
        self._add.begin()

    def _only(self, shown: Bar) -> None:
        # Where the window is low, the bar stands in the list's place.
        roomy = self.height() - shown.sizeHint().height() >= px(LIST_NEEDS)
        self.list.setVisible(roomy)
        self._tally.setVisible(roomy)
        for bar in (self._add, self._set, self._enrol):
            bar.setVisible(bar is shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bar in (self._add, self._set, self._enrol):
            if not bar.isHidden():
                self._only(bar)

    def _escape(self) -> None:
        """Esc ends the bar first; two shortcuts for one key would do nothing."""
        shown = [bar for bar in (self._add, self._set, self._enrol) if bar.isVisible()]
        if shown:
            shown[0].close_bar()
        else:
            super()._escape()

    def _closed(self) -> None:
        self.list.show()
        self._tally.show()
        self.enter()

    def _take(self, worker: str, nik: str, name: str) -> None:
        def act(session: Write) -> str:
            add_person(session, self.consultation, worker=worker or None, nik=nik, name=name)
            return name

        self.write(
            N_("Person added to the case"),
            act,
            lambda _name: _("Added to the case."),
            lambda _name: self._add.begin(),
        )

    # --- many people -------------------------------------------------------------------

    def begin_setting(self) -> None:
        """Set reason, background, gap or wish for the people selected."""
        if chosen := self.list.selected_ids():
            self._chosen = chosen
            self._only(self._set)
            self._set.begin(len(chosen))

    def _set_for(self, values: dict[str, Any]) -> None:
        self._change(N_("Set for several people"), values)
        self._set.close_bar()

    def _change(self, why: str, values: Mapping[str, Any]) -> None:
        chosen = self._chosen

        def said(count: int) -> str:
            words = translate_n("{n} person changed", "{n} people changed", count)
            return words.format(n=count)

        self.write(why, lambda session: set_for(session, chosen, values), said)

    def match(self) -> None:
        """The people selected are who the books say."""
        if chosen := self.list.selected_ids():
            self._chosen = chosen
            values = {"standing": Standing.MATCHED, "standing_reason": None}
            self._change(N_("Identity check"), values)

    def refuse(self) -> None:
        """The people selected do not take part; one reason for all."""
        chosen = self.list.selected_ids()
        reason = chosen and self.shell.dialogs.line(_("Refuse"), _("Reason"))
        if reason and reason.strip():
            self._chosen = chosen
            values = {"standing": Standing.REFUSED, "standing_reason": reason.strip()}
            self._change(N_("Identity check"), values)

    # --- enrolling ---------------------------------------------------------------------

    def begin_enrolling(self) -> None:
        """Enrol the people selected, or all who can be while fewer than two are."""
        selected = self.list.selected_ids()

        def work() -> tuple[list[str], str | None, Scheme | None]:
            able = self.listing("", "not_enrolled")
            ids = able.ids("", False, 0, 100_000)
            with self.store.read() as session:
                case = session.get_one(Consultation, self.consultation)
            return ids, case.programme, case.scheme

        def done(found: tuple[list[str], str | None, Scheme | None]) -> None:
            ids, programme, scheme = found
            chosen = [id for id in selected if id in set(ids)] if len(selected) > 1 else ids
            self._chosen = chosen
            self._only(self._enrol)
            self._enrolling.begin(len(chosen), programme, scheme)

        self.run(work, done)

    def _assess(self, session: Read, programme: str | None) -> list[Assessment]:
        return assess_cases(session, self._chosen, self.office.today, programme)

    def _enrol_chosen(self, session: Write, wish: Wish) -> Enrolled:
        return enrol(
            session,
            list(self._chosen),
            programme=wish.programme,
            scheme=wish.scheme,
            today=self.office.today,
            year=self.office.today.year,
            training_class=wish.training_class,
            override=wish.override,
        )

    def parts(self, record: Record) -> list[Part]:
        ask = partial(assess_case, case=record.id, day=self.office.today)
        make = partial(EligibilityPart, self, ask)
        return [Part("eligibility", N_("Eligibility"), make), gaps_tab(self, record.id)]

    # --- the employer's list -------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        block = key is not None and key.matches(QKeySequence.StandardKey.Paste)
        text = QGuiApplication.clipboard().text().strip() if block else ""
        if block and (watched is self.list.table or "\n" in text or "\t" in text):
            self.paste()
            return True
        return False

    def paste(self) -> None:
        """Read a block copied from a spreadsheet into the case.

        A block in which all is in order comes in at once; any other is looked at first.
        """
        text = clipboard_table()
        if not text.strip():
            self.shell.messages.info(_("Copy the rows in Excel first, then paste them here."))
            return
        paste_list(self, self.consultation, text)
