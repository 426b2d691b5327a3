from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.order import LESSON, WHOLES, Learnable, lesson_order

FORMS = {
    "term": ("recall", "choice", "typed"),
    "fact": ("choice", "cloze", "truefalse"),
    "order": ("order",),
    "match": ("match",),
    "outline": ("outline",),
}


def item(name: str, kind: str, section: int = 0, needs: tuple[str, ...] = ()) -> list[Learnable]:
    return [Learnable(f"{name}.{form}", name, form, section, needs) for form in FORMS[kind]]


def firsts(order: list[str]) -> list[str]:
    """The items in the order in which each is met."""
    return list(dict.fromkeys(card.partition(".")[0] for card in order))


decks = st.lists(
    st.tuples(st.sampled_from(list(FORMS)), st.integers(0, 2), st.lists(st.integers(0, 30), max_size=2)), max_size=40
).map(
    lambda rows: [
        card
        for n, (kind, section, needs) in enumerate(rows)
        for card in item(f"i{n}", kind, section, tuple(f"i{need}" for need in needs if need < n))
    ]
)


@given(decks)
def test_every_card_is_learnt_once(cards: list[Learnable]) -> None:
    assert sorted(lesson_order(cards)) == sorted(card.card for card in cards)


@given(decks)
def test_an_item_is_met_after_those_it_needs(cards: list[Learnable]) -> None:
    met = firsts(lesson_order(cards))
    for card in cards:
        assert all(met.index(need) < met.index(card.item) for need in card.needs)


@given(decks)
def test_without_needs_a_section_is_met_whole_before_the_next_and_its_parts_before_wholes(
    cards: list[Learnable],
) -> None:
    free = [Learnable(card.card, card.item, card.type, card.section) for card in cards]
    places = {card.item: (card.section, card.type in WHOLES, card.type == "outline") for card in free}
    met = [places[name] for name in firsts(lesson_order(free))]
    assert met == sorted(met)


def test_terms_come_before_facts_before_groups_before_outlines() -> None:
    cards = [*item("q", "outline"), *item("g", "match"), *item("f", "fact"), *item("t", "term")]
    assert firsts(lesson_order(cards)) == ["t", "f", "g", "q"]


def test_beyond_the_tastes_an_item_is_recognised_before_it_is_produced() -> None:
    order = lesson_order([card for n in range(40) for card in item(f"i{n}", "term" if n % 2 else "fact")])
    producing = [name for name in firsts(order) if next(c for c in order if c.startswith(f"{name}."))[-5:] == "typed"]
    assert len(producing) == 1
    assert order.index("i38.cloze") > min(order.index("i38.choice"), order.index("i38.truefalse"))


def test_the_other_forms_of_a_lesson_come_among_the_first_ones_of_the_next() -> None:
    order = lesson_order([card for n in range(3 * LESSON) for card in item(f"i{n:02}", "fact")])
    second = order[LESSON : 3 * LESSON]
    assert {card[:3] for card in second[::2]} == {f"i{n:02}" for n in range(LESSON, 2 * LESSON)}
    assert {card[:3] for card in second[1::2]} == {f"i{n:02}" for n in range(LESSON)}


def test_forms_alike_in_ease_take_turns_as_the_first() -> None:
    order = lesson_order([card for n in range(6) for card in item(f"i{n}", "fact")])
    assert {card.partition(".")[2] for card in order[:4]} == {"choice", "truefalse"}


def test_what_rests_on_another_deck_comes_last() -> None:
    cards = [*item("far", "term", needs=("ch8.mayor",)), *item("near", "term", section=1)]
    assert firsts(lesson_order(cards)) == ["near", "far"]


def test_items_that_need_each_other_are_asked_all_the_same() -> None:
    cards = [*item("a", "term", needs=("b",)), *item("b", "term", needs=("a",)), *item("c", "term")]
    assert firsts(lesson_order(cards)) == ["c", "a", "b"]
