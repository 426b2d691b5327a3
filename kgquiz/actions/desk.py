"""What a command hands its actions: the world outside, and the store, opened once."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from kgquiz.actions.world import World
from kgquiz.storage.store import Store


class Desk:
    """Made where a command starts and handed on; leaving it closes the store and puts its errors into sentences.

    The store is opened when something first asks for it: what needs no progress runs without.
    """

    def __init__(self, world: World, store: Store | None = None) -> None:
        self.world = world
        self._store = store
        self._opened = ExitStack()

    @property
    def store(self) -> Store:
        """The open store."""
        if self._store is None:
            self._store = self._opened.enter_context(Store.open(self.world.database, self.world.notice))
        return self._store

    def close(self) -> None:
        """Close the store; it is opened anew when something asks for it again."""
        self._store = None
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store = None
        self._opened.__exit__(kind, error, trace)
