"""The line stage: for pipes, screen readers and tests. One line out or in at a time."""

from __future__ import annotations

from collections.abc import Callable

from kgquiz.lang import _
from kgquiz.terminal.keys import LINE_COMMANDS
from kgquiz.terminal.scene import Command, Flow, Reply, Scene, T


def run_lines(flow: Flow[T], read: Callable[[], str | None], write: Callable[[str], None]) -> T:
    """Play a flow line by line. `read` gives a line without its end, or None when the input is over."""
    try:
        scene = next(flow)
        while True:
            scene = flow.send(_reply(scene, read, write))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        flow.close()


def _reply(scene: Scene, read: Callable[[], str | None], write: Callable[[str], None]) -> Reply:
    """A scene is read out when it comes up and when it has more to say; after a complaint it is asked again at once."""
    said = False
    while True:
        scene.note("")
        timeout = scene.tick()
        if timeout is not None:
            return timeout
        if not said:
            write(scene.text())
        if not scene.needs_line:
            return Command.NEXT
        line = read()
        if line is None:
            return Command.QUIT
        reply = _understood(scene, line.strip())
        said = isinstance(reply, str)
        if isinstance(reply, str):
            write(reply)
        elif reply is not None:
            return reply


def _understood(scene: Scene, line: str) -> Reply | str | None:
    if not line.startswith(":"):
        return scene.read(line)
    named = (*scene.commands, *scene.line_commands)
    offered = [word for word, command in LINE_COMMANDS.items() if command in named]
    unnamed = [word for word, command in LINE_COMMANDS.items() if command in scene.unnamed_commands]
    meant = [word for word in (*offered, *unnamed) if word.startswith(line)]
    if len(meant) == 1:
        return LINE_COMMANDS[meant[0]]
    return _("Here you can type: {commands}").format(commands="  ".join(offered))
