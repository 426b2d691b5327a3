"""restore: put a backup in the place of the progress file, after saying what that would change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_there
from kgquiz.actions.sharing.backups import back_up, folder_of
from kgquiz.errors import NotFound, StoreError
from kgquiz.messages import N_
from kgquiz.reasons import reason_of
from kgquiz.storage.contents import Contents, Differences, contents, differences
from kgquiz.storage.copies import put_anew, put_aside, put_in_place, unpacked
from kgquiz.storage.store import Store, translated
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A backup that can be restored: what it holds, and what would change.

    `changes` is None where there is no present progress, or none that can be read (`is_readable`).
    """

    file: Path
    holds: Contents
    changes: Differences | None
    is_readable: bool
    copied: Path
    """The backup, unpacked and brought to the present schema."""


_HERS = {"language", "memory", "new-per-day", "order", "plan", "results", "retention", "theme", "weights"}
"""Settings that she chose or knows of; the others are the program's own notes."""


@contextmanager
def offered(desk: Desk, file: Path) -> Iterator[Offer]:
    """A backup, looked into. Raises NotFound or StoreError of what cannot be restored."""
    if not is_there(file):
        raise NotFound(N_("There is no backup {path}. See what there is: kgquiz backup --list"), path=file)
    try:
        with unpacked(file.absolute(), folder_of(desk.world)) as copied:
            with Store.open(copied) as store:
                holds = contents(store.connection)
            changes, is_readable = _changes(desk, copied)
            yield Offer(file, holds, changes, is_readable, copied)
    except OSError as error:
        raise NotFound(N_("{path} cannot be read: {reason}."), path=file, reason=reason_of(error)) from error


def _changes(desk: Desk, copied: Path) -> tuple[Differences | None, bool]:
    if not desk.world.database.exists():
        return None, True
    try:
        with translated(desk.world.database):
            found = differences(desk.store.connection, copied)
            return replace(found, settings=tuple(name for name in found.settings if name in _HERS)), True
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):
            raise  # in use by another, or the disk is full: the file itself may be sound
        return None, False


def restore(desk: Desk, offer: Offer) -> Path | None:
    """Put the backup in place; where the present progress is kept from now on, None where there was none."""
    database = desk.world.database
    if not database.exists():
        put_anew(offer.copied, database)
        return None
    if offer.is_readable:
        kept = keep_present(desk)
        with translated(database):
            put_in_place(offer.copied, desk.store.connection)
        return kept
    kept = damaged_name(desk)
    put_aside(database, kept)
    put_anew(offer.copied, database)
    return kept


def keep_present(desk: Desk) -> Path:
    """A backup of the present progress; a plain copy where it is damaged too far to be verified."""
    try:
        return back_up(desk).path
    except StoreError:
        kept = damaged_name(desk)
        with translated(desk.world.database), closing(sqlite3.connect(kept)) as copy:
            kept.chmod(0o600)
            desk.store.connection.backup(copy)
        return kept


def damaged_name(desk: Desk) -> Path:
    """A new name, among the backups, for a file that is damaged."""
    moment = desk.world.now().astimezone(UTC)
    folder = folder_of(desk.world)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / moment.strftime("damaged-%Y%m%d-%H%M%S-%f.db")
