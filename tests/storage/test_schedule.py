from __future__ import annotations

from pathlib import Path

from kgquiz.cards.typed import Typed
from kgquiz.key import CardKey
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.storage.deck_cache import FileStamp
from kgquiz.storage.store import Store


def put(store: Store, slug: str, *cards: str, at: int = 1) -> int:
    """A deck of cards named `item.number`."""
    made = tuple(Typed(id=card, item=card.partition(".")[0], prompt="?", answer="!") for card in cards)
    return store.decks.put(FileStamp(Path(slug), 1, 1), slug.encode(), Deck(deck=slug, title=slug, cards=made), at).id


def answer(store: Store, card: str, day: int, rating: Rating = Rating.GOOD) -> None:
    event = Event(id=f"{card}@{day}", kind=Kind.REVIEW, card=CardKey(card), at=day, day=day, rating=rating)
    store.journal.record(event)


def new_cards(store: Store, decks: list[int], limit: int) -> list[str]:
    return [entry.card for entry in store.schedule.new(decks, 100, limit)]


def test_new_cards_take_turns_among_decks_and_every_item_comes_before_any_comes_again() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "b.1"), put(store, "two", "c.1", "c.2")]
        assert new_cards(store, decks, 9) == ["one/a.1", "two/c.1", "one/b.1", "one/a.2", "two/c.2"]
        assert new_cards(store, decks, 2) == ["one/a.1", "two/c.1"]
        assert new_cards(store, decks[1:], 9) == ["two/c.1", "two/c.2"]


def test_what_was_answered_suspended_or_asked_today_is_not_new() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "b.1", "c.1", "d.1")]
        answer(store, "one/a.1", 100)
        answer(store, "one/b.1", 50)
        store.journal.record(Event(id="s", kind=Kind.SUSPEND, card=CardKey("one/c.1"), at=60, day=60))
        assert new_cards(store, decks, 9) == ["one/d.1"]


def test_only_the_chosen_decks_count_as_due() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "b.1"), put(store, "two", "c.1")]
        for card in ("one/a.1", "one/b.1", "two/c.1"):
            answer(store, card, 10)
        assert store.schedule.due_count(decks, 100) == 3
        assert store.schedule.due_count(decks[:1], 100) == 2
        assert [entry.card for entry in store.schedule.due(decks[1:], 100, 9)] == ["two/c.1"]


def test_rebuilding_brings_back_which_cards_are_new() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "b.1")]
        answer(store, "one/a.1", 10)
        store.connection.execute("update card set fresh = 1 - fresh")
        store.schedule.rebuild()
        assert new_cards(store, decks, 9) == ["one/b.1"]


def test_a_log_that_lies_out_of_order_is_rebuilt_in_order() -> None:
    with Store.open_in_memory() as store:
        for day, rating in ((30, Rating.EASY), (10, Rating.AGAIN), (20, Rating.GOOD)):
            answer(store, "one/a.1", day, rating)
        kept = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == kept
        assert kept[CardKey("one/a.1")].last_rating is Rating.EASY


def test_a_deck_read_afresh_keeps_the_id_by_which_another_process_studies_it() -> None:
    with Store.open_in_memory() as store:
        one = put(store, "one", "a.1", "b.1")
        put(store, "two", "c.1")
        stamp = store.decks.stamp()
        assert put(store, "one", "b.1", "d.1", at=2) == one
        assert store.decks.keys([one]) == ["one/b.1", "one/d.1"]
        assert store.decks.stamp() != stamp
