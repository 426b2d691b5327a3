from __future__ import annotations

from kgquiz.key import CardKey
from kgquiz.memory.blend import Sighting
from kgquiz.memory.model import Rating, Scheduler
from kgquiz.memory.rested import rested

SCHEDULER = Scheduler()
CLOZE, CHOICE = CardKey("a/f.cloze"), CardKey("a/f.choice")


def answers(card: str, *days: int, rating: Rating = Rating.GOOD) -> list[Sighting]:
    return [Sighting(1000 * day, f"{card}{day}", day, rating) for day in days]


def test_a_due_card_waits_where_a_sibling_was_recalled_since() -> None:
    item = {CLOZE: answers("f.cloze", 100, 103), CHOICE: answers("f.choice", 104, 113)}
    assert rested([item], frozenset({CLOZE}), 0.6, [125], SCHEDULER) == [{CLOZE}]


def test_it_waits_no_longer_than_both_memories_together_hold() -> None:
    item = {CLOZE: answers("f.cloze", 100, 103), CHOICE: answers("f.choice", 104, 113)}
    assert rested([item], frozenset({CLOZE}), 0.6, [125, 190], SCHEDULER) == [{CLOZE}, frozenset()]


def test_a_sibling_that_was_missed_lets_nothing_wait() -> None:
    item = {CLOZE: answers("f.cloze", 100, 103), CHOICE: answers("f.choice", 112, rating=Rating.AGAIN)}
    assert rested([item], frozenset({CLOZE}), 0.6, [125], SCHEDULER) == [frozenset()]


def test_where_forms_share_nothing_every_card_comes_when_it_is_due() -> None:
    item = {CLOZE: answers("f.cloze", 100, 103), CHOICE: answers("f.choice", 104, 113)}
    assert rested([item], frozenset({CLOZE}), 0.0, [125], SCHEDULER) == [frozenset()]
