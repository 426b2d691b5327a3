"""build: content/ compiled into decks/."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgquiz.actions.files import write_texts
from kgquiz.actions.library.decks import BadContent, read_bytes, shown_path
from kgquiz.actions.library.sources import yaml_files
from kgquiz.errors import NotFound
from kgquiz.knowledge.content import ReadChapter, parse_chapter
from kgquiz.knowledge.lint import lint_chapters, unfinished
from kgquiz.knowledge.problems import Severity
from kgquiz.knowledge.write import deck_text
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class BuiltDeck:
    """A compiled deck: its file, its size, and whether the file on disk differed."""

    file: Path
    cards: int
    changed: bool


def build(content: Path, decks: Path, *, check: bool) -> tuple[BuiltDeck, ...]:
    """Compile every content file; with `check` nothing is written. Raises BadContent with all problems."""
    chapters = read_chapters(content_files(content))
    linted = lint_chapters(chapters)
    errors = [problem for problem in linted.problems if problem.is_error]
    errors += [problem for read in chapters for problem in unfinished(read, Severity.ERROR)]
    if errors:
        raise BadContent(content, errors)
    texts = {
        decks / f"{deck.deck}.yaml": deck_text(deck, read.source.file)
        for read, deck in zip(chapters, linted.decks, strict=True)
    }
    changed = {file: text for file, text in texts.items() if not file.is_file() or read_bytes(file) != text.encode()}
    if not check:
        write_texts(changed)
    return tuple(
        BuiltDeck(file, len(deck.cards), file in changed) for file, deck in zip(texts, linted.decks, strict=True)
    )


def content_files(folder: Path) -> list[Path]:
    """The content files of a folder, by name."""
    files = yaml_files(folder)
    if not files:
        raise NotFound(
            N_("There is no content (*.yaml) in the folder '{name}'. Run this where 'content/' is."),
            name=folder,
        )
    return files


def read_chapters(files: Sequence[Path]) -> list[ReadChapter]:
    """Content files, parsed."""
    return [parse_chapter(read_bytes(file), shown_path(file)) for file in files]
