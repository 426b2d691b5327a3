"""check: everything that is wrong or weak in content and decks, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kgquiz.actions.authoring.build import read_chapters
from kgquiz.actions.books.copied import copied
from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import check_blueprints
from kgquiz.actions.library.decks import chosen_files, read_bytes, refuse_foreign, shown_path
from kgquiz.actions.library.questions import questions
from kgquiz.actions.library.sources import CONTENT, DECKS, as_path, is_exam, yaml_files
from kgquiz.actions.world import World
from kgquiz.errors import NotFound
from kgquiz.key import CardKey, card_key
from kgquiz.knowledge.content import ReadChapter
from kgquiz.knowledge.deck import ReadDeck, parse_deck
from kgquiz.knowledge.lint import lint_chapters, lint_deck
from kgquiz.knowledge.problems import Problem, Source, in_order
from kgquiz.knowledge.yaml_text import read_yaml
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG
from kgquiz.messages import N_, message
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what was found, by file and line."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many findings keep a file from being used."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many findings are advice."""
        return len(self.problems) - self.errors


def check(world: World, names: Sequence[str] = ()) -> CheckReport:
    """Check the named files, or what stands in content/ and decks/ here, or else the decks that are in use."""
    files = files_to_check(world, names)
    content = [file for file in files if is_content(file)]
    exams = [file for file in files if is_exam(file)]
    decks = [file for file in files if file not in content and file not in exams]
    problems = [*_check_content(world, content), *_check_decks(decks), *check_blueprints(world, exams)]
    return CheckReport(tuple(map(shown_path, files)), in_order(problems))


def files_to_check(world: World, names: Sequence[str]) -> list[Path]:
    """The named files, or what stands in content/ and decks/ here, or else the decks that are in use."""
    if names:
        return [file for name in names for file in _named(world, name)]
    here = [*yaml_files(CONTENT), *yaml_files(DECKS)]
    return [file for file in here if not _is_compiled(file)] or chosen_files(world, ())


def _named(world: World, name: str) -> list[Path]:
    path = as_path(name)
    if path.is_dir():
        return _yaml_files(path)
    if not path.is_file():
        return chosen_files(world, [name])
    refuse_foreign(path, name)
    return [path]


def _yaml_files(folder: Path) -> list[Path]:
    found = yaml_files(folder)
    if not found:
        raise NotFound(N_("There are no decks (*.yaml) in the folder '{name}'. Name another one."), name=folder)
    return found


def _is_compiled(file: Path) -> bool:
    """Whether a deck is made from a content file here, which is then the one to be checked."""
    return file.parent == DECKS and (CONTENT / file.name).is_file()


def is_content(file: Path) -> bool:
    """Whether a file says what a chapter teaches: it has `chapter` and no `deck` at its top."""
    value = read_yaml(read_bytes(file), file.name).value
    if isinstance(value, dict):
        return "deck" not in value and "cards" not in value and ("chapter" in value or file.parent.name == "content")
    return file.parent.name == "content"


def _check_content(world: World, files: Sequence[Path]) -> list[Problem]:
    """Content is linted together with its neighbours, because references and distractors cross chapters."""
    folders = {file.parent for file in files}
    neighbours = [f for folder in folders for f in yaml_files(folder) if f not in files and is_content(f)]
    wanted: list[ReadChapter] = read_chapters(files)
    shown = {read.source.file for read in wanted}
    linted = lint_chapters([*wanted, *read_chapters(neighbours)])
    return [problem for problem in linted.problems if problem.file in shown] + list(copied(world, wanted))


def _check_decks(files: Sequence[Path]) -> list[Problem]:
    reads = [parse_deck(read_bytes(file), shown_path(file)) for file in files]
    found = [problem for read in reads for problem in (*read.problems, *lint_deck(read))]
    return found + list(_rival_cards(reads))


def _rival_cards(reads: Iterable[ReadDeck]) -> Iterable[Problem]:
    """Cards of two files under one deck name and id: they would share one history."""
    first: dict[str, Source] = {}
    for read in reads:
        for path, card in read.placed if read.deck is not None else ():
            assert read.deck is not None  # noqa: S101 - narrowed above
            holder = first.setdefault(card_key(read.deck.deck, card.id), read.source)
            if holder is not read.source:
                why = message(N_("The card '{id}' is in {other} too."), id=card.id, other=holder.file)
                remedy = message(N_("Give one of the decks another 'deck:' name."))
                yield read.source.problem(path, "rival-card", why, remedy)


@dataclass(frozen=True, slots=True)
class Overrule:
    """An answer whose marking the student overruled."""

    card: CardKey
    answer: str
    said: str
    times: int
    question: str = ""


def overrules(desk: Desk) -> tuple[Overrule, ...]:
    """Per card and answer, how often a student overruled the marking: candidates for `accept` and `reject`."""
    changed = [event for event in desk.store.journal.amendments() if event.finding in {SAID_RIGHT, SAID_WRONG}]
    reviews = desk.store.journal.by_ids(event.target for event in changed)
    asked = questions(desk.store, list({event.card for event in changed}))
    counts: dict[tuple[CardKey, str, str], int] = {}
    for event in changed:
        review = reviews.get(event.target)
        given = " | ".join(review.answer) if review else ""
        key = (event.card, given, event.finding)
        counts[key] = counts.get(key, 0) + 1
    return tuple(Overrule(*key, times, asked.get(key[0], "")) for key, times in sorted(counts.items()))
