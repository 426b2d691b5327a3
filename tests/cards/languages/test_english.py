"""English answers: plurals, possessives, articles, two spellings; and no other word of the family."""

from __future__ import annotations

import pytest

from kgquiz.cards.marker import Lexicon
from kgquiz.cards.verdict import Finding


def finding(answer: str, typed: str, language: str = "en") -> Finding:
    return Lexicon.of([(answer,)]).mark(typed, answer, language=language).finding


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("water tower", "the water towers"),
        ("city", "cities"),
        ("box", "boxes"),
        ("half", "halves"),
        ("knife", "knives"),
        ("analysis", "analyses"),
        ("criterion", "criteria"),
        ("datum", "data"),
        ("child", "children"),
        ("person", "people"),
        ("town council", "town council's"),
        ("organisation", "organizations"),
        ("tax", "taxes"),
        ("mayor", "mayors"),
    ],
)
def test_forms_of_a_noun_are_accepted(answer: str, typed: str) -> None:
    assert finding(answer, typed) is Finding.ENDING
    assert finding(typed, answer) is Finding.ENDING


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("organisation", "organization"),
        ("labour", "labor"),
        ("centre", "center"),
        ("programme", "program"),
        ("licence", "license"),
    ],
)
def test_british_and_american_spelling_are_one(answer: str, typed: str) -> None:
    assert finding(answer, typed) is Finding.KEYBOARD


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("market", "marketing"),
        ("plan", "planning"),
        ("account", "accountant"),
        ("news", "new"),
        ("custom", "customs"),
        ("good", "goods"),
        ("organ", "organization"),
        ("university", "universe"),
        ("policy", "police"),
        ("legal", "illegal"),
        ("pas", "pass"),
        ("a tenth", "a ninth"),
        ("no tax", "tax"),
    ],
)
def test_another_word_is_wrong(answer: str, typed: str) -> None:
    assert finding(answer, typed) is Finding.WRONG


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("May 5, 1993", "5 May 1993"),
        ("5th of May 1993", "05.05.1993"),
        ("1,200", "1200"),
        ("twenty-five", "25"),
        ("two hundred and five", "205"),
        ("50%", "fifty percent"),
        ("2 million", "2,000,000"),
    ],
)
def test_numbers_and_dates_count_by_their_value(answer: str, typed: str) -> None:
    assert finding(answer, typed) is Finding.VALUE


@pytest.mark.parametrize(
    ("typed", "found"),
    [("wasserturm", Finding.NORMAL), ("Wasserturmes", Finding.WRONG), ("Wassertum", Finding.SLIP)],
)
def test_of_a_language_without_rules_only_a_slip_is_asked_about(typed: str, found: Finding) -> None:
    assert finding("Wasserturm", typed, "de") is found
