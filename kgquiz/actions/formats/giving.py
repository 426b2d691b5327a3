"""export: decks, an exam or content as a file of another program, with what it cannot hold told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import write_bytes
from kgquiz.actions.library.decks import BadContent, chosen_files, read_bytes, shown_path
from kgquiz.errors import CannotWrite, UsageProblem
from kgquiz.formats.base import Format, Lost, Made, Schedule, Wanted
from kgquiz.formats.registry import FORMAT_BY_NAME, FORMATS, module_of
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event, standing_reviews
from kgquiz.memory.replay import CardState
from kgquiz.messages import N_
from kgquiz.storage.deck_cache import key_of
from kgquiz.storage.store import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: of how many cards, and what it does not hold."""

    file: Path
    format: str
    cards: int
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Where to, as what (by the file's name where it is not said), over another file or not, with history or not."""

    output: Path
    kind: str = ""
    force: bool = False
    history: bool = False


def export_decks(desk: Desk, names: Sequence[str], options: ExportOptions) -> Exported:
    """Write decks in a format. Raises CannotWrite over another file."""
    output = options.output
    wanted_kind = _kind(options.kind, output)
    if options.history and not wanted_kind.history:
        raise UsageProblem(N_("{format} holds no history; Anki does: --to anki"), format=wanted_kind.name)
    if output.exists() and not options.force:
        raise CannotWrite(N_("{path} is there already. Name another file, or replace it with --force."), path=output)
    decks = tuple(_deck(file) for file in chosen_files(desk.world, names))
    wanted = Wanted(decks, title=decks[0].title, now=desk.world.milliseconds())
    if options.history:
        wanted = _with_history(desk.store, wanted)
    made: Made = module_of(wanted_kind).write(wanted)
    write_bytes(output, made.data)
    return Exported(output, wanted_kind.name, _written(wanted_kind, decks), made.lost)


def _kind(name: str, output: Path) -> Format:
    suffix = PurePath(output.name).suffix.casefold()
    found = FORMAT_BY_NAME.get(name) or next((one for one in FORMATS if not name and suffix in one.suffixes), None)
    if found is None or not found.writes:
        known = ", ".join(one.name for one in FORMATS if one.writes)
        raise UsageProblem(
            N_("No format '{name}' can be written. There are: {known}."), name=name or suffix, known=known
        )
    return found


def _with_history(store: Store, wanted: Wanted) -> Wanted:
    """The answers that stand, and what is remembered."""
    keys = [key_of(deck.deck, card.id) for deck in wanted.decks for card in deck.cards]
    events: dict[str, list[Event]] = {key: [] for key in keys}
    for event in store.journal.all():
        if event.card in events:
            events[event.card].append(event)
    states = store.schedule.states(keys)
    return replace(
        wanted,
        reviews=tuple(event for of_card in events.values() for event in standing_reviews(of_card)),
        suspended=frozenset(key for key, state in states.items() if state.suspended),
        states=tuple(_schedule(key, state) for key, state in states.items() if state.memory is not None),
    )


def _schedule(key: str, state: CardState) -> Schedule:
    assert state.memory is not None  # noqa: S101 - narrowed by the caller
    memory = state.memory
    return Schedule(key, memory.stability, memory.difficulty, memory.last_day, state.due, state.reps, state.lapses)


def _written(kind: Format, decks: Sequence[Deck]) -> int:
    return sum(card.type in kind.types for deck in decks for card in deck.cards)


def _deck(file: Path) -> Deck:
    read = parse_deck(read_bytes(file), shown_path(file))
    if read.deck is None:
        raise BadContent(Path(shown_path(file)), [problem for problem in read.problems if problem.is_error])
    return read.deck
