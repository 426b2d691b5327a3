"""After a sitting: a backup, where one is due."""

from __future__ import annotations

from kgquiz.actions.desk import Desk
from kgquiz.lang import _
from kgquiz.terminal.output import busy


def keep_safe(desk: Desk, *, quiet: bool) -> None:
    """Make it now that nobody waits for a card."""
    from kgquiz.actions.sharing.backups import back_up_if_old

    with busy(_("Keeping a backup…"), quiet=quiet):
        back_up_if_old(desk)
