"""What is no file, but opens as one: a command that read it would wait for ever, or read without end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from tests.support import Person, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither here")
ASKED = (
    "study pipe.yaml", "check pipe.yaml", "exam pipe.exam.yaml", "exam preview pipe.exam.yaml", "import pipe",
    "import pipe.csv", "import pipe.apkg", "import /dev/zero", "book add pipe.pdf", "draft pipe.docx", "restore pipe",
    "exam enter pipe.yaml --answers pipe.csv", "exam stats pipe.json", "check --suggest pipe.json",
    "plan pipe.exam.yaml --exam 2026-03-20", "export pipe.yaml -o x.csv", "print paper pipe.exam.yaml -o out",
    "scan pipe.yaml pipe.pdf -o x.csv", "decks pipe.yaml", "write pipe.yaml", "doctor --salvage pipe",
)  # fmt: skip

EXAM = """\
exam: mid
title: Mid
minutes: 9
sections: [{title: All, decks: [small], types: [choice, typed], count: 2, points: 1}]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pipes to which nobody will ever write."""
    monkeypatch.chdir(tmp_path)
    for name in {word for words in ASKED for word in words.split() if word.startswith("pipe")}:
        os.mkfifo(tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("words", ASKED)
def test_a_pipe_or_device_is_refused_before_it_is_read(words: str, here: Path, person: Person) -> None:
    said = person.types(*words.split())
    assert said.code in {ExitCode.NOT_FOUND, ExitCode.BAD_CONTENT, ExitCode.STORE, ExitCode.CANNOT_WRITE}, (
        said.out + said.err
    )
    assert said.err.count("\n") == 1, said.err
    assert not list(here.glob("x.*"))


@pytest.mark.usefixtures("here")
def test_a_table_of_answers_that_is_a_pipe_is_refused(person: Person) -> None:
    write(person.shipped, "mid.exam.yaml", EXAM)
    assert person.types("print", "paper", "mid", "-o", "out").code == ExitCode.OK
    said = person.types("exam", "enter", "out/mid-A.yaml", "--answers", "pipe.csv")
    assert said.code == ExitCode.NOT_FOUND
    assert "it is a pipe or a device, not a file" in said.err


def test_pipes_among_the_decks_stop_nothing(person: Person) -> None:
    for name in ("a.yaml", "b.exam.yaml"):
        os.mkfifo(person.shipped / name)
    for words in (["due"], ["exam", "list"], ["decks"], []):
        assert person.types(*words).code == 0
