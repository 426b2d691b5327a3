"""What Tab offers, asked as a shell asks it."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from unittest.mock import patch

import pytest

from kgquiz.terminal.app import run
from kgquiz.terminal.verbs import built
from tests.support import Person, write

EXAM = """\
exam: midterm
title: Midterm
minutes: 10
sections:
- {decks: [small], count: 1, types: [typed]}
"""


def offered(person: Person, *words: str) -> list[str]:
    """What the shell is told after `kgquiz words…`, the last of them begun and not ended."""
    asked = {
        "_KGQUIZ_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("kgquiz", *words)),
        "COMP_CWORD": str(len(words)),
    }
    out = io.StringIO()
    with patch.dict(os.environ, asked), redirect_stdout(out):
        run((), person.world)
    return out.getvalue().split()


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (("stu",), ["study"]),
        (("study", "s"), ["small"]),
        (("due", "s"), ["small"]),
        (("decks", "s"), ["small"]),
        (("study", "--type", "t"), ["typed", "truefalse"]),
        (("settings", ""), ["retention", "new-per-day", "day-starts", "language", "order", "theme", "memory"]),
        (("settings", "theme", "h"), ["high-contrast"]),
        (("settings", "re"), ["retention"]),
        (("study", "--type", "cloze,t"), ["cloze,typed", "cloze,truefalse"]),
        (("study", "--type", "typed,t"), ["typed,truefalse"]),
        (("plan", "--blueprint", "small,m"), ["small,midterm"]),
        (("class", "new", "Group", "folder", "--deck", "s"), ["small"]),
        (("schema", ""), ["content", "deck"]),
        (("exam", "re"), ["review"]),
        (("exam", "s"), ["sit", "show", "stats", "small"]),
        (("exam", "mi"), ["midterm"]),
        (("exam", "sit", "mi"), ["midterm"]),
        (("exam", "--se"), ["--seed"]),
        (("plan", "--blueprint", "m"), ["midterm"]),
        (("plan", "sm"), ["small"]),
        (("print", "p"), ["paper"]),
        (("class", "re"), ["results", "report"]),
        (("book", "s"), ["show", "search"]),
    ],
    ids=" ".join,
)
def test_tab_offers_the_names_that_fit_there(person: Person, words: tuple[str, ...], right: list[str]) -> None:
    write(person.shipped, "midterm.exam.yaml", EXAM)
    assert offered(person, *words) == right


def test_every_verb_of_exam_is_offered_and_guessed(person: Person) -> None:
    verbs = set(built("exam").commands)
    assert {"sit", "appeal", "marks"} <= verbs <= set(offered(person, "exam", ""))
    for verb in verbs:
        assert f"kgquiz exam {verb}" in person.types("exam", verb + "q").err


def test_a_deck_that_is_named_already_is_not_offered_again(person: Person) -> None:
    assert offered(person, "study", "small", "s") == []


def test_suspended_cards_and_numbers_of_sittings_are_offered(person: Person) -> None:
    person.types("study", "small", "--plain", lines=":suspend\n:quit\n")
    person.types("exam", "small", "--items", "1", "--plain", lines="\n:quit\n")
    (card,) = person.types("suspended", "--json").json["rows"]
    assert offered(person, "suspended", "--resume", "") == [card["card"]]
    assert offered(person, "exam", "show", "") == ["1"]


def test_tab_says_nothing_where_the_progress_file_cannot_be_read(person: Person) -> None:
    write(person.home, "progress.db", "no database at all, but long enough to be taken for one\n" * 9)
    assert offered(person, "suspended", "--resume", "") == []
