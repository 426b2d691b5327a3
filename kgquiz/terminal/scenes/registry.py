"""The scene for each kind of prompt."""

from __future__ import annotations

from kgquiz.cards.base import Card
from kgquiz.cards.prompts import (
    Answer,
    Arrange,
    ChooseMany,
    ChooseOne,
    Pair,
    Prompt,
    Reveal,
    TickOff,
    Type,
)
from kgquiz.terminal.scene import Command
from kgquiz.terminal.scenes.arrange import ArrangeScene
from kgquiz.terminal.scenes.choose import ChooseManyScene, ChooseOneScene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.own_words import OwnWordsScene
from kgquiz.terminal.scenes.pair import PairScene
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.reveal import RevealScene
from kgquiz.terminal.scenes.typing import TypeScene


def scene_for(
    prompt: Prompt, card: Card, frame: Frame, commands: tuple[Command, ...], given: Answer = ()
) -> QuestionScene:
    """The scene that shows this prompt and collects its answer."""
    match prompt:
        case ChooseOne():
            return ChooseOneScene(prompt, frame, commands, given)
        case ChooseMany():
            return ChooseManyScene(prompt, frame, commands, given)
        case Type():
            return TypeScene(prompt, frame, commands, given)
        case Arrange():
            return ArrangeScene(prompt, frame, commands, given)
        case Pair():
            return PairScene(prompt, frame, commands, given)
        case Reveal() | TickOff():
            solution = card.solution()
            if isinstance(prompt, TickOff):
                written = OwnWordsScene(prompt, solution, frame, commands, given)
                written.language = card.language
                scene: QuestionScene = written
            else:
                scene = RevealScene(prompt, solution, frame, commands, given)
            return scene
