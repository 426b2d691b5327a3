"""Russian answers: a real lexicon says which words are forms of one, and the marker agrees."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.languages.russian import fold, forms, same_word
from kgquiz.cards.marker import Lexicon, mark_text
from kgquiz.cards.verdict import Allowance, Finding, Match, Verdict

pytestmark = pytest.mark.landing

pymorphy3 = pytest.importorskip("pymorphy3")

BEGINNINGS = (
    "вод",
    "бюд",
    "госу",
    "зако",
    "насо",
    "пред",
    "комм",
    "учре",
    "рас",
    "прав",
    "избир",
    "очис",
    "мест",
    "ста",
)
ODD = {"Name", "Surn", "Patr", "Abbr", "Geox", "Fixd", "Slng", "Arch", "Erro", "Dist", "Infr", "V-be", "V-oy", "Supr"}
FEW, MANY = 12, pytest.param(60, marks=pytest.mark.slow)
"""Words of each beginning."""
FORMS = {"NOUN": {"NOUN"}, "ADJF": {"ADJF"}, "INFN": {"INFN", "VERB"}}


@cache
def lexicon() -> Any:
    return pymorphy3.MorphAnalyzer()


@cache
def headwords(beginning: str) -> tuple[tuple[str, Any], ...]:
    """The words of a beginning that head an entry, with their tags: one walk through the lexicon for all kinds."""
    dictionary = lexicon().dictionary
    heads = [(word, paradigm) for word, (paradigm, index) in dictionary.words.iteritems(beginning) if index == 0]
    return tuple(
        (word, dictionary.build_tag_info(paradigm, 0))
        for word, paradigm in heads
        if dictionary.build_normal_form(paradigm, 0, word) == word
    )


@cache
def alike(beginning: str) -> frozenset[str]:
    """The words of a beginning as they are written, without their tags, which nobody asks here."""
    return frozenset(map(fold, lexicon().dictionary.words.iterkeys(beginning)))


@cache
def lexemes(kind: str, per: int) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """(lemma, its forms, other words that begin alike) of a sample of the lexicon."""
    words = lexicon()
    found = []
    for beginning in BEGINNINGS:
        lemmas = [word for word, tag in headwords(beginning) if kind == tag.POS and not ODD & tag.grammemes]
        for lemma in Random(beginning).sample(lemmas, min(len(lemmas), per)):
            parses = [parse for parse in words.parse(lemma) if parse.normal_form == lemma]
            every = {fold(one.word) for parse in parses for one in parse.lexeme}
            own = {
                fold(one.word)
                for one in next(parse for parse in parses if kind == parse.tag.POS).lexeme
                if one.tag.POS in FORMS[kind] and not ODD & one.tag.grammemes
            }
            found.append((fold(lemma), frozenset(own), alike(lemma[: max(3, len(lemma) - 3)]) - every))
    return tuple(found)


@pytest.mark.parametrize("per", [FEW, MANY])
def test_forms_of_one_word_are_accepted_and_others_refused_as_often_as_the_guide_says(per: int) -> None:
    """All kinds in one test: the walk through the lexicon is what takes long."""
    told = {"NOUN": (0.99, 0.999), "ADJF": (0.985, 0.99), "INFN": (0.75, 0.998)}
    for kind, (accepted, refused) in told.items():
        own = [(lemma, form) for lemma, forms_, _ in lexemes(kind, per) for form in forms_]
        others = [(lemma, other) for lemma, _, near in lexemes(kind, per) for other in near]
        assert min(len(own), len(others)) > 1000, kind
        assert sum(same_word(*pair) for pair in own) / len(own) >= accepted, kind
        assert sum(not same_word(*pair) for pair in others) / len(others) >= refused, kind


@pytest.mark.parametrize("per", [FEW, MANY])
def test_forms_of_one_word_meet_in_a_search(per: int) -> None:
    pairs = [(lemma, form) for lemma, own, _ in lexemes("NOUN", per) for form in own]
    assert sum(not set(forms(one)).isdisjoint(forms(other)) for one, other in pairs) / len(pairs) >= 0.95


def marked(
    answer: str, typed: str, match: Match = "meaning", accept: tuple[str, ...] = (), reject: tuple[str, ...] = ()
) -> Verdict:
    return Lexicon.of([(answer,), ("смета",)]).mark(
        typed, answer, accept=accept, reject=reject, match=match, language="ru"
    )


@pytest.mark.parametrize(
    ("answer", "typed", "finding"),
    [
        ("водозабор", "Водозабор.", Finding.NORMAL),
        ("счётчик", "счетчик", Finding.KEYBOARD),
        ("норма", "нөрма", Finding.KEYBOARD),
        ("насос", "yfcjc", Finding.KEYBOARD),
        ("водозабор", "водозабора", Finding.ENDING),
        ("насосная станция", "насосные станции", Finding.ENDING),
        ("рынок", "рынка", Finding.ENDING),
        ("оценка", "оценок", Finding.ENDING),
        ("отец", "отцу", Finding.ENDING),
        ("перепись населения", "переписью населения", Finding.ENDING),
        ("подпись", "подписи", Finding.ENDING),
        ("примесь", "примесями", Finding.ENDING),
        ("человек", "людей", Finding.ENDING),
        ("пятнадцать", "15", Finding.VALUE),
        ("25 000", "двадцать пять тысяч", Finding.VALUE),
        ("50%", "50 процентов", Finding.VALUE),
        ("1993", "в 1993 году", Finding.WRONG),
        ("1993", "1993 году", Finding.VALUE),
        ("5 мая 1993 года", "05.05.1993", Finding.VALUE),
        ("5 мая 1993 года", "6 мая 1993 года", Finding.WRONG),
        ("1/3", "1/4", Finding.WRONG),
        ("3 дня", "3", Finding.SLIP),
        ("3 дня", "3 недели", Finding.WRONG),
        ("одиннадцать", "пять, шесть", Finding.WRONG),
        ("вода, газ и свет", "свет, вода и газ", Finding.MEANING),
        ("хлорирование", "хлорировние", Finding.SLIP),
        ("бюджет", "смета", Finding.OTHER_TERM),
        ("бюджет", "сметой", Finding.OTHER_TERM),
        ("бюджет", "", Finding.EMPTY),
    ],
)
def test_what_a_typed_answer_is_found_to_be(answer: str, typed: str, finding: Finding) -> None:
    assert marked(answer, typed).finding is finding


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("закон", "законность"),
        ("закон", "законный"),
        ("законность", "законный"),
        ("государство", "государственный"),
        ("управление", "управляющий"),
        ("управлять", "управляться"),
        ("решать", "решить"),
        ("изучать", "изучить"),
        ("принимать", "принять"),
        ("рассматривать", "рассмотреть"),
        ("зависимость", "независимость"),
        ("законный", "незаконный"),
        ("банк", "банкир"),
        ("совет", "советник"),
        ("местный бюджет", "республиканский бюджет"),
        ("не менее 3", "3"),
        ("НДС", "НДСа"),
    ],
)
def test_a_near_miss_is_wrong(answer: str, typed: str) -> None:
    assert marked(answer, typed).score == 0
    assert marked(answer, typed).finding in {Finding.WRONG, Finding.SLIP}


@pytest.mark.parametrize(
    ("match", "typed", "score"),
    [
        ("exact", "Насосы", 0.0),
        ("exact", "насос", 1.0),
        ("fold", "yfcjc", 1.0),
        ("fold", "насосы", 0.0),
        ("inflect", "насосы", 1.0),
    ],
)
def test_match_says_what_is_forgiven(match: Match, typed: str, score: float) -> None:
    assert marked("насос", typed, match).score == score


def test_what_the_author_rejects_and_accepts() -> None:
    assert marked("тариф", "платой", reject=("плата",)).score == 0
    assert marked("тариф", "расценки", accept=("расценка",)).finding is Finding.ENDING


def test_the_layout_is_told_as_what_was_forgiven() -> None:
    assert marked("насос", "yfcjc").forgiven[0].kind is Allowance.LAYOUT


def test_russian_rules_do_not_reach_a_kyrgyz_card() -> None:
    assert mark_text("законами", "закон").finding is Finding.WRONG
    assert Lexicon.of([]).mark("законами", "закон", language="ru").finding is Finding.ENDING


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["ru", "en", "de"]))
def test_any_text_gets_a_verdict_and_an_answer_is_right_for_itself(answer: str, typed: str, language: str) -> None:
    lexicon = Lexicon.of([(answer,)])
    assert 0 <= lexicon.mark(typed, answer, language=language).score <= 1
    if answer.strip():
        assert lexicon.mark(answer, answer, language=language).score == 1
