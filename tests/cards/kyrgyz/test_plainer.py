"""A light verb, before and after a deed, an owner, a doer: more words count as the short ones; and only those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.kyrgyz.constructions import plain
from kgquiz.cards.kyrgyz.plainer import genitive, verbal
from kgquiz.cards.kyrgyz.stems import same_change
from kgquiz.cards.marker import mark_text

QUESTION = ("Тартипте бул жөнүндө эмне айтылган? ___", "")
SAME = [
    ("кадрлар саясатын реформа кылуу", "кадрлар саясатын реформалоо"),
    ("чыгымдарга анализ жүргүзүү", "чыгымдарга анализдөө"),
    ("долбоорду экспертиза жүргүзүү", "долбоорду экспертизалоо"),
    ("кызматка кирер алдында", "кызматка кирерден мурда"),
    ("кызматка киргенге чейин", "кызматка кирерден мурда"),
    ("кызматка кирүүдөн мурун", "кызматка кирерден мурда"),
    ("кызматка киргиче", "кызматка кирерден мурда"),
    ("жумушка орношордон мурун", "кызматка кирерден мурда"),
    ("мыйзам жарыялангандан кийин", "мыйзам жарыяланганда"),
    ("мыйзам жарыяланган соң", "мыйзам жарыяланганда"),
    ("мыйзам жарыялоодон кийин", "мыйзам жарыяланганда"),
    ("органга таандык мүлк", "органдын мүлкү"),
    ("Жогорку соттун курамындагы палата", "Жогорку соттун палатасы"),
    ("милдетин аткарган адамга", "милдетин аткаруучуга"),
    ("түрүнө карабастан", "түрүнө карабай"),
    ("сунуш кабыл алынган жок", "сунуш кабыл алынбайт"),
    ("айып четке кагылды", "айып четке кагылат"),
    ("фракцияга же партияга", "партияга же фракцияга"),
    ("эл – бийлик", "бийлик – эл"),
    ("адистешкен соттор", "адистештирилген соттор"),
    ("бийликтин бөлүнүшү", "бийликти бөлүү"),
    ("бийликтин бөлүнүүсү", "бийликти бөлүү"),
    ("системаны реформа кылган", "системаны реформалаган"),
    ("партия же фракция", "партияга же фракцияга"),
]


@pytest.mark.parametrize(("typed", "answer"), SAME)
def test_a_longer_wording_counts_as_its_short_one(typed: str, answer: str) -> None:
    assert mark_text(typed, answer, question=QUESTION).score == 1


@pytest.mark.parametrize(("typed", "answer"), SAME)
def test_it_counts_the_other_way_round(typed: str, answer: str) -> None:
    assert mark_text(answer, typed, question=QUESTION).score == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("кызматка киргенден кийин", "кызматка кирерден мурда"),
        ("кызматтан кетерден мурда", "кызматка кирерден мурда"),
        ("мыйзам жарыяланганга чейин", "мыйзам жарыяланганда"),
        ("прокуратурага таандык мүлк", "органдын мүлкү"),
        ("Өкмөттүн курамындагы палата", "Жогорку соттун палатасы"),
        ("милдетин аткарбаган адамга", "милдетин аткаруучуга"),
        ("түрүнө карап", "түрүнө карабай"),
        ("сунуш кабыл алынды", "сунуш кабыл алынбайт"),
        ("айып четке кагылган жок", "айып четке кагылат"),
        ("партияга жана фракцияга", "партияга же фракцияга"),
        ("эл – бизнес", "бийлик – эл"),
        ("адистештирилбеген соттор", "адистештирилген соттор"),
        ("чыгымдарга анализ жүргүзбөө", "чыгымдарга анализдөө"),
        ("бийликтин бөлүнбөөсү", "бийликти бөлүү"),
        ("сотко же фракцияга", "партияга же фракцияга"),
    ],
)
def test_what_turns_it_round_stays_wrong(typed: str, answer: str) -> None:
    assert mark_text(typed, answer, question=QUESTION).score == 0


@pytest.mark.parametrize(
    ("noun", "deed"),
    [("реформа", "реформалоо"), ("анализ", "анализдөө"), ("тест", "тесттөө"), ("контроль", "контролдоо")],
)
def test_a_noun_becomes_a_deed(noun: str, deed: str) -> None:
    assert verbal(noun) == deed


@pytest.mark.parametrize(
    ("noun", "owner"),
    [("орган", "органдын"), ("кеңеш", "кеңештин"), ("айыл өкмөтү", "айыл өкмөтүнүн"), ("мэрия", "мэриянын")],
)
def test_a_noun_becomes_an_owner(noun: str, owner: str) -> None:
    assert genitive(noun) == owner


WORDS = st.lists(st.text("абгдеклмнортуычөү", min_size=1, max_size=9), min_size=1, max_size=5)


@given(WORDS)
def test_what_is_plain_stays_so_whatever_the_words(words: list[str]) -> None:
    assert plain(tuple(words), verbs=False).words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("борборлоштуруу", "борборлошуу", True),
        ("автоматташтырган", "автоматташкан", True),
        ("борборлоштуруу", "борборлошкон", False),
        ("автоматташтырган", "автоматташтырбаган", False),
        ("адистештирилген", "адис", False),
    ],
)
def test_to_become_and_to_be_made_are_one_change(one: str, other: str, same: bool) -> None:
    assert same_change(one, other) is same is same_change(other, one)
