"""Keys in a notebook: lists and radio buttons of ours keep theirs, which JupyterLab would take for its own."""

from pathlib import Path

CHOICE = "atelier-choice"
"""The class of a widget in which lists and radio buttons keep their keys."""

KEYS_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
"""JavaScript that sees to it; begins the script of a widget that is shown with one of that class."""
