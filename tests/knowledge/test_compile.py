from __future__ import annotations

from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.knowledge.compile import compile_chapters
from kgquiz.knowledge.content import Chapter, Term, parse_chapter
from kgquiz.knowledge.deck import Deck, parse_deck
from kgquiz.knowledge.write import deck_text

CHAPTER = """\
chapter: 6
title: Ресурстар
as_of: 2016-07-01
sections:
  - {id: s1, title: Каржы, page: 10}
  - {id: s2, title: Менчик, page: 20}
terms:
  - {id: lease, term: Ижара, definition: Акыга пайдалануу., page: 22, points: [акы, мөөнөт], confused_with: [sale],
     ru: аренда, en: lease, accept: [жалдоо], kind: process}
  - {id: sale, term: Сатуу, definition: Биротоло берүү., page: 22, kind: process}
  - {id: gift, term: Тартуу, definition: Акысыз берүү., page: 23, kind: process, never_with: [lease]}
  - {id: tax, term: Салык, definition: Милдеттүү төлөм., page: 12, kind: resource}
  - {id: long, term: Абдан узун беш сөздөн турган термин, definition: Башка., page: 12, kind: concept}
questions:
  - {id: q1, book: 1, page: 24, ask: Эмне үчүн?, points: [биринчи, {text: экинчи, page: 11}]}
facts:
  - {id: half, say: 'Бюджетте {{50%|жарымы}} калат.', wrong: [10%, 20%, 90%], page: 11}
  - {id: bare, say: 'Мөөнөтү — {{5 жыл}}.', page: 11}
sequences:
  - {id: steps, ask: Иретте., items: [а, б, в], page: 12}
groups:
  - {id: pairs, ask: Жупта., pairs: {Мэр: шаар, Аким: район}, page: 12}
  - {id: members, ask: Кайсылары?, members: [жер, мүлк], others: [акциз, киреше], page: 12}
"""


def chapter() -> Chapter:
    read = parse_chapter(CHAPTER.encode(), "content/ch6.yaml")
    assert read.chapter is not None, list(map(str, read.problems))
    return read.chapter


def deck() -> Deck:
    return compile_chapters([chapter()])[0]


def test_each_kind_of_item_gives_its_cards() -> None:
    by_item: dict[str, list[type]] = {}
    for card in deck().cards:
        by_item.setdefault(card.item, []).append(type(card))
    assert by_item["lease"] == [Recall, Choice, Typed]
    assert by_item["q1"] == [Outline]
    assert by_item["half"] == [Choice, Cloze, TrueFalse]
    assert by_item["bare"] == [Cloze]
    assert by_item["steps"] == [Order]
    assert by_item["pairs"] == [Match]
    assert by_item["members"] == [Multi]


def test_a_term_too_long_to_type_is_not_typed() -> None:
    assert Typed not in {type(card) for card in deck().cards if card.item == "long"}


def test_distractors_are_the_named_neighbours_first_and_never_the_excluded() -> None:
    choice = next(card for card in deck().cards if card.id == "lease.choice")
    assert isinstance(choice, Choice)
    assert choice.wrong[0] == "Сатуу"
    assert "Тартуу" not in choice.wrong
    assert "Ижара" not in choice.wrong


def test_a_name_that_is_accepted_is_no_distractor() -> None:
    twin = chapter()
    terms = (*twin.terms, Term(id="hire", term="Жалдоо", definition="Ошол эле.", page=22, kind="process"))
    (compiled,) = compile_chapters([Chapter(chapter=6, title="x", terms=terms)])
    choice = next(card for card in compiled.cards if card.id == "lease.choice")
    assert isinstance(choice, Choice)
    assert "Жалдоо" not in choice.wrong


def test_sections_follow_from_pages() -> None:
    assert {card.section for card in deck().cards if card.item == "lease"} == {"s2"}
    assert {card.section for card in deck().cards if card.item == "tax"} == {"s1"}


def test_a_point_from_another_page_names_it() -> None:
    outline = next(card for card in deck().cards if isinstance(card, Outline))
    assert outline.points == ("биринчи", "экинчи (11-б.)")


def test_a_step_may_tell_its_time_afterwards() -> None:
    dated = CHAPTER.replace("items: [а, б, в]", "items: [{text: а, when: '1991'}, б, {text: в, when: '2004'}]")
    read = parse_chapter(dated.encode(), "content/ch6.yaml")
    assert read.chapter is not None
    (compiled,) = compile_chapters([read.chapter])
    (order,) = (card for card in compiled.cards if isinstance(card, Order))
    assert order.items == ("а", "б", "в")
    assert order.solution() == ("1. а (1991)", "2. б", "3. в (2004)")
    text = deck_text(compiled, "content/ch6.yaml")
    assert parse_deck(text.encode(), "decks/ch6.yaml").deck == compiled


def test_an_author_may_say_what_true_or_false_claims() -> None:
    for claim, statement, answer in (
        ("true", "Бюджетте 50% калат.", "true"),
        ("20%", "Бюджетте 20% калат.", "false"),
        ("100%", "Бюджетте 100% калат.", "false"),
    ):
        read = parse_chapter(CHAPTER.replace("id: half,", f"id: half, claim: {claim},").encode(), "c.yaml")
        assert read.chapter is not None
        (compiled,) = compile_chapters([read.chapter])
        (said,) = (card for card in compiled.cards if isinstance(card, TrueFalse) and card.item == "half")
        assert (said.statement, said.answer) == (statement, answer)


def test_an_item_names_the_cards_whose_history_it_takes_over() -> None:
    read = parse_chapter(CHAPTER.replace("id: half,", "id: half, was: [part, ch4.share],").encode(), "c.yaml")
    assert read.chapter is not None
    (compiled,) = compile_chapters([read.chapter])
    cloze = next(card for card in compiled.cards if card.id == "half.cloze")
    assert cloze.was == ("part.cloze", "ch4/share.cloze")


def test_a_question_that_the_book_does_not_answer_says_so_in_its_tags() -> None:
    text = """
chapter: 1
title: T
sections: [{id: s1, title: S, page: 1}]
questions:
  - {id: q1, page: 1, kind: research, ask: Сайттан эмнени табасыз?, points: [сандар, жылдар], tags: [site]}
  - {id: q2, page: 1, kind: list, ask: Китепте эмнелер саналат?, points: [сандар, жылдар]}
"""
    read = parse_chapter(text.encode(), "x.yaml").chapter
    assert read is not None
    (compiled,) = compile_chapters([read])
    assert [card.tags for card in compiled.cards] == [("site", "research"), ()]


def test_compiling_twice_gives_the_same_text() -> None:
    assert deck_text(deck(), "content/ch6.yaml") == deck_text(deck(), "content/ch6.yaml")


def test_a_written_deck_reads_back_the_same() -> None:
    text = deck_text(deck(), "content/ch6.yaml")
    read = parse_deck(text.encode(), "decks/ch6.yaml")
    assert read.problems == ()
    assert read.deck == deck()


def test_one_more_item_changes_no_other_card() -> None:
    more = CHAPTER.replace("sequences:", "  - {id: extra, say: 'Жаңы {{факт}}.', page: 12}\nsequences:")
    read = parse_chapter(more.encode(), "content/ch6.yaml")
    assert read.chapter is not None
    (bigger,) = compile_chapters([read.chapter])
    assert [card for card in bigger.cards if card.item != "extra"] == list(deck().cards)


def test_an_item_can_ask_for_fewer_cards() -> None:
    fewer = CHAPTER.replace("id: half,", "id: half, cards: [choice],")
    read = parse_chapter(fewer.encode(), "content/ch6.yaml")
    assert read.chapter is not None
    (compiled,) = compile_chapters([read.chapter])
    assert [type(card) for card in compiled.cards if card.item == "half"] == [Choice]


def test_true_and_false_statements_are_about_as_many() -> None:
    facts = "".join(
        f"  - {{id: f{n}, say: 'Факт {n} — {{{{ооба}}}}.', wrong: [жок, балким, эч качан], page: 12}}\n"
        for n in range(200)
    )
    read = parse_chapter(f"chapter: 1\ntitle: t\nfacts:\n{facts}".encode(), "c.yaml")
    assert read.chapter is not None
    statements = [card for card in compile_chapters([read.chapter])[0].cards if isinstance(card, TrueFalse)]
    assert 80 < sum(card.answer == "true" for card in statements) < 120
