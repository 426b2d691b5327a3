"""The cover of an exam: its rules, before the clock starts."""

from __future__ import annotations

from kgquiz.actions.exam.sitting import Prepared
from kgquiz.exam.blueprint import Blueprint
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import number
from kgquiz.terminal.exam.scenes import CoverScene
from kgquiz.terminal.scene import Command, Flow


def cover_flow(prepared: Prepared) -> Flow[bool]:
    """What is about to be sat; False when the student would rather not."""
    lines = cover_lines(prepared.ready.blueprint, prepared.seed, practice=prepared.practice)
    reply = yield CoverScene(prepared.ready.blueprint.title, lines)
    return reply is not Command.QUIT


def cover_lines(blueprint: Blueprint, seed: str, *, practice: bool) -> list[str]:
    """The rules of the paper."""
    items = ngettext("{n} item", "{n} items", blueprint.items)
    minutes = ngettext("{n} minute", "{n} minutes", blueprint.minutes)
    lines = [
        _("{items}, {minutes}, pass mark {share} %.").format(
            items=items, minutes=minutes, share=number(blueprint.pass_mark)
        ),
        _("The clock goes on when you leave; come back with “kgquiz exam --resume”.")
        if blueprint.clock == "running"
        else _("The clock stops when you leave; come back with “kgquiz exam --resume”."),
    ]
    if blueprint.penalty:
        lines.append(_("A wrong choice among k options costs 1/(k−1) of its points; an open item costs nothing."))
    if blueprint.certainty:
        lines.append(_("You say how sure you are: right earns 1, 2 or 3, wrong 0, −2 or −6 (out of 3)."))
    if practice:
        lines.append(_("Practice: each answer is commented on at once and cannot be changed then."))
    return [*lines, "", _("Seed {seed}: the same seed gives the same paper.").format(seed=seed)]
