"""One page to sign: how the check of a list that was sent came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.i18n import N_, language, translate
from desktop_app.importing.answer import VERDICTS, Verdict, verdict, verdicts
from desktop_app.importing.list_kinds import WORKERS, ListKind
from desktop_app.importing.sorting import Sorted
from desktop_app.wording import day_long, integer
from exports.grids import facts, table
from exports.imprint import A4, Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import Story, heading, pdf_text, space, text
from exports.office_paper import OfficePaper, full_name
from exports.reports.names import SUMMARY

DOCUMENT = SUMMARY
"""Under which signatories are named for it."""
MOST_PROBLEMS = 8
"""The sorts of problem that are listed; the workbook names every row."""

TITLES = {
    "workers": N_("RESULT OF THE CHECK OF THE LIST OF WORKERS"),
    "employers": N_("RESULT OF THE CHECK OF THE LIST OF EMPLOYERS"),
    "programmes": N_("RESULT OF THE CHECK OF THE LIST OF PROGRAMMES"),
    "providers": N_("RESULT OF THE CHECK OF THE LIST OF PROVIDERS"),
}


@dataclass(frozen=True)
class CheckedList:
    """What the page says of a list; `sender` is the company it came from, if that is known."""

    kind: ListKind
    items: Sequence[Sorted]
    file: str
    sender: str = ""
    sender_contact: str = ""
    case_number: str = ""


def import_summary(checked: CheckedList, paper: OfficePaper) -> bytes:
    """The page as PDF, in Indonesian."""
    with language("id"):
        title = translate(TITLES[checked.kind.name])
        return write(
            lambda width: _story(checked, paper, title, width),
            paper.imprint,
            title=title,
            size=A4,
            marks=Marks(personal=False),
        )


def _story(checked: CheckedList, paper: OfficePaper, title: str, width: float) -> Story:
    found = verdicts(checked.items)
    pairs = [
        (translate(N_("Date of the check")), day_long(paper.today)),
        (translate(N_("Sender")), checked.sender),
        (translate(N_("Case number")), checked.case_number),
        (translate(N_("File")), checked.file or translate(N_("Clipboard"))),
        (translate(N_("Rows checked")), integer(len(checked.items))),
    ]
    rows = [
        [
            translate(VERDICTS[one]),
            integer(found[one]),
            translate(_MEANS[one]),
        ]
        for one in Verdict
    ]
    heads = [translate(N_("Result")), translate(N_("Count")), translate(N_("Meaning"))]
    shares = [width * share for share in (0.22, 0.13, 0.65)]
    signer = next(iter(paper.signers(DOCUMENT, paper.today)), Signer("", ""))
    sender = Signer(checked.sender_contact, checked.sender or translate(N_("Sender")))
    people = checked.kind is WORKERS
    closing = (
        N_(
            "The enclosed workbook names for each worker what has to be completed or corrected. "
            "Please return it completed; rows that are accepted need not be sent again."
        )
        if people
        else N_(
            "The enclosed workbook names for each row what has to be completed or corrected. "
            "Please return it completed; rows that are accepted need not be sent again."
        )
    )
    place = f"{paper.city}, {day_long(paper.today)}"
    return [
        *letterhead(paper.letterhead, width),
        *title_block(title),
        facts([(name, value) for name, value in pairs if value], width),
        space(3),
        table(heads, rows, shares, centred=(1,)),
        *_problems(checked, width),
        space(3),
        text(pdf_text(translate(closing))),
        *signatures(sender, _ours(signer, paper), width, place_and_day=place),
    ]


_MEANS = {
    Verdict.ACCEPTED: N_("Recorded, or recorded already; nothing more is needed."),
    Verdict.TO_COMPLETE: N_("Something is missing or cannot be read and has to be completed."),
    Verdict.NOT_MET: N_("What is stated cannot be right and has to be proved with papers."),
}


def _ours(signer: Signer, paper: OfficePaper) -> Signer:
    return signer if signer.position or signer.name else Signer("", full_name(paper.office))


def _problems(checked: CheckedList, width: float) -> Story:
    """The commonest problems and what to do; never a name or a number of a person."""
    counted: Counter[tuple[str, str]] = Counter()
    labels = checked.kind.fields
    for item in checked.items:
        if verdict(item) is Verdict.ACCEPTED:
            continue
        for one in {(f.field, f.proposal) for f in item.findings if f.weight}:
            counted[one] += 1
    if not counted:
        return []
    rows = [
        [labels.get(field, ""), integer(count), _plain(translate(proposal))]
        for (field, proposal), count in counted.most_common(MOST_PROBLEMS)
    ]
    heads = [
        translate(N_("Column")),
        translate(N_("Count")),
        translate(N_("What has to be done")),
    ]
    shares = [width * share for share in (0.22, 0.13, 0.65)]
    return [
        space(2),
        heading(translate(N_("What has to be completed or corrected"))),
        table(heads, rows, shares, centred=(1,)),
    ]


def _plain(words: str) -> str:
    """A proposal without the value of the one row it was made for."""
    return words if "{" not in words else words.partition(";")[0].partition("{")[0].rstrip(" ,:")
