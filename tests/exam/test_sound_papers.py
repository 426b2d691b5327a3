from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.prompts import ChooseOne
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.exam.blueprint import Blueprint, PaperSection
from kgquiz.exam.form import Assembly, FormItem
from kgquiz.exam.giveaway import Faces, asks_number
from tests.exam.support import candidate, word
from tests.exam.test_form import shipped
from tests.support import ROOT

SHIPPED = sorted(file.name.partition(".")[0] for file in (ROOT / "decks").glob("*.exam.yaml"))


def faults(assembly: Assembly, form: tuple[FormItem, ...]) -> set[str]:
    """What a teacher would send a paper back for, each told naively."""
    found = set()
    keys = [item.key for item in form]
    if any(assembly.faces.clash(one, other) for n, one in enumerate(keys) for other in keys[:n]):
        found.add("one item asks or tells what another asks")
    truths = Counter(item.card.answer for item in form if isinstance(item.card, TrueFalse))
    if abs(truths["true"] - truths["false"]) > 1:
        found.add("true and false are uneven")
    if sum(asks_number(item.card) for item in form) > len(form) * assembly.blueprint.numbers / 100:
        found.add("too many dates and numbers")
    if uneven_keys(form):
        found.add("keys stand in one place")
    return found


def uneven_keys(form: tuple[FormItem, ...]) -> bool:
    """Whether some position holds the key twice more often than another, among choices with as many options."""
    places: dict[int, Counter[int]] = {}
    for item in form:
        prompt = item.prompt()
        if isinstance(item.card, Choice) and isinstance(prompt, ChooseOne) and not item.card.last:
            places.setdefault(len(prompt.options), Counter())[prompt.options.index(item.card.answer)] += 1
    pinned = any(isinstance(item.card, Choice) and item.card.last for item in form)
    return any(
        max(counts.values()) - min(counts[p] for p in range(options)) > 1 + pinned for options, counts in places.items()
    )


@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_paper_would_be_sent_back(name: str) -> None:
    assembly = shipped(name)
    seeds = 200 if name == "final" else 60
    assert {seed: bad for seed in range(seeds) if (bad := faults(assembly, assembly.form(Random(seed))))} == {}


@pytest.mark.slow
@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", SHIPPED)
def test_none_of_a_thousand_shipped_papers_would_be_sent_back(name: str) -> None:
    assembly = shipped(name)
    assert {seed: bad for seed in range(1000) if (bad := faults(assembly, assembly.form(Random(seed))))} == {}


LEASE = Typed(id="a", item="a", prompt="Мүлктү акы үчүн убактылуу берүү кандай аталат?", answer="Ижара")


@pytest.mark.parametrize(
    "other",
    [
        Choice(id="b", item="b", prompt="Кайсынысы келишим?", answer="Концессия", wrong=("Ижара", "Сатуу")),
        Cloze(id="b", item="b", text="Ишкананы {{ижара}} менен алышат."),
        Typed(id="b", item="b", prompt="Акы үчүн мүлктү убактылуу берүү эмне деп аталат?", answer="Ижара"),
    ],
    ids=["an option tells it", "a blank asks it", "another chapter asks it"],
)
def test_two_cards_of_one_answer_do_not_meet(other: Choice | Cloze | Typed) -> None:
    assert Faces({"a": LEASE, "b": other}, 1000).clash("a", "b")
    assert Faces({"a": LEASE, "b": other}, 1000).clash("b", "a")


def test_one_number_is_asked_of_unlike_things_but_not_of_the_same_thing() -> None:
    term = Cloze(id="a", item="a", text="Президенттин кызмат мөөнөтү {{6}} жыл.")
    same = Cloze(id="b", item="b", text="Президенттин кызмат мөөнөтү канча жыл: {{6}} жыл.")
    other = Cloze(id="c", item="c", text="Шаардык кеңеште {{6}} туруктуу комиссия түзүлөт.")
    faces = Faces({"a": term, "b": same, "c": other}, 1000)
    assert faces.clash("a", "b")
    assert not faces.clash("a", "c")


def test_nearly_one_statement_is_not_made_twice() -> None:
    one = TrueFalse(id="a", item="a", statement="Аким райондун мамлекеттик администрациясын жетектейт.", answer="true")
    two = TrueFalse(
        id="b", item="b", statement="Мэр райондун мамлекеттик администрациясын жетектейт дешет.", answer="false"
    )
    assert Faces({"a": one, "b": two}, 1000).clash("a", "b")


def test_dates_and_numbers_keep_to_the_share_of_the_blueprint() -> None:
    things = [word(n) for n in range(20)]
    cards = [
        *(
            Typed(id=f"n{n}", item=f"n{n}", prompt=f"{one} качан?", answer=str(1900 + n))
            for n, one in enumerate(things)
        ),
        *(Typed(id=f"t{n}", item=f"t{n}", prompt=f"Эмне {n}?", answer=word(n + 100)) for n, one in enumerate(things)),
    ]
    plan = Blueprint(exam="e", title="E", minutes=9, numbers=25, sections=(PaperSection(decks=("d1",), count=8),))
    assembly = Assembly(plan, [candidate(card) for card in cards])
    for seed in range(50):
        form = assembly.form(Random(seed))
        assert len(form) == 8
        assert sum(asks_number(item.card) for item in form) <= 2
