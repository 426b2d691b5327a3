from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kgquiz.terminal.app import program
from kgquiz.terminal.commands import COMMANDS, GROUPS
from tests.support import ROOT, Person, with_decks_read

COUNT = "import sys; from kgquiz.terminal.app import real_world, run; run({words}, real_world()); print(*sys.modules)"
DEAR = {"pydantic", "prompt_toolkit", "rich.console", "yaml", "numpy", "sqlite_utils", "rapidfuzz"}


def test_a_verb_is_built_when_it_is_called_and_no_other(person: Person) -> None:
    verbs = program(person.world)
    assert set(verbs.commands) == set()
    assert verbs.get_command(None, "due").name == "due"
    assert set(verbs.commands) == {"due"}


def test_the_help_page_lists_every_verb(person: Person) -> None:
    page = person.types("--help").out
    assert [name for name in (*COMMANDS, *GROUPS) if name not in page] == []


def test_a_mistyped_verb_is_answered_with_the_near_one(person: Person) -> None:
    said = person.types("stduy")
    assert said.code == 2
    assert "'study'" in said.err


def test_a_number_that_is_none_is_refused(person: Person) -> None:
    said = person.types("study", "--limit", "many")
    assert said.code == 2
    assert "--limit" in said.err


@pytest.mark.parametrize("words", [["due"], ["due", "small"], ["--lang", "ky", "due"]], ids=" ".join)
def test_counting_what_is_due_loads_nothing_dear(words: list[str], person: Person) -> None:
    person.shipped.rename(with_decks_read(person.home) / "decks")
    own = {**os.environ, "KGQUIZ_HOME": str(person.home), "PYTHONPATH": str(ROOT)}
    asked = [sys.executable, "-c", COUNT.format(words=words)]
    subprocess.run(asked, env=own, capture_output=True, check=True)  # the first run reads the decks
    loaded = subprocess.run(asked, env=own, capture_output=True, check=True, encoding="utf-8").stdout
    assert set(loaded.split()) & DEAR == set()


def test_the_first_prompt_loads_neither_the_planner_nor_the_reader_of_files_nor_that_of_written_answers(
    person: Person,
) -> None:
    person.shipped.rename(with_decks_read(person.home) / "decks")
    own = {**os.environ, "KGQUIZ_HOME": str(person.home), "PYTHONPATH": str(ROOT)}
    drawn = "import kgquiz.terminal.stage, kgquiz.actions.theme; print(*sys.modules)"  # as on a screen
    asked = [sys.executable, "-c", COUNT.format(words=["study", "--type", "typed", "--plain"]) + "; " + drawn]
    answers = [subprocess.run(asked, env=own, capture_output=True, check=True, input=b":quit\n") for _ in range(2)]
    loaded = set(answers[1].stdout.decode().split())  # the first run reads the decks
    assert "kgquiz.terminal.painting.questions" in loaded
    assert loaded & {"yaml", "numpy", "sqlite_utils", "pydantic", "rapidfuzz"} == set()
    assert [name for name in loaded if name.startswith(("kgquiz.memory.planning", "kgquiz.cards.reading"))] == []
