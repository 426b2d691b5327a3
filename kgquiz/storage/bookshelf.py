"""A person's own books: their passages and the index by which those are found (FTS5), in a file of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from kgquiz.errors import StoreError
from kgquiz.messages import N_
from kgquiz.storage.statements import marks
from kgquiz.value import dataclass

_FORMAT = 1
_FOREIGN = "made by another version"
_TABLES = """
create table if not exists book (
    id integer primary key, name text not null unique, file text not null, hash text not null,
    added text not null, pages integer not null, lines integer not null
);
create table if not exists passage (
    id integer primary key, book integer not null, page integer not null, last_page integer not null,
    first integer not null, last integer not null, text text not null
);
create index if not exists passage_page on passage (book, page);
create virtual table if not exists stem using fts5 (stems, tokenize = 'unicode61 remove_diacritics 0');
"""


@dataclass(frozen=True, slots=True)
class ShelvedBook:
    """A book that was added; `added` is an ISO day, `pages` 0 where the copy has none."""

    id: int
    name: str
    file: str
    hash: str
    added: str
    pages: int
    lines: int


@dataclass(frozen=True, slots=True)
class ShelvedPassage:
    """A passage as it is kept."""

    id: int
    book: int
    page: int
    last_page: int
    first: int
    last: int
    text: str


class Bookshelf:
    """The open file; it is made when the first book is added and readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if isinstance(error, sqlite3.Error):
            told = N_("The file of your books ({path}) cannot be used: {reason}. Delete it and add the books again.")
            raise StoreError(told, path=self._path, reason=str(error)) from error

    @property
    def is_there(self) -> bool:
        """Whether any book was ever added."""
        try:
            return self._path.is_file()
        except OSError:  # a folder that may not be looked into
            return False

    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._path.exists():
                self._path.touch(mode=0o600)
            self._connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            version = self._connection.execute("pragma user_version").fetchone()[0]
            if version not in {0, _FORMAT}:
                raise sqlite3.DatabaseError(_FOREIGN)
            if version == 0:
                self._connection.executescript(_TABLES)
                self._connection.execute(f"pragma user_version = {_FORMAT}")
        return self._connection

    def books(self) -> tuple[ShelvedBook, ...]:
        """All of them, the last added first."""
        if not self.is_there:
            return ()
        rows = self._db().execute("select id, name, file, hash, added, pages, lines from book order by id desc")
        return tuple(ShelvedBook(*row) for row in rows)

    def add(  # noqa: PLR0913 - a book and all that is known of it
        self,
        name: str,
        *,
        file: str,
        digest: str,
        added: str,
        pages: int,
        lines: int,
        passages: Iterable[tuple[int, int, int, int, str, str]],
    ) -> None:
        """Add a book, in place of one of the same name; passages are (page, last page, first, last, text, stems)."""
        db = self._db()
        db.execute("begin immediate")
        try:
            self._drop(db, name)
            made = db.execute(
                "insert into book (name, file, hash, added, pages, lines) values (?, ?, ?, ?, ?, ?)",
                (name, file, digest, added, pages, lines),
            ).lastrowid
            for page, last_page, first, last, text, stems in passages:
                row = db.execute(
                    "insert into passage (book, page, last_page, first, last, text) values (?, ?, ?, ?, ?, ?)",
                    (made, page, last_page, first, last, text),
                ).lastrowid
                db.execute("insert into stem (rowid, stems) values (?, ?)", (row, stems))
            db.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                db.execute("rollback")
            raise

    def remove(self, name: str) -> bool:
        """Take a book out, and give its room back; whether it was there."""
        db = self._db()
        found = self._drop(db, name)
        if found:
            db.execute("insert into stem (stem) values ('optimize')")  # till then FTS5 keeps the words of what is gone
            db.execute("vacuum")
        return found

    @staticmethod
    def _drop(db: sqlite3.Connection, name: str) -> bool:
        row = db.execute("select id from book where name = ?", (name,)).fetchone()
        if row is None:
            return False
        db.execute("delete from stem where rowid in (select id from passage where book = ?)", row)
        db.execute("delete from passage where book = ?", row)
        db.execute("delete from book where id = ?", row)
        return True

    def passages(self, book: int, first: int = 0, last: int = 1_000_000) -> tuple[ShelvedPassage, ...]:
        """A book's passages that touch these pages, in order."""
        rows = self._db().execute(
            f"select {_COLUMNS} from passage where book = ? and last_page >= ? and page <= ? order by id",
            (book, first, last),
        )
        return tuple(ShelvedPassage(*row) for row in rows)

    def around(self, passage: ShelvedPassage) -> tuple[ShelvedPassage, ...]:
        """The one before, the passage, the one after."""
        rows = self._db().execute(
            f"select {_COLUMNS} from passage where book = ? and id between ? and ? order by id",
            (passage.book, passage.id - 1, passage.id + 1),
        )
        return tuple(ShelvedPassage(*row) for row in rows)

    def search(
        self, stems: Sequence[str], books: Sequence[int], most: int, *, begins: int = 0
    ) -> tuple[tuple[ShelvedPassage, float], ...]:
        """The passages that share most with these stems, best first, and their scores (higher is better).

        Stems of `begins` letters also find what begins with them.
        """
        if not stems or not books:
            return ()
        query = " OR ".join(f'"{one}"{"*" if len(one) == begins else ""}' for one in dict.fromkeys(stems))
        with closing(
            self._db().execute(
                f"select {_COLUMNS_OF}, -bm25(stem) from stem join passage p on p.id = stem.rowid"
                f" where stem match ? and p.book in ({marks(len(books))}) order by bm25(stem) limit ?",
                (query, *books, most),
            )
        ) as rows:
            return tuple((ShelvedPassage(*row[:-1]), row[-1]) for row in rows)


_COLUMNS = "id, book, page, last_page, first, last, text"
_COLUMNS_OF = "p.id, p.book, p.page, p.last_page, p.first, p.last, p.text"
