"""Where a store lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from desktop_app.errors import UserError
from desktop_app.i18n import N_


@dataclass(frozen=True)
class Place:
    """Where a store lies: a file with its key, or the URL of a server."""

    path: Path | None = None
    key: bytes | None = field(default=None, repr=False)
    url: str | None = field(default=None, repr=False)

    @property
    def server(self) -> bool:
        """Whether the store lies on a PostgreSQL server."""
        return self.url is not None


def server_url(url: str) -> URL:
    """A server's address, read. Raises UserError DATABASE-URL.

    A password does not belong in it: it would lie in the settings in clear.
    """
    try:
        read = make_url(url)
    except ArgumentError:
        read = None
    if read is None or read.get_backend_name() != "postgresql" or read.password is not None:
        raise UserError(
            "DATABASE-URL",
            N_(
                "The address of the database must look like postgresql://user@server/name, "
                "without a password (that belongs into PGPASSFILE)."
            ),
        )
    return read.set(drivername="postgresql+psycopg")
