"""Finding cards, over real decks and a real log."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from random import Random

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.cards import find_cards
from kgquiz.key import CardKey
from kgquiz.memory.log import SAID_RIGHT, Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.search.forms import words
from tests.support import ROOT, Person, with_decks_read, write

DOCS = (ROOT / "docs" / "cards.md").read_text(encoding="utf-8")
DECK = """\
deck: ch3
title: A deck
chapter: 3
sections:
- {id: s1, title: First, page: 1}
- {id: s2, title: Second, page: 100}
cards:
- {id: gov.typed, type: typed, from: gov, page: 17, section: s1, tags: [post],
   prompt: Аткаруу бийлигинин жогорку органы., answer: Өкмөт}
- {id: council.typed, type: typed, from: council, page: 110, section: s2,
   prompt: Парламент кандай аталат?, answer: Жогорку Кеңеш}
- {id: council.choice, type: choice, from: council, page: 110, section: s2, prompt: Шаарда кимди шайлайт?,
   answer: Жогорку Кеңеш, wrong: [Мэр, Аким, Спикер]}
- {id: head.typed, type: typed, from: head, page: 228, section: s2, prompt: Шаарды ким башкарат?, answer: мэр}
- {id: law.cloze, type: cloze, from: law, page: 101, section: s2,
   text: "Мыйзамды {{өкмөттүн}} сунушу боюнча кабыл алат."}
- {id: six.cloze, type: cloze, from: six, section: s1, text: "{{Мэр}} шаарды башкарат."}
"""
EVERY = {"gov.typed", "council.typed", "council.choice", "head.typed", "law.cloze", "six.cloze"}
ANSWERED = {"gov.typed", "council.typed", "head.typed", "law.cloze"}


@pytest.fixture
def student(tmp_path: Path) -> Person:
    """Someone with a past: missed, overruled, suspended, starred and noted cards, a leech."""
    write(tmp_path / "shipped", "ch3.yaml", DECK)
    write(tmp_path / "shipped", "ch1.yaml", DECK.replace("ch3", "ch1").replace("chapter: 3", "chapter: 9"))
    person = Person(tmp_path / "home", tmp_path / "shipped")
    with Desk(person.world) as desk:
        today = desk.world.today()
        number = iter(range(1, 1000))

        def event(kind: Kind, card: str, days_ago: int = 0, rating: Rating | None = None, **more: object) -> Event:
            n = next(number)
            day = today - days_ago
            return Event(id=f"e{n:04}", kind=kind, card=f"ch3/{card}", at=n, day=day, rating=rating, **more)  # type: ignore[arg-type]

        log = [event(Kind.REVIEW, "law.cloze", 300 - 20 * n, Rating.AGAIN) for n in range(9)]
        log += [event(Kind.REVIEW, "gov.typed", days, Rating.GOOD) for days in (200, 190, 150, 60, 1)]
        log += [
            event(Kind.REVIEW, "council.typed", 40, Rating.GOOD),
            event(Kind.REVIEW, "council.typed", 20, Rating.AGAIN),
        ]
        log += [event(Kind.REVIEW, "head.typed", 9, Rating.GOOD), event(Kind.REVIEW, "head.typed", 3, Rating.AGAIN)]
        log += [event(Kind.REVIEW, "gov.typed", 0, Rating.AGAIN)]
        log += [event(Kind.UNDO, "gov.typed", 0, target=log[-1].id)]
        log += [event(Kind.AMEND, "council.typed", 20, Rating.GOOD, target=log[15].id, finding=SAID_RIGHT)]
        log += [
            event(Kind.SUSPEND, "six.cloze"),
            event(Kind.STAR, "head.typed"),
            event(Kind.NOTE, "gov.typed", answer=("a note",)),
        ]
        desk.store.journal.record(*log)
    return person


def found(person: Person, query: str) -> set[str]:
    """The ids of the deck that has a past; the other deck is the same without one."""
    cards = person.types("cards", *shlex.split(query), "--json").json["cards"]
    return {card["card"].removeprefix("ch3/") for card in cards if card["deck"] == "ch3"}


EXAMPLES = {
    "окмот": {"gov.typed", "law.cloze"},
    "мэр шаар": {"head.typed", "six.cloze"},
    '"жогорку кеңеш"': {"council.typed", "council.choice"},
    "not мэр": EVERY - {"head.typed", "six.cloze"},
    "deck:ch3": EVERY,
    "section:s2": EVERY - {"gov.typed", "six.cloze"},
    "chapter:1-3": EVERY,
    "page:100-118": {"council.typed", "council.choice", "law.cloze"},
    "page:17,228": {"gov.typed", "head.typed"},
    "type:cloze": {"law.cloze", "six.cloze"},
    "tag:post": {"gov.typed"},
    "item:council": {"council.typed", "council.choice"},
    "id:council.typed": {"council.typed"},
    "state:new,learning": {"council.choice", "head.typed", "law.cloze"},
    "is:missed": {"head.typed"},
    "due<7": {"head.typed", "law.cloze"},
    "recall<80%": {"head.typed", "law.cloze"},
    "stability>21": {"gov.typed", "council.typed"},
    "answers:0": EVERY - ANSWERED,
    "lapses>3": {"law.cloze"},
    "missed<30": {"head.typed"},
    "seen<2": {"gov.typed"},
    "overruled:1": {"council.typed"},
    "id:ch3/*": EVERY,
    "deck:3": EVERY,
}


def documented() -> list[str]:
    """The first column of the page's tables, and further queries in their explanations."""
    rows = re.findall(r"^\| `(.+?)` \|(.*)$", DOCS, re.MULTILINE)
    further = [query for _, told in rows for query in re.findall(r"`((?:id|deck|page):[^`]+)`", told)]
    return [query for query, _ in rows] + further


def test_the_examples_tried_here_are_those_of_the_page() -> None:
    assert set(documented()) == set(EXAMPLES)


@pytest.mark.parametrize("query", EXAMPLES)
def test_a_documented_query_finds_what_it_says(query: str, student: Person) -> None:
    shell = query if '"' not in query else f"'{query}'"
    assert found(student, shell.replace("<", r"\<").replace(">", r"\>")) == EXAMPLES[query]


@pytest.mark.parametrize("line", re.findall(r"^kgquiz (.*)$", DOCS, re.MULTILINE))
def test_a_documented_command_runs(line: str, student: Person) -> None:
    words = shlex.split(line)
    said = student.types(*words if "--items" not in words else [*words[:-1], "1", "--plain"], lines="")
    assert said.code == 0, said.err


@pytest.mark.parametrize("state", ["known", "suspended", "leech", "starred", "noted", "overruled", "due"])
def test_every_other_state_is_a_filter_too(state: str, student: Person) -> None:
    expected = {
        "known": {"gov.typed", "council.typed"},
        "suspended": {"six.cloze"},
        "leech": {"law.cloze"},
        "starred": {"head.typed"},
        "noted": {"gov.typed"},
        "overruled": {"council.typed"},
        "due": {"law.cloze", "head.typed"},
    }
    assert found(student, f"is:{state}") & (EVERY if state != "due" else expected["due"]) == expected[state]


def test_a_deck_section_or_tag_that_there_is_not_is_named_with_those_that_are(student: Person) -> None:
    assert "No deck in use is named 'ch9'. There are: ch1, ch3." in student.types("cards", "deck:ch9").err
    said = student.types("cards", "section:s4")
    assert "section:s4" in said.err
    assert said.code == 3
    assert "No card has tag:pots. Did you mean tag:post?" in student.types("cards", "tag:pots").err


def test_json_counts_all_and_tells_the_memory_with_dates(student: Person) -> None:
    told = student.types("cards", "id:gov.typed", "deck:ch3", "--json").json
    assert told["kgquiz"] == 1
    (card,) = told["cards"]
    assert (card["page"], card["section"], card["answers"], card["note"]) == (17, "s1", 5, "a note")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", card["due"])
    assert 0.9 < card["recall"] <= 1


def test_in_a_pipe_each_card_is_a_line_of_five_fields(student: Person) -> None:
    (line,) = student.types("cards", "id:head.typed", "deck:ch3").out.splitlines()
    assert line.split("\t")[0] == "ch3/head.typed"
    assert line.split("\t")[3:] == ["Шаарды ким башкарат?", "мэр"]


@pytest.mark.parametrize("percent", [5, 50, 79, 80, 91, 100])
def test_the_filter_of_recall_agrees_with_the_model(percent: int, student: Person) -> None:
    every = student.types("cards", "--json").json["cards"]
    low = {card["card"] for card in every if card["recall"] is not None and card["recall"] < percent / 100}
    cards = student.types("cards", f"recall<{percent}%", "--json").json["cards"]
    assert {card["card"] for card in cards} == low


def test_a_deck_that_changed_is_found_as_it_is_now(student: Person) -> None:
    assert found(student, "губернатор") == set()
    write(student.shipped, "ch3.yaml", DECK.replace("answer: мэр", "answer: губернатор"))
    assert found(student, "губернатор") == {"head.typed"}
    assert found(student, "id:head.typed мэр") == set()


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(200)])
def test_an_index_that_is_damaged_or_gone_is_made_anew(student: Person, damage: bytes) -> None:
    before = found(student, "окмот")
    index = student.home / "search.db"
    index.write_bytes(damage)
    assert found(student, "окмот") == before
    index.unlink()
    assert found(student, "окмот") == before


def test_sorting_by_lapses_puts_the_hardest_first(student: Person) -> None:
    cards = student.types("cards", "--sort", "lapses", "--json").json["cards"]
    assert cards[0]["card"] == "ch3/law.cloze"
    said = student.types("cards", "--sort", "name")
    assert "Cards cannot be sorted by 'name'." in said.err


@pytest.mark.landing
@pytest.mark.parametrize(
    ("many", "sample"),
    [
        (False, 60),
        (True, 24),
        pytest.param(False, 200, marks=pytest.mark.slow),
        pytest.param(True, 60, marks=pytest.mark.slow),
    ],
)
def test_cards_are_found_by_an_inflected_word_from_a_russian_keyboard(
    *, many: bool, sample: int, tmp_path: Path
) -> None:
    """Cards by their most telling word; where no word tells a card from all but four others, by several.

    The decks are those of the book as they are now, so one in a hundred may be missed; of cards that no single word
    tells apart, one in twelve: their forms and neighbours say the same.
    """
    person, chance = Person(with_decks_read(tmp_path / "home"), ROOT / "decks"), Random(18)
    with Desk(person.world) as desk:
        every = find_cards(desk, ()).cards
        held = desk.store.decks.held([card.card for card in every])
        about = {key: set(words(" ".join((card.question(), *card.solution())))) for key, card in held.items()}
        counts = by_start(about)
        asked = {key: words_to_ask(key, about, counts) for key in chance.sample(sorted(about), 1200)}
        chosen = [key for key, said in asked.items() if said and (len(said) > 1) is many][:sample]
        missing = [
            (key, asked[key])
            for key in chosen
            if key
            not in {one.card for one in find_cards(desk, [inflected(w, chance) for w in asked[key]], limit=5).cards}
        ]
    assert len(chosen) == sample
    assert len(missing) <= (sample // 12 if many else -(-sample // 100)), missing


_START = 4
"""Letters by which words are held to be of one stem here, apart from the rules of the program."""


def words_to_ask(card: CardKey, about: dict[CardKey, set[str]], counts: dict[str, set[CardKey]]) -> list[str]:
    """The words by which one would look for a card: the rarest first, until five cards at most have them all."""
    known = [word for word in about[card] if len(word) > _START and re.fullmatch("[а-я]+", word)]
    rest = set(about)
    asked: list[str] = []
    for word in sorted(known, key=lambda word: (len(counts[word[:_START]]), bool(_CASE.search(word)), word)):
        asked.append(word)
        rest &= counts[word[:_START]]
        if len(rest) <= 5:
            return asked
    return []


def by_start(about: dict[CardKey, set[str]]) -> dict[str, set[CardKey]]:
    """The cards that have a word with this start."""
    found: dict[str, set[CardKey]] = {}
    for card, text in about.items():
        for word in text:
            found.setdefault(word[:_START], set()).add(card)
    return found


_CASE = re.compile("(?:[ндт][ыиу]н?|[гк][аео]|н?[дт][аео]н?|н[аео]н?|[аео]т)$")
"""What looks like a case already, or like a verb."""


def inflected(word: str, chance: Random) -> str:
    """A folded word with a case ending by vowel harmony and the last sound."""
    if _CASE.search(word):
        return word
    last = next((letter for letter in reversed(word) if letter in "аеёиоуыэюя"), "а")
    back = {"а": "а", "я": "а", "ы": "а", "ю": "а", "у": "а", "о": "о"}.get(last, "е")
    close = {"а": "ы", "о": "у", "е": "и"}[back]
    vowel_end, hard = word[-1] in "аеёиоуыэюя", word[-1] in "кпстфхцчшщ"
    genitive = f"{'н' if vowel_end else 'т' if hard else 'д'}{close}н"
    locative = f"{'т' if hard else 'д'}{back}"
    dative = f"{'к' if hard else 'г'}{back}"
    return word + chance.choice((genitive, locative, dative))
