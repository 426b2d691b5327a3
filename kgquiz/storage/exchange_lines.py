"""The lines that devices leave for each other: one entry each, with a checksum; what is torn or newer waits.

A line is `["SUM",ENTRY]`: SUM the first 16 hex digits of BLAKE2b over the bytes of ENTRY, which is JSON of one line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kgquiz.value import dataclass

FORMAT = 1
"""Of the entries; what says a greater one is left for a later kgquiz."""
LONGEST = 16 * 2**20
"""Bytes of a line; a longer one is none of ours."""
_START, _SUM = len('["'), 16
_ENTRY = _START + _SUM + len('",')


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a file was read: all before `offset`; its last line there began at `last` and had this sum."""

    offset: int = 0
    last: int = 0
    sum: str = ""
    size: int = 0
    mtime: int = 0
    format: int = FORMAT


@dataclass(slots=True)
class LinesRead:
    """What a file held beyond a mark. `damaged` lines and `newer` ones are read again next time."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    damaged: int = 0
    newer: int = 0
    mark: Mark = field(default_factory=Mark)


def line_of(entry: Mapping[str, Any]) -> bytes:
    """An entry as a line."""
    text = json.dumps({"v": FORMAT, **entry}, ensure_ascii=False, separators=(",", ":")).encode()
    return b'["' + _sum(text) + b'",' + text + b"]\n"


def _sum(text: bytes) -> bytes:
    return blake2b(text, digest_size=_SUM // 2).hexdigest().encode()


PRIVATE = 0o600
_READABLE = 0o044


def readable_as(folder: Path) -> int:
    """Who may read a file there: the owner, and whoever may look into the folder."""
    return PRIVATE | folder.stat().st_mode & _READABLE


def append(path: Path, entries: Iterable[Mapping[str, Any]], mode: int = PRIVATE) -> Mark:
    """Add whole lines, on disk on return; one that a kill left torn is ended first. The mark after the last of them."""
    lines = [line_of(entry) for entry in entries]
    with path.open("ab+") as file:
        with suppress(OSError):
            path.chmod(mode)
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                lines.insert(0, b"\n")
        file.write(b"".join(lines))
        file.flush()
        os.fsync(file.fileno())
        offset = file.seek(0, os.SEEK_END)
    stamp, last = path.stat(), lines[-1] if lines else b""
    return Mark(offset, offset - len(last), last[_START : _START + _SUM].decode(), stamp.st_size, stamp.st_mtime_ns)


def is_unread(path: Path, mark: Mark | None) -> bool:
    """Whether a file may hold something beyond a mark."""
    stamp = path.stat()
    return mark is None or (stamp.st_size, stamp.st_mtime_ns, FORMAT) != (mark.size, mark.mtime, mark.format)


def read(path: Path, mark: Mark | None) -> LinesRead:
    """All entries beyond a mark; from the beginning where the file is no longer the one that was marked."""
    stamp = path.stat()
    found = LinesRead()
    with path.open("rb") as file:
        start, last = 0, 0
        if mark is not None and mark.offset and _is_marked(file.read, file.seek, mark):
            start, last = mark.offset, mark.last
        file.seek(start)
        good, sum_ = start, mark.sum if mark is not None and start else ""
        is_unbroken = True
        for place, line in _lines(file.readline, start):
            entry = _entry(line)
            is_newer = entry is not None and entry.get("v") != FORMAT
            if entry is None or is_newer:
                found.damaged += not is_newer
                found.newer += is_newer
                is_unbroken = False
                continue
            found.entries.append(entry)
            if is_unbroken:
                good, last, sum_ = place + len(line), place, line[_START : _START + _SUM].decode()
    found.mark = Mark(good, last, sum_, stamp.st_size, stamp.st_mtime_ns)
    return found


def _lines(readline: Any, start: int) -> Iterator[tuple[int, bytes]]:
    place = start
    while line := readline(LONGEST):
        if line.strip():
            yield place, line
        place += len(line)


def _is_marked(read_bytes: Any, seek: Any, mark: Mark) -> bool:
    """Whether the last line before the mark is the one that stood there."""
    seek(mark.last)
    line = read_bytes(mark.offset - mark.last)
    return len(line) == mark.offset - mark.last and line[_START : _START + _SUM] == mark.sum.encode()


def checked(line: bytes) -> bytes | None:
    """The text of the entry of a whole line; None of what is torn or was changed."""
    text = line[_ENTRY:-2]
    whole = line.startswith(b'["') and line.endswith(b"]\n") and line[_START : _START + _SUM] == _sum(text)
    return text if whole else None


def _entry(line: bytes) -> dict[str, Any] | None:
    text = checked(line)
    if text is None:
        return None
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None
