"""A connection to a PostgreSQL server: no password in an address, none in a message; errors are sentences.

The password comes from ~/.pgpass, PGPASSWORD or a service file, as with every client, or is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kgquiz.errors import ExitCode, KgquizError, UsageProblem
from kgquiz.messages import N_, Message, message
from kgquiz.sharing.places import PlaceProblem

if TYPE_CHECKING:
    import psycopg

AskPassword = Callable[[], str | None]
"""Asks the person for the password of a server; None where nobody can be asked."""
_SECONDS_TO_WAIT = 10
_SECRETS = ("password", "sslpassword")


class NoPsycopg(KgquizError):
    """The library that speaks to PostgreSQL is not installed."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self) -> None:
        told = N_("A server needs a library that is not installed. Install it: pip install '{extra}'")
        super().__init__(told, extra="kgquiz[school]")


class Server:
    """An address; each use of it is a connection and a transaction of its own."""

    def __init__(self, address: str, ask: AskPassword) -> None:
        self.address = address
        self._settings = _settings(address)
        self._ask = ask
        self._password: str | None = None

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Cursor[Any]]:
        """A cursor; what it did is committed at the end, or nothing of it. Raises PlaceProblem."""
        import psycopg  # noqa: PLC0415 - an extra, wanted only here

        try:
            with self._connected() as connection, connection.cursor() as cursor:
                yield cursor
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName) as error:
            told = N_(
                "{address} is not prepared for kgquiz. "
                "Its administrator runs once: kgquiz class database | psql DATABASE"
            )
            raise PlaceProblem(told, address=self.address) from error
        except psycopg.errors.InsufficientPrivilege as error:
            told = N_("At {address} you have no right to do that. Ask its administrator for a login for kgquiz.")
            raise PlaceProblem(told, address=self.address) from error
        except psycopg.Error as error:
            told = N_("{address} cannot be used: {reason}.")
            raise PlaceProblem(told, address=self.address, reason=_reason(error)) from error

    def _connected(self) -> psycopg.Connection[Any]:
        import psycopg  # noqa: PLC0415 - an extra, wanted only here

        try:
            return psycopg.connect(**self._settings, password=self._password)
        except psycopg.OperationalError as error:
            wants = error.pgconn is not None and error.pgconn.needs_password
            self._password = self._ask() if wants and self._password is None else None
            if self._password is None:
                raise
        return psycopg.connect(**self._settings, password=self._password)


def _reason(error: psycopg.Error) -> Message:
    """Why the server refused, in words of ours: nothing of what it or the library says is repeated."""
    if error.sqlstate is not None:
        told = _OF_STATES.get(error.sqlstate[:2], N_("the server says {code}"))
        return message(told, code=error.sqlstate)
    said = str(error)
    return message(next((told for words, told in _OF_CONNECTIONS.items() if words in said), _SILENT))


_OF_CONNECTIONS = {
    "no password supplied": N_("it wants a password: keep it in ~/.pgpass or PGPASSWORD"),
    "password authentication failed": N_("the login or the password is wrong"),
    "authentication failed": N_("it does not let this login in"),
    "no pg_hba.conf entry": N_("it does not let this login in"),
    "SSL": N_("the connection cannot be encrypted"),
    "does not exist": N_("there is no such database or login"),
    "too many": N_("too many are connected at the moment"),
}
_SILENT = N_("it does not answer")
_OF_STATES = {
    "53": N_("it has no room or too much to do"),
    "57": N_("it is being shut down"),
    "08": N_("the connection was lost"),
}


def _settings(address: str) -> dict[str, Any]:
    """What an address says, for the library. Raises UsageProblem of a password in it: it would be seen by others."""
    try:
        from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - an extra, wanted only here
        from psycopg.errors import ProgrammingError  # noqa: PLC0415 - the same
    except ImportError as error:
        raise NoPsycopg from error
    try:
        found: dict[str, Any] = dict(conninfo_to_dict(address))
    except ProgrammingError as error:
        told = N_("That is no address of a server. It looks like this: postgresql://login@host/database")
        raise UsageProblem(told) from error
    if any(found.get(name) for name in _SECRETS):
        told = N_(
            "Write no password into the address: others on this computer can see it. "
            "Leave it out and it is asked for, or keep it in ~/.pgpass; change the one you wrote."
        )
        raise UsageProblem(told)
    host = str(found.get("host") or os.environ.get("PGHOST") or "")
    if not _is_here(host) and "sslmode" not in found and "PGSSLMODE" not in os.environ:
        found["sslmode"] = "require"
    return {"connect_timeout": _SECONDS_TO_WAIT, "application_name": "kgquiz", **found}


def _is_here(host: str) -> bool:
    return host in {"", "localhost", "127.0.0.1", "::1"} or host.startswith(("/", "@"))
