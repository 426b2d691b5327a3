"""Rows that no kgquiz wrote: told apart from bugs of ours."""

from __future__ import annotations


class DamagedRow(Exception):
    """A row whose values cannot be read; its message names the row."""
