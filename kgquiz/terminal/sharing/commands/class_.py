"""kgquiz class: what an instructor asks of her class, and what a student gives to hers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from kgquiz.errors import KgquizError, NotFound
from kgquiz.key import CardKey
from kgquiz.lang import _, ngettext, say
from kgquiz.lang.spelling import moment
from kgquiz.messages import N_, as_typed
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import busy, console, print_json, print_lines, print_result, tell, tell_error
from kgquiz.terminal.typer_words import Spoken
from kgquiz.terminal.verbs import Verb

if TYPE_CHECKING:
    from kgquiz.actions.sharing.classroom import Collected
    from kgquiz.actions.sharing.membership import Handing, Invitation, Membership
    from kgquiz.sharing.gathered import Gathered

HELP = N_("A class: students hand in their answers, the instructor sees marks and items.")
EXAMPLE = "kgquiz class join K7QF-2M4F ~/Class"

Place = Annotated[
    str, typer.Argument(metavar="FOLDER|URL", help=N_("The folder where the class meets, or postgresql://…"))
]
OfClass = Annotated[
    str | None, typer.Option("--class", metavar="CODE", help=N_("The class; the only one if none is given."))
]
Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("The code that your instructor gave you."))]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace a file that is there already."))]
Yes = Annotated[bool, typer.Option("--yes", help=N_("Do not ask."))]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help=N_("Write a table: a file that ends in .csv or .xlsx.")),
]


class _ListByDefault(Spoken, TyperGroup):
    """`kgquiz class` alone lists the classes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in where there is none."""
        alone = [] if ctx.resilient_parsing else ["list"]  # Tab asks what could stand there
        return super().parse_args(ctx, args or alone)


def group() -> typer.Typer:
    """The verbs of `kgquiz class`."""
    app = typer.Typer(cls=_ListByDefault, help=_(HELP), epilog=_("Example: {example}").format(example=EXAMPLE))
    for name, verb, told in (
        ("list", list_, _("List the classes you are in and those you collected.")),
        ("join", join, _("Join a class and hand in your answers, after showing what that is.")),
        ("send", send, _("Hand in what is new to the classes you are in.")),
        ("leave", leave, _("Leave a class and delete what you handed in.")),
        ("new", new, _("Announce a class in a folder or on a server; prints its code.")),
        ("collect", collect, _("Read what the students handed in.")),
        ("results", results, _("The grade book: a line a student, a column an exam.")),
        ("students", students, _("Who studies how much.")),
        ("items", items, _("How hard each card is, whether it tells the strong from the weak, what to mend.")),
        ("item", item, _("One card: what was answered, by how many, and how well those do otherwise.")),
        ("papers", papers, _("Draw papers of an exam that are equally hard for this class.")),
        (
            "share",
            share,
            _("Give the students how hard the cards are: “kgquiz place” then asks what tells more."),
        ),
        ("report", report, _("Write the class as one page to print.")),
        ("database", database, _("Print what an administrator runs once on a PostgreSQL server.")),
    ):
        app.command(name, cls=Verb, help=told)(verb)
    return app


def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """Two short lists."""
    from kgquiz.actions.sharing.classroom import classes_here, loaded
    from kgquiz.actions.sharing.membership import MEMBERSHIPS

    desk = context.obj
    own = desk.store.settings.get(MEMBERSHIPS)
    taught = [loaded(desk.world, file.stem) for file in classes_here(desk.world)]
    value = {
        "member": own,
        "collected": [
            {"code": one.card.code, "title": one.card.title, "students": len(one.columns.students)}
            | {"collected": one.collected, "address": one.address}
            for one in taught
        ],
    }
    print_lines(value, _classes(own, taught), as_json=as_json)


def _classes(own: tuple[Membership, ...], taught: list[Gathered]) -> Iterator[str]:
    for one in own:
        yield _("You are {student} in {code}, “{title}”, at {address}").format(
            student=f"{one.student} ({one.name})" if one.name else one.student,
            code=one.code,
            title=one.title,
            address=one.address,
        )
    for held in taught:
        yield _("Collected: {code}, “{title}”, {students}, {moment}").format(
            code=held.card.code,
            title=held.card.title,
            students=ngettext("{n} student", "{n} students", len(held.columns.students)),
            moment=moment(held.collected),
        )
    if not own and not taught:
        yield _("You are in no class. With the code of one: kgquiz class join CODE FOLDER")
        yield _('To teach one: kgquiz class new "Group 21" FOLDER')


def new(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help=_("What the class is called."))],
    place: Place,
    decks: Annotated[
        list[str] | None,
        typer.Option(
            "--deck",
            metavar="DECK",
            help=_("Ask only for answers to this deck, several with commas; to all decks if none is given."),
            autocompletion=completion.decks,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Announce, and say what students type."""
    from kgquiz.actions.sharing.classroom import announce
    from kgquiz.actions.sharing.meeting import is_server

    met = _place(place)
    card = announce(context.obj, title, met, decks or ())
    lines = [
        _("The class “{title}” has the code {code}. Your students join it with:").format(
            title=card.title, code=card.code
        ),
        f"  kgquiz class join {card.code} {address_of_students(met.address)}",
        *([_("LOGIN stands for each student's own login.")] if is_server(met.address) else ()),
        _("Then, as often as you like: kgquiz class collect {address}").format(address=as_typed(met.address)),
    ]
    print_lines(
        {"code": card.code, "title": card.title, "decks": card.decks, "address": met.address}, lines, as_json=as_json
    )


def address_of_students(address: str) -> str:
    """The address as they type it: a folder as it is, a server without the login of the instructor."""
    from kgquiz.actions.sharing.meeting import is_server

    if not is_server(address):
        return as_typed(address)
    login = _("LOGIN")
    return re.sub(r"://(?:[^/@]*@)?", f"://{login}@", address, count=1)


def join(
    context: typer.Context,
    code: Code,
    place: Place,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help=_("Your name, for the grade book; else only a pseudonym."))
    ] = "",
    yes: Yes = False,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Show, ask, hand in. With --json nothing is asked, and nothing done without --yes."""
    from kgquiz.actions.sharing import membership

    met = _place(place)
    invitation = membership.invited(context.obj, code, met, name)
    lines = list(_consent(invitation, met.address))
    agreed = yes or (not as_json and _is_wanted(_("Hand this in?"), lines, _("Hand it in"), plain=plain))
    if yes and not as_json:
        tell("\n".join(lines))
    done = membership.join(context.obj, invitation, met) if agreed else None
    value = {
        "code": invitation.card.code,
        "title": invitation.card.title,
        "student": invitation.membership.student,
        "joined": agreed,
        "answers": invitation.answers if done is None else done.answers,
        "exams": invitation.exams if done is None else done.exams,
    }
    told = (
        [_("Nothing was handed in.")]
        if done is None
        else [_handed(done), _("When you have studied more: kgquiz class send")]
    )
    print_lines(value, told, as_json=as_json)


def _consent(invitation: Invitation, address: str) -> Iterator[str]:
    card, who = invitation.card, invitation.membership
    yield _("Class {code}, “{title}”, at {address}").format(code=card.code, title=card.title, address=address)
    yield _("Your instructor will see you as {student}.").format(
        student=f"{who.name} ({who.student})" if who.name else who.student
    )
    decks = ", ".join(card.decks) if card.decks else _("all decks")
    yield _(
        "What goes out, of {decks}: each answer with its card, moment, time, certainty and mark, what you typed,"
        " where you overruled the marking, what you took back; and your marked exams."
    ).format(decks=decks)
    yield _("Now: {answers} and {exams}; later only what is new, when you type “kgquiz class send”.").format(
        answers=ngettext("{n} answer", "{n} answers", invitation.answers),
        exams=ngettext("{n} exam", "{n} exams", invitation.exams),
    )
    yield _("What stays: notes, stars, your plan, settings, other decks.")
    if "://" in address:
        yield _("On the server only you, your instructor and its administrator can read it.")
    else:
        yield _("Everybody who sees the folder can read it.")
    yield _(
        "“kgquiz class leave {code}” deletes it there; a copy that was collected goes with the next collecting."
    ).format(code=card.code)


def send(
    context: typer.Context,
    code: OfClass = None,
    place: Annotated[
        str | None,
        typer.Option("--to", metavar="FOLDER|URL", help=_("Where the class meets now, if that has changed.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Every class, or one. A class that cannot be reached keeps none of the others waiting."""
    from kgquiz.actions.sharing import membership
    from kgquiz.sharing.places import PlaceProblem

    done: list[Handing] = []
    failed: list[KgquizError] = []
    for one in membership.memberships(context.obj, code):
        try:
            met = _place(place or one.address)
            current = membership.moved(context.obj, one, met.address) if met.address != one.address else one
            with busy(_("Handing in…"), quiet=as_json):
                done.append(membership.hand_in(context.obj, current, met))
        except (PlaceProblem, NotFound) as error:
            failed.append(error)
    if done or not failed:
        print_lines(done, map(_handed, done), as_json=as_json)
    for problem in failed[:-1]:
        tell_error(problem, before="kgquiz: ", err=True)
    if failed:
        raise failed[-1]


def _handed(done: Handing) -> str:
    return _("Handed in to “{title}” as {student}: {answers}, {exams}.").format(
        title=done.title,
        student=done.student,
        answers=ngettext("{n} answer", "{n} answers", done.answers),
        exams=ngettext("{n} exam", "{n} exams", done.exams),
    )


def leave(
    context: typer.Context,
    code: Code,
    forget: Annotated[
        bool, typer.Option("--forget", help=_("Leave although the place cannot be reached: what is there stays there."))
    ] = False,
    yes: Yes = False,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Ask, delete, tell."""
    from kgquiz.actions.sharing import membership

    desk = context.obj
    (one,) = membership.memberships(desk, code)
    lines = [
        _("All that you handed in to “{title}” at {address} is deleted.").format(title=one.title, address=one.address)
    ]
    wanted = (
        yes or forget or (not as_json and _is_wanted(_("Leave this class?"), lines, _("Leave and delete"), plain=plain))
    )
    gone = 0
    if wanted and forget:
        membership.forget(desk, one)
    elif wanted:
        gone = membership.leave(desk, one, _place(one.address))
    told = (
        _("Nothing was changed.")
        if not wanted
        else _("You have left “{title}”; deleted: {n}.").format(title=one.title, n=gone)
    )
    print_lines({"code": one.code, "left": wanted, "deleted": gone}, [told], as_json=as_json)


def collect(context: typer.Context, place: Place, code: OfClass = None, as_json: AsJson = False) -> None:
    """Read, keep, tell."""
    from kgquiz.actions.sharing.classroom import collect as collected

    met = _place(place)
    with busy(_("Reading what was handed in…"), quiet=as_json):
        done = collected(context.obj, met, code)
    print_lines(done, _collected(done), as_json=as_json)


def _collected(done: Collected) -> Iterator[str]:
    yield _("{title}: {students}, {answers}, {exams}; new or changed: {changed}, gone: {gone}.").format(
        title=done.card.title,
        students=ngettext("{n} student", "{n} students", done.students),
        answers=ngettext("{n} answer", "{n} answers", done.answers),
        exams=ngettext("{n} exam", "{n} exams", done.exams),
        changed=done.changed,
        gone=done.gone,
    )
    yield from map(say, done.told)


def results(
    context: typer.Context,
    code: OfClass = None,
    output: Output = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """The grade book, on the screen or as a file."""
    from kgquiz.actions.sharing.class_figures import write_table
    from kgquiz.statistics.classroom.grades import grade_rows
    from kgquiz.terminal.sharing.class_tables import grade_table, grade_values, grades_view

    gathered = _loaded(context, code)
    rows = grade_rows(gathered.columns)
    if output is not None:
        write_table(output, *grade_table(gathered, rows), force=force)
        tell(_("Written: {path}").format(path=output), err=as_json)
    if as_json:
        print_json(grade_values(gathered, rows))
    elif output is None:
        print_result(None, lambda: grades_view(gathered, rows), as_json=False)


def students(context: typer.Context, code: OfClass = None, as_json: AsJson = False) -> None:
    """How much, how lately."""
    from kgquiz.statistics.classroom.grades import grade_rows
    from kgquiz.terminal.sharing.class_tables import student_values, students_view

    gathered = _loaded(context, code)
    rows = grade_rows(gathered.columns)
    print_result({"students": student_values(rows)}, lambda: students_view(gathered, rows), as_json=as_json)


def items(
    context: typer.Context,
    code: OfClass = None,
    most: Annotated[
        int | None, typer.Option("--limit", min=1, help=_("The hardest so many; all if none is given."))
    ] = None,
    output: Output = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Figures, hints."""
    from kgquiz.actions.sharing.class_figures import items_of_class, write_table
    from kgquiz.terminal.sharing.class_tables import item_table, items_values, items_view

    gathered = _loaded(context, code)
    with busy(_("Working it out…"), quiet=as_json):
        found = items_of_class(context.obj, gathered)
    if output is not None:
        write_table(output, *item_table(found), force=force)
        tell(_("Written: {path}").format(path=output), err=as_json)
    if as_json:
        print_json(items_values(found, most))
    elif output is None:
        print_result(None, lambda: items_view(gathered, found, most, console().width), as_json=False)


def item(
    context: typer.Context,
    card: Annotated[
        str, typer.Argument(metavar="CARD", help=_("A card, like ch1/akim.typed."), autocompletion=completion.cards)
    ],
    code: OfClass = None,
    as_json: AsJson = False,
) -> None:
    """One card."""
    from kgquiz.actions.sharing.class_figures import item_of_class
    from kgquiz.terminal.sharing.class_tables import item_view

    found = item_of_class(context.obj, _loaded(context, code), CardKey(card))
    print_result(found, lambda: item_view(found), as_json=as_json)


def papers(
    context: typer.Context,
    exam: Annotated[
        str,
        typer.Argument(
            metavar="EXAM",
            help=_("An exam of “kgquiz exam list”, or a blueprint file."),
            autocompletion=completion.exams,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help=_("Save the papers there, to give them out.")),
    ] = None,
    count: Annotated[int, typer.Option("--count", min=2, max=50, help=_("So many papers."))] = 4,
    code: OfClass = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Draw many, keep the most alike, save them."""
    from kgquiz.actions.sharing.equal_papers import equal_papers, save_equal_papers
    from kgquiz.terminal.sharing.class_tables import papers_lines

    desk = context.obj
    with busy(_("Working it out…"), quiet=as_json):
        found = equal_papers(desk, _loaded(context, code), exam, count)
    files = [] if output is None else save_equal_papers(desk, found, exam, output, force=force)
    value = {"exam": found.exam, "papers": found.papers, "apart": found.apart, "apart_before": found.apart_before}
    print_lines({**value, "files": files}, papers_lines(found, files), as_json=as_json)


def share(context: typer.Context, code: OfClass = None, as_json: AsJson = False) -> None:
    """Work out, publish where the class meets."""
    from kgquiz.actions.sharing.classroom import share_hardness

    gathered = _loaded(context, code)
    with busy(_("Working it out…"), quiet=as_json):
        shared = share_hardness(gathered, _place(gathered.address))
    told = _("Shared: how hard {n} cards are. Students get it with their next “kgquiz class send”.").format(n=shared)
    print_lines({"code": gathered.card.code, "cards": shared}, [told], as_json=as_json)


def report(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=_("The page to write: class.html."))],
    code: OfClass = None,
    with_students: Annotated[
        bool, typer.Option("--students", help=_("With a line for each student; else nobody is named."))
    ] = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """One page of HTML."""
    from kgquiz.actions.files import refuse_other_kind, write_text
    from kgquiz.actions.sharing.class_figures import class_page, refuse_replacing
    from kgquiz.terminal.sharing.class_page import html_of_class

    refuse_other_kind(output, "HTML", ".html", ".htm")
    gathered = _loaded(context, code)
    refuse_replacing(output, force=force)
    with busy(_("Working it out…"), quiet=as_json):
        page = class_page(context.obj, gathered, students=with_students)
    write_text(output, html_of_class(page))
    if as_json:
        print_json({"code": gathered.card.code, "path": output})
    else:
        tell(_("Written: {path}").format(path=output))


def database() -> None:
    """The statements, to be looked over and run."""
    from kgquiz.sharing.schema import SCHEMA

    typer.echo(SCHEMA, nl=False)


def _loaded(context: typer.Context, code: str | None) -> Gathered:
    from kgquiz.actions.sharing.classroom import loaded

    return loaded(context.obj.world, code)


def _place(address: str) -> Any:
    from kgquiz.actions.sharing.meeting import place_at
    from kgquiz.terminal.sharing.password import asked_password

    return place_at(address, asked_password)


def _is_wanted(title: str, lines: list[str], yes: str, *, plain: bool) -> bool:
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.scene import Flow, Rated
    from kgquiz.terminal.scenes.menu import MenuScene

    def asking() -> Flow[bool]:
        reply = yield MenuScene(title, lines, [yes, _("Leave everything as it is")])
        return isinstance(reply, Rated) and reply.number == 1

    return play(asking(), plain=plain)
