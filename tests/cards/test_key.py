from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.key import CardKey

slugs = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,20}\Z")
names = st.from_regex(r"\A[a-z0-9][a-z0-9.#~-]{0,30}\Z")


@given(slugs, names)
def test_a_key_is_made_and_split_into_the_same_parts(deck: str, name: str) -> None:
    key = CardKey.of(deck, name)
    assert (key.deck, key.name) == (deck, name)
    assert CardKey(str(key)) == key


@given(slugs, slugs, names)
def test_a_whole_key_means_its_own_deck_and_a_name_the_deck_it_stands_in(deck: str, other: str, name: str) -> None:
    assert CardKey.within(deck, name) == f"{deck}/{name}"
    assert CardKey.within(deck, f"{other}/{name}") == f"{other}/{name}"


def test_a_key_is_the_text_that_the_log_keeps() -> None:
    key = CardKey.of("ch6", "lease.typed")
    with closing(sqlite3.connect(":memory:")) as connection:
        assert connection.execute("select ?, typeof(?)", (key, key)).fetchone() == ("ch6/lease.typed", "text")
    assert dict.fromkeys([str(key)], 1)[key] == 1


def test_what_is_no_key_has_no_name_in_a_deck() -> None:
    assert (CardKey("ch6").deck, CardKey("ch6").name) == ("ch6", "")
