"""The hour at which a study day starts, found before anything else asks which day it is."""

from __future__ import annotations

from dataclasses import replace

from kgquiz.actions.world import World
from kgquiz.memory.study_day import ROLLOVER_HOUR
from kgquiz.storage.settings import Kept, peeked, whole

LATEST_START = 12
DAY_STARTS: Kept[int] = Kept("day-starts", ROLLOVER_HOUR, whole(0, LATEST_START))
"""Before this hour, local time, it is still yesterday."""


def with_day_start(world: World) -> World:
    """The world with its days starting at the hour that was set."""
    return replace(world, day_starts=peeked(world.database, DAY_STARTS))
