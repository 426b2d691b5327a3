"""Words and pairs for the tests of the Kyrgyz rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
PAIRS = ROOT / "tests" / "data" / "kyrgyz"
RUSSIAN_KEYBOARD = str.maketrans("өүңӨҮҢ", "оунОУН")

_LEMMAS = """
мамлекет бийлик салык талап укук өкмөт кеңеш кызмат бюджет мыйзам орган башкаруу аймак деңгээл көзөмөл жамаат
администрация төрага мүчө бөлүм өкүл шайлоо чыгым киреше тартип жооп райондор губернатор токтом жарлык менчик
министр фракция депутат мөөнөт жобо программа кызматчы коллегия регламент сот мэр жер мүлк шаар долбоор
"""
LEMMAS = _LEMMAS.split()


def pairs(name: str) -> list[tuple[str, str]]:
    """(lemma, form) of a list beside the checkout; the test is skipped where that is missing."""
    path = PAIRS / name
    if not path.exists():
        pytest.skip("the word lists are not beside the checkout")
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(lemma, form) for lemma, form in rows]


@cache
def _terms() -> list[dict[str, Any]]:
    """The terms of the content files as they stand there; read once."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").glob("ch*.yaml")))
    return [item for text in texts for item in yaml.load(text, Loader=loader)["terms"]]  # noqa: S506 - no objects


def book_terms() -> list[str]:
    """The terms of the content files, each once."""
    return list(dict.fromkeys(item["term"] for item in _terms()))


def names_of_one_thing() -> set[frozenset[str]]:
    """Pairs of terms of which the content itself accepts one for the other: three chapters each teach the аким."""
    spelled = {term.casefold(): term for term in book_terms()}
    pairs: set[frozenset[str]] = set()
    for item in _terms():
        same = {spelled[name.casefold()] for name in item.get("accept", ()) if name.casefold() in spelled}
        pairs |= {frozenset((item["term"], other)) for other in same}
    return pairs
