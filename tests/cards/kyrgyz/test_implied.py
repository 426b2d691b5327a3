"""What a thing or its sentence implies anyway may be typed along; what makes it another thing may not."""

from __future__ import annotations

import pytest

from kgquiz.cards.marker import Lexicon
from kgquiz.cards.verdict import Allowance
from tests.cards.sentences import typed_into

SAME = [
    ("Статс-катчы ___ отчет берет.", "органдын жетекчисине", "өзү баш ийген органдын жетекчисине"),
    ("Укуктарын ___ камсыз кылат.", "органдын жетекчиси", "мамлекеттик жана ЖӨБ органынын жетекчиси"),
    ("Фонд ___ катталат.", "юстиция органдарында", "юстиция министрлигинин органдарында"),
    ("Мэрди ___ шайлайт.", "шаардык кеңеш", "шаардык кеңештин депутаттары"),
    ("Жамааттын ___ күчү бар.", "калк кабыл алган актыларынын", "калк кабыл алган укуктук актыларынын"),
    ("Төрагага ___ орун басар болот.", "коалициялык көпчүлүктүн өкүлү", "фракциялардын коалициялык көпчүлүгүнүн өкүлү"),
    ("Жобону ___ бекитет.", "Өкмөт", "Өкмөт өзүнүн токтому менен"),
    ("Баалоонун ___ боюнча дайындалат.", "аттестациянын", "аттестациянын натыйжасынын"),
    ("Чек арасын ___ белгилейт.", "жергиликтүү кеңеш", "жергиликтүү кеңештин сессиясы"),
    ("Натыйжалуулук менен ___ тең салмакта.", "социалдык жоопкерчилик", "социалдык жоопкерчилик менен"),
    ("Өкмөттө ___ бар.", "демилге укугу", "демилге укугуна ээ болуу"),
]
ANOTHER = [
    ("Статс-катчы ___ отчет берет.", "органдын жетекчисине", "өзү иштеген органдын статс-катчысына"),
    ("Уставды ___ чечмелейт.", "жергиликтүү кеңеште", "жергиликтүү кеңештин депутаттары"),
    ("Жобону ___ бекитет.", "Өкмөт", "Президент өз жарлыгы менен"),
    ("Жобону ___ бекитет.", "Өкмөт", "Өкмөттүн токтому"),
    ("Менчик ___ таандык.", "жергиликтүү жамааттарга", "жергиликтүү жамааттардын түзүмдөрү"),
    ("Органды ___ түзөт.", "мамлекеттик орган", "мамлекеттик жана муниципалдык орган"),
    ("Фонд ___ катталат.", "юстиция органдарында", "Каржы министрлигинин органдарында"),
    ("Сессияны ___ чакырат.", "жергиликтүү кеңеш", "жергиликтүү кеңештин сессиясы"),
    ("Кол коюу менен ___ бекитет.", "Президент", "Президент менен"),
    ("Жерге ___ талап кылынат.", "мүлк", "мүлккө ээ болуу"),
]


@pytest.mark.parametrize(("question", "answer", "typed"), SAME)
def test_what_is_implied_anyway_may_be_typed_along_and_is_told(question: str, answer: str, typed: str) -> None:
    verdict = typed_into(question, answer, typed)
    assert verdict.score == 1
    assert Allowance.RESTATED in {piece.kind for piece in verdict.forgiven}


@pytest.mark.parametrize(("question", "answer", "typed"), ANOTHER)
def test_what_makes_it_another_thing_is_never_implied(question: str, answer: str, typed: str) -> None:
    assert typed_into(question, answer, typed).score < 1


def test_the_bodies_of_self_government_are_it_where_something_is_parted_from_it() -> None:
    lexicon = Lexicon.of(["жергиликтүү өз алдынча башкаруу", "жергиликтүү өз алдынча башкаруу органдары"])
    asked = "Конституция мамлекеттик бийликти ___ бөлгөн."
    right = "жергиликтүү өз алдынча башкаруудан"
    assert typed_into(asked, right, "ЖӨБ органдарынан", lexicon=lexicon).score == 1
    assert typed_into("___ деген эмне?", "жергиликтүү өз алдынча башкаруу", "ЖӨБ органдары", lexicon=lexicon).score < 1


def test_of_one_level_the_question_may_be_repeated_before_its_noun_and_of_two_may_not() -> None:
    one = "Мамлекеттик кызмат жөнүндө мыйзам боюнча ___ да маалымат берген."
    two = "Мамлекеттик кызмат, муниципалдык кызмат жөнүндө мыйзамдар боюнча ___ да маалымат берген."
    typed, right = "мамлекеттик кызматка кирерден мурда", "кызматка кирерден мурда"
    assert typed_into(one, right, typed).score == 1
    assert typed_into(two, right, typed).score < 1


@pytest.mark.parametrize("typed", ["конкурс", "конкурсу", "сынак"])
def test_half_of_a_compound_is_not_the_whole_though_the_question_has_the_other(typed: str) -> None:
    asked = "Бош орунга талапкерди экзамен аркылуу тандоонун түрү ___ деп аталат."
    assert typed_into(asked, "Конкурс-сынак", typed, "сынак конкурсу").score < 1
