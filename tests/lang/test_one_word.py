"""One word for one thing: what users found wrong, and rivals of a word that was chosen, stay out of the catalogues."""

from __future__ import annotations

import re

import pytest

from tests import catalogues

NOT_SAID = {
    "ky": {
        "упай": "балл: the points of an exam",
        "боштук талаа|мурунку боштук": "бош орун: a blank of a sentence",
        "желекче": "белги коюу: to flag",
        "бир нече тандоо": "бир нече туура жооп: the card type",
        "бош күндөр": "эс алуу күндөрү: the days off of a plan",
        "жадыбалдын максаты": "график: the schedule",
        "обзор|отчёт|отчет": "көрүнүш, жыйынтык",
        "[Ии]йгилиг": "окуу жазуулары: progress is no success",
        "кабыкча": "терминал",
        "план файлы|сынак план": "сынактын схемасы: a blueprint",
        "Убакыт чектелген": "убактысы чектелген",
        "Сал калды": "дээрлик туура",
        "турган турпат": "ошол калыбында",
        "көзгө көрүнбө": "көзгө урунбайт",
        "Болгондору": "барлары",
        "Айткан жоболор|тапшырманын номери": "пункт: of an answer; суроо: of an exam",
        "Иретке коюу": "иретке келтирүү: the card type",
        "экзамен": "сынак",
    },
    "ru": {
        "СДАНО": "СДАН: one form on the screen and in the list",
        "коммит": "сохраните в репозитории",
        "план экзамена|план к экзамену файл": "схема экзамена: a blueprint",
        "Прощено": "не считается ошибкой",
        "отложить или вернуть": "исключить: to suspend",
        "номер задания": "вопрос: an item of an exam",
        "интервал 95": "95%-й интервал",
        "уже не впереди": "дата уже прошла",
    },
}


@pytest.mark.parametrize(("language", "word"), [(one, word) for one in NOT_SAID for word in NOT_SAID[one]])
def test_a_word_that_was_given_up_is_said_nowhere(language: str, word: str) -> None:
    messages = catalogues.read_catalogue(language)
    said = [text for entry in messages if entry.id for text in catalogues.strings_of(entry)]
    assert len(said) > 1000
    assert [text for text in said if re.search(word, text)] == [], NOT_SAID[language][word]


@pytest.mark.parametrize(
    ("language", "rivals"),
    [
        ("ky", ("tick", "flag", "star", "suspend", "skip")),
        ("ru", ("tick", "flag", "star", "suspend", "skip")),
    ],
)
def test_two_keys_of_one_screen_are_not_called_alike(language: str, rivals: tuple[str, ...]) -> None:
    messages = catalogues.read_catalogue(language)
    words = [messages[rival].string for rival in rivals]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_straight_quotes_do_not_stand_beside_those_of_the_language(language: str) -> None:
    messages = catalogues.read_catalogue(language)
    texts = [text for entry in messages if entry.id for text in catalogues.strings_of(entry)]
    texts = [text for text in texts if "pip install" not in text]  # a shell's own quotes
    assert [text for text in texts if re.search(r"(?<!\w)'\{\w+\}'", text)] == []
