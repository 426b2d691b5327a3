"""What an instructor collected of a class: columns and names in one file of numpy, without pickles.

Collecting again reads only the students who handed in more.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile

import msgspec
import numpy as np

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.key import CardKey
from kgquiz.messages import N_
from kgquiz.sharing.handed_in import HandedIn, counted
from kgquiz.sharing.places import ClassCard
from kgquiz.statistics.classroom.columns import NAMES_OF_COLUMNS, ClassColumns, ClassSitting, ClassStudent

FORMAT = 1
_KINDS = dict(zip(NAMES_OF_COLUMNS, ("i4", "i4", "i4", "f4", "i4", "i1", "i4", "i1", "?", "?"), strict=True))


class BadCollection(KgquizError):
    """A collected file that cannot be read."""

    exit_code = ExitCode.BAD_CONTENT


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What of a student could not be read: damaged lines, lines of a newer kgquiz."""

    student: str
    damaged: int
    newer: int


@dataclass(frozen=True, eq=False)
class Gathered:
    """A class as it was collected at a moment (ISO 8601), from an address; `stamps` tell what changed since."""

    card: ClassCard
    address: str
    collected: str
    columns: ClassColumns
    stamps: Mapping[str, str] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class _About:
    """All of a collection but the columns, as it is kept."""

    format: int
    card: ClassCard
    address: str
    collected: str
    students: tuple[ClassStudent, ...]
    cards: tuple[CardKey, ...]
    texts: tuple[str, ...]
    sittings: tuple[ClassSitting, ...]
    stamps: dict[str, str]
    unreadable: tuple[Unreadable, ...]


def to_bytes(found: Gathered) -> bytes:
    """The file of a collection."""
    columns = found.columns
    about = _About(
        FORMAT,
        found.card,
        found.address,
        found.collected,
        tuple(columns.students),
        tuple(columns.cards),
        tuple(columns.texts),
        columns.sittings,
        dict(found.stamps),
        found.unreadable,
    )
    data = io.BytesIO()
    text = np.frombuffer(msgspec.json.encode(about), dtype=np.uint8)
    np.savez(data, about=text, **{name: getattr(columns, name) for name in NAMES_OF_COLUMNS})
    return data.getvalue()


def from_bytes(data: bytes, file: object) -> Gathered:
    """The collection again. Raises BadCollection."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            about = msgspec.json.decode(held["about"].tobytes(), type=_About)
            parts = {name: held[name].astype(kind, casting="safe", copy=False) for name, kind in _KINDS.items()}
        columns = ClassColumns(about.students, about.cards, about.texts, **parts, sittings=about.sittings)
        _check(columns, about.format)
    except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile, msgspec.MsgspecError) as error:
        told = N_("{file} cannot be read. Collect the class again: kgquiz class collect")
        raise BadCollection(told, file=file) from error
    return Gathered(about.card, about.address, about.collected, columns, about.stamps, about.unreadable)


def _check(columns: ClassColumns, version: int) -> None:
    """Raise ValueError where a row points at nothing, or of a newer file."""
    sizes = {"student": len(columns.students), "card": len(columns.cards), "text": len(columns.texts)}
    rows = len(columns.student)
    sound = all(getattr(columns, name).shape == (rows,) for name in NAMES_OF_COLUMNS) and all(
        not rows or (getattr(columns, name).min() >= 0 and getattr(columns, name).max() < size)
        for name, size in sizes.items()
    )
    if version != FORMAT or not sound:
        raise ValueError(version)


class Gathering:
    """Columns that grow student by student; those of `before` who did not change are taken over."""

    def __init__(self, before: ClassColumns | None, unchanged: AbstractSet[str]) -> None:
        self._students: list[ClassStudent] = []
        self._cards: dict[CardKey, int] = {}
        self._texts: dict[str, int] = {}
        self._parts: list[dict[str, Any]] = []
        self._sittings: list[ClassSitting] = []
        if before is not None and unchanged:
            self._take_over(before, unchanged)

    def _take_over(self, before: ClassColumns, unchanged: AbstractSet[str]) -> None:
        kept = [at for at, who in enumerate(before.students) if who.id in unchanged]
        places = np.full(len(before.students), -1, dtype=np.int32)
        places[kept] = np.arange(len(kept), dtype=np.int32)
        self._students = [before.students[at] for at in kept]
        self._cards = {card: at for at, card in enumerate(before.cards)}
        self._texts = {text: at for at, text in enumerate(before.texts)}
        rows = np.flatnonzero(places[before.student] >= 0)
        part = {name: getattr(before, name)[rows] for name in NAMES_OF_COLUMNS}
        self._parts.append({**part, "student": places[part["student"]]})
        self._sittings = [one for one in before.sittings if one.student in unchanged]

    def add(self, found: HandedIn) -> None:
        """One more student."""
        cards, texts = self._cards, self._texts
        rows = [
            (
                cards.setdefault(row.card, len(cards)),
                row.day,
                row.score,
                row.spent,
                row.sure,
                texts.setdefault(row.text, len(texts)),
                row.overruled,
                row.first,
                row.exam,
            )
            for row in counted(found.rows.values())
        ]
        columns = zip(*rows, strict=True) if rows else ([] for _ in NAMES_OF_COLUMNS[1:])
        part = {
            name: np.array(values, dtype=_KINDS[name])
            for name, values in zip(NAMES_OF_COLUMNS[1:], columns, strict=True)
        }
        self._parts.append({**part, "student": np.full(len(rows), len(self._students), dtype=np.int32)})
        self._students.append(ClassStudent(found.student, found.name))
        self._sittings += found.sittings.values()

    def columns(self) -> ClassColumns:
        """All of them."""
        joined = {
            name: np.concatenate([np.zeros(0, dtype=kind), *(part[name] for part in self._parts)]).astype(kind)
            for name, kind in _KINDS.items()
        }
        return ClassColumns(
            tuple(self._students), tuple(self._cards), tuple(self._texts), **joined, sittings=tuple(self._sittings)
        )
