"""What every viewer returns: words and a table that stand for themselves, and a picture for those who see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .tables import Table

# What Jupyter calls a widget that is shown; alone among an output's types it needs a running kernel.
_WIDGET = "application/vnd.jupyter.widget-view+json"
_HIDDEN_ROWS = 12


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class View:
    """Something shown in a notebook, with its equivalent in words and as a table.

    A notebook shows two outputs: the words and the table, which need no running kernel, then the picture. Where a
    browser shows the picture's widget, the widget asks for what it draws; nothing of it is made, or sent, before.

    Parameters
    ----------
    title : str
    summary : str
        In French: what is shown, how much of it, and what was left out.
    equivalent : Table
    still : mapping of str to str
        The picture where no widget runs, by MIME type; may be empty.
    make_widget : callable, optional
        Returns the widget that draws; called each time the view is shown.
    """

    title: str
    summary: str
    equivalent: Table
    still: Mapping[str, str] = field(default_factory=dict)
    make_widget: Callable[[], Any] | None = None

    def __repr__(self) -> str:
        """Return the words."""
        return f"{self.title}\n{self.summary}"

    def table(self) -> Table:
        """Return the table that says what the picture shows."""
        return self.equivalent

    def _repr_html_(self) -> str:
        rows = len(self.equivalent)
        table = self.equivalent._repr_html_()
        if rows > _HIDDEN_ROWS:
            table = f"<details><summary>{escape(self.equivalent.caption)} : {rows} lignes</summary>{table}</details>"
        return (
            f'<section aria-label="{escape(self.title)}" lang="fr" class="atelier-view">'
            f"<p><strong>{escape(self.title)}</strong></p><p>{escape(self.summary)}</p>{table}</section>"
        )

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display({"text/html": self._repr_html_(), "text/plain": repr(self)}, raw=True)
        picture: dict[str, Any] = dict(self.still)
        if self.make_widget is not None:
            picture[_WIDGET] = {"version_major": 2, "version_minor": 0, "model_id": self.make_widget().model_id}
        if picture:
            display({**picture, "text/plain": f"Vue : {self.title}."}, raw=True)
