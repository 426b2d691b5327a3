"""kgquiz print: papers, cards and study sheets, typeset; papers for Word and as Markdown too."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from kgquiz.errors import UsageProblem
from kgquiz.lang import _, language_in_use, say, use_language
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson, Known
from kgquiz.terminal.output import print_lines
from kgquiz.terminal.typer_words import Spoken
from kgquiz.terminal.verbs import Verb

if TYPE_CHECKING:
    from kgquiz.actions.exam.printing import Printed
    from kgquiz.printing.layout import PageFrame

HELP = N_("Print an exam on paper in variants, cards to cut out, a sheet to learn from.")
EXAMPLE = "kgquiz print paper final --variants 4 --seed 7 -o papers"


class Size(StrEnum):
    """What the paper in the printer is."""

    A4 = "a4"
    LETTER = "letter"


class PaperKind(StrEnum):
    """As what a paper is written."""

    PDF = "pdf"
    DOCX = "docx"
    MD = "md"


class Tongue(StrEnum):
    """The languages of the interface."""

    EN = "en"
    KY = "ky"
    RU = "ru"


Language = Annotated[
    Tongue | None, typer.Option("--language", help=N_("The language of what is printed around the questions."))
]
PageSize = Annotated[Size, typer.Option("--paper", help=N_("The size of the paper."))]
LargePrint = Annotated[bool, typer.Option("--large", help=N_("Large print."))]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace a file that is there already."))]
Decks = Annotated[
    list[str],
    typer.Argument(metavar="DECK", help=N_("Deck names, YAML files or folders."), autocompletion=completion.decks),
]
PdfFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=N_("The file to write."))]


class _Group(Spoken, TyperGroup):
    """Wants to know what to print."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The verb and what follows it. Raises UsageProblem where there is none."""
        if not args and not ctx.resilient_parsing:  # Tab asks what could stand there
            raise UsageProblem(N_("Say what to print: kgquiz print paper EXAM, cards DECK or sheet DECK."))
        return super().parse_args(ctx, args)


def group() -> typer.Typer:
    """The verbs of `kgquiz print`."""
    app = typer.Typer(cls=_Group, help=_(HELP), epilog=_("Example: {example}").format(example=EXAMPLE))
    app.command("paper", cls=Verb, help=_("Print an exam in variants, with answer sheets and the key."))(paper)
    app.command("cards", cls=Verb, help=_("Print cards on both sides of the sheet, to cut out."))(cards)
    app.command("sheet", cls=Verb, help=_("Print the terms and facts of a deck, to learn from."))(sheet)
    return app


def paper(
    context: typer.Context,
    exam: Annotated[
        str,
        typer.Argument(
            metavar="EXAM|PAPER",
            help=_("An exam of “kgquiz exam list”, a blueprint file, or a saved paper."),
            autocompletion=completion.exams,
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help=_("The folder to write to."))],
    variants: Annotated[int, typer.Option(min=1, max=100, help=_("So many variants of the same items."))] = 1,
    seed: Annotated[str | None, typer.Option(metavar="SEED", help=_("The seed of a paper; else one is drawn."))] = None,
    known: Known = None,
    kind: Annotated[
        PaperKind, typer.Option("--as", help=_("Typeset (pdf), for Word (docx), or plain Markdown (md)."))
    ] = PaperKind.PDF,
    language: Language = None,
    size: PageSize = Size.A4,
    large: LargePrint = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """A paper a variant, its sheet and file, and one key."""
    from kgquiz.actions.exam.papers import ExamOptions
    from kgquiz.actions.exam.printing import WantedPapers, print_paper

    options = ExamOptions(names=(exam,), seed=seed, known=tuple(known or ()))
    frame = _frame(size, language, large=large)
    _tell(
        print_paper(context.obj, options, variants, WantedPapers(output, frame, force, PaperKind(kind).value)),
        as_json=as_json,
    )


def cards(
    context: typer.Context,
    decks: Decks,
    output: PdfFile,
    language: Language = None,
    size: PageSize = Size.A4,
    large: LargePrint = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """One file."""
    from kgquiz.actions.exam.printing import WantedPapers, print_cards

    frame = _frame(size, language, large=large)
    _tell(print_cards(context.obj, decks, WantedPapers(output, frame, force)), as_json=as_json)


def sheet(
    context: typer.Context,
    decks: Decks,
    output: PdfFile,
    blanks: Annotated[
        bool, typer.Option("--blanks", help=_("Leave terms and blanks open, to be filled in by hand."))
    ] = False,
    language: Language = None,
    size: PageSize = Size.A4,
    large: LargePrint = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """One file."""
    from kgquiz.actions.exam.printing import WantedPapers, print_sheet

    frame = _frame(size, language, large=large)
    _tell(print_sheet(context.obj, decks, WantedPapers(output, frame, force), blanks=blanks), as_json=as_json)


def _frame(size: Size, language: Tongue | None, *, large: bool) -> PageFrame:
    """How it looks. From here on all is said in the language of the sheet."""
    from kgquiz.printing.layout import LARGE, NORMAL, PAGES, PageFrame

    if language is not None:
        use_language(language.value)
    return PageFrame(PAGES[size.value], LARGE if large else NORMAL, language_in_use(), say)


def _tell(printed: Printed, *, as_json: bool) -> None:
    written = [_("Written: {path}").format(path=path) for path in printed.files]
    print_lines({"files": printed.files}, written, as_json=as_json)
