"""Words that a phrase carries without saying more may be typed along; the same words where they say more may not."""

from __future__ import annotations

import pytest

from kgquiz.cards.marker import mark_text
from kgquiz.cards.verdict import Allowance
from tests.cards.sentences import typed_into

SAME = [
    ("Жаңы мөөнөт ___ бар адамга да берилет.", "эмгек тажрыйбасы", "буга чейин эмгек тажрыйбасы"),
    ("Кирешенин эң ириси — жер үчүн ___.", "пайдалануу акысы", "төлөнүүчү пайдалануу акысы"),
    ("Сумма ___ боюнча эсептелет.", "эсептөө формуласы", "бекитилген эсептөө формуласы"),
    ("Ишти ___ жүргүзгөн.", "убактылуу комиссиялар", "убактылуу иштеген комиссиялар"),
    ("Стратегия ___ багытты камтыган.", "9", "9 негизги багыт"),
    ("Адамды ___ менен алууну көздөгөн.", "жабык конкурс", "жабык конкурс өткөрүү"),
    ("Аппарат эки иш аткарат — баалоо жана ___.", "мониторинг", "мониторинг кылуу"),
    ("Мүлктү ___ менен өткөрүүгө жол ачкан.", "контракт", "контракт түзүү"),
    ("Катчылык ___ түзүлгөн.", "Каржы министрлигинде", "Каржы министрлигинин курамында"),
    ("Үлүш ___ боюнча аныкталат.", "кодекс", "кодекске ылайык"),
    ("База ___ аркылуу түзүлгөн.", "Өкмөттүн токтомдору", "Өкмөттүн токтомдору менен"),
    ("Тартипти ___ киргизген.", "Өкмөттүн токтому", "Өкмөттүн токтому менен"),
    ("Сунуш ___ деп эсептелет.", "кабыл алынган", "кабыл алынган болуп"),
    ("Ээси органга ___ укугун берет.", "тескөө", "аны тескөө"),
    ("Мыйзам ___ институтун киргизген, бул орундагы адам алмашпайт.", "жооптуу катчы", "жооптуу катчы кызматы"),
]
MORE = [
    ("Жаңы мөөнөт ___ бар адамга да берилет.", "эмгек тажрыйбасы", "буга чейин кызмат тажрыйбасы"),
    ("Кирешенин эң ириси — жер үчүн ___.", "пайдалануу акысы", "төлөнбөгөн пайдалануу акысы"),
    ("Стратегия ___ багытты, 4 кошумча багытты камтыган.", "9", "9 негизги багыт"),
    ("Өкмөт ___ демилгелейт.", "мыйзам", "мыйзам кабыл алуу"),
    ("Катчылык ___ түзүлгөн.", "Каржы министрлигинде", "Каржы министрлигинин алдында"),
    ("Үлүш ___ боюнча аныкталат.", "кодекс", "кодекске ылайык эмес"),
    ("Тартипти ___ киргизген.", "Президент", "Президент менен"),
    ("Ээси органга ___ укугун берет.", "тескөө", "аларга тескөө"),
    ("Төрага ___ дайындайт.", "жооптуу катчы", "жооптуу катчынын аппараты"),
]


@pytest.mark.parametrize(("question", "answer", "typed"), SAME)
def test_what_says_no_more_may_be_typed_along_and_is_told(question: str, answer: str, typed: str) -> None:
    verdict = typed_into(question, answer, typed)
    assert verdict.score == 1
    assert Allowance.RESTATED in {piece.kind for piece in verdict.forgiven}


@pytest.mark.parametrize(("question", "answer", "typed"), MORE)
def test_what_says_more_may_not(question: str, answer: str, typed: str) -> None:
    assert typed_into(question, answer, typed).score < 1


TWO = ("жамааттык", "элдик")
BOTH = ["жамааттык же элдик", "элдик жана жамааттык", "жамааттык-элдик", "элдик – жамааттык"]


@pytest.mark.parametrize("typed", BOTH)
def test_two_right_names_beside_each_other_are_right(typed: str) -> None:
    verdict = mark_text(typed, TWO[0], accept=TWO[1:], question=("Сот ", " негизде түзүлөт."))
    assert verdict.score == 1
    assert Allowance.RESTATED in {piece.kind for piece in verdict.forgiven}


@pytest.mark.parametrize("typed", ["жамааттык же жеке", "жамааттык жана мамлекеттик", "элдик же", "жамааттык-улуттук"])
def test_a_right_name_beside_another_thing_is_not(typed: str) -> None:
    assert mark_text(typed, TWO[0], accept=TWO[1:], question=("Сот ", " негизде түзүлөт.")).score < 1


def test_two_figures_are_no_two_names() -> None:
    assert mark_text("5 же 6", "5", accept=("6",), question=("Мөөнөт ", " жыл.")).score < 1


LIST = ("Токтом өкмөттөрдү ", " негизинде түзгөн.")


def test_a_list_may_repeat_its_noun() -> None:
    for typed in ("айылдык кеңештердин жана шаардык кеңештердин", "айыл кеңештери менен шаар кеңештеринин"):
        verdict = mark_text(typed, "айылдык жана шаардык кеңештердин", question=LIST)
        assert verdict.score == 1
        assert Allowance.WORDING in {piece.kind for piece in verdict.forgiven}


def test_a_list_of_other_things_is_wrong() -> None:
    for typed in ("айылдык кеңештердин жана райондук кеңештердин", "айылдык кеңештердин жана шаардык соттордун"):
        assert mark_text(typed, "айылдык жана шаардык кеңештердин", question=LIST).score < 1


INDEX = ("Тургундардын жашоосун жакшыртууга жумшалуучу акча кандай аталат?", "")


def test_an_index_has_the_attribute_behind_its_noun() -> None:
    for typed, answer in (
        ("фонд (шаардык өнүгүү)", "Шаардык өнүгүү фонду"),
        ("башчы (кеңештин)", "Кеңештин башчысы"),
    ):
        assert mark_text(typed, answer, question=INDEX).score == 1
    assert mark_text("башчы (кеңештин)", "Кеңештин башчысы", accept=("башчысы",), question=INDEX).score == 1
    assert mark_text("башчы (өкмөттүн)", "Кеңештин башчысы", question=INDEX).score < 1
    assert mark_text("орун басар (кеңештин)", "Кеңештин башчысы", question=INDEX).score < 1


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("саясий кызмат орду", "саясий штат бирдиги"),
        ("поселкалык кеңеш", "посёлоктук кеңеш"),
        ("жер-жерлердеги көйгөйлөр", "жер-жерлердеги көйгөйлүү маселелер"),
        ("дуалисттик түзүлүш", "дуалистикалык түзүлүш"),
    ],
)
def test_two_words_for_one_thing(answer: str, typed: str) -> None:
    assert mark_text(typed, answer).score == 1


def test_what_is_counted_may_be_counted_by_another_word() -> None:
    assert typed_into("Система ___ деңгээлден турган.", "4", "төрт баскычтан").score == 1
    assert typed_into("Жер ___ категорияга бөлүнөт.", "3", "үч түрү").score == 1
    assert typed_into("Система ___ деңгээлден турган.", "4", "төрт шаардан").score < 1
