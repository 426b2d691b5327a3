"""Typed answers marked a second against a deck of 1,000 terms: python -m tests.bench.marking."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from kgquiz.cards.marker import Lexicon, mark_text

_ADJECTIVES = """
жергиликтүү мамлекеттик муниципалдык укуктук саясий коомдук республикалык райондук шаардык облустук негизги жалпы
атайын убактылуу туруктуу жогорку төмөнкү улуттук эларалык социалдык экономикалык административдик аткаруучу
өкүлчүлүктүү конституциялык
"""
_NOUNS = """
орган кызмат бюджет салык мыйзам башкаруу бийлик өкмөт кеңеш чечим токтом менчик көзөмөл укук тартип жамаат аймак
бөлүм өкүл мүнөз деңгээл өнүгүү администрация программа комиссия министрлик кызматчы шайлоо реформа каражат түзүм
аппарат жарандык милдет талап орун суроо келишим долбоор стандарт
"""
TERMS = tuple(f"{adjective} {noun}" for adjective in _ADJECTIVES.split() for noun in _NOUNS.split())
_RUSSIAN_KEYBOARD = str.maketrans("өүң", "оун")


def _swapped(text: str) -> str:
    return text[:4] + text[5] + text[4] + text[6:]


MIX: dict[str, Callable[[int, str], str]] = {
    "right": lambda _, term: term,
    "case": lambda _, term: f" {term.title()}",
    "inflected": lambda _, term: f"{term}лардын" if term[-1] in "аяуүо" else f"{term}дары",
    "keyboard": lambda _, term: term.translate(_RUSSIAN_KEYBOARD),
    "slip": lambda _, term: _swapped(term),
    "other term": lambda at, _: TERMS[(at * 7 + 3) % len(TERMS)],
    "wrong": lambda at, _: f"билбейм чынында {at}",
}


def bench_marking(rounds: int = 20) -> dict[str, float]:
    """Answers a second for each kind of answer and for the mix, with every term asked in turn."""
    lexicon = Lexicon.of(TERMS)
    rates: dict[str, float] = {}
    total = 0.0
    for kind, answer_of in MIX.items():
        answers = [(answer_of(at, term), term) for at, term in enumerate(TERMS)]
        started = process_time()
        for _ in range(rounds):
            for typed, term in answers:
                mark_text(typed, term, lexicon=lexicon)
        elapsed = process_time() - started
        total += elapsed
        rates[kind] = rounds * len(answers) / elapsed
    rates["mix"] = rounds * len(TERMS) * len(MIX) / total
    return rates


def main() -> None:
    """Print the rates."""
    started = process_time()
    Lexicon.of(TERMS)
    print(f"a lexicon of {len(TERMS):,} terms: {(process_time() - started) * 1000:.0f} ms")
    for kind, rate in bench_marking().items():
        print(f"{kind:>12}: {rate:>9,.0f} answers/s")


if __name__ == "__main__":
    main()
