"""new content, deck, exam: a commented file to begin with, in the author's language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from kgquiz.actions.authoring.skeletons import CONTENT, DECK, EXAM
from kgquiz.actions.files import is_there, write_text
from kgquiz.actions.library.decks import read_bytes
from kgquiz.actions.library.sources import CONTENT as CONTENT_FOLDER
from kgquiz.actions.library.sources import declared, yaml_files
from kgquiz.errors import CannotWrite, UsageProblem
from kgquiz.formats.ids import slug
from kgquiz.knowledge.deck import parse_deck
from kgquiz.messages import N_

KINDS = ("content", "deck", "exam")


def begin(kind: str, name: str, language: str, *, output: Path | None = None) -> Path:
    """Write the skeleton and return its path. Raises CannotWrite over a file that is there."""
    if not name.strip():
        raise UsageProblem(N_("Give it a name: kgquiz new {kind} my-chapter"), kind=kind)
    if output is None:
        _refuse_path(kind, name)
    name = _without_ending(name)
    file_name = slug(name) or kind
    path = output or _path(kind, file_name)
    if is_there(path):
        raise CannotWrite(
            N_("{path} is there already and is kept. Give another name, or go on with it: kgquiz write {path}"),
            path=path,
        )
    write_text(path, _text(kind, name.strip(), file_name, language, path))
    return path


def _without_ending(name: str) -> str:
    """`my-deck.yaml` is named my-deck, and so is its file."""
    return name.strip().removesuffix(".yaml").removesuffix(".exam") or name


def _refuse_path(kind: str, name: str) -> None:
    """A folder in a name is not dropped in silence: she is told how to say where."""
    path = PureWindowsPath(name.strip())  # it parts at / and at \\
    if len(path.parts) > 1:
        ending = ".exam.yaml" if kind == "exam" else ".yaml"
        bare = path.name.removesuffix(".yaml").removesuffix(".exam")
        told = N_(
            "'{name}' holds a folder. Give the name alone, and the file with -o: kgquiz new {kind} {bare} -o {path}"
        )
        raise UsageProblem(told, name=name, kind=kind, bare=bare, path=path.with_name(bare + ending).as_posix())


def _path(kind: str, name: str) -> Path:
    """Content into content/, what is written by hand beside it: build writes into decks/ itself."""
    return {
        "content": CONTENT_FOLDER / f"{name}.yaml",
        "deck": Path(f"{name}.yaml"),
        "exam": Path(f"{name}.exam.yaml"),
    }[kind]


def _text(kind: str, title: str, name: str, language: str, path: Path) -> str:
    texts = {"content": CONTENT, "deck": DECK, "exam": EXAM}[kind]
    deck, choose, write = _deck_here() if kind == "exam" else ("", 0, 0)
    text = texts.get(language, texts["en"]).format(
        chapter=_next_chapter(path.parent),
        title=_quoted(title),
        name=name,
        file=path.as_posix(),
        deck=deck,
        choose=choose,
        type=write,
    )
    return "".join(line for line in text.splitlines(keepends=True) if "count: 0," not in line)


def _quoted(title: str) -> str:
    """A title as YAML takes it whatever stands in it."""
    return "'" + title.replace("'", "''") + "'"


def _next_chapter(folder: Path) -> int:
    """One more than the chapters beside it; a new author's first is far from those that are shipped."""
    numbers = [int(number) for file in yaml_files(folder) if (number := declared(file, "chapter")).isdecimal()]
    return max(numbers, default=0) + 1 if numbers else 1


_MOST_CHOSEN, _MOST_WRITTEN = 10, 5
_CHOSEN, _WRITTEN = {"choice", "truefalse", "multi"}, {"typed", "cloze"}


def _deck_here() -> tuple[str, int, int]:
    """The deck that an exam most likely is about, the newest of this folder, and how much it can ask of either kind."""
    files: Iterable[Path] = (*yaml_files(Path("decks")), *yaml_files(Path()))
    decks = [(file.stat().st_mtime_ns, file) for file in files if declared(file, "deck")]
    if not decks:
        return "ch1", _MOST_CHOSEN, _MOST_WRITTEN
    file = max(decks)[1]
    cards = parse_deck(read_bytes(file), file.name).draft.cards
    chosen = {card.item for card in cards if card.type in _CHOSEN}
    written = {card.item for card in cards if card.type in _WRITTEN}
    both = len(chosen & written)  # no item is asked twice in a paper
    choose = min(_MOST_CHOSEN, len(chosen) - both // 2)
    write = min(_MOST_WRITTEN, len(written) - (both - both // 2))
    return declared(file, "deck"), choose or int(not write), write
