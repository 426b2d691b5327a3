"""Pieces of SQL statements."""

from __future__ import annotations


def marks(count: int) -> str:
    """`?, ?, ?` for a statement with `count` values."""
    return ", ".join("?" * count)
