from __future__ import annotations

from itertools import permutations

import pytest

from kgquiz.cards.kyrgyz.inflection import Kinship, TokenPlace, kin, word_of
from kgquiz.cards.kyrgyz.letters import fold
from tests.cards.kyrgyz.grammar import derivations, forms
from tests.cards.kyrgyz.words import LEMMAS, RUSSIAN_KEYBOARD, pairs


def belongs(form: str, lemma: str, place: TokenPlace = TokenPlace.ALONE) -> bool:
    return kin(word_of(lemma, place), form, fold(form)) is not None


def test_real_forms_belong_to_their_lemma() -> None:
    real = pairs("accept.tsv")
    missed = [(lemma, form) for lemma, form in real if not belongs(form, lemma)]
    assert len(missed) <= 0.01 * len(real), missed


def test_as_many_real_forms_belong_when_typed_on_a_russian_keyboard() -> None:
    real = pairs("accept.tsv")
    missed = [pair for pair in real if not belongs(pair[1].translate(RUSSIAN_KEYBOARD), pair[0])]
    assert len(missed) <= 0.01 * len(real), missed


def test_different_words_do_not_belong_to_each_other() -> None:
    different = pairs("reject.tsv")
    taken = [(lemma, form) for lemma, form in different if belongs(form, lemma)]
    assert len(taken) <= 0.003 * len(different), taken


def test_no_lemma_of_the_lists_is_taken_for_a_form_of_another() -> None:
    lemmas = sorted({lemma for name in ("accept.tsv", "reject.tsv") for lemma, _ in pairs(name)})
    words = {lemma: word_of(lemma, TokenPlace.ALONE) for lemma in lemmas}
    taken = [(one, other) for one, other in permutations(lemmas, 2) if kin(words[one], other, fold(other))]
    assert not taken


@pytest.mark.parametrize("lemma", LEMMAS)
def test_every_form_the_grammar_makes_belongs_to_its_lemma(lemma: str) -> None:
    missed = [form for form in forms(lemma) if not belongs(form, lemma)]
    assert not missed


@pytest.mark.parametrize("lemma", LEMMAS)
def test_a_derived_word_does_not_belong_to_its_base(lemma: str) -> None:
    taken = [word for word in derivations(lemma) if belongs(word, lemma)]
    assert not taken


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("орун", "орду"),
        ("орун", "ордунун"),
        ("мурун", "мурду"),
        ("моюн", "мойнунда"),
        ("акт", "актылар"),
        ("фонд", "фондусу"),
        ("сапаты", "сапатын"),
        ("аброй", "аброюн"),
        ("токой", "токоюнда"),
        ("объект", "объектилер"),
        ("субъект", "субъектисинин"),
        ("область", "областынын"),
        ("апрель", "апрелинде"),
        ("роль", "ролу"),
        ("контроль", "контролдун"),
        ("архив", "архивге"),
        ("архив", "архивке"),
        ("клуб", "клубтар"),
        ("китеп", "китебибиз"),
        ("мамлекет", "мамлекеттики"),
        ("үй", "үйдүн"),
    ],
)
def test_stem_changes_and_loans(lemma: str, form: str) -> None:
    assert belongs(form, lemma)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("көзөмөлдөө", "көзөмөлдөбөө"),
        ("башкаруу", "башкарбоо"),
        ("башкарма", "башкармалык"),
        ("кеңеш", "кеңешме"),
        ("колдонуу", "колдонуудагы"),
        ("президент", "президенттик"),
        ("салык", "салыкы"),
        ("аймак", "аймага"),
        ("мамлекет", "мамлекетдин"),
        ("бала", "балатын"),
        ("алты", "алтын"),
        ("ада", "адам"),
        ("финансы", "финанс"),
        ("акы", "акын"),
        ("орун", "орман"),
    ],
)
def test_what_is_no_form_of_the_word(lemma: str, form: str) -> None:
    assert not belongs(form, lemma)


def test_an_attribute_passes_inside_a_phrase_only() -> None:
    assert belongs("деңгээлдеги", "деңгээл", TokenPlace.INSIDE)
    assert not belongs("деңгээлдеги", "деңгээл", TokenPlace.LAST)


def test_a_possessive_head_may_be_typed_without_its_ending() -> None:
    assert belongs("өкмөт", "өкмөтү", TokenPlace.LAST)
    assert belongs("орун", "орду", TokenPlace.LAST)
    assert belongs("укук", "укугу", TokenPlace.LAST)


@pytest.mark.parametrize("typed", ["кызматка", "кызматта", "кызмат"])
def test_a_spatial_case_inside_a_phrase_must_stay(typed: str) -> None:
    assert belongs("кызматтан", "кызматтан", TokenPlace.INSIDE)
    assert belongs("кызматтардан", "кызматтан", TokenPlace.INSIDE)
    assert not belongs(typed, "кызматтан", TokenPlace.INSIDE)


def test_the_kinship_tells_the_keyboard_from_an_ending() -> None:
    word = word_of("өкмөт", TokenPlace.ALONE)
    kinships = [kin(word, form, fold(form)) for form in ("өкмөт", "окмот", "өкмөттүн")]
    assert [found and found.kinship for found in kinships] == [Kinship.SAME, Kinship.FOLDED, Kinship.INFLECTED]


def test_an_abbreviation_takes_endings_of_any_class() -> None:
    word = word_of("жк", TokenPlace.ALONE, abbreviation=True)
    assert all(kin(word, form, fold(form)) for form in ("жкнын", "жкнин", "жкдан", "жктан"))
