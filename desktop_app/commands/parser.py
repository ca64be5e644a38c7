"""The grammar of the command line, in the reader's language."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, HelpFormatter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from desktop_app.errors import UserError
from desktop_app.i18n import LANGUAGES, N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from argparse import Action, _MutuallyExclusiveGroup, _SubParsersAction

    from desktop_app.commands.given import Answer, Given

Act: TypeAlias = "Callable[[Given], Answer]"

_SAID = (
    (r"the following arguments are required: (?P<what>.+)", N_("Missing: {what}")),
    (r"unrecognized arguments: (?P<what>.+)", N_("Not understood: {what}")),
    (
        r"argument (?P<what>[^:]+): invalid choice: (?P<given>.+?) \(choose from (?P<choices>.+)\)",
        N_("{what}: {given} is none of {choices}"),
    ),
    (
        r"argument (?P<what>[^:]+): expected (one|at least one) argument",
        N_("{what}: a value is missing"),
    ),
    (
        r"argument (?P<what>[^:]+): invalid \w+ value: (?P<given>.+)",
        N_("{what}: {given} is no whole number"),
    ),
    (
        r"argument (?P<what>[^:]+): not allowed with argument (?P<given>.+)",
        N_("{what} and {given} exclude each other"),
    ),
    (
        r"argument (?P<what>[^:]+): ignored explicit argument (?P<given>.+)",
        N_("{what} takes no value: {given}"),
    ),
    (r"argument (?P<what>[^:]+): (?P<why>.+)", N_("{what}: {why}")),
    (r"one of the arguments (?P<what>.+) is required", N_("Missing: one of {what}")),
    (r"(?P<what>.*)", N_("Not understood: {what}")),
)
"""What argparse says, and how we say it."""


class _Formatter(HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[_MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


class Parser(ArgumentParser):
    """A parser whose help is translated and whose errors are the user's matter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title = _("What is needed")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))
        self.add_argument(
            *("--home",),
            type=Path,
            metavar="DIR",
            default=SUPPRESS,
            help=_("folder of the office (default: the folder of this user)"),
        )
        self.add_argument("--json", action="store_true", default=SUPPRESS, help=_("answer as JSON"))
        self.add_argument(
            "--lang", choices=LANGUAGES, default=SUPPRESS, help=_("language of the texts")
        )
        self.add_argument(
            *("--user",), metavar="NAME", default=SUPPRESS, help=_("officer at the desk")
        )
        self.add_argument(
            *("--password-file",),
            type=Path,
            metavar="FILE",
            default=SUPPRESS,
            help=_("file whose first line is the password (default: TERAMPIL_PASSWORD)"),
        )

    def error(self, message: str) -> NoReturn:
        """Raise a UserError instead of printing and leaving."""
        for pattern, text in _SAID:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise UserError("USAGE", text, **found.groupdict())
        raise UserError("USAGE", message)


class Commands:
    """The commands that can follow a word, or the program's name."""

    def __init__(self, parser: Parser) -> None:
        self._under: _SubParsersAction[Parser] = parser.add_subparsers(
            title=_("Commands"), metavar=_("COMMAND"), required=True, parser_class=Parser
        )

    def command(self, name: str, about: str, act: Act) -> Parser:
        """Add a command that `act` carries out; `about` is an English source text."""
        parser = self._under.add_parser(name, help=_(about), description=_(about))
        parser.set_defaults(act=act, command=parser.prog)
        return parser

    def group(self, name: str, about: str) -> Commands:
        """Add a word that is followed by further commands."""
        return Commands(self._under.add_parser(name, help=_(about), description=_(about)))


def at_least_one(text: str) -> int:
    """A count. Raises ValueError for no whole number, ArgumentTypeError for none at all."""
    number = int(text)
    if number < 1:
        raise ArgumentTypeError(_("{given} is too small, at least 1").format(given=number))
    return number


def glance(words: Sequence[str], option: str) -> str | None:
    """The value of a global option before anything is parsed; errors come later."""
    for at, word in enumerate(words):
        if word == option and at + 1 < len(words):
            return words[at + 1]
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
