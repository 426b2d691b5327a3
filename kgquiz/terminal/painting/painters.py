"""All painters: importing this module registers each with its kind of scene."""

from __future__ import annotations

from kgquiz.terminal.painting import finding, pages, questions
from kgquiz.terminal.painting.painted import foot_of, painted

__all__ = ["finding", "foot_of", "pages", "painted", "questions"]
