"""write: a content file or deck under work as its author sees it: each card, its line, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kgquiz.actions.authoring.build import read_chapters
from kgquiz.actions.authoring.check import check, is_content
from kgquiz.actions.files import write_bytes
from kgquiz.actions.library.decks import chosen_files, read_bytes, shown_path
from kgquiz.actions.library.sources import CONTENT, as_path, is_exam, meant, yaml_files
from kgquiz.actions.world import World
from kgquiz.cards.base import Card
from kgquiz.cards.marker import EMPTY, Lexicon
from kgquiz.cards.names import known_names
from kgquiz.cards.prompts import Answer
from kgquiz.cards.verdict import Verdict
from kgquiz.errors import KgquizError, NotFound, UsageProblem
from kgquiz.knowledge.compile import compile_items, deck_of
from kgquiz.knowledge.content import parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from kgquiz.knowledge.insert import CONTENT_LISTS, DECK_LISTS, Inserted, insert
from kgquiz.knowledge.problems import Path as Place
from kgquiz.knowledge.problems import Problem, Source
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """A card that can be asked, the lines of its item from the first to the last, and what is told of them."""

    card: Card
    line: int
    last: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was read: its bytes, its cards in the order of the file, all problems, and who marks its answers."""

    path: Path
    data: bytes
    deck: Deck
    cards: tuple[WrittenCard, ...]
    problems: tuple[Problem, ...]
    is_content: bool
    lexicon: Lexicon = EMPTY
    unfinished: int = 0
    """Items that say `draft: true`: no cards are made of them."""

    @property
    def errors(self) -> int:
        """How many problems keep the file from being used."""
        return sum(problem.is_error for problem in self.problems)

    def mark(self, card: Card, answer: Answer) -> Verdict:
        """What the marker says to an answer: nothing is recorded."""
        return card.mark(answer, self.lexicon)

    def kinds(self) -> tuple[str, ...]:
        """What may be added: the lists of a content file, the card types of a deck."""
        return CONTENT_LISTS if self.is_content else DECK_LISTS


def file_to_write(world: World, name: str | None) -> Path:
    """The file that a name means; without one the content file saved last. Raises NotFound, UsageProblem."""
    if name is None:
        here = yaml_files(CONTENT)
        if not here:
            raise NotFound(N_("There is no content/ here. Begin a file: kgquiz new content NAME"))
        return max(here, key=lambda file: file.stat().st_mtime_ns)
    path = as_path(name)
    if is_exam(path):
        raise UsageProblem(N_("'{name}' is an exam: look at its papers with 'kgquiz exam preview {name}'."), name=name)
    if path.is_dir():
        raise UsageProblem(N_("'{name}' is a folder. Name one file in it."), name=name)
    if path.is_file():
        return path
    known = {file.stem: file for file in yaml_files(CONTENT)}
    found = meant(name, known)
    if found is not None:
        return known[found]
    if path.suffix in {".yaml", ".yml"}:
        raise NotFound(N_("There is no file '{name}'. Begin one: kgquiz new content NAME"), name=name)
    return chosen_files(world, [name])[0]


def look(world: World, path: Path) -> Draft:
    """Read a file under work, whatever is wrong with it. Raises NotFound where it cannot be read at all."""
    data = read_bytes(path)
    problems = check(world, [str(path)]).problems
    if not is_content(path):
        read = parse_deck(data, shown_path(path))
        sound = [(place, card) for place, card in read.placed if not list(card.faults())]
        return _draft(path, data, read.draft, sound, problems, read.source, content=False)
    own = parse_chapter(data, shown_path(path))
    beside = [file for file in yaml_files(path.parent) if file.name != path.name and is_content(file)]
    drafts = [own.draft, *(read.draft for read in read_chapters(beside))]
    compiled = compile_items(drafts)[0]
    placed = [
        (place, card)
        for (place, _), cards in zip(own.placed, compiled, strict=True)
        for card in cards
        if not list(card.faults())
    ]
    deck = deck_of(own.draft, [(card,) for _, card in placed], drafts)
    draft = _draft(path, data, deck, placed, problems, own.source, content=True)
    return replace(draft, unfinished=len(own.unfinished))


def _draft(  # noqa: PLR0913, PLR0917 - what was read
    path: Path,
    data: bytes,
    deck: Deck,
    placed: Sequence[tuple[Place, Card]],
    problems: tuple[Problem, ...],
    source: Source,
    *,
    content: bool,
) -> Draft:
    starts = sorted({source.line(place) for place, _ in placed} | _other_starts(source))
    cards = []
    for place, card in placed:
        line = source.line(place)
        last = next((start - 1 for start in starts if start > line), data.count(b"\n") + 1)
        told = tuple(problem for problem in problems if line <= problem.line <= last)
        cards.append(WrittenCard(card, line, last, told))
    lexicon = Lexicon.of(known_names((card for _, card in placed), deck.names))
    return Draft(path, data, deck, tuple(cards), problems, content, lexicon)


def _other_starts(source: Source) -> set[int]:
    """Where top-level fields and entries of lists begin: an item ends before the next of them."""
    return {
        line
        for place, line in source.lines.items()
        if len(place) == 1 or (len(place) == 2 and isinstance(place[1], int))  # noqa: PLR2004 - a list and its entry
    }


def kept_or(former: Draft | None, draft: Draft) -> Draft:
    """A file that cannot be parsed for the moment keeps the cards it had; its problems are those of now."""
    if draft.cards or former is None or not draft.errors:
        return draft
    return replace(draft, cards=tuple(replace(one, problems=()) for one in former.cards), lexicon=former.lexicon)


class ChangedMeanwhile(KgquizError):
    """The file is not as it was read."""


def add_item(draft: Draft, kind: str, template: str) -> Inserted:
    """Write a new item into its list; all else stays. Raises ChangedMeanwhile where the file is another now."""
    if read_bytes(draft.path) != draft.data:
        raise ChangedMeanwhile(N_("The file was changed meanwhile and has been read again. Press the key once more."))
    done = insert(draft.data, shown_path(draft.path), kind, template)
    write_bytes(draft.path, done.data)
    return done
