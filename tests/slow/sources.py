"""Sound files, from which hostile ones are made."""

from __future__ import annotations

from kgquiz.cards.registry import CARD_TYPES

NINE = "deck: nine\ntitle: Тогуз түр\nchapter: 6\ncards:\n" + "".join(kind.example for kind in CARD_TYPES)
CHAPTER = """\
chapter: 6
title: Ресурстар
part: 2
as_of: 2016-07-01
last_page: 232
unasked: {217: Кириш сөз.}
spelling: {ижаралоо: ижарага берүү}
sections:
  - {id: s1, title: Каржы, page: 217}
  - {id: s2, title: Менчик, page: 225}
names:
  - {id: lsg, names: [жергиликтүү өз алдынча башкаруу, ЖӨБ]}
terms:
  - {id: lease, term: Ижара, ru: аренда, en: lease, kind: process, page: 228, accept: [ижарага берүү],
     definition: Мүлктү акы үчүн убактылуу пайдаланууга берүү., points: [убактылуу, акы төлөнөт],
     confused_with: [sale], match: meaning}
  - {id: sale, term: Сатуу, kind: process, definition: Мүлктү акысы менен биротоло берүү., page: 227}
questions:
  - {id: q9, book: 9, page: 232, kind: definition, ask: Ижара деген эмне?,
     points: [{text: убактылуу берилет, page: 228}, {text: акы төлөнөт, page: 228}]}
facts:
  - {id: half, say: 'Салыктын {{50%}}ы жергиликтүү бюджетке калат.', wrong: [15%, 58%, 100%], page: 220}
sequences:
  - {id: steps, ask: Бюджеттин этаптары, items: [Долбоор, Талкуу, Бекитүү], page: 221}
groups:
  - {id: heads, ask: Ким кайда?, pairs: {Мэр: шаар, Айыл башчысы: айыл аймагы}, page: 226}
"""
EXAM = """\
exam: mid
title: Аралык
minutes: 35
pass_mark: 60
clock: running
certainty: true
sections:
  - {id: a, title: Тандоо, decks: [nine], types: [choice, truefalse, multi], count: 1, points: 1}
  - {id: b, title: Жазуу, decks: [nine, small], types: [typed, cloze], count: 1, points: 1.5}
"""
