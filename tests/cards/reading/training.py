"""Trains the reading of written answers: python -m tests.cards.reading.training WHAT DATA.

WHAT is one of these. `common` counts the decks' stems, `weights` fits on all labelled, misleading and made-up answers;
each writes its module of numbers. `cv` says how it would do on other cards: ten folds over cards, never the same card
in training and test. `sets` reads each set by a model of all others, none of its cards among them.
DATA is a file of labelled answers, one JSON object a line: card, prompt, points, answer, labels, kind.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kgquiz.cards.reading import rarity
from kgquiz.cards.reading.evidence import evidence
from kgquiz.cards.reading.meanings import words_of
from kgquiz.cards.reading.written import CONTRADICTED
from kgquiz.cards.reading.written import COVERED as TICKED
from tests.cards.reading.learners import Chosen, Numbers, fit_trees, probability
from tests.cards.reading.made import Answer, cards, made_answers

PACKAGE = Path(rarity.__file__).parent
MADE_WEIGHT = 0.2
FOLDS = 10
COVERED = 0.5
MISLEADING, FAIR = "misleading", "fair"
MISLEADING_WEIGHT = 1.0
OWN = Path(__file__).parents[2] / "data"
TRAINED_ON = (
    "written_adversarial.jsonl",
    "written_adversarial_third.jsonl",
    "written_misleading_unseen.jsonl",
    "written_fresh.jsonl",
    "written_fresh_second.jsonl",
)
"""Never those after them: with them the guide says how well what nobody has seen is read."""
SETS = (*TRAINED_ON, *(f"written_fresh_{which}.jsonl" for which in ("third", "fourth", "fifth", "sixth", "seventh")))
HONEST = frozenset({FAIR, "good", "middling", "weak"})
_COUNTED_FROM = 3
_WEIGHTS = {"made": MADE_WEIGHT, MISLEADING: MISLEADING_WEIGHT}


@dataclass(frozen=True)
class Table:
    """The evidence on every point of many answers, row by row."""

    rows: Numbers
    right: Numbers
    weights: Numbers
    contradicted: Chosen
    answers: tuple[Answer, ...]
    answer_of: tuple[int, ...]

    def of_cards(self, names: Iterable[str]) -> Chosen:
        """Which rows belong to these cards."""
        chosen = set(names)
        return np.array([self.answers[number].card in chosen for number in self.answer_of])


@dataclass(frozen=True)
class Score:
    """How ticks agree with labels."""

    hits: int
    false: int
    missed: int
    error: float
    """The mean distance of the share of points from the labelled one."""

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)


def labelled(path: Path) -> list[Answer]:
    """The answers of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Answer(r["card"], r["prompt"], tuple(r["points"]), r["answer"], tuple(r["labels"]), r["kind"]) for r in rows
    ]


def misleading(names: Iterable[str] = TRAINED_ON) -> list[Answer]:
    """The project's own answers, most written to mislead; those whose card has other points by now are left out."""
    known = {name: (card.question(), points) for name, card, points in cards()}
    found = []
    for name in names:
        for line in (OWN / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            prompt, points = (
                (row["prompt"], tuple(row["points"])) if "points" in row else known.get(row["card"], ("", ()))
            )
            if len(points) == len(row["labels"]):
                labels = tuple(map(float, row["labels"]))
                kind = FAIR if row.get("kind") in HONEST else MISLEADING
                found.append(Answer(row["card"], prompt, points, row["answer"], labels, kind))
    return found


def table_of(answers: Sequence[Answer]) -> Table:
    """The evidence on all their points."""
    rows, right, weights, contradicted, answer_of = [], [], [], [], []
    for number, answer in enumerate(answers):
        for found, label in zip(evidence(answer.text, answer.points, answer.prompt), answer.labels, strict=True):
            rows.append(found.numbers)
            right.append(float(label >= COVERED))
            told = _WEIGHTS.get(answer.kind, 1.0)
            weights.append(0.0 if found.contradicted else told)  # grammar decides those, whatever the model says
            contradicted.append(found.contradicted)
            answer_of.append(number)
    numbers = np.array(rows), np.array(right), np.array(weights), np.array(contradicted, dtype=bool)
    return Table(*numbers, tuple(answers), tuple(answer_of))


def fitted(table: Table, which: Chosen, rows: Numbers) -> Numbers:
    """The chances of `rows` after training on `which`."""
    data = table.rows[which], table.right[which], table.weights[which]
    return probability(fit_trees(*data).score(rows))


def cross_validated(table: Table, seed: int = 0) -> Numbers:
    """The chance of every row from a model that saw none of its card."""
    names = sorted({answer.card for answer in table.answers if answer.kind != "made"})
    np.random.default_rng(seed).shuffle(names)
    chances = np.zeros(len(table.rows))
    for fold in range(FOLDS):
        tested = table.of_cards(names[fold::FOLDS])
        chances[tested] = fitted(table, ~tested, table.rows[tested])
    return np.where(table.contradicted, np.minimum(chances, CONTRADICTED), chances)


def score_of(table: Table, chances: Numbers, kinds: Iterable[str]) -> Score:
    """The score on the answers of some kinds."""
    wanted = set(kinds)
    hits = false = missed = 0
    errors = []
    ticks: dict[int, list[bool]] = {}
    for number, chance in zip(table.answer_of, chances, strict=True):
        ticks.setdefault(number, []).append(bool(chance >= TICKED))
    for number, ticked in ticks.items():
        answer = table.answers[number]
        if answer.kind in wanted:
            right = [label >= COVERED for label in answer.labels]
            hits += sum(one and other for one, other in zip(ticked, right, strict=True))
            false += sum(one and not other for one, other in zip(ticked, right, strict=True))
            missed += sum(other and not one for one, other in zip(ticked, right, strict=True))
            errors.append(abs(sum(ticked) - sum(answer.labels)) / len(ticked))
    return Score(hits, false, missed, float(np.mean(errors)) if errors else 0.0)


def common() -> None:
    """Count in how many points of the decks each stem stands."""
    counts: Counter[str] = Counter()
    points = [point for _, _, own in cards() for point in own]
    for point in points:
        counts.update({rarity.key_of(word.stem) for word in words_of(point) if not word.little})
    often = sorted((stem, count) for stem, count in counts.items() if count >= _COUNTED_FROM)
    text = _wrapped(f"{stem} {count}" for stem, count in often)
    doc = '"""In how many points of the shipped decks a stem stands; written by tests/cards/reading/training.py."""'
    body = f'{doc}\n\nPOINTS = {len(points)}\n\nCOUNTS = """\n{text}\n"""\n'
    (PACKAGE / "common.py").write_text(body, encoding="utf-8")


def weights(path: Path) -> None:
    """Fit on everything."""
    table = table_of([*labelled(path), *misleading(), *made_answers()])
    trees = fit_trees(table.rows, table.right, table.weights)
    numbers = [
        number
        for asked, thresholds, leaves in zip(trees.asked, trees.thresholds, trees.leaves, strict=True)
        for number in (*(pair for both in zip(asked, thresholds, strict=True) for pair in both), *leaves)
    ]
    doc = '"""The weights of the model of `chance`; written by tests/cards/reading/training.py."""'
    body = (
        f'{doc}\n\nCONSTANT = {trees.constant:.4f}\n\nTREES = """\n{_wrapped(map(_short, numbers))}\n"""\n'
        '"""Tree by tree: seven pairs of number asked and threshold, eight leaves."""\n'
    )
    (PACKAGE / "weights.py").write_text(body, encoding="utf-8")


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".") or "0"


def _wrapped(parts: Iterable[str]) -> str:
    return "\n".join(textwrap.wrap(" ".join(parts), 118))


def report(path: Path, seeds: Sequence[int]) -> None:
    """Print the cross-validated scores by kind."""
    table = table_of([*labelled(path), *misleading(), *made_answers()])
    kinds = list(dict.fromkeys(answer.kind for answer in table.answers if answer.kind != "made"))
    for seed in seeds:
        chances = cross_validated(table, seed)
        for name, of in (("all", kinds), *((kind, [kind]) for kind in kinds)):
            _print(f"{seed} {name:<12}", score_of(table, chances, of))


def report_sets(path: Path) -> None:
    """Print how each of the project's own sets is read by a model of all the others, none of its cards among them."""
    others = [*labelled(path), *made_answers()]
    sets = {name: misleading([name]) for name in SETS}
    table = table_of([*others, *(answer for answers in sets.values() for answer in answers)])
    start = len(others)
    for name, answers in sets.items():
        own = np.array([start <= number < start + len(answers) for number in table.answer_of])
        start += len(answers)
        chances = np.zeros(len(own))
        chances[own] = fitted(table, ~own & ~table.of_cards({one.card for one in answers}), table.rows[own])
        chances[table.contradicted] = 0
        for kind in (MISLEADING, FAIR):
            _print(f"{name:<34} {kind:<10}", score_of(_only(table, own), chances[own], [kind]))


def _only(table: Table, which: Chosen) -> Table:
    answer_of = tuple(number for number, chosen in zip(table.answer_of, which, strict=True) if chosen)
    rows, right, weights = table.rows[which], table.right[which], table.weights[which]
    return Table(rows, right, weights, table.contradicted[which], table.answers, answer_of)


def _print(name: str, found: Score) -> None:
    print(
        f"{name} F1 {found.f1:.3f}  precision {found.precision:.3f}  recall {found.recall:.3f}  "
        f"error {found.error:.3f}  ticks right {found.hits}, wrong {found.false}, missed {found.missed}"
    )


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.cards.reading.training", description=__doc__)
    parser.add_argument("what", choices=["common", "weights", "cv", "sets"])
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--seeds", type=int, nargs="*", default=[0, 1, 2])
    options = parser.parse_args()
    if options.what == "common":
        common()
    elif options.data is None or not options.data.exists():
        parser.exit(0, "no labelled answers: nothing to do\n")
    elif options.what == "weights":
        weights(options.data)
    elif options.what == "sets":
        report_sets(options.data)
    else:
        report(options.data, options.seeds)


if __name__ == "__main__":
    main()
