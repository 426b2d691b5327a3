"""The list of cards as a student meets it: the installed program on a pseudo-terminal, its screen read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from tests.support import SMALL_DECK, Person, with_decks_read, write
from tests.terminal.pseudo import Terminal

pytestmark = pytest.mark.landing

CARDS = ["-m", "kgquiz", "cards"]
ONE = "id:small/council.typed"


@pytest.fixture
def student(tmp_path: Path) -> Person:
    write(with_decks_read(tmp_path / "home") / "decks", "small.yaml", SMALL_DECK)
    return Person(tmp_path / "home", tmp_path / "home")


def lines_of(terminal: Terminal) -> list[str]:
    return terminal.text().splitlines()


def test_looking_starring_noting_and_studying_what_is_shown(student: Person) -> None:
    terminal = Terminal([*CARDS, "deck:small"], student.home)
    terminal.sees("1/5")
    terminal.press("/", " type:typed")
    terminal.sees("1/2")
    terminal.press("enter", "down", "*")
    terminal.sees(">★ Шаарды ким башкарат?")
    terminal.press("n", "the head, not the house", "enter")
    terminal.sees("Your note: the head, not the house")
    terminal.press("s")
    terminal.sees("0/2")
    terminal.press("ctrl-c")
    terminal.ends()
    assert not terminal.is_full_screen()
    assert terminal.cooked_at_the_end
    value = student.types("note", "head.typed", "--json").json
    assert (value["note"], value["starred"]) == ("the head, not the house", True)


def test_a_query_that_is_none_yet_says_why_and_the_list_stays(student: Person) -> None:
    terminal = Terminal([*CARDS, "deck:small"], student.home)
    terminal.sees("1/5")
    terminal.press("/", ' "')
    terminal.sees("A quotation mark is not closed")
    assert "Парламент кандай аталат?" in terminal.text()
    terminal.press("esc", "q")
    assert terminal.ends() == 0


@pytest.mark.parametrize(("size", "language"), [((20, 60), "ky"), ((24, 80), "ru"), ((40, 120), "en")])
def test_every_key_is_named_and_the_card_can_be_read_to_its_end(
    student: Person, size: tuple[int, int], language: str
) -> None:
    student.types("study", "--where", "id:council.typed", "--plain", lines="жогорку сот\n" * 3)
    terminal = Terminal([*CARDS, ONE], student.home, size=size, KGQUIZ_LANG=language, NO_COLOR="1")
    terminal.sees("1/1")
    hints = "\n".join(lines_of(terminal)[-4:])
    assert all(f"{key} " in hints for key in ("/", "s", "q", "-", "*", "n", "e", "r", "←"))
    assert all(len(line) <= size[1] for line in lines_of(terminal))
    terminal.press(*["right"] * 9)
    terminal.sees({"ky": "Китепте", "ru": "В книге", "en": "In the book"}[language])
    assert not [code for code in (b"\x1b[31m", b"\x1b[32m", b"38;5") if code in terminal.written]
    terminal.press("q")
    assert terminal.ends() == 0


def test_the_keys_work_on_the_russian_layout(student: Person) -> None:
    terminal = Terminal([*CARDS, ONE], student.home)
    terminal.sees("1/1")
    terminal.press("т", "жазуу", "enter")  # т stands where n does
    terminal.sees("Your note: жазуу")
    terminal.press("й")
    assert terminal.ends() == 0


def test_a_window_made_smaller_is_drawn_anew(student: Person) -> None:
    terminal = Terminal([*CARDS, "deck:small"], student.home, size=(40, 120))
    terminal.sees("1/5")
    terminal.child.setwinsize(20, 60)
    terminal.screen.resize(20, 60)
    terminal.sees("─────")
    terminal.press("\x1b[F")
    terminal.sees("5/5")
    terminal.press("q")
    assert terminal.ends() == 0
