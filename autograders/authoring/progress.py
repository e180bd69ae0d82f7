"""How long work reports where it is: to a callback, never to the terminal."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the stage, what is done of it, and how much there is in all."""


def silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""
