"""Home and the start of the week on one page each, made of the same numbers as the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop_app.desk import figures
from desktop_app.desk.monday import Block, monday
from desktop_app.desk.money_overview import money
from desktop_app.desk.overview import Overview, overview
from desktop_app.desk.spans import Span
from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.wording import day_long, integer
from exports import fonts
from exports.grids import Look, grid
from exports.home_money_pictures import money_pictures
from exports.home_pictures import Number, numbers, pictures
from exports.home_words import said_deadline, said_due
from exports.imprint import A4, Marks
from exports.letter import letterhead, write
from exports.markup import Story, pdf_text, space, style, text
from exports.office_paper import OfficePaper, office_paper
from exports.shapes import drawn

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

HOME = N_("Overview of the office")
WEEK = N_("Start of the week")
MONEY = N_("Budget and waiting claims")
_DEADLINES = 6
_GAP = 14.0


def home_paper(office: Office, span: Span, words: str) -> bytes:
    """What Home shows of a span as one page; `words` say which span. Names no worker."""
    with office.store.read() as session, language("id"):
        paper = office_paper(office, session)
        facts, officer = office.store.facts(), office.store.author.officer
        key = figures.quota_key(office.code, headquarters=office.headquarters)
        seen = overview(session, facts, officer, span, key)

        def story(width: float) -> Story:
            return [*_head(paper, width, translate(HOME), words), *_home(seen, span, paper, width)]

        return _one_page(paper, translate(HOME), story, Marks())


def money_paper(office: Office, span: Span, words: str) -> bytes:
    """What Home shows of money as one page; names nobody."""
    seen = money(office, span.year(office.today))
    with office.store.read() as session, language("id"):
        paper = office_paper(office, session)

        def story(width: float) -> Story:
            shown = [part for one in money_pictures(seen) for part in (drawn(one, width), space(4))]
            return [*_head(paper, width, translate(MONEY), words), *shown]

        return _one_page(paper, translate(MONEY), story, Marks())


def week_paper(office: Office) -> bytes:
    """The start of the week as one page; it may name people, and so is personal."""
    with office.store.read() as session, language("id"):
        paper = office_paper(office, session)
    with language("id"):
        week = monday(office)

        def story(width: float) -> Story:
            lines = [part for block in week.blocks for part in _block(block)]
            return [*_head(paper, width, translate(WEEK), week.title), *lines]

        return _one_page(paper, translate(WEEK), story, Marks(personal=True))


def _one_page(
    paper: OfficePaper, title: str, story: Callable[[float], Story], marks: Marks
) -> bytes:
    return write(
        lambda width: [_shrinking(story(width))],
        paper.imprint,
        title=title,
        size=A4,
        marks=marks,
    )


def _shrinking(story: Story) -> Flowable:
    """All of it within one page, smaller where it must be."""
    from reportlab.platypus import KeepInFrame

    return KeepInFrame(0, 0, story, mode="shrink")


def _head(paper: OfficePaper, width: float, title: str, words: str) -> Story:
    bold = style(14, font=fonts.BOLD, after=1)
    about = f"{words} · {translate(N_('as of {day}')).format(day=day_long(paper.today))}"
    return [
        *letterhead(paper.letterhead, width),
        text(pdf_text(title, fonts.BOLD), bold),
        text(pdf_text(about), style(9, after=6)),
    ]


def _home(seen: Overview, span: Span, paper: OfficePaper, width: float) -> Story:
    stages, targets, weeks, again = pictures(seen, span, paper.today)
    half = (width - _GAP) / 2
    left = [drawn(stages, half), space(4), drawn(again, half)]
    looks: list[Look] = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return [
        _numbers(numbers(seen), width),
        space(4),
        grid([[left, "", drawn(targets, half)]], [half, _GAP, half], looks),
        space(2),
        drawn(weeks, width),
        space(3),
        *_due(seen, width, looks),
    ]


def _numbers(shown: Sequence[Number], width: float) -> Flowable:
    rows = [
        [text(pdf_text(one.title), style(8.5)) for one in shown],
        [text(integer(one.number), style(17, font=fonts.SEMIBOLD, tight=True)) for one in shown],
        [text(pdf_text(one.note), style(7.5)) for one in shown],
    ]
    looks: list[Look] = [
        ("BOX", (0, 0), (-1, -1), 0.5, "#C9D2DA"),
        ("INNERGRID", (0, 0), (-1, -1), 0.5, "#C9D2DA"),
        ("LINEBELOW", (0, 0), (-1, 1), 0.8, "white"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return grid(rows, [width / len(shown)] * len(shown), looks)


def _due(seen: Overview, width: float, looks: Sequence[Look]) -> Story:
    """What waits, and the deadlines beside it."""
    small = style(8.5, after=1.5)
    waits = [text(f"• {pdf_text(said_due(due))}", small) for due in seen.due]
    late = [
        text(f"• {pdf_text(' · '.join(said_deadline(one)))}", small)
        for one in seen.deadlines[:_DEADLINES]
    ]
    none = [text(translate(N_("All done.")), small)]
    half = (width - _GAP) / 2
    cells = [
        [_title(translate(N_("To be followed up"))), *(waits or none)],
        "",
        [_title(translate(N_("Legal deadlines"))), *(late or none)],
    ]
    return [grid([cells], [half, _GAP, half], looks)]


def _block(block: Block) -> Story:
    small = style(9.5, after=2)
    lines = [text(f"• {pdf_text(item.text)}", small) for item in block.items]
    return [_title(block.title), *(lines or [text(pdf_text(block.empty), small)]), space(2)]


def _title(words: str) -> Flowable:
    return text(pdf_text(words, fonts.SEMIBOLD), style(10.5, font=fonts.SEMIBOLD, after=3))
