"""What a practice notebook shows, as HTML and as the same in plain text; all that varies is escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from .protocol import Figures, Hints, Picture, Rubric, ShownVerdict

RUNGS = ("la méthode", "la formule et sa source", "vers la solution")
WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
NOT_DRAWN = "La solution commentée n’a pas de figure fixe à montrer ici."
_LEFT = ' style="text-align:left"'
# Widgets space their lines as if each were a control.
TIGHT = "line-height:1.5;margin:0.3em 0"
_SIDE_BY_SIDE = "display:flex;flex-wrap:wrap;gap:1em"
_FIGURE = "margin:0;flex:1 1 24em;max-width:48em"


def show(text: str, html: str = "") -> None:
    """Show a text, and the same as HTML where it is given; a line of its own is announced as a status."""
    from IPython.display import display

    html = html or f'<p lang="fr" role="status">{escape(text)}</p>'
    display({"text/plain": text, "text/html": html}, raw=True)


def show_markdown(title: str, markdown: str) -> None:
    """Show a text in Markdown under a title."""
    from IPython.display import display

    text = f"#### {title}\n\n{markdown}"
    display({"text/plain": text, "text/markdown": text}, raw=True)


def show_widget(widget: Any, text: str) -> None:
    """Show a widget, and where none is drawn what to write instead."""
    from IPython.display import display

    display({WIDGET_MIME: widget._repr_mimebundle_()[WIDGET_MIME], "text/plain": text}, raw=True)


def show_verdict(verdict: ShownVerdict) -> None:
    """Show a verdict, and how many hints were taken before it."""
    taken = hints_taken(verdict.hints)
    remark = f'<p lang="fr">{taken}</p>' if taken else ""
    show("\n".join(filter(None, (verdict.text, taken))), f"<div>{verdict.html}{remark}</div>")


def hints_taken(count: int) -> str:
    """Return how many hints were taken, in French; empty for none.

    Examples
    --------
    >>> hints_taken(2)
    '2 indices consultés.'
    """
    if not count:
        return ""
    return f"{count} indices consultés." if count > 1 else "1 indice consulté."


def rung_title(rung: int) -> str:
    r"""Return the name of a rung of the ladder, 1 to 3.

    Examples
    --------
    >>> rung_title(1)
    'Indice 1\xa0: la méthode'
    """
    return f"Indice {rung}\u00a0: {RUNGS[rung - 1]}"


def hints_text(hints: Hints) -> str:
    """Return the hints taken as plain text, and how to take the next."""
    lines = [f"{rung_title(rung)}\n{hint}" for rung, hint in enumerate(hints.taken, start=1)]
    following = len(hints.taken) + 1
    if following <= len(RUNGS):
        lines.append(f'{rung_title(following)} : hint("{hints.criterion}", {following})')
    return "\n\n".join(lines)


def hints_html(hints: Hints) -> str:
    """Return the hints taken as HTML; empty where none was."""
    if not hints.taken:
        return ""
    parts = "".join(_hint(rung, hint) for rung, hint in enumerate(hints.taken, start=1))
    label = f"Indices consultés, {hints.criterion}"
    return f'<section lang="fr" aria-label="{escape(label)}">{parts}</section>'


def _hint(rung: int, hint: str) -> str:
    title = f'<h5 style="{TIGHT};font-size:1em;font-weight:600">{rung_title(rung)}</h5>'
    return f'{title}<p style="{TIGHT}">{escape(hint)}</p>'


def figures_text(figures: Figures) -> str:
    """Return what the reference figures show, in words."""
    drawn = [f"Figure de référence\u00a0: {picture.alternative}" for picture in figures.pictures if picture.png]
    return "\n".join(drawn) or NOT_DRAWN


def figures_html(figures: Figures, own: Mapping[str, Sequence[str]]) -> str:
    """Return the reference figures, each beside the candidate's own where that was drawn.

    Parameters
    ----------
    figures : Figures
    own : mapping
        From the cell's identifier to pictures (PNG, base64).
    """
    pairs = [_pair(picture, own.get(picture.cell, ())) for picture in figures.pictures if picture.png]
    return f'<section lang="fr" aria-label="Figures de référence">{"".join(pairs) or f"<p>{NOT_DRAWN}</p>"}</section>'


def _pair(picture: Picture, own: Sequence[str]) -> str:
    drawn = [_figure("Votre figure", f"Votre figure, à comparer : {picture.alternative}", png) for png in own]
    drawn += [_figure("Figure de référence", picture.alternative, png) for png in picture.png]
    return f'<div style="{_SIDE_BY_SIDE}">{"".join(drawn)}</div>'


def _figure(caption: str, alternative: str, png: str) -> str:
    address = f"data:image/png;base64,{escape(''.join(png.split()))}"
    image = f'<img src="{address}" alt="{escape(alternative)}" style="max-width:100%;height:auto">'
    return f'<figure style="{_FIGURE}"><figcaption>{caption}</figcaption>{image}</figure>'


def levels_html(rubric: Rubric) -> str:
    """Return the five levels as a table."""
    rows = "".join(
        f'<tr><th scope="row"{_LEFT}>Niveau {level}</th><td{_LEFT}>{escape(text)}</td></tr>'
        for level, text in enumerate(rubric.levels)
    )
    head = f'<tr><th scope="col"{_LEFT}>Niveau</th><th scope="col"{_LEFT}>Ce que montre le texte</th></tr>'
    caption = f"Niveaux du critère {escape(rubric.criterion)}, {escape(rubric.title)}"
    return f'<table lang="fr"><caption{_LEFT}>{caption}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>'


def levels_text(rubric: Rubric) -> str:
    """Return the five levels as plain text."""
    lines = [f"Niveau {level}\u00a0: {text}" for level, text in enumerate(rubric.levels)]
    return "\n".join([f"Niveaux du critère {rubric.criterion}, {rubric.title}", *lines])
