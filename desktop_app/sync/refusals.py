"""Why a file is not taken in: one code and one plain sentence each."""

from __future__ import annotations

from desktop_app.errors import UserError
from desktop_app.i18n import N_

SENTENCES = {
    "E-TRUNC": N_(
        "The file is incomplete or was changed on the way. Please copy it again from where it"
        " was made."
    ),
    "E-SIG": N_(
        "The seal of the file does not match. Please do not use it; ask the sender for a new copy."
    ),
    "E-KEY-REVOKED": N_(
        "The file comes from a computer that is not registered, or no longer. It must be"
        " registered with headquarters before its files can be read."
    ),
    "E-NOT-FOR-ME": N_(
        "The file is meant for another office or computer. Please hand it to the right one."
    ),
    "E-FORK": N_(
        "A different file with this number from the same computer was read before; it stays as"
        " it is. This one is not taken in. Please keep it, and ask the office that made it which"
        " one is right."
    ),
    "E-EPOCH": N_(
        "The file belongs to a history that this office does not know. Please bring all files of"
        " that computer, the oldest first."
    ),
    "E-GAP": N_(
        "An earlier file is still missing. This one is kept and waits; please bring the missing"
        " file."
    ),
    "E-FLOOR": N_(
        "The file was made by a newer version of this program. Please update this computer, then"
        " take the file in again."
    ),
    "E-BOMB": N_("The file is larger than allowed and was not opened. Please contact the sender."),
    "E-TYPE": N_(
        "The file is not a valid Terampil file. Please check that the right file was chosen."
    ),
}

OWN, BOTH_WAIT, BEFORE = "own", "both wait", "previous"
"""Details that have a sentence of their own."""

_CLOSER = {
    ("E-NOT-FOR-ME", OWN): N_(
        "The file was made on this very computer, for others to read. There is nothing in it to"
        " take in here."
    ),
    ("E-FORK", BOTH_WAIT): N_(
        "Two different files with this number from the same computer are waiting. Neither is"
        " taken in. Please ask the office that made them which one is right."
    ),
    ("E-FORK", BEFORE): N_(
        "The file does not go on from the one that was read before it: of an earlier number"
        " there are two different files. This one is not taken in. Please keep it, and ask the"
        " office that made it which one is right."
    ),
}
"""Closer sentences, by code and detail."""


class Refusal(UserError):
    """A file was not taken in. `detail` says where, for the log: no values, no names."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, _CLOSER.get((code, detail), SENTENCES[code]))
        self.detail = detail
