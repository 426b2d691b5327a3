"""A chapter in Russian compiles, is linted, searched and studied by the rules of Russian, beside Kyrgyz ones."""

from __future__ import annotations

import pytest

from kgquiz.cards.outline import Outline
from kgquiz.knowledge.compile import compile_chapters
from kgquiz.knowledge.content import Chapter, parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.lint import lint_chapters
from kgquiz.knowledge.write import deck_text
from tests.support import Person, write

RUSSIAN = """\
chapter: 12
title: Водоснабжение города
language: ru
terms:
- {id: intake, term: Водозабор, definition: Берёт воду из реки., page: 3}
- {id: pump, term: Насосная станция, definition: Поднимает воду в резервуар., page: 4}
questions:
- {id: q1, page: 5, ask: Как вода приходит в дом?, points: [{text: насос поднимает воду, page: 6}, {text: труба ведёт}]}
facts:
- {id: pressure, page: 7, say: 'Давление в трубах держат {{выше}} нормы.', wrong: [ниже, около]}
"""
KYRGYZ = """\
chapter: 13
title: Суу менен камсыздоо
terms:
- {id: tower, term: Суу мунарасы, definition: Сууну бийикте сактайт., page: 3}
"""


def chapter(text: str) -> Chapter:
    read = parse_chapter(text.encode(), "content/ch.yaml")
    assert read.chapter is not None, read.problems
    return read.chapter


def test_every_card_has_the_language_of_its_chapter_and_names_pages_in_it() -> None:
    deck = compile_chapters([chapter(RUSSIAN)])[0]
    assert {card.language for card in deck.cards} == {"ru"}
    outline = next(card for card in deck.cards if isinstance(card, Outline))
    assert outline.points[0] == "насос поднимает воду (с. 6)"


def test_a_deck_names_its_language_once_and_reads_back() -> None:
    deck = compile_chapters([chapter(RUSSIAN)])[0]
    text = deck_text(deck, "content/ch12.yaml")
    assert text.count("language:") == 1
    assert parse_deck(text.encode(), "d.yaml").deck == deck


def test_a_card_may_have_a_language_of_its_own() -> None:
    text = "deck: d\ntitle: T\ncards:\n- {id: a, type: typed, prompt: '?', answer: tax, language: en, page: 1}\n"
    deck = parse_deck(text.encode(), "d.yaml").deck
    assert deck is not None
    assert deck.cards[0].language == "en"
    assert parse_deck(deck_text(deck, "x").encode(), "d.yaml").deck == deck


def test_distractors_come_from_chapters_of_the_same_language_only() -> None:
    decks = compile_chapters([chapter(KYRGYZ), chapter(RUSSIAN)])
    assert [card.id for card in decks[0].cards if card.type == "choice"] == []


def test_a_chapter_of_another_book_has_a_name_of_its_own() -> None:
    deck = compile_chapters([chapter("id: water\n" + RUSSIAN)])[0]
    assert (deck.deck, deck.chapter) == ("water", 12)
    read = parse_chapter(("id: Ватер\n" + RUSSIAN).encode(), "content/ch.yaml")
    assert [(problem.line, problem.rule) for problem in read.problems] == [(1, "id")]


@pytest.mark.parametrize("language", ["Russian", "r", "ру", "ru-RU"])
def test_a_language_is_a_code(language: str) -> None:
    read = parse_chapter(f"chapter: 1\ntitle: T\nlanguage: {language}\n".encode(), "content/ch.yaml")
    assert [(problem.line, problem.rule) for problem in read.problems] == [(3, "language")]


def test_the_answer_in_its_own_prompt_is_found_in_any_russian_form() -> None:
    text = RUSSIAN.replace("Поднимает воду в резервуар.", "Две насосные станции города.")
    problems = lint_chapters([parse_chapter(text.encode(), "c.yaml")]).problems
    assert "given-away" in {problem.rule for problem in problems}


def test_a_kyrgyz_ending_is_not_looked_for_in_a_russian_sentence() -> None:
    text = RUSSIAN.replace("{{выше}} нормы", "{{норма}}ларга")
    problems = lint_chapters([parse_chapter(text.encode(), "c.yaml")]).problems
    assert "blank-ending" not in {problem.rule for problem in problems}


def test_two_languages_in_one_sitting_keep_their_own_rules(person: Person) -> None:
    decks = person.home / "decks"
    card = "- {{id: a, type: typed, prompt: '?', answer: {}, page: 1}}"
    write(decks, "ky.yaml", "deck: ky-deck\ntitle: K\ncards:\n" + card.format("бюджет"))
    write(decks, "ru.yaml", "deck: ru-deck\ntitle: R\nlanguage: ru\ncards:\n" + card.format("бюджет"))
    said = person.types("study", "ky-deck", "ru-deck", "--new", "5", lines="бюджеттин\n\nбюджетами\n\n:quit\n")
    assert said.out.count("Right, in another form of the word.") == 2, said.out


@pytest.mark.parametrize("query", ["водозабором", "насосных станций", "насосная"])
def test_the_search_knows_russian_forms(person: Person, query: str) -> None:
    deck = compile_chapters([chapter(RUSSIAN)])[0]
    write(person.home / "decks", "ch12.yaml", deck_text(deck, "x"))
    assert len(person.types("cards", query, "--json").json["cards"]) >= 2
