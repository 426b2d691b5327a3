"""The right figure of something else is wrong; of what the sentence counts it is right."""

from __future__ import annotations

import pytest

from kgquiz.cards.verdict import Finding
from tests.cards.sentences import typed_into

TAX = "Киреше салыгынын ___ бюджетке түшөт."
DELEGATES = "Курултайларга ___ миңден ашуун делегат катышкан."
INDEX = "Баалоодо бюджеттин ачыктык индекси 100дөн ___ упайды түзгөн."
LIMIT = "Карызды тейлөө жылдык кирешенин ___ пайызынан ашса, ага карыз алууга тыюу салынат."
DAYS = "Жыйындын протоколу ___ жумушчу күндүн ичинде таризделет."
LAW = "Иш ___-жылдагы «Жергиликтүү өз алдынча башкаруу жөнүндө» мыйзам менен аныкталат."
ELSE = [
    (TAX, ("100%", "баары", "100"), "100 сом"),
    (TAX, ("100%", "баары", "100"), "100 жыл"),
    (DELEGATES, ("90",), "90 курултай"),
    (DELEGATES, ("90",), "токсон курултай"),
    (INDEX, ("54",), "54 сом"),
    (INDEX, ("54",), "54 бюджет"),
    (LIMIT, ("20", "20%"), "20 сом"),
    (LIMIT, ("20", "20%"), "20 карыз"),
    (DAYS, ("3",), "3 саат"),
    (LAW, ("2011",), "2011 сом"),
    ("Кыргызстан 167 өлкөнүн ичинен ___ упай топтогон.", ("28",), "28 өлкө"),
]
COUNTED = [
    (TAX, ("100%", "баары", "100"), "100 пайызы"),
    (DELEGATES, ("90",), "90 делегат"),
    (DELEGATES, ("90",), "90 миңден ашуун делегат"),
    (INDEX, ("54",), "54 балл"),
    (LIMIT, ("20", "20%"), "20 пайыз"),
    (DAYS, ("3",), "3 күн ичинде"),
    (LAW, ("2011",), "2011-жылдагы мыйзам"),
    ("Айып ___ менен чектелет.", ("3000",), "3000 сом"),
    ("Көп дегенде ___ депутаттык мандат берилет.", ("65",), "65 орун"),
]


@pytest.mark.parametrize(("question", "right", "typed"), ELSE)
def test_the_right_figure_of_something_else_is_wrong(question: str, right: tuple[str, ...], typed: str) -> None:
    assert typed_into(question, right[0], typed, *right[1:]).score == 0


@pytest.mark.parametrize(("question", "right", "typed"), COUNTED)
def test_what_the_sentence_counts_may_stand_behind_the_figure(
    question: str, right: tuple[str, ...], typed: str
) -> None:
    assert typed_into(question, right[0], typed, *right[1:]).score == 1


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        ("Кызмат ___ баскычта өнүккөн.", "4", "төртүнчү"),
        ("Депутат ___ шайланат.", "5 жыл", "5-жылы"),
    ],
)
def test_which_one_it_is_tells_not_how_many_there_are(question: str, answer: str, typed: str) -> None:
    verdict = typed_into(question, answer, typed)
    assert verdict.score == 0
    assert verdict.finding is not Finding.SLIP


@pytest.mark.parametrize(
    ("question", "answer", "typed"),
    [
        ("Кызмат ___-баскычта өнүккөн.", "4", "төртүнчү"),
        ("Кызмат ___ баскычта өнүккөн.", "4", "төрт"),
        ("Депутат ___ шайланат.", "5 жыл", "беш жыл"),
        ("Реформа ___-жылы башталган.", "1991", "1991-жылы"),
    ],
)
def test_an_ordinal_is_right_where_a_hyphen_makes_the_figure_one(question: str, answer: str, typed: str) -> None:
    assert typed_into(question, answer, typed).score == 1


def test_what_stands_behind_a_bound_is_what_is_counted() -> None:
    question = "20 органда ___ ашык иш-чара белгиленген."
    assert typed_into(question, "1200", "1200 орган", "1200дөн").score == 0
    assert typed_into(question, "1200", "1200 иш-чара", "1200дөн").score == 1
