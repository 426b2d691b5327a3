"""A sentence that says what to type says it as a shell takes it."""

from __future__ import annotations

import shlex

import pytest

from kgquiz.lang import say, use_language
from kgquiz.messages import as_typed, filled, message
from tests.support import Person, write

NAMES = [
    "one (1).yaml",
    "Менин топ.yaml",
    "~$one.yaml",
    "a'b.yaml",
    'a"b.yaml',
    "a&b;c.yaml",
    "a\\b.yaml",
    "a`b`$(c).yaml",
]


@pytest.mark.parametrize("name", [*NAMES, "ch1", "mine/бир.yaml", "C:/x", ""])
def test_a_word_of_a_command_reaches_the_program_as_it_is(name: str) -> None:
    assert shlex.split(as_typed(name)) == [name]


@pytest.mark.parametrize("name", ["ch1", "mine/бир.yaml", "final-A.yaml", "a_b@c%d=e:f,g", "~/x.yaml"])
def test_a_name_that_needs_no_quotes_has_none(name: str) -> None:
    assert as_typed(name) == name


def test_a_name_that_looks_like_an_option_is_told_as_a_path() -> None:
    assert as_typed("-x.yaml") == "./-x.yaml"


def test_only_what_stands_in_the_command_is_quoted() -> None:
    told = filled("{file} is broken. See: kgquiz check {file}", {"file": "a b"})
    assert told == 'a b is broken. See: kgquiz check "a b"'
    told = filled("'{name}': 'kgquiz build', then 'kgquiz study {deck}'. It is {name}.", {"name": "a b", "deck": "c d"})
    assert told == "'a b': 'kgquiz build', then 'kgquiz study \"c d\"'. It is a b."


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_every_language_quotes_it(language: str) -> None:
    use_language(language)
    told = say(
        message("{file} is left out, line {line}: {why} See all of it: kgquiz check {file}", file="a b", line=1, why="")
    )
    use_language("en")
    assert told.endswith('kgquiz check "a b"')


def test_the_check_of_a_deck_left_out_can_be_typed(person: Person) -> None:
    write(person.home / "decks", "one (1).yaml", "deck: [")
    command = person.types("due").err.partition("kgquiz check ")[2]
    assert len(shlex.split(command)) == 1


@pytest.mark.parametrize("path", ["", ".", "/", "questions"])
def test_a_sheet_without_a_name_is_refused_in_a_sentence(person: Person, path: str) -> None:
    said = person.types("new", "sheet", "-o", path)
    assert said.code == 2
    assert "An .xlsx or .ods" in said.err or "is an .xlsx or .ods file" in said.err
