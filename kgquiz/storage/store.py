"""The one place where progress is kept: opening the file, and what every part of it shares.

An answer is on disk (synchronous=FULL) when `record` returns. Nothing here guesses: a file from a newer kgquiz, or one
that is not ours, is refused in a sentence.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kgquiz.errors import StoreError
from kgquiz.messages import N_
from kgquiz.reasons import reason_of, reason_of_database
from kgquiz.storage.damage import Aside, DamagedRow, Tell
from kgquiz.storage.deck_cache import DeckCache
from kgquiz.storage.settings import Settings
from kgquiz.storage.transaction import Connection, identity_of, is_full, must_keep, roll_back

if TYPE_CHECKING:
    from kgquiz.storage.attempts import Attempts
    from kgquiz.storage.figures import Figures
    from kgquiz.storage.journal import Journal
    from kgquiz.storage.schedule import Schedule
    from kgquiz.storage.search import Search

APPLICATION_ID = 0x6B67717A  # "kgqz"
LATEST = 3
"""The schema this code knows; equals `migrations.LATEST`, which is dear to import."""
SECONDS_TO_WAIT = 5.0
_OTHERS = 0o077
"""What the group and everybody else may do with a file."""


class Store:
    """An open progress file. Its parts speak for themselves: `journal`, `schedule`, `attempts`, `decks`, `settings`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, tell: Tell) -> None:
        self.connection = connection
        self.path = path
        self._tell = tell
        self._aside = Aside(tell)

    @classmethod
    @contextmanager
    def open(cls, path: Path, tell: Tell = lambda _: None) -> Iterator[Store]:
        """Open, migrate if need be, and close again; database errors become sentences.

        What is damaged and left out is told of by `tell`.
        """
        with translated(path):
            connection = _connected(path) if is_writable(path) else _copied(path)
            try:
                _prepare(connection, path)
                yield cls(connection, path, tell)
            finally:
                connection.close()

    @classmethod
    @contextmanager
    def open_in_memory(cls) -> Iterator[Store]:
        """A store that is gone when closed: for simulations and tests."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            _prepare(connection, Path(":memory:"))
            yield cls(connection, Path(":memory:"), lambda _: None)
        finally:
            connection.close()

    def must_keep(self) -> None:
        """Raise StoreError where nothing new can be kept: before a student is asked, before others are told."""
        must_keep(self.connection)

    @cached_property
    def settings(self) -> Settings:
        """What the student chose."""
        return Settings(self.connection, self._tell)

    @cached_property
    def schedule(self) -> Schedule:
        """What is derived from the journal: states and due days."""
        from kgquiz.storage.schedule import Schedule  # noqa: PLC0415 - brings in FSRS; listing decks does without

        return Schedule(self.connection, self.settings, self._aside)

    @cached_property
    def journal(self) -> Journal:
        """The review log."""
        from kgquiz.storage.journal import Journal  # noqa: PLC0415 - brings in FSRS; counting does without

        return Journal(self.connection, self.schedule, self._aside)

    @cached_property
    def attempts(self) -> Attempts:
        """The sittings of exams."""
        from kgquiz.storage.attempts import Attempts  # noqa: PLC0415 - brings in YAML and all card types

        return Attempts(self.connection, self.journal, self._tell)

    @cached_property
    def figures(self) -> Figures:
        """What statistics read."""
        from kgquiz.storage.figures import Figures  # noqa: PLC0415 - only statistics need it

        return Figures(self.connection)

    @cached_property
    def search(self) -> Search:
        """Finding cards."""
        from kgquiz.storage.search import Search  # noqa: PLC0415 - brings in FSRS and the rules of Kyrgyz
        from kgquiz.storage.search_index import SearchIndex  # noqa: PLC0415 - the same

        return Search(self.connection, SearchIndex(self.connection, self.decks, self.path.parent))

    @cached_property
    def decks(self) -> DeckCache:
        """The decks as last read from their files."""
        return DeckCache(self.connection)


def is_writable(path: Path) -> bool:
    """Whether the progress file can be written, or made where there is none yet."""
    folder = next(parent for parent in path.parents if parent.exists())
    if not folder.is_dir():
        return True  # no folder can be made there: opening says so
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _connected(path: Path) -> Connection:
    """A connection to a file that nobody else may read: what a person knows and does not know is her own affair."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    if path.stat().st_mode & _OTHERS:
        path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None, factory=Connection)
    connection.identity = identity_of(path)
    return connection


def _copied(path: Path) -> Connection:
    """A copy in memory of a file that cannot be written, with what still stands in its log: what only reads, works."""
    from shutil import copy  # noqa: PLC0415 - rarely needed
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - rarely needed

    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    try:
        if path.exists():
            with TemporaryDirectory() as folder:
                for file in (path, path.with_name(f"{path.name}-wal")):
                    if file.exists():
                        copy(file, folder)
                Path(folder, path.name).chmod(0o600)
                with closing(sqlite3.connect(Path(folder, path.name))) as source:
                    source.backup(connection)
    except BaseException:
        connection.close()
        raise
    connection.copied_from = path
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Database and file errors as sentences for the person."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(error, path) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            N_("{path} cannot be read as a progress file ({reason}). Restore a backup, or move it away."),
            path=path,
            reason=reason_of_database(error),
        ) from error
    except DamagedRow as error:
        raise StoreError(
            N_("{path} holds a damaged entry ({reason}). Restore a backup, or move it away."),
            path=path,
            reason=error.where,
        ) from error
    except OSError as error:
        if error.filename is None or Path(error.filename) not in {path, *path.parents}:
            raise
        raise StoreError(
            N_("{path} cannot be used: {reason}. Set KGQUIZ_HOME to a folder you can write to."),
            path=path.parent,
            reason=reason_of(error),
        ) from error


def _operational(error: sqlite3.OperationalError, path: Path) -> StoreError:
    text = str(error)
    if "locked" in text or "busy" in text:
        template = N_("{path} is in use by another kgquiz. Close that one and try again.")
    elif is_full(error):
        template = N_("The disk is full: nothing new can be kept, what was saved is safe. Make room and go on: {path}")
    else:
        template = N_("{path} cannot be used ({reason}). Set KGQUIZ_HOME to a folder you can write to.")
    return StoreError(template, path=path, reason=reason_of_database(error))


_text = partial(str, encoding="utf-8", errors="replace")
"""A text as it is stored: a letter that a damaged file cannot spell must not end what reads the others."""


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.text_factory = _text
    try:
        version = _checked_version(connection, path)
    except UnicodeDecodeError as undecodable:  # sqlite3 quotes a damaged schema, which is no text, in its error
        error = sqlite3.DatabaseError()
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error from undecodable
    if version == 0:
        connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    # Every commit goes on into the file itself: a copy of the one file holds every answer, even after a kill.
    connection.execute("pragma wal_autocheckpoint = 1")
    connection.execute("pragma foreign_keys = on")
    if version < LATEST:
        _migrate(connection, path)


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    application = connection.execute("pragma application_id").fetchone()[0]
    version = int(connection.execute("pragma user_version").fetchone()[0])
    tables = connection.execute("select count(*) from sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and tables:
        raise StoreError(
            N_("{path} is a database of another program. Move it away or set KGQUIZ_HOME to another folder."),
            path=path,
        )
    if version > LATEST:
        raise StoreError(
            N_("{path} was written by a newer kgquiz (schema {version}, known {known}). Update kgquiz."),
            path=path,
            version=version,
            known=LATEST,
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """All missing steps in one transaction; whoever comes second finds them done."""
    from kgquiz.storage.migrations import migrate  # noqa: PLC0415 - dear to import, rarely needed

    connection.execute("begin exclusive")
    try:
        if _checked_version(connection, path) < LATEST:
            migrate(connection)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute("commit")
    except BaseException:
        roll_back(connection)
        raise
