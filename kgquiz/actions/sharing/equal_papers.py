"""class: papers of one exam that are equally hard for this class, by the difficulties it showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from pathlib import Path
from random import Random

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions, draw_form, ready_exam
from kgquiz.actions.files import write_texts
from kgquiz.actions.sharing.class_figures import refuse_replacing
from kgquiz.errors import NothingToDo, UsageProblem
from kgquiz.exam.form import Assembly, FormItem
from kgquiz.exam.paper import paper_text
from kgquiz.key import CardKey
from kgquiz.messages import N_
from kgquiz.sharing.gathered import Gathered
from kgquiz.statistics.classroom.rasch import Difficulty, rasch
from kgquiz.value import dataclass

DRAWN = 60
"""Papers that are drawn to choose from."""


@dataclass(frozen=True, slots=True)
class EqualPaper:
    """A paper by its seed: the mark (0..1) that the mean student is expected to reach on it, and its standard error.

    `known` of its `items` have a difficulty; the others count as the mean card.
    """

    seed: str
    expected: float
    error: float
    known: int
    items: int


@dataclass(frozen=True, slots=True)
class EqualPapers:
    """The papers chosen, and how far apart the expected marks of all that were drawn lie."""

    exam: str
    papers: tuple[EqualPaper, ...]
    apart: float
    apart_before: float


def equal_papers(desk: Desk, gathered: Gathered, exam: str, count: int, drawn: int = DRAWN) -> EqualPapers:
    """Of many papers of an exam those that are most alike in difficulty. Raises NothingToDo without difficulties."""
    scale = rasch(gathered.columns)
    if scale is None:
        told = N_("No two cards have been answered by thirty students yet: there is nothing to make papers equal by.")
        raise NothingToDo(told)
    ready = ready_exam(desk, ExamOptions(names=(exam,)))
    if ready.saved is not None:
        raise UsageProblem(N_("{name} is one paper already. Name the exam that it was drawn from."), name=exam)
    assembly, known = Assembly(ready.blueprint, ready.candidates), {one.card: one for one in scale.difficulties}
    papers = [
        expected_mark(seed, assembly.form(Random(seed)), known, scale.ability)
        for seed in (f"equal-{n}" for n in range(max(count, drawn)))
    ]
    chosen = most_alike(papers, count)
    return EqualPapers(ready.blueprint.exam, chosen, _apart(chosen), _apart(papers))


def most_alike(papers: Sequence[EqualPaper], count: int) -> tuple[EqualPaper, ...]:
    """So many whose expected marks lie nearest to each other; of several such groups the one nearest to the median."""
    ordered = sorted(papers, key=lambda one: (one.expected, one.seed))
    middle = ordered[len(ordered) // 2].expected
    groups = [tuple(ordered[at : at + count]) for at in range(len(ordered) - count + 1)]
    return min(groups, key=lambda group: (round(_apart(group), 3), abs(group[len(group) // 2].expected - middle)))


def _apart(papers: Sequence[EqualPaper]) -> float:
    marks = [one.expected for one in papers]
    return max(marks) - min(marks)


def expected_mark(
    seed: str, items: Sequence[FormItem], known: Mapping[CardKey, Difficulty], ability: float
) -> EqualPaper:
    """Σ points · σ(θ − b) / Σ points for the mean ability θ, and the error that the errors of the b give it."""
    total = sum(item.points for item in items)
    mark, squares = 0.0, 0.0
    for item in items:
        found = known.get(item.key)
        chance = 1 / (1 + exp((found.logits if found else 0.0) - ability))
        mark += item.points * chance
        squares += (item.points * chance * (1 - chance) * (found.error if found else 0.0)) ** 2
    return EqualPaper(seed, mark / total, sqrt(squares) / total, sum(item.key in known for item in items), len(items))


def save_equal_papers(desk: Desk, found: EqualPapers, exam: str, folder: Path, *, force: bool) -> list[Path]:
    """The papers as files that others sit or print; all of them or none. Raises CannotWrite."""
    ready = ready_exam(desk, ExamOptions(names=(exam,)))
    texts: dict[Path, str | bytes] = {}
    for number, one in enumerate(found.papers, 1):
        seed, items = draw_form(desk, ready, one.seed)
        texts[folder / f"{found.exam}-{number}.yaml"] = paper_text(ready.blueprint, seed, items)
    for path in texts:
        refuse_replacing(path, force=force)
    write_texts(texts)
    return list(texts)
