"""Nothing that is not ours steers the terminal from an error."""

from __future__ import annotations

import io
import json
import unicodedata
from contextlib import redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from kgquiz.terminal.output import print_document
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.visible import visible
from tests.support import SMALL_DECK, Person, write

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


def held_exam(person: Person) -> None:
    """An exam that was sat with an answer full of escapes."""
    write(person.shipped, "small.yaml", SMALL_DECK)
    sat = person.types("exam", "small", "--items", "1", "--plain", "--seed", "3", lines=f"\n{HOSTILE}\n:hand-in\ny\n")
    assert "Traceback" not in sat.err
    assert HOSTILE_CHARACTERS.isdisjoint(sat.out + sat.err)


HOSTILE_CHARACTERS = {"\x1b", "\x07", "\u202e", "\u200e", "\x9b"}


@pytest.mark.parametrize(
    "words",
    [("exam", "show", "1"), ("exam", "show", "1", "--json"), ("exam", "list"), ("exam", "export", "1", "--json")],
)
def test_no_stored_answer_steers_the_terminal_when_it_is_shown_later(person: Person, words: tuple[str, ...]) -> None:
    held_exam(person)
    said = person.types(*words)
    assert said.code == 0
    assert HOSTILE_CHARACTERS.isdisjoint(said.out + said.err)


def test_json_with_unseen_characters_escaped_says_the_same() -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        print_document({"answer": HOSTILE, "right": "Өкмөт"})
    assert HOSTILE_CHARACTERS.isdisjoint(out.getvalue())
    assert json.loads(out.getvalue()) == {"answer": HOSTILE, "right": "Өкмөт"}


def test_a_console_paints_colours_and_obeys_no_text() -> None:
    out = io.StringIO()
    SafeConsole(file=out, force_terminal=True, width=80, color_system="standard").print(Text(HOSTILE, style="red"))
    assert "\x1b[31m" in out.getvalue()
    assert not [steering for steering in ("\x1b]", "\x07", "\x9b") if steering in out.getvalue()]
