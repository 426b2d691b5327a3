"""The formats there are, and what each can hold. A new one is its module and its entry here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module
from typing import cast

from kgquiz.formats.base import AS_THEY_ARE, OTHER_FIELDS, Format, Module
from kgquiz.messages import N_

JSON = Format(
    name="json",
    title=N_("JSON, a deck as kgquiz has it"),
    suffixes=(".json",),
    module="json_deck",
    types=AS_THEY_ARE,
    holds=OTHER_FIELDS,
    ids=True,
)
CSV = Format(
    name="csv",
    title=N_("table of the sheet layout, comma or semicolon"),
    suffixes=(".csv",),
    module="delimited",
    types=AS_THEY_ARE,
    holds=OTHER_FIELDS,
    ids=True,
)
TSV = Format(
    name="tsv",
    title=N_("table of the sheet layout, tabs"),
    suffixes=(".tsv", ".tab"),
    module="tsv",
    types=AS_THEY_ARE,
    holds=OTHER_FIELDS,
    ids=True,
)

_MOODLE_HOLDS = frozenset(
    {"item", "note", "tags", "page", "section", "accept", "reject", "points", "why", "correction"}
)
GIFT = Format(
    name="gift",
    title=N_("Moodle GIFT"),
    suffixes=(".gift", ".txt"),
    module="gift",
    types=AS_THEY_ARE,
    holds=_MOODLE_HOLDS,
    ids=True,
    partial=True,
)
MOODLE_XML = Format(
    name="moodle-xml",
    title=N_("Moodle XML"),
    suffixes=(".xml",),
    module="moodle_xml",
    needs_extra=True,
    types=AS_THEY_ARE,
    holds=_MOODLE_HOLDS,
    ids=True,
    partial=True,
)
AIKEN = Format(
    name="aiken",
    title=N_("Aiken: options by letters, ANSWER: B"),
    suffixes=(".txt",),
    module="aiken",
    types={"choice": "choice", "truefalse": "truefalse"},
)
ANKI = Format(
    name="anki",
    title=N_("package of Anki, with its history"),
    suffixes=(".apkg", ".colpkg"),
    module="anki",
    types=AS_THEY_ARE,
    holds=OTHER_FIELDS,
    ids=True,
    history=True,
)

XLSX = Format(
    name="xlsx",
    title=N_("spreadsheet of the sheet layout"),
    suffixes=(".xlsx", ".xls"),
    module="sheet",
    needs_extra=True,
    types=AS_THEY_ARE,
    holds=OTHER_FIELDS,
    ids=True,
)
ODS = Format(
    name="ods",
    title=N_("spreadsheet of the sheet layout, OpenDocument (LibreOffice)"),
    suffixes=(".ods",),
    module="ods",
    needs_extra=True,
    types=AS_THEY_ARE,
    holds=OTHER_FIELDS,
    ids=True,
)
ANKI_TEXT = Format(
    name="anki-text",
    title=N_("text of Anki, with # headers"),
    suffixes=(".txt",),
    module="anki_text",
    types={name: "cloze" if name == "cloze" else "recall" for name in AS_THEY_ARE},
    holds=frozenset({"tags"}),
    ids=True,
)
PASTE = Format(
    name="paste",
    title=N_("two columns as Quizlet has them, any separators"),
    suffixes=(".txt",),
    module="paste",
    types={"recall": "recall", "typed": "recall"},
)
MARKDOWN = Format(
    name="markdown",
    title=N_("Markdown decks: hashcards, Obsidian, mdanki"),
    suffixes=(".md", ".markdown"),
    module="markdown",
    writes=False,
)
LIST = Format(
    name="list",
    title=N_("numbered questions with lettered options, as plain text"),
    suffixes=(".txt",),
    module="question_list",
    writes=False,
)
DOCX = Format(
    name="docx",
    title=N_("numbered questions with lettered options, as a Word file"),
    suffixes=(".docx",),
    module="docx_list",
    writes=False,
    needs_extra=True,
)

FORMATS: tuple[Format, ...] = (
    ANKI,
    GIFT,
    MOODLE_XML,
    AIKEN,
    XLSX,
    ODS,
    CSV,
    TSV,
    ANKI_TEXT,
    PASTE,
    MARKDOWN,
    LIST,
    DOCX,
    JSON,
)
FORMAT_BY_NAME = {one.name: one for one in FORMATS}


def alike(name: str, formats: Iterable[Format]) -> list[str]:
    """The formats that were probably meant: those called so, of a title with the word, or else spelled much alike."""
    known = list(formats)
    said = name.strip().lstrip(".").casefold()
    called = [one.name for one in known if said and _is_called(one, said)]
    return called or get_close_matches(said, [one.name for one in known], n=1)


def _is_called(one: Format, said: str) -> bool:
    words = re.findall(r"\w+", f"{one.name} {one.title}".casefold())
    return said in words or f".{said}" in one.suffixes


def module_of(one: Format) -> Module:
    """The module that reads and writes a format, imported now."""
    return cast("Module", import_module(f"kgquiz.formats.{one.module}"))
