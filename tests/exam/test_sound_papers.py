from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations
from random import Random

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.outline import Outline
from kgquiz.cards.prompts import ChooseOne
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.exam.blueprint import Blueprint, PaperSection
from kgquiz.exam.difficulty import expected_share
from kgquiz.exam.form import Assembly, FormItem
from kgquiz.exam.giveaway import Faces, asks_number
from kgquiz.key import CardKey
from tests.exam.support import candidate, word
from tests.exam.test_form import candidates_of, drawn, shipped
from tests.support import ROOT

pytestmark = pytest.mark.landing

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


PIECES = 3
"""Words from which a piece of an answer is more than a name."""


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as a quick reader sees them: their beginnings, the numbers bare."""
    plain = text.lower().translate(str.maketrans("өүңё", "оуне"))
    return tuple(
        re.sub(r"(?<=\d)\D+", "", word) if word[0].isdigit() else word[:5] for word in re.findall(r"\w+", plain)
    )


def prints_a_piece(one: Card, other: Card) -> str:
    """A point of an open question that the other's question has word for word; "" where there is none."""
    if not isinstance(one, Outline):
        return ""
    asked = words_of(other.question())
    for point in one.points:
        piece = words_of(point)
        runs = (asked[start : start + len(piece)] for start in range(len(asked)))
        if sum(map(len, piece)) > 4 * PIECES and len(piece) >= PIECES and piece in runs:
            return point
    return ""


@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seeds", [20, pytest.param(1000, marks=pytest.mark.slow)])
def test_no_shipped_paper_prints_the_point_of_an_open_question(name: str, seeds: int) -> None:
    seen = {
        (one.key, other.key): printed
        for seed in range(seeds)
        for one, other in permutations(drawn(name, seed), 2)
        if (printed := prints_a_piece(one.card, other.card))
    }
    assert seen == {}


EXAMINED = {
    "ch1": [
        ("ministries-cut-1996.cloze", "list-government-cut-1996.outline"),
        ("reform-commission-1996.cloze", "list-government-cut-1996.outline"),
        ("party-list-seats-2000.choice", "q3-a.outline"),
    ],
    "ch4": [("grp-stage-years.match", "q5-b.outline"), ("stage-three-cause.truefalse", "q5-b.outline")],
    "ch5": [("charter-role.choice", "charter-force.truefalse")],
    "ch6": [
        ("borrowing-ways.choice", "securities-purpose.cloze"),
        ("group-b-name.cloze", "object-group-names.match"),
    ],
    "ch8": [
        ("two-reserves.match", "list-internal-reserve.outline"),
        ("junior-municipal-education.cloze", "civil-or-municipal.match"),
    ],
}
"""Pairs for which examiners sent a paper back."""


@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", EXAMINED)
def test_what_examiners_sent_back_is_seen_without_the_tags_of_the_author(name: str) -> None:
    found = candidates_of(ROOT / "decks" / f"{name}.yaml")
    faces = Faces({c.key: replace(c.card, tags=()) for c in found}, 20)
    keys = {c.key for c in found}
    pairs = [(CardKey(f"{name}/{one}"), CardKey(f"{name}/{other}")) for one, other in EXAMINED[name]]
    there = [(one, other) for one, other in pairs if one in keys and other in keys]
    assert there, "all of them were renamed: name them anew"
    assert [pair for pair in there if not faces.clash(*pair)] == []


@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_paper_would_be_sent_back(name: str) -> None:
    assembly = shipped(name)
    seeds = 40 if name == "final" else 20
    assert {seed: bad for seed in range(seeds) if (bad := faults(assembly, drawn(name, seed)))} == {}


STUDENTS = (-1.0, 0.0, 1.0)
"""Weak, middling, strong, in logits: marks of some 37, 55 and 74 %. The drawing itself looks at two others."""
FAIR = 2.5
"""Percentage points by which the mark that a student is to expect may differ between seeds."""


def expected_marks(form: tuple[FormItem, ...]) -> tuple[float, ...]:
    """The mark in percent that each of the students is to expect, by what is known of difficulty beforehand."""
    points = sum(item.points for item in form)
    return tuple(
        100 * sum(item.points * expected_share(item.card, ability) for item in form) / points for ability in STUDENTS
    )


def ranges(forms: Sequence[tuple[FormItem, ...]]) -> list[float]:
    """By how much the expected mark differs between the easiest and the hardest of some papers, student by student."""
    marks = list(zip(*map(expected_marks, forms), strict=True))
    return [max(own) - min(own) for own in marks]


@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", SHIPPED)
def test_no_student_is_luckier_with_one_seed_than_with_another(name: str) -> None:
    assert max(ranges([drawn(name, seed) for seed in range(15)])) < FAIR


@pytest.mark.slow
@pytest.mark.skipif(not SHIPPED, reason="the decks are not here")
@pytest.mark.parametrize("name", SHIPPED)
def test_none_of_a_thousand_shipped_papers_would_be_sent_back(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assembly = shipped(name)
    forms = [drawn(name, seed) for seed in range(1000)]
    truths = [[item.card.answer for item in form if isinstance(item.card, TrueFalse)] for form in forms]
    false = [100 * one.count("false") / len(one) for one in truths if len(one) > 2]
    numbers = [100 * sum(asks_number(item.card) for item in form) / len(form) for form in forms]
    spread = ranges(forms)
    with capsys.disabled():
        told = f"false {min(false):.0f}–{max(false):.0f} %" if false else "no statements"
        span = " ".join(f"{one:.2f}" for one in spread)
        print(f"\n{name}: {told}, numbers up to {max(numbers):.0f} %, expected mark differs by {span} points", end=" ")
    assert {seed: bad for seed, form in enumerate(forms) if (bad := faults(assembly, form))} == {}
    assert max(numbers) <= assembly.blueprint.numbers
    assert max(spread) < FAIR
    fair = [one for one in truths if len(one) > 3]
    assert all(35 <= 100 * one.count("false") / len(one) <= 65 for one in fair)


def test_what_is_known_of_a_class_goes_before_what_is_guessed_of_a_card() -> None:
    card = Typed(id="a", item="a", prompt="Эмне?", answer="сөз")
    assert expected_share(card, 0.0, {CardKey("d1/a"): 0.25}, CardKey("d1/a")) == pytest.approx(0.25)
    choice = Choice(id="b", item="b", prompt="Эмне?", answer="сөз", wrong=("бир", "эки", "үч"))
    assert expected_share(choice, 0.0, {CardKey("d1/b"): 0.7}, CardKey("d1/b")) == pytest.approx(0.7)
    assert expected_share(choice, -9.0) == pytest.approx(0.25, abs=0.01)
    assert expected_share(card, 0.0) < expected_share(card, 1.0)


def test_papers_are_balanced_by_what_is_known_of_a_class() -> None:
    cards = [candidate(Typed(id=f"t{n}", item=f"t{n}", prompt=f"Эмне {n}?", answer=word(n))) for n in range(60)]
    known = {c.key: (0.9 if n % 2 else 0.3) for n, c in enumerate(cards)}
    plan = Blueprint(exam="e", title="E", minutes=9, sections=(PaperSection(decks=("d1",), count=10),))
    assembly = Assembly(plan, cards, known)
    for seed in range(30):
        form = assembly.form(Random(seed))
        assert sum(known[item.key] for item in form) == pytest.approx(6.0, abs=0.31)


A, B, C = CardKey("a"), CardKey("b"), CardKey("c")
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
    assert Faces({A: LEASE, B: other}, 1000).clash(A, B)
    assert Faces({A: LEASE, B: other}, 1000).clash(B, A)


def test_one_number_is_asked_of_unlike_things_but_not_of_the_same_thing() -> None:
    term = Cloze(id="a", item="a", text="Президенттин кызмат мөөнөтү {{6}} жыл.")
    same = Cloze(id="b", item="b", text="Президенттин кызмат мөөнөтү канча жыл: {{6}} жыл.")
    other = Cloze(id="c", item="c", text="Шаардык кеңеште {{6}} туруктуу комиссия түзүлөт.")
    faces = Faces({A: term, B: same, C: other}, 1000)
    assert faces.clash(A, B)
    assert not faces.clash(A, C)


def test_nearly_one_statement_is_not_made_twice() -> None:
    one = TrueFalse(id="a", item="a", statement="Аким райондун мамлекеттик администрациясын жетектейт.", answer="true")
    two = TrueFalse(
        id="b", item="b", statement="Мэр райондун мамлекеттик администрациясын жетектейт дешет.", answer="false"
    )
    assert Faces({A: one, B: two}, 1000).clash(A, B)


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
