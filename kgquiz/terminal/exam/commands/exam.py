"""kgquiz exam: sit a mock exam, and look at what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from kgquiz.errors import ExitCode, NotFound, UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.exam.commands.enter import HELP as ENTER_HELP
from kgquiz.terminal.exam.commands.enter import enter
from kgquiz.terminal.exam.commands.marks import APPEAL_HELP, MARKS_HELP, appeal, marks
from kgquiz.terminal.options import AsJson, Known, Plain, Where
from kgquiz.terminal.output import busy, print_json, print_lines, print_result, tell
from kgquiz.terminal.typer_words import Spoken, near_word
from kgquiz.terminal.verbs import Verb

if TYPE_CHECKING:
    from kgquiz.actions.exam.sitting import ExamSitting

HELP = N_("Sit a timed mock exam; its answers count as reviews.")
EXAMPLE = "kgquiz exam ch1 ch2 --items 30 --minutes 40 --pass 60"

Number = Annotated[
    int | None,
    typer.Argument(
        metavar="NUMBER",
        help=N_("The number of the exam; the last one if none is given."),
        autocompletion=completion.sittings,
    ),
]


class _SitByDefault(Spoken, TyperGroup):
    """`kgquiz exam ch1` means `kgquiz exam sit ch1`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in where there is none."""
        verbs = {*self.commands, "--help", "-h"}
        return super().parse_args(ctx, args if args and args[0] in verbs else ["sit", *args])

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The page of the group, with the options of `sit` on it: they are what one looks for here."""
        page = copy(self)
        page.params = [one for one in self.commands["sit"].params if "--help" not in one.opts]
        super(_SitByDefault, page).format_help(ctx, formatter)


def group() -> typer.Typer:
    """The verbs of `kgquiz exam`."""
    app = typer.Typer(cls=_SitByDefault, help=_(HELP), epilog=_("Example: {example}").format(example=EXAMPLE))
    app.command("sit", cls=Verb, help=_("Sit an exam: a blueprint, or decks. This is what “kgquiz exam” alone does."))(
        sit
    )
    app.command("preview", cls=Verb, help=_("Look a paper over before it is sat; change items, save it as a file."))(
        preview
    )
    app.command("enter", cls=Verb, help=_(ENTER_HELP))(enter)
    app.command("list", cls=Verb, help=_("List the exams there are and those you sat."))(list_)
    app.command("show", cls=Verb, help=_("Show the report on an exam you sat."))(show)
    app.command("review", cls=Verb, help=_("Walk through what you missed, confident errors first."))(review)
    app.command("export", cls=Verb, help=_("Write an exam you sat as a JSON file for your instructor."))(export)
    app.command("appeal", cls=Verb, help=_(APPEAL_HELP))(appeal)
    app.command("marks", cls=Verb, help=_(MARKS_HELP))(marks)
    app.command("stats", cls=Verb, help=_("Show how hard each item is and what it tells, over exported exams."))(stats)
    return app


def sit(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="EXAM|DECK",
            help=_("An exam of “kgquiz exam list”, a blueprint file, or decks."),
            autocompletion=completion.exams_decks_and_verbs,
        ),
    ] = None,
    items: Annotated[
        int | None,
        typer.Option(min=1, max=1000, help=_("Items; makes an exam of the named decks.")),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option(min=1, max=600, help=_("Minutes.")),
    ] = None,
    pass_mark: Annotated[
        float | None,
        typer.Option("--pass", min=1, max=100, help=_("Pass mark in percent.")),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(metavar="SEED", help=_("The seed of a paper, to sit the same one.")),
    ] = None,
    where: Where = "",
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help=_("Your name, where a saved paper gives you more time."))
    ] = "",
    resume: Annotated[bool, typer.Option("--resume", help=_("Go on with the exam that was left."))] = False,
    practice: Annotated[bool, typer.Option("--practice", help=_("Comment on each answer at once."))] = False,
    plain: Plain = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the report as JSON at the end."))] = False,
) -> None:
    """Sit, self-mark, report."""
    from kgquiz.actions.exam.papers import ExamOptions
    from kgquiz.actions.exam.sitting import resume_exam
    from kgquiz.terminal.exam.play import begin, play_exam, tell_left
    from kgquiz.terminal.home.first_language import asked_first

    desk = context.obj
    options = ExamOptions(tuple(names or ()), items, minutes, pass_mark, seed, practice, name, where)
    try:
        if resume:
            sitting: ExamSitting | None = resume_exam(desk, _number_in(names))
        else:
            sitting = begin(desk, options, plain=plain, aside=as_json, before=asked_first(context, plain=plain))
    except NotFound as error:
        raise _meant_a_verb(context, names) or error from None
    if sitting is None:
        tell_left(sitting, as_json=as_json)
    else:
        play_exam(sitting, plain=plain, as_json=as_json)


def preview(
    context: typer.Context,
    exam: Annotated[
        str,
        typer.Argument(
            metavar="EXAM|PAPER",
            help=_("An exam of “kgquiz exam list”, a blueprint file, or a saved paper."),
            autocompletion=completion.exams,
        ),
    ],
    seed: Annotated[str | None, typer.Option(metavar="SEED", help=_("The seed of a paper; else one is drawn."))] = None,
    items: Annotated[int | None, typer.Option(min=1, max=1000, help=_("Another number of items."))] = None,
    swap: Annotated[
        list[int] | None,
        typer.Option("--swap", metavar="N", help=_("Put another item in place of item N; several: 3,7.")),
    ] = None,
    pin: Annotated[
        list[int] | None,
        typer.Option("--pin", metavar="N", help=_("Keep item N and draw all others anew; several: 3,7.")),
    ] = None,
    known: Known = None,
    key: Annotated[bool, typer.Option("--key", help=_("Show the right answers and their pages."))] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=_("Save the paper as a file, to give it out."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
    opens: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help=_("When the saved paper may first be begun: 2027-01-20 09:00.")),
    ] = None,
    closes: Annotated[
        str | None, typer.Option(metavar="MOMENT", help=_("When the saved paper may last be begun."))
    ] = None,
    attempts: Annotated[
        int | None, typer.Option(min=1, max=99, metavar="N", help=_("How often the saved paper may be sat."))
    ] = None,
    extra_time: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=PERCENT", help=_("More minutes for one person: 'Asanova A.=25'.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The paper, and its file."""
    from kgquiz.actions.exam.papers import ExamOptions
    from kgquiz.actions.exam.preview import PaperChanges, preview_document, preview_exam, save_paper
    from kgquiz.terminal.exam.preview_view import preview_lines

    options = ExamOptions(names=(exam,), items=items, seed=seed, known=tuple(known or ()))
    terms = {"opens": opens, "closes": closes, "attempts": attempts, "extra_time": _extra_time(extra_time or ())}
    wanted = {name: value for name, value in terms.items() if value}
    if wanted and output is None:
        raise UsageProblem(N_("Terms stand in a paper's file. Name it: -o paper.yaml"))
    with busy(_("Drawing the items…"), quiet=as_json):
        found = preview_exam(context.obj, options, PaperChanges(tuple(swap or ()), tuple(pin or ()), wanted))
    written = None if output is None else save_paper(found, output, force=force)
    print_lines(preview_document(found, key=key), preview_lines(found, key=key), as_json=as_json)
    if written is not None:
        tell(_("Written: {path}").format(path=written), err=as_json)


def _extra_time(given: Sequence[str]) -> dict[str, str]:
    """Percent by name, from `NAME=25`."""
    found = {}
    for one in given:
        name, sign, percent = one.rpartition("=")
        if not sign or not name.strip():
            raise UsageProblem(N_("'{given}' names nobody. Write --extra-time 'Asanova A.=25'."), given=one)
        found[name.strip()] = percent.strip().removesuffix("%").strip()
    return found


def _meant_a_verb(context: typer.Context, names: list[str] | None) -> NotFound | None:
    """The sentence for `kgquiz exam lst`."""
    near = near_word(names[0], completion.exam_verbs(context)) if names and len(names) == 1 else None
    if near is None or names is None:
        return None
    told = N_("No exam or deck is named '{name}'. Did you mean 'kgquiz exam {near}'?")
    return NotFound(told, name=names[0], near=near)


def _number_in(names: list[str] | None) -> int | None:
    """The number after --resume."""
    if not names:
        return None
    if len(names) > 1 or not names[0].isdecimal() or len(names[0]) > _LONGEST_NUMBER:
        raise UsageProblem(N_("Give the number of the exam to go on with: kgquiz exam --resume 2"))
    return int(names[0])


_LONGEST_NUMBER = 9


def list_(
    context: typer.Context,
    as_json: AsJson = False,
) -> None:
    """Two tables."""
    from kgquiz.actions.exam.results import attempt_rows, exam_rows
    from kgquiz.terminal.exam.lists_view import lists_view

    exams, attempts = exam_rows(context.obj.world), attempt_rows(context.obj)
    print_result({"exams": exams, "attempts": attempts}, lambda: lists_view(exams, attempts), as_json=as_json)


def show(
    context: typer.Context,
    number: Number = None,
    as_json: AsJson = False,
) -> None:
    """The report."""
    from kgquiz.actions.exam.results import exam_result
    from kgquiz.terminal.exam.play import show_result

    show_result(exam_result(context.obj, number), as_json=as_json)


def review(
    context: typer.Context,
    number: Number = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """The missed items, one by one."""
    from kgquiz.actions.exam.results import exam_result, missed_items
    from kgquiz.terminal.exam.review_flow import review_flow
    from kgquiz.terminal.interactive import play

    result = exam_result(context.obj, number)
    if as_json:
        print_json(missed_items(result))
        return
    play(review_flow(result), plain=plain)


def export(
    context: typer.Context,
    number: Number = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="PATH", help=_("A file or folder; this folder if none is given.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print it instead of writing a file."))] = False,
) -> None:
    """One file."""
    from kgquiz.actions.exam.results import attempt_document, exam_result, export_attempt

    if as_json:
        print_json(attempt_document(exam_result(context.obj, number)))
        raise typer.Exit(ExitCode.OK)
    tell(_("Written: {path}").format(path=export_attempt(context.obj, number, to, force=force)))


def stats(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=_("Exported exams, or folders of them."))],
    as_json: AsJson = False,
) -> None:
    """One table an exam."""
    from kgquiz.actions.exam.statistics import item_reports
    from kgquiz.actions.library.questions import questions
    from kgquiz.terminal.exam.items_view import items_view

    reports = item_reports(files, context.obj.world.notice)
    asked = questions(context.obj.store, [one.item for report in reports for one in report.items])
    print_result({"exams": reports}, lambda: items_view(reports, asked), as_json=as_json)
