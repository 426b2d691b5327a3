"""Which terms a half-prepared student would confuse: the distractors of a choice card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from kgquiz.knowledge.content import Chapter, Term

DISTRACTORS = 3


class Neighbourhood:
    """All terms of the chapters compiled together, each under `chN.id`."""

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        self._terms = {f"{chapter.name}.{term.id}": term for chapter in chapters for term in chapter.terms}
        self._language = {chapter.name: chapter.language for chapter in chapters}
        self._other_names: dict[str, frozenset[str]] = {}
        for keys in (frozenset(map(_key, thing.names)) for chapter in chapters for thing in chapter.names):
            for key in keys:
                self._other_names[key] = self._other_names.get(key, frozenset()) | keys

    def distractors(self, chapter: Chapter, term: Term) -> tuple[str, ...]:
        """Three wrong terms: those the author names, then the most alike of its kind, own chapter first.

        Never the term itself, another name of it (in `accept` or `names:`), or one ruled out by `never_with`.
        """
        taken: dict[str, str] = {}
        own = {_key(name) for name in (term.term, *term.accept)}
        right = own.union(*(self._other_names.get(key, frozenset()) for key in own))
        for key in self._candidates(chapter, term):
            other = self._terms[key]
            if _key(other.term) not in right | taken.keys() and not self._excluded(chapter, term, key):
                taken[_key(other.term)] = other.term
            if len(taken) == DISTRACTORS:
                break
        return tuple(taken.values())

    def known(self, chapter: Chapter, reference: str) -> str | None:
        """The full key of a reference in `confused_with` or `never_with`; None when there is no such term."""
        key = reference if "." in reference else f"{chapter.name}.{reference}"
        return key if key in self._terms else None

    def _candidates(self, chapter: Chapter, term: Term) -> Iterator[str]:
        yield from filter(None, (self.known(chapter, name) for name in term.confused_with))
        own = [key for key in self._terms if key.startswith(f"{chapter.name}.")]
        elsewhere = [key for key in self._terms if self._is_of_another(key, chapter)]
        for keys in (own, elsewhere):
            yield from self._most_alike(term, (key for key in keys if self._terms[key].kind == term.kind))
        yield from self._most_alike(term, own)

    def _is_of_another(self, key: str, chapter: Chapter) -> bool:
        """Whether a term is of another chapter in the same language: a foreign word is ruled out by its looks."""
        name = key.partition(".")[0]
        return name != chapter.name and self._language[name] == chapter.language

    def _most_alike(self, term: Term, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda key: (-likeness(term.term, self._terms[key].term), key))

    def _excluded(self, chapter: Chapter, term: Term, key: str) -> bool:
        other = self._terms[key]
        own_key = f"{chapter.name}.{term.id}"
        other_chapter = key.partition(".")[0]
        ruled_out_here = key in {self.known(chapter, name) for name in term.never_with}
        there = {name if "." in name else f"{other_chapter}.{name}" for name in other.never_with}
        return key == own_key or ruled_out_here or own_key in there


def likeness(one: str, other: str) -> float:
    """How alike two terms look, 0..1: shared letters in order (Ratcliff–Obershelp)."""
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _key(term: str) -> str:
    return " ".join(term.casefold().split())
