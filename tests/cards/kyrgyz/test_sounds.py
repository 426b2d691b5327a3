from __future__ import annotations

import pytest

from kgquiz.cards.marker import Lexicon, mark_text
from kgquiz.cards.verdict import Allowance, Finding


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("коммерциялык", "комерциялык"),
        ("Премьер-министр", "Примьер-министр"),
        ("Премьер-министрге", "Премер-министрге"),
        ("сессия", "сесия"),
        ("Мамлекеттик кадр кызматы", "Мамлекетик кадр кызматы"),
        ("Юстиция министрлиги", "Юстицыя министрлиги"),
        ("Мэрия", "мерия"),
        ("мэр", "мер"),
        ("Жогорку Кеңеш", "Жогорку Кеңещ"),
        ("жоюлбаган", "жойулбаган"),
        ("неоинституционалдык", "неоинституционалык"),
        ("структуралык", "структурлык"),
        ("финансылык аудит", "финансалык аудит"),
        ("мыйзам", "мыйзамлардын"),
        ("жергиликтүү кеңеш", "жергиликтүү кеңешлер"),
        ("ченемдик укуктук акт", "ченемдик укуктук актлар"),
        ("район", "районлор"),
        ("облус", "облусдар"),
        ("саясий кызмат", "саясый кызмат"),
        ("коллегиялуу орган", "коллегиалуу орган"),
    ],
)
def test_a_word_spelled_as_it_is_heard_counts_and_is_told(answer: str, typed: str) -> None:
    verdict = mark_text(typed, answer)
    assert (verdict.score, verdict.finding) == (1.0, Finding.SPELLING)
    assert [piece.kind for piece in verdict.forgiven] == [Allowance.SOUND]


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("Экономика министрлиги", "Экономика минстрлиги"),
        ("башкы бухгалтер", "башкы бугалтер"),
        ("аймактык шайлоо комиссиясы", "аймактык шайло комиссиясы"),
        ("министрлик", "министирлик"),
        ("прокуратура", "прокуротура"),
        ("туруктуу", "турктуу"),
        ("тармактык", "тармактк"),
        ("Башкы прокурор", "Башкы прокрору"),
        ("администрация", "администарция"),
    ],
)
def test_a_letter_lost_or_added_in_the_midst_of_a_long_word_counts(answer: str, typed: str) -> None:
    verdict = mark_text(typed, answer)
    assert (verdict.score, verdict.finding) == (1.0, Finding.SPELLING)
    assert [piece.kind for piece in verdict.forgiven] == [Allowance.TYPED]


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("реакция", "редакция"),
        ("компания", "кампания"),
        ("башкаруу", "башкару"),
        ("редакция", "редукция"),
        ("тартиптик", "тартиптүү"),
        ("бюджетти бекитет", "бюджетти бекийт"),
    ],
)
def test_what_may_be_another_word_is_never_taken_unasked(answer: str, typed: str) -> None:
    assert mark_text(typed, answer).score < 1


def test_another_term_of_the_deck_is_no_spelling() -> None:
    lexicon = Lexicon.of(["коммиссия", "комиссия"])
    assert mark_text("комиссия", "коммиссия", lexicon=lexicon).finding is Finding.OTHER_TERM


def test_a_card_that_wants_the_letters_forgives_no_spelling() -> None:
    assert mark_text("комерциялык", "коммерциялык", match="exact").score < 1
    assert mark_text("комерциялык", "коммерциялык", match="fold").score < 1
