"""Nothing that is not ours steers the terminal from an error."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.terminal.visible import visible
from tests.support import Person

HOSTILE = "nosuch\x1b]0;X\x07\u202e\u200e\x9b2J"


@given(st.text(st.characters()))
def test_no_text_steers_the_terminal(text: str) -> None:
    shown = visible(text)
    assert {unicodedata.category(one) for one in shown if one != "\n"}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(st.text("абвгңөүabc «»'0123\n"))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "words",
    [
        ("study", HOSTILE),
        ("check", HOSTILE),
        ("--lang", HOSTILE, "due"),
        ("exam", HOSTILE),
        ("study", "--type", HOSTILE),
    ],
)
def test_an_escape_in_an_argument_is_spelt_out_in_the_error(person: Person, words: tuple[str, ...]) -> None:
    said = person.types(*words)
    assert said.code != 0
    assert [one for one in said.err if one != "\n" and unicodedata.category(one) in {"Cc", "Cf"}] == []
    assert "\\x1b" in said.err
