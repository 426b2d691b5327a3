"""A new item goes into its list as text: comments, layout and everything else stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.actions.authoring.skeletons import CONTENT, card_template, item_template
from kgquiz.knowledge.content import parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.insert import CONTENT_LISTS, DECK_LISTS, CannotInsert, insert

FILE = """\
# head
chapter: 6
title: T
terms:   # all of them
- id: one
  term: A
  definition: B   # said so
  page: 3

# about the facts
facts:
    - {id: f1, say: 'x {{y}}', page: 4}
    # the last one
"""


def test_an_item_is_put_behind_the_last_of_its_list_and_comments_stay() -> None:
    done = insert(FILE.encode(), "c.yaml", "terms", item_template("terms", "en", 9))
    rows = done.data.decode().splitlines()
    assert rows[done.line - 1] == "- id: term-1"
    assert rows[: done.line - 1] == FILE.splitlines()[:8]
    assert [row for row in rows if row in FILE.splitlines()] == FILE.splitlines()


def test_a_list_keeps_its_own_room_before_the_dash() -> None:
    rows = insert(FILE.encode(), "c.yaml", "facts", item_template("facts", "en", 4)).data.decode().splitlines()
    assert "    - id: fact-1" in rows


def test_a_list_that_is_not_there_is_begun_at_the_end() -> None:
    done = insert(FILE.encode(), "c.yaml", "groups", item_template("groups", "en", 4))
    assert done.data.decode().startswith(FILE.rstrip("\n"))
    assert "\ngroups:\n  - id: group-1\n" in done.data.decode()


@pytest.mark.parametrize("empty", ["terms: []", "terms:"])
def test_an_empty_list_takes_its_first_item(empty: str) -> None:
    text = f"chapter: 1\ntitle: T\n{empty}\nfacts: []\n"
    read = parse_chapter(insert(text.encode(), "c.yaml", "terms", item_template("terms", "en", 1)).data, "c.yaml")
    assert [item.id for item in read.draft.terms] == ["term-1"]


def test_line_ends_of_windows_and_the_mark_at_the_beginning_stay() -> None:
    data = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    done = insert(data, "c.yaml", "terms", item_template("terms", "en", 1)).data
    assert done.startswith(b"\xef\xbb\xbf")
    assert done.count(b"\n") == done.count(b"\r\n")


def test_a_list_in_brackets_is_left_alone() -> None:
    with pytest.raises(CannotInsert, match="brackets"):
        insert(b"chapter: 1\ntitle: T\nterms: [{id: a}]\n", "c.yaml", "terms", item_template("terms", "en", 1))


def test_a_file_that_cannot_be_parsed_is_left_alone() -> None:
    with pytest.raises(CannotInsert):
        insert(b"chapter: 1\nterms: [\n", "c.yaml", "terms", item_template("terms", "en", 1))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("kind", CONTENT_LISTS)
def test_every_new_item_can_be_compiled_at_once(kind: str, language: str) -> None:
    skeleton = CONTENT[language].format(name="c", chapter=1, title="'T'", file="f").encode()
    done = insert(skeleton, "c.yaml", kind, item_template(kind, language, 1))
    read = parse_chapter(done.data, "c.yaml")
    assert read.chapter is not None, read.problems
    assert done.id in {item.id for item in read.chapter.all_items()}


@pytest.mark.parametrize("kind", DECK_LISTS)
def test_every_new_card_can_be_asked_at_once(kind: str) -> None:
    deck = "deck: d\ntitle: T\ncards:\n- {id: a, type: typed, prompt: '?', answer: b}\n"
    read = parse_deck(insert(deck.encode(), "d.yaml", kind, card_template(kind, "ky", 1)).data, "d.yaml")
    assert read.deck is not None, read.problems
    assert [card.type for card in read.deck.cards] == ["typed", kind]


WORDS = st.text("abв #:-'\"[]{}", max_size=12)


@given(
    st.lists(st.tuples(st.sampled_from(["terms:", "facts:", "- id: x", "  - id: y", "# c", ""]), WORDS), max_size=12)
)
def test_whatever_stands_in_the_file_it_grows_by_one_item_or_stays(rows: list[tuple[str, str]]) -> None:
    text = "chapter: 1\ntitle: T\n" + "\n".join(f"{start} {rest}" for start, rest in rows) + "\n"
    try:
        done = insert(text.encode(), "c.yaml", "terms", item_template("terms", "en", 1))
    except CannotInsert:
        return
    assert set(text.splitlines()) - set(done.data.decode().splitlines()) <= {r for r in text.splitlines() if "[" in r}
