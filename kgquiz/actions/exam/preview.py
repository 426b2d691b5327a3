"""Looking a paper over before anybody sits it: what it asks, items swapped or kept, and the file it is saved as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from random import Random
from typing import Any

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions, ReadyExam, draw_form, ready_exam
from kgquiz.actions.exam.statistics import facilities
from kgquiz.actions.files import is_there, write_text
from kgquiz.errors import CannotWrite, NothingToDo, UsageProblem
from kgquiz.exam.conditions import Conditions
from kgquiz.exam.form import Assembly, FormItem
from kgquiz.exam.paper import paper_text
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """Items by their numbers, from 1: each in `swap` gives way to another; with `pin` only those stay."""

    swap: tuple[int, ...] = ()
    pin: tuple[int, ...] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)
    """Conditions to be set anew, by name; the others stay as they are in the paper."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper that nobody has begun."""

    ready: ReadyExam
    seed: str
    items: tuple[FormItem, ...]

    @property
    def text(self) -> str:
        """The paper as the text of its file."""
        return paper_text(self.ready.blueprint, self.seed, self.items, self.ready.conditions)


def preview_exam(desk: Desk, options: ExamOptions, changes: PaperChanges) -> Preview:
    """The paper of a seed, or a saved one, with the changes asked for. The same words give the same paper."""
    ready = ready_exam(desk, options)
    if options.known:
        ready = replace(ready, known=facilities(options.known))
    seed, items = draw_form(desk, ready, options.seed)
    _refuse_no_item(changes, len(items))
    assembly = Assembly(ready.blueprint, ready.candidates, ready.known)
    if changes.pin:
        seed = f"{seed}/{'-'.join(f'p{number}' for number in changes.pin)}"
        items = assembly.redrawn(items, [number - 1 for number in dict.fromkeys(changes.pin)], Random(seed))
    for number in changes.swap:
        seed = f"{seed}/s{number}"
        items = _swapped(assembly, items, number, seed)
    conditions = _on_terms(ready.conditions, changes.terms)
    return Preview(replace(ready, saved=(seed, items), conditions=conditions), seed, items)


def _on_terms(conditions: Conditions, terms: Mapping[str, Any]) -> Conditions:
    changed = replace(conditions, **terms)
    for _place, why, remedy in changed.faults():
        raise UsageProblem(N_("{why} {remedy}"), why=why, remedy=remedy)
    return changed


def _refuse_no_item(changes: PaperChanges, items: int) -> None:
    for number in (*changes.swap, *changes.pin):
        if not 1 <= number <= items:
            raise UsageProblem(N_("The paper has no item {number}: it has {items}."), number=number, items=items)
    both = sorted(set(changes.swap) & set(changes.pin))
    if both:
        raise UsageProblem(N_("Item {number} cannot both stay and give way."), number=both[0])


def _swapped(assembly: Assembly, items: Sequence[FormItem], number: int, seed: str) -> tuple[FormItem, ...]:
    found = assembly.swapped(items, number - 1, Random(seed))
    if found is None:
        raise NothingToDo(
            N_("Nothing can stand in for item {number}: every other card of its section is taken or tells an answer."),
            number=number,
        )
    return found


def save_paper(preview: Preview, path: Path, *, force: bool) -> Path:
    """Write the paper. Raises CannotWrite where a file stands there and `force` does not say to replace it."""
    if not force and is_there(path):
        raise CannotWrite(
            N_("{path} is there already and was left as it is. To replace it, add --force; else name another file."),
            path=path,
        )
    write_text(path, preview.text)
    return path


def preview_document(preview: Preview, *, key: bool) -> dict[str, Any]:
    """The paper as JSON values; the answers only with `key`."""
    blueprint = preview.ready.blueprint
    items = []
    for number, item in enumerate(preview.items, 1):
        values: dict[str, Any] = {
            "number": number,
            "card": item.key,
            "type": item.card.type,
            "section": blueprint.name_of(item.section),
            "points": item.points,
            "page": item.card.page,
            "prompt": item.prompt(),
        }
        items.append(values | ({"key": list(item.card.solution())} if key else {}))
    return {"exam": blueprint.exam, "title": blueprint.title, "seed": preview.seed, "items": items}
