"""The message catalogues: `python -m tests.catalogues` updates and compiles them and says what is untranslated.

Translations are kept; new messages stand empty until someone translates them; those gone from the source are dropped.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kgquiz import __version__
from kgquiz.lang import DOMAIN
from tests.support import ROOT

SOURCE = ROOT / "kgquiz"
LANGUAGES = ("ky", "ru")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
HEADER = "# {language} messages of kgquiz. Keep the {{names}} as they are; update with `python -m tests.catalogues`."
TYPER = (
    "Arguments",
    "Options",
    "Commands",
    "Error",
    "Aborted.",
    "Aborted!",
    "(deprecated) ",
    "(dynamic)",
    "[default: {}]",
    "[env var: {}]",
    "[required]",
    "default: {default}",
    "required",
    "env var: {var}",
    "Try [blue]'{command_path} {help_option}'[/] for help.",
    "Missing command.",
    "No such command {name!r}.",
)
"""What typer hands to gettext in its own name."""


@cache
def source_messages() -> Catalog:
    """Everything the program says, in English; read once."""
    template = Catalog(charset="utf-8")
    for file, _line, text, comments, _context in extract_from_dir(
        SOURCE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    ):
        template.add(text, locations=[(f"kgquiz/{Path(file).as_posix()}", 0)], auto_comments=comments)
    for text in TYPER:
        template.add(text, locations=[("typer", 0)])
    return template


def catalogue_path(language: str) -> Path:
    """The catalogue of a language."""
    return SOURCE / "lang" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(language: str) -> Catalog:
    """A catalogue as it stands on disk; an empty one where there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def updated(language: str) -> Catalog:
    """A catalogue brought up to date with the source."""
    catalogue, template = read_catalogue(language), source_messages()
    template.creation_date = catalogue.creation_date  # otherwise every run would change the file
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.project, catalogue.version, catalogue.msgid_bugs_address = "kgquiz", __version__, ""
    catalogue.last_translator = catalogue.language_team = "kgquiz"
    catalogue.revision_date = catalogue.creation_date
    catalogue.header_comment = HEADER.format(language={"ky": "Kyrgyz", "ru": "Russian"}[language])
    return catalogue


def write_catalogue(catalogue: Catalog, language: str) -> None:
    """The catalogue as text, in the order of the source's files."""
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_by_file=True, include_lineno=False)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue())


def compile_in_place() -> None:
    """Write `kgquiz.mo` beside every `kgquiz.po`, as an installation does."""
    for language in LANGUAGES:
        binary = io.BytesIO()
        write_mo(binary, read_catalogue(language))
        path = catalogue_path(language).with_suffix(".mo")
        if not path.exists() or path.read_bytes() != binary.getvalue():
            draft = path.with_suffix(f".{os.getpid()}.new")  # several tests begin at once
            draft.write_bytes(binary.getvalue())
            draft.replace(path)


def strings_of(entry: Message) -> tuple[str, ...]:
    """The translation of a message, form by form."""
    return tuple(entry.string) if isinstance(entry.string, (tuple, list)) else (entry.string or "",)


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """Messages with an empty translation or an empty plural form."""
    return (entry for entry in catalogue if entry.id and not all(strings_of(entry)))


def main() -> int:
    """Update, compile, report; 1 while something is untranslated."""
    is_open = False
    for language in LANGUAGES:
        catalogue = updated(language)
        write_catalogue(catalogue, language)
        missing = list(untranslated(catalogue))
        is_open = is_open or bool(missing)
        print(f"{language}: {len(catalogue)} messages, {len(missing)} untranslated")
        for entry in missing:
            print(f"  {entry.id!r}")
    compile_in_place()
    return int(is_open)


if __name__ == "__main__":
    sys.exit(main())
