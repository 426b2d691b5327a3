from __future__ import annotations

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.outline import Outline
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.exam.giveaway import Faces

LEASE = Typed(id="lease.typed", prompt="Акы үчүн убактылуу пайдалануу.", answer="Ижара")
COUNCIL = Typed(id="council.typed", prompt="Парламент кандай аталат?", answer="Жогорку Кеңеш")
YEAR = Cloze(id="year.cloze", text="Конституция {{1993}}-жылы кабыл алынган.")


def clash(one: Card, other: Card) -> bool:
    return Faces({"1": one, "2": other}, asked=0).clash("1", "2")


@pytest.mark.parametrize(
    ("teller", "told"),
    [
        (Outline(id="q", prompt="Ижара менен сатуунун айырмасы эмнеде?", points=("a",)), LEASE),
        (TrueFalse(id="t", statement="Ижаранын мөөнөтү чектелбейт.", answer="false"), LEASE),
        (TrueFalse(id="t", statement="Жогорку Кенештин мөөнөтү беш жыл.", answer="true"), COUNCIL),
        (Cloze(id="c", text="ИЖАРАГА берүүнү {{кеңеш}} чечет."), LEASE),
    ],
)
def test_an_answer_in_another_prompt_is_seen_in_any_form(teller: Card, told: Card) -> None:
    assert clash(teller, told)
    assert clash(told, teller)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Choice(id="c", prompt="Ким чечет?", answer="кеңеш", wrong=("Ижара",)), LEASE),  # options tell nothing
        (TrueFalse(id="t", statement="1993-жыл китепте бар.", answer="true"), YEAR),  # a number alone tells nothing
        (Typed(id="x", prompt="Кеңеш эмне кылат?", answer="чечет"), COUNCIL),  # half of the answer
        (LEASE, COUNCIL),
    ],
)
def test_what_tells_nothing_is_allowed(one: Card, other: Card) -> None:
    assert not clash(one, other)


def test_a_word_that_any_paper_shows_tells_nothing() -> None:
    cards: dict[str, Card] = {
        str(n): TrueFalse(id=f"t{n}", statement=f"Ижаранын {n} белгиси бар.", answer="true") for n in range(10)
    }
    cards["lease"] = LEASE
    assert not Faces(cards, asked=5).clash("3", "lease")
    assert Faces(cards, asked=1).clash("3", "lease")
