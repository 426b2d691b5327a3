"""The blueprint of an exam: how long, how many items of what, how they are marked; read from `*.exam.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.knowledge.deck import refuse_card_type
from kgquiz.knowledge.decode import Decoder, is_slug
from kgquiz.knowledge.problems import Path, Problem, Source, in_order
from kgquiz.knowledge.yaml_text import read_yaml
from kgquiz.messages import N_
from kgquiz.value import dataclass

FORMAT = 1
LONGEST = 600
"""Minutes; more than a day of examination is a slip of the keyboard."""

Clock = Literal["running", "paused"]
"""What time does while the program is closed."""


Foreign = Literal["half", "wrong"]
"""What a term in Russian or English counts where the Kyrgyz one is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """So many items of these decks; empty `types`, `tags` or `chapters` mean all. `points` are for each item.

    Cards with a tag of `without` are left out, and those whose answer has fewer than `parts` points, steps or pairs.
    """

    decks: tuple[str, ...]
    count: int
    id: str = ""
    title: str = ""
    types: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    chapters: tuple[int, ...] = ()
    parts: int = 1
    points: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """The marks of the students who sit it, in percent: their mean, and how far they lie apart (standard deviation)."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What an exam asks and how it is marked. `pass_mark` is in percent of all points.

    `numbers` is the most share of items whose answer is a date or number, in percent.
    """

    exam: str
    title: str
    minutes: int
    sections: tuple[PaperSection, ...]
    format: int = FORMAT
    pass_mark: float = 60.0
    clock: Clock = "running"
    penalty: bool = False
    certainty: bool = False
    foreign: Foreign = "half"
    students: Class | None = None
    shuffle: bool = True
    numbers: float = 100.0

    @property
    def items(self) -> int:
        """How many items a form of this blueprint holds."""
        return sum(section.count for section in self.sections)

    @property
    def most_numbers(self) -> int:
        """How many items may have a date or number for their answer."""
        return int(self.items * self.numbers / 100 + 1e-9)

    @property
    def pass_share(self) -> float:
        """The pass mark as a share of all points."""
        return self.pass_mark / 100

    @property
    def points(self) -> float:
        """The most that can be had."""
        return sum(section.count * section.points for section in self.sections)

    @property
    def worths(self) -> tuple[float, ...]:
        """What each item of a form is worth, section by section."""
        return tuple(section.points for section in self.sections for _ in range(section.count))

    def is_passed_by(self, share: float) -> bool:
        """Whether a mark passes; one equal to the pass mark does, whatever its last binary digit says."""
        return share >= self.pass_share - 1e-9

    def name_of(self, section: int) -> str:
        """A section's title, or else its id or number; an only section goes by the name of the whole."""
        found = self.sections[section]
        number = str(section + 1) if len(self.sections) > 1 else self.title
        return found.title or found.id or number


def with_items(blueprint: Blueprint, items: int) -> Blueprint:
    """The same exam with so many items: sections and minutes in proportion, an exam of its own in the records.

    The sections are apportioned by largest remainders (Hamilton); one that comes to nothing is left out.
    """
    shares = [section.count * items / blueprint.items for section in blueprint.sections]
    counts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda at: (counts[at] - shares[at], at))
    for at in by_remainder[: items - sum(counts)]:
        counts[at] += 1
    sections = zip(blueprint.sections, counts, strict=True)
    return replace(
        blueprint,
        exam=f"{blueprint.exam}-{items}",
        minutes=max(1, round(blueprint.minutes * items / blueprint.items)),
        sections=tuple(replace(section, count=count) for section, count in sections if count),
    )


def with_terms(blueprint: Blueprint, minutes: int | None, pass_mark: float | None) -> Blueprint:
    """The same paper in other minutes, or with another pass mark.

    That is another exam in the records: an hour's mark says nothing of ten minutes, nor a pass at 1 % of one at 60 %.
    """
    marks = [
        *([f"{minutes}min"] if minutes not in {None, blueprint.minutes} else []),
        *([f"pass{pass_mark:g}".replace(".", "-")] if pass_mark not in {None, blueprint.pass_mark} else []),
    ]
    return replace(
        blueprint,
        exam="-".join((blueprint.exam, *marks)),
        minutes=blueprint.minutes if minutes is None else minutes,
        pass_mark=blueprint.pass_mark if pass_mark is None else pass_mark,
    )


@dataclass(frozen=True, slots=True)
class ReadBlueprint:
    """What came of reading a blueprint file: the blueprint (None when unusable), its source, its problems."""

    blueprint: Blueprint | None
    source: Source
    problems: tuple[Problem, ...]


def parse_blueprint(data: bytes, file: str) -> ReadBlueprint:
    """A blueprint and all that is wrong with it, as far as it can be seen without its decks."""
    document = read_yaml(data, file)
    decoder = Decoder(document.source, document.problems)
    blueprint = None
    if document.value is not None:
        taken, placed = _as_far_as_it_goes(document.value, decoder)
        blueprint = Blueprint(**{**_STAND_INS, **taken, "sections": tuple(section for _, section in placed)})
        refuse_unsound(blueprint, decoder, placed)
    broken = any(problem.is_error for problem in decoder.problems)
    return ReadBlueprint(None if broken else blueprint, document.source, in_order(decoder.problems))


_STAND_INS: dict[str, Any] = {"exam": "exam", "title": "", "minutes": 1}
"""In place of what lacks, which is reported: so the rest is still checked."""
Placed = tuple[int, PaperSection]
"""A section and its number in the file."""


def _as_far_as_it_goes(value: object, decoder: Decoder) -> tuple[dict[str, Any], tuple[Placed, ...]]:
    """The fields that can be read, and those sections: one that cannot leaves the others to be checked."""
    entries = value.get("sections") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(entries, list):
        return decoder.fields(Blueprint, value, ())[0], ()
    taken, _ = decoder.fields(Blueprint, {**value, "sections": []}, ())
    read = ((index, decoder.struct(PaperSection, entry, ("sections", index))) for index, entry in enumerate(entries))
    return taken, tuple((index, section) for index, section in read if section is not None)


def refuse_unsound(blueprint: Blueprint, decoder: Decoder, placed: Sequence[Placed] | None = None) -> None:
    """Note what is wrong with a blueprint beyond the types of its fields."""
    placed = tuple(enumerate(blueprint.sections)) if placed is None else placed
    if blueprint.format > FORMAT:
        why, remedy = N_("The exam has format {format}; this kgquiz knows {known}."), N_("Update kgquiz.")
        decoder.refuse(("format",), "format", why, remedy, format=blueprint.format, known=FORMAT)
    if not is_slug(blueprint.exam):
        why, remedy = N_("The exam's name '{name}' is not a slug."), N_("Use a-z, 0-9 and single hyphens.")
        decoder.refuse(("exam",), "id", why, remedy, name=blueprint.exam)
    for path, low, given, high in _measures(blueprint, placed):
        if not low <= given <= high:
            why, remedy = N_("'{key}' is {given:g}."), N_("Write a number from {low:g} to {high:g}.")
            decoder.refuse(path, "out-of-range", why, remedy, key=path[-1], given=given, low=low, high=high)
    if not blueprint.sections and not decoder.has_told(("sections",)):
        why, remedy = N_("The exam has no sections."), N_("List them under 'sections:'.")
        decoder.refuse(("sections",), "no-sections", why, remedy)
    if blueprint.penalty and blueprint.certainty:
        why = N_("'penalty' and 'certainty' both take points for wrong answers.")
        decoder.refuse(("penalty",), "two-penalties", why, N_("Switch one of them off."))
    for index, section in placed:
        _check_words(section, index, decoder)


def _measures(blueprint: Blueprint, placed: Sequence[Placed]) -> Iterator[tuple[Path, float, float, float]]:
    """Place, least, given and most of every number."""
    yield ("minutes",), 1, blueprint.minutes, LONGEST
    yield ("numbers",), 0, blueprint.numbers, 100
    yield ("pass_mark",), 1, blueprint.pass_mark, 100
    if blueprint.students is not None:
        yield ("students", "mean"), 1, blueprint.students.mean, 99
        yield ("students", "deviation"), 1, blueprint.students.deviation, 49
    for index, section in placed:
        yield ("sections", index, "count"), 1, section.count, 1000
        yield ("sections", index, "parts"), 1, section.parts, 30
        yield ("sections", index, "points"), 0.01, section.points, 1000


def _check_words(section: PaperSection, index: int, decoder: Decoder) -> None:
    if not section.decks:
        why, remedy = N_("The section names no deck."), N_("Write 'decks: [ch1]'.")
        decoder.refuse(("sections", index, "decks"), "no-decks", why, remedy)
    for name in section.types:
        if name not in CARD_TYPE_BY_NAME:
            refuse_card_type(name, ("sections", index, "types"), decoder)
