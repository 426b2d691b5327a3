"""doctor: is the progress file sound, and what of it can be mended; what can be read of a damaged one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from platform import python_version

from kgquiz import __version__
from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_there
from kgquiz.actions.sharing.backups import backups, folder_of
from kgquiz.actions.sharing.restoring import damaged_name, keep_present, offered
from kgquiz.errors import CannotWrite, KgquizError, NotFound, NothingToDo, StoreError
from kgquiz.messages import N_, Message, message
from kgquiz.reasons import reason_of
from kgquiz.storage import examine
from kgquiz.storage.contents import Contents, contents
from kgquiz.storage.copies import check, private_folder, put_anew, put_aside, unpacked
from kgquiz.storage.salvage import Salvage, salvage
from kgquiz.storage.store import LATEST, translated
from kgquiz.value import dataclass

__all__ = ["Ailment", "Checkup", "Fuller", "Salvage", "check_up", "salvage_file"]

_ROOM = 100 * 2**20
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is not as it should be. `can_mend`: `--mend` makes it good; `is_mended`: it did."""

    name: str
    told: Message
    can_mend: bool = False
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Fuller:
    """A backup with so many answers that the mended file lacks."""

    path: Path
    answers: int


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found, the versions at work, and where the file was kept before it was mended."""

    findings: tuple[Ailment, ...]
    versions: tuple[tuple[str, str], ...]
    kept: Path | None = None
    holds: Contents | None = None
    """What the file holds, where it was damaged and is mended."""
    fuller: Fuller | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is left to be mended."""
        return all(one.is_mended for one in self.findings)


Mend = Callable[[], bool]


def check_up(desk: Desk, *, mend: bool = False) -> Checkup:
    """Look at everything; mend what can be mended, after a backup. Raises NothingToDo where there is no progress."""
    if not desk.world.database.exists():
        raise NothingToDo(N_("There is no progress yet that could be checked. Begin: kgquiz study"))
    found = [*_of_the_file(desk), *_of_the_database(desk)]
    kept = keep_or_copy(desk) if mend and any(deed is not None for _, deed in found) else None
    findings = [_mended(one, deed) if mend else one for one, deed in found]
    if not any(one.name == "integrity" and one.is_mended for one in findings):
        return Checkup(tuple(findings), _versions(), kept)
    return Checkup(tuple(findings), _versions(), kept, contents(desk.store.connection), _fuller(desk))


def _fuller(desk: Desk) -> Fuller | None:
    """The newest backup that can be read, if it holds what could not be saved."""
    for backup in backups(desk.world):
        with suppress(KgquizError), offered(desk, backup.path) as offer:
            come = offer.changes.come.answers if offer.changes is not None else 0
            return Fuller(backup.path, come) if come else None
    return None


def _mended(finding: Ailment, deed: Mend | None) -> Ailment:
    return finding if deed is None else replace(finding, is_mended=deed())


def _versions() -> tuple[tuple[str, str], ...]:
    return (
        ("kgquiz", __version__),
        ("Python", python_version()),
        ("SQLite", sqlite3.sqlite_version),
        ("schema", str(LATEST)),
    )


Found = tuple[Ailment, Mend | None]


def _finding(name: str, told: Message, deed: Mend | None = None) -> Found:
    return Ailment(name, told, can_mend=deed is not None), deed


def _of_the_file(desk: Desk) -> list[Found]:
    home, database = desk.world.home, desk.world.database
    found = []
    open_to_others = [path for path in (home, database) if os.name == "posix" and path.stat().st_mode & _OTHERS]
    if open_to_others:
        told = message(N_("Others on this computer can look into {path}."), path=open_to_others[0])
        found.append(_finding("permissions", told, lambda: _closed(open_to_others)))
    free = shutil.disk_usage(home).free
    if free < max(_ROOM, 3 * database.stat().st_size):
        full = N_("The disk is nearly full ({megabytes} MB left): make room, or answers can no longer be saved.")
        found.append(_finding("space", message(full, megabytes=free // 2**20)))
    newest = next(iter(backups(desk.world)), None)
    if newest is not None and not _opens(desk, newest.path):
        torn = N_("The newest backup {path} cannot be read. Make another: kgquiz backup")
        found.append(_finding("backup", message(torn, path=newest.path)))
    return found


def _closed(paths: list[Path]) -> bool:
    for path in paths:
        path.chmod(path.stat().st_mode & ~_OTHERS)
    return True


def _opens(desk: Desk, backup: Path) -> bool:
    try:
        with unpacked(backup, folder_of(desk.world)):
            return True
    except (StoreError, OSError):
        return False


def _of_the_database(desk: Desk) -> list[Found]:
    try:
        with translated(desk.world.database):
            return _inside(desk)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.DatabaseError) or isinstance(
            error.__cause__, sqlite3.OperationalError
        ):
            raise
        return [_finding("integrity", _damage(desk), lambda: _rescued(desk))]


def _damage(desk: Desk) -> Message:
    told = N_("{path} is damaged. Mending keeps it aside and saves every answer that can be read.")
    return message(told, path=desk.world.database)


def _inside(desk: Desk) -> list[Found]:
    store = desk.store
    connection = store.connection
    if not examine.is_whole(connection):
        return [_finding("integrity", _damage(desk), lambda: _reindexed_or_rescued(desk))]
    found = []
    if orphans := len(examine.orphans(connection)):
        told = message(N_("Entries that belong to nothing: {n}."), n=orphans)
        found.append(_finding("orphans", told, lambda: _done(lambda: examine.drop_orphans(connection))))
    if unreadable := examine.unreadable_events(connection):
        told = message(N_("Answers that cannot be read: {n}. The file keeps them, nothing counts them."), n=unreadable)
        found.append(_finding("unreadable", told))
    if astray := len(store.schedule.astray()):
        told = message(N_("Cards whose state is not what your answers come to: {n}."), n=astray)
        found.append(_finding("states", told, lambda: _done(store.schedule.rebuild)))
    if stale := examine.stale_decks(connection):
        told = message(N_("{path} is remembered otherwise than the file has it."), path=stale[0])
        found.append(_finding("decks", told, lambda: _done(lambda: examine.forget_decks(connection, stale))))
    if jumps := examine.clock_jumps(connection, desk.world.milliseconds()):
        dated = N_("Answers dated in the future or on a day that was not theirs: {n}. The clock was wrong then.")
        found.append(_finding("clock", message(dated, n=jumps)))
    return found


def _done(deed: Callable[[], None]) -> bool:
    deed()
    return True


def keep_or_copy(desk: Desk) -> Path:
    """A backup of the present file, or a plain copy of one that cannot even be opened."""
    try:
        with translated(desk.world.database):
            return keep_present(desk)
    except KgquizError:
        kept = damaged_name(desk)
        for ending in ("", "-wal"):
            file = desk.world.database.with_name(desk.world.database.name + ending)
            if file.exists():
                shutil.copyfile(file, kept.with_name(kept.name + ending))
                kept.with_name(kept.name + ending).chmod(0o600)
        return kept


def _reindexed_or_rescued(desk: Desk) -> bool:
    return examine.is_whole_once_indexed(desk.store.connection) or _rescued(desk)


def _rescued(desk: Desk) -> bool:
    """A new file with all that can be read, in the place of the damaged one, which is kept."""
    database = desk.world.database
    desk.close()
    with private_folder(folder_of(desk.world)) as folder:
        fresh = folder / "salvaged.db"
        salvage(database, fresh)
        check(fresh, fresh)
        put_aside(database, damaged_name(desk))
        put_anew(fresh, database)
    return True


def salvage_file(file: Path, target: Path | None) -> tuple[Path, Salvage]:
    """What can be read of a damaged file, in a new one. Raises NotFound, and CannotWrite where it is there already."""
    if not is_there(file):
        raise NotFound(N_("There is no file {path}."), path=file)
    wanted = target or file.with_name(f"{file.name}-salvaged.db")
    if is_there(wanted):
        raise CannotWrite(N_("{path} is there already. Give another with --output."), path=wanted)
    try:
        found = salvage(file.absolute(), wanted.absolute())
    except OSError as error:
        place = Path(error.filename) if error.filename else file
        raise CannotWrite(N_("{path} cannot be used: {reason}."), path=place, reason=reason_of(error)) from error
    if found == Salvage(0, 0, 0):
        wanted.unlink()
        raise NothingToDo(N_("Nothing of a student's progress can be read in {path}; nothing was written."), path=file)
    return wanted, found
