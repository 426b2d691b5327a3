"""Input that cannot be decoded is refused with a sentence and never recorded: on the screen, in lines, in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode, UsageProblem
from kgquiz.storage.store import Store
from kgquiz.terminal.standard_input import decoded, is_undecoded
from tests.support import ROOT, Person, with_store, write

pytestmark = pytest.mark.landing

DECK = """\
deck: one
title: One
cards:
- {id: a, type: typed, page: 1, prompt: Кыргызстандын борбору кайсы шаар?, answer: Бишкек}
"""
REFUSED = "is not text in"
SAMPLES = {
    "cp1251": "Бишкек\n".encode("cp1251"),
    "koi8-r": "Бишкек\n".encode("koi8-r"),
    "latin-1": "Bişkek".encode("iso8859-9") + b"\n",
    "utf-16": "Бишкек\n".encode("utf-16"),
    "utf-16 unmarked": "Bishkek\n".encode("utf-16-le"),
    "cut": "Бишкек".encode()[:-1] + b"\n",
    "half": b"OK-\xc1-x\n",
    "utf-16le": "Бишкек\n".encode("utf-16-le"),
    "utf-16be": "Бишкек\n".encode("utf-16-be"),
}


def kgquiz(home: Path, *words: str | bytes, lines: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    if not (home / "progress.db").exists():
        with_store(home)
    environment = {**os.environ, "KGQUIZ_HOME": str(home), "KGQUIZ_LANG": "en", "PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(
        [sys.executable, "-m", "kgquiz", *words],
        cwd=home.parent,
        env=environment,
        input=lines,
        capture_output=True,
        timeout=60,
        check=False,
    )


def recorded(home: Path) -> int:
    with Store.open(home / "progress.db") as store:
        return store.journal.count()


@pytest.mark.parametrize("lines", SAMPLES.values(), ids=list(SAMPLES))
def test_a_line_that_is_no_text_is_refused_and_not_recorded(tmp_path: Path, lines: bytes) -> None:
    path, home = write(tmp_path, "one.yaml", DECK), tmp_path / "home"
    ended = kgquiz(home, "study", str(path), "--plain", lines=lines)
    assert ended.returncode == ExitCode.USAGE
    assert REFUSED in ended.stderr.decode()
    assert b"Traceback" not in ended.stderr
    assert recorded(home) == 0


def test_what_the_environment_names_is_read_and_said_where_it_is_neither(tmp_path: Path) -> None:
    path, home = write(tmp_path, "one.yaml", DECK), tmp_path / "home"
    ended = kgquiz(home, "study", str(path), "--plain", lines=b"\xc1\n", PYTHONIOENCODING="ascii")
    assert "UTF-8 / ASCII" in ended.stderr.decode()
    assert recorded(home) == 0
    ended = kgquiz(home, "study", str(path), "--plain", lines=SAMPLES["cp1251"], PYTHONIOENCODING="cp1251")
    assert "Right." in ended.stdout.decode()
    assert recorded(home) == 1


def test_what_was_answered_before_a_line_that_is_no_text_is_kept(tmp_path: Path) -> None:
    second = "- {id: b, type: typed, page: 1, prompt: Кыргызстандын борбору кайсы шаар эле?, answer: Бишкек}\n"
    path, home = write(tmp_path, "one.yaml", DECK + second), tmp_path / "home"
    ended = kgquiz(home, "study", str(path), "--plain", lines="Бишкек\n".encode() + SAMPLES["cp1251"])
    assert ended.returncode == ExitCode.USAGE
    assert recorded(home) == 1


def test_an_exam_refuses_it_too_and_goes_on_where_it_was(tmp_path: Path) -> None:
    path, home = write(tmp_path, "one.yaml", DECK), tmp_path / "home"
    ended = kgquiz(home, "exam", str(path), "--items", "1", "--plain", lines=b"\n" + SAMPLES["cp1251"])
    assert ended.returncode == ExitCode.USAGE
    assert REFUSED in ended.stderr.decode()
    again = kgquiz(home, "exam", "--resume", "--plain", lines="Бишкек\n:hand-in\ny\n".encode())
    assert b"100" in again.stdout
    assert b"OK-" not in again.stdout


def test_a_byte_order_mark_before_the_first_line_is_no_letter_of_it() -> None:
    assert decoded("\ufeffБишкек", "utf-8") == "Бишкек"


def test_a_null_between_letters_tells_another_encoding() -> None:
    with pytest.raises(UsageProblem):
        decoded("B\0i\0", "utf-8")


def test_bytes_that_passed_undecoded_are_known_by_their_range() -> None:
    assert is_undecoded("а\udcc1б")
    assert not is_undecoded("абвңөү\U0001f600")


ARGUMENTS = [
    ("study", b"\xc1\xe8"),
    ("study", b"\xc1\xe8.yaml"),
    ("study", "--type", b"\xc1"),
    ("study", "--order", b"\xc1"),
    ("exam", "one.yaml", "--seed", b"\xc1\xe8", "--items", "1", "--plain"),
    ("exam", b"\xc1\xe8"),
    ("exam", "list", b"\xc1\xe8"),
    ("exam", "show", b"\xc1\xe8"),
    ("exam", "stats", b"\xc1\xe8"),
    ("exam", "export", "1", "--to", b"\xc1\xe8"),
    ("plan", "--exam", b"\xc1"),
    ("plan", "--off", b"\xc1"),
    ("settings", b"\xc1", b"\xc1"),
    ("settings", "language", b"\xc1"),
    ("suspended", "--resume", b"\xc1/\xe8"),
    ("check", b"\xc1.yaml"),
    ("build", b"\xc1"),
    ("schema", b"\xc1"),
    (b"\xc1\xe8",),
    ("--lang", b"\xc1"),
]


@pytest.mark.parametrize("words", ARGUMENTS, ids=lambda words: ascii([os.fsencode(word) for word in words]))
def test_a_word_of_the_command_line_that_is_no_text_is_refused(person: Person, words: tuple[str | bytes, ...]) -> None:
    said = person.types(*(word if isinstance(word, str) else word.decode("utf-8", "surrogateescape") for word in words))
    assert said.code == ExitCode.USAGE, said.err
    assert REFUSED in said.err
    assert said.out == ""
    assert not any(is_undecoded(line) for line in said.err.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_the_real_command_refuses_a_seed_that_is_no_text_before_it_is_recorded(tmp_path: Path) -> None:
    write(tmp_path, "one.yaml", DECK)
    words = ("exam", "one.yaml", "--seed", b"\xc1\xe8", "--items", "1", "--plain")
    ended = kgquiz(tmp_path / "home", *words, lines=b"\n")
    assert ended.returncode == ExitCode.USAGE
    assert REFUSED in ended.stderr.decode()
    assert b"Traceback" not in ended.stderr
    assert b"\xc1" not in ended.stdout + ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize("bytes_", [SAMPLES["cp1251"], SAMPLES["half"]], ids=["all", "half"])
def test_the_screen_refuses_bytes_that_are_no_text(tmp_path: Path, bytes_: bytes) -> None:
    from tests.terminal.pseudo import Terminal

    path, home = write(tmp_path, "one.yaml", DECK), tmp_path / "home"
    terminal = Terminal(["-m", "kgquiz", "study", str(path)], home)
    terminal.sees("Type the answer.")
    terminal.child.send(bytes_.rstrip() + b"\r")
    terminal.sees("What was typed is not text in UTF-8")
    assert "OK-" not in terminal.text()
    assert recorded(home) == 0
    terminal.press("Бишкек", "enter")
    terminal.sees("Right.")
    assert recorded(home) == 1
    terminal.press("ctrl-c")
    assert terminal.ends() == 130
