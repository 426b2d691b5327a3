"""What a new content file, deck or exam begins with, and the templates of new items, in the author's language.

They are files for people to write on, no messages: each stands whole in its language, and passes the check as it is.
"""

from __future__ import annotations

CONTENT = {
    "ky": """\
# yaml-language-server: $schema=content.schema.json
# Бир главанын мазмуну: эмне үйрөтүлөт. Карталарды 'kgquiz build' өзү түзөт.
# Ар бир пункттун id'си бар; жарыялангандан кийин аны өзгөртпөңүз: студенттин жооптору ошого байланган.
# Баары: docs/content.md. Текшерүү: kgquiz check. Көрүп туруп жазуу: kgquiz write {file}
id: {name}   # топтомдун аты, кийин өзгөртпөңүз
chapter: {chapter}
title: {title}
language: ky
sections:
  - {{id: s1, title: Биринчи бөлүм, page: 1}}

# Терминдер: 'kgquiz' маанисин айттырат, терминди жаздырат жана окшоштордун ичинен тандатат.
# Аныктамада терминдин өзү болбосун.
# kind: body, post, act, process, system, principle, resource, right, status, place, concept
terms:
  - id: example-term
    term: Бюджет
    definition: Кирешелер менен чыгашалардын белгилүү мөөнөткө бекитилген планы.
    points: [кирешелер жана чыгашалар, белгилүү мөөнөткө]   # толук жоопто эмне болушу керек
    kind: act
    page: 1

# Суроолор: жообу айтылат же жазылат, анан учурлары белгиленет.
questions:
  - id: example-question
    ask: Бюджет эмне үчүн алдын ала бекитилет?
    points: [акча жетпей калбашы үчүн, кайда жумшалары көрүнүшү үчүн]
    page: 1

# Фактылар: боштук кош кашаанын ичинде; | белгисинен кийин дагы кандай жооп туура экени.
facts:
  - id: example-fact
    say: 'Бюджет {{{{бир|1}}}} жылга бекитилет.'
    wrong: [эки, үч, беш]
    page: 1

# Ирети бар нерселер: sequences. Жуптар же топко киргендер: groups.
""",
    "ru": """\
# yaml-language-server: $schema=content.schema.json
# Содержание главы: чему она учит. Карточки из него составляет 'kgquiz build'.
# У каждого пункта есть id; после публикации не меняйте его: к нему привязаны ответы студентов.
# Подробно: docs/content.md. Проверка: kgquiz check. Писать и сразу видеть: kgquiz write {file}
id: {name}   # имя колоды; позже его не меняйте
chapter: {chapter}
title: {title}
language: ru
sections:
  - {{id: s1, title: Первый раздел, page: 1}}

# Термины: kgquiz просит сказать значение, написать термин и выбрать его среди похожих.
# Самого термина в определении быть не должно.
# kind: body, post, act, process, system, principle, resource, right, status, place, concept
terms:
  - id: example-term
    term: Бюджет
    definition: Утверждённый на определённый срок план доходов и расходов.
    points: [доходы и расходы, на определённый срок]   # что должно быть в полном ответе
    kind: act
    page: 1

# Вопросы: ответ говорят или пишут, затем отмечают пункты.
questions:
  - id: example-question
    ask: Зачем бюджет утверждают заранее?
    points: [чтобы хватило денег, чтобы было видно, на что они пойдут]
    page: 1

# Факты: пропуск стоит в двойных скобках; после | — другие верные ответы.
facts:
  - id: example-fact
    say: 'Бюджет утверждают на {{{{один|1}}}} год.'
    wrong: [пять, десять, семь]
    page: 1

# Что имеет порядок: sequences. Пары или то, что входит в группу: groups.
""",
    "en": """\
# yaml-language-server: $schema=content.schema.json
# What a chapter teaches. 'kgquiz build' makes the cards from it.
# Every item has an id; keep it once it is published: students' answers hang on it.
# All of it: docs/content.md. To check: kgquiz check. To write and see: kgquiz write {file}
id: {name}   # the name of the deck; keep it
chapter: {chapter}
title: {title}
language: en
sections:
  - {{id: s1, title: First section, page: 1}}

# Terms: kgquiz asks for the meaning, has the term typed, and chosen among those like it.
# The definition does not hold the term.
# kind: body, post, act, process, system, principle, resource, right, status, place, concept
terms:
  - id: example-term
    term: Budget
    definition: A plan of income and spending that is approved for a certain time.
    points: [income and spending, for a certain time]   # what a full answer holds
    kind: act
    page: 1

# Questions: the answer is said or written, then its points are ticked.
questions:
  - id: example-question
    ask: Why is a budget approved in advance?
    points: [so that the money lasts, so that all can see where it goes]
    page: 1

# Facts: the blank stands in double braces; after | come other right answers.
facts:
  - id: example-fact
    say: 'A budget is approved for {{{{one|1}}}} year.'
    wrong: [five, ten, six]
    page: 1

# What has an order: sequences. Pairs, or what belongs to a group: groups.
""",
}

DECK = {
    "ky": """\
# yaml-language-server: $schema=deck.schema.json
# Топтом: эмне суралат. Ар бир картанын id'си бар; аны өзгөртпөңүз: студенттин жооптору ошого байланган.
# Карталардын тогуз түрү: docs/decks.md. Көрүп туруп жазуу: kgquiz write {file}. Окуу: kgquiz study {file}
deck: {name}
title: {title}
language: ky
cards:
- id: capital
  type: typed
  prompt: Кыргызстандын борбору кайсы шаар?
  answer: Бишкек
  page: 1
- id: second-city
  type: choice
  prompt: Калкынын саны боюнча экинчи шаар кайсы?
  answer: Ош
  wrong: [Талас, Нарын, Баткен]
  page: 1
""",
    "ru": """\
# yaml-language-server: $schema=deck.schema.json
# Колода: что спрашивается. У каждой карточки есть id; не меняйте его: к нему привязаны ответы студентов.
# Девять видов карточек: docs/decks.md. Писать и сразу видеть: kgquiz write {file}. Учить: kgquiz study {file}
deck: {name}
title: {title}
language: ru
cards:
- id: capital
  type: typed
  prompt: Какой город — столица Кыргызстана?
  answer: Бишкек
  page: 1
- id: second-city
  type: choice
  prompt: Какой город второй по населению?
  answer: Ош
  wrong: [Талас, Нарын, Баткен]
  page: 1
""",
    "en": """\
# yaml-language-server: $schema=deck.schema.json
# A deck: what is asked. Every card has an id; keep it: students' answers hang on it.
# The nine types of card: docs/decks.md. To write and see: kgquiz write {file}. To study: kgquiz study {file}
deck: {name}
title: {title}
language: en
cards:
- id: capital
  type: typed
  prompt: Which city is the capital of Kyrgyzstan?
  answer: Bishkek
  page: 1
- id: second-city
  type: choice
  prompt: Which city has the second largest population?
  answer: Osh
  wrong: [Talas, Naryn, Batken]
  page: 1
""",
}

EXAM = {
    "ky": """\
# Сынактын планы: эмнеден канча суроо. Баары: docs/exam.md
# Көрүү: kgquiz exam preview {file}. Тапшыруу: kgquiz exam {file}
exam: {name}
title: {title}
minutes: 20
pass_mark: 60   # өтүү үчүн пайыз
sections:
  - {{id: choose, title: Тандоо, decks: [{deck}], types: [choice, truefalse, multi], count: {choose}, points: 1}}
  - {{id: type, title: Жазуу, decks: [{deck}], types: [typed, cloze], count: {type}, points: 1}}
""",
    "ru": """\
# План экзамена: сколько вопросов и каких. Подробно: docs/exam.md
# Посмотреть: kgquiz exam preview {file}. Сдать: kgquiz exam {file}
exam: {name}
title: {title}
minutes: 20
pass_mark: 60   # сколько процентов нужно, чтобы сдать
sections:
  - {{id: choose, title: Выбор, decks: [{deck}], types: [choice, truefalse, multi], count: {choose}, points: 1}}
  - {{id: type, title: Письменно, decks: [{deck}], types: [typed, cloze], count: {type}, points: 1}}
""",
    "en": """\
# The plan of an exam: how many questions of what. All of it: docs/exam.md
# To see a paper: kgquiz exam preview {file}. To sit it: kgquiz exam {file}
exam: {name}
title: {title}
minutes: 20
pass_mark: 60   # percent that passes
sections:
  - {{id: choose, title: Choosing, decks: [{deck}], types: [choice, truefalse, multi], count: {choose}, points: 1}}
  - {{id: type, title: Writing, decks: [{deck}], types: [typed, cloze], count: {type}, points: 1}}
""",
}

_WORDS = {
    "ky": (
        "Термин",
        "Аныктама.",
        "Суроо?",
        "учур",
        "Сүйлөм {{боштук}} менен.",
        "башка",
        "Иретке салыңыз.",
        "кадам",
        "Дал келтириңиз.",
    ),
    "ru": (
        "Термин",
        "Определение.",
        "Вопрос?",
        "пункт",
        "Предложение с {{пропуском}}.",
        "другое",
        "Расставьте по порядку.",
        "шаг",
        "Соедините.",
    ),
    "en": (
        "Term",
        "Definition.",
        "Question?",
        "point",
        "A sentence with a {{blank}}.",
        "other",
        "Put them in order.",
        "step",
        "Match them.",
    ),
}


def item_template(kind: str, language: str, page: int) -> str:
    """A new item of a content file: `kind` is its list; {id} is filled in when it is put there."""
    term, meaning, ask, point, say, other, order, step, pair = _WORDS.get(language, _WORDS["en"])
    numbered = ", ".join(f"{step} {letter}" for letter in "ABC")
    rows = {
        "terms": f"term: {term}\ndefinition: {meaning}\npoints: [{point} A, {point} B]\nkind: concept",
        "questions": f"ask: {ask}\npoints: [{point} A, {point} B]",
        "facts": f"say: '{say}'\nwrong: [{other} A, {other} B, {other} C]",
        "sequences": f"ask: {order}\nitems: [{numbered}]",
        "groups": f"ask: {pair}\npairs: {{{step} A: {point} A, {step} B: {point} B, {step} C: {point} C}}",
    }
    return f"id: {{id}}\n{rows[kind]}\npage: {page}"


def card_template(card_type: str, language: str, page: int) -> str:
    """A new card of a deck."""
    term, meaning, ask, point, say, other, order, step, pair = _WORDS.get(language, _WORDS["en"])
    wrong = f"wrong: [{other} A, {other} B, {other} C]"
    rows = {
        "recall": f"term: {term}\nmeaning: {meaning}\npoints: [{point} A, {point} B]",
        "typed": f"prompt: {ask}\nanswer: {term}",
        "choice": f"prompt: {ask}\nanswer: {term}\n{wrong}",
        "multi": f"prompt: {ask}\nanswers: [{point} A, {point} B]\n{wrong}",
        "truefalse": f"statement: {meaning}\nanswer: 'true'",
        "cloze": f"text: '{say}'",
        "order": f"prompt: {order}\nitems: [{step} A, {step} B, {step} C]",
        "match": f"prompt: {pair}\npairs: {{{step} A: {point} A, {step} B: {point} B}}",
        "outline": f"prompt: {ask}\npoints: [{point} A, {point} B]",
    }
    return f"id: {{id}}\ntype: {card_type}\n{rows[card_type]}\npage: {page}"
