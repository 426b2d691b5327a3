"""Home as a student meets it: the installed program on a pseudo-terminal."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from kgquiz.actions.language import LANGUAGE
from kgquiz.actions.plan.setting import PLAN
from kgquiz.actions.study.home import note_welcome
from tests.support import SMALL_DECK, Person, with_decks_read, write
from tests.terminal.pseudo import Terminal

pytestmark = pytest.mark.landing


def at_home(tmp_path: Path) -> Person:
    """Someone whose first minute is over."""
    write(with_decks_read(tmp_path / "home") / "decks", "small.yaml", SMALL_DECK)
    person = Person(tmp_path / "home", tmp_path / "home")
    person.asks(note_welcome)
    return person


def test_home_is_a_menu_that_comes_back_after_each_thing(tmp_path: Path) -> None:
    at_home(tmp_path)
    terminal = Terminal(["-m", "kgquiz"], tmp_path / "home")
    terminal.sees("What next?")
    terminal.press(*["up"] * 3, "enter")
    terminal.sees("A small deck")
    terminal.sees("back to the menu")
    terminal.press("enter")
    terminal.sees("What next?")
    terminal.press("up", "enter")
    assert terminal.ends() == 0


def test_q_leaves_from_below_what_was_shown_too(tmp_path: Path) -> None:
    at_home(tmp_path)
    terminal = Terminal(["-m", "kgquiz"], tmp_path / "home")
    terminal.sees("What next?")
    terminal.press(*["up"] * 3, "enter")
    terminal.sees("back to the menu")
    terminal.press("й")
    assert terminal.ends() == 0
    assert terminal.cooked_at_the_end


def test_the_first_minute_goes_from_the_language_to_the_first_card(tmp_path: Path) -> None:
    write(tmp_path / "home" / "decks", "small.yaml", SMALL_DECK)
    terminal = Terminal(["-m", "kgquiz"], tmp_path / "home", size=(20, 60), first=True, KGQUIZ_LANG="")
    terminal.sees("Тил · Язык · Language")
    terminal.press("2")
    terminal.sees("Кош келиңиз!")
    terminal.press("1")
    terminal.sees("Сынак качан?")
    terminal.press("эртең", "enter")
    terminal.sees("дата эмес")
    terminal.press("6 жума", "enter")
    terminal.sees("канча мүнөт")
    terminal.press("enter")
    terminal.sees("Эмнеден баштайбыз?")
    terminal.press("enter")
    terminal.sees("0/")
    terminal.press("ctrl-c")
    terminal.sees("менюга кайтуу")
    terminal.press("enter")
    terminal.sees("Эми эмне кылабыз?")
    terminal.press("q")
    assert terminal.ends() == 0
    person = Person(tmp_path / "home", tmp_path / "home")
    kept, plan = person.asks(lambda desk: (desk.store.settings.get(LANGUAGE), desk.store.settings.get(PLAN)))
    assert kept == "ky"
    assert plan is not None
    assert plan.minutes == 25


LEFT = [(key, steps) for key in ("ctrl-c", "hang-up") for steps in range(4)]
OFTEN = {("ctrl-c", 1), ("hang-up", 3)}


@pytest.mark.parametrize(
    ("key", "steps"), [pytest.param(*one, marks=[] if one in OFTEN else [pytest.mark.slow]) for one in LEFT]
)
def test_the_first_minute_leaves_nothing_half_saved(tmp_path: Path, steps: int, key: str) -> None:
    write(tmp_path / "home" / "decks", "small.yaml", SMALL_DECK)
    terminal = Terminal(["-m", "kgquiz"], tmp_path / "home", first=True, KGQUIZ_LANG="")
    seen = ("Language", "Welcome!", "When is the exam?", "How many minutes")
    for place, keys in enumerate((("1",), ("1",), ("6", "enter"))[:steps]):
        terminal.sees(seen[place])
        terminal.press(*keys)
    terminal.sees(seen[steps])
    if key == "ctrl-c":
        terminal.press("ctrl-c")
        assert terminal.ends() == 130
    else:
        terminal.child.close()
    with closing(sqlite3.connect(tmp_path / "home" / "progress.db")) as connection:
        assert connection.execute("select count(*) from setting").fetchone() == (0,)


def test_a_locked_progress_file_is_told_and_can_be_tried_again(tmp_path: Path) -> None:
    at_home(tmp_path)
    lock = sqlite3.connect(tmp_path / "home" / "progress.db", isolation_level=None)
    lock.execute("begin exclusive")
    terminal = Terminal(["-m", "kgquiz"], tmp_path / "home")
    terminal.sees("Try again")
    assert "progress.db" in "".join(terminal.text().split())
    lock.execute("rollback")
    lock.close()
    terminal.press("enter")
    terminal.sees("What next?")
    terminal.press("q")
    assert terminal.ends() == 0


def test_ctrl_c_leaves_the_menu_as_it_leaves_everything(tmp_path: Path) -> None:
    at_home(tmp_path)
    terminal = Terminal(["-m", "kgquiz"], tmp_path / "home")
    terminal.sees("What next?")
    terminal.press("ctrl-c")
    assert terminal.ends() == 130
    assert "Cancelled" not in "".join(terminal.screen.display)
