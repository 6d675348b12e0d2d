"""All operations that are built, dealt into decks in one order after the other, each deck run by hypothesis."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from pinpoint_mock.operations._registry import handler
from pinpoint_mock.protocol.model import operations
from tests.proof.stage import Stage

EXAMPLES = 5
"""How often each deck is run."""

DECK = 16
"""The operations of one deck, which share a world."""

Step = Callable[[Any, str], None]
"""Takes what draws, and the name of an operation."""


def built() -> list[str]:
    """The names of the operations that have a handler."""
    return [name for name in operations() if handler(name)]


def calls_of_each() -> int:
    """How often each operation is called, at least: as the profile of hypothesis says, at least 20 times."""
    return max(20, settings().max_examples)


def decks() -> Iterator[list[str]]:
    """The decks of all rounds: the same whenever this is asked."""
    for number in range(math.ceil(calls_of_each() / EXAMPLES)):
        names = random.Random(number).sample(built(), len(built()))
        yield from (names[start : start + DECK] for start in range(0, len(names), DECK))


def on_decks(stage: Stage, step: Step) -> None:
    """Run a step for each operation of each deck, in an order that is drawn, on the furnished world.

    Without shrinking: hypothesis bounds it by the clock, which is frozen.
    """
    for number, deck in enumerate(decks()):

        @seed(number)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            derandomize=False,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.permutations(deck), st.data())
        def run(order: list[str], data: st.DataObject) -> None:
            stage.restore()
            for name in order:
                step(data.draw, name)

        run()
