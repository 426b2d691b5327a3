"""An agent typed with the deed of its sentence, in either voice; and a short right answer is not shortened further."""

from __future__ import annotations

import pytest

from kgquiz.cards.verdict import Allowance
from tests.cards.sentences import typed_into

CHARTER = "Мамлекеттик ишкананын уставын ___ бекитет."
ORDER = "Иштөө тартиби ___ менен аныкталат."
SESSION = "Кезексиз сессиясын сунуш түшкөндөн кийин ___ чакырат."
MAYOR = "Шаардын мэрин ___ мөөнөтүнөн мурда бошото алат."
LAW = "Мыйзамды ___ кабыл алат."

DRAFT = "Жобонун долбоорун ___ иштеп чыгат."
POLICY = "Айылда салык саясатын ___ ишке ашырат."
WHO = "Палатанын төрагасын дайындоочу кызмат адамы — ___."

DOES_IT = [
    (DRAFT, "салык кызматы", "салык кызматы тарабынан иштелип чыгат"),
    (POLICY, "салык кызматы", "салык кызматы тарабынан ишке ашырылат"),
    ("Жобону кеңеш иштеп чыгып, ___ бекитет.", "Өкмөт", "Өкмөт тарабынан бекитилет"),
    (WHO, "Президент", "Президент дайындайт"),
    (WHO, "Президент", "Президент тарабынан дайындалат"),
    (CHARTER, "Өкмөт", "Өкмөт тарабынан бекитилет"),
    (CHARTER, "Өкмөт", "КР Өкмөтү тарабынан бекитилген"),
    (CHARTER, "Өкмөт", "уставын Өкмөт бекитет"),
    (CHARTER, "Өкмөт", "Өкмөт тарабынан ырасталат"),
    (SESSION, "Жогорку Кеңештин Төрагасы", "Жогорку Кеңештин Төрагасы тарабынан чакырылат"),
    (LAW, "Жогорку Кеңеш", "парламент тарабынан кабыл алынат"),
    ("Тартибин ___ аныктайт.", "конституциялык мыйзам", "конституциялык мыйзам менен аныкталат"),
    (ORDER, "Аппараттын Регламенти", "Аппараттын Регламенти аныктайт"),
    ("Мыйзам ___ тарабынан бекитилет.", "Жогорку Кеңеш", "Жогорку Кеңеш бекитет"),
    (MAYOR, "Премьер-министр", "Премьер-министр бошотот"),
    (MAYOR, "Премьер-министр", "ПМ бошото алат"),
]

DOES_IT_NOT = [
    (DRAFT, "салык кызматы", "салык кызматы тарабынан жазылып чыгат"),
    (DRAFT, "салык кызматы", "каржы бөлүмү тарабынан иштелип чыгат"),
    (WHO, "Президент", "Президент шайлайт"),
    (WHO, "Президент", "Президент дайындалат"),
    (WHO, "Президент", "Президентти дайындайт"),
    (WHO, "Президент", "Өкмөт дайындайт"),
    (CHARTER, "Өкмөт", "Өкмөт тарабынан жоюлат"),
    (CHARTER, "Өкмөт", "Өкмөт тарабынан бекитилбейт"),
    (CHARTER, "Өкмөт", "Өкмөт менен бекитилет"),
    (CHARTER, "Өкмөт", "Өкмөт бекитилет"),
    (CHARTER, "Өкмөт", "Өкмөттү бекитет"),
    (CHARTER, "Өкмөт", "Президент тарабынан бекитилет"),
    (MAYOR, "Премьер-министр", "Премьер-министр дайындайт"),
    (MAYOR, "Премьер-министр", "Премьер-министр бошотулат"),
    (MAYOR.replace("алат", "албайт"), "Премьер-министр", "Премьер-министр бошотот"),
    ("Шаардын мэрин ___ эмес, Президент бошотот.", "аким", "аким бошотот"),
    (ORDER, "Аппараттын Регламенти", "Аппараттын Регламентин аныктайт"),
    (ORDER, "Аппараттын Регламенти", "Аппараттын Регламенти аныкталат"),
    ("Президент Жогорку Кеңеште ___ чыгарат.", "жарлык", "жарлык тарабынан чыгарылат"),
    ("Президент кызматтардын курамын ___ бекитет.", "жарлык", "жарлык тарабынан бекитилет"),
    ("Өкмөт ___ бекитет.", "уставды", "устав тарабынан бекитилет"),
]


@pytest.mark.parametrize(("question", "answer", "typed"), DOES_IT, ids=lambda text: text)
def test_who_does_it_may_be_told_with_the_deed_of_the_sentence(question: str, answer: str, typed: str) -> None:
    assert typed_into(question, answer, typed).score == 1


@pytest.mark.parametrize(("question", "answer", "typed"), DOES_IT_NOT, ids=lambda text: text)
def test_another_deed_and_another_role_are_wrong(question: str, answer: str, typed: str) -> None:
    assert typed_into(question, answer, typed).score == 0


def test_the_verb_typed_along_is_told() -> None:
    verdict = typed_into(CHARTER, "Өкмөт", "Өкмөт тарабынан бекитилет")
    assert [piece.kind for piece in verdict.forgiven] == [Allowance.DOER]


def test_a_short_right_answer_is_not_shortened_further() -> None:
    question = "Жергиликтүү органдарга берилет: ___"
    right = ("берилген мамлекеттик ыйгарым укуктар", "мамлекеттик ыйгарым укуктар")
    assert typed_into(question, right[0], right[1], *right[1:]).score == 1
    assert typed_into(question, right[0], "ыйгарым укуктар", *right[1:]).score == 0


def test_a_short_right_answer_is_of_the_level_of_the_full_one() -> None:
    question = "Республикалык бюджет менен жергиликтүү бюджеттин байланышы: ___"
    right = ("жергиликтүү бюджеттин кирешелери", "бюджеттин кирешелери")
    assert typed_into(question, right[0], "жергиликтүү бюджеттин кирешеси", *right[1:]).score == 1
    assert typed_into(question, right[0], "республикалык бюджеттин кирешелери", *right[1:]).score == 0


def test_half_of_a_compound_is_another_thing_though_the_question_says_the_other_half() -> None:
    assert typed_into("Кичи райондору бар шаарда ар бир ___ сот түзүлөт.", "кичи районго", "районго").score == 0
    assert typed_into("Айылда жобону ___ бекитет.", "айыл өкмөтү", "өкмөт").score == 0
    assert typed_into("Шаардагы жобону ___ бекитет.", "шаардык кеңеш", "кеңеш").score == 1
