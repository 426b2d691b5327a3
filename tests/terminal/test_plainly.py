"""Plain output is plain: in a pipe, with NO_COLOR, on a dumb terminal and with --plain, every verb says words alone."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from shutil import copytree

import pytest

from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.plainly import plainly
from tests.support import SMALL_DECK, Person, with_decks_read, write

DRAWN = re.compile("[─-▟☐-☒⚑]|··")
LOOKING = {name: (name,) for name in (*COMMANDS, *GROUPS)} | {  # what every verb prints, after some study and an exam
    "study": ("study", "--new", "1"),
    "simulate": ("simulate", "--workload", "20/4/2", "--students", "1", "--policy", "greedy", "--no-bound"),
    "build": ("build", "--check"),
    "schema": ("schema", "deck"),
    "exam": ("exam", "list"),
    "cards": ("cards", "мэр"),
}
MORE = [
    (),
    ("plan", "--exam", "2026-04-02", "--minutes", "5"),
    ("plan", "--today"),
    ("exam", "show", "1"),
    ("exam", "review", "1"),
    ("exam", "stats", "one.json"),
    ("exam", "small", "--items", "2", "--plain", "--seed", "7"),
    ("check", "--suggest"),
    ("nosuch",),
    ("study", "nosuch"),
]
PAGES = [
    (),
    *((name,) for name in (*COMMANDS, *GROUPS)),
    *(("exam", verb) for verb in ("sit", "list", "show", "review", "export", "stats")),
]


def marks_in(text: str) -> list[str]:
    """All that is no word: escapes, control and format characters (but tabs), drawing, lines padded with spaces."""
    found = [
        f"{one!r} in {line!r}"
        for line in text.split("\n")
        for one in line
        if unicodedata.category(one) in {"Cc", "Cf"} and one != "\t"
    ]
    found += [line for line in text.split("\n") if DRAWN.search(line)]
    return found + [repr(line) for line in text.split("\n") if line != line.rstrip() and line.strip() != ">"]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of someone who has answered, sat an exam and made a plan: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("lived")
    write(folder / "shipped", "small.yaml", SMALL_DECK)
    write(folder / "decks", "small.yaml", SMALL_DECK)
    student = Person(folder / "home", folder / "shipped")
    student.types("study", "--type", "typed", lines="мэр\nжаңылыш\n")
    student.types("exam", "small", "--items", "2", lines="\nмэр\n*\n1\n:hand-in\ny\n")
    student.types("exam", "export", "1", "--to", str(folder / "one.json"))
    student.types("plan", "--exam", "2026-04-01", "--minutes", "5")
    return folder


@pytest.fixture
def student(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    copytree(lived, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "home", tmp_path / "shipped")


@pytest.mark.parametrize("words", [*LOOKING.values(), *MORE], ids=" ".join)
def test_what_a_verb_prints_in_a_pipe_is_words_alone(student: Person, words: tuple[str, ...]) -> None:
    said = student.types(*words, lines="\n:flag\n1\nмэр\n\n\n:hand-in\ny\n\n\n\n")
    assert said.out + said.err
    assert marks_in(said.out) == []
    assert marks_in(said.err) == []


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_a_help_page_in_a_pipe_is_words_alone(
    person: Person, words: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    said = person.types("--lang", language, *words, "--help")
    assert said.code == 0
    assert said.out.count("\n") > 5
    assert marks_in(said.out) == []


def test_a_drawn_page_keeps_its_words_its_columns_and_its_paragraphs() -> None:
    drawn = "\n╭─ Head ───╮\n│ a    b   │\n│      c   │\n╰──────────╯\n\n ──────── \n ███▌   40 %\n mark ▁▂▃ 3\n☑ one\n"
    assert plainly(drawn) == "\n  Head\n  a    b\n       c\n\n  40 %\n mark  3\n[x] one\n".removeprefix("\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"NO_COLOR": "1"}], ids=["dumb", "no colour"])
@pytest.mark.parametrize("words", [("decks",), ("exam", "--help"), ("nosuch",)], ids=" ".join)
def test_a_terminal_that_shall_not_draw_gets_words_alone(
    tmp_path: Path, words: tuple[str, ...], variables: dict[str, str]
) -> None:
    from tests.terminal.pseudo import Terminal

    terminal = Terminal(["-m", "kgquiz", *words], with_decks_read(tmp_path / "home"), **variables)  # type: ignore[arg-type]  # only the environment
    terminal.ends()
    assert marks_in(terminal.written.decode().replace("\r\n", "\n")) == []


@pytest.mark.landing
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize("words", [("study", "small"), ("exam", "small", "--items", "2")], ids=" ".join)
@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"TERM": "xterm"}], ids=["dumb", "--plain"])
def test_a_sitting_without_a_screen_writes_words_alone(
    tmp_path: Path, words: tuple[str, ...], variables: dict[str, str]
) -> None:
    from tests.terminal.pseudo import Terminal

    write(with_decks_read(tmp_path / "home") / "decks", "small.yaml", SMALL_DECK)
    plain = [] if variables["TERM"] == "dumb" else ["--plain"]
    terminal = Terminal(["-m", "kgquiz", *words, *plain], tmp_path / "home", **variables)  # type: ignore[arg-type]  # only the environment
    terminal.sees(">")
    for line in ("", ":flag", "1", "1", "", "", ":hand-in", "y", "", "", ""):
        terminal.press(line, "enter")
    terminal.press("ctrl-c")
    terminal.ends()
    assert [line for line in marks_in(terminal.written.decode().replace("\r\n", "\n")) if "\\x08" not in line] == []
