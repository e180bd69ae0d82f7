"""A table of texts, for those who read what others see."""

from dataclasses import dataclass
from html import escape

MAXIMUM_SHOWN_ROWS = 300
# JupyterLab puts all cells to the right.
_LEFT = ' style="text-align:left"'


@dataclass(frozen=True, kw_only=True, repr=False)
class Table:
    """Rows of texts; the first column names the row.

    Parameters
    ----------
    caption : str
    columns : tuple of str
    rows : tuple of tuple of str

    Examples
    --------
    >>> Table(caption="Murs", columns=("Nom", "Hauteur (m)"), rows=(("M1", "2,5"), ("M10", "3")))
    Murs
    Nom  Hauteur (m)
    M1   2,5
    M10  3
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return the caption and one line a row, columns aligned."""
        lines = [self.columns, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.columns))]
        printed = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines]
        return "\n".join([self.caption, *(line.rstrip() for line in printed)])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col"{_LEFT}>{escape(name)}</th>' for name in self.columns)
        body = "".join(
            f'<tr><th scope="row"{_LEFT}>{escape(first)}</th>'
            f"{''.join(f'<td{_LEFT}>{escape(text)}</td>' for text in others)}</tr>"
            for first, *others in self.rows[:MAXIMUM_SHOWN_ROWS]
        )
        cut = ""
        if len(self.rows) > MAXIMUM_SHOWN_ROWS:
            cut = f"<p>{MAXIMUM_SHOWN_ROWS} lignes sur {len(self.rows)}.</p>"
        return (
            f'<table lang="fr" class="atelier-table"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{cut}"
        )
