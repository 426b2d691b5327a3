"""Milliseconds to read a written answer of 200 words against seven points: python -m tests.bench.reading."""

from __future__ import annotations

from itertools import cycle, islice
from time import process_time

from kgquiz.cards.reading.written import read_written
from tests.cards.reading.made import cards

WORDS = 200


def bench_reading(rounds: int = 40) -> tuple[float, float]:
    """Milliseconds for the first answer to a card, and for one more to the same card."""
    drawn = [(card.question(), points) for _, card, points in cards() if len(points) == 7][:rounds]
    vocabulary = " ".join(f"{', '.join(points[::2])}." for _, points in drawn)
    words = cycle(vocabulary.split())
    texts = [" ".join(islice(words, WORDS)) for _ in range(2 * len(drawn))]
    read_written(texts[0], ("",), "")
    times = []
    for number, (prompt, points) in enumerate(drawn + drawn):
        started = process_time()
        read_written(texts[number], points, prompt)
        times.append((process_time() - started) * 1000)
    first, again = times[: len(drawn)], times[len(drawn) :]
    return sum(first) / len(first), sum(again) / len(again)


if __name__ == "__main__":
    print("{:.1f} ms for the first answer to a card, {:.1f} ms for another".format(*bench_reading()))
