"""What is set beside what, done with what, and of which of two nouns something is said, decides whether a point is."""

from __future__ import annotations

import pytest

from kgquiz.cards.reading.written import read_written


def covered(text: str, point: str, prompt: str) -> bool:
    return read_written(text, (point,), prompt).points[0].covered


CASES = [
    (
        "Алмашуу",
        "аткаруу бийлиги парламенттеги саясий күчтөрдөн көз каранды",
        "Парламенттеги саясий күчтөр аткаруу бийлигинен көз каранды",
    ),
    (
        "Ачык модель",
        "стажга караганда орунга ылайыктуулук маанилүү",
        "Орунга ылайыктуулукка караганда стаж маанилүү",
    ),
    ("Устав", "башка жергиликтүү актылардан күчү жогору", "Башка жергиликтүү актылардын күчү уставдан жогору"),
    ("Ачык модель", "бош орун конкурс менен ээленет", "Бош орун дайындоо менен ээленет"),
    (
        "Долбоордун максаты",
        "дүйнөлүк мыкты тажрыйбаны Кыргызстандын шартына ылайыктоо",
        "Кыргызстандын тажрыйбасын дүйнөлүк шартка ылайыктоо",
    ),
    ("Формалар", "жарандардын жыйыны", "Жарандардын жыйыны 2011-жылы жоюлган"),
    ("Түзүм", "өз алдынча бөлүмдөр", "Анда өз алдынча бөлүмдөр жок"),
    ("Максаттар", "коррупциялык механизмдерди жоюу", "Коррупциялык механизмдер сакталат"),
    (
        "Мыйзам",
        "аталышы менен мазмунунун дал келбегендиги жоюлган",
        "Аталышы менен мазмунунун дал келбегендиги күчөгөн",
    ),
    ("Максаттар", "мамлекеттик кызматты реформалоо", "Мамлекеттик кызматты реформалабоо"),
    ("Шаар", "аткаруу органы — мэрия", "Аткаруу органы — шаардык кеңеш"),
]


@pytest.mark.parametrize(("prompt", "point", "text"), CASES)
def test_a_point_is_not_ticked_where_its_words_are_set_otherwise(prompt: str, point: str, text: str) -> None:
    assert not covered(text, point, prompt)


@pytest.mark.parametrize(("prompt", "point"), [(prompt, point) for prompt, point, _ in CASES])
def test_the_point_in_its_own_words_is_ticked(prompt: str, point: str) -> None:
    assert covered(f"{point[0].upper()}{point[1:]}.", point, prompt)


@pytest.mark.parametrize(
    ("prompt", "point", "text"),
    [
        ("Реформа", "иш убактылуу комиссиялар жана кеңештер менен жүрөт", "Иш убактылуу комиссиялар менен жүрөт"),
        ("Ачык модель", "бош орун конкурс менен ээленет", "Бош орундар сынак менен ээленет"),
        ("Алмашуу", "аткаруу бийлиги парламенттен көз каранды", "Парламенттен аткаруу бийлиги көз каранды болот"),
    ],
)
def test_the_same_in_other_words_is_still_ticked(prompt: str, point: str, text: str) -> None:
    assert covered(text, point, prompt)
