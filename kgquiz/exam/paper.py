"""A paper as a file: a blueprint with the items of one form, to be looked over, given out and sat by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, field, fields, replace
from hashlib import blake2b
from typing import Annotated, Any

from kgquiz.cards.described import Says
from kgquiz.exam.blueprint import Blueprint, refuse_unsound
from kgquiz.exam.conditions import NO_CONDITIONS, Conditions
from kgquiz.exam.form import FormItem
from kgquiz.key import CardKey, deck_of_key
from kgquiz.knowledge.decode import Decoder
from kgquiz.knowledge.problems import Problem, Source, in_order
from kgquiz.knowledge.write import yaml_of
from kgquiz.knowledge.yaml_text import read_yaml
from kgquiz.messages import N_
from kgquiz.value import dataclass

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """A card of a paper by its key; `section` counts from 1, `salt` fixes the order of the options."""

    card: CardKey
    section: int
    salt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a paper file holds beside the fields of its blueprint."""

    seed: Annotated[str, Says("What the paper was drawn by.", shown=False)]
    items: tuple[PaperItem, ...]
    paper: int = FORMAT
    opens: Annotated[str, Says("When it may first be begun.", shown=False)] = ""
    closes: Annotated[str, Says("When it may last be begun.", shown=False)] = ""
    attempts: int = 0
    extra_time: Mapping[str, str] = field(default_factory=dict)

    @property
    def conditions(self) -> Conditions:
        """On what terms it may be sat."""
        return Conditions(opens=self.opens, closes=self.closes, attempts=self.attempts, extra_time=self.extra_time)


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """What came of reading a paper: its parts (None when unusable), its source, its problems."""

    blueprint: Blueprint | None
    paper: Paper | None
    source: Source
    problems: tuple[Problem, ...]


_OF_PAPER = frozenset(field.name for field in fields(Paper))
_OF_BLUEPRINT = frozenset(field.name for field in fields(Blueprint))


def parse_paper(data: bytes, file: str) -> ReadPaper:
    """A paper and all that is wrong with it, as far as it can be seen without its decks."""
    document = read_yaml(data, file)
    decoder = Decoder(document.source, document.problems)
    blueprint = paper = None
    if document.value is not None:
        blueprint = decoder.struct(Blueprint, document.value, (), _OF_PAPER)
        paper = decoder.struct(Paper, document.value, (), _OF_BLUEPRINT)
    if blueprint is not None and paper is not None:
        refuse_unsound(blueprint, decoder)
        for place, why, remedy in paper.conditions.faults():
            decoder.problems.append(decoder.source.problem(place, "conditions", why, remedy))
        _refuse_unsound_items(paper, len(blueprint.sections), decoder)
    broken = any(problem.is_error for problem in decoder.problems)
    if broken or blueprint is None or paper is None:
        return ReadPaper(None, None, document.source, in_order(decoder.problems))
    return ReadPaper(_counted(blueprint, paper), paper, document.source, in_order(decoder.problems))


def _refuse_unsound_items(paper: Paper, sections: int, decoder: Decoder) -> None:
    if paper.paper > FORMAT:
        why, remedy = N_("The paper has format {format}; this kgquiz knows {known}."), N_("Update kgquiz.")
        decoder.refuse(("paper",), "format", why, remedy, format=paper.paper, known=FORMAT)
    if not paper.items:
        why, remedy = N_("The paper has no items."), N_("Draw it again: kgquiz exam preview EXAM -o FILE")
        decoder.refuse(("items",), "no-items", why, remedy)
    seen: set[str] = set()
    for at, item in enumerate(paper.items):
        if not 1 <= item.section <= sections:
            why, remedy = N_("'{key}' is {given:g}."), N_("Write a number from {low:g} to {high:g}.")
            place = ("items", at, "section")
            decoder.refuse(place, "out-of-range", why, remedy, key="section", given=item.section, low=1, high=sections)
        if item.card in seen:
            why, remedy = N_("The card '{card}' stands in the paper twice."), N_("Take one of them out.")
            decoder.refuse(("items", at, "card"), "twice", why, remedy, card=item.card)
        seen.add(item.card)


def _counted(blueprint: Blueprint, paper: Paper) -> Blueprint:
    """The blueprint with the counts that the paper has; an item may have been taken out by hand."""
    counts = Counter(item.section - 1 for item in paper.items)
    sections = tuple(replace(section, count=counts[n]) for n, section in enumerate(blueprint.sections))
    return replace(blueprint, sections=sections)


def form_stamp(exam: str, seed: str, items: Sequence[FormItem]) -> str:
    """What tells a form from any other: its items in order, with the shuffle of their options and their points."""
    text = "\n".join(f"{item.key} {item.salt} {item.points:g}" for item in items)
    return blake2b(f"{exam}\n{seed}\n{text}".encode(), digest_size=14).hexdigest()


def paper_text(
    blueprint: Blueprint, seed: str, items: Sequence[FormItem], conditions: Conditions = NO_CONDITIONS
) -> str:
    """A paper as the text of its file."""
    values: dict[str, Any] = {"paper": FORMAT, "seed": seed, **_plain(asdict(blueprint))}
    values |= {name: one for name, one in asdict(conditions).items() if one}
    values["items"] = [{"card": item.key, "section": item.section + 1, "salt": item.salt} for item in items]
    return "# A paper to sit: kgquiz exam sit FILE. It names its cards; the decks must be there.\n" + yaml_of(values)


def _plain(value: Any) -> Any:
    """Mappings and lists without what is empty."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in (None, (), "")}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def lost(paper: Paper, known: Iterable[str], source: Source) -> tuple[Problem, ...]:
    """The items whose cards the decks have no more."""
    there = frozenset(known)
    decoder = Decoder(source)
    for at, item in enumerate(paper.items):
        if item.card not in there:
            why = N_("The deck '{deck}' has no card '{card}'; the paper cannot be sat without it.")
            remedy = N_("Get the deck that the paper was made from, or draw it again: kgquiz exam preview EXAM -o FILE")
            place = ("items", at, "card")
            decoder.refuse(place, "lost-card", why, remedy, deck=deck_of_key(item.card), card=item.card)
    return tuple(decoder.problems)
