"""Several papers bound into one PDF, each with its own count of pages; the fonts are in it once.

A paper that is laid out while papers are collected is put aside instead of written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from desktop_app.i18n import language
from desktop_app.processes.form_code import FormCode
from desktop_app.progress import Progress, silent
from exports import fonts
from exports.imprint import BOTTOM, SIDE, TOP, Imprint, Marks, draw_foot, draw_watermark
from exports.markup import Story

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, PageTemplate


@dataclass(frozen=True)
class Paper:
    """A paper that is laid out but not written: what it says, on which size, with which marks."""

    story: Callable[[float], Story]
    size: tuple[float, float]
    marks: Marks
    form: FormCode | None = None
    """By what its scan is filed."""


_kept: ContextVar[list[Paper] | None] = ContextVar("papers", default=None)


@contextmanager
def collecting() -> Iterator[list[Paper]]:
    """Papers laid out within the block come into the list, and are not written."""
    papers: list[Paper] = []
    token = _kept.set(papers)
    try:
        yield papers
    finally:
        _kept.reset(token)


def keep(paper: Paper) -> bool:
    """Put a paper aside if papers are being collected; whether it was."""
    papers = _kept.get()
    if papers is not None:
        papers.append(paper)
    return papers is not None


def bind(
    papers: Sequence[Paper], imprint: Imprint, title: str, progress: Progress = silent
) -> bytes:
    """The papers one after the other as one PDF; each counts its own pages.

    `progress` counts pages twice, for they are laid out twice; raises Cancelled through it.
    `title` goes into the file's properties and names no person.
    """
    fonts.register()
    counts = [1] * len(papers)
    with language("id"):
        pages, _ = _Binding(papers, imprint, title, counts, progress, 0).build()
        total = sum(pages)
        return _Binding(papers, imprint, title, pages, progress, total).build()[1]


class _Binding:
    """One run over all papers; `counts` are the pages that each is said to have."""

    def __init__(
        self,
        papers: Sequence[Paper],
        imprint: Imprint,
        title: str,
        counts: Sequence[int],
        progress: Progress,
        done: int,
    ) -> None:
        self._papers, self._title, self._counts = papers, title, counts
        self._line, self._progress, self._done = imprint.line(), progress, done
        self._pages = [0] * len(papers)

    def build(self) -> tuple[list[int], bytes]:
        """How many pages each paper took, and the file."""
        from reportlab.platypus import BaseDocTemplate, NextPageTemplate, PageBreak

        written = BytesIO()
        document = BaseDocTemplate(
            written,
            pagesize=self._papers[0].size,
            title=self._title,
            author="",
            creator="Terampil",
            lang="id-ID",
            invariant=1,
            initialFontName=fonts.REGULAR,
        )
        document.addPageTemplates([self._template(n) for n in range(len(self._papers))])
        whole: Story = []
        for number, paper in enumerate(self._papers):
            if number:
                whole += [NextPageTemplate(str(number)), PageBreak()]
            whole += paper.story(paper.size[0] - 2 * SIDE)
        document.build(whole)
        return self._pages, written.getvalue()

    def _template(self, number: int) -> PageTemplate:
        from reportlab.platypus import Frame, PageTemplate

        size = self._papers[number].size
        width, height = size[0] - 2 * SIDE, size[1] - TOP - BOTTOM
        frame = Frame(SIDE, BOTTOM, width, height, 0, 0, 0, 0)

        def foot(canvas: Canvas, _document: BaseDocTemplate) -> None:
            self._foot(canvas, number)

        return PageTemplate(str(number), [frame], onPage=foot, pagesize=size)

    def _foot(self, canvas: Canvas, number: int) -> None:
        paper = self._papers[number]
        self._pages[number] += 1
        self._done += 1
        # Twice as many pages as papers, until it is known how many there are.
        self._progress(self._done, max(2 * sum(self._counts), self._done))
        count = self._counts[number]
        draw_foot(
            *(canvas, paper.size, self._pages[number], count, self._line, paper.marks),
            form=paper.form,
        )
        if paper.marks.across:
            draw_watermark(canvas, paper.size, paper.marks.across)
