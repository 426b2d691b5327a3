"""500 command lines that nobody would type: every command, its own options, and values from the worst there are."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kgquiz.errors import ExitCode
from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.verbs import built
from tests.slow.hostile import ANSWERS, TEXTS, Judge, chance_of, slices
from tests.slow.sources import EXAM, NINE
from tests.support import SMALL_DECK, Person, write

pytestmark = pytest.mark.slow
LINES = 500
SLICE = 50

WORDS = (
    *(text for text in TEXTS if "\x00" not in text and text != "\ud83d"),  # no system hands these to a program
    "\udcff\udcfe.yaml",  # a name that is no UTF-8, as POSIX hands it on
    "small", "nine", "mid", "ch1", "final", "exam", "--", "-", "--json", "--plain", "--help", "=", "--=", "-x",
    ".", "..", "~", "a/b/c.yaml", "'quoted'", '"', "a\nb", "a\tb", "name with spaces", "*", "?", "%PATH%",
    "/dev/null", "/dev/zero", "pipe", "pipe.yaml", "pipe.exam.yaml", "pipe.csv",
    "folder.yaml", "link.yaml", "locked", "x" * 300 + ".yaml", "1e400", "-0",
    "+5", "0x10", "1_000",    "20.01.0001", "31.12.9999", "0000-00-00", "10000-01-01", "20/30/10", "1/1/1",
    "mon,tue", "жк",
    "sun,,",
)  # fmt: skip


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Somebody with an exam behind her, in a folder of odd things."""
    here = tmp_path / "a" / "b" / "c"  # what is written to ../.. stays among the test's own files
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    write(tmp_path / "shipped", "small.yaml", SMALL_DECK)
    write(tmp_path / "shipped", "nine.yaml", NINE)
    write(tmp_path / "shipped", "mid.exam.yaml", EXAM)
    (here / "folder.yaml").mkdir()
    if sys.platform != "win32":
        for name in ("pipe", "pipe.yaml", "pipe.exam.yaml", "pipe.csv"):
            os.mkfifo(here / name)  # nobody will ever write to it
        (here / "link.yaml").symlink_to(here / "link.yaml")
    judge = Judge(Person(tmp_path / "home", tmp_path / "shipped"))
    said = judge.person.types("exam", "nine", "--items", "5", "--plain", lines="\n" + "1\n" * 20 + ":hand-in\ny\n")
    assert said.code == ExitCode.OK, said.err
    return judge


@pytest.mark.parametrize("numbers", slices(LINES, SLICE), ids=lambda numbers: f"from-{numbers.start}")
def test_no_argument_brings_a_traceback_a_control_character_or_a_hang(judge: Judge, numbers: range) -> None:
    commands = _commands()
    for number in numbers:
        chance = chance_of("words", number)
        verb = commands[number % len(commands)]
        judge.hears(f"words {number}", *verb.split(), *_line(verb, chance), lines=ANSWERS)
    assert judge.commands == len(numbers)
    assert not judge.faults, "\n".join(judge.faults)


def _commands() -> list[str]:
    inner = [f"{group} {name}" for group in GROUPS for name in built(group).commands]
    return ["", *COMMANDS, *GROUPS, *inner]


def _line(verb: str, chance: Random) -> list[str]:
    """Options of the command, with values or without, among words of any kind; what takes minutes is kept small."""
    words: list[str] = []
    for _part in range(chance.randint(1, 4)):
        if chance.random() < 0.6:
            words += _option(verb, chance)
        else:
            words.append(chance.choice(WORDS))
    return [*words, *SMALL.get(verb, ())]


SMALL = {"simulate": ("--workload", "5/2/1", "--students", "1", "--no-bound"), "plan": ("--quick",)}


def _option(verb: str, chance: Random) -> list[str]:
    options = _options(verb)
    if not options:
        return ["--help"]
    option = chance.choice(options)
    name = chance.choice([*option.opts, *option.secondary_opts])
    if chance.random() < 0.1:
        return [name]
    value = chance.choice(WORDS)
    flag = option.type_descriptor.annotation is bool
    return [name] if flag and chance.random() < 0.8 else [f"{name}={value}"] if chance.random() < 0.3 else [name, value]


def _options(verb: str) -> list[Any]:
    if not verb:
        from kgquiz.terminal.app import program

        return _taken(program(Person(Path(), Path()).world))
    name, _space, inner = verb.partition(" ")
    command = built(name)
    return _taken(command.commands[inner] if inner else command)


def _taken(command: Any) -> list[Any]:
    """The options of a command, but for those that write to the person's own shell."""
    return [one for one in command.params if one.param_type_name == "option" and "completion" not in one.opts[0]]
