"""From what a chapter says to what is asked: each kind of item gives its cards, always in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze, blanks_of, with_blanks
from kgquiz.cards.kyrgyz.normal import read as reading
from kgquiz.cards.lint import is_typeable
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.names import NamedThing
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import FALSE, TRUE, TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.key import card_key
from kgquiz.knowledge.content import Chapter, Fact, Group, Item, Point, Question, Term
from kgquiz.knowledge.content import Sequence as Steps
from kgquiz.knowledge.deck_value import Deck
from kgquiz.knowledge.neighbours import Neighbourhood
from kgquiz.value import dataclass

LEAST_WRONG = 2
"""Wrong fillings from which a fact is also asked as a choice."""


def compile_chapters(chapters: Sequence[Chapter]) -> tuple[Deck, ...]:
    """One deck per chapter. Distractors may come from any chapter that is handed in."""
    compiled = compile_items(chapters)
    return tuple(deck_of(chapter, cards, chapters) for chapter, cards in zip(chapters, compiled, strict=True))


def compile_items(chapters: Sequence[Chapter]) -> list[list[tuple[Card, ...]]]:
    """For each chapter the cards of each of its items, in the order of `all_items`."""
    neighbourhood = Neighbourhood(chapters)
    return [
        [tuple(_cards_of(item, Compiling(chapter, neighbourhood))) for item in chapter.all_items()]
        for chapter in chapters
    ]


def deck_of(chapter: Chapter, compiled: Iterable[tuple[Card, ...]], chapters: Iterable[Chapter]) -> Deck:
    """The deck of a chapter and its compiled items, with its names and those of `chapters` that its answers need."""
    cards = tuple(card for of_item in compiled for card in of_item)
    others = [thing for other in chapters if other is not chapter for thing in other.names]
    texts = [reading(text).folded_key for card in cards for text in card.solution()] if others else []
    needed = (thing for thing in others if _is_named(thing, texts))
    return Deck(
        deck=chapter.name,
        title=chapter.title,
        chapter=chapter.chapter,
        part=chapter.part,
        as_of=chapter.as_of,
        language=chapter.language,
        sections=chapter.sections,
        names=tuple(dict.fromkeys((*chapter.names, *needed))),
        cards=cards,
    )


def _is_named(thing: NamedThing, texts: Iterable[str]) -> bool:
    """Whether one of its names stands in these texts, which are in normal form."""
    keys = [key for name in thing.names if (key := reading(name).folded_key)]
    return any(key in text for text in texts for key in keys)


@dataclass(frozen=True, slots=True)
class Compiling:
    """What an item's compiler may look at beside the item."""

    chapter: Chapter
    neighbourhood: Neighbourhood


def _cards_of(item: Item, compiling: Compiling) -> Iterator[Card]:
    """The item's cards with what they share filled in; `cards` on the item keeps only those types."""
    section = compiling.chapter.section_of(item)
    for card in COMPILERS[type(item)](item, compiling):
        if not item.cards or card.type in item.cards:
            was = tuple(_former(name, card.type) for name in item.was)
            head: dict[str, Any] = {"section": section, "language": compiling.chapter.language}
            yield replace(card, note=item.note, tags=_tags_of(item), needs=item.needs, was=was, **head)


RESEARCH = "research"
"""The tag of questions that the book leaves to the student's own search: exams by the book leave them out."""


def _tags_of(item: Item) -> tuple[str, ...]:
    is_research = isinstance(item, Question) and item.kind == RESEARCH and RESEARCH not in item.tags
    return (*item.tags, RESEARCH) if is_research else item.tags


def _former(item: str, card_type: str) -> str:
    """The card of that type of a former item: `half` of this chapter, or `ch4.half` of another."""
    chapter, _, name = item.rpartition(".")
    card = f"{name}.{card_type}"
    return card_key(chapter, card) if chapter else card


def _head(item: Item, card_type: type[Card]) -> dict[str, Any]:
    return {"id": f"{item.id}.{card_type.type}", "item": item.id, "page": item.page}


def compile_term(term: Term, compiling: Compiling) -> Iterator[Card]:
    """Recall, choice (when there are neighbours) and typed (when short enough): from seeing to producing."""
    languages: dict[str, Any] = {"ru": term.ru, "en": term.en}
    yield Recall(**_head(term, Recall), term=term.term, meaning=term.definition, points=term.points, **languages)
    wrong = compiling.neighbourhood.distractors(compiling.chapter, term)
    if wrong:
        yield Choice(**_head(term, Choice), prompt=term.definition, answer=term.term, wrong=wrong, **languages)
    if is_typeable(term.term):
        yield Typed(
            **_head(term, Typed),
            prompt=term.definition,
            answer=term.term,
            accept=term.accept,
            reject=term.reject,
            match=term.match,
            **languages,
        )


def compile_question(question: Question, compiling: Compiling) -> Iterator[Card]:
    """An outline; a point from another page than the question's names it."""
    language = compiling.chapter.language
    points = tuple(_with_page(point, question.page, language) for point in question.points)
    yield Outline(**_head(question, Outline), prompt=question.ask, points=points)


def _with_page(point: Point, page: int, language: str) -> str:
    if point.page in {0, page}:
        return point.text
    return f"{point.text} ({_PAGE_WORDS.get(language, '{page}').format(page=point.page)})"


_PAGE_WORDS = {"ky": "{page}-б.", "ru": "с. {page}", "en": "p. {page}"}
"""How a page is named in the language of the deck, which is not that of the interface."""


def compile_fact(fact: Fact, _: Compiling) -> Iterator[Card]:
    """Cloze (when short enough), and with wrong fillings choice and truefalse."""
    answers = tuple(blank.answer for blank in blanks_of(fact.say))
    has_wrong = len(fact.wrong) >= LEAST_WRONG and len(answers) == 1
    if has_wrong:
        prompt = with_blanks(fact.say, ())
        yield Choice(**_head(fact, Choice), prompt=prompt, answer=answers[0], wrong=fact.wrong, last=fact.last)
    if all(map(is_typeable, answers)):
        yield Cloze(**_head(fact, Cloze), text=fact.say, reject=fact.reject, match=fact.match)
    if has_wrong:
        yield _true_or_false(fact, with_blanks(fact.say, answers))


def _true_or_false(fact: Fact, whole: str) -> TrueFalse:
    """What the author has it claim; else about half hold, and which ones and which wrong filling depend on the id."""
    head = _head(fact, TrueFalse)
    if fact.claim:
        return _claim(fact, whole, head)
    choice = int.from_bytes(blake2b(fact.id.encode(), digest_size=4).digest(), "big")
    if choice % 2:
        return TrueFalse(**head, statement=whole, answer=TRUE)
    wrong = fact.wrong[choice // 2 % len(fact.wrong)]
    return TrueFalse(**head, statement=with_blanks(fact.say, (wrong,)), answer=FALSE, correction=whole)


def _claim(fact: Fact, whole: str, head: dict[str, Any]) -> TrueFalse:
    if fact.claim == TRUE:
        return TrueFalse(**head, statement=whole, answer=TRUE)
    return TrueFalse(**head, statement=with_blanks(fact.say, (fact.claim,)), answer=FALSE, correction=whole)


def compile_sequence(steps: Steps, _: Compiling) -> Iterator[Card]:
    """An order card, with the time of each step that has one."""
    items = tuple(step.text for step in steps.items)
    when = {step.text: step.when for step in steps.items if step.when}
    yield Order(**_head(steps, Order), prompt=steps.ask, items=items, when=when)


def compile_group(group: Group, _: Compiling) -> Iterator[Card]:
    """Match for pairs, multi for members among others."""
    if group.pairs:
        yield Match(**_head(group, Match), prompt=group.ask, pairs=group.pairs)
    if group.members:
        options: dict[str, Any] = {"answers": group.members, "wrong": group.others, "last": group.last}
        yield Multi(**_head(group, Multi), prompt=group.ask, **options)


COMPILERS: dict[type[Item], Callable[[Any, Compiling], Iterator[Card]]] = {
    Term: compile_term,
    Question: compile_question,
    Fact: compile_fact,
    Steps: compile_sequence,
    Group: compile_group,
}
