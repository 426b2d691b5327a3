"""Whatever is wrong with the words of a command is said before its first question, cover or password."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from kgquiz.errors import ExitCode
from tests.support import Person, write

OWN = "deck: own\ntitle: Own\ncards:\n- {id: a, type: typed, page: 1, prompt: Ким?, answer: мэр}\n"
SERVER = "postgresql://nobody@127.0.0.1:1/none"

WRONG = (
    ("study ch99", "ch99"),
    ("study --type typed,nope", "nope"),
    ("study --order nope", "nope"),
    ("study --where is:nope", "nope"),
    ("study small --where colour:red", "colour"),
    ("place nope", "nope"),
    ("exam nope", "nope"),
    ("exam small --items 400", "400"),
    ("exam small --where is:nope", "nope"),
    ("exam --resume 9", "9"),
    ("exam review 9", "9"),
    ("exam marks nowhere.json", "nowhere.json"),
    ("exam enter nowhere.yaml", "nowhere.yaml"),
    ("plan --paper nope", "'nope'"),
    ("plan nope", "'nope'"),
    ("plan --add --paper nope", "'nope'"),
    ("plan --exam 2026-03-30 --paper nope", "'nope'"),
    ("plan --paper nope --off payday", "--off takes"),
    ("plan --paper nope --order nope", "--order"),
    ("import table.csv --as nope", "'nope'"),
    ("import table.csv -o own.yaml", "own.yaml"),
    ("import table.csv -o table.txt", "table.txt"),
    ("import table.csv nowhere.csv", "nowhere.csv"),
    ("restore nowhere.gz", "nowhere.gz"),
    ("class join NOPE folder", "'NOPE'"),
    ("class join K7QF-2M4F nowhere", "nowhere"),
    ("class leave NOPE", "You are in no class"),
    (f"class join NOPE {SERVER}", "'NOPE'"),
    (f"class new '' {SERVER}", "title"),
    (f"class new Group {SERVER} --deck nope", "'nope'"),
    (f"class collect {SERVER} --class NOPE", "'NOPE'"),
    (f"sync {SERVER} now", "now"),
)


@pytest.fixture(autouse=True)
def asked() -> Iterator[list[str]]:
    """What was asked of her, which is nothing."""
    told: list[str] = []

    def ask(*_what: object) -> None:
        told.append("asked")

    with (
        patch("kgquiz.terminal.lines.run_lines", ask),
        patch("kgquiz.terminal.sharing.password.asked_password", ask),
    ):
        yield told


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder she stands in."""
    folder = tmp_path / "work"
    write(folder, "own.yaml", OWN)
    write(folder, "table.csv", "a,b\nc,d\n")
    (folder / "folder").mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(("words", "named"), WRONG, ids=[words for words, _named in WRONG])
def test_what_is_wrong_is_named_before_anything_is_asked(
    person: Person, asked: list[str], words: str, named: str
) -> None:
    if SERVER in words:
        pytest.importorskip("psycopg")
    said = person.types(*shlex.split(words))
    assert said.code not in {ExitCode.OK, ExitCode.INTERRUPTED}, said.out
    assert named in said.err
    assert asked == []


@pytest.mark.parametrize("verb", ["study", "exam", "plan"])
def test_the_language_behind_the_command_is_told_where_it_stands(person: Person, verb: str) -> None:
    said = person.types(verb, "small", "--lang", "en")
    assert f"kgquiz --lang ky {verb}" in said.err
    assert said.code == ExitCode.USAGE
