"""A data folder that may not be looked into: every command says so in a sentence, or does without it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from kgquiz.errors import ExitCode
from tests.support import Person

COMMANDS = (
    "", "due", "study --plain", "decks", "stats", "exam list", "exam show", "cards мэр", "why small/head.choice",
    "settings", "undo", "plan", "place --plain", "backup", "doctor", "class", "tune", "book show x", "note x y",
)  # fmt: skip
WITHOUT_IT = ("where", "formats", "book list", "check", "schema deck", "--version")


@pytest.fixture
def shut(person: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Her home is somebody else's: nothing in it can be asked about. A test's user may be root, so it is played."""
    person.home.mkdir()
    real = Path.stat

    def stat(path: Path, **options: Any) -> os.stat_result:
        if person.home in path.parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(os, "access", lambda path, _mode: person.home not in (Path(path), *Path(path).parents))
    monkeypatch.chdir(person.shipped)
    return person


@pytest.mark.parametrize("words", COMMANDS)
def test_a_home_that_may_not_be_looked_into_is_a_sentence(shut: Person, words: str) -> None:
    said = shut.types(*words.split())
    assert said.code in {ExitCode.STORE, ExitCode.CANNOT_WRITE, ExitCode.NOT_FOUND}
    assert said.err.startswith("kgquiz: ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", WITHOUT_IT)
def test_what_needs_no_home_does_without(shut: Person, words: str) -> None:
    said = shut.types(*words.split())
    assert said.code == ExitCode.OK, said.err
