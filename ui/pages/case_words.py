"""What acts on the people of a case come to, in words."""

from __future__ import annotations

from desktop_app.desk.cases import Tally
from desktop_app.desk.enrolling import Enrolled
from desktop_app.desk.importing import Imported
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.wording import integer


def tally_words(found: Tally) -> str:
    """The five figures, and by how many the list differs from what was stated."""
    stated = "–" if found.stated is None else integer(found.stated)
    figures = "/".join([stated, *(integer(n or 0) for n in found.counts[1:])])
    words = [_("Stated/listed/matched/refused/enrolled: {figures}").format(figures=figures)]
    if found.missing > 0:
        words.append(
            translate_n(
                "{n} stated person is not listed yet",
                "{n} stated people are not listed yet",
                found.missing,
            ).format(n=found.missing)
        )
    elif found.missing < 0:
        words.append(
            translate_n(
                "{n} more is listed than stated", "{n} more are listed than stated", -found.missing
            ).format(n=-found.missing)
        )
    return " · ".join(words)


def enrolled_words(done: Enrolled) -> str:
    """How many were enrolled, and how many passed over."""
    count = len(done.made)
    words = [translate_n("{n} worker enrolled", "{n} workers enrolled", count)]
    passed = len(done.already) + len(done.not_eligible)
    if passed:
        words.append(_("{passed} passed over: refused, or enrolled already"))
    if done.blocked:
        words.append(_("{blocked} barred by the rules of eligibility"))
    figures = {"passed": integer(passed), "blocked": integer(len(done.blocked))}
    return "; ".join(words).format(n=integer(count), **figures)


def imported_words(imported: Imported) -> str:
    """What became of an employer's list."""
    return _("{cases} people added to the case; {check} to be looked at, {wrong} wrong").format(
        cases=integer(len(imported.cases)),
        check=integer(imported.counts.check),
        wrong=integer(imported.counts.wrong),
    )
