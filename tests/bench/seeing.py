"""Finding and seeing over a large home, in a process of its own: python -m tests.bench.seeing HOME prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.cards import find_cards
from kgquiz.actions.search.why import why
from kgquiz.actions.statistics.figures import statistics
from kgquiz.actions.study.home import glance
from kgquiz.terminal.search.browser import Browser
from tests.bench.data import world_of
from tests.terminal.test_browser import Screen

QUERIES = (
    "башкаруу",
    "окмот",
    "мамлекеттик кызмат",
    "is:due",
    "is:missed",
    "recall<80% type:typed",
    "page:100-118",
    "мэр шаар",
)
"""Words in few and in many cards, states, places."""
_ROUNDS = 5
_PRESSES = 20


def seen(home: Path) -> dict[str, Any]:
    """Seconds of the slowest query, of `stats`, `why` and a key in the list; what the index took."""
    world = replace(world_of(home), shipped=home / "some")

    def at_a_desk(action: Callable[[Desk], object]) -> float:
        with Desk(world) as desk:
            assert desk.store.path.is_file()
            start = perf_counter()
            action(desk)
            return perf_counter() - start

    at_a_desk(lambda desk: find_cards(desk, ["page:1"], limit=1))
    queries = {
        query: median(at_a_desk(lambda desk, query=query: find_cards(desk, [query], limit=40)) for _ in range(_ROUNDS))  # type: ignore[misc]
        for query in QUERIES
    }
    with Desk(world) as desk:
        key = desk.store.decks.keys([1])[0]
    slowest = max(queries, key=lambda query: queries[query])
    return {
        "slowest": slowest,
        "cards": queries[slowest],
        "why": median(at_a_desk(lambda desk: why(desk, key)) for _ in range(_ROUNDS)),
        "stats": median(at_a_desk(statistics) for _ in range(3)),
        "key": at_a_desk(_pressed) / _PRESSES,
        "confused": at_a_desk(lambda desk: find_cards(desk, ["is:confused"], limit=40)),
        "home": median(at_a_desk(glance) for _ in range(3)),
    }


def _pressed(desk: Desk) -> None:
    """The list, the cursor moved some lines down, every card drawn on the way."""
    with create_pipe_input() as pipe, create_app_session():
        browser = Browser(desk, "башкаруу", input=pipe, output=Screen(120, 40))
        for _ in range(_PRESSES):
            browser.at += 1
            browser._list()  # noqa: SLF001 - what a key has drawn
            browser._card()  # noqa: SLF001 - the same


def indexed(home: Path) -> None:
    """The search index made from nothing, as by the first search."""
    for file in home.glob("search.db*"):
        file.unlink()
    with Desk(replace(world_of(home), shipped=home / "some")) as desk:
        find_cards(desk, ["page:1"], limit=1)


if __name__ == "__main__":
    if sys.argv[2:] == ["index"]:
        indexed(Path(sys.argv[1]))
    else:
        print(json.dumps(seen(Path(sys.argv[1]))))
