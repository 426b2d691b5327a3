"""import: other programs' files as decks of one's own, updated when they are taken in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import write_text
from kgquiz.actions.library.decks import BadContent, read_bytes, shown_path, unreadable
from kgquiz.actions.library.sources import as_path
from kgquiz.cards.base import Card
from kgquiz.errors import CannotWrite, NotFound, UsageProblem
from kgquiz.formats.assemble import Assembled, assemble
from kgquiz.formats.base import (
    LARGEST_PACKAGE,
    CannotTake,
    Format,
    Given,
    Left,
    Past,
    Remark,
    Taken,
    Wishes,
)
from kgquiz.formats.guess import guess
from kgquiz.formats.ids import slug
from kgquiz.formats.registry import FORMAT_BY_NAME, FORMATS, alike, module_of
from kgquiz.key import card_key
from kgquiz.knowledge.deck import card_from, parse_deck
from kgquiz.knowledge.deck_value import Deck, NotTaken, Section
from kgquiz.knowledge.decode import is_slug
from kgquiz.knowledge.write import card_fields, deck_yaml
from kgquiz.knowledge.yaml_text import LARGEST_FILE
from kgquiz.memory.log import Event
from kgquiz.messages import N_, Message, message
from kgquiz.storage.plain_files import open_plain
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to take files in: where to (a deck a file where it is not said), as what, and whether only to look."""

    output: Path | None = None
    kind: str = ""
    wishes: Wishes = field(default_factory=Wishes)
    look: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What was read of one file."""

    file: str
    format: str
    guesses: tuple[Message, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A deck as it was taken in: how many of its cards are new, changed, as they were, or no longer in the source."""

    output: Path
    deck: str
    title: str
    sources: tuple[TakenFile, ...]
    cards: dict[str, int]
    new: int
    changed: int
    same: int
    gone: int
    left: tuple[Left, ...]
    reviews: int = 0
    """Events of the history that were not in the log before."""
    written: bool = False
    examples: tuple[Card, ...] = ()
    """The first cards, to see whether a guess was right."""


@dataclass(frozen=True, slots=True)
class _Read:
    file: Path
    kind: Format
    taken: Taken


@dataclass(frozen=True, slots=True)
class _FileToTake:
    """What would be written: the deck's text and the history."""

    imported: Imported
    text: str
    past: Sequence[tuple[Past, str]]
    is_doubtful: bool


Agree = Callable[[Sequence[Imported]], bool]
"""Asked with what would be taken where something of it was guessed: whether it is right so."""


def import_files(
    desk: Desk,
    names: Sequence[str],
    options: ImportOptions,
    say: Callable[[Message], str],
    agree: Agree = lambda _: True,
) -> tuple[Imported, ...]:
    """Take files in: all into the one deck that is named, or each into a deck called as the file is.

    `say` puts reasons into the words that stand in the deck. Nothing is written before everything was read, and nothing
    that rests on a guess before `agree` said yes; a file that the deck was taken from before is not asked about again.
    """
    reads = [_read(_file(name), options) for name in names]
    planned = [_into(output, some, options, say) for output, some in _shared_out(reads, options.output)]
    done = tuple(one.imported for one in planned)
    if options.look or (any(one.is_doubtful for one in planned) and not agree(done)):
        return done
    return tuple(_carried_out(desk, one) for one in planned)


def _shared_out(reads: Sequence[_Read], output: Path | None) -> list[tuple[Path, Sequence[_Read]]]:
    """Which files become which deck."""
    if output is not None:
        return [(_checked_output(output), reads)]
    outputs = Counter(_beside(read.file) for read in reads)
    twice = next((path for path, times in outputs.items() if times > 1), None)
    if twice is not None:
        told = N_("Two of these files would become {path}. Take them in one by one, or together with -o.")
        raise UsageProblem(told, path=twice)
    return [(_beside(read.file), [read]) for read in reads]


def _file(name: str) -> Path:
    path = as_path(name)
    if not path.exists():
        raise NotFound(N_("There is no file '{name}'. Check the path."), name=name)
    return path.absolute()


def _beside(file: Path) -> Path:
    """The deck in the folder one stands in that is called as the file is."""
    return Path(f"{slug(file.name.partition('.')[0]) or 'deck'}.yaml")


def _checked_output(path: Path) -> Path:
    if path.suffix not in {".yaml", ".yml"}:
        raise UsageProblem(N_("A deck is a .yaml file: -o {path}.yaml"), path=path)
    return path


def _read(file: Path, options: ImportOptions) -> _Read:
    try:
        with open_plain(file) as stream:
            given = Given(shown_path(file), stream, file.stat().st_size, options.wishes)
            if given.size > LARGEST_PACKAGE:
                raise CannotTake(N_("{file} is too large to be questions."), file=given.file)
            kind, guesses = _kind(given, options.kind)
            taken = module_of(kind).read(given)
            return _Read(file, kind, replace(taken, guesses=(*guesses, *taken.guesses)))
    except OSError as error:
        raise unreadable(file, error) from error


def _kind(given: Given, asked: str) -> tuple[Format, tuple[Message, ...]]:
    """The format that was asked for, or the one that the file looks like; and that this was a guess."""
    if asked:
        kind = FORMAT_BY_NAME.get(asked)
        read = [one for one in FORMATS if one.reads]
        if kind is None or not kind.reads:
            if near := alike(asked, read):
                told = N_("No format '{name}' can be read. Did you mean: {near}?")
                raise UsageProblem(told, name=asked, near=", ".join(near))
            known = ", ".join(one.name for one in read)
            raise UsageProblem(N_("No format '{name}' can be read. There are: {known}."), name=asked, known=known)
        return kind, ()
    if given.file.endswith((".yaml", ".yml")):
        told = N_("{file} is YAML, kgquiz's own format: study it as it lies. Check it: kgquiz check {file}")
        raise CannotTake(told, file=given.file)
    found, is_sure = guess(given)
    if found is None:
        told = N_("{file} is empty, or of no format that is known here. See: kgquiz formats")
        raise CannotTake(told, file=given.file)
    looks = message(N_("It looks like the format {format}; --as names another."), format=found.name)
    return found, () if is_sure else (looks,)


def _into(output: Path, reads: Sequence[_Read], options: ImportOptions, say: Callable[[Message], str]) -> _FileToTake:
    former = _former(output, force=options.force)
    head, cards = _head(former, output, reads), list(former.cards if former else ())
    left: list[Left] = []
    past: list[tuple[Past, str]] = []
    new = changed = 0
    gone = {card.id for card in cards}
    for read in reads:
        done = assemble(read.taken.found, read.kind, cards)
        sound, unsound = _sound(done, read)
        sound = [card if card.id in gone else replace(card, language=head.language) for card in sound]
        left += [*read.taken.left, *done.left, *unsound]
        past += [(one, done.ids[one.key]) for one in read.taken.past if one.key in done.ids]
        cards, new, changed = merged(cards, sound), new + done.new - len(unsound), changed + done.changed
        gone -= {card.id for card in sound}
    if not cards:
        raise _nothing(reads, left)
    files = tuple(dict.fromkeys((*head.taken_from, *(read.file.name for read in reads))))
    told = tuple(NotTaken(one.place, one.text, say(one.why)) for one in left)
    deck = replace(head, cards=tuple(cards), taken_from=files, not_taken=_kept(head, reads, told))
    deck = replace(deck, sections=(*deck.sections, *_unnamed_sections(deck)))
    imported = Imported(
        output=output,
        deck=deck.deck,
        title=deck.title,
        sources=tuple(_source(read) for read in reads),
        cards=dict(Counter(card.type for card in cards)),
        new=new,
        changed=changed,
        same=len(cards) - new - changed - len(gone),
        gone=len(gone),
        left=tuple(left),
        examples=tuple(cards[:3]),
    )
    fresh = [read for read in reads if former is None or read.file.name not in former.taken_from]
    return _FileToTake(imported, _text(deck), past, any(read.taken.guesses for read in fresh))


def _carried_out(desk: Desk, planned: _FileToTake) -> Imported:
    """Write the deck, then remember its history."""
    done = planned.imported
    if not (done.output.exists() and read_bytes(done.output) == planned.text.encode()):
        write_text(done.output, planned.text)
    return replace(done, written=True, reviews=_remember(desk, done.deck, planned.past))


def _unnamed_sections(deck: Deck) -> Iterator[Section]:
    """Sections that cards name and no list does: no table and no package of Anki holds their titles."""
    known = {section.id for section in deck.sections}
    for name in dict.fromkeys(card.section for card in deck.cards if card.section):
        if name not in known:
            pages = [card.page for card in deck.cards if card.section == name and card.page]
            yield Section(name, name, min(pages, default=1))


def _source(read: _Read) -> TakenFile:
    return TakenFile(shown_path(read.file), read.kind.name, read.taken.guesses, read.taken.remarks)


def _former(output: Path, *, force: bool) -> Deck | None:
    """The deck that is there already; only one that was imported is updated unasked."""
    if not output.exists():
        return None
    read = parse_deck(read_bytes(output), shown_path(output.absolute()))
    if read.deck is None:
        raise BadContent(output, [problem for problem in read.problems if problem.is_error])
    if not read.deck.taken_from and not force:
        raise CannotWrite(
            N_("{path} is there and was not imported. Name another file with -o, or merge into it with --force."),
            path=output,
        )
    return read.deck


def _head(former: Deck | None, output: Path, reads: Sequence[_Read]) -> Deck:
    if former is not None:
        return replace(former, cards=())
    first = reads[0].taken
    name = first.deck if len(reads) == 1 and is_slug(first.deck) else slug(output.stem) or "deck"
    title = (first.title if len(reads) == 1 else "") or output.stem
    return replace(first.head, deck=name, title=title) if first.head else Deck(deck=name, title=title)


def _sound(done: Assembled, read: _Read) -> tuple[list[Card], list[Left]]:
    """The cards that a deck file takes, and those that it does not."""
    sound: list[Card] = []
    unsound: list[Left] = []
    for card in done.cards:
        again, problems = card_from(card_fields(card), read.file.name)
        if again is None:
            unsound.append(Left(read.file.name, card.question(), problems[0].why))
        else:
            sound.append(card)
    return sound, unsound


def merged(former: Sequence[Card], taken: Sequence[Card]) -> list[Card]:
    """The former deck with what was taken: known cards in their place, each new one behind the one before it."""
    fresh = {card.id: card for card in taken}
    known = {card.id for card in former}
    behind: dict[str, list[Card]] = {}
    last = ""
    for card in taken:
        if card.id in known:
            last = card.id
        else:
            behind.setdefault(last, []).append(card)
    order = [*behind.get("", [])]
    for card in former:
        order += [fresh.get(card.id, card), *behind.get(card.id, [])]
    return order


def _kept(head: Deck, reads: Sequence[_Read], told: tuple[NotTaken, ...]) -> tuple[NotTaken, ...]:
    """What was not taken: of files that were read again, what is so now."""
    again = tuple(f"{shown_path(read.file)}:" for read in reads)
    return (*(one for one in head.not_taken if not one.place.startswith(again)), *told)


def _nothing(reads: Sequence[_Read], left: Sequence[Left]) -> CannotTake:
    file = ", ".join(shown_path(read.file) for read in reads)
    if not left:
        told = N_("{file} was read as {format} and holds no questions. Another format: --as; see kgquiz formats")
        return CannotTake(told, file=file, format=reads[0].kind.name)
    told = N_("{file} was read as {format}; nothing in it can be asked. The first reason, {place}: {why}")
    return CannotTake(told, file=file, format=reads[0].kind.name, place=left[0].place, why=left[0].why)


def _text(deck: Deck) -> str:
    """The deck's file. Raises CannotTake where it would be larger than one that is read."""
    text = deck_yaml(deck)
    if len(text.encode()) > LARGEST_FILE:
        told = N_("The deck would be larger than {limit} MB. Take the files in one by one, or split the source.")
        raise CannotTake(told, limit=LARGEST_FILE // 2**20)
    return text


def _remember(desk: Desk, deck: str, past: Sequence[tuple[Past, str]]) -> int:
    """Put the history into the log; what is there already is passed over. The number of new events."""
    if not past:
        return 0
    return desk.store.journal.merge(_events(desk, deck, past))


def _events(desk: Desk, deck: str, past: Sequence[tuple[Past, str]]) -> Iterator[Event]:
    zone = desk.world.now().tzinfo
    for one, card in past:
        moment = datetime.fromtimestamp(one.event.at / 1000, UTC).astimezone(zone)
        yield replace(one.event, card=card_key(deck, card), day=desk.world.day_of(moment))
