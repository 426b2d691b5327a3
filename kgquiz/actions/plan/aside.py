"""A plan whose exam or decks are gone or broken: what needs no plan goes on without it, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import BadContent, left_out
from kgquiz.errors import CannotWrite, KgquizError, StoreError
from kgquiz.messages import N_, Message, message

T = TypeVar("T")


def set_aside_if_gone(desk: Desk, follow: Callable[[], T]) -> T | None:
    """What follows from the plan; None where what is planned for cannot be had, which is told at the end."""
    try:
        return follow()
    except (StoreError, CannotWrite):
        raise
    except KgquizError as error:
        told = N_("The plan is set aside, for its exam cannot be had: {why} {way_on}")
        desk.world.notice(message(told, why=_reason(error), way_on=_WAY_ON))
        return None


@contextmanager
def told_of_the_plan(desk: Desk) -> Iterator[None]:
    """Where the plan itself was asked for, its error stands, and the way on is told beside it."""
    try:
        yield
    except (StoreError, CannotWrite):
        raise
    except KgquizError:
        desk.world.notice(_WAY_ON)
        raise


_WAY_ON = message(N_("Plan for another exam: kgquiz plan NAME --exam DATE. Or forget the plan: kgquiz plan --clear"))


def _reason(error: KgquizError) -> Message:
    """Why, in one sentence: of a broken file its first mistake."""
    return left_out(error.file, error.problems[0]) if isinstance(error, BadContent) else error.message
