"""On small screens the mark, the rating and the way on stay in view, however long the card is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from tests.support import write
from tests.terminal.pseudo import Terminal

pytestmark = pytest.mark.landing

SIZES = pytest.mark.parametrize("size", [(24, 80), (20, 60)], ids=["80x24", "60x20"])
LONG = "узун сүйлөм " * 120


def deck(tmp_path: Path, *, ask: str = "Ким?", note: str = "") -> str:
    text = (
        f"deck: d\ntitle: t\ncards:\n- {{id: a, type: typed, page: 3, prompt: {ask!r}, answer: мэр, note: {note!r}}}\n"
    )
    return str(write(tmp_path, "d.yaml", text))


@SIZES
@pytest.mark.parametrize(("typed", "mark"), [("губернатор", "✗ Not right."), ("мэрди", "✓ Right, in another form")])
def test_the_mark_both_texts_the_rating_and_the_keys_stay_in_view_on_long_cards(
    tmp_path: Path, size: tuple[int, int], typed: str, mark: str
) -> None:
    terminal = Terminal(["-m", "kgquiz", "study", deck(tmp_path, ask=LONG, note=LONG)], tmp_path / "home", size=size)
    terminal.sees("submit")
    terminal.press(typed, "enter")
    terminal.sees(mark)
    shown = terminal.text()
    assert all(words in shown for words in ("You: ", "Right: ", "1 again", "⏎ next", "more: Page Down"))
    terminal.press("ctrl-c")
    assert terminal.ends() == 130


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("width", [60, 48])
def test_a_line_of_ratings_ends_between_two_of_them(tmp_path: Path, language: str, width: int) -> None:
    words = ["-m", "kgquiz", "--lang", language, "study", deck(tmp_path)]
    terminal = Terminal(words, tmp_path / "home", size=(24, width))
    terminal.sees("›")
    terminal.press("мэр", "enter")
    terminal.sees("✓")
    ratings = [line for line in terminal.text().splitlines() if re.match(r"\s*[1-4] \w", line)]
    shown = [rating for line in ratings for rating in re.split(r"\s{2,}", line.strip())]
    assert [rating[0] for rating in shown] == ["1", "2", "3", "4"]
    assert all(re.fullmatch(r"\d \w+ · \d+ \w+", rating) for rating in shown)
    terminal.press("ctrl-c")
    assert terminal.ends() == 130


@SIZES
def test_after_handing_in_the_mark_is_seen_first_and_is_the_last_thing_on_the_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    words = ["-m", "kgquiz", "exam", deck(tmp_path, note=LONG), "--items", "1"]
    terminal = Terminal(words, tmp_path / "home", size=size)
    terminal.sees("begin")
    terminal.press("enter")
    terminal.sees("submit")
    terminal.press("губернатор", "enter")
    terminal.sees("overview", "Overview")
    terminal.press("x")
    terminal.sees("Hand in? y/n")
    terminal.press("y")
    terminal.sees("more: Page Down")
    assert "Mark" in terminal.text()
    terminal.press("enter")
    assert terminal.ends() == 0
    assert "\n".join(terminal.screen.display).rstrip().splitlines()[-1].strip() == "0 % · NOT PASSED"


@SIZES
def test_practice_shows_its_finding_above_a_long_question(tmp_path: Path, size: tuple[int, int]) -> None:
    words = ["-m", "kgquiz", "exam", deck(tmp_path, ask=LONG), "--items", "1", "--practice"]
    terminal = Terminal(words, tmp_path / "home", size=size)
    terminal.sees("begin")
    terminal.press("enter")
    terminal.sees("submit")
    terminal.press("губернатор", "enter")
    terminal.sees("✗ Not right.")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130
