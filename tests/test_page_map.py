from __future__ import annotations

from tests.page_map import PAGE, page_map


def test_the_page_map_is_that_of_the_content() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_map()
