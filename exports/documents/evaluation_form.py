"""*Formulir Evaluasi Pelatihan*, blank: two to a sheet, without a name, five questions to tick."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.fields import describe
from desktop_app.i18n import N_, translate
from desktop_app.processes.evaluation import QUESTIONS
from desktop_app.records import CourseEvaluation, TrainingClass
from exports.documents.class_results import about_class
from exports.documents.document import Document, Size, Stamp, the
from exports.grids import table, two_column_facts
from exports.imprint import MM, Marks
from exports.letter import letterhead, title_block, write
from exports.markup import Story, pdf_text, space, style, text
from exports.office_paper import OfficePaper

NAME = "evaluation-form"

_POINTS = ("5", "4", "3", "2", "1")
_BOX = "\u2610"


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    one = the(session, TrainingClass, record_id)
    about = [fact for fact in about_class(session, one) if fact[0] != "Tempat"][:4]

    def story(width: float) -> Story:
        from reportlab.platypus import HRFlowable

        cut = HRFlowable(width="100%", thickness=0.5, dash=(3, 3), spaceBefore=10, spaceAfter=10)
        return [
            *letterhead(paper.letterhead, width),
            *_form(about, width),
            cut,
            *_form(about, width),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Formulir Evaluasi {one.code}",
        size=size,
        marks=Marks(),
    )


def _form(about: list[tuple[str, str]], width: float) -> Story:
    labels = describe(CourseEvaluation)
    widths = [10 * MM, width - 85 * MM, *[15 * MM] * 5]
    rows = [
        [str(n), translate(labels[name].field.label), *[_BOX] * 5]
        for n, name in enumerate(QUESTIONS, 1)
    ]
    return [
        *title_block("EVALUASI PELATIHAN OLEH PESERTA"),
        two_column_facts(about, width),
        text(
            pdf_text(
                "Beri tanda pada satu kotak di setiap baris: 5 sangat setuju, 1 sangat tidak"
                " setuju. Nama tidak perlu ditulis."
            ),
            style(9, before=3, after=3),
        ),
        table(["No.", "Pernyataan", *_POINTS], rows, widths, size=9.5, centred=(0, 2, 3, 4, 5, 6)),
        space(2),
        text("Saran atau catatan:", style(9)),
        *(text("." * 178, style(9, before=4)) for _line in range(2)),
    ]


EVALUATION_FORM = Document(
    NAME,
    "formulir-evaluasi",
    N_("Evaluation form"),
    N_("Five statements for the participants of a class to tick, without a name."),
    "training_class",
    _lay,
    numbered=False,
)
