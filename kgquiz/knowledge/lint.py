"""What an author is told about a whole chapter or deck, with places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import blanks_of
from kgquiz.cards.lint import card_weaknesses, ending_weaknesses
from kgquiz.cards.marker import collisions
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.cards.weakness import Weakness
from kgquiz.knowledge.compile import compile_chapters
from kgquiz.knowledge.content import Chapter, Fact, Group, Item, ReadChapter, Term
from kgquiz.knowledge.content import Sequence as Steps
from kgquiz.knowledge.deck import ReadDeck
from kgquiz.knowledge.decode import suggestion
from kgquiz.knowledge.neighbours import Neighbourhood
from kgquiz.knowledge.problems import Path, Problem, Severity, Source, in_order
from kgquiz.messages import N_, message

FEWEST_STEPS, MOST_STEPS = 3, 8


def lint_deck(read: ReadDeck) -> tuple[Problem, ...]:
    """Advice on a deck's cards; a deck that cannot be read has its problems already."""
    problems = [
        advice(read.source, (*path, weakness.field), weakness)
        for path, card in read.placed
        for weakness in card_weaknesses(card)
    ]
    problems += _collisions(names_by_item(read.placed), read.source)
    return in_order(problems)


def names_by_item(placed: Sequence[tuple[Path, Card]]) -> dict[Path, tuple[str, ...]]:
    """What each item of a deck is called, at the place of its first card."""
    first: dict[str, Path] = {}
    names: dict[Path, tuple[str, ...]] = {}
    for path, card in placed:
        place = first.setdefault(card.item, path)
        names[place] = (*names.get(place, ()), *card.terms())
    return {place: tuple(dict.fromkeys(group)) for place, group in names.items() if group}


def lint_chapters(chapters: Sequence[ReadChapter]) -> tuple[Problem, ...]:
    """Advice on chapters and on the cards they compile to, at the place of their item."""
    sound = [read for read in chapters if read.chapter is not None]
    neighbourhood = Neighbourhood([read.chapter for read in sound if read.chapter is not None])
    found: list[Problem] = []
    for read in sound:
        assert read.chapter is not None  # noqa: S101 - narrowed above
        found += _item_problems(read, read.chapter, neighbourhood)
    if not any(problem.is_error for problem in found):
        found += _card_problems(sound)
    return in_order(found)


def _item_problems(read: ReadChapter, chapter: Chapter, neighbourhood: Neighbourhood) -> Iterator[Problem]:
    for path, item in read.placed:
        for fault in _faults(item, chapter, neighbourhood):
            yield _error(read.source, (*path, fault.field), fault)
        if isinstance(item, Steps) and not FEWEST_STEPS <= len(item.items) <= MOST_STEPS:
            why = message(N_("The sequence has {n} items; three to eight can be arranged."), n=len(item.items))
            weakness = Weakness("steps", why, message(N_("Split or extend it.")), "items")
            yield advice(read.source, (*path, "items"), weakness)
        if isinstance(item, Fact):
            for weakness in _wrong_endings(item):
                yield advice(read.source, (*path, weakness.field), weakness)
    names = {path: (item.term, *item.accept) for path, item in read.placed if isinstance(item, Term)}
    yield from _collisions(names, read.source)


def _faults(item: Item, chapter: Chapter, neighbourhood: Neighbourhood) -> Iterator[Weakness]:
    """What keeps an item from being compiled."""
    for name in item.cards:
        if name not in CARD_TYPE_BY_NAME:
            why = message(N_("There is no card type '{name}'."), name=name)
            yield Weakness("card-type", why, suggestion(name, CARD_TYPE_BY_NAME), "cards")
    if isinstance(item, Term):
        yield from _unknown_terms(item, chapter, neighbourhood)
    elif isinstance(item, Fact):
        yield from _fact_faults(item)
    elif isinstance(item, Group):
        yield from _group_faults(item)


def _unknown_terms(term: Term, chapter: Chapter, neighbourhood: Neighbourhood) -> Iterator[Weakness]:
    for field in ("confused_with", "never_with"):
        for name in getattr(term, field):
            if neighbourhood.known(chapter, name) is None:
                why = message(N_("'{field}' names '{name}', which is no term."), field=field, name=name)
                yield Weakness("unknown-term", why, message(N_("Give the id of a term, or 'chN.id'.")), field)


def _fact_faults(fact: Fact) -> Iterator[Weakness]:
    blanks = blanks_of(fact.say)
    if not blanks:
        why = message(N_("The sentence has no blank, or an empty one."))
        yield Weakness("no-blank", why, message(N_("Mark the answer with double braces.")), "say")
    if len(blanks) > 1 and fact.wrong:
        why = message(N_("'wrong' needs a sentence with one blank; this one has {n}."), n=len(blanks))
        yield Weakness("wrong-for-which", why, message(N_("Leave one blank, or drop 'wrong'.")), "wrong")


def _group_faults(group: Group) -> Iterator[Weakness]:
    if bool(group.pairs) == bool(group.members):
        why = message(N_("A group has either 'pairs', or 'members' and 'others'."))
        yield Weakness("group", why, message(N_("Give one of the two.")))
    elif group.members and not group.others:
        why = message(N_("A group with 'members' needs 'others'."))
        yield Weakness("group", why, message(N_("List what does not belong under 'others'.")))


def _wrong_endings(fact: Fact) -> Iterator[Weakness]:
    """A glued ending must fit the wrong fillings too: otherwise grammar gives the answer away."""
    for wrong in fact.wrong:
        yield from ending_weaknesses(fact.say, (wrong,), "wrong")


def _card_problems(sound: Sequence[ReadChapter]) -> Iterator[Problem]:
    """Findings on the compiled cards, told at the item; the same finding on sibling cards is told once."""
    decks = compile_chapters([read.chapter for read in sound if read.chapter is not None])
    for read, deck in zip(sound, decks, strict=True):
        places = {item.id: path for path, item in read.placed}
        told: set[tuple[str, str]] = set()
        for card in deck.cards:
            for fault in card.faults():
                yield _error(read.source, _place(read.source, places[card.item], fault), fault)
            for weakness in card_weaknesses(card):
                if (card.item, weakness.rule) not in told:
                    told.add((card.item, weakness.rule))
                    path = _place(read.source, places[card.item], weakness)
                    yield advice(read.source, path, weakness)


_ITEM_FIELDS = {
    "prompt": ("ask", "say", "definition"),
    "text": ("say",),
    "answer": ("term",),
    "wrong": ("wrong", "others"),
}


def _place(source: Source, item: Path, weakness: Weakness) -> Path:
    """The item's field that a card's field was made from, as far as it can be told."""
    for field in (weakness.field, *_ITEM_FIELDS.get(weakness.field, ())):
        if (*item, field) in source.lines:
            return (*item, field)
    return item


def _collisions(names: Mapping[Path, tuple[str, ...]], source: Source) -> Iterator[Problem]:
    """Names of two different terms that fold or inflect into each other; `names` groups them by their term's place."""
    places = {name: path for path, group in names.items() for name in group}
    for one, other in collisions(names.values()):
        why = message(N_("“{one}” and “{other}” fold or inflect into each other."), one=one, other=other)
        remedy = message(N_("Nothing is forgiven for these two; reword one of them."))
        yield advice(source, places[other], Weakness("collision", why, remedy))


def advice(source: Source, path: Path, weakness: Weakness) -> Problem:
    """A weakness as a warning at its place."""
    return source.problem(path, weakness.rule, weakness.why, weakness.remedy, Severity.WARNING)


def _error(source: Source, path: Path, fault: Weakness) -> Problem:
    return source.problem(path, fault.rule, fault.why, fault.remedy)
