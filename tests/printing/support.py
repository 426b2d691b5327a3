"""What is printed in these tests, and how it is looked at."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.support import Person

HOSTILE = '#emph[x] *a* _b_ $a^2$ #import "x" @ref <y> \\n // z `q` = h'
DECK = """\
deck: every
title: Бардык түрлөр
sections: [{id: s1, title: Биринчи бөлүм, page: 1}]
cards:
- {id: a.choice, type: choice, from: a, page: 3, section: s1, prompt: Кайсынысы өзөн?,
    answer: Чүй, wrong: [Ала-Тоо, Бишкек, Ош]}
- {id: b.multi, type: multi, from: b, page: 4, section: s1, prompt: Кайсылары көл?,
    answers: [Ысык-Көл, Соң-Көл], wrong: [Нарын, Кеңеш]}
- {id: c.tf, type: truefalse, from: c, page: 5, section: s1, statement: Ала-Арча — парк., answer: 'true'}
- {id: d.typed, type: typed, from: d, page: 6, section: s1, prompt: 'HOSTILE', answer: Үңкүр, accept: [Ү]}
- {id: e.cloze, type: cloze, from: e, page: 7, section: s1, text: 'Талас {{дарыя}} жана {{шаар}} болуп эсептелет.'}
- {id: f.order, type: order, from: f, page: 8, section: s1, prompt: Ырааттап чыгыңыз., items: [жаз, жай, күз, кыш]}
- {id: g.match, type: match, from: g, page: 9, section: s1, prompt: Жуптаңыз.,
    pairs: {мэр: шаар, аким: район, депутат: палата}}
- {id: h.recall, type: recall, from: h, page: 10, section: s1, term: Өкмөт,
   meaning: Аткаруу бийлиги., points: [аткаруу, бийлик]}
- {id: i.outline, type: outline, from: i, page: 11, section: s1, prompt: Эки себебин жазыңыз., points: [бири, экинчиси]}
"""
EXAM = """\
exam: all
title: Баары бир жолу
minutes: 30
sections:
- {title: Суроолор, decks: [every], count: 9, points: 1.5}
"""


def prints(person: Person, *words: str) -> None:
    said = person.types("print", *words)
    assert said.code == 0, said.err


def pages(file: Path) -> list[str]:
    """The text of every page, with single spaces."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
