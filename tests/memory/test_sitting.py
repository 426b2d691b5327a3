from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.queue import Entry
from kgquiz.memory.sitting import APART, LEECH, Sitting


def cards(count: int) -> list[Entry]:
    return [Entry(f"c{n}", f"i{n}", "d", "typed") for n in range(count)]


def ask(sitting: Sitting) -> str:
    entry = sitting.next()
    assert entry is not None
    return entry.card


def test_a_lapsed_card_returns_in_the_same_session() -> None:
    sitting, order = Sitting.of(cards(8)), []
    while (entry := sitting.next()) is not None:
        order.append(entry.card)
        sitting.answered(entry, right=not (entry.card == "c1" and order.count("c1") == 1))
    assert order.count("c1") == 2
    first, second = (n for n, card in enumerate(order) if card == "c1")
    assert second - first == APART + 1


def test_a_lapsed_card_returns_at_once_when_nothing_else_is_left() -> None:
    sitting = Sitting.of(cards(1))
    entry = sitting.next()
    assert entry is not None
    sitting.answered(entry, right=False)
    assert ask(sitting) == "c0"


def test_a_card_answered_right_is_done() -> None:
    sitting = Sitting.of(cards(1))
    entry = sitting.next()
    assert entry is not None
    sitting.answered(entry, right=True)
    assert sitting.next() is None
    assert (sitting.done, sitting.left) == (1, 0)


def test_a_skipped_card_goes_to_the_end() -> None:
    sitting = Sitting.of(cards(3))
    entry = sitting.next()
    assert entry is not None
    sitting.postponed(entry)
    assert [e.card for e in sitting.waiting] == ["c1", "c2", "c0"]


def test_an_undone_card_is_asked_next() -> None:
    sitting = Sitting.of(cards(3))
    entry = sitting.next()
    assert entry is not None
    sitting.answered(entry, right=True)
    sitting.brought_back(entry, was_done=True)
    assert ask(sitting) == "c0"
    assert sitting.done == 0


@given(st.integers(1, 12), st.lists(st.booleans(), max_size=60))
def test_every_card_is_answered_right_exactly_once_in_the_end(count: int, luck: list[bool]) -> None:
    sitting, right, answers = Sitting.of(cards(count)), list[str](), iter(luck)
    while (entry := sitting.next()) is not None:
        good = next(answers, True)
        right += [entry.card] * good
        sitting.answered(entry, right=good)
    leeches = [card for card, misses in sitting.misses.items() if misses >= LEECH]
    assert sorted(right + leeches) == sorted(f"c{n}" for n in range(count))


def test_a_card_missed_eight_times_leaves_the_sitting() -> None:
    sitting = Sitting.of(cards(1))
    asked = 0
    while (entry := sitting.next()) is not None:
        asked += 1
        sitting.answered(entry, right=False)
    assert asked == LEECH
