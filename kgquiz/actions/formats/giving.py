"""export: decks, an exam or content as a file of another program, with what it cannot hold told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from kgquiz.actions.authoring.build import read_chapters
from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions as PaperOptions
from kgquiz.actions.exam.papers import draw_form, ready_exam
from kgquiz.actions.files import write_bytes
from kgquiz.actions.library.decks import BadContent, chosen_files, read_bytes, shown_path
from kgquiz.actions.library.sources import (
    as_path,
    is_content_file,
    is_exam,
    is_paper,
    meant,
    named_decks,
    named_exams,
    yaml_files,
)
from kgquiz.errors import CannotWrite, UsageProblem
from kgquiz.formats.base import Format, KeptMemory, Lost, Made, Wanted
from kgquiz.formats.registry import FORMAT_BY_NAME, FORMATS, alike, module_of
from kgquiz.key import CardKey, card_key
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from kgquiz.knowledge.lint import lint_chapters
from kgquiz.memory.log import Event, standing_reviews
from kgquiz.memory.replay import CardState
from kgquiz.messages import N_
from kgquiz.storage.store import Store
from kgquiz.value import dataclass


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
    exam: bool = False
    """Whether the names mean an exam: one form of it is drawn, by the seed where one is given."""
    seed: str | None = None


def export_decks(desk: Desk, names: Sequence[str], options: ExportOptions) -> Exported:
    """Write decks, a form of an exam, or content in a format. Raises CannotWrite over another file."""
    output = options.output
    wanted_kind = _kind(options.kind, output)
    if options.history and not wanted_kind.history:
        raise UsageProblem(N_("{format} holds no history; Anki does: --to anki"), format=wanted_kind.name)
    if output.exists() and not options.force:
        raise CannotWrite(N_("{path} is there already. Name another file, or replace it with --force."), path=output)
    decks = _decks(desk, names, options)
    wanted = Wanted(decks, title=decks[0].title, now=desk.world.milliseconds())
    if options.history:
        wanted = _with_history(desk.store, wanted)
    made: Made = module_of(wanted_kind).write(wanted)
    write_bytes(output, made.data)
    return Exported(output, wanted_kind.name, _written(wanted_kind, decks), made.lost)


def _decks(desk: Desk, names: Sequence[str], options: ExportOptions) -> tuple[Deck, ...]:
    if options.exam or options.seed or _is_exam(desk, names):
        return tuple(_form(desk, names, options.seed))
    files = [as_path(name).absolute() for name in names]
    if all(file.is_file() and is_content_file(file) for file in files):
        return tuple(_compiled(files))
    return tuple(_deck(file) for file in chosen_files(desk.world, names))


def _is_exam(desk: Desk, names: Sequence[str]) -> bool:
    """Whether a name is that of an exam and of no deck."""
    if len(names) != 1:
        return False
    if is_exam(Path(names[0])) or is_paper(as_path(names[0])):
        return True
    return meant(names[0], named_exams(desk.world)) is not None and meant(names[0], named_decks(desk.world)) is None


def _form(desk: Desk, names: Sequence[str], seed: str | None) -> Iterator[Deck]:
    """The cards of one form of an exam, each under the deck it comes from."""
    ready = ready_exam(desk, PaperOptions(tuple(names), seed=seed))
    _, items = draw_form(desk, ready, seed)
    for slug in dict.fromkeys(item.deck for item in items):
        cards = tuple(item.card for item in items if item.deck == slug)
        yield Deck(deck=slug, title=ready.blueprint.title, cards=cards)


def _compiled(files: Sequence[Path]) -> Iterator[Deck]:
    """The decks of content files, compiled beside their neighbours as `build` does. Raises BadContent."""
    beside = [file for folder in dict.fromkeys(file.parent for file in files) for file in yaml_files(folder)]
    chapters = read_chapters([file for file in beside if is_content_file(file)])
    linted = lint_chapters(chapters)
    wanted = {shown_path(file) for file in files}
    errors = [problem for problem in linted.problems if problem.is_error and problem.file in wanted]
    if errors:
        raise BadContent(Path(errors[0].file), errors)
    for read, deck in zip(chapters, linted.decks, strict=True):
        if read.source.file in wanted:
            yield deck


def _kind(name: str, output: Path) -> Format:
    suffix = PurePath(output.name).suffix.casefold()
    found = FORMAT_BY_NAME.get(name) or next((one for one in FORMATS if not name and suffix in one.suffixes), None)
    if found is None or not found.writes:
        written = [one for one in FORMATS if one.writes]
        if near := alike(name or suffix, written):
            told = N_("No format '{name}' can be written. Did you mean: {near}?")
            raise UsageProblem(told, name=name or suffix, near=", ".join(near))
        known = ", ".join(one.name for one in written)
        raise UsageProblem(
            N_("No format '{name}' can be written. There are: {known}."), name=name or suffix, known=known
        )
    return found


def _with_history(store: Store, wanted: Wanted) -> Wanted:
    """The answers that stand, and what is remembered."""
    keys = [card_key(deck.deck, card.id) for deck in wanted.decks for card in deck.cards]
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


def _schedule(key: CardKey, state: CardState) -> KeptMemory:
    assert state.memory is not None  # noqa: S101 - narrowed by the caller
    memory = state.memory
    return KeptMemory(key, memory.stability, memory.difficulty, memory.last_day, state.due, state.reps, state.lapses)


def _written(kind: Format, decks: Sequence[Deck]) -> int:
    return sum(card.type in kind.types for deck in decks for card in deck.cards)


def _deck(file: Path) -> Deck:
    read = parse_deck(read_bytes(file), shown_path(file))
    if read.deck is None:
        raise BadContent(Path(shown_path(file)), [problem for problem in read.problems if problem.is_error])
    return read.deck
