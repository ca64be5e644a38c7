"""What was handed out, in words: the stable name of a report, document or list."""

from __future__ import annotations

from desktop_app.i18n import N_
from desktop_app.records import CATALOGUE

PACK, PACK_TITLE = "pack", N_("Monthly pack")
CLASS_PAPERS, CLASS_PAPERS_TITLE = "class-papers", N_("Letters and forms of classes")
CLASS_ENVELOPE, CLASS_ENVELOPE_TITLE = "class-envelope", N_("Envelope of a class")
ANSWER, SUMMARY = "import-answer", "import-summary"
_TITLES = {
    PACK: PACK_TITLE,
    CLASS_PAPERS: CLASS_PAPERS_TITLE,
    CLASS_ENVELOPE: CLASS_ENVELOPE_TITLE,
    ANSWER: N_("Answer workbook"),
    SUMMARY: N_("Summary to sign"),
    "access-log": N_("Access log"),
    "payment-list": N_("Payment list"),
}


def title_of(name: str) -> str:
    """The title (English source) behind a stable name; the name itself if nobody has it."""
    from exports.documents import DOCUMENTS
    from exports.reports import REPORTS

    if name in _TITLES:
        return _TITLES[name]
    if name in REPORTS:
        return REPORTS[name].title
    if name in DOCUMENTS:
        return DOCUMENTS[name].title
    return CATALOGUE[name].title if name in CATALOGUE else name
