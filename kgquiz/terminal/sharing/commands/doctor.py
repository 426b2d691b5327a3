"""kgquiz doctor: whether everything is sound, and making it so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext, say
from kgquiz.messages import N_, as_typed, filled
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, plain, print_lines
from kgquiz.terminal.sharing.words import contents_words

if TYPE_CHECKING:
    from kgquiz.actions.sharing.checkup import Checkup

HELP = N_("Check that your progress is sound, mend it, or save what can be read of a damaged file.")
EXAMPLE = "kgquiz doctor --mend"


def command(
    context: typer.Context,
    mend: Annotated[bool, typer.Option("--mend", help=_("Mend what can be mended, after a backup."))] = False,
    salvage: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("Save every answer that can be read of this damaged file into a new one.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="NEW", help=_("The new file for --salvage."))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look and tell; the exit code says whether something is left."""
    from kgquiz.actions.sharing.checkup import check_up, salvage_file

    if salvage is not None:
        with busy(_("Saving what can be read…"), quiet=as_json):
            path, found = salvage_file(salvage, output)
        told = _("Saved: {events} events of the log, {exams} exams, {settings} settings.").format(
            events=found.events, exams=found.exams, settings=found.settings
        )
        lines = [told, f"  {path}", filled(_("To go on with it: kgquiz restore {file}"), {"file": path})]
        print_lines({"file": path, **plain(found)}, lines, as_json=as_json)
        return
    with busy(_("Looking…"), quiet=as_json):
        seen = check_up(context.obj, mend=mend)
    value = {"sound": seen.is_sound, "findings": seen.findings, "versions": dict(seen.versions)}
    print_lines({**value, "kept": seen.kept, "holds": seen.holds, "fuller": seen.fuller}, _lines(seen), as_json=as_json)
    if not seen.is_sound:
        raise typer.Exit(ExitCode.PROBLEMS)


def _lines(seen: Checkup) -> Iterator[str]:
    yield ", ".join(f"{name} {version}" for name, version in seen.versions)
    if not seen.findings:
        yield _("All is sound.")
    for one in seen.findings:
        yield _("Mended: {what}").format(what=say(one.told)) if one.is_mended else say(one.told)
    if any(one.can_mend and not one.is_mended for one in seen.findings):
        yield _("To mend what can be mended: kgquiz doctor --mend")
    if seen.kept is not None:
        yield _("What was there until now is kept in:")
        yield f"  {seen.kept}"
    if seen.holds is not None:
        yield _("The mended file holds: {contents}.").format(contents=contents_words(seen.holds))
    if seen.fuller is not None:
        yield ngettext(
            "A backup holds {n} answer that could not be saved. What would come and go:",
            "A backup holds {n} answers that could not be saved. What would come and go:",
            seen.fuller.answers,
        )
        yield f"  kgquiz restore {as_typed(seen.fuller.path)}"
