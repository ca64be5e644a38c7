"""What is said of a password while it is chosen, and the pause after wrong ones."""

from __future__ import annotations

from desktop_app.i18n import translate as _

LEAST = 12
"""Characters a password needs (`store.keys.SHORTEST_PASSWORD`)."""

_LONG = 18
_VARIED = 7
"""Different characters under which a long password is still easy to guess."""
_WELL_KNOWN = ("terampil", "password", "sandi123", "rahasia", "bpjs", "qwerty", "12345", "abcde")


def strength(password: str, user: str = "") -> tuple[str, str]:
    """A sentence on `password` and its state: ``hint``, ``warning`` or ``good``."""
    if not password:
        return _("At least {least} characters. A short sentence is best.").format(
            least=LEAST
        ), "hint"
    if len(password) < LEAST:
        words = _("{n} of at least {least} characters").format(n=len(password), least=LEAST)
        return words, "hint"
    plain = password.casefold()
    known = [*_WELL_KNOWN, *([user.casefold()] if len(user) > 2 else [])]
    if len(set(plain)) < _VARIED or any(word in plain for word in known):
        return _("Weak: easy to guess. A few unrelated words are better."), "warning"
    if len(password) >= _LONG:
        return _("Strong"), "good"
    return _("Fair; longer is stronger"), "good"


class Patience:
    """Makes guessing at the keyboard tiresome; the encryption is what protects.

    After five wrong tries a pause of 30 seconds, doubled with each further
    one up to five minutes. Moments are seconds of a steady clock.
    """

    TRIES, FIRST, LONGEST = 5, 30, 300

    def __init__(self) -> None:
        self._wrong = 0
        self._until = 0.0

    def wrong(self, now: float) -> None:
        """Note a wrong try."""
        self._wrong += 1
        over = self._wrong - self.TRIES
        if over >= 0:
            self._until = now + min(self.LONGEST, self.FIRST * 2 ** min(over, 8))

    def left(self, now: float) -> int:
        """Seconds still to wait."""
        return max(0, round(self._until - now))
