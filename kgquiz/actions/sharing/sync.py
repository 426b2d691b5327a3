"""sync: several devices, one history, through any folder they share.

Each device adds lines to its own file there and never changes one; it reads the files of the others, conflict copies
too, as far as their lines are whole.
"""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_folder
from kgquiz.errors import CannotWrite, NotFound
from kgquiz.memory.log import Event
from kgquiz.messages import N_, Message, message
from kgquiz.reasons import reason_of
from kgquiz.storage import exchange
from kgquiz.storage.exchange_lines import LinesRead, Mark, is_unread, line_of, read
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import translated
from kgquiz.storage.transaction import transaction

_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Device:
    """Who writes: an id, and the place where it was given, so that a copy elsewhere gets one of its own."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Value:
    """A setting as it was shared: the moment, and the text it is kept as (None: not set)."""

    at: int
    text: str | None

    @property
    def rank(self) -> tuple[int, str]:
        """The greatest stands."""
        return self.at, self.text or ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far this device is with a folder: events sent up to a number, files read up to their marks."""

    seq: int = 0
    exams: tuple[str, ...] = ()
    files: dict[str, Mark] = field(default_factory=dict)
    settings: dict[str, Value] = field(default_factory=dict)


DEVICE: Kept[Device | None] = Kept("device", None, struct(Device), derived=True)
CURSORS: Kept[dict[str, Cursor]] = Kept("synced", {}, struct(dict[str, Cursor]), derived=True)


@dataclass(frozen=True, slots=True)
class Synced:
    """What went and came; `others` are the files of other devices, `told` what the person should know."""

    sent: int
    received: int
    exams: int
    settings: tuple[str, ...]
    others: int
    file: Path
    told: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Heard:
    """Everything new in a folder."""

    marks: dict[str, Mark] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    exams: list[dict[str, Any]] = field(default_factory=list)
    settings: dict[str, Value] = field(default_factory=dict)
    told: list[Message] = field(default_factory=list)


def sync(desk: Desk, folder: Path) -> Synced:
    """Read what is new in a folder, add what it lacks. Raises NotFound or CannotWrite where it cannot be used."""
    if not is_folder(folder):
        raise NotFound(N_("There is no folder {path}. Make it, or plug in what it is on."), path=folder)
    try:
        with translated(desk.world.database):
            return _synced(desk, folder.absolute())
    except OSError as error:
        raise CannotWrite(N_("{path} cannot be used: {reason}."), path=folder, reason=reason_of(error)) from error


def _synced(desk: Desk, folder: Path) -> Synced:
    store = desk.store
    with transaction(store.connection):
        pass  # raises where nothing could be kept: a folder must not be told of it
    own = folder / f"kgquiz-{_device(desk).id}.jsonl"
    files = {
        path.name: path for path in sorted(folder.glob("kgquiz*.jsonl")) if path.is_file() and not path.is_symlink()
    }
    cursor = _cursor(desk, folder, files)
    heard = _heard(desk, files, cursor)
    received = exchange.unite(store, heard.events)
    exams = [entry["exam"][0] for entry in heard.exams if exchange.take_exam(store, entry) is not None]
    known, taken, changed = _settings(desk, cursor, heard)
    if taken:
        exchange.take_settings(store, taken)
    ids = {event.id for event in heard.events}
    seen = {*cursor.exams, *exams}
    newest = exchange.newest(store)
    events = [entry for id_, entry in exchange.events_after(store, cursor.seq) if id_ not in ids]
    given = list(exchange.finished_exams(store, seen))
    settings = [{"setting": name, "at": known[name].at, "text": known[name].text} for name in changed]
    marks = {**heard.marks}
    if lines := [*events, *(entry for _, entry in given), *settings]:
        marks[own.name] = _append(own, lines)
    after = Cursor(newest, tuple(sorted({*seen, *(id_ for id_, _ in given)})), marks, known)
    if after != cursor:
        store.settings.set(CURSORS, {**store.settings.get(CURSORS), str(folder): after})
    others = len(files.keys() - {own.name})
    names = tuple(sorted({*taken, *changed}))
    return Synced(len(events), received, len(exams) + len(given), names, others, own, tuple(heard.told))


def _device(desk: Desk) -> Device:
    place = f"{platform.node()} {desk.world.home}"
    found = desk.store.settings.get(DEVICE)
    if found is None or found.place != place:
        found = Device(desk.world.new_id(), place)
        desk.store.settings.set(DEVICE, found)
    return found


def _cursor(desk: Desk, folder: Path, files: dict[str, Path]) -> Cursor:
    """How far this device is; from the beginning where a file is gone or shorter, since with it went what it held."""
    found = desk.store.settings.get(CURSORS).get(str(folder), Cursor())
    for name, mark in found.files.items():
        if name not in files or files[name].stat().st_size < mark.size:
            return Cursor()
    return found


def _heard(desk: Desk, files: dict[str, Path], cursor: Cursor) -> _Heard:
    heard = _Heard()
    for name, path in files.items():
        mark = cursor.files.get(name)
        if mark is not None and not is_unread(path, mark):
            heard.marks[name] = mark
            continue
        reading = read(path, mark)
        heard.marks[name] = _sorted_out(reading, heard, mark)
        heard.told += _told(name, reading)
    ahead = sum(event.at > desk.world.milliseconds() + _DAY for event in heard.events)
    if ahead:
        heard.told.append(
            message(N_("{n} of the answers are dated in the future: the clock of a device is wrong."), n=ahead)
        )
    return heard


def _sorted_out(reading: LinesRead, heard: _Heard, before: Mark | None) -> Mark:
    """Entries by their kind; the mark stays where it was where one is not understood, so that it is read again."""
    newer = reading.newer
    for entry in reading.entries:
        if "event" in entry:
            event = exchange.event_of(entry)
            if event is None:
                reading.newer += 1
            else:
                heard.events.append(event)
        elif "exam" in entry:
            heard.exams.append(entry)
        elif not _hear_setting(entry, heard):
            reading.newer += 1
    if reading.newer == newer:
        return reading.mark
    return replace(before or Mark(), size=reading.mark.size, mtime=reading.mark.mtime)


def _hear_setting(entry: dict[str, Any], heard: _Heard) -> bool:
    name, at, text = entry.get("setting"), entry.get("at"), entry.get("text")
    if name not in exchange.SHARED or not isinstance(at, int) or not isinstance(text, (str, type(None))):
        return False
    value = Value(at, text)
    if name not in heard.settings or heard.settings[name].rank < value.rank:
        heard.settings[name] = value
    return True


def _told(name: str, reading: LinesRead) -> list[Message]:
    told = []
    if reading.damaged:
        template = N_("{file}: lines that are damaged or not there in full yet: {n}. They are read again next time.")
        told.append(message(template, file=name, n=reading.damaged))
    if reading.newer:
        template = N_("{file}: entries that this kgquiz does not know: {n}. They wait until you update it.")
        told.append(message(template, file=name, n=reading.newer))
    return told


def _settings(desk: Desk, cursor: Cursor, heard: _Heard) -> tuple[dict[str, Value], dict[str, str | None], list[str]]:
    """(what is known to be shared now, what this device takes over, what it changed itself since).

    What she changed here since the last time is the newest; a device that joins takes what is shared already.
    """
    here = exchange.shared_settings(desk.store)
    known = dict(cursor.settings)
    for name, value in heard.settings.items():
        if name not in known or known[name].rank < value.rank:
            known[name] = value
    changed = [
        name
        for name in exchange.SHARED
        if (name in cursor.settings and cursor.settings[name].text != here.get(name))
        or (name not in known and name in here)
    ]
    for name in changed:
        latest = known[name].at + 1 if name in known else 0
        known[name] = Value(max(desk.world.milliseconds(), latest), here.get(name))
    taken = {name: value.text for name, value in known.items() if value.text != here.get(name)}
    return known, taken, changed


def _append(own: Path, entries: list[dict[str, Any]]) -> Mark:
    """Add whole lines; one that a kill left torn is ended first."""
    lines = [line_of(entry) for entry in entries]
    with own.open("ab+") as file:
        with suppress(OSError):
            own.chmod(0o600)
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                lines.insert(0, b"\n")
        file.write(b"".join(lines))
        file.flush()
        os.fsync(file.fileno())
        offset = file.seek(0, os.SEEK_END)
    stamp = own.stat()
    return Mark(offset, offset - len(lines[-1]), lines[-1][2:18].decode(), stamp.st_size, stamp.st_mtime_ns)
