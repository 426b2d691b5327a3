"""What an author is told about a whole chapter or deck, with places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze, blanks_of
from kgquiz.cards.kyrgyz.normal import read as reading
from kgquiz.cards.languages.ladder import collisions as collisions_in
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.lint import card_weaknesses, contradicted, ending_weaknesses
from kgquiz.cards.marker import collisions
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.cards.weakness import Weakness
from kgquiz.knowledge.balance import balance
from kgquiz.knowledge.compile import LEAST_WRONG, compile_items, deck_of
from kgquiz.knowledge.content import Chapter, Fact, Group, Item, ReadChapter, Term
from kgquiz.knowledge.content import Sequence as Steps
from kgquiz.knowledge.coverage import untaught
from kgquiz.knowledge.deck import ReadDeck
from kgquiz.knowledge.deck_value import Deck
from kgquiz.knowledge.decode import card_type_suggestion
from kgquiz.knowledge.naming import name_problems
from kgquiz.knowledge.neighbours import Neighbourhood
from kgquiz.knowledge.problems import Path, Problem, Severity, Source, in_order
from kgquiz.knowledge.spelling import misspelt
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

FEWEST_STEPS, MOST_STEPS = 3, 8
FEWEST_MEMBERS, MOST_MEMBERS = 2, 5


def lint_deck(read: ReadDeck) -> tuple[Problem, ...]:
    """Advice on a deck's cards; a deck that cannot be read has its problems already."""
    sound = [(path, card) for path, card in read.placed if not list(card.faults())]
    problems = [
        advice(read.source, (*path, weakness.field), weakness)
        for path, card in sound
        for weakness in card_weaknesses(card)
        if not _is_told(read, path, weakness)
    ]
    problems += [advice(read.source, ("cards",), weakness) for weakness in balance(card for _, card in sound)]
    problems += _unknown_sections(read)
    problems += _rival_answers(sound, read.source)
    problems += name_problems([(read.source, read.draft.names, read.draft.language)], {})
    problems += _collisions(names_by_item(read.placed), read.source, read.draft.language)
    problems += _foreign_names(_typed_items(sound), read.source)
    return in_order(problems)


def _is_told(read: ReadDeck | ReadChapter, place: Path, weakness: Weakness) -> bool:
    """Whether the page that lacks was written and refused: that is said already."""
    page = (*place, "page")
    refused = (p.line == read.source.line(page) and p.rule in ("type", "page-range") for p in read.problems)
    return weakness.rule == "no-page" and page in read.source.lines and any(refused)


def _unknown_sections(read: ReadDeck) -> Iterator[Problem]:
    known = {section.id for section in read.draft.sections}
    for path, card in read.placed:
        if card.section and card.section not in known:
            why = message(N_("There is no section '{section}'."), section=card.section)
            remedy = message(N_("Name one from 'sections'."))
            yield read.source.problem((*path, "section"), "section", why, remedy)


def _rival_answers(placed: Iterable[tuple[Path, Card]], source: Source) -> Iterator[Problem]:
    """Cards that ask the same and want something else: whoever knows one answer fails the other card."""
    first: dict[tuple[str, str], tuple[Path, Card]] = {}
    for path, card in placed:
        family = _FAMILIES.get(type(card))
        if family is None:
            continue
        place, before = first.setdefault((family, reading(card.question()).key), (path, card))
        if place != path and _are_rivals(before, card):
            template = N_("The card in line {line} asks the same and wants another answer.")
            remedy = message(N_("Reword one of the two, or accept both."))
            yield source.problem(path, "rival-answers", message(template, line=source.line(place)), remedy)


_FAMILIES: dict[type[Card], str] = {
    Typed: "word",
    Cloze: "word",
    Choice: "word",
    TrueFalse: "statement",
    Outline: "points",
    Recall: "meaning",
}
"""Which types ask in the same way; of the others the options are part of the question."""


def _are_rivals(one: Card, other: Card) -> bool:
    """Whether nothing is right for both, and, where there are options, one of them is right for the other card."""
    rights, wrongs = (
        [_keys(_right(card)) for card in (one, other)],
        [_keys(getattr(c, "wrong", ())) for c in (one, other)],
    )
    if not rights[0].isdisjoint(rights[1]):
        return False
    if isinstance(one, Choice) or isinstance(other, Choice):
        return not (rights[0].isdisjoint(wrongs[1]) and rights[1].isdisjoint(wrongs[0]))
    return True


def _right(card: Card) -> tuple[str, ...]:
    match card:
        case Typed():
            return (card.answer, *card.accept)
        case Cloze() if len(card.blanks) == 1:
            return (card.blanks[0].answer, *card.blanks[0].accept)
        case Choice() | TrueFalse():
            return (card.answer,)
        case Outline():
            return card.points
        case Recall():
            return (card.meaning,)
    return card.solution()


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(reading(text).key for text in texts)


def _typed_items(placed: Iterable[tuple[Path, Card]]) -> dict[Path, tuple[str, tuple[str, ...]]]:
    """The answer of every item's first typed card, and what else is accepted there."""
    first: dict[str, tuple[Path, Typed]] = {}
    for path, card in placed:
        if isinstance(card, Typed):
            first.setdefault(card.item, (path, card))
    return {path: (card.answer, card.accept) for path, card in first.values()}


def names_by_item(placed: Sequence[tuple[Path, Card]]) -> dict[Path, tuple[str, ...]]:
    """What each item of a deck is called, at the place of its first card."""
    first: dict[str, Path] = {}
    names: dict[Path, tuple[str, ...]] = {}
    for path, card in placed:
        place = first.setdefault(card.item, path)
        names[place] = (*names.get(place, ()), *card.terms())
    return {place: tuple(dict.fromkeys(group)) for place, group in names.items() if group}


@dataclass(frozen=True, slots=True)
class LintedChapters:
    """Chapters with all that is wrong with them, and the decks they compile to where nothing is."""

    problems: tuple[Problem, ...]
    decks: tuple[Deck, ...]


def lint_chapters(chapters: Sequence[ReadChapter]) -> LintedChapters:
    """Compile chapters and look them over: every finding stands at the line of its item.

    What can be read is checked although something else in the file is broken, so that all comes in one round.
    """
    drafts = [read.draft for read in chapters]
    neighbourhood = Neighbourhood(drafts)
    compiled = compile_items(drafts)
    found = [problem for read in chapters for problem in read.problems]
    found += _rival_chapters(chapters)
    found += _pages_of_no_chapter(chapters)
    found += [problem for read in chapters for problem in unfinished(read, Severity.WARNING)]
    found += name_problems(
        [(read.source, read.draft.names, read.draft.language) for read in chapters], _terms(chapters)
    )
    for read, cards in zip(chapters, compiled, strict=True):
        found += _item_problems(read, neighbourhood)
        found += _card_problems(read, cards)
        found += _chapter_problems(read, cards)
    found += misspelt(chapters)
    broken = any(problem.is_error for problem in found)
    decks = (
        () if broken else tuple(deck_of(draft, cards, drafts) for draft, cards in zip(drafts, compiled, strict=True))
    )
    return LintedChapters(in_order(found), decks)


def unfinished(read: ReadChapter, severity: Severity) -> Iterator[Problem]:
    """How many items of a chapter are drafts still, at the first of them."""
    if read.unfinished:
        why = message(N_("Items that are drafts still: {n}."), n=len(read.unfinished))
        remedy = message(N_("Put each into your own words, then delete its line 'draft: true'."))
        yield read.source.problem(read.unfinished[0][0], "draft", why, remedy, severity)


def _terms(chapters: Iterable[ReadChapter]) -> dict[str, tuple[Source, Path]]:
    """Where each term stands, by its name in normal form."""
    return {
        reading(item.term).key: (read.source, path)
        for read in chapters
        for path, item in read.placed
        if isinstance(item, Term)
    }


def _rival_chapters(chapters: Sequence[ReadChapter]) -> Iterator[Problem]:
    """Two files that would become one deck."""
    first: dict[str, Source] = {}
    for read in chapters:
        holder = first.setdefault(read.draft.name, read.source) if read.draft.chapter else read.source
        if holder is not read.source:
            why = message(N_("Chapter {n} is in {other} too."), n=read.draft.chapter, other=holder.file)
            remedy = message(N_("Give each file its own 'chapter:', or remove one of them."))
            yield read.source.problem(("chapter",), "rival-chapter", why, remedy)


def _pages_of_no_chapter(chapters: Sequence[ReadChapter]) -> Iterator[Problem]:
    """Items whose page lies behind the last of their chapter, in none of the others either."""
    spans = [range(*_first_and_end(read)) for read in chapters if read.draft.last_page]
    for read in chapters:
        last = read.draft.last_page
        for path, item in read.placed if last else ():
            if item.page > last and not any(item.page in span for span in spans):
                why = message(N_("Page {page} lies behind the chapter's last page, {last}."), page=item.page, last=last)
                remedy = message(N_("Give the printed page, or raise 'last_page'."))
                yield read.source.problem((*path, "page"), "last-page", why, remedy, Severity.WARNING)


def _first_and_end(read: ReadChapter) -> tuple[int, int]:
    first = min((section.page for section in read.draft.sections), default=1)
    return first, read.draft.last_page + 1


def _item_problems(read: ReadChapter, neighbourhood: Neighbourhood) -> Iterator[Problem]:
    unread = frozenset(item.id for _, item in read.torn)
    for path, item in read.torn:
        for fault in _faults_beside_its_texts(item, read.draft, neighbourhood, unread):
            yield _error(read.source, (*path, fault.field), fault)
    for path, item in read.placed:
        for fault in _faults(item, read.draft, neighbourhood, unread):
            yield _error(read.source, _place(read.source, path, fault), fault)
        for weakness in _weaknesses(item, read.draft.language):
            yield advice(read.source, (*path, weakness.field), weakness)
    terms = [(path, item) for path, item in read.placed if isinstance(item, Term)]
    yield from _same_names(terms, read.source)
    names = {path: (term.term, *term.accept) for path, term in terms}
    yield from _collisions(names, read.source, read.draft.language)
    both = {term.id: path for path, term in terms}
    as_one = {(path, both[name]) for path, term in terms for name in term.never_with if name in both}
    yield from _foreign_names({path: (term.term, term.accept) for path, term in terms}, read.source, as_one)


def _foreign_names(
    named: Mapping[Path, tuple[str, tuple[str, ...]]], source: Source, as_one: Collection[tuple[Path, Path]] = ()
) -> Iterator[Problem]:
    """What is accepted for one term and is the name of another; two that accept each other are one to the author.

    By its place each has its name and what is accepted for it; pairs in `as_one` are said never to rule each other out.
    """
    holder = {reading(name).key: path for path, (name, _accept) in named.items()}
    for path, (name, accept) in named.items():
        for other in accept:
            place = holder.get(reading(other).key, path)
            if (
                place != path
                and (path, place) not in as_one
                and reading(name).key not in _keys((named[place][0], *named[place][1]))
            ):
                told = N_("“{name}” is accepted here, and is the answer in line {line}: who mixes them up is right.")
                why = message(told, name=other, line=source.line(place))
                remedy = message(N_("Take it out of 'accept', or ask for both as one."))
                yield source.problem((*path, "accept"), "foreign-name", why, remedy, Severity.WARNING)


def _same_names(terms: Iterable[tuple[Path, Term]], source: Source) -> Iterator[Problem]:
    """Two terms of one name: what is typed for one is marked as the other."""
    first: dict[str, Path] = {}
    for path, term in terms:
        place = first.setdefault(reading(term.term).key, path)
        if place != path:
            why = message(
                N_("“{term}” is the name of the term in line {line} too."), term=term.term, line=source.line(place)
            )
            remedy = message(N_("Make one term of the two, or give them different names."))
            yield source.problem((*path, "term"), "same-name", why, remedy)


def _chapter_problems(read: ReadChapter, compiled: Iterable[tuple[Card, ...]]) -> Iterator[Problem]:
    """What only the whole chapter shows."""
    bare = () if read.unfinished else untaught(read.draft)  # a draft may yet teach the page
    weak = (*balance(card for cards in compiled for card in cards), *bare)
    for weakness in weak:
        yield advice(read.source, (weakness.field or "facts",), weakness)


def _weaknesses(item: Item, language: str) -> Iterator[Weakness]:
    """What the cards of an item do not show."""
    if isinstance(item, Steps) and not FEWEST_STEPS <= len(item.items) <= MOST_STEPS:
        why = message(N_("The sequence has {n} items; three to eight can be arranged."), n=len(item.items))
        yield Weakness("steps", why, message(N_("Split or extend it.")), "items")
    if isinstance(item, Fact):
        yield from _wrong_endings(item, language)


def _faults(item: Item, chapter: Chapter, neighbourhood: Neighbourhood, unread: Collection[str]) -> Iterator[Weakness]:
    """What keeps an item from being compiled; `unread` are the ids of items that are there but cannot be read."""
    yield from _faults_beside_its_texts(item, chapter, neighbourhood, unread)
    if isinstance(item, Fact):
        yield from _fact_faults(item)
    elif isinstance(item, Group):
        yield from _group_faults(item)


def _faults_beside_its_texts(
    item: Item, chapter: Chapter, neighbourhood: Neighbourhood, unread: Collection[str]
) -> Iterator[Weakness]:
    """What is wrong with an item whatever its texts say."""
    for name in item.cards:
        if name not in CARD_TYPE_BY_NAME:
            why = message(N_("There is no card type '{name}'."), name=name)
            yield Weakness("card-type", why, card_type_suggestion(name), "cards")
    if isinstance(item, Term):
        yield from _unknown_terms(item, chapter, neighbourhood, unread)


def _unknown_terms(
    term: Term, chapter: Chapter, neighbourhood: Neighbourhood, unread: Collection[str]
) -> Iterator[Weakness]:
    for field in ("confused_with", "never_with"):
        for name in getattr(term, field):
            if name in {term.id, f"{chapter.name}.{term.id}"}:
                why = message(N_("'{field}' names the term itself."), field=field)
                yield Weakness("own-name", why, message(N_("Name another term, or leave it out.")), field)
            elif name not in unread and neighbourhood.known(chapter, name) is None:
                why = message(N_("'{field}' names '{name}', which is no term."), field=field, name=name)
                yield Weakness("unknown-term", why, message(N_("Give the id of a term, or 'chN.id'.")), field)


def _fact_faults(fact: Fact) -> Iterator[Weakness]:
    blanks = blanks_of(fact.say)
    yield from Cloze(id=fact.id, text=fact.say).faults()
    if len(blanks) > 1 and fact.wrong:
        why = message(N_("'wrong' needs a sentence with one blank; this one has {n}."), n=len(blanks))
        yield Weakness("wrong-for-which", why, message(N_("Leave one blank, or drop 'wrong'.")), "wrong")
    for blank in blanks:
        yield from contradicted((blank.answer, *blank.accept), fact.wrong, "wrong")
    yield from _claim_faults(fact)


def _claim_faults(fact: Fact) -> Iterator[Weakness]:
    """A claim that nobody is asked about, or one that holds although it is to be false."""
    if not fact.claim:
        return
    if len(fact.wrong) < LEAST_WRONG:
        why = message(N_("'claim' is for true/false, and a fact is asked so only with two fillings under 'wrong'."))
        yield Weakness("claim", why, message(N_("Add 'wrong', or drop 'claim'.")), "claim")
    for blank in blanks_of(fact.say):
        yield from contradicted((blank.answer, *blank.accept), (fact.claim,), "claim")


def _group_faults(group: Group) -> Iterator[Weakness]:
    if bool(group.pairs) == bool(group.members):
        why = message(N_("A group has either 'pairs', or 'members' and 'others'."))
        yield Weakness("group", why, message(N_("Give one of the two.")))
    elif group.members and not group.others:
        why = message(N_("A group with 'members' needs 'others'."))
        yield Weakness("group", why, message(N_("List what does not belong under 'others'.")))
    for field in ("members", "others"):
        given = getattr(group, field)
        if given and not FEWEST_MEMBERS <= len(given) <= MOST_MEMBERS:
            why = message(N_("'{field}' has {n} entries; two to five belong there."), field=field, n=len(given))
            yield Weakness("members", why, message(N_("Split or extend it.")), field)


def _wrong_endings(fact: Fact, language: str) -> Iterator[Weakness]:
    """A glued ending must fit the wrong fillings too: otherwise grammar gives the answer away."""
    for wrong in fact.wrong:
        yield from ending_weaknesses(fact.say, (wrong,), "wrong", language=language)


def _card_problems(read: ReadChapter, compiled: Iterable[tuple[Card, ...]]) -> Iterator[Problem]:
    """Findings on the compiled cards, told at the item; of one kind on sibling cards the gravest is told, once."""
    sound: list[tuple[Path, Card]] = []
    for (path, _), cards in zip(read.placed, compiled, strict=True):
        faults = [replace(fault, grave=True) for card in cards for fault in card.faults()]
        if not faults:
            sound += [(path, card) for card in cards]
        told = (weakness for card in cards for weakness in card_weaknesses(card))
        weak = faults or [weakness for weakness in told if not _is_told(read, path, weakness)]
        gravest_first = sorted(weak, key=lambda weakness: not weakness.grave)
        for weakness in {w.rule: w for w in reversed(gravest_first)}.values():
            yield advice(read.source, _place(read.source, path, weakness), weakness)
    yield from _rival_answers(sound, read.source)


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


def _collisions(names: Mapping[Path, tuple[str, ...]], source: Source, language: str) -> Iterator[Problem]:
    """Names of two different terms that fold or inflect into each other; `names` groups them by their term's place."""
    places = {name: path for path, group in names.items() for name in group}
    found = collisions(names.values()) if language == KYRGYZ else collisions_in(tuple(names.values()), language)
    for one, other in found:
        why = message(N_("“{one}” and “{other}” fold or inflect into each other."), one=one, other=other)
        remedy = message(N_("Nothing is forgiven for these two; reword one of them."))
        yield advice(source, places[other], Weakness("collision", why, remedy))


def advice(source: Source, path: Path, weakness: Weakness) -> Problem:
    """A weakness at its place: a warning, unless it is grave."""
    severity = Severity.ERROR if weakness.grave else Severity.WARNING
    return source.problem(path, weakness.rule, weakness.why, weakness.remedy, severity)


def _error(source: Source, path: Path, fault: Weakness) -> Problem:
    return source.problem(path, fault.rule, fault.why, fault.remedy)
