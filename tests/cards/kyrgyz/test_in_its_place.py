"""Who has something else where a right answer has its own is wrong, also where the bare noun passes."""

from __future__ import annotations

import pytest

from kgquiz.cards.verdict import Finding
from tests.cards.sentences import typed_into

ANOTHERS = [
    ("Тапшырманы ___ аткарат.", ("бөлүмдүн жетекчиси", "жетекчи"), "башкармалыктын жетекчиси"),
    ("Кызматтын ишин ___ көзөмөлдөйт.", ("бөлүмдүн жетекчиси", "жетекчи"), "кызматтын жетекчиси"),
    ("Документке ___ кол коёт.", ("органдын жетекчиси", "жетекчи"), "ыйгарым укуктуу мамлекеттик органдын жетекчиси"),
    ("Базаны ___ түзгөн.", ("Президенттин жарлыктары", "жарлыктар"), "Премьер-министрдин жарлыктары"),
    ("Жыйынга ___ катышат.", ("көпчүлүктүн өкүлү", "көпчүлүктүн бир өкүлү"), "көпчүлүктүн эки өкүлү"),
    ("Жаңы тартип ___ киргизген.", ("айылды өнүктүрүү", "өнүктүрүү"), "өлкөнү өнүктүрүү"),
    ("Макаланын автору — ___.", ("Асан Токтогулов", "Токтогулов"), "Бакыт Токтогулов"),
    ("Макаланын автору — ___.", ("Асан Токтогулов", "Токтогулов"), "Б. Токтогулов"),
    ("Маселе эки: чек ара жана ___.", ("республикалык бюджет", "бюджет"), "жергиликтүү бюджет"),
]
ITS_OWN = [
    ("Тапшырманы ___ аткарат.", ("бөлүмдүн жетекчиси", "жетекчи"), "бөлүмдүн жетекчиси"),
    ("Органда ___ кол коёт.", ("органдын жетекчиси", "жетекчи"), "мекеменин жетекчиси"),
    ("Документке ___ кол коёт.", ("органдын жетекчиси", "жетекчи"), "ЖӨБ органынын жетекчиси"),
    ("Базаны ___ түзгөн.", ("Президенттин жарлыктары", "жарлыктар"), "Кыргыз Республикасынын Президентинин жарлыктары"),
    ("Макаланын автору — ___.", ("Асан Токтогулов", "Токтогулов"), "А. Токтогулов"),
]


@pytest.mark.parametrize(("question", "right", "typed"), ANOTHERS)
def test_what_is_anothers_is_wrong_and_not_asked_about(question: str, right: tuple[str, ...], typed: str) -> None:
    verdict = typed_into(question, right[0], typed, *right[1:])
    assert verdict.score == 0
    assert verdict.finding is not Finding.SLIP


@pytest.mark.parametrize(("question", "right", "typed"), ITS_OWN)
def test_its_own_by_another_name_is_not_anothers(question: str, right: tuple[str, ...], typed: str) -> None:
    verdict = typed_into(question, right[0], typed, *right[1:])
    assert verdict.score == 1 or verdict.finding is Finding.SLIP


@pytest.mark.parametrize(
    ("question", "right", "typed"),
    [
        ("Талапкерлердин тобу; улуттук жана ички болуп экиге бөлүнөт.", "Кадрлар резерви", "ички кадрлар резерви"),
        ("Сот, прокуратура же милиция сыяктуу мекеменин жардамчы бөлүмү.", "Кеңсе", "прокуратуранын кеңсеси"),
        ("Мамлекеттин акчасынын планы.", "Бюджет", "бюджет системасы"),
    ],
)
def test_one_of_the_kinds_and_all_of_them_are_other_things(question: str, right: str, typed: str) -> None:
    assert typed_into(question, right, typed).score == 0


def test_another_right_answer_with_another_figure_takes_none_away() -> None:
    question = "Мөөнөт ___ созулган."
    assert typed_into(question, "бир жарым жылга", "18 айга").score == 1
    assert typed_into(question, "бир жарым жылга", "18 айга", "1,5 ай").score == 1
    assert typed_into(question, "бир жарым жылга", "17 айга", "1,5 ай").score == 0
