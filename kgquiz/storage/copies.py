"""Whole copies of a progress file: made while it is in use, packed, verified by opening them, put in its place."""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from kgquiz.errors import StoreError
from kgquiz.messages import N_
from kgquiz.storage.plain_files import open_plain
from kgquiz.storage.store import APPLICATION_ID, LATEST, SECONDS_TO_WAIT, translated
from kgquiz.storage.transaction import must_keep

_GZIP = b"\x1f\x8b"
_LEVEL = 3
"""A third of the time of gzip's own choice, for a tenth more bytes."""
_LARGEST = 4 * 2**30
"""Bytes of an unpacked copy: a file of some kilobytes can be made to unpack into a full disk."""
_CHUNK = 2**20
_PIECE = 512
"""What is lost at most before the place where a packed file is torn."""


def pack(connection: sqlite3.Connection, target: Path) -> None:
    """A packed copy of an open progress file, complete and verified when it appears under its name.

    Raises StoreError where the progress is damaged, OSError where the copy cannot be written.
    """
    with private_folder(target.parent) as folder:
        copied, packed = folder / "copy.db", folder / "packed"
        with closing(sqlite3.connect(copied)) as copy:
            copied.chmod(0o600)
            connection.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, whatever the other's log holds
        with copied.open("rb") as source, packed.open("xb") as raw:
            packed.chmod(0o600)
            with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=_LEVEL, filename="", mtime=0) as file:
                shutil.copyfileobj(source, file, _CHUNK)
            raw.flush()
            os.fsync(raw.fileno())
        copied.unlink()
        _unpack(packed, copied)
        check(copied, target)
        packed.replace(target)


@contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[Path]:
    """A copy of a backup, packed or not, that can be opened; gone afterwards. Raises StoreError of what is none."""
    with private_folder(folder) as inside:
        copied = inside / "copy.db"
        _unpack(file, copied)
        check(copied, file)
        yield copied


@contextmanager
def private_folder(beside: Path) -> Iterator[Path]:
    """A folder for work that nobody else may look into; those that a kill left behind go too."""
    beside.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in beside.glob(f"{_WORK}*"):
        if time.time() - left.stat().st_mtime > _FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_WORK, dir=beside, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


_WORK = ".kgquiz-work-"
_FORGOTTEN = 86_400
"""Seconds after which nobody works there any more."""


def check(file: Path, named: Path) -> None:
    """Raise StoreError, speaking of `named`, unless a file is a whole progress file that this kgquiz knows."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            application = connection.execute("pragma application_id").fetchone()[0]
            version = int(connection.execute("pragma user_version").fetchone()[0])
            if application != APPLICATION_ID:
                raise StoreError(
                    N_("{path} is no backup of kgquiz. See what there is: kgquiz backup --list"), path=named
                )
            if version > LATEST:
                raise StoreError(
                    N_("{path} was written by a newer kgquiz (schema {version}, known {known}). Update kgquiz."),
                    path=named,
                    version=version,
                    known=LATEST,
                )
            is_whole = connection.execute("pragma quick_check(1)").fetchone()[0] == b"ok"
    except UnicodeDecodeError as error:
        raise _damaged(named) from error
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise StoreError(
                N_("{path} is no backup of kgquiz. See what there is: kgquiz backup --list"), path=named
            ) from error
        raise _damaged(named) from error
    if not is_whole:
        raise _damaged(named)


def _damaged(named: Path) -> StoreError:
    return StoreError(N_("{path} is damaged. What can still be read of it: kgquiz doctor --salvage FILE"), path=named)


def unpack_readable(file: Path, target: Path) -> None:
    """A copy of a damaged file, of a packed one as much as can be unpacked; a log beside it goes with it."""
    _unpack(file, target, is_whole=False)
    log = file.with_name(f"{file.name}-wal")
    if log.exists():
        shutil.copyfile(log, target.with_name(f"{target.name}-wal"))


def _unpack(file: Path, target: Path, *, is_whole: bool = True) -> None:
    with open_plain(file) as raw, target.open("xb") as out:
        target.chmod(0o600)
        is_packed = raw.read(len(_GZIP)) == _GZIP
        raw.seek(0)
        source = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if is_packed else raw
        size = 0
        try:
            while chunk := source.read(_CHUNK if is_whole else _PIECE):
                size += len(chunk)
                if size > _LARGEST:
                    raise _damaged(file)
                out.write(chunk)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            if is_whole:
                raise _damaged(file) from error


def put_in_place(source: Path, connection: sqlite3.Connection) -> None:
    """Have an open progress file hold what another holds: all of it in one transaction, or nothing."""
    must_keep(connection)
    path = Path(connection.execute("pragma database_list").fetchone()[2])
    waited = 0

    def is_stuck(status: int, _left: int, _all: int) -> None:
        nonlocal waited
        waited = waited + 1 if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else 0
        if waited * _PAUSE > SECONDS_TO_WAIT:
            raise StoreError(N_("{path} is in use by another kgquiz. Close that one and try again."), path=path)

    with closing(sqlite3.connect(source)) as other:
        other.backup(connection, pages=-1, progress=is_stuck, sleep=_PAUSE)


_PAUSE = 0.25
"""Seconds between two tries."""


def put_aside(database: Path, kept: Path) -> None:
    """Move a file that cannot be read out of the way, its log first: a log must never meet another file."""
    with translated(database):
        for ending in ("-wal", ""):
            file = database.with_name(database.name + ending)
            if file.exists():
                file.replace(kept.with_name(kept.name + ending))
        database.with_name(f"{database.name}-shm").unlink(missing_ok=True)


def put_anew(source: Path, database: Path) -> None:
    """Put a copy where there is no file."""
    with closing(sqlite3.connect(source)) as copy:
        copy.execute("pragma journal_mode = wal")  # as every progress file is kept
    with translated(database):
        draft = database.with_name(f".kgquiz-{secrets.token_hex(8)}.new")
        try:
            with source.open("rb") as file, draft.open("xb") as out:
                draft.chmod(0o600)
                shutil.copyfileobj(file, out, _CHUNK)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(database)
        finally:
            draft.unlink(missing_ok=True)
