"""The plan over items: a card's memory blended with its item's."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from kgquiz.key import CardKey
from kgquiz.memory.model import Memory, recall
from kgquiz.memory.planning.planner import plan
from kgquiz.memory.planning.values import PlanCard, PlanInput

TODAY = 1000
DAYS = 12


def book(seed: int = 1, items: int = 30) -> tuple[PlanCard, ...]:
    """Three cards an item, some items known by one or two of them."""
    chance = Random(seed)
    cards = []
    for item in range(items):
        known = chance.randrange(3)
        memories = [
            Memory(chance.uniform(1, 40), chance.uniform(2, 9), TODAY - chance.randrange(1, 20)) for _ in range(known)
        ]
        whole = max(memories, key=lambda memory: memory.last_day, default=None)
        whole = whole and replace(whole, stability=whole.stability * 1.5)
        cards += [
            PlanCard(CardKey(f"{item}.{n}"), f"{item}", memories[n] if n < known else None, 1.0, item_memory=whole)
            for n in range(3)
        ]
    return tuple(cards)


def morning(cards: tuple[PlanCard, ...], tau: float, seconds: float = 600.0) -> PlanInput:
    return PlanInput(cards, TODAY, TODAY + DAYS, seconds, (seconds,) * (DAYS - 1), tau=tau)


def test_a_share_of_nothing_plans_as_if_no_item_had_a_memory() -> None:
    alone = tuple(replace(card, item_memory=None) for card in book())
    assert plan(morning(book(), 0.0)) == plan(morning(alone, 0.0))


def test_items_asked_by_one_card_alone_plan_as_that_card_does() -> None:
    alone = tuple(replace(card, item=card.card, item_memory=card.memory) for card in book())
    assert plan(morning(alone, 0.6)) == plan(morning(tuple(replace(c, item_memory=None) for c in alone), 0.0))


def test_an_unseen_card_of_a_known_item_counts_for_its_share_of_the_items_recall() -> None:
    item = Memory(30.0, 5.0, TODAY - 5)
    cards = (
        PlanCard(CardKey("a.1"), "a", item, item_memory=item),
        PlanCard(CardKey("a.2"), "a", None, item_memory=item),
    )
    found = plan(morning(cards, 0.6, seconds=0.0))
    assert found.recall_now == pytest.approx((recall(5, 30.0), 0.6 * recall(5, 30.0)))
    assert found.recall_untouched == pytest.approx((recall(5 + DAYS, 30.0), 0.6 * recall(5 + DAYS, 30.0)))
    assert found.recall_planned == found.recall_untouched


@pytest.mark.parametrize("tau", [0.0, 0.3, 0.6, 1.0])
def test_whatever_the_share_one_card_of_an_item_a_day_and_the_budget_hold(tau: float) -> None:
    cards = book()
    found = plan(morning(cards, tau))
    items = {card.card: card.item for card in cards}
    asked = [items[task.card] for task in found.ranked]
    assert len(set(asked)) == len(asked)
    assert all(day.seconds <= 600.0 * (1 + 1e-9) for day in found.days)
    assert sum(task.seconds for task in found.today) <= 600.0
    assert found.share_untouched <= found.share_planned + 1e-9 <= 1 + 1e-9


def test_what_is_known_by_its_siblings_comes_after_what_is_not_known_at_all() -> None:
    item = Memory(200.0, 5.0, TODAY - 1)
    half, fresh = PlanCard(CardKey("a.2"), "a", None, item_memory=item), PlanCard(CardKey("b.1"), "b", None)
    ranked = [task.card for task in plan(morning((half, fresh), 0.9)).ranked]
    assert ranked[0] == "b.1"


def test_what_is_asked_in_an_easier_form_is_foretold_higher_and_the_days_end_at_the_mark() -> None:
    plain = plan(morning(book(), 0.6))
    easier = plan(morning(tuple(replace(card, ease=1.0) for card in book()), 0.6))
    assert easier.share_planned > plain.share_planned
    assert easier.share_now > plain.share_now
    assert easier.days[-1].share == easier.share_planned
    assert easier.share_planned == pytest.approx(sum(easier.recall_planned) / len(easier.recall_planned))


def ahead(chance: float, cards: int = 20) -> tuple[PlanCard, ...]:
    """One card an item, each with a head start of that chance."""
    known = Memory(36.0, 1.0, TODAY - 1)
    return tuple(PlanCard(CardKey(f"{n}"), f"{n}", None, item_memory=known, known=chance) for n in range(cards))


def test_a_card_with_a_head_start_counts_for_the_chance_that_it_is_known_and_is_not_new() -> None:
    found = plan(morning(ahead(0.7), 0.6, seconds=0.0))
    assert found.recall_untouched[0] == pytest.approx(0.7 * recall(1 + DAYS, 36.0))
    assert not found.dropped


def test_the_likelier_a_card_is_known_the_later_is_it_checked_and_what_is_new_comes_first() -> None:
    sure, likely = ahead(0.95), tuple(replace(c, card=CardKey(f"l{c.card}"), item=f"l{c.item}") for c in ahead(0.6))
    new = tuple(replace(c, card=CardKey(f"n{c.card}"), item=f"n{c.item}", item_memory=None, known=None) for c in sure)
    ranked = [task.card for task in plan(morning((*sure, *likely, *new), 0.6)).ranked]
    places = [max(ranked.index(card.card) for card in some if card.card in ranked) for some in (new, likely)]
    assert places == sorted(places)
    assert not {card.card for card in sure}.intersection(ranked[: len(new) + len(likely)])


def test_a_head_start_is_not_checked_on_the_day_it_was_given() -> None:
    given = tuple(replace(card, item_memory=Memory(36.0, 1.0, TODAY)) for card in ahead(0.6))
    assert not plan(morning(given, 0.6)).ranked
