"""The words that may stand for each other tell no two things of any deck apart."""

from __future__ import annotations

from itertools import permutations

import pytest

from kgquiz.cards.base import Card, names_of
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.kyrgyz.field import named_things
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.synonyms import meanings_of, synonyms
from kgquiz.cards.marker import mark_text
from kgquiz.cards.verdict import Finding, Verdict
from tests.cards.kyrgyz.words import ROOT
from tests.cards.test_marker_on_decks import cards

EVERY = pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
DECKS = sorted(path.name for path in (ROOT / "decks").glob("ch?.yaml"))


def by_a_synonym(typed: str, answer: str) -> Verdict | None:
    if meanings_of(read(typed).folded).isdisjoint(meanings_of(read(answer).folded)):
        return None
    verdict = mark_text(typed, answer)
    return verdict if verdict.finding is Finding.MEANING else None


def answer_of(card: Card) -> str:
    if isinstance(card, Cloze):
        return card.blanks[0].answer if len(card.blanks) == 1 else ""
    answer = getattr(card, "answer", "")
    return answer if isinstance(answer, str) else ""


@pytest.mark.parametrize("deck", DECKS)
def test_no_synonym_makes_two_terms_of_a_deck_one(deck: str) -> None:
    firsts = [group[0] for group in names_of(cards(deck))]
    assert len(firsts) > 10
    merged = [(one, other) for one, other in permutations(firsts, 2) if by_a_synonym(one, other)]
    assert merged == []


@pytest.mark.parametrize("deck", DECKS)
def test_no_synonym_makes_an_answer_of_a_wrong_option(deck: str) -> None:
    pairs = [
        (wrong, answer_of(card))
        for card in cards(deck)
        for wrong in (*getattr(card, "wrong", ()), *getattr(card, "reject", ()))
        if answer_of(card)
    ]
    assert len(pairs) > 50
    assert [pair for pair in pairs if by_a_synonym(*pair)] == []


def test_a_noun_that_no_author_gave_is_asked_about_before_a_noun_that_is_nobodys() -> None:
    accept = ("кеңеш берүү", "кеңешүүчү", "консультациялык")
    vote = ("Аким жергиликтүү кеңештин ишине ", " добуш укугу менен катыша алат.")
    duty = ("Парламенттин ", " милдети бар.")
    found = {typed: mark_text(typed, "кеңеш берүүчү", accept=accept, question=vote) for typed in (*accept, "кеңешүү")}
    assert {typed for typed, verdict in found.items() if verdict.score < 1} == set()
    for noun in ("консультация", "консультациялар"):
        assert mark_text(noun, "кеңеш берүүчү", accept=accept, question=vote).finding is Finding.SLIP
    assert mark_text("көзөмөлдөө", "контролдук", accept=("контролдоо",), question=duty).score == 1


def test_every_group_has_several_words_and_none_twice() -> None:
    assert len(synonyms()) > 200
    assert [thing for thing in synonyms() if len(thing.names) < 2 or len(set(thing.names)) < len(thing.names)] == []


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("Каржылоо булагы", "финансылоо булагы"),
        ("Жергиликтүү маанидеги маселелер", "жергиликтүү мааниси бар маселелер"),
        ("Мыйзам долбоору", "мыйзамдын проекти"),
        ("2013-жылдын августу", "2013-жылдын август айы"),
        ("Биринчи вице-мэр", "мэрдин биринчи орун басары"),
        ("Мүлккө салык", "мүлккө салынуучу салык"),
        ("Функционалдык талдоо", "функциялык анализ"),
    ],
)
def test_what_the_office_says_in_two_ways_counts_as_one(answer: str, typed: str) -> None:
    assert mark_text(typed, answer).score == 1


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("эки жылда бир жолу", "эки айда бир жолу"),
        ("Даярдоо", "даярдык"),
        ("Жамаат", "жергиликтүү жамаат"),
        ("Колдонуу", "колдонуудагы"),
        ("Вице-мэр", "мэр"),
    ],
)
def test_what_only_sounds_alike_stays_another_thing(answer: str, typed: str) -> None:
    assert mark_text(typed, answer).score == 0


@EVERY
def test_a_synonym_counts_both_ways(step: int) -> None:
    pairs = [pair for thing in synonyms() for pair in permutations(thing.names, 2)]
    assert len(pairs) > 1000
    pairs = pairs[::step]
    one_way = [(one, other) for one, other in pairs if mark_text(one, other).score != mark_text(other, one).score]
    assert one_way == []
    assert [pair for pair in pairs if mark_text(*pair).score < 1] == []


@EVERY
def test_every_name_of_a_thing_counts_for_every_other(step: int) -> None:
    pairs = [pair for thing in named_things() for pair in permutations(thing.names, 2)]
    assert len(pairs) > 2000
    assert [pair for pair in pairs[::step] if mark_text(*pair).score < 1] == []
