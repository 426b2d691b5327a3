"""Scenes on terminals of odd sizes."""

from __future__ import annotations

import io

from rich.console import Console

from kgquiz.terminal.exam.scenes import OverviewScene
from kgquiz.terminal.painting.painters import painted
from kgquiz.terminal.scenes.frame import Frame


def test_the_overview_shows_every_number_on_a_narrow_terminal_too() -> None:
    frame = Frame("Overview", "Final", 0, 40)
    scene = OverviewScene(frame, [(False, False)] * 40, 0, lambda: ("10:00", None))
    out = io.StringIO()
    Console(file=out, width=40).print(painted(scene, 40))
    shown = out.getvalue().replace("○", " ").split()
    assert {str(number) for number in range(1, 41)} <= set(shown)
    scene.press("down")
    assert scene.cursor == 5
