from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.cards.typed import Typed
from kgquiz.key import CardKey
from kgquiz.knowledge.deck_value import Deck, Section
from kgquiz.memory.blend import Form, Sighting
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import DEFAULT_WEIGHTS, Rating
from kgquiz.memory.queue import Breadth, Entry
from kgquiz.search.found import Own
from kgquiz.search.query import parse_query
from kgquiz.storage.deck_cache import FileStamp
from kgquiz.storage.search_conditions import Now
from kgquiz.storage.store import Store

HARD = Form(-0.5, 0.25)


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
        assert store.schedule.new(decks, 100, 1) == [Entry(CardKey("one/a.1"), "one/a", "one", "typed", is_new=True)]


def test_of_new_cards_in_the_same_place_the_deck_that_was_named_first_goes_before() -> None:
    with Store.open_in_memory() as store:
        one, two = put(store, "one", "z.1", "y.1"), put(store, "two", "a.1", "b.1")
        assert new_cards(store, [one, two], 9) == ["one/z.1", "two/a.1", "one/y.1", "two/b.1"]
        assert new_cards(store, [two, one], 9) == ["two/a.1", "one/z.1", "two/b.1", "one/y.1"]


@pytest.mark.parametrize("many", [499, 500, 501, 1001])
def test_of_more_cards_than_one_statement_takes_every_one_is_told(many: int) -> None:
    with Store.open_in_memory() as store:
        names = [f"a{number:04}.1" for number in range(many)]
        deck = put(store, "one", *names)
        cards = [CardKey(f"one/{name}") for name in names]
        events = [Event(id=card, kind=Kind.REVIEW, card=card, at=5, day=5, rating=Rating.GOOD) for card in cards]
        store.journal.record(*events)
        store.journal.record(Event(id="undo", kind=Kind.UNDO, card=cards[-1], at=6, day=6, target=cards[-1]))
        assert list(store.schedule.states(cards)) == cards[:-1]
        assert store.schedule.sightings(dict.fromkeys(cards, HARD)) == {
            card: [Sighting(5, card, 5, Rating.GOOD, HARD)] for card in cards[:-1]
        }
        assert set(store.decks.held(cards)) == set(cards)
        store.search.index.refresh([deck])
        found = store.search.find(parse_query(""), [deck], Now(9, DEFAULT_WEIGHTS, Own()), order=None, limit=-1)
        assert (found.total, [card.card for card in found.cards]) == (many, cards)


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


def suspend(store: Store, card: str) -> None:
    store.journal.record(Event(id=f"s{card}", kind=Kind.SUSPEND, card=CardKey(card), at=1, day=1))


def examined(store: Store, card: str, at: int, rating: Rating = Rating.AGAIN, *, sure: int = 0) -> None:
    store.journal.record(
        Event(
            id=f"{card}!{at}",
            kind=Kind.REVIEW,
            card=CardKey(card),
            at=at,
            day=at,
            rating=rating,
            mode=Mode.EXAM,
            sure=sure,
        )
    )


def keys(entries: list[Entry]) -> list[str]:
    return [entry.card for entry in entries]


def test_due_cards_come_longest_overdue_first_without_what_was_asked_today() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "b.1", "c.1", "d.1", "e.1")]
        for card, day in (("one/b.1", 12), ("one/a.1", 14), ("one/c.1", 10), ("one/e.1", 9)):
            answer(store, card, day)
        suspend(store, "one/e.1")
        (first, *_) = found = store.schedule.due(decks, 50, 9)
        assert keys(found) == ["one/c.1", "one/b.1", "one/a.1"]
        state = store.schedule.state(CardKey("one/c.1"))
        assert first == Entry(CardKey("one/c.1"), "one/c", "one", "typed", urgency=state.due)
        assert keys(store.schedule.due(decks, state.due, 9)) == ["one/c.1"]
        assert store.schedule.due(decks, state.due - 1, 9) == []
        assert keys(store.schedule.due(decks, 50, 2)) == ["one/c.1", "one/b.1"]
        assert keys(store.schedule.due(decks, 50, 9, [CardKey("one/c.1")])) == ["one/b.1", "one/a.1"]
        assert store.schedule.due_count(decks, 50, [CardKey("one/c.1")]) == 2
        answer(store, "one/a.2", 50)
        assert keys(store.schedule.due(decks, 50, 9)) == ["one/c.1", "one/b.1"]
        assert store.schedule.due_count(decks, 50) == 2
        assert store.schedule.items_seen_on(50) == {"one/a"}
        assert store.schedule.seen_on(50) == 1
        assert store.schedule.suspended() == {"one/e.1"}


def test_a_due_card_whose_item_another_card_asked_since_is_outlived() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "a.3", "b.1", "b.2"), put(store, "two", "a.1")]
        answer(store, "one/a.1", 10)
        answer(store, "one/b.1", 9)
        answer(store, "one/a.2", 11, Rating.EASY)
        answer(store, "two/a.1", 5)
        assert store.schedule.outlived(decks, 14, 9) == {"one/a.1": ["one/a.1", "one/a.2"]}
        answer(store, "one/b.2", 11, Rating.EASY)
        found = store.schedule.outlived(decks, 14, 9)
        assert list(found) == ["one/b.1", "one/a.1"]
        assert list(store.schedule.outlived(decks, 14, 1)) == ["one/b.1"]
        assert store.schedule.outlived(decks[1:], 14, 9) == {}


def test_a_card_answered_wrong_today_waits_until_it_is_right() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "b.1", "c.1"), put(store, "two", "d.1")]
        for card in ("one/b.1", "one/a.1", "two/d.1", "one/c.1"):
            answer(store, card, 10, Rating.AGAIN)
        suspend(store, "one/c.1")
        assert store.schedule.lapsed(decks[:1], 10) == [
            Entry(CardKey(f"one/{item}.1"), f"one/{item}", "one", "typed") for item in "ab"
        ]
        assert store.schedule.lapsed(decks, 11) == []
        assert store.schedule.due_count(decks, 10) == 3
        store.journal.record(
            Event(id="r", kind=Kind.REVIEW, card=CardKey("one/a.1"), at=11, day=10, rating=Rating.GOOD)
        )
        assert keys(store.schedule.lapsed(decks[:1], 10)) == ["one/b.1"]


def test_what_an_exam_found_wrong_comes_first_the_surest_errors_before_all() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "b.1", "c.1", "d.1", "e.1"), put(store, "two", "f.1")]
        for card, at, sure in (("one/a.1", 20, 1), ("one/b.1", 21, 3), ("one/c.1", 22, 1), ("two/f.1", 23, 0)):
            examined(store, card, at, sure=sure)
        examined(store, "one/d.1", 24, Rating.GOOD)
        examined(store, "one/e.1", 25)
        suspend(store, "one/e.1")
        assert keys(store.schedule.missed_in_exams(decks)) == ["one/b.1", "one/c.1", "one/a.1", "two/f.1"]
        assert store.schedule.missed_in_exams(decks[1:]) == [Entry(CardKey("two/f.1"), "two/f", "two", "typed")]
        assert store.schedule.due_count(decks[1:], 23) == 1
        answer(store, "one/b.1", 30)
        store.journal.record(Event(id="u", kind=Kind.UNDO, card=CardKey("one/c.1"), at=31, day=31, target="one/c.1!22"))
        assert keys(store.schedule.missed_in_exams(decks)) == ["one/a.1", "two/f.1"]
        cram = Event(
            id="x", kind=Kind.REVIEW, card=CardKey("one/a.1"), at=40, day=40, rating=Rating.GOOD, mode=Mode.CRAM
        )
        store.journal.record(cram)
        assert keys(store.schedule.missed_in_exams(decks[:1])) == ["one/a.1"]


def test_an_exams_error_counts_as_due_before_its_day_has_come() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1")]
        for day in (1, 5, 30, 200):
            answer(store, "one/a.1", day, Rating.EASY)
        examined(store, "one/a.1", 900)
        due = store.schedule.state(CardKey("one/a.1")).due
        assert store.schedule.due_count(decks, 900) == 1
        assert store.schedule.due_count(decks, 901) == 1
        assert store.schedule.due_count(decks, due) == 1


def test_the_other_cards_of_an_item_are_its_siblings() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "b.1", "a.3", "a.2", "a.4"), put(store, "two", "a.1")]
        answer(store, "one/a.3", 10)
        suspend(store, "one/a.4")
        found = store.schedule.siblings(decks, CardKey("one/a.1"))
        assert found == [
            Entry(CardKey("one/a.3"), "one/a", "one", "typed", is_new=False),
            Entry(CardKey("one/a.2"), "one/a", "one", "typed", is_new=True),
        ]
        assert store.schedule.siblings(decks[1:], CardKey("one/a.1")) == []


def test_new_cards_of_some_items_are_told_each_items_first_before_any_second() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "b.1", "c.1", "b.2", "b.3")]
        answer(store, "one/a.1", 10)
        suspend(store, "one/b.3")
        found = store.schedule.new_of(decks, ["one/a", "one/b"])
        assert keys(found) == ["one/b.1", "one/a.2", "one/b.2"]
        assert found[0] == Entry(CardKey("one/b.1"), "one/b", "one", "typed", is_new=True)
        assert store.schedule.new_of([], ["one/a"]) == store.schedule.new_of(decks, []) == []


def test_every_card_is_listed_in_deck_order_without_the_suspended() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "b.1", "a.1", "c.1"), put(store, "two", "d.1")]
        answer(store, "one/a.1", 10)
        suspend(store, "one/c.1")
        assert store.schedule.all_entries(decks[::-1]) == [
            Entry(CardKey("one/b.1"), "one/b", "one", "typed", is_new=True),
            Entry(CardKey("one/a.1"), "one/a", "one", "typed", is_new=False),
            Entry(CardKey("two/d.1"), "two/d", "two", "typed", is_new=True),
        ]
        assert keys(store.schedule.all_entries(decks[1:])) == ["two/d.1"]


def test_breadth_counts_items_and_cards_and_how_many_were_asked() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "b.1", "b.2"), put(store, "two", "d.1")]
        answer(store, "one/a.1", 10)
        answer(store, "one/a.2", 10)
        answer(store, "two/d.1", 10)
        suspend(store, "one/b.1")
        assert store.schedule.breadth(decks[:1]) == Breadth(2, 4, 1, 2)
        assert store.schedule.breadth(decks) == Breadth(3, 5, 2, 3)


def test_days_of_learning_are_counted_from_what_was_answered() -> None:
    with Store.open_in_memory() as store:
        assert store.schedule.newest_day() is None
        put(store, "one", "a.1", "a.2", "b.1", "c.1")
        assert store.schedule.repeats() == 0
        for card, day in (("one/a.1", 10), ("one/a.2", 10), ("one/b.1", 12), ("gone/x.1", 10)):
            answer(store, card, day)
        examined(store, "one/c.1", 10)
        assert store.schedule.newest_day() == 12
        assert [store.schedule.introduced_on(day) for day in (10, 11, 12)] == [2, 0, 1]
        assert store.schedule.repeats() == 0
        for day in (13, 15):
            answer(store, "one/a.1", day)
        assert store.schedule.repeats() == 2
        assert store.schedule.seen_on(12) == 1


def test_new_cards_may_be_of_some_types_and_by_lessons() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "b.1", "a.1"), put(store, "two", "c.1")]
        answer(store, "two/c.1", 10)
        assert store.schedule.new(decks, 100, 9, ["choice"]) == []
        assert keys(store.schedule.new(decks, 100, 9, ["choice", "typed"])) == ["one/b.1", "one/a.1"]
        assert keys(store.schedule.new_by_lessons(decks, 100, 1)) == ["one/b.1"]
        assert store.schedule.new_by_lessons(decks, 100, 9, ["typed"])[1] == Entry(
            CardKey("one/a.1"), "one/a", "one", "typed", is_new=True
        )
        assert store.schedule.new_by_lessons(decks, 100, 9, ["choice"]) == []
        store.connection.execute("update memory set last_day = 100")
        assert keys(store.schedule.new_by_lessons(decks, 100, 9)) == ["one/b.1", "one/a.1"]


def test_a_card_without_a_section_is_learnt_with_the_pages_it_stands_among() -> None:
    with Store.open_in_memory() as store:
        made = [
            Typed(id=name, item=name, prompt="?", answer="!", page=page, section=section)
            for name, page, section in (
                ("d", 31, ""),
                ("c", 12, ""),
                ("b", 5, "late"),
                ("a", 29, "early"),
                ("e", 1, ""),
            )
        ]
        sections = (Section("early", "", 10), Section("late", "", 30))
        deck = Deck(deck="one", title="", sections=sections, cards=tuple(made))
        ids = [store.decks.put(FileStamp(Path("one"), 1, 1), b"one", deck, 1).id]
        found = [entry.card.removeprefix("one/") for entry in store.schedule.new_by_lessons(ids, 100, 9)]
        assert set(found[:3]) == {"a", "c", "e"}
        assert set(found[3:]) == {"b", "d"}


def test_a_state_that_is_not_what_the_log_gives_is_told() -> None:
    with Store.open_in_memory() as store:
        for card in ("a", "b", "c", "d"):
            answer(store, card, 10)
        assert store.schedule.astray() == set()
        store.connection.execute("update memory set stability = stability * 1.00000001 where card = 'a'")
        store.connection.execute("update memory set stability = stability * 1.01 where card = 'b'")
        store.connection.execute("delete from memory where card = 'c'")
        store.connection.execute("create temp table one as select * from memory where card = 'd'")
        store.connection.execute("update one set card = 'e'")
        store.connection.execute("insert into memory select * from one")
        assert store.schedule.astray() == {"b", "c", "e"}


def test_of_a_page_one_card_of_each_other_item_is_told() -> None:
    with Store.open_in_memory() as store:
        made = tuple(
            Typed(id=card, item=card[0], page=page, prompt="?", answer="!")
            for card, page in (("b.1", 3), ("a.1", 3), ("a.2", 3), ("c.1", 4), ("d.1", 3))
        )
        stamp = FileStamp(Path("one"), 1, 1)
        deck = store.decks.put(stamp, b"one", Deck(deck="one", title="one", cards=made), 1).id
        assert store.decks.of_page(deck, 3, CardKey("one/d.1")) == ["one/b.1", "one/a.1"]
        assert store.decks.of_page(deck, 3, CardKey("other/d.1")) == ["one/b.1", "one/a.1", "one/d.1"]
        assert store.decks.of_page(deck + 1, 3, CardKey("one/d.1")) == []
        assert list(store.decks.held([CardKey("one/a.2"), CardKey("none")])) == ["one/a.2"]
        assert store.decks.lessons().keys() == {f"one/{card.id}" for card in made}
        assert [list(cards) for cards in store.decks.items().values()] == [
            ["one/b.1"],
            ["one/a.1", "one/a.2"],
            ["one/c.1"],
            ["one/d.1"],
        ]


def test_a_card_that_two_files_claim_is_named_with_both() -> None:
    with Store.open_in_memory() as store:
        first = put(store, "one", "a.1", "b.1")
        cards = (Typed(id="b.1", item="b", prompt="?", answer="!"),)
        second = store.decks.put(FileStamp(Path("copy"), 1, 1), b"copy", Deck(deck="one", title="x", cards=cards), 1).id
        other = put(store, "two", "a.1")
        assert store.decks.duplicate_keys([first, second, other]) == [("one/b.1", Path("one"), Path("copy"))]
        assert store.decks.duplicate_keys([first, other]) == []
        assert store.decks.duplicate_keys([second, other]) == []
        third = put(store, "two", "b.1", at=2)
        assert third == other
        assert store.decks.duplicate_keys([first, second, third]) == [("one/b.1", Path("one"), Path("copy"))]
        assert store.decks.keys([second, first]) == ["one/a.1", "one/b.1", "one/b.1"]


def test_a_file_is_known_by_its_stamp_once_that_can_be_trusted() -> None:
    with Store.open_in_memory() as store:
        settled = 2_000_000_000
        deck = Deck(deck="one", title="one", cards=(Typed(id="a.1", item="a", prompt="?", answer="!"),))
        stamp = FileStamp(Path("one"), 7, 1000)
        made = store.decks.put(stamp, b"one", deck, 1000 + settled)
        assert store.decks.known([stamp]) == {}
        assert store.decks.known_by_content(stamp, b"other", 9) is None
        assert store.decks.known_by_content(stamp, b"one", 1001 + settled) == made
        assert store.decks.known([stamp]) == {Path("one"): made}
        assert store.decks.known([FileStamp(Path("one"), 8, 1000)]) == {}
        assert store.decks.known([FileStamp(Path("one"), 7, 1001)]) == {}
        assert store.decks.known([FileStamp(Path("two"), 7, 1000)]) == {}
        moved = FileStamp(Path("one"), 7, 5)
        assert store.decks.known_by_content(moved, b"one", settled * 2) == made
        assert store.decks.known([moved]) == {Path("one"): made}
