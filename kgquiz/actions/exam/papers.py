"""Which exam is meant: a blueprint, or decks and options; with the cards it can draw from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from hashlib import blake2b
from pathlib import Path
from random import Random

from kgquiz.actions.desk import Desk
from kgquiz.actions.library import sources
from kgquiz.actions.library.decks import (
    BadContent,
    chosen_decks,
    chosen_files,
    load_decks,
    read_bytes,
    shown_path,
)
from kgquiz.actions.library.sources import EXAM_SUFFIXES, joined, meant, named_decks, named_exams, near, stem_of
from kgquiz.actions.world import World
from kgquiz.cards.base import Card
from kgquiz.cards.names import known_names
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.errors import KgquizError, NotFound, NothingToDo, UsageProblem
from kgquiz.exam.blueprint import Blueprint, PaperSection, parse_blueprint, with_items, with_terms
from kgquiz.exam.conditions import NO_CONDITIONS, Conditions
from kgquiz.exam.form import Assembly, FormItem, form_item
from kgquiz.exam.paper import lost, parse_paper
from kgquiz.exam.pool import Candidate, eligible, items_of, shortages
from kgquiz.key import CardKey, card_key, deck_of_key, key_in
from kgquiz.knowledge.deck import Deck, parse_deck
from kgquiz.knowledge.problems import Problem, Source
from kgquiz.messages import N_, message
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

FINAL = "final"
"""The exam that is sat where none is named."""
_LONGEST_NUMBER = 9
"""Digits of the number of a sitting."""
ITEMS, MINUTES_AN_ITEM, PASS_MARK = 30, 1.5, 60.0
"""What holds for an exam made of decks where the student does not say."""

Terms = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class ExamOptions:
    """What the student asked for; None leaves it to the blueprint. `pass_mark` is in percent."""

    names: tuple[str, ...] = ()
    items: int | None = None
    minutes: int | None = None
    pass_mark: float | None = None
    seed: str | None = None
    practice: bool = False
    name: str = ""
    """Of whom extra time may be written in a saved paper."""
    where: str = ""
    """A query (docs/cards.md) that every item must fit; makes an exam of decks."""
    known: tuple[Path, ...] = ()
    """Exported exams of a class, by which a paper is balanced."""


@dataclass(frozen=True, slots=True)
class ReadyExam:
    """An exam that can be sat: its sections name decks by their slugs."""

    blueprint: Blueprint
    candidates: tuple[Candidate, ...]
    terms: Terms
    saved: tuple[str, tuple[FormItem, ...]] | None = None
    """The seed and items of a paper that was drawn before."""
    conditions: Conditions = NO_CONDITIONS
    known: Mapping[CardKey, float] = field(default_factory=dict)
    """Facilities by card key, where a class has answered them."""


def exam_files(world: World) -> dict[str, Path]:
    """The blueprints there are, by name: the student's own go before the shipped ones."""
    files = {stem_of(file): file for file in reversed(sources.exam_files(world))}
    return dict(sorted(files.items()))


def ready_exam(desk: Desk, options: ExamOptions) -> ReadyExam:
    """The exam that the options mean. Raises where it is not known, not sound, or asks for more than exists."""
    file = _blueprint_file(desk.world, options)
    if file is not None and sources.is_paper(file):
        ready = _exam_of_paper(desk, file, options)
    else:
        ready = _exam_of_decks(desk, options) if file is None else _exam_of_file(desk, file)
    if file is not None and options.items is not None:
        ready = _resized(ready, options.items)
    return replace(ready, blueprint=with_terms(ready.blueprint, options.minutes, options.pass_mark))


def _resized(ready: ReadyExam, items: int) -> ReadyExam:
    """The exam of a blueprint with another number of items. Raises where a section has not so many."""
    blueprint = with_items(ready.blueprint, items)
    there = [len(items_of(eligible(section, ready.candidates))) for section in blueprint.sections]
    for section, found in zip(blueprint.sections, there, strict=True):
        if section.count > found:
            template = N_("{wanted} items are asked for; {there} exist in {decks}. Ask for fewer, or name more decks.")
            raise UsageProblem(template, wanted=section.count, there=found, decks=", ".join(section.decks))
    return replace(ready, blueprint=blueprint)


def blueprint_stamp(world: World, options: ExamOptions) -> str:
    """What tells one text of the blueprint from another; empty where the exam is made of decks."""
    file = _blueprint_file(world, options)
    return "" if file is None else blake2b(read_bytes(file), digest_size=8).hexdigest()


def _blueprint_file(world: World, options: ExamOptions) -> Path | None:
    if options.where:
        _refuse_exams(world, options.names)
        return None
    names, known = list(joined(options.names)) or [FINAL], named_exams(world, here=bool(options.names))
    if len(names) == 1 and sources.is_paper(sources.as_path(names[0])):
        return sources.as_path(names[0]).absolute()
    if len(names) > 1 or (options.items is not None and _are_decks(world, options.names)):
        return None
    if names[0].endswith(EXAM_SUFFIXES):
        return sources.as_path(names[0]).absolute()
    if not options.names and FINAL not in known:
        raise NotFound(N_("There is no exam named 'final'. Name decks: kgquiz exam DECK --items 30"))
    found = meant(names[0], known)
    if found is not None:
        return known[found][0]
    if not sources.as_path(names[0]).exists():
        _refuse_unknown(names[0], list(known), list(named_decks(world)))
    return None


def _refuse_exams(world: World, names: Sequence[str]) -> None:
    """A query chooses from decks; of an exam it is settled what is asked."""
    exams, decks = named_exams(world, here=True), named_decks(world)
    for name in joined(names):
        is_file = name.endswith(EXAM_SUFFIXES) or sources.is_paper(sources.as_path(name))
        if is_file or (meant(name, exams) is not None and meant(name, decks) is None):
            raise UsageProblem(
                N_("--where chooses from decks, and '{name}' is an exam. Name decks, or leave --where out."), name=name
            )


def _are_decks(world: World, names: Sequence[str]) -> bool:
    """Whether what is named can be studied as it is: with a number of items an exam is made of it, as of no name."""
    known = named_decks(world)
    return not names or meant(names[0], known) is not None or _is_deck_file(names[0])


def _is_deck_file(name: str) -> bool:
    return sources.as_path(name).exists() and not name.endswith(EXAM_SUFFIXES)


def _refuse_unknown(name: str, exams: Sequence[str], decks: Sequence[str]) -> None:
    """A name that is neither an exam's nor a deck's; a path is left to those who look for files."""
    known = [*exams, *decks]
    if meant(name, known) or Path(name).name != name or Path(name).suffix in {".yaml", ".yml"}:
        return
    alike = near(name, known)
    if alike:
        raise NotFound(N_("No exam or deck is named '{name}'. Did you mean '{near}'?"), name=name, near=alike)
    raise NotFound(
        N_("No exam or deck is named '{name}'. Exams: {exams}. Decks: {decks}."),
        name=name,
        exams=", ".join(exams) or "–",
        decks=", ".join(decks) or "–",
    )


def _exam_of_file(desk: Desk, file: Path) -> ReadyExam:
    shown = shown_path(file)
    read = parse_blueprint(read_bytes(file), shown)
    if read.blueprint is None:
        raise BadContent(Path(shown), [problem for problem in read.problems if problem.is_error])
    decks: dict[str, list[CachedDeck]] = {}
    for name in _names(read.blueprint):
        decks[name] = load_decks(desk.store, deck_files_of(desk.world, file, name))
    slugs = {name: [deck.slug for deck in found] for name, found in decks.items()}
    blueprint = with_slugs(read.blueprint, slugs)
    ready = _ready(desk.store, blueprint, [deck for found in decks.values() for deck in found])
    short = shortages(blueprint, ready.candidates, read.source)
    if short:
        raise BadContent(Path(shown), short)
    return ready


def _exam_of_paper(desk: Desk, file: Path, options: ExamOptions) -> ReadyExam:
    """The paper as it was drawn. Raises where a card of it is there no more."""
    if options.seed is not None or options.items is not None:
        raise UsageProblem(
            N_("{file} is a paper that is drawn already: leave --seed and --items out."), file=shown_path(file)
        )
    read = parse_paper(read_bytes(file), shown_path(file))
    if read.blueprint is None or read.paper is None:
        raise BadContent(Path(shown_path(file)), [problem for problem in read.problems if problem.is_error])
    named = (*_names(read.blueprint), *(deck_of_key(item.card) for item in read.paper.items))
    files = {found: None for name in dict.fromkeys(named) for found in deck_files_of(desk.world, file, name)}
    ready = _ready(desk.store, read.blueprint, load_decks(desk.store, files))
    cards = {candidate.key: candidate for candidate in ready.candidates}
    gone = lost(read.paper, cards, read.source)
    if gone:
        raise BadContent(Path(shown_path(file)), gone)
    items = tuple(form_item(cards[one.card], one.section - 1, read.blueprint, one.salt) for one in read.paper.items)
    return replace(ready, saved=(read.paper.seed, items), conditions=read.paper.conditions)


def _names(blueprint: Blueprint) -> list[str]:
    return list(dict.fromkeys(name for section in blueprint.sections for name in section.decks))


def deck_files_of(world: World, blueprint: Path, name: str) -> list[Path]:
    """The files of a deck that a blueprint names: beside the blueprint first, then as on the command line."""
    beside = [blueprint.parent / name, blueprint.parent / f"{name}.yaml"]
    found = [file for file in beside if file.is_file() and not sources.is_paper(file)]
    return found[:1] or chosen_files(world, [name])


def with_slugs(blueprint: Blueprint, slugs: dict[str, list[str]]) -> Blueprint:
    """The blueprint with the names of its decks replaced by those under which progress is kept."""
    sections = tuple(
        replace(section, decks=tuple(slug for name in section.decks for slug in slugs.get(name, ())))
        for section in blueprint.sections
    )
    return replace(blueprint, sections=sections)


def _exam_of_decks(desk: Desk, options: ExamOptions) -> ReadyExam:
    """All types that the program can mark, one point each."""
    decks = chosen_decks(desk, options.names)
    pool = _fitting(desk, _candidates(desk.store, decks), decks, options.where)
    held = {candidate.deck for candidate in pool}
    decks = [deck for deck in decks if deck.slug in held]
    slugs = tuple(dict.fromkeys(deck.slug for deck in decks))
    types = tuple(card_type.type for card_type in CARD_TYPES if not card_type.self_marked)
    section = PaperSection(decks=slugs, count=1, types=types)
    there = len(items_of(eligible(section, pool)))
    count = min(ITEMS, there) if options.items is None else options.items
    if not 0 < count <= there:
        template = N_("{wanted} items are asked for; {there} exist in {decks}. Ask for fewer, or name more decks.")
        raise UsageProblem(template, wanted=count, there=there, decks=", ".join(slugs))
    blueprint = Blueprint(
        exam="-".join(("adhoc", *slugs)),
        title=options.where or ", ".join(desk.store.decks.head(deck.id).title for deck in decks),
        minutes=max(1, round(count * MINUTES_AN_ITEM)),
        pass_mark=PASS_MARK,
        sections=(replace(section, count=count),),
    )
    ready = _ready(desk.store, blueprint, decks)
    return replace(ready, candidates=tuple(pool)) if options.where else ready


def _fitting(desk: Desk, pool: list[Candidate], decks: Sequence[CachedDeck], query: str) -> list[Candidate]:
    """The cards that fit a query, where one is given. Raises NothingToDo."""
    if not query:
        return pool
    from kgquiz.actions.search.cards import fitting_keys  # noqa: PLC0415 - brings in the search

    keys = fitting_keys(desk, query, decks)
    found = [candidate for candidate in pool if candidate.key in keys and not candidate.card.self_marked]
    if not found:
        raise NothingToDo(N_("No card that an exam can mark fits '{query}'. Look: kgquiz cards {query}"), query=query)
    return found


def _ready(store: Store, blueprint: Blueprint, decks: Sequence[CachedDeck]) -> ReadyExam:
    candidates = _candidates(store, decks)
    cards: dict[str, list[Card]] = {}
    for candidate in candidates:
        cards.setdefault(candidate.deck, []).append(candidate.card)
    things = {deck.slug: store.decks.head(deck.id).names for deck in decks}
    terms = {deck: known_names(found, things[deck]) for deck, found in cards.items()}
    return ReadyExam(blueprint, tuple(candidates), terms)


def _candidates(store: Store, decks: Iterable[CachedDeck]) -> list[Candidate]:
    unique = {deck.id: deck for deck in decks}
    return [
        Candidate(key, key_in(deck.slug, card.item), deck.slug, store.decks.head(deck.id).chapter, card)
        for deck in unique.values()
        for key, card in store.decks.cards([deck.id]).items()
    ]


def draw_form(desk: Desk, ready: ReadyExam, asked: str | None) -> tuple[str, tuple[FormItem, ...]]:
    """A seed and its form. `48213@7` is seed 48213, avoiding what sitting 7 asked; without `@` nothing is avoided.

    Where no seed is asked for, one is drawn that avoids the last sitting of the same exam.
    """
    if ready.saved is not None:
        return ready.saved
    seed = asked or _fresh_seed(desk, ready.blueprint.exam)
    number = seed.partition("@")[2]
    if number and not _was_sat(desk.store, number):
        raise NotFound(
            N_("The seed '{seed}' speaks of an exam that was not sat here. Use the part before '@'."), seed=seed
        )
    before = desk.store.attempts.asked(int(number)) if number else frozenset()
    return seed, Assembly(ready.blueprint, ready.candidates, ready.known).form(Random(seed), before)


def _was_sat(store: Store, number: str) -> bool:
    return number.isdecimal() and len(number) <= _LONGEST_NUMBER and store.attempts.get(int(number)) is not None


def _fresh_seed(desk: Desk, exam: str) -> str:
    seed = str(desk.world.chance.randrange(10_000, 100_000))
    earlier = desk.store.attempts.of_exam(exam)
    return f"{seed}@{earlier[-1].number}" if earlier else seed


def check_blueprints(world: World, files: Iterable[Path]) -> list[Problem]:
    """All that is wrong with some blueprint files, their decks taken as they stand on disk."""
    known: dict[Path, Deck | None] = {}

    def deck_of(file: Path) -> Deck | None:
        if file not in known:
            known[file] = parse_deck(read_bytes(file), shown_path(file)).deck
        return known[file]

    return [problem for file in files for problem in _check_blueprint(world, file, deck_of)]


def _check_blueprint(world: World, file: Path, deck_of: Callable[[Path], Deck | None]) -> list[Problem]:
    read = parse_blueprint(read_bytes(file), shown_path(file))
    if read.blueprint is None:
        return list(read.problems)
    decks: dict[str, list[Deck]] = {}
    problems = list(read.problems)
    for name in _names(read.blueprint):
        try:
            found = [deck_of(path) for path in deck_files_of(world, file, name)]
        except KgquizError:
            found = [None]
        decks[name] = [deck for deck in found if deck is not None]
        if not decks[name]:
            problems.append(_unusable(read.source, read.blueprint, name))
    if problems:
        return problems
    blueprint = with_slugs(read.blueprint, {name: [deck.deck for deck in found] for name, found in decks.items()})
    return list(shortages(blueprint, _candidates_of(decks), read.source))


def _candidates_of(decks: dict[str, list[Deck]]) -> list[Candidate]:
    unique = {deck.deck: deck for found in decks.values() for deck in found}
    return [
        Candidate(card_key(slug, card.id), key_in(slug, card.item), slug, deck.chapter, card)
        for slug, deck in unique.items()
        for card in deck.cards
    ]


def _unusable(source: Source, blueprint: Blueprint, name: str) -> Problem:
    index = next(i for i, section in enumerate(blueprint.sections) if name in section.decks)
    why = message(N_("There is no usable deck '{name}'."), name=name)
    remedy = message(N_("Name a deck of 'kgquiz decks', or a file beside this one."))
    return source.problem(("sections", index, "decks"), "unknown-deck", why, remedy)
