"""sync: several devices, one history, through any folder they share.

Each device adds lines to its own file there and never changes one; it reads the files of the others, conflict copies
too, as far as their lines are whole.
"""

from __future__ import annotations

import platform
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_folder
from kgquiz.errors import CannotWrite, NotFound
from kgquiz.memory.log import Event
from kgquiz.messages import N_, Message, message
from kgquiz.reasons import reason_of
from kgquiz.storage import exchange
from kgquiz.storage.exchange_lines import LinesRead, Mark, append, is_unread, read
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import translated
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from kgquiz.sharing.server import AskPassword
    from kgquiz.sharing.shelf import Shelf

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
    """What went and came; `others` are the files of other devices, `file` is this one's, or the address of a server."""

    sent: int
    received: int
    exams: int
    settings: tuple[str, ...]
    others: int
    file: Path | str
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
            return _with_folder(desk, folder.absolute())
    except OSError as error:
        raise CannotWrite(N_("{path} cannot be used: {reason}."), path=folder, reason=reason_of(error)) from error


def sync_with_server(desk: Desk, address: str, ask: AskPassword) -> Synced:
    """The same with a PostgreSQL server. Raises PlaceProblem where it cannot be used."""
    from kgquiz.sharing.shelf import shelf  # noqa: PLC0415 - an extra, wanted only here

    with translated(desk.world.database), shelf(address, ask) as shared:
        return _with_shelf(desk, address, shared)


def _with_folder(desk: Desk, folder: Path) -> Synced:
    desk.store.must_keep()
    own = folder / f"kgquiz-{device_of(desk).id}.jsonl"
    files = {
        path.name: path for path in sorted(folder.glob("kgquiz*.jsonl")) if path.is_file() and not path.is_symlink()
    }
    cursor = _cursor(desk, folder, files)
    heard = _heard(desk, files, cursor)
    united = _united(desk, cursor, heard)
    marks = {**heard.marks}
    if united.lines:
        marks[own.name] = append(own, united.lines)
    _remember(desk, str(folder), cursor, replace(united.cursor, files=marks))
    return united.told(len(files.keys() - {own.name}), own)


def _with_shelf(desk: Desk, address: str, shared: Shelf) -> Synced:
    """The mark of a shelf: its greatest number, and how many entries it had; fewer than that were lost there."""
    desk.store.must_keep()
    cursor = desk.store.settings.get(CURSORS).get(address, Cursor())
    mark = cursor.files.get("", Mark())
    newest, rows = shared.count()
    if newest < mark.offset or rows < mark.size:
        cursor, mark = Cursor(), Mark()
    heard = _Heard()
    reading = shared.after(mark.offset) if newest > mark.offset else LinesRead()
    after = _sorted_out(reading, heard, mark)
    heard.told += _told(address, reading)
    _tell_of_clocks(desk, heard)
    united = _united(desk, cursor, heard)
    if united.lines:
        shared.add(united.lines)
        newest, rows = shared.count()
    waits = after.offset == mark.offset and reading.newer
    held = Mark(mark.offset, size=rows) if waits else Mark(newest, size=rows)
    _remember(desk, address, cursor, replace(united.cursor, files={"": held}))
    return united.told(0, address)


def _remember(desk: Desk, place: str, before: Cursor, after: Cursor) -> None:
    if after != before:
        desk.store.settings.set(CURSORS, {**desk.store.settings.get(CURSORS), place: after})


@dataclass(frozen=True, slots=True)
class _United:
    """What uniting came to: what is to be told to the others, and how far this device then is."""

    lines: list[dict[str, Any]]
    cursor: Cursor
    sent: int
    received: int
    exams: int
    settings: tuple[str, ...]
    said: tuple[Message, ...]

    def told(self, others: int, where: Path | str) -> Synced:
        return Synced(self.sent, self.received, self.exams, self.settings, others, where, self.said)


def _united(desk: Desk, cursor: Cursor, heard: _Heard) -> _United:
    """Take in what was heard; say what the others lack."""
    store = desk.store
    received = exchange.unite(store, heard.events)
    exams = _exams_taken(desk, heard)
    known, taken, changed = _settings(desk, cursor, heard)
    if taken:
        exchange.take_settings(store, taken)
    ids = {event.id for event in heard.events}
    seen = {*cursor.exams, *exams}
    newest = exchange.newest(store)
    events = [entry for id_, entry in exchange.events_after(store, cursor.seq) if id_ not in ids]
    given = list(exchange.finished_exams(store, seen))
    settings = [{"setting": name, "at": known[name].at, "text": known[name].text} for name in changed]
    return _United(
        lines=[*events, *(entry for _, entry in given), *settings],
        cursor=Cursor(newest, tuple(sorted({*seen, *(id_ for id_, _ in given)})), {}, known),
        sent=len(events),
        received=received,
        exams=len(exams) + len(given),
        settings=tuple(sorted({*taken, *changed})),
        said=tuple(heard.told),
    )


def _exams_taken(desk: Desk, heard: _Heard) -> list[str]:
    """The ids of those that are here as they are there; one that cannot be read is told of and left."""
    taken, unreadable = [], 0
    for entry in heard.exams:
        came = exchange.take_exam(desk.store, entry)
        unreadable += came == "unreadable"
        if came in {"new", "same"}:
            taken.append(str(entry["exam"][0]))
    if unreadable:
        heard.told.append(message(N_("{n} of the exams there cannot be read and are left out."), n=unreadable))
    return taken


def device_of(desk: Desk) -> Device:
    """This device; a copy of a progress file elsewhere gets an id of its own."""
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
    _tell_of_clocks(desk, heard)
    return heard


def _tell_of_clocks(desk: Desk, heard: _Heard) -> None:
    ahead = sum(event.at > desk.world.milliseconds() + _DAY for event in heard.events)
    if ahead:
        heard.told.append(
            message(N_("{n} of the answers are dated in the future: the clock of a device is wrong."), n=ahead)
        )


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
