from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import kgquiz
from kgquiz.key import CardKey, card_key, deck_of_key, glob_of, key_in, key_meant, like_of, name_of_key, span_of

slugs = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,20}\Z")
names = st.from_regex(r"\A[a-z0-9][a-z0-9.#~-]{0,30}\Z")


@given(slugs, names)
def test_a_key_is_made_and_split_into_the_same_parts(deck: str, name: str) -> None:
    key = card_key(deck, name)
    assert (deck_of_key(key), name_of_key(key)) == (deck, name)
    assert CardKey(str(key)) == key


@given(slugs, slugs, names)
def test_a_whole_key_means_its_own_deck_and_a_name_the_deck_it_stands_in(deck: str, other: str, name: str) -> None:
    assert key_meant(deck, name) == f"{deck}/{name}"
    assert key_meant(deck, f"{other}/{name}") == f"{other}/{name}"


def test_a_key_is_the_text_that_the_log_keeps() -> None:
    key = card_key("ch6", "lease.typed")
    with closing(sqlite3.connect(":memory:")) as connection:
        assert connection.execute("select ?, typeof(?)", (key, key)).fetchone() == ("ch6/lease.typed", "text")
    assert dict.fromkeys([str(key)], 1)[key] == 1


def test_what_is_no_key_has_no_name_in_a_deck() -> None:
    assert (deck_of_key("ch6"), name_of_key("ch6")) == ("ch6", "")


@given(slugs, slugs, names)
def test_the_span_of_a_deck_holds_its_keys_and_no_other_decks(deck: str, other: str, name: str) -> None:
    first, end = span_of(deck)
    assert (first <= card_key(other, name) < end) is (other == deck)


@given(slugs, names)
def test_a_pattern_finds_the_card_of_any_deck_by_its_name_and_one_by_its_key(deck: str, name: str) -> None:
    key = card_key(deck, name)
    with closing(sqlite3.connect(":memory:")) as connection:
        ask = connection.execute
        assert ask(
            "select ?1 glob ?2, ?1 glob ?3, ?1 like ?4", (key, glob_of(name), glob_of(key), like_of(name))
        ).fetchone()
        assert ask("select ? glob ?", (key_in("other", name), glob_of(key))).fetchone() == (int(deck == "other"),)


PACKAGE = Path(kgquiz.__file__).parent
NAMING = {"deck", "slug", "key", "card", "deck_slug"}


def last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def joins(node: ast.AST) -> bool:
    """`f"{deck.slug}/…"`: a deck with something behind it."""
    return isinstance(node, ast.JoinedStr) and any(
        isinstance(one, ast.FormattedValue)
        and last_name(one.value) in NAMING
        and isinstance(after, ast.Constant)
        and str(after.value).startswith("/")
        for one, after in pairwise(node.values)
    )


def splits(node: ast.AST) -> bool:
    """`key.partition("/")` and its like."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"partition", "rpartition", "split", "rsplit"}
        and last_name(node.func.value) in NAMING
        and any(isinstance(one, ast.Constant) and one.value == "/" for one in node.args)
    )


def test_keys_are_made_and_split_in_one_module_alone() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if path != PACKAGE / "key.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.expr) and (joins(node) or splits(node))
    ]
    assert found == []


def test_a_key_made_or_split_elsewhere_is_seen() -> None:
    assert joins(ast.parse('f"{deck.slug}/{card.id}"', mode="eval").body)
    assert splits(ast.parse('key.partition("/")', mode="eval").body)
    assert not joins(ast.parse('f"{one.met}/{one.cards}"', mode="eval").body)
