"""`names:`, one thing with all it is called: read, compiled into the deck, used by the marker and the lint."""

from __future__ import annotations

import pytest

from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.marker import Lexicon
from kgquiz.cards.names import NamedThing, known_names
from kgquiz.cards.typed import Typed
from kgquiz.knowledge.codec import pack_head, unpack_head
from kgquiz.knowledge.content import parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.lint import LintedChapters, lint_chapters, lint_deck
from kgquiz.knowledge.write import deck_text
from tests.support import Person, write

LSG = "{id: lsg, names: [жергиликтүү өз алдынча башкаруу, ЖӨБ]}"
TERMS = """\
terms:
- {id: lsg, term: жергиликтүү өз алдынча башкаруу, definition: Жарандардын укугу., page: 9, points: [а, б]}
- {id: head, term: айыл башчысы, definition: Айылдын жетекчиси., page: 9, points: [а, б]}
- {id: short, term: ЖӨБ, definition: Кыскартуу., page: 9, points: [а, б], cards: [recall]}
"""


def linted(*names: str, terms: str = TERMS) -> LintedChapters:
    """Chapters with these `names:`, the first of which has the terms."""
    heads = [f"chapter: {n}\ntitle: t\nnames: [{held}]\n" for n, held in enumerate(names, 1)]
    texts = [heads[0] + terms, *(head + "terms: []\n" for head in heads[1:])]
    return lint_chapters([parse_chapter(text.encode(), f"content/ch{n}.yaml") for n, text in enumerate(texts, 1)])


ONE_TERM = TERMS.rpartition("- {id: short")[0]


def test_a_deck_carries_the_names_of_its_chapter_and_those_of_others_that_it_needs() -> None:
    found = linted("", f"{LSG}, {{id: un, names: [БУУ, Бириккен Улуттар Уюму]}}", terms=ONE_TERM)
    assert [p.rule for p in found.problems if p.is_error] == []
    here, there = found.decks
    assert [thing.id for thing in here.names] == ["lsg"]
    assert [thing.id for thing in there.names] == ["lsg", "un"]


def test_a_written_and_a_cached_deck_keep_the_names() -> None:
    (deck,) = linted(LSG, terms=ONE_TERM).decks
    read = parse_deck(deck_text(deck, "content/ch1.yaml").encode(), "decks/ch1.yaml")
    assert read.deck is not None
    assert read.deck.names == (NamedThing(("жергиликтүү өз алдынча башкаруу", "ЖӨБ"), "lsg"),)
    assert unpack_head(pack_head(deck)).names == deck.names


@pytest.mark.parametrize("typed", ["ЖӨБ", "жөб", "Жергиликтүү өз алдынча башкаруу"])
def test_where_one_name_is_right_all_are(typed: str) -> None:
    card = Typed(id="a", prompt="?", answer="жергиликтүү өз алдынча башкаруу")
    blank = Cloze(id="b", text="Бул — {{ЖӨБ}}.")
    things = [NamedThing(("жергиликтүү өз алдынча башкаруу", "ЖӨБ"), "lsg")]
    lexicon = Lexicon.of(known_names([card, blank], things))
    assert card.mark((typed,), lexicon).score == 1
    assert blank.mark((typed,), lexicon).score == 1
    assert blank.mark(("айыл өкмөтү",), lexicon).score == 0


def test_a_name_that_the_card_rejects_stays_wrong() -> None:
    card = Typed(id="a", prompt="Толук аты?", answer="жергиликтүү өз алдынча башкаруу", reject=("ЖӨБ",))
    lexicon = Lexicon.of(known_names([card], [NamedThing((card.answer, "ЖӨБ"))]))
    assert card.mark(("ЖӨБ",), lexicon).score == 0


def test_names_of_one_thing_are_no_distractors_of_each_other() -> None:
    terms = "terms:\n" + "".join(
        f"- {{id: t{n}, term: {term}, definition: Аныктама {n}., page: 9, points: [а, б]}}\n"
        for n, term in enumerate(["айыл башчысы", "мэр"])
    )
    names = "{names: [айыл башчысы, айыл старостасы]}"
    own = f"chapter: 1\ntitle: t\nnames: [{names}]\n{terms}"
    other = "chapter: 2\ntitle: t\nterms:\n- {id: x, term: айыл старостасы, definition: Башка., page: 9}\n"
    found = lint_chapters([parse_chapter(text.encode(), f"{n}.yaml") for n, text in enumerate((own, other))])
    choices = {card.id: card for card in found.decks[0].cards if isinstance(card, Choice)}
    assert "айыл старостасы" not in choices["t0.choice"].wrong
    assert "айыл старостасы" in choices["t1.choice"].wrong


COLLISIONS = {
    "one name of two things": (f"{LSG}, {{id: x, names: [ЖӨБ, жер өлчөө бюросу]}}", "name-twice"),
    "one name in another letter case": (f"{LSG}, {{id: x, names: [жөб, жер өлчөө бюросу]}}", "name-twice"),
    "the same name twice": ("{names: [ЖӨБ, ЖӨБ]}", "name-twice"),
    "two bodies that the marker knows": ("{names: [Каржы министрлиги, Экономика министрлиги]}", "joins-known"),
    "a body and another word": ("{names: [өлкө башчысы, отчет]}", "joins-known"),
    "two terms joined": ("{names: [жергиликтүү өз алдынча башкаруу, айыл башчысы]}", "joined-terms"),
    "a thing of one name": ("{names: [ЖӨБ]}", "one-name"),
    "an empty name": ("{names: [ЖӨБ, '']}", "empty-text"),
    "no names": ("{id: x}", "missing-field"),
}


@pytest.mark.parametrize("name", COLLISIONS)
def test_names_that_collide_are_errors_with_their_line(name: str) -> None:
    names, rule = COLLISIONS[name]
    found = linted(names, terms=ONE_TERM).problems
    assert (3, rule) in {(p.line, p.rule) for p in found if p.is_error}, list(map(str, found))


def test_names_of_two_chapters_collide_too_unless_they_are_one_entry() -> None:
    found = linted(LSG, "{id: x, names: [ЖӨБ, жер өлчөө бюросу]}", terms=ONE_TERM).problems
    assert [(p.file, p.rule) for p in found if p.is_error] == [("content/ch2.yaml", "name-twice")]
    assert "content/ch1.yaml:3" in str(found[-1].why)
    assert [p for p in linted(LSG, LSG, terms=ONE_TERM).problems if p.is_error] == []


def test_the_names_of_a_deck_written_by_hand_are_checked_and_used(person: Person) -> None:
    text = (
        "deck: own\ntitle: t\nnames:\n- names: [Бишкек, Пишпек]\n- names: [Фрунзе, Пишпек]\n"
        "cards:\n- {id: a, type: typed, page: 1, prompt: Борбор?, answer: Бишкек}\n"
    )
    read = parse_deck(text.encode(), "own.yaml")
    assert [(p.line, p.rule) for p in lint_deck(read) if p.is_error] == [(5, "name-twice")]
    write(person.home / "decks", "own.yaml", text.replace("- names: [Фрунзе, Пишпек]\n", ""))
    said = person.types("study", "own", "--json", lines="Пишпек\n")
    assert '"right": 1' in said.out
