"""A question that is answered by a typed line and checked before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgquiz.errors import KgquizError
from kgquiz.lang import _, say
from kgquiz.terminal.keys import COMMANDS, Place, command_key
from kgquiz.terminal.scene import Answered, Command, Reply, Scene


class AskScene(Scene):
    """`check` raises a KgquizError for a line that cannot be: it is said, and the question stands.

    Escape goes back; the key of leaving, entered alone, leaves, as it is no answer to any such question.
    """

    typing = True
    commands = (Command.BACK, Command.QUIT)

    def __init__(self, title: str, said: Sequence[str], check: Callable[[str], object], *, usual: str = "") -> None:
        self.title = title
        self.said = tuple(said)
        self.check = check
        self.usual = usual
        self.complaint = ""

    @property
    def field(self) -> Place:
        """Escape goes back from here."""
        return Place.ASK

    def submit(self, text: str) -> Reply | None:
        """The line, or the usual one for an empty line."""
        given = text.strip() or self.usual
        if command_key(given) == COMMANDS[Command.QUIT].key:
            return Command.QUIT
        try:
            self.check(given)
        except KgquizError as error:
            self.complaint = say(error.message)
            return None
        return Answered((given,))

    def text(self) -> str:
        """The same, read out."""
        return "\n".join((self.title, *self.said, _("Type it; :back goes back, :quit leaves.")))

    def read(self, line: str) -> Reply | str | None:
        """The line, or what is wrong with it."""
        return self.submit(line) or self.complaint
