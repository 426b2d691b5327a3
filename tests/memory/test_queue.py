from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kgquiz.key import CardKey
from kgquiz.memory.queue import Entry, interleaved, study_queue, varied

entries = st.builds(
    Entry,
    card=st.uuids().map(str),
    item=st.sampled_from([f"item{n}" for n in range(12)]),
    deck=st.sampled_from(["ch1", "ch2", "ch3"]),
    type=st.sampled_from(["typed", "choice", "cloze"]),
    urgency=st.floats(0, 100),
)


def entry(card: str, deck: str = "ch1", kind: str = "typed", **more: object) -> Entry:
    return Entry(CardKey(card), str(more.get("item", card)), deck, kind, urgency=float(str(more.get("urgency", 0))))


def test_due_cards_come_before_new_ones() -> None:
    queue = study_queue([entry("old")], [entry("new")])
    assert [e.card for e in queue] == ["old", "new"]


def test_of_due_siblings_the_most_urgent_is_asked() -> None:
    siblings = [entry("a", item="x", urgency=5), entry("b", item="x", urgency=1)]
    assert [e.card for e in study_queue(siblings, [])] == ["b"]


def test_an_item_already_seen_today_waits() -> None:
    assert study_queue([entry("a", item="x")], [entry("b", item="x")], seen_today=["x"]) == ()


@given(st.lists(entries, max_size=40), st.lists(entries, max_size=40))
def test_siblings_never_stand_in_one_queue(due: list[Entry], new: list[Entry]) -> None:
    items = [e.item for e in study_queue(due, new)]
    assert len(items) == len(set(items))


@given(st.lists(entries, max_size=40))
def test_interleaving_loses_and_adds_nothing(given_entries: list[Entry]) -> None:
    assert sorted(interleaved(given_entries), key=id) == sorted(given_entries, key=id)


def test_chapters_and_types_take_turns() -> None:
    block = [entry(f"{deck}{kind}{n}", deck, kind) for deck in ("ch1", "ch2") for kind in ("a", "b") for n in range(3)]
    mixed = interleaved(block)
    same = sum(1 for one, other in pairwise(mixed) if (one.deck, one.type) == (other.deck, other.type))
    assert same == 0


def test_types_take_turns_in_what_each_item_is_first_asked_by() -> None:
    cards = [
        entry(f"{item}.{kind}", kind=kind, item=item) for item in "abcdef" for kind in ("recall", "typed", "cloze")
    ]
    assert [e.type for e in varied(cards)] == ["recall", "typed", "cloze"] * 2
    assert [e.item for e in varied(cards)] == list("abcdef")


@given(st.lists(entries, max_size=40))
def test_one_card_of_each_item_is_chosen(cards: list[Entry]) -> None:
    chosen = varied(cards)
    assert [e.item for e in chosen] == list(dict.fromkeys(e.item for e in cards))
    assert all(card in cards for card in chosen)
