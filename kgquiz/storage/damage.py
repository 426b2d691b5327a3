"""Rows that no kgquiz wrote: told apart from bugs of ours."""

from __future__ import annotations

from kgquiz.messages import Message, message


class DamagedRow(Exception):
    """A row whose values cannot be read; `where` names it."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.where: Message = message(template, **values)
        super().__init__(str(self.where))
