"""Whose matter an ending is: the user's, or ours.

Work ends in one of three ways: with a result, with a `UserError` (shown as it
is, in the user's language, saying what to do), or with any other exception,
which is our bug and goes to the crash report. A cancel is silent.
"""

from __future__ import annotations

from desktop_app.i18n import translate


class UserError(Exception):
    """Something only the user can put right; its text says how.

    `code` is short and stable, for command lines, batches and tests
    (``E-SIG``, ``PASSWORD``); `message` is an English source text with
    ``{name}`` places for `args`.
    """

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return translate(self.message).format(**self.values)


class Cancelled(Exception):
    """The user stopped the work; the transaction's rollback is the clean-up."""
