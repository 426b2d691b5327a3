from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from statistics import mean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.cards.outline import Outline
from kgquiz.exam.blueprint import Blueprint, PaperSection, parse_blueprint
from kgquiz.exam.form import Assembly, FormItem
from kgquiz.exam.pool import Candidate, Place, eligible, fits, shortages
from kgquiz.key import CardKey
from tests.exam.support import candidate, plan, pool
from tests.support import ROOT, shipped_deck

MANY = pytest.param(1000, marks=pytest.mark.slow)
UNEVEN = 0.2
"""Squared variation beyond chance: every section of the book is in each final, and small ones have few items."""


def breaks(assembly: Assembly, form: tuple[FormItem, ...]) -> str:
    """What is wrong with a form; "" where nothing is."""
    blueprint = assembly.blueprint
    counts = Counter(item.section for item in form)
    if [counts[n] for n in range(len(blueprint.sections))] != [section.count for section in blueprint.sections]:
        return "blueprint"
    for i in form:
        if not fits(blueprint.sections[i.section], Candidate(i.key, i.item, i.deck, i.chapter, i.card)):
            return "section"
    if len({item.item for item in form}) < len(form):
        return "siblings"
    if len(form) >= len(assembly.places) and {place_of(i) for i in form} != set(assembly.places):
        return "a section of the book is left out"
    keys = [item.key for item in form]
    told = any(assembly.faces.clash(one, other) for n, one in enumerate(keys) for other in keys[:n])
    return "giveaway" if told else ""


def place_of(i: FormItem) -> Place:
    return Candidate(i.key, i.item, i.deck, i.chapter, i.card).place


def exposure(assembly: Assembly, forms: list[tuple[FormItem, ...]]) -> list[tuple[float, float]]:
    """By section, the variation of how often its items were asked: as seen, and as by chance alone."""
    asked = Counter((item.section, item.item) for form in forms for item in form)
    found = []
    for section, candidates in enumerate(assembly.eligible):
        times = [asked[section, item] for item in {c.item for c in candidates}]
        share = mean(times) / len(forms)
        found.append((pstdev(times) / mean(times), ((1 - share) / share / len(forms)) ** 0.5))
    return found


def noises(assembly: Assembly, forms: list[tuple[FormItem, ...]]) -> list[float]:
    """By section, the standard error of the squared variation, as of Poisson counts: μ₄ − σ⁴ = μ + 2μ²."""
    asked = Counter(item.section for form in forms for item in form)
    found = []
    for section, candidates in enumerate(assembly.eligible):
        items = len({c.item for c in candidates})
        times = asked[section] / items
        found.append(((times + 2 * times**2) / items) ** 0.5 / times**2)
    return found


@pytest.mark.parametrize("seeds", [100, MANY])
def test_forms_of_a_made_up_pool_keep_every_promise(seeds: int) -> None:
    assembly = Assembly(plan(), pool(60))
    forms = [assembly.form(Random(seed)) for seed in range(seeds)]
    assert {breaks(assembly, form) for form in forms} == {""}
    for seen, by_chance in exposure(assembly, forms):
        assert seen < by_chance + 0.08


@pytest.mark.landing
@pytest.mark.parametrize("seeds", [40, MANY])
@pytest.mark.skipif(not (ROOT / "decks" / "final.exam.yaml").is_file(), reason="the decks are not here")
def test_forms_of_the_final_keep_every_promise(seeds: int, capsys: pytest.CaptureFixture[str]) -> None:
    assembly = shipped("final")
    forms = [drawn("final", seed) for seed in range(seeds)]
    assert {breaks(assembly, form) for form in forms} == {""}
    assert len(assembly.places) > 15
    found = exposure(assembly, forms)
    with capsys.disabled():
        print(f"\nexposure over {seeds:,} finals (variation seen / by chance alone):", end=" ")
        print(", ".join(f"{seen:.2f}/{by_chance:.2f}" for seen, by_chance in found))
    for (seen, by_chance), noise in zip(found, noises(assembly, forms), strict=True):
        assert seen**2 - by_chance**2 < UNEVEN + 3 * noise


@cache
def shipped(name: str) -> Assembly:
    """A shipped exam over its decks; read once."""
    file = ROOT / "decks" / f"{name}.exam.yaml"
    read = parse_blueprint(file.read_bytes(), file.name)
    assert read.blueprint is not None
    names = {deck for section in read.blueprint.sections for deck in section.decks}
    candidates = [c for deck in sorted(names) for c in candidates_of(ROOT / "decks" / f"{deck}.yaml")]
    assert shortages(read.blueprint, candidates, read.source) == ()
    return Assembly(read.blueprint, candidates)


@cache
def drawn(name: str, seed: int) -> tuple[FormItem, ...]:
    """A paper of a shipped exam; drawn once for all that is asked of it."""
    return shipped(name).form(Random(seed))


@cache
def candidates_of(file: Path) -> list[Candidate]:
    deck = shipped_deck(file.stem)
    name = deck.deck
    return [Candidate(CardKey(f"{name}/{c.id}"), f"{name}/{c.item}", name, deck.chapter, c) for c in deck.cards]


def test_what_the_book_leaves_to_ones_own_search_is_asked_only_where_an_exam_names_it() -> None:
    searched = candidate(Outline(id="q", item="q", prompt="Эмне?", points=("бир", "эки"), tags=("research", "charter")))
    assert not fits(PaperSection(decks=("d1",), count=1), searched)
    assert not fits(PaperSection(decks=("d1",), count=1, tags=("charter",)), searched)
    assert fits(PaperSection(decks=("d1",), count=1, tags=("research",)), searched)


@given(
    st.lists(st.tuples(st.sampled_from(["choice", "typed", "outline", ""]), st.integers(1, 8)), min_size=1, max_size=4),
    st.integers(4, 24),
    st.integers(0, 99),
)
@settings(max_examples=150)
def test_whatever_the_lint_lets_pass_can_be_assembled(wanted: list[tuple[str, int]], items: int, seed: int) -> None:
    sections = tuple(PaperSection(decks=("d1",), types=(t,) if t else (), count=n) for t, n in wanted)
    blueprint = Blueprint(exam="e", title="E", minutes=9, sections=sections)
    source = parse_blueprint(b"exam: e", "x").source
    candidates = pool(items)
    form = Assembly(blueprint, candidates).form(Random(seed))
    counts = Counter(item.section for item in form)
    whole = [counts[n] for n in range(len(sections))] == [count for _, count in wanted]
    assert whole == (not shortages(blueprint, candidates, source))
    assert len({item.item for item in form}) == len(form)


def test_a_section_leaves_out_cards_by_tag_and_answers_of_too_few_parts() -> None:
    cards = [
        Outline(id="whole", prompt="?", points=("a", "b", "c", "d")),
        Outline(id="short", prompt="?", points=("a", "b", "c")),
        Outline(id="elsewhere", prompt="?", points=("a", "b", "c", "d"), tags=("research",)),
    ]
    section = PaperSection(decks=("d1",), count=1, without=("research",), parts=4)
    assert [found.card.id for found in eligible(section, map(candidate, cards))] == ["whole"]


@pytest.mark.skipif(not (ROOT / "decks" / "final.exam.yaml").is_file(), reason="the decks are not here")
def test_no_shipped_paper_asks_what_the_book_leaves_to_the_student() -> None:
    every = [found for n in range(1, 9) for found in candidates_of(ROOT / "decks" / f"ch{n}.yaml")]
    left_out = [found for found in every if "research" in found.card.tags]
    assert left_out
    for file in (ROOT / "decks").glob("*.exam.yaml"):
        blueprint = parse_blueprint(file.read_bytes(), file.name).blueprint
        assert blueprint is not None
        assert not [found.key for section in blueprint.sections for found in eligible(section, left_out)], file.name


def test_the_same_seed_gives_the_same_form_and_another_seed_another() -> None:
    assembly, again = Assembly(plan(), pool(60)), Assembly(plan(), pool(60))
    assert assembly.form(Random("7")) == again.form(Random("7"))
    assert assembly.form(Random("7")) != again.form(Random("8"))


def test_what_the_last_attempt_asked_is_not_asked_again_while_there_are_others() -> None:
    assembly = Assembly(plan(), pool(60))
    first = assembly.form(Random(1))
    second = assembly.form(Random(2), {item.item for item in first})
    assert not {item.item for item in first} & {item.item for item in second}


def test_in_a_small_pool_old_items_fill_what_the_new_ones_leave_open() -> None:
    assembly = Assembly(plan(), pool(20))
    first = {item.item for item in assembly.form(Random(1))}
    for seed in range(50):
        second = assembly.form(Random(seed), first)
        assert breaks(assembly, second) == ""
        assert len({item.item for item in second} - first) >= 6  # of the 8 that are left, for 12 places


def test_pages_are_covered_evenly() -> None:
    """Any two neighbouring thirds of the pages differ by no more than two items in a form."""
    assembly = Assembly(plan(), pool(60))
    for seed in range(100):
        thirds = Counter((item.card.page - 10) // 10 for item in assembly.form(Random(seed)))
        assert max(thirds.values()) - min(thirds[n] for n in range(3)) <= 2


def test_an_item_is_shown_the_same_way_each_time() -> None:
    form = Assembly(plan(), pool(60)).form(Random(1))
    assert [item.prompt() for item in form] == [item.prompt() for item in form]


def test_without_shuffling_the_items_of_a_section_follow_the_book() -> None:
    text = "exam: e\ntitle: E\nminutes: 9\nshuffle: false\nsections: [{decks: [d1], count: 12}]\n"
    form = Assembly(plan(text), pool(60)).form(Random(3))
    assert [item.card.page for item in form] == sorted(item.card.page for item in form)
