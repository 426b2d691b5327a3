"""What is guessed is shown before it is taken, and asked about where somebody sits before the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kgquiz.actions.formats.taking import Imported, ImportOptions, import_files
from kgquiz.formats.base import Wishes
from tests.formats.support import takes_in
from tests.support import Person

PASTE = "Ижара;акы үчүн берүү\nМэр;шаар башчысы\nАким;район башчысы\n"


def taken(person: Person, file: Path, shown: list[Imported], *, right: bool, **wishes: str) -> tuple[Imported, ...]:
    """Take a file in and answer whether its guesses are right."""

    def agree(planned: object) -> bool:
        assert isinstance(planned, tuple)
        shown.extend(planned)
        return right

    options = ImportOptions(file.parent / "deck.yaml", wishes=Wishes(**wishes))
    return person.asks(import_files, [str(file)], options, str, agree)


def test_nothing_is_written_of_a_guess_that_is_denied(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(PASTE, encoding="utf-8")
    shown: list[Imported] = []
    (done,) = taken(person, file, shown, right=False)
    assert not done.written
    assert [card.question() for card in shown[0].examples] == ["Ижара", "Мэр", "Аким"]
    assert not (tmp_path / "deck.yaml").exists()


def test_a_guess_that_was_right_once_is_not_asked_about_again(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(PASTE, encoding="utf-8")
    shown: list[Imported] = []
    assert taken(person, file, shown, right=True)[0].written
    assert taken(person, file, shown, right=False)[0].written
    assert len(shown) == 1


def test_what_the_file_tells_is_not_asked_about(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "x.gift"
    file.write_text("Ким? {=мэр ~аким}\n", encoding="utf-8")
    assert taken(person, file, [], right=False)[0].written


def test_the_format_the_encoding_and_the_separators_are_shown_where_they_are_guessed(
    person: Person, tmp_path: Path
) -> None:
    text = "Правительство;высший орган исполнительной власти\nПарламент;законодательный орган\n"
    said = takes_in(person, tmp_path, "x.txt", text.encode("cp1251")).out
    assert all(
        words in said for words in ("format paste", "read as cp1251", "parted by “;”", "→ законодательный орган")
    )
    named = ("--as", "paste", "--encoding", "cp1251", "--separator", ";", "--row-separator", "\\n")
    again = takes_in(person, tmp_path / "named", "x.txt", text.encode("cp1251"), *named).out
    assert not any(words in again for words in ("guess", "parted by", "looks like"))


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_on_a_terminal_a_guess_is_asked_about_unless_yes(tmp_path: Path) -> None:
    from tests.terminal.pseudo import Terminal

    file, deck = tmp_path / "x.txt", tmp_path / "deck.yaml"
    file.write_text(PASTE, encoding="utf-8")
    words = ["-m", "kgquiz", "import", str(file), "-o", str(deck)]
    terminal = Terminal(words, tmp_path / "home", size=(24, 100))
    terminal.sees("Is it read rightly?")
    assert "Ижара → акы үчүн берүү" in terminal.text()
    terminal.press("2")
    assert terminal.ends() == 0
    assert not deck.exists()
    assert Terminal([*words, "--yes"], tmp_path / "home", size=(24, 100)).ends() == 0
    assert deck.exists()
