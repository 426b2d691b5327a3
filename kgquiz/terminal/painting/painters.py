"""The painter of any scene: those of questions at once, since the first card waits for them, the others when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import RenderableType

from kgquiz.terminal.painting import painted as known
from kgquiz.terminal.painting import questions
from kgquiz.terminal.scene import Scene

__all__ = ["foot_of", "painted", "painter_of", "questions"]


def painted(scene: Scene, width: int) -> RenderableType:
    """What stands on a screen of so many columns."""
    return painter_of(type(scene))(scene, width)


def foot_of(scene: Scene) -> RenderableType | None:
    """What stays in view below it, however long the rest is."""
    painter_of(type(scene))
    return known.foot_of(scene)


def painter_of(kind: type[Scene]) -> Callable[[Any, int], RenderableType]:
    """The painter of this kind of scene; importing its module registers it."""
    if known.painted.dispatch(kind) is known.painted.dispatch(object):
        from kgquiz.terminal.painting import finding, pages  # noqa: F401 - after the first card
    return known.painted.dispatch(kind)
