"""Asking for the password of a server: on a terminal, unseen, and never out of the words of the command."""

from __future__ import annotations

import sys

import typer

from kgquiz.lang import _


def asked_password() -> str | None:
    """What she types; None where there is no terminal to ask on."""
    if not sys.stdin.isatty():
        return None
    return str(typer.prompt(_("Password"), hide_input=True, err=True))
