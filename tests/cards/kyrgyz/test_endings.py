from __future__ import annotations

import pytest

from kgquiz.cards.kyrgyz.endings import fits


@pytest.mark.parametrize(
    ("stem", "ending"),
    [
        ("Жогорку Кеңеш", "ке"),
        ("өкмөт", "түн"),
        ("мамлекет", "тердин"),
        ("башкаруу", "нун"),
        ("администрация", "сынын"),
        ("50%", "ы"),
        ("50%", "и"),
        ("5", "ке"),
        ("2012", "-ге"),
        ("100", "гө"),
        ("90 000", "ден"),
        ("ЖӨБ", "дүн"),
        ("июнь", "да"),
        ("жаран", "дык"),
        ("шаар", "лык"),
        ("мыйзам", ""),
        ("облус", "тагы"),
    ],
)
def test_an_ending_fits(stem: str, ending: str) -> None:
    assert fits(stem, ending)


@pytest.mark.parametrize(
    ("stem", "ending"),
    [
        ("Жогорку Кеңеш", "ге"),
        ("Жогорку Кеңеш", "ка"),
        ("өкмөт", "тун"),
        ("мамлекет", "дин"),
        ("башкаруу", "дун"),
        ("салык", "ы"),
        ("5", "га"),
        ("100", "ге"),
        ("90 000", "дан"),
        ("жаран", "лык"),
        ("шаар", "дар"),
        ("шаар", "ө"),
    ],
)
def test_an_ending_does_not_fit(stem: str, ending: str) -> None:
    assert not fits(stem, ending)
