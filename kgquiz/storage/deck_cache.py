"""Decks as last read from their files, card by card, so that a start parses no YAML.

A file whose size and time stamp are unchanged is taken as read; where they differ, its content hash decides.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kgquiz.key import CardKey, card_key, key_in, name_of_key
from kgquiz.messages import N_
from kgquiz.storage.damage import DamagedRow, is_of, sound
from kgquiz.storage.plain_files import read_plain
from kgquiz.storage.statements import marks
from kgquiz.storage.transaction import transaction
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from kgquiz.cards.base import Card
    from kgquiz.knowledge.deck_value import Deck
    from kgquiz.memory.order import Learnable

CACHE_FORMAT = 5
"""Raised when a card or deck changes its fields, so that older caches are read afresh."""
_AT_ONCE = 500
"""Cards looked up by key in one statement."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a time stamp can be trusted to move on the next write (FAT keeps two seconds)."""
_NEVER = 0
"""A time of reading by which no stamp is trusted: the content decides at the next start."""
_DECK_KINDS = (int, str, str, int)
"""Of the columns id, slug, path, cards."""
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError)
"""What reading bytes ends in that nobody wrote so."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file's path, size in bytes and modification time in nanoseconds."""

    path: Path
    size: int
    mtime: int


@dataclass(frozen=True, slots=True)
class CachedDeck:
    """A deck as the cache knows it: enough to list it without its cards."""

    id: int
    slug: str
    path: Path
    cards: int


class DeckCache:
    """The tables `deck` and `card`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.card = lru_cache(maxsize=256)(self._card)

    def known(self, stamps: Iterable[FileStamp]) -> dict[Path, CachedDeck]:
        """The decks of those files that have not changed since they were read, judged by size and time stamp."""
        wanted = {str(stamp.path): stamp for stamp in stamps}
        rows = self._connection.execute(
            "select id, slug, path, cards, size, mtime from deck"
            f" where mtime < read_at - ? and hash like ? and path in ({marks(len(wanted))})",
            (_SETTLED, f"{CACHE_FORMAT}:%", *wanted),
        )
        decks = [(wanted[row[2]], row) for row in rows if is_of(_DECK_KINDS, row[:4])]
        return {stamp.path: _cached(row) for stamp, row in decks if (stamp.size, stamp.mtime) == row[4:]}

    def known_by_content(self, stamp: FileStamp, data: bytes, now: int) -> CachedDeck | None:
        """The deck of a file whose content is the same as when it was read; notes its new stamp."""
        row = self._connection.execute(
            "select id, slug, path, cards from deck where path = ? and hash = ?",
            (str(stamp.path), content_hash(data)),
        ).fetchone()
        if row is None or not is_of(_DECK_KINDS, row):
            return None
        with transaction(self._connection, derived=True):
            self._connection.execute(
                "update deck set size = ?, mtime = ?, read_at = ? where id = ?",
                (stamp.size, stamp.mtime, now, row[0]),
            )
        return _cached(row)

    def put(self, stamp: FileStamp, data: bytes, deck: Deck, now: int) -> CachedDeck:
        """Take in a freshly parsed deck in place of what its file held before. `now` is in nanoseconds.

        It keeps its id, by which another kgquiz may be studying it at this moment.
        """
        from kgquiz.knowledge.codec import pack_head  # noqa: PLC0415 - brings in all card types

        with transaction(self._connection, derived=True):
            before = self._connection.execute("select id from deck where path = ?", (str(stamp.path),)).fetchone()
            self._connection.execute("delete from deck where path = ?", (str(stamp.path),))
            head = (*(before or (None,)), str(stamp.path), stamp.size, stamp.mtime, now, content_hash(data), deck.deck)
            cursor = self._connection.execute(
                f"insert into deck (id, path, size, mtime, read_at, hash, slug, cards, head) values ({marks(9)})",
                (*head, len(deck.cards), pack_head(deck)),
            )
            deck_id = int(cursor.lastrowid or 0)
            self._connection.executemany(
                "insert into card (deck, position, key, item, type, rank, page, body, lesson, fresh) values"
                " (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                " not exists (select 1 from memory where card = ?3 and stability is not null))",
                _card_rows(deck_id, deck),
            )
        self.card.cache_clear()
        return CachedDeck(deck_id, deck.deck, stamp.path, len(deck.cards))

    def stamp(self) -> list[int]:
        """A number pair that changes whenever a deck was read afresh."""
        return list(self._connection.execute("select count(*), coalesce(max(read_at), 0) from deck").fetchone())

    def head(self, deck: int) -> Deck:
        """The deck without its cards."""
        return self._whole([deck], lambda: self._head(deck))

    def _head(self, deck: int) -> Deck:
        from kgquiz.knowledge.codec import unpack_head  # noqa: PLC0415 - brings in all card types

        return unpack_head(self._connection.execute("select head from deck where id = ?", (deck,)).fetchone()[0])

    def _card(self, key: CardKey, decks: tuple[int, ...]) -> Card | None:
        """A card by its key, as the first of these decks has it."""
        return self._whole(decks, lambda: self._found(key, decks))

    def _found(self, key: CardKey, decks: Sequence[int]) -> Card | None:
        row = self._connection.execute(
            f"select key, type, body from card where key = ? and deck in ({marks(len(decks))}) order by deck limit 1",
            (key, *decks),
        ).fetchone()
        return None if row is None else _card(*row)

    def cards(self, decks: Iterable[int]) -> dict[CardKey, Card]:
        """All cards of some decks by key, in deck order."""
        found: dict[CardKey, Card] = {}
        for deck in decks:
            found |= self._whole([deck], partial(self._cards, deck))
        return found

    def items(self) -> dict[str, dict[CardKey, Card]]:
        """Every cached card by its key, together with those of its item: items and cards as the log names them."""
        decks = [row[0] for row in self._connection.execute("select id from deck order by id")]
        return self._whole(decks, self._items)

    def _items(self) -> dict[str, dict[CardKey, Card]]:
        found: dict[str, dict[CardKey, Card]] = {}
        rows = self._connection.execute("select item, key, type, body from card order by deck, position")
        for item, *row in rows:
            found.setdefault(item, {})[row[0]] = _card(*row)
        return found

    def _cards(self, deck: int) -> dict[CardKey, Card]:
        rows = self._connection.execute("select key, type, body from card where deck = ? order by position", (deck,))
        return {row[0]: _card(*row) for row in rows}

    def _whole(self, decks: Sequence[int], read: Callable[[], _T]) -> _T:
        """What is read of some decks; where it is damaged, they are made again from their files, and read once more."""
        try:
            return read()
        except _DAMAGE as error:
            if sum(map(self._made_again, decks)) < len(decks):
                raise DamagedRow(N_("the copy of a deck")) from error
            return read()

    def _made_again(self, deck: int) -> bool:
        """Whether a deck's file could be read again in place of what is cached of it."""
        from kgquiz.knowledge.deck import parse_deck  # noqa: PLC0415 - brings in YAML and all card types

        row = self._connection.execute("select path from deck where id = ?", (deck,)).fetchone()
        if row is None:
            return False
        path = Path(row[0])
        try:
            data, status = read_plain(path), path.stat()
        except OSError:
            return False
        read = parse_deck(data, path.name).deck
        if read is None:
            return False
        self.put(FileStamp(path, status.st_size, status.st_mtime_ns), data, read, _NEVER)
        return True

    def held(self, keys: Sequence[CardKey]) -> dict[CardKey, Card]:
        """Cards by their keys, whatever deck holds them; of two the one read last, and none that is damaged."""
        found: dict[CardKey, Card] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            for row in self._connection.execute(
                f"select key, type, body from card where key in ({marks(len(some))}) order by deck", some
            ):
                with suppress(*_DAMAGE):
                    found[row[0]] = _card(*row)
        return found

    def keys(self, decks: Sequence[int]) -> list[CardKey]:
        """The keys of all cards of some decks."""
        rows = self._connection.execute(
            f"select key from card where deck in ({marks(len(decks))}) order by deck, position", decks
        )
        return [row[0] for row in rows]

    def of_page(self, deck: int, page: int, but: CardKey) -> list[CardKey]:
        """One card of each item of a page, in deck order, without the item of the card `but`."""
        rows = self._connection.execute(
            "select key, min(position) from card where deck = ?1 and page = ?2"
            " and item <> coalesce((select item from card where deck = ?1 and key = ?3), '') group by item order by 2",
            (deck, page, but),
        )
        return [row[0] for row in rows]

    def lessons(self) -> dict[CardKey, int]:
        """The place of every card in the order in which its deck is learnt."""
        return dict(sound((str, int), self._connection.execute("select key, lesson from card order by deck desc")))

    def duplicate_keys(self, decks: Sequence[int]) -> list[tuple[CardKey, Path, Path]]:
        """Card keys that two of these decks both claim, with the two files."""
        heads = self._connection.execute(f"select id, slug, path from deck where id in ({marks(len(decks))})", decks)
        by_slug: dict[str, list[tuple[int, str]]] = {}
        for deck, slug, path in heads:
            by_slug.setdefault(slug, []).append((deck, path))
        return [pair for rivals in by_slug.values() if len(rivals) > 1 for pair in self._shared_keys(dict(rivals))]

    def _shared_keys(self, rivals: dict[int, str]) -> list[tuple[CardKey, Path, Path]]:
        rows = self._connection.execute(
            "select key, min(deck), max(deck) from card"
            f" where deck in ({marks(len(rivals))}) group by key having count(*) > 1",
            list(rivals),
        )
        return [(key, Path(rivals[one]), Path(rivals[other])) for key, one, other in rows]


def _card(key: CardKey, kind: str, body: bytes) -> Card:
    from kgquiz.knowledge.codec import unpack_card  # noqa: PLC0415 - brings in all card types

    card = unpack_card(kind, body)
    if name_of_key(key) != card.id:
        raise ValueError(key)
    return card


def content_hash(data: bytes) -> str:
    """What a file holds, in a few letters, together with the format of the cache."""
    from hashlib import blake2b  # noqa: PLC0415 - brings in OpenSSL

    return f"{CACHE_FORMAT}:{blake2b(data, digest_size=16).hexdigest()}"


def _card_rows(deck_id: int, deck: Deck) -> Iterable[tuple[Any, ...]]:
    from kgquiz.knowledge.codec import pack_card  # noqa: PLC0415 - brings in all card types
    from kgquiz.memory.order import lesson_order  # noqa: PLC0415 - only where a deck is read afresh

    ranks: Counter[str] = Counter()
    lessons = {card: place for place, card in enumerate(lesson_order(_learnables(deck)))}
    for position, card in enumerate(deck.cards):
        key, item = card_key(deck.deck, card.id), key_in(deck.deck, card.item)
        yield deck_id, position, key, item, card.type, ranks[item], card.page, pack_card(card), lessons[card.id]
        ranks[item] += 1


def _learnables(deck: Deck) -> list[Learnable]:
    """The cards as their order sees them; one that names no section is in the last that starts by its page."""
    from kgquiz.memory.order import Learnable  # noqa: PLC0415 - only where a deck is read afresh

    places = {section.id: place for place, section in enumerate(deck.sections)}
    starts = [section.page for section in deck.sections]
    return [
        Learnable(
            card.id,
            card.item,
            card.type,
            places.get(card.section, max(0, bisect_right(starts, card.page) - 1) if starts else 0),
            tuple(need for need in card.needs if not _is_behind(need, deck.chapter)),
            card.page,
        )
        for card in deck.cards
    ]


def _is_behind(need: str, chapter: int | None) -> bool:
    """Whether it is of a chapter that the book has before this one (`ch2.ministry`): it counts as learnt by then."""
    name, dot, _ = need.partition(".")
    return bool(dot and chapter and name.startswith("ch") and name[2:].isdecimal() and int(name[2:]) < chapter)


def _cached(row: Sequence[Any]) -> CachedDeck:
    return CachedDeck(row[0], row[1], Path(row[2]), row[3])
