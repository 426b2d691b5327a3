"""Answers in one's own words: written or only thought, read, confirmed or corrected, kept and reported."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from kgquiz.cards.prompts import TickOff, in_own_words
from kgquiz.memory.log import Event, Kind
from kgquiz.storage.store import Store
from kgquiz.terminal.painting.painters import painted
from kgquiz.terminal.scene import Answered
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.own_words import OwnWordsScene
from tests.support import Person, write

DECK = """\
deck: own
title: Own words
chapter: 5
cards:
- {id: q.outline, type: outline, from: q, page: 6, prompt: Бирдиктүү каттоо кызматын мүнөздөңүз.,
   points: [Өкмөт түзөт, арыздарды 15 күндүн ичинде карайт, жетекчисин Президент дайындайт]}
"""
PLAN = """\
exam: own
title: Own words
minutes: 20
pass_mark: 50
sections:
- {title: Open, decks: [own], types: [outline], count: 1, points: 3}
"""
WRITTEN = "Аны Өкмөт түзгөн. Арыздар 30 күндө каралат. Жетекчисин Президент дайындайт."
POINTS = ("Өкмөт түзөт", "арыздарды 15 күндүн ичинде карайт", "жетекчисин Президент дайындайт")


@pytest.fixture
def writer(person: Person) -> Person:
    """Someone with a deck of one open question and an exam on it."""
    write(person.shipped, "own.yaml", DECK)
    write(person.shipped, "own.exam.yaml", PLAN)
    return person


def last_review(person: Person) -> Event:
    with Store.open(person.world.database) as store:
        return [event for event in store.journal.all() if event.kind is Kind.REVIEW][-1]


def scene() -> OwnWordsScene:
    frame = Frame("chapter 5 · p. 6", "Name all the points that you know.", 2, 12)
    return OwnWordsScene(TickOff("Бирдиктүү каттоо кызматын мүнөздөңүз.", POINTS), POINTS, frame, ())


def test_what_was_read_is_proposed_confirmed_with_an_empty_line_and_kept(writer: Person) -> None:
    said = writer.types("study", "own", lines=f"{WRITTEN}\n\n")
    assert "1) [x] Өкмөт түзөт ← Өкмөт түзгөн" in said.out
    assert "2) [ ] арыздарды 15 күндүн ичинде карайт\n" in said.out
    review = last_review(writer)
    assert review.answer == (POINTS[0], POINTS[2], in_own_words(WRITTEN))
    assert review.score == pytest.approx(2 / 3)


@pytest.mark.parametrize(("typed", "score"), [("1 2 3", 1.0), ("2", 1 / 3), ("0", 0.0), ("all", 1.0)])
def test_her_own_ticks_overrule_what_was_read(writer: Person, typed: str, score: float) -> None:
    writer.types("study", "own", lines=f"{WRITTEN}\n{typed}\n")
    assert last_review(writer).score == pytest.approx(score)


def test_whoever_only_thinks_ticks_for_herself(writer: Person) -> None:
    said = writer.types("study", "own", lines="\n\n\n")
    assert "[x]" not in said.out
    assert last_review(writer).answer == ()


def test_writing_a_point_word_for_word_ticks_nothing_that_she_takes_away(writer: Person) -> None:
    writer.types("study", "own", lines=f"{POINTS[0]}\n0\n")
    assert last_review(writer).score == 0


def test_an_exam_takes_the_proposal_and_says_how_much_of_it_she_changed(writer: Person) -> None:
    said = writer.types("exam", "own", lines=f"\n{WRITTEN}\n:hand-in\ny\n\n")
    assert "2 proposed, 0 changed by you" in " ".join(said.out.split())
    assert writer.types("exam", "show", "--json").json["mark"]["points"] == pytest.approx(2)
    said = writer.types("exam", "own", lines=f"\n{WRITTEN}\n:hand-in\ny\n1 2\n")
    assert "2 proposed, 2 changed by you" in " ".join(said.out.split())
    assert writer.types("exam", "show", "--json").json["points_read"] == {"proposed": 2, "changed": 2}


def test_an_exam_without_a_written_answer_reports_no_reading(writer: Person) -> None:
    said = writer.types("exam", "own", lines="\n\n:hand-in\ny\n1 2\n")
    assert "proposed" not in said.out


def test_the_ticked_points_look_as_agreed(golden: Callable[[str, str], None]) -> None:
    shown = scene()
    assert shown.submit(WRITTEN) is None
    out = io.StringIO()
    Console(file=out, width=80, height=24).print(painted(shown, 80))
    golden("own_words_80x24.txt", "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n")


def test_space_in_the_empty_box_or_an_empty_enter_shows_the_answer() -> None:
    for key in ("", " "):
        shown = scene()
        assert shown.typing
        assert shown.takes(" ")
        assert (shown.press(key) if key else shown.submit("  ")) is None
        assert (shown.revealed, shown.typing, shown.ticks.ticked) == (True, False, set())


def test_one_key_a_point_corrects_the_proposal() -> None:
    shown = scene()
    shown.submit(WRITTEN)
    shown.press("1")
    shown.press("2")
    assert shown.press("enter") == Answered((POINTS[1], POINTS[2], in_own_words(WRITTEN)))


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_on_the_screen_she_writes_corrects_and_goes_on(tmp_path: Path) -> None:
    from tests.terminal.pseudo import Terminal

    deck = write(tmp_path, "own.yaml", DECK)
    terminal = Terminal(["-m", "kgquiz", "study", str(deck)], tmp_path / "home")
    terminal.sees("Write it in your own words")
    terminal.press(WRITTEN, "enter")
    terminal.sees("☑ 1) Өкмөт түзөт ← Өкмөт түзгөн")
    terminal.press("2", "enter")
    terminal.sees("Right.")
    terminal.press("enter")
    assert terminal.ends() == 0
