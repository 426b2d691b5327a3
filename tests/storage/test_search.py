"""Which cards a query finds, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgquiz.cards.outline import Outline
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.key import CardKey
from kgquiz.knowledge.deck_value import Deck, Section
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import DEFAULT_WEIGHTS, Rating
from kgquiz.search.found import FoundCard, Own
from kgquiz.search.query import Comparison, Filter, Query, parse_query
from kgquiz.storage.deck_cache import FileStamp
from kgquiz.storage.search_conditions import Now
from kgquiz.storage.store import Store

TODAY = 100
CARDS = (
    Typed(
        id="mayor.typed",
        item="mayor",
        prompt="Шаарды ким башкарат?",
        answer="мэр",
        page=5,
        section="s2",
        tags=("hard",),
    ),
    Typed(
        id="council.typed",
        item="council",
        prompt="Парламент кандай аталат?",
        answer="Жогорку Кеңеш",
        page=4,
        section="s1",
    ),
    TrueFalse(id="gov.tf", item="gov", statement="Өкмөттүн курамын мэр бекитет", answer="false", page=7, section="s2"),
    Outline(
        id="gov.outline", item="gov", prompt="Белгилерин атаңыз", points=("ачыктык", "айкындык"), page=6, section="s2"
    ),
    Typed(id="lease.typed", item="lease", prompt="Акы үчүн пайдалануу?", answer="ижара", note="мэр да берет"),
)
SECTIONS = (Section("s1", "Бийлик", 4), Section("s2", "Башкаруу", 5))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Two decks; the cards of the first were answered on several days."""
    with Store.open_in_memory() as opened:
        for name, chapter, cards in (("ch1", 1, CARDS), ("ch2", 2, CARDS[:2])):
            deck = Deck(deck=name, title=name, chapter=chapter, sections=SECTIONS, cards=cards)
            opened.decks.put(FileStamp(Path(name), 1, 1), name.encode(), deck, 1)
        for card, *days in (("mayor.typed", 10, 20, 60), ("council.typed", 90), ("gov.tf", 95, 99), ("lease.typed", 1)):
            for day in days:
                rating = Rating.AGAIN if day in {99, 20} else Rating.GOOD
                key = CardKey(f"ch1/{card}")
                event = Event(id=f"{card}{day}", kind=Kind.REVIEW, card=key, at=day, day=day, rating=rating)
                opened.journal.record(event)
        opened.journal.record(Event(id="s", kind=Kind.SUSPEND, card=CardKey("ch1/lease.typed"), at=99, day=99))
        opened.search.index.refresh([1, 2])
        yield opened


def now(own: Own = Own()) -> Now:  # noqa: B008 - it is frozen
    return Now(TODAY, DEFAULT_WEIGHTS, own)


def found(store: Store, query: str | Query, own: Own = Own(), decks: tuple[int, ...] = (1,)) -> set[str]:  # noqa: B008
    wanted = parse_query(query) if isinstance(query, str) else query
    keys = store.search.keys(wanted, decks, now(own))
    assert {card.card for card in store.search.find(wanted, decks, now(own), order=None, limit=-1).cards} == set(keys)
    return {key.removeprefix("ch1/").partition(".")[0] + ("*" if ".tf" in key else "") for key in keys}


WORDS = {
    "мэр": {"mayor", "gov*", "lease"},
    "МЭР": {"mayor", "gov*", "lease"},
    "мэрге": {"mayor", "gov*", "lease"},
    "өкмөт": {"gov*"},
    "окмот": {"gov*"},
    "өкмөттөргө": {"gov*"},
    "пар": {"council"},
    "па": set(),
    "арламент": set(),
    "ачыктык": {"gov"},
    "шаар ким": {"mayor"},
    "шаар парламент": set(),
    "башкаруу": {"mayor", "gov", "gov*"},
    "бийлик": {"council"},
    "hard": {"mayor"},
    '"жогорку кеңеш"': {"council"},
    '"жогорку кең"': {"council"},
    '"кеңеш жогорку"': set(),
    '"шаарды башкарат"': set(),
    "-мэр": {"council", "gov"},
    'not "жогорку кеңеш"': {"mayor", "gov", "gov*", "lease"},
    "мэр -шаарды": {"gov*", "lease"},
}


@pytest.mark.parametrize("query", WORDS, ids=ascii)
def test_words_are_found_by_their_forms_and_beginnings_phrases_as_they_stand(store: Store, query: str) -> None:
    assert found(store, query) == WORDS[query]


FIELDS = {
    "type:typed": {"mayor", "council", "lease"},
    "type:typed,outline": {"mayor", "council", "gov", "lease"},
    "-type:typed": {"gov", "gov*"},
    "section:s2": {"mayor", "gov", "gov*"},
    "tag:hard": {"mayor"},
    "-tag:hard": {"council", "gov", "gov*", "lease"},
    "item:gov": {"gov", "gov*"},
    "item:ch1/gov": {"gov", "gov*"},
    "id:gov.outline": {"gov"},
    "id:ch1/gov.outline": {"gov"},
    "page:5-6": {"mayor", "gov"},
    "page<5": {"council"},
    "page>5": {"gov", "gov*"},
    "page:4,7": {"council", "gov*"},
    "-page:5-6": {"council", "gov*", "lease"},
    "chapter:1": {"mayor", "council", "gov", "gov*", "lease"},
    "chapter:2": set(),
    "deck:ch1 type:outline": {"gov"},
    "deck:ch2": set(),
    "is:new": {"gov"},
    "is:suspended": {"lease"},
    "is:learning": {"mayor", "council", "gov*"},
    "-is:new": {"mayor", "council", "gov*", "lease"},
    "answers:0": {"gov"},
    "answers>2": {"mayor"},
    "lapses:1": {"mayor", "gov*"},
    "lapses>=1 answers<3": {"gov*"},
    "lapses:0": {"council", "gov", "lease"},
    "seen<2": {"gov*"},
    "seen:10": {"council"},
    "seen>9": {"mayor", "council", "lease"},
}


@pytest.mark.parametrize("query", FIELDS)
def test_a_filter_finds_the_cards_of_which_it_holds(store: Store, query: str) -> None:
    assert found(store, query) == FIELDS[query]


def test_only_the_decks_that_are_asked_for_are_searched(store: Store) -> None:
    assert len(store.search.keys(Query(), (1, 2), now())) == 7
    assert store.search.keys(parse_query("мэр"), (2,), now()) == ["ch2/mayor.typed"]
    assert store.search.keys(parse_query("deck:ch2"), (1, 2), now()) == ["ch2/mayor.typed", "ch2/council.typed"]
    assert store.search.keys(parse_query("id:mayor.typed"), (1, 2), now()) == ["ch1/mayor.typed", "ch2/mayor.typed"]


MAYOR, COUNCIL, GOV = CardKey("ch1/mayor.typed"), CardKey("ch1/council.typed"), CardKey("ch1/gov.outline")
OWN = Own(
    starred=frozenset({MAYOR}),
    notes={COUNCIL: "эсте"},
    overruled={MAYOR: 2, GOV: 1},
    missed={MAYOR: TODAY - 6, COUNCIL: TODAY - 7},
    confused=frozenset({GOV}),
)


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("is:starred", {"mayor"}),
        ("is:noted", {"council"}),
        ("is:overruled", {"mayor", "gov"}),
        ("is:confused", {"gov"}),
        ("is:missed", {"mayor"}),
        ("is:missed,confused", {"mayor", "gov"}),
        ("missed<7", {"mayor"}),
        ("missed<8", {"mayor", "council"}),
        ("missed:7", {"council"}),
        ("overruled:1", {"gov"}),
        ("overruled>1", {"mayor"}),
        ("overruled<2", {"council", "gov", "gov*", "lease"}),
        ("overruled:0", {"council", "gov*", "lease"}),
    ],
)
def test_what_she_said_of_cards_can_be_asked_for(store: Store, query: str, cards: set[str]) -> None:
    assert found(store, query, OWN) == cards


def everything(store: Store) -> tuple[FoundCard, ...]:
    return store.search.find(Query(), (1,), now(OWN), order="book", limit=-1).cards


SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": float.__lt__,
    "<=": float.__le__,
    ">": float.__gt__,
    ">=": float.__ge__,
}


@pytest.mark.parametrize("share", [0.0, 5.0, 45.5, 80.0, 95.0, 99.0, 100.0])
@pytest.mark.parametrize("sign", SIGNS)
def test_recall_is_filtered_by_the_chance_that_is_shown(store: Store, sign: str, share: float) -> None:
    query = Query(filters=(Filter("recall", spans=((Comparison(sign, share),),)),))
    expected = {
        one.card for one in everything(store) if one.recall is not None and SIGNS[sign](one.recall * 100, share)
    }
    assert set(store.search.keys(query, (1,), now())) == expected


def test_recall_can_be_asked_for_in_whole_percent(store: Store) -> None:
    shown = {one.card: round(one.recall * 100) for one in everything(store) if one.recall is not None}
    assert len(set(shown.values())) > 2
    for percent in {*shown.values(), 3}:
        query = Query(filters=(Filter("recall", spans=((Comparison("=", percent),),)),))
        assert set(store.search.keys(query, (1,), now())) == {card for card, share in shown.items() if share == percent}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("field", ["due", "stability"])
def test_days_are_counted_from_today_and_stabilities_as_they_are(store: Store, field: str, sign: str) -> None:
    values = {
        one.card: float(one.memory.due - TODAY) if field == "due" else one.memory.memory.stability
        for one in everything(store)
        if one.memory.memory
    }
    for bound in values.values():
        query = Query(filters=(Filter(field, spans=((Comparison(sign, bound),),)),))
        expected = {card for card, value in values.items() if SIGNS[sign](value, bound)}
        assert set(store.search.keys(query, (1,), now())) == expected


def test_states_that_are_shown_are_those_that_are_found(store: Store) -> None:
    for state in ("due", "learning", "known", "new", "suspended", "leech"):
        expected = {one.card for one in everything(store) if state in one.states}
        assert set(store.search.keys(parse_query(f"is:{state}"), (1,), now())) == expected


def test_a_found_card_says_what_it_asks_and_how_it_stands(store: Store) -> None:
    mayor, council, gov, *_ = everything(store)
    assert (mayor.card, mayor.type, mayor.question, mayor.solution) == (MAYOR, "typed", "Шаарды ким башкарат?", "мэр")
    assert (mayor.place.deck, mayor.place.chapter, mayor.place.section, mayor.place.page) == ("ch1", 1, "s2", 5)
    assert mayor.memory == store.schedule.state(MAYOR)
    assert (mayor.starred, mayor.note, mayor.due) == (True, "", mayor.memory.due)
    assert (council.starred, council.note) == (False, "эсте")
    new = next(one for one in everything(store) if one.card == GOV)
    assert (new.due, new.recall, new.memory.reps) == (None, None, 0)
    assert gov.card == "ch1/gov.tf"


def order(store: Store, by: str | None, query: str = "", limit: int = -1) -> list[str]:
    hits = store.search.find(parse_query(query), (2, 1), now(), order=by, limit=limit)
    assert hits.total >= len(hits.cards)
    return [card.card for card in hits.cards]


def test_cards_stand_in_the_order_of_the_book_unless_words_say_better(store: Store) -> None:
    ids = [f"ch1/{card.id}" for card in CARDS]
    assert order(store, None) == [*ids, "ch2/mayor.typed", "ch2/council.typed"]
    assert order(store, None, limit=2) == ids[:2]
    assert store.search.find(Query(), (1, 2), now(), order=None, limit=2).total == 7
    assert order(store, None, limit=0) == []
    assert order(store, None, "мэр deck:ch1") == ["ch1/mayor.typed", "ch1/gov.tf", "ch1/lease.typed"]
    assert order(store, "page", "deck:ch1 page>0") == [ids[1], ids[0], ids[3], ids[2]]


def test_cards_may_stand_by_due_day_recall_or_lapses(store: Store) -> None:
    cards = store.search.find(parse_query("deck:ch1"), (1, 2), now(), order="due", limit=-1).cards
    due = [card.due for card in cards]
    assert due[-1] is None
    known = [day for day in due if day is not None]
    assert known == sorted(known)
    weakest = store.search.find(parse_query("deck:ch1"), (1, 2), now(), order="recall", limit=-1).cards
    assert weakest[-1].recall is None
    shares = [card.recall for card in weakest if card.recall is not None]
    assert shares == sorted(shares)
    hardest = store.search.find(parse_query("deck:ch1"), (1, 2), now(), order="lapses", limit=-1).cards
    assert [card.memory.lapses for card in hardest] == [1, 1, 0, 0, 0]


def test_the_cards_of_an_answer_are_found_by_it(store: Store) -> None:
    assert list(store.search.solved_by(["мэр"], (1,))) == [("ch1/mayor.typed", "мэр")]
    assert list(store.search.solved_by(["мэр", "жогорку кенеш"], (1, 2))) == [
        ("ch1/council.typed", "Жогорку Кеңеш"),
        ("ch2/council.typed", "Жогорку Кеңеш"),
        ("ch1/mayor.typed", "мэр"),
        ("ch2/mayor.typed", "мэр"),
    ]
    assert list(store.search.solved_by([], (1,))) == []
    assert [card for card, _ in store.search.solved_by(["ачыктык"], (1,))] == ["ch1/gov.outline"]
    assert list(store.search.solved_by(["айкындык"], (1,))) == []
    assert store.search.tags((1, 2)) == {"hard"}
    assert store.search.tags(()) == set()


def is_read_anew(store: Store) -> bool:
    """Whether bringing the index up to date writes anything into it."""
    store.search.index.refresh([])
    before = store.connection.total_changes
    store.search.index.refresh([1])
    return store.connection.total_changes > before


def test_a_deck_that_changed_is_read_into_the_index_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.db") as store:

        def put(*cards: Typed) -> None:
            deck = Deck(deck="ch1", title="t", cards=cards)
            store.decks.put(FileStamp(Path("ch1"), 1, 1), repr(cards).encode(), deck, 1)

        card = Typed(id="a", item="a", prompt="Эмне?", answer="мэр", tags=("x",))
        put(card)
        store.search.index.refresh([1])
        assert not is_read_anew(store)
        put(replace(card, answer="аким", tags=("y",)))
        store.search.index.refresh([1])
        assert store.search.keys(parse_query("мэр"), [1], now()) == []
        assert store.search.keys(parse_query("аким"), [1], now()) == ["ch1/a"]
        assert store.search.tags([1]) == {"y"}
    with Store.open(tmp_path / "progress.db") as store:
        assert not is_read_anew(store)


@pytest.mark.parametrize("harm", ["older", "no database", "a folder's worth of zeros"])
def test_an_index_that_is_damaged_or_of_another_format_is_made_anew(tmp_path: Path, harm: str) -> None:
    index = tmp_path / "search.db"
    with Store.open(tmp_path / "progress.db") as store:
        deck = Deck(deck="ch1", title="t", cards=CARDS)
        store.decks.put(FileStamp(Path("ch1"), 1, 1), b"x", deck, 1)
        store.search.index.refresh([1])
        if harm == "older":
            store.connection.execute("pragma search.user_version = 1")
            store.connection.execute("delete from search.entry")
    if harm == "no database":
        index.write_bytes(b"no database, but long enough to look at" * 30)
    elif harm != "older":
        index.write_bytes(index.read_bytes()[:100] + bytes(20_000))
    with Store.open(tmp_path / "progress.db") as store:
        store.search.index.refresh([1])
        assert store.search.keys(parse_query("ижара"), [1], now()) == ["ch1/lease.typed"]
    with Store.open(tmp_path / "progress.db") as store:
        assert not is_read_anew(store)


def test_a_card_in_another_language_is_found_by_its_endings() -> None:
    with Store.open_in_memory() as store:
        card = Typed(id="r", item="r", prompt="Решения министерства?", answer="приказ", language="ru")
        deck = Deck(deck="ch1", title="t", cards=(card,))
        store.decks.put(FileStamp(Path("ch1"), 1, 1), b"x", deck, 1)
        store.search.index.refresh([1])
        for query in ("министерству", "решениями", "приказом", "приказами"):
            assert store.search.keys(parse_query(query), [1], now()) == ["ch1/r"], query


def test_a_card_is_found_by_the_title_of_its_section_and_by_its_own_alone(store: Store) -> None:
    assert found(store, "бийлик") == {"council"}
    assert found(store, "башкаруусу") == {"mayor", "gov", "gov*"}


def test_what_a_card_is_about_counts_by_its_stems_too(store: Store) -> None:
    """The card whose answer it is goes before those that only ask or mention it, in whatever form it is looked for."""
    for query in ("мэр", "мэрлерге"):
        best = store.search.find(parse_query(query), [1], now(), order=None, limit=1).cards
        assert [card.card for card in best] == ["ch1/mayor.typed"]
