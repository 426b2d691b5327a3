"""Options that take several values: given again, or once with commas, under every command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.lists import parted, takes_several
from kgquiz.terminal.verbs import built
from tests.support import Person, write

PAPER = """\
exam: {name}
title: {name}
minutes: 10
sections:
- {{decks: [small], count: 2}}
"""


def several() -> Iterator[tuple[str, Any]]:
    """Every option of every command that may be given again."""
    for name in (*COMMANDS, *GROUPS):
        command = built(name)
        for verb in getattr(command, "commands", {"": command}).values():
            yield from ((name, one) for one in verb.params if one.param_type_name == "option" and one.multiple)


def test_every_option_that_may_be_given_again_takes_commas_but_those_whose_values_hold_them() -> None:
    found = {(name, one.opts[0]): takes_several(one) for name, one in several()}
    assert {given for given, parts in found.items() if not parts} == {
        ("exam", "--known"),
        ("print", "--known"),
        ("simulate", "--policy"),
    }
    assert found["study", "--type"]
    assert found["plan", "--blueprint"]
    assert found["suspended", "--resume"]
    assert found["class", "--deck"]


def option(command: str, name: str) -> Any:
    return next(one for verb, one in several() if verb == command and name in one.opts)


@pytest.mark.parametrize(
    ("given", "values"),
    [
        (("typed,cloze",), ("typed", "cloze")),
        (("typed, cloze ; recall", "match"), ("typed", "cloze", "recall", "match")),
        (("typed,",), ("typed",)),
        ((",",), (",",)),
        (("",), ("",)),
    ],
)
def test_commas_part_the_values_of_an_option(given: tuple[str, ...], values: tuple[str, ...]) -> None:
    assert parted(option("study", "--type"), given) == values


def test_a_name_with_a_comma_of_its_own_stays_whole() -> None:
    assert parted(option("exam", "--extra-time"), ("Asanova, A.=25, Bekov, B.=50%",)) == (
        "Asanova, A.=25",
        "Bekov, B.=50%",
    )


def test_a_file_whose_name_holds_a_comma_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "mid,term.yaml", "")
    monkeypatch.chdir(tmp_path)
    blueprint = option("plan", "--blueprint")
    assert parted(blueprint, ("mid,term.yaml",)) == ("mid,term.yaml",)
    assert parted(blueprint, ("mid,end.yaml",)) == ("mid", "end.yaml")


def test_types_are_chosen_with_commas(person: Person) -> None:
    assert person.types("study", "--type", "outline,choice", "--plain", "--json").json["left"] == 2
    said = person.types("study", "--type", "typed,clozed", "--plain")
    assert "'clozed'" in said.err
    assert said.code == 2


def test_exams_and_their_papers_are_named_with_commas(person: Person) -> None:
    write(person.shipped, "mid.exam.yaml", PAPER.format(name="mid"))
    write(person.shipped, "end.exam.yaml", PAPER.format(name="end"))
    said = person.types(
        "plan", "--exam", "2026-03-20,2026-03-30", "--paper", "mid,end", "--minutes", "5", "--quick", "--json"
    )
    assert said.code == 0, said.err
    [later] = said.json["later"]
    assert (said.json["exam"], later["exam"], later["title"]) == ("2026-03-20", "2026-03-30", "end")


def test_of_several_numbers_that_which_is_none_is_named(person: Person) -> None:
    said = person.types("exam", "preview", "small", "--swap", "1,x")
    assert "'x' does not fit: --swap takes a whole number" in said.err
