"""backup: a packed, verified copy of the progress file, by itself after a sitting when the last is a day old."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_folder, is_there
from kgquiz.actions.sharing.thinning import Backup, superfluous
from kgquiz.actions.world import World
from kgquiz.errors import CannotWrite, KgquizError, NothingToDo
from kgquiz.messages import N_, Message, message
from kgquiz.reasons import reason_of
from kgquiz.storage.contents import Contents, contents
from kgquiz.storage.copies import pack
from kgquiz.storage.store import translated
from kgquiz.value import dataclass

__all__ = ["Backup", "Contents", "MadeBackup", "back_up", "back_up_if_old", "backups", "folder_of", "reminder", "thin"]

_NAME = "progress-%Y%m%d-%H%M%S.db.gz"
_OLD = timedelta(days=1)
REMIND_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup that was made, and what it holds."""

    path: Path
    size: int
    holds: Contents


def folder_of(world: World) -> Path:
    """Where backups go by themselves."""
    return world.home / "backups"


def back_up(desk: Desk, target: Path | None = None) -> MadeBackup:
    """A backup now: into the folder of backups, or as a new file somewhere else."""
    if not desk.world.database.exists():
        raise NothingToDo(N_("There is no progress yet that could be backed up. Begin: kgquiz study"))
    path = _target(desk.world, target)
    _pack(desk, path)
    if target is None:
        thin(desk.world)
    return MadeBackup(path, path.stat().st_size, contents(desk.store.connection))


def _target(world: World, wanted: Path | None) -> Path:
    if wanted is None:
        return _free_name(folder_of(world), world.now())
    if is_folder(wanted):
        return _free_name(wanted, world.now())
    if is_there(wanted):
        raise CannotWrite(N_("{path} is there already. Give the backup another name."), path=wanted)
    return wanted


def _free_name(folder: Path, now: datetime) -> Path:
    """A name by the second that nothing has yet."""
    moment = now.astimezone(UTC)
    while is_there(path := folder / moment.strftime(_NAME)):
        moment += timedelta(seconds=1)
    return path


def _pack(desk: Desk, path: Path) -> None:
    try:
        with translated(desk.world.database):
            pack(desk.store.connection, path.absolute())
    except OSError as error:
        raise CannotWrite(
            N_("The backup {path} cannot be written: {reason}."), path=path, reason=reason_of(error)
        ) from error


def back_up_if_old(desk: Desk) -> None:
    """Where the last is older than a day and something was answered since. What fails is said and stops nothing."""
    newest = next(iter(backups(desk.world)), None)
    now = desk.world.now()
    try:
        if newest is not None and timedelta(0) <= now - newest.made < _OLD:
            return
        if not _is_changed(desk, newest, now):
            return
        back_up(desk)
    except KgquizError as error:
        desk.world.notice(error.message)


def _is_changed(desk: Desk, newest: Backup | None, now: datetime) -> bool:
    changed = desk.store.journal.newest_moment()
    if changed is None:
        return False
    return newest is None or newest.made > now or changed >= newest.made.timestamp() * 1000


def backups(world: World) -> list[Backup]:
    """Those in the folder, newest first."""
    found = []
    with suppress(OSError):
        for path in folder_of(world).iterdir():
            made = _made(path.name)
            if made is not None and path.is_file():
                found.append(Backup(path, made, path.stat().st_size))
    return sorted(found, key=lambda one: one.made, reverse=True)


def _made(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def thin(world: World) -> None:
    """Take away what is more than the rule keeps; what cannot be taken away stays."""
    for one in superfluous(backups(world), world.now()):
        with suppress(OSError):
            one.path.unlink()


def reminder(desk: Desk) -> Message | None:
    """That the last backup is old, where answers have come since."""
    newest = next(iter(backups(desk.world)), None)
    if newest is None:
        return None
    changed = desk.store.journal.newest_moment() or 0
    if changed < (newest.made + REMIND_AFTER).timestamp() * 1000:
        return None
    told = N_("Your last backup is of {day}, and you have answered a week more since. Make one: kgquiz backup")
    return message(told, day=newest.made.date())
