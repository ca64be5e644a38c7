"""Rules that many fields share.

A rule gets a field's name and its value (never None) and yields what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from desktop_app.fields import Problem, hint, problem
from desktop_app.i18n import N_


def counted(field: str, what: str, value: str, *lengths: int) -> Iterator[Problem]:
    """Hard unless `value` has one of the `lengths`; says how far typing has come."""
    n, most = len(value), max(lengths)
    if n in lengths:
        return
    length = "/".join(map(str, lengths))
    if n < most:
        text = N_("{what} must be {length} characters; only {n} entered so far")
    else:
        text = N_("{what} must be {length} characters; {n} entered")
    yield problem(field, "LENGTH", text, what=what, length=length, n=n)


def is_digits(text: str) -> bool:
    """Whether `text` consists of the digits 0 to 9, at least one."""
    return re.fullmatch(r"[0-9]+", text) is not None


def digits_only(field: str, what: str, value: str, *lengths: int) -> Iterator[Problem]:
    """Hard unless `value` is digits, as many as one of the `lengths`."""
    if not is_digits(value):
        yield problem(field, "DIGITS", N_("{what} consists of digits only"), what=what)
    else:
        yield from counted(field, what, value, *lengths)


def json_text(field: str, value: str) -> Iterator[Problem]:
    """Hard unless `value` is JSON; one row that is not would stop every rule."""
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        yield problem(field, "JSON", N_('Must be a value in JSON: a number, true, or "text"'))


def person_name(field: str, value: str) -> Iterator[Problem]:
    """A name has a letter; digits and e-mail signs in one are remarked upon.

    One word, one letter, apostrophes, hyphens and titles are all normal.
    """
    if not any(character.isalpha() for character in value):
        yield problem(field, "NAME", N_("A name needs at least one letter"))
    elif re.search(r"[\d@_=<>{}\[\]\\|]", value):
        yield hint(
            field, "NAME_SIGNS", N_("A name rarely holds digits or such signs; please check")
        )


def clock_time(field: str, value: str) -> Iterator[Problem]:
    """Hard unless `value` is a time of day as offices write it: ``09.30``."""
    if not re.fullmatch(r"([01][0-9]|2[0-3])\.[0-5][0-9]", value):
        yield problem(field, "TIME", N_("Write the time with a dot, for example 09.30"))
