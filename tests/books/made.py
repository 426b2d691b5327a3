"""A little book of another subject, made for the tests, and the files it is kept in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

FIRST = """\
1-БАП. БАЛ ААРЫЛАР

Баптын мазмуну:
1. Аары уюгунун түзүлүшү
2. Бал чогултуу
Негизги терминдер
Текшерүүчү суроолор
Адабият

1. Аары уюгунун түзүлүшү

Уюк – бул аарылар жашаган жана балын сактаган үй. Анда бир энелик аары,
миңдеген жумушчу аарылар жана бир нече жүз эркек аары болот. Уюктун эшиги
түштүк тарапты караганы жакшы, анткени эртең мененки күн аны тез жылы-
тат жана аарылар эрте учуп чыгат.
"""
SECOND = """\
Жумушчу аарынын өмүрү үч баскычтан турат:
1) уюктун ичин тазалоо;
2) личинкаларды тамактандыруу;
3) гүл ширесин ташуу.

2. Бал чогултуу

Гүл ширесинен жасалган таттуу азык бал деп аталат. Бир уюк жайында
40 килограммга чейин бал берет. Биринчи алкактуу уюкту 1814-жылы Петро
Прокопович ойлоп тапкан. Балдын 18%ы суудан турат.
"""
THIRD = """\
Негизги терминдер
• Уюк
• Бал
• Энелик
  аары

Текшерүүчү суроолор
1. Уюк деген эмне жана анда
кимдер жашайт?
2. Бал кантип жасалат?

Адабият
1. Асанов Б. Аарычылык.
"""
SHEETS = (FIRST, SECOND, THIRD)
PAGES = (41, 42, 43)
TERMS = ["Уюк", "Бал", "Энелик аары"]
QUESTIONS = ["Уюк деген эмне жана анда кимдер жашайт?", "Бал кантип жасалат?"]
SECTIONS = ["Аары уюгунун түзүлүшү", "Бал чогултуу"]


def text(sheets: Sequence[str] = SHEETS, first: int = PAGES[0]) -> bytes:
    """Pages divided by form feeds, each with its number at the foot."""
    return "\f".join(f"{sheet}\n{first + at}\n" for at, sheet in enumerate(sheets)).encode()


def docx(sheets: Sequence[str] = SHEETS, first: int = PAGES[0]) -> bytes:
    """A Word file with real paragraphs, and a break before each page but the first."""
    from docx import Document
    from docx.enum.text import WD_BREAK
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    for at, sheet in enumerate(sheets):
        for place, block in enumerate(sheet.strip("\n").split("\n\n")):
            paragraph = document.add_paragraph()
            if at and not place:
                paragraph.add_run().add_break(WD_BREAK.PAGE)
            paragraph.add_run(block)  # a line end within it becomes a soft break
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), str(first))
    document.sections[0]._sectPr.append(number)  # noqa: SLF001 - python-docx gives no other way
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


_TYPST = """\
#let data = json(bytes(sys.inputs.at("data")))
#set page(width: 21cm, height: 60cm, margin: 1.5cm, numbering: "1")
#set text(font: "Libertinus Serif", size: 9pt, hyphenate: false)
#set par(leading: 4pt)
#counter(page).update(data.first)
#for (at, sheet) in data.sheets.enumerate() {
  if at > 0 { pagebreak() }
  for line in sheet { if line == "" { v(6pt) } else { block(spacing: 4pt, line) } }
}
"""


def pdf(sheets: Sequence[str] = SHEETS, first: int = PAGES[0]) -> bytes:
    """A typeset PDF with its page numbers at the foot."""
    import json

    import typst

    lines = [[" ".join(line.split()) for line in sheet.split("\n")] for sheet in sheets]
    data = json.dumps({"first": first, "sheets": lines}, ensure_ascii=False)
    return bytes(typst.compile(_TYPST.encode(), sys_inputs={"data": data}, ignore_system_fonts=True))


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = (
    """<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{order}</spine></package>"""
)
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>
<body>{body}</body></html>"""


def epub(sheets: Sequence[str] = SHEETS, first: int = PAGES[0], *, pages: bool = True) -> bytes:
    """An EPUB, a file a page, with the printed page numbers marked where wanted."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        names = [f"page {at}.xhtml" for at in range(len(sheets))]
        items = "".join(f'<item id="i{at}" href="page%20{at}.xhtml"/>' for at in range(len(names)))
        order = "".join(f'<itemref idref="i{at}"/>' for at in range(len(names)))
        archive.writestr("OEBPS/book.opf", PACKAGE.format(items=items, order=order))
        for at, sheet in enumerate(sheets):
            mark = f'<span epub:type="pagebreak" title="{first + at}"/>' if pages else ""
            blocks = sheet.strip("\n").split("\n\n")
            body = "".join(f"<p>{escape(block).replace(chr(10), '<br/>')}</p>" for block in blocks)
            archive.writestr(f"OEBPS/{names[at]}", PAGE.format(body=mark + body))
    return made.getvalue()


MAKERS = {"txt": text, "docx": docx, "pdf": pdf, "epub": epub}


def kept(folder: Path, kind: str) -> Path:
    """The made book as a file of a kind."""
    path = folder / f"bees.{kind}"
    path.write_bytes(MAKERS[kind]())
    return path
