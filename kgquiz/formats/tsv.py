"""TSV: the same table with tabs, as it is copied from a spreadsheet."""

from __future__ import annotations

from kgquiz.formats import delimited
from kgquiz.formats.base import Given, Made, Taken, Wanted


def read(given: Given) -> Taken:
    """The cards of a table with tabs."""
    return delimited.read(given)


def write(wanted: Wanted) -> Made:
    """The table with tabs."""
    return delimited.write(wanted, "\t")
