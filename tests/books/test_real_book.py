"""The users' own book, where it lies beside the project: what is found of it, by kind of file. Nothing is kept here."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgquiz.actions.books.shelf import ranked
from kgquiz.books.model import BookText
from kgquiz.books.passages import passages_of, stems
from kgquiz.books.readers import read_book
from kgquiz.books.structure import BookChapter, chapters_of
from kgquiz.formats.base import Given
from kgquiz.knowledge.content import parse_chapter
from kgquiz.storage.bookshelf import Bookshelf
from tests.books import made
from tests.support import ROOT

BOOK = ROOT.parent / "shared" / "book"
pytestmark = [
    pytest.mark.landing,
    pytest.mark.skipif(not (BOOK / "textbook.txt").is_file(), reason="the book is not here"),
]


def given(data: bytes) -> Given:
    return Given("book", io.BytesIO(data), len(data))


def key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def starts() -> list[tuple[int, int]]:
    rows = (BOOK / "pages.tsv").read_text(encoding="utf-8").split("\n")
    return [(int(row.split("\t")[0]), int(row.split("\t")[1])) for row in rows if row]


def page_of_line() -> list[int]:
    pages, page, first = [0], 0, dict(starts())
    for number in range(1, 12_500):
        page = first.get(number, page)
        pages.append(page)
    return pages


def sheets() -> tuple[list[str], int]:
    """The book page by page, as the reference map divides it; the page that is empty stays so."""
    lines = (BOOK / "textbook.txt").read_text(encoding="utf-8").split("\n")
    pages = page_of_line()
    first = min(page for page in pages if page)
    sheets = [""] * (max(pages) - first + 1)
    for number, line in enumerate(lines, 1):
        if not line.strip().isdigit():
            sheets[pages[number] - first] += f"{line.replace(chr(9), ' ')}\n"
    return sheets, first


@cache
def reference(number: int) -> dict[str, Any]:
    """The reading guide of a chapter: it takes long to parse, and no test changes it."""
    value: dict[str, Any] = yaml.safe_load((BOOK / f"ch{number}.yaml").read_text(encoding="utf-8"))
    return value


def shares(chapters: Sequence[BookChapter]) -> dict[str, float]:
    """How many of the reference's terms, questions and sections are found, word for word."""
    found = dict.fromkeys(("terms", "questions", "sections"), 0)
    of = dict(found)
    for chapter in chapters:
        wanted = reference(chapter.number)
        seen = {
            "terms": {key(one.text) for one in chapter.terms},
            "questions": {key(one.text) for one in chapter.questions},
            "sections": {key(one.text) for one in chapter.sections},
        }
        # chapter 8 lists three terms under one bullet: that counts as found when each of them is found by itself
        names = [key(one.text) for one in chapter.terms]
        seen["terms"] |= {"".join(names[at : at + 3]) for at in range(len(names) - 2)}
        for kind, field in (("terms", "term"), ("questions", "text"), ("sections", "title")):
            for one in wanted[kind]:
                name = key(re.sub(r"^\d+\.\s*", "", one[field]))
                of[kind] += 1
                found[kind] += name in seen[kind]
    return {kind: found[kind] / of[kind] for kind in found}


def shelved(folder: Path, book: BookText) -> Bookshelf:
    shelf = Bookshelf(folder / "books.db")
    shelf.add(
        "book",
        file="",
        digest="",
        added="",
        pages=book.pages,
        lines=len(book.lines),
        passages=[(p.page, p.last_page, p.first, p.last, p.text, " ".join(stems(p.text))) for p in passages_of(book)],
    )
    return shelf


@pytest.fixture(scope="module")
def plain() -> BookText:
    return read_book(given((BOOK / "textbook.txt").read_bytes()))


def test_terms_questions_and_headings_are_found_in_the_text(plain: BookText) -> None:
    chapters = chapters_of(plain)
    assert [chapter.number for chapter in chapters] == list(range(1, 9))
    found = shares(chapters)
    assert found["terms"] >= 0.98
    assert found["questions"] >= 0.95
    assert found["sections"] == 1


def test_pages_of_the_text_are_at_most_one_off(plain: BookText) -> None:
    """The blank that begins a page is doubtful at four places; between two printed numbers that shifts pages by one."""
    pages = page_of_line()
    off = [abs(line.page - pages[line.number]) for line in plain.lines if line.text.strip()]
    assert sum(one == 0 for one in off) / len(off) >= 0.88
    assert sum(one <= 1 for one in off) / len(off) >= 0.999


@pytest.mark.parametrize("kind", ["docx", "pdf", "epub"])
def test_a_part_of_it_as_another_kind_of_file_keeps_pages_and_lists(kind: str) -> None:
    every, first = sheets()
    start, end = 103 - first, 187 - first  # chapters 3 and 4
    part = [re.sub(r"^ ", "", sheet) for sheet in every[start:end]]
    book = read_book(given(made.MAKERS[kind](part, 103)))
    place = {key(line): 103 + at for at, sheet in enumerate(part) for line in sheet.split("\n") if len(key(line)) > 30}
    right = [line.page == place[key(line.text)] for line in book.lines if key(line.text) in place]
    assert len(right) > 0.9 * len(place)
    assert sum(right) / len(right) >= 0.99
    chapters = chapters_of(book)
    assert [chapter.number for chapter in chapters] == [3, 4]
    found = shares(chapters)
    assert found["terms"] >= 0.98
    assert found["questions"] >= 0.95
    assert found["sections"] == 1


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("paged", "asked"), [(True, (1, 0.99)), (False, (3, 0.94))])
def test_the_passage_behind_every_fact_is_found(
    plain: BookText, tmp_path: Path, paged: bool, asked: tuple[int, float], step: int
) -> None:
    among, least = asked
    pages = page_of_line()
    book = BookText(tuple(replace(line, page=pages[line.number] if paged else 0) for line in plain.lines))
    facts = []
    for number in range(1, 9):
        chapter = parse_chapter((ROOT / "content" / f"ch{number}.yaml").read_bytes(), "").chapter
        assert chapter is not None
        facts += [(one.page, re.sub(r"\{\{([^}|]*)[^}]*\}\}", r"\1", one.say)) for one in chapter.facts]
    with shelved(tmp_path, book) as shelf:
        known = shelf.books()
        hits = 0
        for page, said in facts[::step]:
            found = ranked(shelf, known, tuple(dict.fromkeys(stems(said))), page)[:among]
            hits += any(page in pages[one.first : one.last + 1] for one in found)
    assert len(facts) > 600
    # Of every sixth fact two standard errors fewer may be found.
    allowed = 0.0 if step == 1 else 2 * (least * (1 - least) / len(facts[::step])) ** 0.5
    assert hits / len(facts[::step]) >= least - allowed
