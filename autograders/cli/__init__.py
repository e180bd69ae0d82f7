"""The command line: arguments and printing only."""

from .app import main

__all__ = ["main"]
