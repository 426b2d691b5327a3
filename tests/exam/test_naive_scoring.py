"""The program's scoring against one written from docs/exam.md alone, over random sittings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.marker import Lexicon
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.prompts import Answer
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.exam.attempt import Act, ExamStep, replay
from kgquiz.exam.blueprint import Blueprint, Foreign
from kgquiz.exam.report import Report, report
from kgquiz.exam.scoring import mark_form
from tests.exam import naive_scoring as naive
from tests.exam.naive_scoring import Asked, Rules
from tests.exam.support import blueprint, form_of

TYPED = {
    "Көзөмөлдөө": "right",
    "КӨЗӨМӨЛДӨӨ.": "right",
    "козомолдоо": "right",
    "көзөмөлдөөнүн": "right",
    "control": "foreign",
    "контроль": "foreign",
    "көзөмөлдө": "wrong",  # a slip of the finger
    "көзөмөлдөбөө": "wrong",
    "текшерүү": "wrong",
    "темир жол": "wrong",
}
"""What is typed for «көзөмөлдөө» (контроль, control), and what docs/marking.md makes of it."""
BLANKS = {"көл": "right", "КӨЛ": "right", "дарыя": "right", "өзөн": "wrong", "токой": "wrong", "": "empty"}
FOREIGN: tuple[Foreign, ...] = ("half", "wrong")
WORTHS = (Fraction(1), Fraction(2), Fraction(5), Fraction(3, 2))
WORDS = ("алма", "бак", "гүл", "дан", "жаз", "кар", "нур", "суу")
Drawn = tuple[Card, Answer | None, Answer | None, Asked]
"""A card, what is answered (None: nothing), what is ticked after handing in, and the same for the naive one."""


def drawn(chance: Random, number: int, worth: Fraction) -> Drawn:
    """A random card and what somebody makes of it."""
    kind = chance.choice(["choice", "truefalse", "multi", "typed", "cloze", "order", "match", "outline", "recall"])
    card, answer, ticked, asked = _DRAW[kind](chance, f"c{number}")
    leaves_open = chance.random() < 0.15
    if leaves_open:
        empty = replace(asked, chosen=(), typed=tuple("empty" for _ in asked.typed))
        return card, None, None, replace(empty, worth=worth)
    return card, answer, ticked, replace(asked, worth=worth, sure=chance.randrange(4))


def _choice(chance: Random, name: str) -> Drawn:
    wrong = WORDS[1 : chance.randint(2, 6)]
    chosen = (chance.choice([WORDS[0], *wrong]),)
    card = Choice(id=name, item=name, prompt="?", answer=WORDS[0], wrong=wrong)
    return card, chosen, None, Asked("choice", Fraction(1), (WORDS[0],), chosen, options=1 + len(wrong))


def _truefalse(chance: Random, name: str) -> Drawn:
    right, chosen = chance.choice(["true", "false"]), chance.choice(["true", "false"])
    card = TrueFalse(id=name, item=name, statement="?", answer=right)  # type: ignore[arg-type]  # one of the two
    return card, (chosen,), None, Asked("truefalse", Fraction(1), (right,), (chosen,), options=2)


def _multi(chance: Random, name: str) -> Drawn:
    right, wrong = WORDS[: chance.randint(1, 5)], WORDS[5 : chance.randint(6, 8)]
    chosen = tuple(one for one in (*right, *wrong) if chance.random() < 0.6)
    card = Multi(id=name, item=name, prompt="?", answers=right, wrong=wrong)
    return card, chosen, None, Asked("multi", Fraction(1), right, chosen, wrong_options=len(wrong))


def _typed(chance: Random, name: str) -> Drawn:
    said = chance.choice(list(TYPED))
    card = Typed(id=name, item=name, prompt="?", answer="көзөмөлдөө", reject=("текшерүү",), ru="контроль", en="control")
    return card, (said,), None, Asked("typed", Fraction(1), (), (said,), typed=(TYPED[said],))


def _cloze(chance: Random, name: str) -> Drawn:
    said = tuple(chance.choice(list(BLANKS)) for _ in range(chance.randint(1, 3)))
    text = "Бул " + " жана ".join(["{{көл|дарыя}}"] * len(said)) + "."
    return Cloze(id=name, item=name, text=text), said, None, _blanks(said)


def _blanks(said: tuple[str, ...]) -> Asked:
    return Asked("cloze", Fraction(1), (), said, typed=tuple(BLANKS[one] for one in said))


def _order(chance: Random, name: str) -> Drawn:
    items = WORDS[: chance.randint(2, 6)]
    chosen = tuple(chance.sample(items, len(items)))
    return Order(id=name, item=name, prompt="?", items=items), chosen, None, Asked("order", Fraction(1), items, chosen)


def _match(chance: Random, name: str) -> Drawn:
    lefts = WORDS[: chance.randint(2, 5)]
    rights = ("бир", "эки", "үч")[: chance.randint(2, 3)]
    pairs = {left: rights[n] if n < len(rights) else chance.choice(rights) for n, left in enumerate(lefts)}
    used = len(set(pairs.values()))
    made = tuple(
        f"{left} → {chance.choice(list(set(pairs.values())))}" for left in sorted(lefts) if chance.random() < 0.8
    )
    right = tuple(f"{left} → {one}" for left, one in pairs.items())
    card = Match(id=name, item=name, prompt="?", pairs=pairs)
    return card, made, None, Asked("match", Fraction(1), right, made, options=used)


def _outline(chance: Random, name: str) -> Drawn:
    points = WORDS[: chance.randint(1, 7)]
    ticked = tuple(one for one in points if chance.random() < 0.5)
    asked = Asked("outline", Fraction(1), points, ("жооп", *ticked))
    return Outline(id=name, item=name, prompt="?", points=points), ("жооп",), ticked, asked


def _recall(chance: Random, name: str) -> Drawn:
    _, answer, ticked, asked = _outline(chance, name)
    card = Recall(id=name, item=name, term="?", meaning="…", points=asked.right)
    return card, answer, ticked, replace(asked, type="recall")


_DRAW = {
    "choice": _choice,
    "truefalse": _truefalse,
    "multi": _multi,
    "typed": _typed,
    "cloze": _cloze,
    "order": _order,
    "match": _match,
    "outline": _outline,
    "recall": _recall,
}


def rules_of(chance: Random) -> tuple[Blueprint, Rules]:
    penalty, certainty = chance.choice([(False, False), (True, False), (False, True)])
    foreign, pass_mark = chance.choice(FOREIGN), chance.choice([50, 60, 75])
    plan = replace(blueprint(penalty=penalty, certainty=certainty, pass_mark=pass_mark), foreign=foreign)
    return plan, Rules(penalty, certainty, foreign, pass_mark)


def compare(seed: int) -> None:
    """One random sitting, marked both ways."""
    chance = Random(seed)
    plan, rules = rules_of(chance)
    worths = [chance.choice(WORTHS) for _ in range(chance.randint(1, 12))]
    cards = [drawn(chance, n, worth) for n, worth in enumerate(worths)]
    items = tuple(
        replace(item, points=float(worth)) for item, worth in zip(form_of(*(c[0] for c in cards)), worths, strict=True)
    )
    asked = [one[3] for one in cards]
    marks = mark_form(plan, items, replay(steps_of(cards)), {"d1": Lexicon.of([])})
    for mark, one, item in zip(marks, asked, items, strict=True):
        assert mark.points == pytest.approx(float(naive.credit(one, rules) * one.worth)), (seed, one, mark, item.card)
        assert mark.answered == naive.is_answered(one), (seed, one, mark)
    check_report(seed, plan, report(plan, items, marks), asked, rules)


def check_report(seed: int, plan: Blueprint, found: Report, asked: list[Asked], rules: Rules) -> None:
    assert found.mark.share == pytest.approx(float(naive.mark(asked, rules))), seed
    assert found.passed == naive.passes(asked, rules), seed
    assert found.machine.share == pytest.approx(float(naive.without_self_marked(asked, rules))), seed
    for bar in found.by_type:
        points, worth = naive.by_group(asked, rules)[bar.name]
        assert (bar.score.points, bar.score.worth) == pytest.approx((float(points), float(worth))), seed
    if not plan.penalty and not plan.certainty:
        low, high = naive.wilson(found.mark.share, [one.worth for one in asked])
        assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=1e-3), seed


def steps_of(cards: list[Drawn]) -> list[ExamStep]:
    steps = [ExamStep(Act.START, 0)]
    for n, (_, answer, _, asked) in enumerate(cards):
        steps.append(ExamStep(Act.SHOW, n + 1, n))
        if answer is not None:
            steps.append(ExamStep(Act.ANSWER, n + 1, n, answer))
            steps += [ExamStep(Act.SURE, n + 1, n, sure=asked.sure)] if asked.sure else []
    steps.append(ExamStep(Act.HAND_IN, len(cards) + 1))
    ticks = [(n, one[2]) for n, one in enumerate(cards) if one[2] is not None]
    return [*steps, *(ExamStep(Act.TICK, len(cards) + 2, n, ticked) for n, ticked in ticks)]


def test_two_hundred_random_sittings_are_marked_as_the_page_on_exams_says() -> None:
    for seed in range(200):
        compare(seed)


@pytest.mark.slow
def test_two_thousand_random_sittings_are_marked_as_the_page_on_exams_says() -> None:
    for seed in range(2000):
        compare(seed)
