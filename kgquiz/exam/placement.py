"""Which items can stand in which section when an item may stand only once: a bipartite matching.

Augmenting paths, as in Kuhn's Hungarian method; sections take as many items as they want.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def place(
    wanted: Sequence[int], eligible: Sequence[AbstractSet[str]], start: Sequence[AbstractSet[str]] = ()
) -> list[set[str]]:
    """As many items as can be placed, at most `wanted[i]` of `eligible[i]`, growing from `start`.

    What `start` holds stays placed, though perhaps in another section.
    """
    placed = [set(items) for items in start] or [set() for _ in wanted]
    for section, count in enumerate(wanted):
        while len(placed[section]) < count and _augment(section, placed, eligible):
            pass
    return placed


def _augment(section: int, placed: list[set[str]], eligible: Sequence[AbstractSet[str]]) -> bool:
    """Place one more item in a section, moving others along the shortest chain of sections."""
    holder = {item: index for index, items in enumerate(placed) for item in items}
    came: dict[int, tuple[int, str]] = {}
    waiting, seen = deque([section]), {section}
    while waiting:
        here = waiting.popleft()
        for item in sorted(eligible[here]):
            if item not in holder:
                _shift(section, here, item, came, placed)
                return True
            owner = holder[item]
            if owner not in seen:
                seen.add(owner)
                came[owner] = (here, item)
                waiting.append(owner)
    return False


def _shift(section: int, end: int, free: str, came: dict[int, tuple[int, str]], placed: list[set[str]]) -> None:
    """The free item goes to the end of the chain; each section on it gives one item to the one before."""
    placed[end].add(free)
    while end != section:
        before, item = came[end]
        placed[end].remove(item)
        placed[before].add(item)
        end = before
