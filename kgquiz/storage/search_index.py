"""The index by which cards are found: their texts as words and stems (SQLite's FTS5), in a file of its own.

It is derived from the decks and can be thrown away: a file that is missing, damaged or of another format is made anew.
A deck is read into it when it is first looked for, and again when it has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from kgquiz.cards.base import Card
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.key import CardKey, key_in
from kgquiz.knowledge.deck_value import Deck
from kgquiz.search.forms import forms, forms_in, words
from kgquiz.storage.deck_cache import DeckCache
from kgquiz.storage.statements import marks
from kgquiz.storage.transaction import roll_back

INDEX_FORMAT = 4
"""Raised when what is indexed changes, so that older indexes are made anew."""
_NAME = "search.db"
_TABLES = (
    "create table if not exists search.indexed (deck integer primary key, hash text not null)",
    """create table if not exists search.entry (
        id integer primary key,
        deck integer not null,
        position integer not null,
        key text not null,
        item text not null,
        type text not null,
        page integer not null,
        section text not null,
        chapter integer not null,
        question text not null,
        solution text not null
    )""",
    "create index if not exists search.entry_deck on entry (deck, position)",
    "create index if not exists search.entry_key on entry (key)",
    "create table if not exists search.tag (tag text, entry integer, primary key (tag, entry)) without rowid",
    """create virtual table if not exists search.cardtext using fts5 (
        name, question, rest, name_forms, other_forms,
        tokenize = 'unicode61 remove_diacritics 0', prefix = '3'
    )""",
)


class SearchIndex:
    """The tables of the schema `search`, attached when first needed."""

    def __init__(self, connection: sqlite3.Connection, decks: DeckCache, folder: Path) -> None:
        self._connection = connection
        self._decks = decks
        self._file = folder / _NAME
        self._is_attached = False

    def refresh(self, decks: Sequence[int]) -> None:
        """Bring the index up to date with these decks."""
        try:
            self._refresh(decks)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise
            self._begin_anew()
            self._refresh(decks)

    def _refresh(self, decks: Sequence[int]) -> None:
        self._attach()
        stale = self._stale(decks)
        if stale:
            with self._written():
                for deck, content in stale:
                    self._read(deck, content)

    def _attach(self) -> None:
        if self._is_attached:
            return
        kept = getattr(self._connection, "copied_from", None) is None and self._connection_has_file()
        self._connection.execute("attach database ? as search", (str(self._file) if kept else ":memory:",))
        self._is_attached = True
        self._connection.execute("pragma search.synchronous = off")  # what is lost is made anew
        version = self._connection.execute("pragma search.user_version").fetchone()[0]
        if version not in {0, INDEX_FORMAT}:
            raise sqlite3.DatabaseError
        for statement in _TABLES if version == 0 else ():
            self._connection.execute(statement)
        if version == 0:
            self._connection.execute(f"pragma search.user_version = {INDEX_FORMAT}")

    def _connection_has_file(self) -> bool:
        return bool(self._connection.execute("pragma database_list").fetchone()[2])

    def _begin_anew(self) -> None:
        if self._is_attached:
            self._connection.execute("detach database search")
            self._is_attached = False
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _stale(self, decks: Sequence[int]) -> list[tuple[int, str]]:
        """(deck, hash of its content) of those that are not indexed as they are."""
        return self._connection.execute(
            f"select d.id, d.hash from deck d where d.id in ({marks(len(decks))})"
            " and not exists (select 1 from search.indexed i where i.deck = d.id and i.hash = d.hash)",
            decks,
        ).fetchall()

    @contextmanager
    def _written(self) -> Iterator[None]:
        self._connection.execute("begin")
        try:
            yield
            self._connection.execute("commit")
        except BaseException:
            roll_back(self._connection)
            raise

    def _read(self, deck: int, content: str) -> None:
        entries = "select id from search.entry where deck = ?"
        self._connection.execute(f"delete from search.cardtext where rowid in ({entries})", (deck,))
        self._connection.execute(f"delete from search.tag where entry in ({entries})", (deck,))
        self._connection.execute("delete from search.entry where deck = ?", (deck,))
        head = self._decks.head(deck)
        for position, (key, card) in enumerate(self._decks.cards([deck]).items()):
            self._add(deck, position, key, card, head)
        self._connection.execute("insert or replace into search.indexed values (?, ?)", (deck, content))

    def _add(self, deck: int, position: int, key: CardKey, card: Card, head: Deck) -> None:
        question, solution = card.question(), card.solution()
        about = (key_in(head.deck, card.item), card.type, card.page, card.section, head.chapter)
        row = (deck, position, key, *about, question, solution[0] if solution else "")
        cursor = self._connection.execute(
            "insert into search.entry (deck, position, key, item, type, page, section, chapter, question, solution)"
            f" values ({marks(10)})",
            row,
        )
        entry = cursor.lastrowid
        self._connection.execute(
            f"insert into search.cardtext (rowid, name, question, rest, name_forms, other_forms) values ({marks(6)})",
            (entry, *_texts(key, card, head.section_title(card.section))),
        )
        self._connection.executemany("insert or ignore into search.tag values (?, ?)", [(t, entry) for t in card.tags])


def _texts(key: CardKey, card: Card, section: str) -> tuple[str, ...]:
    """The columns of `cardtext`: what the card is about, what it asks, all else; then their stems."""
    language = card.language
    name = () if isinstance(card, TrueFalse) else words(" ".join(card.terms() or card.solution()[:1]), language)
    question = words(card.question(), language)
    points: tuple[str, ...] = getattr(card, "points", ())
    rest = words("\n".join((*card.solution(), *points, card.note, section, key, *card.tags)), language)
    return (
        " ".join(name),
        " ".join(question),
        " ".join(rest),
        _stems(name, language),
        _stems((*question, *rest), language),
    )


def _stems(some: Iterable[str], language: str) -> str:
    of_word = forms if language == KYRGYZ else partial(forms_in, language=language)
    return " ".join(form for word in some for form in of_word(word))
