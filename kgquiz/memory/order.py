"""The order in which a deck is learnt: section by section, recognising before producing, parts before the whole.

Within a section come terms, then facts, then groups and sequences, then the outlines that need them all, page by page.
An item is met in a form that is recognised; its other forms follow among the items of the next lessons, so that no day
has only first sights or only producing. One taste of each producing form comes early: what is asked for later is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from kgquiz.value import dataclass

ORDERS = ("book", "mixed", "best")
"""How new cards may follow each other: as lessons, chapters and types mixed, or what takes the least time first."""
DEFAULT_ORDER = "book"
LESSON = 10
"""Items that are met before their other forms begin."""
TASTED_WITHIN = 2 * LESSON
"""First items among which each of the producing forms `TASTED` is met once."""
TASTED = ("typed", "cloze")
RECOGNISED = frozenset({"choice", "truefalse", "multi"})
"""Forms that show the answer among others."""
WHOLES = frozenset({"outline", "match", "order"})
"""Forms that put together what was learnt singly."""
_TERM, _FACT, _GROUP, _OUTLINE = range(4)


@dataclass(frozen=True, slots=True)
class Learnable:
    """A card as the order sees it: its section's place in the deck, the items it rests on.

    Of `needs`, those with a dot are of another deck (`ch8.mayor`).
    """

    card: str
    item: str
    type: str
    section: int = 0
    needs: tuple[str, ...] = ()
    page: int = 0


def lesson_order(cards: Sequence[Learnable]) -> list[str]:
    """The ids of all cards of a deck in the order of learning."""
    items: dict[str, list[Learnable]] = {}
    for card in cards:
        items.setdefault(card.item, []).append(card)
    ranked = sorted(items.values(), key=lambda forms: (forms[0].section, stage(forms), forms[0].page))
    met = [_by_ease(forms, turn) for turn, forms in enumerate(_needs_first(ranked))]
    for kind in TASTED:
        _taste(met[:TASTED_WITHIN], kind)
    return [card.card for card in _in_lessons(met)]


def stage(forms: Iterable[Learnable]) -> int:
    """Which part of its section an item belongs to, by the forms it is asked in: term, fact, group, outline."""
    types = {form.type for form in forms}
    if types & {"recall", "typed"}:
        return _TERM
    if types & {"cloze", "choice", "truefalse"}:
        return _FACT
    return _GROUP if types & {"multi", "match", "order"} else _OUTLINE


def _needs_first(items: Sequence[list[Learnable]]) -> list[list[Learnable]]:
    """The same items, each after those it needs; what needs another deck, or itself in a circle, comes last."""
    known = {forms[0].item for forms in items}
    waiting, placed, done = list[list[Learnable]](), list[list[Learnable]](), set[str]()
    for one in items:
        waiting.append(one)
        while ready := next((forms for forms in waiting if _stands(forms, known, done)), None):
            waiting.remove(ready)
            placed.append(ready)
            done.add(ready[0].item)
    return placed + waiting


def _stands(forms: Sequence[Learnable], known: set[str], done: set[str]) -> bool:
    needs = {need for form in forms for need in form.needs}
    return all(need in done or (need not in known and "." not in need) for need in needs)


def _by_ease(forms: Sequence[Learnable], turn: int) -> list[Learnable]:
    """One form that is recognised, then those that are produced, then the rest; alike ones take turns as the first."""
    easy = _turned([form for form in forms if form.type in RECOGNISED], turn)
    hard = _turned([form for form in forms if form.type not in RECOGNISED], turn)
    return [*easy[:1], *hard, *easy[1:]]


def _turned(forms: list[Learnable], turn: int) -> list[Learnable]:
    start = turn % len(forms) if forms else 0
    return forms[start:] + forms[:start]


def _taste(met: Sequence[list[Learnable]], kind: str) -> None:
    """The last of these items that can be asked in this form begins with it, unless one does."""
    if any(forms[0].type == kind for forms in met):
        return
    able = [forms for forms in met if any(form.type == kind for form in forms) and forms[0].type not in TASTED]
    if able:
        able[-1].sort(key=lambda form: form.type != kind)


def _in_lessons(met: Sequence[list[Learnable]]) -> list[Learnable]:
    """Lesson after lesson: its items' first forms alternate with the second forms of the lesson before, and so on."""
    lessons = [met[start : start + LESSON] for start in range(0, len(met), LESSON)]
    most = max((len(forms) for forms in met), default=0)
    ordered: list[Learnable] = []
    for now in range(len(lessons) + most):
        rounds = [
            [forms[nth] for forms in lessons[now - nth] if nth < len(forms)] if 0 <= now - nth < len(lessons) else []
            for nth in range(most)
        ]
        ordered += [card for turn in zip_longest(*rounds) for card in turn if card is not None]
    return ordered


def easier(type_missed: str, siblings: Iterable[str]) -> str | None:
    """Of the types an item can be asked in, the one to ask after a miss in a harder form; None where none is easier."""
    if type_missed in RECOGNISED:
        return None
    there = set(siblings)
    return next((kind for kind in ("choice", "multi", "truefalse") if kind in there), None)
