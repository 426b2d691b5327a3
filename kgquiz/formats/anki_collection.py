"""Anki's database as it comes in packages of every age: note types, notes, cards and reviews, in memory alone."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from kgquiz.formats.base import LONGEST_TEXT, MEGABYTE, MOST_QUESTIONS, CannotTake, Given, MissingLibrary
from kgquiz.messages import N_
from kgquiz.value import dataclass

LARGEST_COLLECTION = 256 * MEGABYTE
"""Of the unpacked database: a hundred thousand notes with a million reviews fit in."""
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: in a new package the oldest is a stub that asks to update Anki."""
_WAL, _PLAIN = b"\x02\x02", b"\x01\x01"
"""How SQLite's header says where changes are written."""
_HEADER = b"SQLite format 3\x00"
_DAMAGED = N_("{file} is no collection of Anki that can be read: it is damaged or cut off. Export it anew.")
LATEST = 4_102_444_800_000
"""Milliseconds: the year 2100. A moment behind it is none."""
_MOST_REVIEWS = 5_000_000
_PATIENCE = 4000
"""Millions of steps of SQLite after which a database is taken for a hostile one."""
_NEWER_SCHEMA = 15
"""From here on note types and decks are tables; before, they were JSON in one row."""


@dataclass(frozen=True, slots=True)
class Template:
    """One card of a note type: what is on its front and its back."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of notes; of a cloze each number in the text is a card."""

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class AnkiCard:
    """A card of a note: which of its templates, in which deck, and how it stands."""

    id: int
    ord: int
    deck: int
    queue: int
    type: int
    due: int
    interval: int
    data: str
    changed: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its cards."""

    id: int
    guid: str
    kind: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: tuple[AnkiCard, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One answer: milliseconds since 1970, the card, 1..4, milliseconds spent, whether it was cramming."""

    at: int
    card: int
    ease: int
    spent: int
    crammed: bool


class Collection:
    """What an opened database holds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.impossible = 0
        """Reviews at moments that cannot be; counted while they are read."""
        version, self.created = connection.execute("select ver, crt from col").fetchone()
        modern = version >= _NEWER_SCHEMA
        self.kinds = dict(self._kinds_of_tables() if modern else self._kinds_of_json())
        self.decks = dict(self._decks_of_tables() if modern else self._decks_of_json())

    def _json(self, column: str) -> dict[str, Any]:
        found = json.loads(self._connection.execute(f"select {column} from col").fetchone()[0])  # noqa: S608 - a constant
        return found if isinstance(found, dict) else {}

    def _kinds_of_json(self) -> Iterator[tuple[int, NoteType]]:
        for number, model in self._json("models").items():
            templates = sorted(model["tmpls"], key=lambda one: one.get("ord", 0))
            fields = sorted(model["flds"], key=lambda one: one.get("ord", 0))
            yield (
                int(number),
                NoteType(
                    str(model.get("name", "")),
                    model.get("type") == 1,
                    tuple(str(one["name"]) for one in fields),
                    tuple(Template(str(one["qfmt"]), str(one["afmt"])) for one in templates),
                ),
            )

    def _kinds_of_tables(self) -> Iterator[tuple[int, NoteType]]:
        select = self._connection.execute
        for number, name, config in select("select id, name, config from notetypes").fetchall():
            fields = select("select name from fields where ntid = ? order by ord", (number,)).fetchall()
            templates = select("select config from templates where ntid = ? order by ord", (number,)).fetchall()
            is_cloze = bytes(config).startswith(b"\x08\x01")  # the first field of the message is the kind
            yield (
                number,
                NoteType(str(name), is_cloze, tuple(row[0] for row in fields), tuple(map(_template, templates))),
            )

    def _decks_of_json(self) -> Iterator[tuple[int, str]]:
        for number, deck in self._json("decks").items():
            yield int(number), str(deck.get("name", ""))

    def _decks_of_tables(self) -> Iterator[tuple[int, str]]:
        for number, name in self._connection.execute("select id, name from decks"):
            yield number, str(name).replace("\x1f", "::")

    def notes(self) -> Iterator[Note]:
        """All notes, oldest first."""
        cards: dict[int, list[AnkiCard]] = {}
        for note, *card in self._connection.execute(
            "select nid, id, ord, did, queue, type, due, ivl, data, mod from cards order by nid, ord"
        ):
            cards.setdefault(note, []).append(AnkiCard(*card))
        for number, guid, kind, tags, fields in self._connection.execute(
            "select id, substr(guid, 1, 200), mid, substr(tags, 1, 2000), substr(flds, 1, ?) from notes order by id",
            (LONGEST_TEXT + 1,),
        ):
            texts = tuple(str(fields).split("\x1f"))
            yield Note(number, str(guid), kind, tuple(str(tags).split()), texts, tuple(cards.get(number, ())))

    def reviews(self) -> Iterator[Review]:
        """All answers, oldest first. What Anki or the person changed by hand is none."""
        for at, card, ease, spent, kind, factor in self._connection.execute(
            "select id, cid, ease, time, type, factor from revlog order by id"
        ):
            if not 0 < at < LATEST:
                self.impossible += 1
            elif 1 <= ease <= 4 and kind in {0, 1, 2, 3}:  # noqa: PLR2004 - four buttons; learn, review, relearn, cram
                yield Review(at, card, ease, max(0, min(spent, 60_000)), kind == 3 and not factor)  # noqa: PLR2004


def _template(row: tuple[bytes]) -> Template:
    """The front and back of a template's protobuf message: its first two fields, both text."""
    data, texts, at = bytes(row[0]), {1: "", 2: ""}, 0
    while at < len(data) and data[at] in {0x0A, 0x12}:
        length, start = _varint(data, at + 1)
        texts[data[at] >> 3] = data[start : start + length].decode("utf-8", "replace")
        at = start + length
    return Template(texts[1], texts[2])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
            break
    return value, at


@contextmanager
def opened(given: Given) -> Iterator[Collection]:
    """The database of a package, or one that lies by itself. Raises CannotTake where it cannot be read."""
    data = _database(given)
    if not data.startswith(_HEADER):
        raise CannotTake(_DAMAGED, file=given.file)
    if data[18:20] == _WAL:  # in memory there is no second file
        data = data[:18] + _PLAIN + data[20:]
    steps = iter(range(_PATIENCE))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.deserialize(data)
            del data
            connection.text_factory = lambda told: told.decode("utf-8", "replace")
            connection.create_collation("unicase", _unicase)
            connection.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
            connection.execute("pragma trusted_schema = off")
            _check_sizes(connection, given)
            yield Collection(connection)
        except (sqlite3.Error, KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as error:
            raise CannotTake(_DAMAGED, file=given.file) from error


def _check_sizes(connection: sqlite3.Connection, given: Given) -> None:
    """Refuse more notes, cards or reviews than anybody has. Raises CannotTake."""
    for table, most in (("notes", MOST_QUESTIONS), ("cards", 4 * MOST_QUESTIONS), ("revlog", _MOST_REVIEWS)):
        sql = f"select count(*) from (select 1 from {table} limit {most + 1})"  # noqa: S608 - constants
        if connection.execute(sql).fetchone()[0] > most:
            told = N_("{file} holds more than {limit} {table}; it is not read. Export its decks one by one.")
            raise CannotTake(told, file=given.file, limit=most, table=table)


def _unicase(one: str, other: str) -> int:
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)


def _database(given: Given) -> bytes:
    if given.head(16).startswith(_HEADER):
        return given.whole(LARGEST_COLLECTION)
    try:
        with zipfile.ZipFile(given.stream) as archive:
            name = next((one for one in _MEMBERS if one in set(archive.namelist())), None)
            if name is None:
                told = N_("{file} is an archive, but holds no collection of Anki.")
                raise CannotTake(told, file=given.file)
            _bound(archive.getinfo(name).file_size, given)  # no more than that is ever unpacked of it
            data = archive.read(name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        told = N_("{file} is damaged or cut off: its list of contents cannot be read. Get it anew.")
        raise CannotTake(told, file=given.file) from error
    return _unpacked(data, given) if name.endswith("b") else data


def _bound(size: int, given: Given) -> None:
    if size > LARGEST_COLLECTION:
        told = N_("{file} would unpack to more than {limit} MB of cards; it is not read.")
        raise CannotTake(told, file=given.file, limit=LARGEST_COLLECTION // MEGABYTE)


def _unpacked(data: bytes, given: Given) -> bytes:
    zstd = _zstd()
    try:
        frame = zstd.ZstdDecompressor()
        unpacked = bytes(frame.decompress(data, max_length=LARGEST_COLLECTION))
    except (zstd.ZstdError, EOFError) as error:
        raise CannotTake(_DAMAGED, file=given.file) from error
    _bound(LARGEST_COLLECTION + (not frame.eof and len(unpacked) >= LARGEST_COLLECTION), given)
    return unpacked


def _zstd() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        try:
            from backports import zstd
        except ImportError as error:
            raise MissingLibrary(_NAME) from error
    return zstd


_NAME = "anki"
FIELD_IN_TEMPLATE = re.compile(r"\{\{(?![#^/!])((?:[a-zA-Z-]+:)*)\s*([^{}]+?)\s*\}\}")
"""`{{type:Back}}`, `{{cloze:Text}}`, `{{Front}}`: the filters and the field."""
