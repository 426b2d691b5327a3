"""The painter of each kind of scene, found by its class; the painters' own modules register theirs."""

from __future__ import annotations

from functools import singledispatch

from rich.console import RenderableType

from kgquiz.terminal.scene import Scene


@singledispatch
def painted(scene: Scene, width: int) -> RenderableType:
    """What stands on a screen of so many columns."""
    missing = f"no painter for {type(scene).__name__} at {width} columns"
    raise NotImplementedError(missing)


@singledispatch
def foot_of(_scene: Scene) -> RenderableType | None:
    """What stays in view below it, however long the rest is."""
    return None
