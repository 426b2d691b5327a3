"""kgquiz restore: a backup in the place of the present progress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import busy, print_lines, tell
from kgquiz.terminal.output import plain as plain_value

if TYPE_CHECKING:
    from kgquiz.actions.sharing.restoring import Offer

HELP = N_("Put a backup in the place of your progress, after showing what would come and go.")
EXAMPLE = "kgquiz restore progress.db.gz"


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The backup; “kgquiz backup --list” shows them."))],
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Show, ask, do. With --json nothing is asked, and nothing done without --yes."""
    from kgquiz.actions.sharing.restoring import offered, restore

    with offered(context.obj, file) as offer:
        lines = list(_lines(offer))
        wanted = yes or (not as_json and _is_wanted(lines, plain=plain))
        if yes and not as_json:
            tell("\n".join(lines))
        kept = None
        if wanted:
            with busy(_("Restoring…"), quiet=as_json):
                kept = restore(context.obj, offer)
        value = {
            "file": file,
            "holds": plain_value(offer.holds),
            "changes": plain_value(offer.changes),
            "restored": wanted,
            "kept": kept,
        }
    print_lines(value, _done(kept) if wanted else [_("Nothing was changed.")], as_json=as_json)


def _lines(offer: Offer) -> Iterator[str]:
    from kgquiz.terminal.sharing.words import contents_words

    yield _("This backup holds: {what}").format(what=contents_words(offer.holds))
    if not offer.is_readable:
        yield _("Your present progress cannot be read; it is put aside as it is.")
    if offer.changes is None:
        return
    yield _("Comes back, not in your present progress: {what}").format(what=contents_words(offer.changes.come))
    yield _("Goes, not in this backup: {what}").format(what=contents_words(offer.changes.go))
    if offer.changes.settings:
        yield _("Settings that change: {names}").format(names=", ".join(offer.changes.settings))
    yield _("Your present progress is kept as a backup first.")


def _is_wanted(lines: list[str], *, plain: bool) -> bool:
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.scene import Flow, Rated
    from kgquiz.terminal.scenes.menu import MenuScene

    def asking() -> Flow[bool]:
        reply = yield MenuScene(_("Restore this backup?"), lines, [_("Restore it"), _("Leave everything as it is")])
        return isinstance(reply, Rated) and reply.number == 1

    return play(asking(), plain=plain)


def _done(kept: Path | None) -> Iterator[str]:
    yield _("Restored.")
    if kept is not None:
        yield _("What was there until now is kept in:")
        yield f"  {kept}"
