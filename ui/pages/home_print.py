"""What Home shows, on paper: the part in sight on one page."""

from __future__ import annotations

from desktop_app.desk.spans import Span
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.office import Office
from desktop_app.progress import Progress
from ui.paper import PaperDialog
from ui.shell import Shell

PARTS = {
    "now": N_("Overview"),
    "week": N_("Start of the week"),
    "money": N_("Money"),
}
"""What the page shows, one at a time, and what each is called (English source)."""


def print_home(shell: Shell, office: Office, part: str, span: Span, words: str) -> None:
    """Show a part of Home as paper, to print or save; `words` say the span in Indonesian."""
    title = _(PARTS[part])

    def work(_progress: Progress) -> bytes:
        from exports.home_paper import home_paper, money_paper, week_paper

        if part == "week":
            return week_paper(office)
        paper = money_paper if part == "money" else home_paper
        return paper(office, span, words)

    def done(data: bytes) -> None:
        from exports.handing_out import Given

        file = f"{title.replace(' ', '-')}-{office.code}-{office.today:%Y-%m-%d}.pdf"
        given = Given("home", "pdf", personal=part == "week")
        PaperDialog(shell, title, file, data, given).open()

    shell.jobs.run(_("Preparing the preview"), work, done, owner=shell, key="paper")
