from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from tests.books import made
from tests.support import Person, write

DECK = """\
deck: bees
title: Аарылар
chapter: 1
cards:
- {id: keeper.typed, type: typed, from: keeper, page: 42, prompt: Алкактуу уюкту ким ойлоп тапкан?, answer: Прокопович}
- {id: home.typed, type: typed, from: home, page: 41, prompt: Аарылар жашаган үй кандай аталат?, answer: уюк}
"""


@pytest.fixture
def reader(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    write(person.shipped, "bees.yaml", DECK)
    monkeypatch.chdir(tmp_path)
    return person


@pytest.mark.parametrize("kind", made.MAKERS)
def test_the_passage_behind_a_card_is_shown_with_the_answer_marked(reader: Person, tmp_path: Path, kind: str) -> None:
    assert reader.types("book", "add", str(made.kept(tmp_path, kind))).code == ExitCode.OK
    said = reader.types("book", "show", "bees/keeper.typed")
    assert said.code == ExitCode.OK
    assert "bees, page 42" in said.out
    assert "»Прокопович«" in said.out


def test_a_copy_without_pages_is_searched(reader: Person, tmp_path: Path) -> None:
    (tmp_path / "plain.epub").write_bytes(made.epub(pages=False))
    reader.types("book", "add", "plain.epub")
    said = reader.types("book", "show", "bees/keeper.typed")
    assert "no page numbers" in said.out
    assert "»Прокопович«" in said.out
    assert reader.types("book", "coverage", "bees").code == ExitCode.NOT_FOUND


def test_words_are_found_in_any_form_and_from_a_russian_keyboard(reader: Person, tmp_path: Path) -> None:
    reader.types("book", "add", str(made.kept(tmp_path, "txt")))
    assert "»Прокопович«" in reader.types("book", "search", "прокоповичтин").out
    assert "»Гүл«" in reader.types("book", "search", "гул").out
    assert reader.types("book", "search", "динозавр").code == ExitCode.NOT_FOUND
    assert reader.types("book", "search", '" OR *').code == ExitCode.NOT_FOUND


def test_coverage_names_the_pages_that_no_card_cites(reader: Person, tmp_path: Path) -> None:
    write(reader.shipped, "bees.yaml", DECK.replace("page: 42", "page: 43"))
    reader.types("book", "add", str(made.kept(tmp_path, "pdf")))
    told = reader.types("book", "coverage", "bees", "--json").json
    assert (told["first"], told["last"], told["cited"]) == (41, 43, 2)
    assert [one["page"] for one in told["uncited"]] == [42]


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_coverage_is_told_in_each_language(language: str, reader: Person, tmp_path: Path) -> None:
    write(reader.shipped, "bees.yaml", DECK.replace("page: 42", "page: 43"))
    reader.types("book", "add", str(made.kept(tmp_path, "pdf")))
    told = reader.types("--lang", language, "book", "coverage", "bees").out.splitlines()
    assert told[0].startswith("bees: ")
    assert re.search(r"41.43", told[0])
    assert "42" in told[1]


def test_a_book_is_replaced_listed_and_removed(reader: Person, tmp_path: Path) -> None:
    path = made.kept(tmp_path, "txt")
    for _ in range(2):
        reader.types("book", "add", str(path))
    (one,) = reader.types("book", "list", "--json").json["rows"]
    assert (one["name"], one["pages"]) == ("bees", 3)
    assert reader.types("book", "remove", "wasps").code == ExitCode.NOT_FOUND
    assert reader.types("book", "remove", "bees").code == ExitCode.OK
    assert path.exists()
    with closing(sqlite3.connect(reader.home / "books.db")) as shelf:
        assert shelf.execute("select count(*) from passage").fetchone() == (0,)
        assert shelf.execute("select count(*) from stem").fetchone() == (0,)


def test_a_damaged_shelf_is_a_sentence(reader: Person, tmp_path: Path) -> None:
    write(reader.home, "books.db", "this is no database, and long enough to be told from one" * 20)
    said = reader.types("book", "add", str(made.kept(tmp_path, "txt")))
    assert said.code == ExitCode.STORE
    assert "add the books again" in said.err


@pytest.mark.parametrize("kind", made.MAKERS)
def test_a_draft_is_sound_content_that_build_waits_for(reader: Person, tmp_path: Path, kind: str) -> None:
    said = reader.types("draft", str(made.kept(tmp_path, kind)), "--json")
    (row,) = said.json["rows"]
    assert [row[name] for name in ("file", "sections", "terms", "questions", "facts", "lists")] == [
        "content/ch1.yaml", 2, 3, 2, 4, 1,
    ]  # fmt: skip
    checked = reader.types("check", "content/ch1.yaml", "--json").json
    assert checked["errors"] == []
    assert "draft" in {one["rule"] for one in checked["warnings"]}
    built = reader.types("build")
    assert built.code == ExitCode.BAD_CONTENT
    assert "drafts still: 10" in built.err
    assert not Path("decks/ch1.yaml").exists()


def test_a_draft_never_overwrites_work_and_says_which_chapters_there_are(reader: Person, tmp_path: Path) -> None:
    book = str(made.kept(tmp_path, "txt"))
    write(tmp_path / "content", "ch1.yaml", "mine")
    assert reader.types("draft", book).code == ExitCode.CANNOT_WRITE
    assert Path("content/ch1.yaml").read_text(encoding="utf-8") == "mine"
    assert reader.types("draft", book, "--chapter", "7").code == ExitCode.NOT_FOUND
    assert "БАЛ ААРЫЛАР" in reader.types("draft", book, "--look").out
    assert reader.types("draft", book, "--force").code == ExitCode.OK


def test_check_warns_of_a_sentence_left_as_it_stands_in_the_book(reader: Person, tmp_path: Path) -> None:
    reader.types("book", "add", str(made.kept(tmp_path, "txt")))
    left = "Анда бир энелик аары, миңдеген жумушчу аарылар жана бир нече жүз {{эркек}} аары болот."
    chapter = "chapter: 1\ntitle: Аарылар\nfacts:\n- {{id: a, page: 41, say: '{say}'}}\n"
    write(tmp_path / "content", "ch1.yaml", chapter.format(say=left))
    rules = [one["rule"] for one in reader.types("check", "content/ch1.yaml", "--json").json["warnings"]]
    assert "overlap" in rules
    write(
        tmp_path / "content", "ch1.yaml", chapter.format(say="Уюкта бир эне, көп жумушчу жана {{эркек}} аарылар бар.")
    )
    rules = [one["rule"] for one in reader.types("check", "content/ch1.yaml", "--json").json["warnings"]]
    assert "overlap" not in rules


@pytest.mark.parametrize(("added", "said"), [(True, "»алкактуу«"), (False, "kgquiz book add FILE")])
def test_the_passage_is_shown_after_an_answer_and_the_sitting_goes_on(
    reader: Person, tmp_path: Path, added: bool, said: str
) -> None:
    fields = "type: recall, from: keeper, page: 42, term: Прокопович, meaning: Алкактуу уюкту ойлоп тапкан."
    card = f"- {{id: keeper.recall, {fields}}}"
    write(reader.shipped, "bees.yaml", f"{DECK}{card}\n")
    if added:
        reader.types("book", "add", str(made.kept(tmp_path, "txt")))
    sat = reader.types("study", "bees", "--type", "recall", lines="\n:book\n\n3\n")
    assert sat.code == ExitCode.OK
    assert said in sat.out + sat.err
    assert reader.types("due", "--json").json["answered"] == 1


def test_a_deck_of_another_book_is_told_so(reader: Person, tmp_path: Path) -> None:
    write(reader.shipped, "bees.yaml", re.sub(r"page: \d+", "page: 900", DECK))
    reader.types("book", "add", str(made.kept(tmp_path, "pdf")))
    said = reader.types("book", "coverage", "bees")
    assert said.code == ExitCode.NOT_FOUND
    assert "No page that 'bees' cites is in your book" in " ".join(said.err.split())
