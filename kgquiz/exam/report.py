"""What a marked sitting says: the mark and how far to trust it, where it comes from, what was missed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.chances import USUAL, Chance, Interval, Students, chance_of_passing, effective_items, normal, wilson
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import LEAST_SURE, RIGHT_MARKS, ItemMark
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Points of some items; `share` is never below 0."""

    points: float
    worth: float
    items: int

    @property
    def share(self) -> float:
        """Points as a share of what could be had, 0..1."""
        return share_of(self.points, self.worth)


def share_of(points: float, worth: float) -> float:
    """Points as a share of what could be had, 0..1: no mark is below 0."""
    return min(1.0, max(0.0, points / worth)) if worth else 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the exam and how it went."""

    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class CertaintyBand:
    """The answers given with one certainty: how many, the share right, and the shares that would match it."""

    sure: int
    items: int
    share: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `machine` leaves self-marked items out; times are in milliseconds."""

    mark: Score
    machine: Score
    self_marked: Score
    plain_share: float
    """The mark before penalty or certainty."""
    passed: bool
    pass_share: float
    interval: Interval
    chance_to_pass: Chance
    answered: int
    items: int
    by_section: tuple[Bar, ...]
    by_chapter: tuple[Bar, ...]
    by_type: tuple[Bar, ...]
    spent: int
    longest: tuple[int, int]
    """(position, milliseconds) of the item that took longest."""
    calibration: tuple[CertaintyBand, ...]
    missed: tuple[ItemMark, ...]
    """The items that were not fully right, in the order of the form."""
    proposed: int
    """Points that were read in written answers."""
    changed: int
    """How many of the points she marked otherwise herself."""


def report(
    blueprint: Blueprint,
    items: Sequence[FormItem],
    marks: Sequence[ItemMark],
    earlier: Sequence[tuple[float, float]] = (),
) -> Report:
    """The report on a marked form; `earlier` are her former marks in this exam as (share, items), oldest first."""
    mark, pass_share = score_of(marks), blueprint.pass_share
    pairs = list(zip(items, marks, strict=True))
    longest = max(marks, key=lambda m: m.spent)
    return Report(
        mark=mark,
        machine=score_of(m for m in marks if not m.self_marked),
        self_marked=score_of(m for m in marks if m.self_marked),
        plain_share=sum(m.share * m.worth for m in marks) / mark.worth,
        passed=blueprint.is_passed_by(mark.share),
        pass_share=pass_share,
        interval=interval_of(blueprint, marks),
        chance_to_pass=_chance(blueprint, marks, earlier),
        answered=sum(m.answered for m in marks),
        items=len(marks),
        by_section=_bars(pairs, lambda item: blueprint.name_of(item.section)),
        by_chapter=_bars(sorted(pairs, key=_chapter), lambda item: str(item.chapter or item.deck)),
        by_type=_bars(pairs, lambda item: item.card.type),
        spent=sum(m.spent for m in marks),
        longest=(longest.position, longest.spent),
        calibration=tuple(_calibration(marks)) if blueprint.certainty else (),
        missed=tuple(m for m in marks if not m.is_right),
        proposed=sum(m.proposed for m in marks),
        changed=sum(m.changed for m in marks),
    )


FADING = 0.5
"""What a sitting weighs beside the next one: she has learnt since."""


def _chance(blueprint: Blueprint, marks: Sequence[ItemMark], earlier: Sequence[tuple[float, float]]) -> Chance:
    """By what is known of the class, her former sittings, and this one."""
    known = students_of(blueprint)
    for before, (share, items) in enumerate(reversed(earlier), 1):
        known = known.after(share, items, FADING**before)
    worths = [m.worth for m in marks]
    return chance_of_passing(known.after(score_of(marks).share, effective_items(worths)), worths, blueprint.pass_share)


def students_of(blueprint: Blueprint) -> Students:
    """Those whom the blueprint describes, or else the usual ones."""
    given = blueprint.students
    return USUAL if given is None else Students.spread(given.mean / 100, given.deviation / 100)


def score_of(marks: Iterable[ItemMark]) -> Score:
    """The points of some items together."""
    found = list(marks)
    return Score(sum(m.points for m in found), sum(m.worth for m in found), len(found))


def interval_of(blueprint: Blueprint, marks: Sequence[ItemMark]) -> Interval:
    """Wilson's where credits lie between 0 and 1; the normal one where wrong answers cost points."""
    worths = [m.worth for m in marks]
    if blueprint.penalty or blueprint.certainty:
        return normal([m.credit for m in marks], worths)
    return wilson(score_of(marks).share, effective_items(worths))


def _bars(pairs: Sequence[tuple[FormItem, ItemMark]], name: Callable[[FormItem], str]) -> tuple[Bar, ...]:
    groups: dict[Hashable, list[ItemMark]] = {}
    for item, mark in pairs:
        groups.setdefault(name(item), []).append(mark)
    return tuple(Bar(str(key), score_of(marks)) for key, marks in groups.items())


def _chapter(pair: tuple[FormItem, ItemMark]) -> tuple[bool, int, str]:
    """The chapters as they follow in the book, then what is of none."""
    item = pair[0]
    return not item.chapter, item.chapter or 0, item.deck


_BELIEFS = {1: (0.0, 0.67), 2: (0.67, 0.80), 3: (0.80, 1.0)}
"""Which chance of being right makes each certainty the best choice (Moodle's thresholds)."""


def _calibration(marks: Iterable[ItemMark]) -> Iterable[CertaintyBand]:
    asked = [m for m in marks if m.answered and not m.self_marked]
    for level in RIGHT_MARKS:
        found = [m.share for m in asked if (m.sure or LEAST_SURE) == level]
        share = sum(found) / len(found) if found else 0.0
        yield CertaintyBand(level, len(found), share, *_BELIEFS[level])
