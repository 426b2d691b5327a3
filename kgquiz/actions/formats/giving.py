"""export: decks, an exam or content as a file of another program, with what it cannot hold told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import write_bytes
from kgquiz.actions.library.decks import BadContent, chosen_files, read_bytes, shown_path
from kgquiz.errors import CannotWrite, UsageProblem
from kgquiz.formats.base import Format, Lost, Made, Wanted
from kgquiz.formats.registry import FORMAT_BY_NAME, FORMATS, module_of
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from kgquiz.messages import N_


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: of how many cards, and what it does not hold."""

    file: Path
    format: str
    cards: int
    lost: tuple[Lost, ...]


def export_decks(desk: Desk, names: Sequence[str], output: Path, kind: str = "", *, force: bool = False) -> Exported:
    """Write decks in a format (that of the file's name where none is given). Raises CannotWrite over another file."""
    wanted_kind = _kind(kind, output)
    if output.exists() and not force:
        raise CannotWrite(N_("{path} is there already. Name another file, or replace it with --force."), path=output)
    decks = tuple(_deck(file) for file in chosen_files(desk.world, names))
    wanted = Wanted(decks, title=decks[0].title, now=desk.world.milliseconds())
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


def _written(kind: Format, decks: Sequence[Deck]) -> int:
    return sum(card.type in kind.types for deck in decks for card in deck.cards)


def _deck(file: Path) -> Deck:
    read = parse_deck(read_bytes(file), shown_path(file))
    if read.deck is None:
        raise BadContent(Path(shown_path(file)), [problem for problem in read.problems if problem.is_error])
    return read.deck
