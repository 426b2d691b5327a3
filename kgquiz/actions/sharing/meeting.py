"""Where devices or a class meet, by its address: a folder, or a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

from kgquiz.sharing.folder import ClassFolder
from kgquiz.sharing.places import ClassPlace
from kgquiz.sharing.server import AskPassword

_SERVERS = ("postgresql://", "postgres://")


def is_server(address: str) -> bool:
    """Whether an address names a server; anything else is a folder."""
    return address.casefold().startswith(_SERVERS)


def place_at(address: str, ask: AskPassword) -> ClassPlace:
    """The place of an address. Raises NotFound, or what the server says."""
    if is_server(address):
        from kgquiz.sharing.database import ClassDatabase  # noqa: PLC0415 - an extra, wanted only here

        return ClassDatabase(address, ask)
    return ClassFolder(Path(address).expanduser())
