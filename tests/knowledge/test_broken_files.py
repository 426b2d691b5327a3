"""Broken and hostile files: each gives a line with file, line number and remedy, and no traceback."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.knowledge.content import parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.problems import Problem
from kgquiz.knowledge.yaml_text import LARGEST_FILE, read_yaml
from tests.support import Person, write

pytestmark = pytest.mark.landing

HEAD = "chapter: 1\ntitle: Башкаруу\nsections: [{id: s1, title: Биринчи, page: 9}]\nterms:\n"
TERM = "  - {id: akim, term: Аким, definition: Райондун башчысы., page: 17}\n"

BROKEN: dict[str, tuple[str | bytes, int, str]] = {
    "tab": (HEAD + "\t- {id: a}\n", 5, "spaces"),
    "duplicate key": (HEAD + TERM + "title: Экинчи\n", 6, "appears twice"),
    "duplicate id": (HEAD + TERM + TERM, 6, "taken by an earlier item"),
    "missing field": (HEAD + "  - {id: akim, term: Аким, page: 17}\n", 5, "'definition' is missing"),
    "unknown field": (HEAD + TERM.replace("definition", "defintion"), 5, "Did you mean 'definition'?"),
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 2, "alias '*a' is refused"),
    "not UTF-8": ("title: \xff\xfe".encode("latin-1"), 1, "UTF-8"),
    "empty": ("", 1, "empty"),
    "wrong type": (HEAD + TERM.replace("page: 17", "page: он жети"), 5, "a whole number"),
    "page out of range": (HEAD + TERM.replace("page: 17", "page: 3"), 5, "outside the chapter"),
    "list for mapping": ("- a\n- b\n", 1, "a mapping"),
    "slug": (HEAD + TERM.replace("akim,", "Аким,"), 5, "not a slug"),
    "section": (HEAD + TERM.replace("page: 17", "page: 17, section: s9"), 5, "no section 's9'"),
    "unclosed": (HEAD + "  - {id: akim, term: Аким\n", 6, "not YAML"),
    "control character": (HEAD + TERM.replace("Аким", '"\\e[2J"'), 5, "U+001B"),
    "turned text": (HEAD + TERM.replace("Аким", "\u202eмика"), 5, "U+202E"),
    "too deep": ("a: " + "[" * 60 + "]" * 60, 1, "too deep"),
    "second document": (HEAD + TERM + "---\nchapter: 2\n", 6, "second document"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_line_and_remedy_and_no_traceback(
    name: str, person: Person, tmp_path: Path
) -> None:
    text, line, words = BROKEN[name]
    file = tmp_path / "content" / "ch1.yaml"
    file.parent.mkdir()
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = person.types("check", str(file))
    assert said.code == 1
    matching = [row for row in said.out.splitlines() if f"ch1.yaml:{line}: error:" in row and words in row]
    assert matching, said.out
    assert "Traceback" not in said.out + said.err


def test_all_problems_come_at_once() -> None:
    text = HEAD + "  - {id: A, term: Аким, page: x}\n  - {term: Мэр, definition: Шаар., page: 1, foo: 1}\n"
    rules = [problem.rule for problem in parse_chapter(text.encode(), "c.yaml").problems]
    assert sorted(rules) == ["id", "missing-field", "missing-field", "page-range", "type", "unknown-field"]


def test_megabytes_are_refused_before_they_are_parsed() -> None:
    problems = read_yaml(b"x" * (LARGEST_FILE + 1), "big.yaml").problems
    assert [problem.rule for problem in problems] == ["too-large"]


def test_every_scalar_is_read_as_text() -> None:
    text = b"a: 12:30\nb: 007\nc: 2010-06-27\nd: yes\ne: ~\nf: 1.0\ng: null\n"
    assert read_yaml(text, "f").value == {
        "a": "12:30",
        "b": "007",
        "c": "2010-06-27",
        "d": "yes",
        "e": "~",
        "f": "1.0",
        "g": "null",
    }


def test_a_byte_order_mark_is_no_text() -> None:
    assert read_yaml("\ufefftitle: Башкаруу".encode(), "f").value == {"title": "Башкаруу"}


DECKS = {
    "duplicate card id": ("- {id: a, type: outline, prompt: x, points: [p]}\n" * 2, 5, "taken by an earlier card"),
    "unknown type": ("- {id: a, type: chioce, prompt: x}\n", 4, "Did you mean 'choice'?"),
    "key among the wrong": ("- {id: a, type: choice, prompt: x, answer: y, wrong: [y, z]}\n", 4, "appears twice"),
    "one item to order": ("- {id: a, type: order, prompt: x, items: [y]}\n", 4, "at least 2"),
    "no blank": ("- {id: a, type: cloze, text: no hole here}\n", 4, "no blank"),
    "empty answer": ("- {id: a, type: typed, prompt: x, answer: ''}\n", 4, "'answer' is empty"),
    "truth": ("- {id: a, type: truefalse, statement: x, answer: maybe}\n", 4, "one of: true, false"),
    "card id": ("- {id: 'a b', type: outline, prompt: x, points: [p]}\n", 4, "not usable"),
    "no cards": ("[]\n", 3, "no cards"),
    "endless page": (f"- {{id: a, type: outline, page: {'9' * 30}, prompt: x, points: [p]}}\n", 4, "too large"),
    "page before the first": ("- {id: a, type: outline, page: -3, prompt: x, points: [p]}\n", 4, "no page -3"),
    "nine right sides": (
        f"- {{id: a, type: match, prompt: x, pairs: {{{', '.join(f'l{n}: r{n}' for n in range(9))}}}}}\n",
        4,
        "keys for 8",
    ),
}


@pytest.mark.parametrize("name", DECKS)
def test_a_broken_deck_is_named_with_line_and_remedy(name: str) -> None:
    cards, line, words = DECKS[name]
    read = parse_deck(f"deck: d\ntitle: t\ncards:\n{cards}".replace("cards:\n[]", "cards: []").encode(), "d.yaml")
    assert read.deck is None
    assert any(p.line == line and words in str(p) for p in read.problems), list(map(str, read.problems))


def test_a_deck_of_a_newer_format_is_refused_with_advice() -> None:
    text = "format: 9\ndeck: d\ntitle: t\ncards:\n- {id: a, type: outline, prompt: x, points: [p]}\n"
    (problem,) = parse_deck(text.encode(), "d.yaml").problems
    assert (problem.line, problem.rule) == (1, "format")


def test_a_broken_deck_stops_study_with_its_lines_and_nothing_else(person: Person, tmp_path: Path) -> None:
    deck = write(tmp_path, "mine.yaml", "deck: d\ntitle: t\ncards:\n- {id: a, type: typed, prompt: x}\n")
    said = person.types("study", str(deck))
    assert said.code == 4
    assert "mine.yaml:4: The field 'answer' is missing." in said.err
    assert "Traceback" not in said.err


def texts() -> st.SearchStrategy[str]:
    yaml_like = st.text(alphabet="abк:-{}[],'\"#&*!|>%@\n \t0", max_size=200)
    return st.one_of(st.text(max_size=200), yaml_like)


@given(texts())
def test_no_text_whatever_breaks_the_loader(text: str) -> None:
    for parse in (parse_chapter, parse_deck):
        data = text.encode("utf-8", "surrogatepass")
        problems: tuple[Problem, ...] = parse(data, "f.yaml").problems
        assert all(problem.line >= 1 and str(problem.why) for problem in problems)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_break_the_loader(data: bytes) -> None:
    assert all(problem.line >= 1 for problem in parse_deck(data, "f.yaml").problems)


@pytest.mark.parametrize(
    "text",
    [
        "cards: [" + "a b, " * 60_000 + "c]",
        "cards: {" + "{a b}: c, " * 20_000 + "}",
        "cards: [" + "a [" * 10 + "b #",
        "a: " + "[ " * 19 + "b, " * 100_000,
        "- " + "{" * 100_000,
        "a: b" + " " * 300_000 + "# c",
        "a: 'b\u200e" + "c\u200e" * 100_000,
    ],
    ids=["one long list", "keys that are none", "cut short", "never closed", "braces", "far comment", "invisible"],
)
def test_a_line_of_any_length_is_read_in_time_that_grows_with_it(text: str) -> None:
    start = time.process_time()
    assert read_yaml(text.encode(), "f.yaml").value is not None or read_yaml(text.encode(), "f.yaml").problems
    assert time.process_time() - start < 10
