"""The misconceptions that the exercise declares."""

from pathlib import Path

from autograders.criteria import declared_misconceptions

MISTAKES = declared_misconceptions(Path(__file__).parent)
