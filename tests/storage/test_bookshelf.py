"""Own books on the shelf: found by their stems, shown by their pages, gone without a trace."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kgquiz.errors import StoreError
from kgquiz.storage.bookshelf import Bookshelf, ShelvedBook, ShelvedPassage

Row = tuple[int, int, int, int, str, str]
PAGES: list[Row] = [
    (1, 1, 1, 4, "Өкмөт жөнүндө", "окмот"),
    (1, 2, 5, 9, "Аким жана мэр", "аким мэр"),
    (3, 3, 10, 12, "Аким", "аким"),
    (4, 4, 13, 13, "Кеңеш", "кенеш"),
]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Bookshelf]:
    with Bookshelf(tmp_path / "home" / "books.db") as opened:
        yield opened


def add(shelf: Bookshelf, name: str, rows: Sequence[Row] = PAGES, *, digest: str = "h") -> int:
    shelf.add(name, file=f"{name}.pdf", digest=digest, added="2026-03-02", pages=4, lines=13, passages=rows)
    return shelf.books()[0].id


def texts(found: tuple[ShelvedPassage, ...]) -> list[str]:
    return [passage.text for passage in found]


def hits(shelf: Bookshelf, *stems: str, books: Sequence[int] = (1,), most: int = 9, begins: int = 0) -> list[str]:
    return [passage.text for passage, _ in shelf.search(stems, books, most, begins=begins)]


def test_no_file_is_made_before_the_first_book(shelf: Bookshelf, tmp_path: Path) -> None:
    assert not shelf.is_there
    assert shelf.books() == ()
    assert not (tmp_path / "home").exists()


def test_books_are_listed_the_last_added_first(shelf: Bookshelf) -> None:
    add(shelf, "law")
    add(shelf, "plan")
    assert shelf.is_there
    assert shelf.books() == (
        ShelvedBook(2, "plan", "plan.pdf", "h", "2026-03-02", 4, 13),
        ShelvedBook(1, "law", "law.pdf", "h", "2026-03-02", 4, 13),
    )


def test_a_passage_is_kept_as_it_was_added(shelf: Bookshelf) -> None:
    book = add(shelf, "law")
    assert shelf.passages(book)[1] == ShelvedPassage(2, book, 1, 2, 5, 9, "Аким жана мэр")


@pytest.mark.parametrize(
    ("pages", "found"), [((1, 1), 2), ((2, 2), 1), ((2, 3), 2), ((0, 4), 4), ((4, 9), 1), ((5, 9), 0)]
)
def test_pages_have_the_passages_that_touch_them(shelf: Bookshelf, pages: tuple[int, int], found: int) -> None:
    book = add(shelf, "law")
    add(shelf, "plan")
    assert len(shelf.passages(book, *pages)) == found


def test_a_passage_has_its_neighbours_in_the_same_book(shelf: Bookshelf) -> None:
    book = add(shelf, "law")
    add(shelf, "plan")
    first, second, third, last = shelf.passages(book)
    assert shelf.around(second) == (first, second, third)
    assert shelf.around(first) == (first, second)
    assert shelf.around(last) == (third, last)


def test_who_shares_more_stems_is_found_first(shelf: Bookshelf) -> None:
    add(shelf, "law")
    assert hits(shelf, "аким", "мэр", "аким") == ["Аким жана мэр", "Аким"]
    assert hits(shelf, "аким", "мэр", most=1) == ["Аким жана мэр"]
    (_, best), (_, second) = shelf.search(("аким", "мэр"), [1], 9)
    assert best > second > 0
    assert hits(shelf, "жок") == hits(shelf) == hits(shelf, "аким", books=()) == []


def test_only_the_chosen_books_are_searched(shelf: Bookshelf) -> None:
    law, plan = add(shelf, "law"), add(shelf, "plan", [(1, 1, 1, 1, "Аким да", "аким")])
    assert hits(shelf, "аким", books=[plan]) == ["Аким да"]
    assert len(hits(shelf, "аким", books=[law, plan])) == 3


def test_a_stem_as_long_as_was_said_finds_what_begins_with_it(shelf: Bookshelf) -> None:
    add(shelf, "law")
    assert hits(shelf, "аки") == []
    assert hits(shelf, "аки", begins=3) == ["Аким", "Аким жана мэр"]
    assert hits(shelf, "аки", begins=4) == []


def test_a_book_of_the_same_name_takes_the_place_of_the_former(shelf: Bookshelf) -> None:
    add(shelf, "law")
    book = add(shelf, "law", PAGES[:1], digest="newer")
    assert [(one.name, one.hash) for one in shelf.books()] == [("law", "newer")]
    assert texts(shelf.passages(book)) == ["Өкмөт жөнүндө"]
    assert hits(shelf, "аким", books=[book]) == []


def test_a_book_that_is_removed_leaves_no_word_in_the_file(shelf: Bookshelf, tmp_path: Path) -> None:
    kept = add(shelf, "plan", PAGES[:1])
    add(shelf, "law", [(1, 1, 1, 1, "secretword", "secretstem")])
    assert shelf.remove("law")
    assert not shelf.remove("law")
    assert [one.id for one in shelf.books()] == [kept]
    assert hits(shelf, "окмот", books=[kept]) == ["Өкмөт жөнүндө"]
    data = (tmp_path / "home" / "books.db").read_bytes()
    assert b"secret" not in data


def test_a_book_that_breaks_off_changes_nothing(shelf: Bookshelf) -> None:
    book = add(shelf, "law")

    def broken() -> Iterator[Row]:
        yield PAGES[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.add("law", file="f", digest="n", added="d", pages=1, lines=1, passages=broken())
    assert [one.hash for one in shelf.books()] == ["h"]
    assert len(shelf.passages(book)) == 4
    assert hits(shelf, "аким") == ["Аким", "Аким жана мэр"]


def test_the_shelf_is_found_again_and_nobody_elses_to_read(tmp_path: Path) -> None:
    path = tmp_path / "home" / "books.db"
    with Bookshelf(path) as shelf:
        add(shelf, "law")
    with Bookshelf(path) as shelf:
        assert hits(shelf, "мэр") == ["Аким жана мэр"]
    if os.name == "posix":
        assert not path.stat().st_mode & 0o077
        assert not path.parent.stat().st_mode & 0o077


@pytest.mark.parametrize("harm", ["newer", "no database"])
def test_a_shelf_that_cannot_be_used_is_named_and_left_alone(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "books.db"
    if harm == "newer":
        with closing(sqlite3.connect(path)) as other:
            other.execute("pragma user_version = 99")
    else:
        path.write_bytes(b"no database, but long enough to look at" * 30)
    before = path.read_bytes()
    with pytest.raises(StoreError) as told, Bookshelf(path) as shelf:
        shelf.books()
    assert str(path) in str(told.value)
    assert path.read_bytes() == before
