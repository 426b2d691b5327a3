from __future__ import annotations

from kgquiz.cards.kyrgyz.fits import Level
from kgquiz.cards.kyrgyz.lexicon import collisions
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.marker import EMPTY, Lexicon
from tests.cards.kyrgyz.words import RUSSIAN_KEYBOARD

TERMS = ["Айыл өкмөтү", "Айыл башчысы", "Айыл аймагы", "Мэр", "Мэрия", "Мамлекеттик кызмат", "Өкмөт"]


def nearest(typed: str, *terms: str) -> tuple[Level, str] | None:
    found = Lexicon.of(terms or TERMS).nearest(read(typed))
    return (found.level, found.term) if found else None


def test_a_term_is_found_by_spelling_keyboard_ending_and_shared_stem() -> None:
    assert nearest("айыл  өкмөтү") == (Level.SAME, "Айыл өкмөтү")
    assert nearest("айыл окмоту") == (Level.FOLDED, "Айыл өкмөтү")
    assert nearest("мамлекеттик кызматтар") == (Level.INFLECTED, "Мамлекеттик кызмат")
    assert nearest("айыл өкмөт") == (Level.RELATED, "Айыл өкмөтү")


def test_what_is_no_term_is_not_found() -> None:
    assert nearest("айыл") is None
    assert nearest("мэрдик") is None
    assert EMPTY.nearest(read("мэр")) is None


def test_terms_that_fold_or_inflect_into_each_other_collide() -> None:
    terms = ["Согуш", "сөгүш", "Салык", "салыктар", "Мэр", "Мэрия", "мэр"]
    assert collisions(terms) == (("Салык", "салыктар"), ("Согуш", "сөгүш"))


def test_terms_of_a_deck_do_not_collide_with_themselves() -> None:
    assert collisions([*TERMS, *(term.upper() for term in TERMS)]) == ()


def test_names_of_one_thing_do_not_collide_and_are_not_another_term() -> None:
    groups = [("Айыл өкмөтүнүн башчысы", "айыл өкмөт башчысы"), ("Мэр", "шаар башчысы")]
    assert collisions(groups) == ()
    own = {read("айыл өкмөтүнүн башчысы").key}
    assert Lexicon.of(groups).nearest(read("айыл өкмөт башчысы"), own) is None
    assert Lexicon.of(groups).nearest(read("шаардын башчысы"), own) is not None


def test_search_does_not_slow_down_with_the_number_of_terms() -> None:
    few = [f"{one} {two}" for one in ("укуктук", "саясий") for two in ("салык", "бюджет", "кеңеш")]
    many = few + [f"{chr(1072 + n // 26)}{chr(1072 + n % 26)}сөз бөлүк{n}" for n in range(600)]
    assert _steps("саясий кеңештин", many) <= _steps("саясий кеңештин", few) + 5


def _steps(typed: str, terms: list[str]) -> int:
    tally = Tally()
    Lexicon.of(terms).nearest(read(typed.translate(RUSSIAN_KEYBOARD)), tally=tally)
    return tally.steps
