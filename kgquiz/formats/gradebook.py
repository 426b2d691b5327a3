"""A table of figures as CSV or XLSX: texts stay texts, numbers numbers, and no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from kgquiz.formats.base import MissingLibrary

_NAME = "xlsx"
Cell = str | int | float | None
_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
"""What a spreadsheet takes for the beginning of a formula in CSV: such a text is written with ' before it."""
_LONGEST_CELL = 32_767


def csv_table(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """CSV in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow([_plain(title) for title in titles])
    table.writerows([[_plain(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return f"{cell:.10g}"
    return f"'{cell}" if _FORMULA.match(cell) else cell


def xlsx_table(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet. Raises MissingLibrary."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingLibrary(_NAME) from error
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "text_wrap": True})
        sheet = book.add_worksheet("kgquiz")
        sheet.freeze_panes(1, 1)
        for column, title in enumerate(titles):
            sheet.set_column(column, column, 24 if column == 0 else 14)
            sheet.write_string(0, column, title[:_LONGEST_CELL], bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell[:_LONGEST_CELL], text)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    return data.getvalue()
