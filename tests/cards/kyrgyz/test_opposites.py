"""Who types the contrary of a right answer is wrong, and is not asked about."""

from __future__ import annotations

import pytest

from kgquiz.cards.verdict import Finding
from tests.cards.sentences import typed_into

CONTRARY = [
    ("Адамдарды ___ менен алган.", ("ачык конкурс", "конкурс"), "жабык конкурс"),
    ("Адамдарды ___ менен алган.", ("ачык конкурс", "конкурс"), "жабык конкурска"),
    (
        "Мекемеге ___ укугу берилет.",
        ("мөөнөттүү акысыз пайдалануу", "акысыз пайдалануу"),
        "мөөнөтсүз акысыз пайдалануу",
    ),
    ("Мекемеге ___ укугу берилет.", ("мөөнөттүү пайдалануу", "пайдалануу"), "мооносуз пайдалануу"),
    ("Объект ___ берилет.", ("ижарага", "убактылуу ижарага"), "туруктуу ижарага"),
    ("Ички жана ___ саясатты аныктайт.", ("тышкы",), "ички"),
    ("Айылдагы ___ салыктар.", ("түз салыктар", "салыктар"), "кыйыр салыктар"),
    ("Катчынын орду — ___.", ("жооптуу катчы", "катчы"), "жоопсуз катчы"),
    ("Текшерүү ___ боюнча макулдашылат.", ("козголгон иштер", "иштер"), "козголбогон иштер"),
    ("Тандоонун түрү — ___.", ("талаш менен конкурс", "конкурс"), "талашсыз конкурс"),
]
NOT_CONTRARY = [
    ("Ички жана ___ саясатты аныктайт.", ("тышкы",), "ички жана тышкы"),
    ("Эки түрү бар: ___.", ("ички жана тышкы",), "тышкы жана ички"),
    (
        "Мекемеге ___ укугу берилет.",
        ("мөөнөттүү акысыз пайдалануу", "убактылуу акысыз пайдалануу"),
        "убактылуу акысыз пайдалануу",
    ),
    ("Мекемеге ___ укугу берилет.", ("акысыз пайдалануу",), "акысыз пайдалануу укугу"),
    ("Норма азырынча ___.", ("киргизилген эмес",), "киргизилбеген"),
]


@pytest.mark.parametrize(("question", "right", "typed"), CONTRARY)
def test_the_contrary_of_a_right_answer_is_wrong_and_not_asked_about(
    question: str, right: tuple[str, ...], typed: str
) -> None:
    verdict = typed_into(question, right[0], typed, *right[1:])
    assert verdict.score == 0
    assert verdict.finding is not Finding.SLIP


@pytest.mark.parametrize(("question", "right", "typed"), NOT_CONTRARY)
def test_both_sides_of_what_is_asked_or_said_may_be_typed(question: str, right: tuple[str, ...], typed: str) -> None:
    assert typed_into(question, right[0], typed, *right[1:]).score == 1


def test_a_denied_contrary_is_not_read_as_the_contrary() -> None:
    verdict = typed_into("Адамдарды ___ менен алган.", "ачык конкурс", "жабык эмес, ачык конкурс")
    assert verdict.finding is not Finding.OTHER_TERM
