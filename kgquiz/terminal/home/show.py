"""`kgquiz` alone: a menu where somebody sits, a summary in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.results import ExamRow
from kgquiz.actions.library.listing import DeckRow
from kgquiz.actions.study.home import Glance, glance, has_language, is_new, note_welcome
from kgquiz.actions.world import World
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.lang import say
from kgquiz.terminal.ending import Ended
from kgquiz.terminal.home.deeds import do
from kgquiz.terminal.home.first_minute import Welcome
from kgquiz.terminal.home.menu import home_flow, trouble_flow
from kgquiz.terminal.home.pause import goes_on
from kgquiz.terminal.home.status import summary_lines
from kgquiz.terminal.home.wishes import Wish
from kgquiz.terminal.interactive import play
from kgquiz.terminal.output import tell, tell_error
from kgquiz.terminal.scene import Flow, T
from kgquiz.terminal.visible import visible
from kgquiz.value import dataclass


def show_home(world: World, *, asks_language: bool) -> None:
    """The day in a few lines for a pipe; else the menu, until she leaves."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        with Desk(world) as desk:
            seen = glance(desk)
        tell("\n".join(summary_lines(seen)))
        return
    try:
        Home(world).run(asks_language=asks_language)
    except KeyboardInterrupt:
        raise typer.Exit(ExitCode.INTERRUPTED) from None


@dataclass(frozen=True, slots=True)
class Home:
    """The menu and all that is done from it. While she chooses, the store is closed to nobody."""

    world: World

    def run(self, *, asks_language: bool) -> None:
        """First minute, then menu and deed in turn. Raises what stood in the way at the last, where she leaves it."""
        goes = True
        if self._is_new():
            goes = self._welcome(asks_language=asks_language)
        while goes:
            goes = self._once()

    def decks(self) -> Sequence[DeckRow]:
        """Every deck at a glance."""
        from kgquiz.actions.library.listing import deck_rows

        with Desk(self.world) as desk:
            return deck_rows(desk)

    def exams(self) -> Sequence[ExamRow]:
        """The exams that can be sat, the final first."""
        from kgquiz.actions.exam.results import exams_by_weight

        with Desk(self.world) as desk:
            return exams_by_weight(desk)

    def _once(self) -> bool:
        """One wish, and what comes of it; False when she leaves."""
        try:
            seen = self._seen()
        except KgquizError as error:
            wish = _played(trouble_flow(say(error.message), self))
            if wish is None:
                raise
        else:
            wish = self._wish(seen)
        return wish is not None and self._does(wish)

    def _wish(self, seen: Glance) -> Wish | None:
        told = self._told()
        return _played(home_flow(seen, self, told))

    def _does(self, *wishes: Wish) -> bool:
        """Do it, and let her read what it left before the menu covers it; False when she leaves."""
        is_said = False
        for wish in wishes:
            try:
                with Desk(self.world) as desk:
                    is_said = do(desk, wish) or is_said
            except KgquizError as error:
                tell_error(error)
                is_said = True
            except Ended:
                raise
            except typer.Exit:  # left with Ctrl-C, after saying what was saved: back to the menu
                is_said = True
        return goes_on() if is_said else True

    def _welcome(self, *, asks_language: bool) -> bool:
        """Meet a new student; False when she leaves."""
        asks_language = asks_language and not self._has_language()
        wishes = _played(Welcome(self.world, asks_language, self._has_cards()).flow())
        if wishes is None:
            return False
        with suppress(KgquizError), Desk(self.world) as desk:  # where nothing can be kept, what she wished says so
            note_welcome(desk)
        return self._does(*wishes)

    def _has_language(self) -> bool:
        with Desk(self.world) as desk:
            return has_language(desk)

    def _is_new(self) -> bool:
        try:
            with Desk(self.world) as desk:
                found = is_new(desk)
                if found:
                    desk.store.must_keep()
                return found
        except KgquizError:
            return False  # the menu tells why

    def _has_cards(self) -> bool:
        try:
            return bool(self._seen())
        except KgquizError:
            return False

    def _seen(self) -> Glance:
        with Desk(self.world) as desk:
            seen = glance(desk)
            if seen.is_new:
                desk.store.must_keep()
            return seen

    def _told(self) -> list[str]:
        """What was noticed on the way, said here and not again."""
        told = [visible(say(notice)) for notice in self.world.notices]
        self.world.notices.clear()
        return told


def _played(flow: Flow[T]) -> T:
    return play(flow, plain=False)
