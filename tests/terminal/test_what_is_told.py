"""After an answer and at the end: what would be true, what was missed, what counts in part; and what keys come to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgquiz.actions.study.home import is_new
from kgquiz.cards.marker import mark_text
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.cards.verdict import Allowance, Finding, Forgiven, Verdict
from kgquiz.lang import use_language
from kgquiz.terminal.hints import place_hints
from kgquiz.terminal.keys import COMMANDS, Command, Place
from kgquiz.terminal.output import between_words
from kgquiz.terminal.words import finding_words, forgiven_words, told_forgiven
from tests.support import Person, write


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def nine(person: Person) -> Person:
    cards = "".join(kind.example for kind in CARD_TYPES)
    write(person.home / "decks", "nine.yaml", f"deck: nine\ntitle: Тогуз түр\nchapter: 6\ncards:\n{cards}")
    return person


def test_beside_false_it_is_said_what_would_be_true(nine: Person) -> None:
    out = nine.types("study", "nine", "--cram", "--type", "truefalse", lines="1\n").out
    assert "Not right.\nFalse\nRather: Эгемендүү Кыргызстандын биринчи Конституциясы 1993-жылы" in out


@pytest.mark.parametrize(
    ("kind", "lines", "told"),
    [
        ("typed", "сатуу\n", "→ Ижара A drill"),
        ("truefalse", "1\n", "→ Эгемендүү Кыргызстандын биринчи Конституциясы 1993-жылы каб… A drill"),
    ],
)
def test_what_was_missed_is_named_without_reasons_and_other_names(
    nine: Person, kind: str, lines: str, told: str
) -> None:
    out = nine.types("study", "nine", "--cram", "--type", kind, lines=lines).out
    assert told in " ".join(out.split())


def test_what_was_right_in_part_is_told_beside_the_share(nine: Person) -> None:
    said = nine.types("study", "nine", "--cram", "--type", "cloze", lines="1991\n5-май\n")
    assert "100 % right the first time (1 of them in part)" in said.out
    assert "almost all of it" not in said.out


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("kind", list(Allowance))
@pytest.mark.parametrize(("typed", "expected"), [("бир", "эки"), ("бир", ""), ("", "эки")])
def test_what_was_forgiven_never_quotes_nothing(language: str, kind: Allowance, typed: str, expected: str) -> None:
    use_language(language)
    told = forgiven_words(Forgiven(typed, expected, kind))
    assert "“”" not in told
    assert "«»" not in told
    assert told.endswith(".")
    assert "{" not in told
    assert any(piece and piece in told for piece in (typed, expected))


def test_what_the_keyboard_lacks_is_told_once_of_all_words() -> None:
    use_language("en")
    told = told_forgiven(mark_text("жергиликтуу кенеш", "жергиликтүү кеңеш"))
    assert told == ["It is written “жергиликтүү, кеңеш”; the letters your keyboard lacks are no mistake."]


def test_a_short_name_in_doubt_is_no_slip_of_the_finger() -> None:
    use_language("en")
    doubt = Verdict(0, Finding.SLIP, "Жергиликтүү жамаат", forgiven=(Forgiven("ЖЖ", "Жамаат", Allowance.NAME),))
    assert finding_words(doubt) == "“ЖЖ” may be another thing. Did you mean “Жергиликтүү жамаат”?"


def test_the_page_of_keys_says_what_comes_of_a_key_and_the_last_line_does_not() -> None:
    use_language("en")
    said = "say how well you knew it; the harder, the sooner it comes back"
    assert [hint.does for hint in place_hints(Place.SELF_RATING, all_of_them=True)] == [f"rate: {said}"]
    assert [hint.does for hint in place_hints(Place.SELF_RATING)] == ["rate"]
    assert all(COMMANDS[command].means for command in (Command.SKIP, Command.SUSPEND, Command.UNDO, Command.RIGHT))


def test_a_sentence_on_a_terminal_is_broken_between_words_and_never_in_a_command() -> None:
    told = between_words("Every answer is saved. Come back with 'kgquiz exam --resume' or\n\nkgquiz/very-long-name", 20)
    assert told.split("\n") == [
        "Every answer is",
        "saved. Come back",
        "with 'kgquiz exam",
        "--resume' or",
        "",
        "kgquiz/very-long-name",
    ]


def test_who_left_an_exam_open_is_not_welcomed_as_new(person: Person) -> None:
    assert person.asks(is_new)
    person.types("exam", "small", "--items", "2", lines="\n:quit\n")
    assert not person.asks(is_new)
