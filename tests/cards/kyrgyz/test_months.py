from __future__ import annotations

import pytest

from kgquiz.cards.kyrgyz.dates import CalendarDate, read_value
from kgquiz.cards.kyrgyz.months import month_of
from kgquiz.cards.kyrgyz.normal import read

NAMES = [
    "январь янв января январю январём январе январда январы январга",
    "февраль фев февр февраля февралю февралём феврале февралда",
    "март мар марта марту мартом марте мартта марты",
    "апрель апр апреля апрелю апрелем апреле апрелде",
    "май мая маю маем мае майда майы майга",
    "июнь июн июня июню июнем июне июнда июну",
    "июль июл июля июлю июлем июле июлда июлу",
    "август авг августа августу августом августе августта",
    "сентябрь сен сент сентября сентябрю сентябрём сентябре сентябрда",
    "октябрь окт октября октябрю октябрём октябре октябрда",
    "ноябрь ноя нояб ноября ноябрю ноябрём ноябре ноябрда",
    "декабрь дек декабря декабрю декабрём декабре декабрда",
]
FORMS = [(name, number) for number, names in enumerate(NAMES, 1) for name in names.split()]


@pytest.mark.parametrize(("name", "number"), FORMS)
def test_the_names_of_the_months_in_kyrgyz_and_russian(name: str, number: int) -> None:
    assert month_of(name) == number


@pytest.mark.parametrize("way", ["5 {}", "5-{}", "5 {}."])
def test_every_name_makes_a_date_of_a_day(way: str) -> None:
    dates = [read_value(read(way.format(name)).tokens, 0) for name, _ in FORMS]
    assert dates == [(CalendarDate(0, number, 5), 2) for _, number in FORMS]


@pytest.mark.parametrize("word", ["марттык", "майдан-майдан", "ма", "майор", "июньский", "августтук", "декан", "я", ""])
def test_other_words_are_no_months(word: str) -> None:
    assert month_of(word) == 0
