"""kgquiz undo: take back the last answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from kgquiz.lang import _
from kgquiz.memory.log import Kind
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import plain, print_lines, with_dates
from kgquiz.terminal.words import card_words

if TYPE_CHECKING:
    from kgquiz.actions.world import World

HELP = N_("Take back the last answer, suspension, star or note; can be repeated.")
EXAMPLE = "kgquiz undo"


def command(
    context: typer.Context,
    as_json: AsJson = False,
) -> None:
    """Undo, say what."""
    from kgquiz.actions.study.undo import undo_last

    undone = undo_last(context.obj)
    event = undone.event
    words = taken_back_words(event.kind, card_words(event.card, undone.question))
    if event.attempt:
        words = _("Taken back: all that the exam taught your memory. Its report says so.")
    told = {**with_dates(plain(event)), "at": _moment(event.at, context.obj.world), "question": undone.question}
    print_lines(told, [words], as_json=as_json)


def _moment(milliseconds: int, world: World) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, world.now().tzinfo).isoformat(timespec="seconds")


def taken_back_words(kind: Kind, card: str) -> str:
    """What was taken back, in a sentence."""
    words = {
        Kind.REVIEW: _("Taken back, your answer to: {card}"),
        Kind.AMEND: _("Taken back, your word on the answer to: {card}"),
        Kind.SUSPEND: _("Asked again: {card}"),
        Kind.RESUME: _("Asked no more: {card}"),
        Kind.STAR: _("Taken back, the star on: {card}"),
        Kind.UNSTAR: _("Starred again: {card}"),
        Kind.NOTE: _("Taken back, your note on: {card}"),
    }
    return words[kind].format(card=card)
