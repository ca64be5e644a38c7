"""The six digits that open a locked window again within one session."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from desktop_app.errors import UserError
from desktop_app.i18n import N_

TRIES = 3
_RUNS = "0123456789 9876543210"


class SessionCode:
    """Held in memory only; after three wrong tries only the password helps."""

    def __init__(self) -> None:
        self.left = 0
        self._salt = b""
        self._digest = b""

    @property
    def usable(self) -> bool:
        """Whether a code is set and tries are left."""
        return self.left > 0

    def set(self, code: str) -> None:
        """Make `code` this session's. Raises SESSION-CODE unless it is six fair digits."""
        if not re.fullmatch(r"[0-9]{6}", code) or len(set(code)) == 1 or code in _RUNS:
            raise UserError(
                "SESSION-CODE",
                N_("The code has six digits, not all alike and not in a row."),
            )
        self._salt = secrets.token_bytes(16)
        self._digest = self._of(code)
        self.left = TRIES

    def opens(self, code: str) -> bool:
        """Whether `code` is right; a wrong one costs a try, the third forgets the code."""
        if not self.usable:
            return False
        if hmac.compare_digest(self._of(code), self._digest):
            self.left = TRIES
            return True
        self.left -= 1
        if not self.usable:
            self.forget()
        return False

    def forget(self) -> None:
        """Only the password helps from now on (signing out, too many tries)."""
        self.left, self._salt, self._digest = 0, b"", b""

    def _of(self, code: str) -> bytes:
        return hashlib.blake2b(code.encode(), key=self._salt).digest()
