from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.outline import Outline
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.exam.form import Assembly
from kgquiz.exam.giveaway import Faces
from kgquiz.key import CardKey
from tests.exam.support import candidate, plan, word

LEASE = Typed(id="lease.typed", prompt="Акы үчүн убактылуу пайдалануу.", answer="Ижара")
COUNCIL = Typed(id="council.typed", prompt="Парламент кандай аталат?", answer="Жогорку Кеңеш")
YEAR = Cloze(id="year.cloze", text="Конституция {{1993}}-жылы кабыл алынган.")


def clash(one: Card, other: Card) -> bool:
    return Faces({CardKey("1"): one, CardKey("2"): other}, asked=0).clash(CardKey("1"), CardKey("2"))


@pytest.mark.parametrize(
    ("teller", "told"),
    [
        (Outline(id="q", prompt="Ижара менен сатуунун айырмасы эмнеде?", points=("a",)), LEASE),
        (TrueFalse(id="t", statement="Ижаранын мөөнөтү чектелбейт.", answer="false"), LEASE),
        (TrueFalse(id="t", statement="Жогорку Кенештин мөөнөтү беш жыл.", answer="true"), COUNCIL),
        (Cloze(id="c", text="ИЖАРАГА берүүнү {{кеңеш}} чечет."), LEASE),
        (Choice(id="c", prompt="Ким чечет?", answer="кеңеш", wrong=("Ижара",)), LEASE),  # among its options
    ],
)
def test_an_answer_in_another_prompt_is_seen_in_any_form(teller: Card, told: Card) -> None:
    assert clash(teller, told)
    assert clash(told, teller)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TrueFalse(id="t", statement="1993-жыл китепте бар.", answer="true"), YEAR),  # a number alone tells nothing
        (Typed(id="x", prompt="Кеңеш эмне кылат?", answer="чечет"), COUNCIL),  # half of the answer
        (LEASE, COUNCIL),
    ],
)
def test_what_tells_nothing_is_allowed(one: Card, other: Card) -> None:
    assert not clash(one, other)


FILLING: dict[CardKey, Card] = {
    CardKey(str(n)): TrueFalse(id=f"t{n}", statement=f"Кеңештин {word(n)} иши бар.", answer="true") for n in range(40)
}
"""A pool whose every card speaks of the council: that two cards do so says nothing."""
OPEN, OTHER = CardKey("o"), CardKey("x")
REBUILT = Outline(
    id="o",
    prompt="1996-жылы кеңештин түзүмүндө кандай өзгөрүүлөр болгон?",
    points=("министрликтер 21ден 16га кыскарган", "комиссия түзүлгөн (15-б.)"),
)


@pytest.mark.parametrize(
    "other",
    [
        Cloze(id="c", text="1996-жылы кеңештин 21 министрлиги кыскарып, {{16}} министрлик калган."),
        Match(id="m", prompt="Кеңештин жылы?", pairs={"комиссия түзүлгөн өзгөрүүлөр": "1996", "сот": "1990"}),
        Multi(id="m", prompt="Эмнелер болгон?", answers=("министрликтер кыскарган 21ден 16га",), wrong=("сот",)),
    ],
    ids=["a fact states a point", "a row shows a point", "a member is a point"],
)
def test_a_point_of_an_open_question_is_not_stated_by_another_card(other: Card) -> None:
    faces = Faces({**FILLING, OPEN: REBUILT, OTHER: other}, asked=20)
    assert faces.clash(OPEN, OTHER)
    assert faces.clash(OTHER, OPEN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Cloze(id="a", text="Кеңештин {{уставы}} бар."), Cloze(id="b", text="Эң жогорку күчкө {{устав}} ээ.")),
        (
            Choice(id="a", prompt="Кеңеш ____ чыгарат.", answer="баалуу кагаздар", wrong=("акча",)),
            TrueFalse(id="b", statement="Баалуу кагаз чыгарууга уруксат жок.", answer="true"),
        ),
        (
            Cloze(id="a", text="Негизги акт — {{устав}}."),
            TrueFalse(id="b", statement="Токтом эң күчтүү.", answer="false", correction="Устав эң күчтүү."),
        ),
        (
            Match(id="a", prompt="Кимге?", pairs={"орто билим жетет": "муниципалдык кызмат", "сот": "чек"}),
            Cloze(id="b", text="Кенже {{муниципалдык}} орунга сынак керек."),
        ),
        (
            Outline(id="a", prompt="Кеңеш кимдерден турат?", points=("өкмөттүк эмес уюмдардын өкүлдөрү",)),
            TrueFalse(id="b", statement="Жыйынга өкмөттүк эмес уюмдардын өкүлү катышат.", answer="true"),
        ),
    ],
    ids=["two forms", "plural", "a correction", "a row holds the answer", "a statement prints a point"],
)
def test_an_answer_is_seen_in_its_forms_in_corrections_in_rows_and_in_points(one: Card, other: Card) -> None:
    faces = Faces({**FILLING, OPEN: one, OTHER: other}, asked=20)
    assert faces.clash(OPEN, OTHER)
    assert faces.clash(OTHER, OPEN)


def test_what_the_whole_pool_is_about_makes_no_point_of_another_card() -> None:
    other = Cloze(id="c", text="Кеңештин түзүмүндө {{палата}} жок.")
    assert not Faces({**FILLING, OPEN: REBUILT, OTHER: other}, asked=20).clash(OPEN, OTHER)


def test_an_author_says_that_two_items_tell_one_fact_by_a_common_tag() -> None:
    rows = {"штат кыскарып бошогондор": "ички резерв", "конкурстан өткөндөр": "улуттук резерв"}
    match = Match(id="m", prompt="Резервди дал келтириңиз.", pairs=rows, tags=("reserves", "fact-reserves"))
    told = Outline(id="o", prompt="Кимдер кирет?", points=("орду жоюлгандар",), tags=("fact-reserves",))
    assert clash(match, told)
    assert not clash(match, replace(told, tags=("fact-ranks",)))
    assert not clash(match, replace(told, tags=("reserves",)))


def test_a_word_that_any_paper_shows_tells_nothing() -> None:
    cards: dict[CardKey, Card] = {
        CardKey(str(n)): TrueFalse(id=f"t{n}", statement=f"Ижаранын {n} белгиси бар.", answer="true") for n in range(10)
    }
    cards[CardKey("lease")] = LEASE
    assert not Faces(cards, asked=5).clash(CardKey("3"), CardKey("lease"))
    assert Faces(cards, asked=1).clash(CardKey("3"), CardKey("lease"))


def test_a_card_of_a_large_pool_is_read_only_when_it_is_looked_at() -> None:
    """The search must not compare all with all: a form of 20 looks at few of 20,000."""
    cards = [
        Typed(id=f"t{n}", item=f"i{n}", prompt=f"Кеңештин {n}-термини кандай аталат?", answer=f"термин {word(n)}")
        for n in range(20_000)
    ]
    pool = [candidate(card) for card in cards]
    assembly = Assembly(plan(LARGE), pool)
    assert len(assembly.form(Random(1))) == 20
    assert assembly.faces.face.cache_info().currsize < 5_000


@pytest.mark.parametrize(
    "cards",
    [
        # Every prompt shows the answer of the card before, so that all are told by some and few can stand together.
        [Typed(id=f"t{n}", item=f"i{n}", prompt=f"{word(n - 1)} деген эмне?", answer=word(n)) for n in range(1, 4000)],
        # One answer for all, and it stands in every prompt.
        [Typed(id=f"t{n}", item=f"i{n}", prompt=f"Бишкек {n} деген эмне?", answer="Бишкек") for n in range(4000)],
        # One card tells all the others.
        [Typed(id=f"t{n}", item=f"i{n}", prompt=f"Борбор {n} кайсы?", answer="Бишкек") for n in range(4000)]
        + [TrueFalse(id="all", item="all", statement="Бишкек чоң шаар.", answer="true")],
    ],
    ids=["chain", "common", "one tells all"],
)
def test_a_form_of_a_pool_that_gives_itself_away_is_whole_and_its_texts_are_read_once(cards: list[Card]) -> None:
    assembly = Assembly(plan(LARGE.replace("types: [typed]", "types: [typed, truefalse]")), [*map(candidate, cards)])
    assert len(assembly.form(Random(2))) == 20
    assert assembly.faces.face.cache_info().misses <= len(cards)


LARGE = """\
exam: large
title: Large
minutes: 30
sections:
- {decks: [d1], types: [typed], count: 20}
"""
