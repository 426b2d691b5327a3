"""Some questions one after another, each of which can be gone back to; nothing is done before all are answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kgquiz.terminal.scene import Answered, Command, Flow, Rated, Reply, Scene
from kgquiz.value import dataclass

Known = Mapping[str, Any]
"""What was answered so far, by the name of the step."""


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """A question: its scene, or None where what is known makes it needless; what a reply to it means."""

    name: str
    scene: Callable[[Known], Scene | None]
    meaning: Callable[[Reply], Any]


def conversation(steps: Sequence[QuestionStep]) -> Flow[Known | Command]:
    """All answers; BACK where she went back from the first question, QUIT where she left."""
    known: dict[str, Any] = {}
    asked: list[int] = []
    place = 0
    while place < len(steps):
        step = steps[place]
        scene = step.scene(known)
        if scene is None:
            place += 1
            continue
        reply = yield scene
        if reply is Command.QUIT or (reply is Command.BACK and not asked):
            return reply
        if reply is Command.BACK:
            place = asked.pop()
            known.pop(steps[place].name)
            continue
        known[step.name] = step.meaning(reply)
        asked.append(place)
        place += 1
    return known


def number_of(reply: Reply) -> int:
    """The number of the entry that a menu replied."""
    if not isinstance(reply, Rated):
        raise TypeError(reply)
    return reply.number


def line_of(reply: Reply) -> str:
    """The line that a question replied."""
    if not isinstance(reply, Answered):
        raise TypeError(reply)
    return reply.answer[0]
