from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.preview import PaperChanges, preview_exam
from kgquiz.errors import ExitCode
from kgquiz.exam.form import FormItem
from kgquiz.exam.paper import parse_paper
from kgquiz.printing.layout import PageFrame, item_values, key_lines
from kgquiz.printing.typeset import pdf
from tests.printing.support import HOSTILE, pages, prints
from tests.support import ROOT, Person, with_decks_read

pytestmark = pytest.mark.landing


def test_every_type_is_asked_on_paper_in_its_own_letters(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    text = " ".join(pages(Path("out/all-A.pdf")))
    for said in ("Кайсынысы өзөн?", "Соң-Көл", "Ысык-Көл", "Ала-Арча — парк.", "күз", "депутат", "Өкмөт", "палата"):
        assert said in text
    for said in ("Name:", "Group:", "Variant: A", "page 1 of", "1.5 points", "all · 7 · A", "Эки себебин жазыңыз."):
        assert said in text
    for told in ("Үңкүр", "Аткаруу бийлиги", "экинчиси", "дарыя"):
        assert told not in text
    assert "#let" not in text
    assert "sys.inputs" not in text


def test_what_looks_like_markup_in_a_deck_prints_as_it_stands(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    assert HOSTILE in " ".join(pages(Path("out/all-A.pdf")))
    prints(printer, "cards", "every", "-o", "cards.pdf")
    assert HOSTILE in " ".join(pages(Path("cards.pdf")))


def test_the_same_seed_gives_the_same_bytes(printer: Person) -> None:
    for folder in ("one", "two"):
        prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "-o", folder)
    names = sorted(path.name for path in Path("one").iterdir())
    assert len(names) == 7
    assert all(Path("one", name).read_bytes() == Path("two", name).read_bytes() for name in names)


def test_the_language_of_the_frame_size_and_type_can_be_chosen(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--language", "ru", "--paper", "letter", "--large", "-o", "out")
    assert "Вариант: A" in pages(Path("out/all-A.pdf"))[0]
    document = pypdfium2.PdfDocument("out/all-A.pdf")
    assert document[0].get_size() == (612, 792)
    document.close()


def test_variants_ask_the_same_items_in_other_orders_and_their_files_can_be_sat(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "3", "-o", "out")
    orders = []
    for code in "ABC":
        paper = parse_paper(Path(f"out/all-{code}.yaml").read_bytes(), "p.yaml").paper
        assert paper is not None
        orders.append([item.card for item in paper.items])
    assert len({tuple(order) for order in orders}) == 3
    assert len({frozenset(order) for order in orders}) == 1


def plain_frame() -> PageFrame:
    return PageFrame("a4", 11, "ky", str)


def saved(person: Person, file: str) -> tuple[FormItem, ...]:
    return person.asks(preview_exam, ExamOptions(names=(file,)), PaperChanges()).items


def test_the_key_of_a_choice_names_the_letter_beside_the_right_option_on_the_page(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "4", "-o", "out")
    keys = pages(Path("out/all-key.pdf"))
    for code, key in zip("ABCD", keys, strict=True):
        text = " ".join(pages(Path(f"out/all-{code}.pdf")))
        letter = next(
            found[1] for found in re.finditer(r"([a-d])\) (Чүй|Ала-Тоо|Бишкек|Ош)", text) if found[2] == "Чүй"
        )
        assert f"{letter}) Чүй p. 3" in key
        assert f"Variant: {code}" in key
        ticked = [
            found[1] for found in re.finditer(r"([a-d])\) (Ысык-Көл|Соң-Көл|Нарын|Кеңеш)", text) if "Көл" in found[2]
        ]
        assert re.search(rf"{ticked[0]}\) (Ысык|Соң)-Көл; {ticked[1]}\) (Ысык|Соң)-Көл", key)


def test_the_key_of_an_order_and_of_pairs_is_right_on_every_variant(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "3", "-o", "out")
    for code in "ABC":
        for item in saved(printer, f"out/all-{code}.yaml"):
            asked: dict[str, Any] = item_values(plain_frame(), 1, item)
            (key, *_) = key_lines(plain_frame(), item)
            given = dict(part.split() for part in key.split(", ")) if asked["kind"] in {"order", "pair"} else {}
            if asked["kind"] == "order":
                by_place = sorted(asked["options"], key=lambda one: int(given[one["letter"]]))
                assert [one["text"] for one in by_place] == ["жаз", "жай", "күз", "кыш"]
            if asked["kind"] == "pair":
                rights = {one["letter"]: one["text"] for one in asked["options"]}
                made = {one["text"]: rights[given[one["letter"]]] for one in asked["lefts"]}
                assert made == {"мэр": "шаар", "аким": "район", "депутат": "палата"}


def test_a_back_lies_behind_its_front_when_turned_over_the_long_edge(tmp_path: Path) -> None:
    cards = [{"front": f"бет{n}x", "back": f"арка{n}x", "place": ""} for n in range(11)]
    frame = plain_frame()
    file = tmp_path / "c.pdf"
    file.write_bytes(pdf("cards", frame.values("т") | {"cards": cards}))
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 4
    for n in range(11):
        front, back = (centre(document[n // 8 * 2 + side], f"{word}{n}x") for side, word in ((0, "бет"), (1, "арка")))
        width = document[0].get_size()[0]
        assert front[0] == pytest.approx(width - back[0], abs=width / 8)
        assert front[1] == pytest.approx(back[1], abs=20)
        assert (front[0] < width / 2) == (n % 2 == 0)
    document.close()


def centre(page: Any, text: str) -> tuple[float, float]:
    """Where a text stands on a page, in points."""
    held = page.get_textpage()
    at, _ = held.search(text).get_next()
    left, bottom, right, top = held.get_charbox(at)
    return (left + right) / 2, (bottom + top) / 2


def test_a_study_sheet_has_terms_and_facts_or_leaves_them_open(printer: Person) -> None:
    prints(printer, "sheet", "every", "-o", "full.pdf")
    prints(printer, "sheet", "every", "--blanks", "-o", "open.pdf")
    full, open_ = (" ".join(pages(Path(name))) for name in ("full.pdf", "open.pdf"))
    assert "Өкмөт — Аткаруу бийлиги." in full
    assert "Талас дарыя жана шаар" in full
    assert "Өкмөт" not in open_
    assert "дарыя" not in open_


def test_nothing_is_replaced_unasked(printer: Person) -> None:
    prints(printer, "sheet", "every", "-o", "s.pdf")
    assert printer.types("print", "sheet", "every", "-o", "s.pdf").code == ExitCode.CANNOT_WRITE
    prints(printer, "sheet", "every", "-o", "s.pdf", "--force")


@pytest.mark.skipif(not (ROOT / "decks" / "final.exam.yaml").is_file(), reason="the decks are not here")
@pytest.mark.parametrize("finals", [4, pytest.param(30, marks=pytest.mark.slow)])
def test_thirty_finals_would_print_in_ten_seconds_and_no_item_breaks_across_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], finals: int
) -> None:
    teacher = Person(with_decks_read(tmp_path / "home"), ROOT / "decks")
    start = time.process_time()
    prints(teacher, "paper", "final", "--seed", "7", "--variants", str(finals), "-o", str(tmp_path / "out"))
    spent = time.process_time() - start
    with capsys.disabled():
        print(f"\n{finals} finals with sheets and key: {spent:.1f} s")
    assert spent < max(4, finals / 3)
    held = pages(tmp_path / "out" / "final-B.pdf")
    items = saved(teacher, str(tmp_path / "out" / "final-B.yaml"))
    for item in items:
        whole = [item.card.question(), *(one["text"] for one in item_values(plain_frame(), 1, item)["options"])]
        pieces = [" ".join(text.split()) for text in whole if text not in {"True", "False"}]
        assert any(all(_squeezed(piece) in _squeezed(page) for piece in pieces) for page in held), item.key


def _squeezed(text: str) -> str:
    """Without spaces and hyphens, which a line's end may take or add."""
    return re.sub(r"[\s\-\u00ad\ufffe]", "", text)


_OPTION = re.compile(r"(?<!\w)([a-h])\) ")
_NUMBERED = re.compile(r"(?<!\w)(\d)\. ")
_FRAME = re.compile(r"final · \d+ · [A-D] page \d+ of \d+")


def _between(text: str, number: int) -> str:
    """What stands on a paper or key between a number and the next one that counts on."""
    start = re.search(rf"(?<![\d.,]){number}\. (?=\S)", text)
    assert start is not None, number
    end = re.search(rf"(?<![\d.,]){number + 1}\. (?=\S)", text[start.end() :])
    return text[start.end() : start.end() + end.start()] if end else text[start.end() :]


def _named(mark: re.Pattern[str], text: str) -> dict[str, str]:
    """What stands behind each letter or number, without spaces."""
    pieces = mark.split(text)
    return {name: _squeezed(said) for name, said in zip(pieces[1::2], pieces[2::2], strict=True)}


def _told_by_key(kind: str, asked: str, told: str) -> list[str]:
    """The texts on the paper that the key's letters and numbers name, in the key's order."""
    options = _named(_OPTION, asked)
    if kind == "order":
        places = {place: letter for letter, place in re.findall(r"\b([a-h]) (\d)\b", told)}
        return [options[places[place]] for place in sorted(places)]
    if kind == "match":
        lefts = _named(_NUMBERED, _OPTION.split(asked)[0])
        return [f"{lefts[left]}={options[right]}" for left, right in re.findall(r"\b(\d) ([a-h])\b", told)]
    return [options[letter] for letter in _OPTION.findall(told)]


def _right(kind: str, card: Any) -> list[str]:
    if kind == "match":
        return [f"{_squeezed(left)}={_squeezed(right)}" for left, right in card.pairs.items()]
    texts = [card.answer] if kind == "choice" else card.answers if kind == "multi" else card.items
    return [_squeezed(text) for text in texts]


@pytest.mark.skipif(not (ROOT / "decks" / "final.exam.yaml").is_file(), reason="the decks are not here")
def test_the_keys_of_four_finals_name_what_is_right_on_each_paper(tmp_path: Path) -> None:
    teacher = Person(with_decks_read(tmp_path / "home"), ROOT / "decks")
    prints(teacher, "paper", "final", "--seed", "11", "--variants", "4", "-o", str(tmp_path / "out"))
    keys = re.split(r"(?=[^.]{0,60}Variant: [A-D])", " ".join(pages(tmp_path / "out" / "final-key.pdf")))
    compared: Counter[str] = Counter()
    for code in "ABCD":
        key = next(one for one in keys if f"Variant: {code}" in one)
        paper = _FRAME.sub(" ", " ".join(pages(tmp_path / "out" / f"final-{code}.pdf")))
        for number, item in enumerate(saved(teacher, str(tmp_path / "out" / f"final-{code}.yaml")), 1):
            kind = item.card.type
            if kind not in {"choice", "multi", "order", "match"}:
                continue
            told = _told_by_key(kind, _between(paper, number), _between(key, number))
            right = _right(kind, item.card)
            pairs = zip(told, right, strict=True) if kind == "order" else zip(sorted(told), sorted(right), strict=True)
            assert all(one.startswith(other) for one, other in pairs), (code, number, told, right)
            compared[kind] += 1
    assert min(compared[kind] for kind in ("choice", "multi", "order", "match")) >= 4
    assert compared.total() > 60
