"""Papers, cards and study sheets printed as files: PDF, and papers as Word and Markdown too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Literal

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.preview import PaperChanges, preview_exam
from kgquiz.actions.files import is_there, refuse_other_kind, write_texts
from kgquiz.actions.library.decks import chosen_decks
from kgquiz.errors import CannotWrite, NothingToDo
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem, variant_of
from kgquiz.exam.paper import form_stamp, paper_text
from kgquiz.messages import N_
from kgquiz.printing.layout import (
    LETTERS,
    PageFrame,
    PrintedForm,
    cards_values,
    key_values,
    paper_values,
    plain_sheet_values,
    sheet_values,
    study_values,
)
from kgquiz.printing.markdown_paper import markdown
from kgquiz.printing.plain_marks import PaperTemplate
from kgquiz.printing.typeset import pdf
from kgquiz.printing.word import docx
from kgquiz.value import dataclass

FileKind = Literal["pdf", "docx", "md"]
"""As what papers are written: typeset, to be edited in Word, or as plain text."""


@dataclass(frozen=True, slots=True)
class WantedPapers:
    """Where it goes (a folder for papers, else a file), how it looks, and whether it may replace what is there."""

    path: Path
    frame: PageFrame
    force: bool = False
    kind: FileKind = "pdf"


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written."""

    files: tuple[Path, ...]


def print_paper(desk: Desk, options: ExamOptions, variants: int, wanted: WantedPapers) -> Printed:
    """Every variant as a PDF and as a paper file, an answer sheet for each, and one key for all."""
    found = preview_exam(desk, options, PaperChanges())
    folder, frame = wanted.path, wanted.frame
    blueprint, name = found.ready.blueprint, found.ready.blueprint.exam
    forms: list[tuple[str, tuple[FormItem, ...]]] = []
    files: dict[Path, str | bytes] = {}
    for number in range(variants):
        code = code_of(number)
        chance = Random(f"{found.seed}/{code}")
        items = variant_of(found.items, chance, shuffle=blueprint.shuffle) if number else found.items
        forms.append((code, items))
        seed = f"{found.seed}/{code}"
        form = PrintedForm(code, seed, form_stamp(blueprint.exam, seed, items), items)
        files |= {folder / file: data for file, data in _of_variant(blueprint, form, found.seed, wanted)}
        files[folder / f"{name}-{code}.yaml"] = paper_text(blueprint, seed, items, found.ready.conditions)
    files[folder / f"{name}-key.{wanted.kind}"] = _set("key", key_values(frame, blueprint, forms), wanted.kind)
    return _written(files, force=wanted.force)


def _of_variant(
    blueprint: Blueprint, form: PrintedForm, seed: str, wanted: WantedPapers
) -> Iterator[tuple[str, bytes]]:
    """The paper and its answer sheet; only a typeset sheet can be scanned."""
    name, kind, frame = f"{blueprint.exam}-{form.variant}", wanted.kind, wanted.frame
    yield f"{name}.{kind}", _set("paper", paper_values(frame, blueprint, form.items, form.variant, seed), kind)
    values = sheet_values if kind == "pdf" else plain_sheet_values
    yield f"{name}-sheet.{kind}", _set("sheet", values(frame, blueprint, form), kind)


def _set(template: PaperTemplate, values: Mapping[str, Any], kind: FileKind) -> bytes:
    if kind == "docx":
        return docx(template, values)
    return markdown(template, values) if kind == "md" else pdf(template, values)


def code_of(number: int) -> str:
    """A, B … Z, AA …: what a variant is called."""
    letters = LETTERS.upper()
    more, last = divmod(number, len(letters))
    return (code_of(more - 1) if more else "") + letters[last]


def print_cards(desk: Desk, names: Sequence[str], wanted: WantedPapers) -> Printed:
    """The cards of some decks to be cut out, backs behind their fronts when turned over the long edge."""
    refuse_other_kind(wanted.path, "PDF", ".pdf")
    decks = chosen_decks(desk, names)
    cards = [card for deck in decks for card in desk.store.decks.cards([deck.id]).values()]
    title = ", ".join(desk.store.decks.head(deck.id).title for deck in decks)
    values = cards_values(wanted.frame, title, cards)
    if not values["cards"]:
        raise NothingToDo(N_("There is no card to print: those that stand on options cannot be cut out."))
    return _written({wanted.path: pdf("cards", values)}, force=wanted.force)


def print_sheet(desk: Desk, names: Sequence[str], wanted: WantedPapers, *, blanks: bool) -> Printed:
    """Terms and facts of some decks, by the sections of the book."""
    refuse_other_kind(wanted.path, "PDF", ".pdf")
    decks = chosen_decks(desk, names)
    parts = []
    for deck in decks:
        head = desk.store.decks.head(deck.id)
        cards = list(desk.store.decks.cards([deck.id]).values())
        known = {section.id for section in head.sections}
        parts += [(one.title, [card for card in cards if card.section == one.id]) for one in head.sections]
        parts.append((head.title, [card for card in cards if card.section not in known]))
    title = ", ".join(desk.store.decks.head(deck.id).title for deck in decks)
    values = study_values(wanted.frame, title, parts, blanks=blanks)
    if not values["sections"]:
        raise NothingToDo(N_("These decks have no terms and no sentences with blanks: there is nothing to print."))
    return _written({wanted.path: pdf("study", values)}, force=wanted.force)


def _written(files: dict[Path, str | bytes], *, force: bool) -> Printed:
    there = next((path for path in files if is_there(path)), None)
    if there is not None and not force:
        raise CannotWrite(
            N_("{path} is there already and was left as it is. To replace it, add --force; else name another file."),
            path=there,
        )
    write_texts(files)
    return Printed(tuple(files))
