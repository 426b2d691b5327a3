"""book: one's own copies, indexed on this computer; the passage behind a card, a search, what no item cites."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, unreadable
from kgquiz.actions.library.sources import as_path
from kgquiz.actions.search.why import decks_with, find_card
from kgquiz.actions.world import World
from kgquiz.books.model import BookText
from kgquiz.books.passages import STEM, passages_of, stems, wider
from kgquiz.books.readers import read_book
from kgquiz.cards.base import Card
from kgquiz.errors import NotFound
from kgquiz.formats.base import CannotTake, Given
from kgquiz.key import CardKey, deck_of_key
from kgquiz.messages import N_
from kgquiz.storage.bookshelf import Bookshelf, ShelvedBook, ShelvedPassage
from kgquiz.storage.plain_files import open_plain
from kgquiz.value import dataclass

BOOKS = "books.db"
_CANDIDATES = 200
_SAME_PAGE, _NEXT_PAGE = 2.0, 1.0
"""How much more a passage on the card's page counts than one elsewhere, and one on the page beside it."""


@dataclass(frozen=True, slots=True)
class OwnBook:
    """A book that was added; `added` is an ISO day, `pages` 0 where the copy has none."""

    name: str
    file: str
    added: str
    pages: int
    lines: int


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage, the book it is of, and the stems that it was looked for by."""

    book: str
    page: int
    last_page: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The passages behind a card, best first; `answer` are the stems of its right answer."""

    card: CardKey
    question: str
    page: int
    by_page: bool
    wanted: tuple[str, ...]
    answer: tuple[str, ...]
    passages: tuple[FoundPassage, ...]


@dataclass(frozen=True, slots=True)
class UncitedPage:
    """A page that no item cites, and how its paragraphs begin."""

    page: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookCoverage:
    """What a deck cites of a book: pages of the chapter, those cited, and the others."""

    deck: str
    book: str
    first: int
    last: int
    cited: int
    uncited: tuple[UncitedPage, ...]


def shelf(world: World) -> Bookshelf:
    """The person's books."""
    return Bookshelf(world.home / BOOKS)


def opened_book(name: str) -> tuple[BookText, Path, str]:
    """A book that is named: its text, its file and its hash. Raises NotFound, CannotTake."""
    path = as_path(name)
    if path.is_dir():
        raise CannotTake(N_("{file} is a folder. Name the file of the book."), file=name)
    try:
        with open_plain(path) as stream:
            size = path.stat().st_size
            book = read_book(Given(path.name, stream, size))
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise NotFound(N_("There is no file '{name}'."), name=name) from error
    except OSError as error:
        raise unreadable(path, error) from error
    return book, path, digest


def add(world: World, name: str) -> OwnBook:
    """Read a book and keep its passages; a book of the same name is replaced."""
    book, path, digest = opened_book(name)
    kept = ((p.page, p.last_page, p.first, p.last, p.text, " ".join(stems(p.text))) for p in passages_of(book))
    with shelf(world) as books:
        books.add(
            path.stem,
            file=str(path.resolve()),
            digest=digest,
            added=world.now().date().isoformat(),
            pages=book.pages,
            lines=len(book.lines),
            passages=kept,
        )
        return next(_own(one) for one in books.books() if one.name == path.stem)


def listed(world: World) -> tuple[OwnBook, ...]:
    """The books that were added."""
    with shelf(world) as books:
        return tuple(map(_own, books.books()))


def _own(one: ShelvedBook) -> OwnBook:
    return OwnBook(one.name, one.file, one.added, one.pages, one.lines)


def remove(world: World, name: str) -> None:
    """Take a book out of the index; the file itself stays. Raises NotFound."""
    with shelf(world) as books:
        known = _some(books)
        if not books.remove(name):
            told = N_("No book is called '{name}'. Added are: {names}.")
            raise NotFound(told, name=name, names=", ".join(one.name for one in known))


def _some(books: Bookshelf) -> tuple[ShelvedBook, ...]:
    known = books.books()
    if not known:
        raise NotFound(N_("No book was added yet. Add your copy: kgquiz book add FILE (.txt, .docx, .pdf or .epub)"))
    return known


def show(desk: Desk, name: str, most: int = 3) -> Behind:
    """The passages behind a card. Raises NotFound where there is no such card or no book."""
    with shelf(desk.world) as books:
        known = _some(books)
        key = find_card(desk, name)
        deck = deck_of_key(key)
        cards = desk.store.decks.cards([one.id for one in decks_with(desk, key) if one.slug == deck])
        return passages_behind(books, known, key, cards[key], most)


def behind(world: World, key: CardKey, card: Card) -> Behind:
    """The passages behind a card that is at hand. Raises NotFound where there is no book."""
    with shelf(world) as books:
        return passages_behind(books, _some(books), key, card)


def passages_behind(books: Bookshelf, known: Sequence[ShelvedBook], key: CardKey, card: Card, most: int = 3) -> Behind:
    """By the card's page where a copy has pages, by search where it has none."""
    answer = tuple(dict.fromkeys(stems(" ".join(card.solution()))))
    wanted = tuple(dict.fromkeys((*stems(card.question()), *answer)))
    names = {book.id: book.name for book in known}
    found = ranked(books, known, wanted, card.page)[:most]
    return Behind(
        key,
        card.question(),
        card.page,
        any(book.pages for book in known) and card.page > 0,
        wanted,
        answer,
        tuple(_with_neighbours(books, one, names[one.book]) for one in found),
    )


def ranked(books: Bookshelf, known: Sequence[ShelvedBook], wanted: Sequence[str], page: int) -> list[ShelvedPassage]:
    """Passages that share most with what is wanted, those of the page before all others."""
    found = books.search(wanted, [one.id for one in known], _CANDIDATES)
    paged = {one.id for one in known if one.pages}
    best = max((score for _, score in found), default=1.0)

    def worth(passage: ShelvedPassage, score: float) -> float:
        if passage.book not in paged or not page:
            return score / best
        if passage.page <= page <= passage.last_page:
            return score / best + _SAME_PAGE
        return score / best + (_NEXT_PAGE if passage.page - 1 <= page <= passage.last_page + 1 else 0.0)

    scores = {passage: worth(passage, score) for passage, score in found}
    for book in known if page else ():
        for passage in books.passages(book.id, page, page) if book.pages else ():
            scores.setdefault(passage, _SAME_PAGE)
    return sorted(scores, key=lambda one: (-scores[one], one.id))


def search(world: World, text: str, most: int = 5) -> tuple[FoundPassage, ...]:
    """The passages in which words stand, in whatever form."""
    with shelf(world) as books:
        known = _some(books)
        names = {book.id: book.name for book in known}
        found = books.search(wider(text), list(names), most, begins=STEM - 1)
        if not found:
            raise NotFound(N_("No passage of your books has '{text}'. Try fewer or other words."), text=text)
        return tuple(_with_neighbours(books, one, names[one.book]) for one, _ in found)


def _with_neighbours(books: Bookshelf, passage: ShelvedPassage, name: str) -> FoundPassage:
    around = books.around(passage)
    before = "\n".join(one.text for one in around if one.id < passage.id)
    after = "\n".join(one.text for one in around if one.id > passage.id)
    return FoundPassage(name, passage.page, passage.last_page, passage.text, before, after)


def coverage(desk: Desk, name: str) -> BookCoverage:
    """The pages of a deck's chapter that none of its cards cites. Raises NotFound where no copy has pages."""
    with shelf(desk.world) as books:
        paged = [one for one in _some(books) if one.pages]
        if not paged:
            raise NotFound(N_("Your copy has no page numbers, so nothing can be said of its pages. Add a PDF of it."))
        deck = chosen_decks(desk, [name])[0]
        cards = desk.store.decks.cards([deck.id]).values()
        cited = {page for card in cards for page in _pages_of(card)}
        if not cited:
            raise NotFound(N_("The cards of '{name}' name no pages."), name=name)
        first, last = min(cited), max(cited)
        passages = books.passages(paged[0].id, first, last)
        if not any(cited.intersection(range(one.page, one.last_page + 1)) for one in passages):
            told = N_("No page that '{name}' cites is in your book '{book}'.")
            raise NotFound(told, name=name, book=paged[0].name)
        uncited = tuple(_uncited(passages, cited, first, last))
        inner = len({page for page in cited if first <= page <= last})
        return BookCoverage(deck.slug, paged[0].name, first, last, inner, uncited)


def _pages_of(card: Card) -> Iterator[int]:
    if card.page:
        yield card.page
    for pages in (getattr(card, "pages", ()),):
        yield from (page for page in pages if isinstance(page, int) and page)


_BEGINNING = 60


def _uncited(passages: Sequence[ShelvedPassage], cited: set[int], first: int, last: int) -> Iterator[UncitedPage]:
    for page in range(first, last + 1):
        if page not in cited:
            texts = [line for one in passages if one.page == page for line in one.text.split("\n")]
            yield UncitedPage(page, tuple(text[:_BEGINNING] for text in texts if len(text) > _BEGINNING // 2))
