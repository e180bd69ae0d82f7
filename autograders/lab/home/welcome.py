"""The Accueil as HTML and as text: what there is to practise, how far one is, and where to go on. Pure of any file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

_STYLE = """
.atelier-accueil { max-width: 62rem; line-height: 1.5; color: var(--jp-content-font-color1, #212121); }
.atelier-accueil h1 { margin: 0 0 .25em; }
.atelier-accueil h2 { margin: 1.6em 0 .4em; }
.atelier-accueil h3 { margin: 1.2em 0 .2em; }
.atelier-accueil.atelier-accueil a:any-link { text-decoration: underline;
  color: var(--jp-content-link-color, #1565c0); }
.atelier-accueil a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.atelier-accueil .atelier-ways { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; padding: 0; }
.atelier-accueil .atelier-way { flex: 1 1 20rem; padding: .8rem 1rem;
  border: 1px solid var(--jp-border-color1, #bdbdbd);
  border-inline-start: .35rem solid var(--jp-brand-color1, #1976d2); border-radius: 4px; }
.atelier-accueil .atelier-way h2 { margin: 0 0 .3em; font-size: 1em; }
.atelier-accueil .atelier-way p { margin: .2em 0; }
.atelier-accueil .atelier-way a { font-weight: 600; }
.atelier-accueil table.atelier-table { width: 100%; border-collapse: collapse; margin: .5em 0 1em; font-size: 1em;
  table-layout: auto; }
.atelier-accueil caption { text-align: start; padding: .2em 0; color: var(--jp-content-font-color1, #212121); }
.atelier-accueil .atelier-table.atelier-table :is(th, td) { text-align: start; vertical-align: top;
  padding: .45em .6em; max-width: none; white-space: normal;
  border-bottom: 1px solid var(--jp-border-color2, #e0e0e0); }
.atelier-accueil tbody th { font-weight: 400; }
.atelier-accueil .atelier-table.atelier-table .atelier-standing { width: 11rem; }
.atelier-accueil .atelier-table.atelier-table .atelier-number { width: 4rem; text-align: end; white-space: nowrap; }
.atelier-accueil .atelier-bar { display: block; height: .5em; margin-top: .3em; border-radius: 2px;
  border: 1px solid var(--jp-border-color1, #bdbdbd); }
.atelier-accueil .atelier-bar span { display: block; height: 100%; background: var(--jp-brand-color1, #1976d2); }
.atelier-accueil .atelier-note { display: block; }
"""
_NEWER = "L’énoncé a changé depuis que vous l’avez commencé. Votre carnet est gardé ; la nouvelle version est à côté :"


@dataclass(frozen=True, kw_only=True)
class Way:
    """A notebook that one is invited to open.

    Parameters
    ----------
    heading : str
        « Continuer », « Proposé pour vous ».
    title, reason : str
    link : str
        Of the notebook, relative to the page, with slashes.
    """

    heading: str
    title: str
    reason: str
    link: str


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A page to read; ``link`` is relative to the Accueil."""

    link: str
    text: str


@dataclass(frozen=True, kw_only=True)
class NotebookRow:
    """One notebook.

    Parameters
    ----------
    competency, title : str
    link : str
        Relative to the page, with slashes.
    duration_minutes : int
    points : float
    standing : str
        How far one is, in words.
    share : float
        The same from 0 to 1, for a bar beside the words.
    newer_link : str
        Of a later release that was put beside it; empty where there is none.
    """

    competency: str
    title: str
    link: str
    duration_minutes: int
    points: float
    standing: str
    share: float
    newer_link: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseStudySection:
    """One case study with its notebooks; ``brief_link`` leads to its brief."""

    code: str
    title: str
    brief_link: str
    notebooks: tuple[NotebookRow, ...]


@dataclass(frozen=True, kw_only=True)
class BlocSection:
    """One bloc; without case studies where none exists yet."""

    code: str
    title: str
    case_studies: tuple[CaseStudySection, ...]


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """The Accueil.

    Parameters
    ----------
    blocs : tuple of BlocSection
    ways : tuple of Way
        The first thing to be seen.
    pages : tuple of PageLink
        To read besides.
    warnings : tuple of str
        What the candidate should know beforehand, such as progress that cannot be read.
    """

    blocs: tuple[BlocSection, ...]
    ways: tuple[Way, ...] = ()
    pages: tuple[PageLink, ...] = ()
    warnings: tuple[str, ...] = ()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return the page as a notebook shows it, and as text."""
        return {"text/html": welcome_html(self), "text/plain": welcome_text(self)}


def welcome_html(page: Welcome) -> str:
    """Return the Accueil as a fragment of HTML: headings in order, links, tables; no script."""
    parts = [
        f'<style>{_STYLE}</style><div class="atelier-accueil" lang="fr">',
        "<h1>Votre préparation</h1>",
        "<p>Choisissez un carnet : il s’ouvre dans un onglet. Lisez-le de haut en bas et exécutez chaque cellule par "
        "<kbd>Maj</kbd> + <kbd>Entrée</kbd> ; dès que vous rendez une réponse, le correcteur dit ce qu’elle vaut et "
        "pourquoi. Avant la première cellule, attendez que le bas de la fenêtre indique « Atelier | Inactif ».</p>",
        *(f'<p role="note"><strong>À savoir.</strong> {escape(warning)}</p>' for warning in page.warnings),
        *_ways_html(page.ways),
        *_pages_html(page.pages),
    ]
    for bloc in page.blocs:
        if bloc.case_studies:
            parts.append(f"<h2>{escape(bloc.code)} · {escape(bloc.title)}</h2>")
            parts += [part for study in bloc.case_studies for part in _case_study_html(study)]
    parts += _to_come_html(page.blocs)
    parts.append(
        "<p>Pour actualiser cette page, placez-vous dessus et faites <kbd>Ctrl</kbd> + <kbd>Entrée</kbd>. Rien de ce "
        "que vous faites ici ne quitte cet ordinateur.</p></div>"
    )
    return "".join(parts)


def welcome_text(page: Welcome) -> str:
    """Return the Accueil as plain text."""
    lines = ["Votre préparation", *page.warnings]
    lines += [f"{way.heading} : {way.title} ({way.link}). {way.reason}" for way in page.ways]
    lines += [f"{shown.text} ({shown.link})" for shown in page.pages]
    for bloc in page.blocs:
        lines.append(f"{bloc.code} · {bloc.title}" + ("" if bloc.case_studies else " : à venir"))
        for study in bloc.case_studies:
            lines.append(f"  {study.code} · {study.title}")
            lines += [
                f"    {row.competency} {row.title} ({row.link}) : {duration(row.duration_minutes)}, "
                f"{_points(row.points)}, {row.standing}"
                for row in study.notebooks
            ]
    return "\n".join(lines)


def duration(minutes: int) -> str:
    r"""Return a duration as one says it.

    Examples
    --------
    >>> [duration(minutes).replace("\xa0", " ") for minutes in (45, 120, 150)]
    ['45 min', '2 h', '2 h 30']
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\N{NO-BREAK SPACE}min"
    return f"{hours}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{rest:02d}" if rest else "")


def _ways_html(ways: Sequence[Way]) -> Iterator[str]:
    if not ways:
        return
    yield '<div class="atelier-ways">'
    for way in ways:
        yield (
            f'<section class="atelier-way"><h2>{escape(way.heading)}</h2>'
            f"<p>{_link(way.link, way.title)}</p><p>{escape(way.reason)}</p></section>"
        )
    yield "</div>"


def _pages_html(pages: Sequence[PageLink]) -> Iterator[str]:
    if pages:
        yield "<ul>"
        yield from (f"<li>{_link(page.link, page.text)}</li>" for page in pages)
        yield "</ul>"


def _case_study_html(study: CaseStudySection) -> Iterator[str]:
    minutes = sum(row.duration_minutes for row in study.notebooks)
    yield f"<h3>{escape(study.code)} · {escape(study.title)}</h3>"
    yield (
        f"<p>{_link(study.brief_link, f'Énoncé de l’étude de cas {study.code}')} : à lire d’abord. "
        f"En tout {duration(minutes)}.</p>"
    )
    yield f'<table class="atelier-table"><caption>Carnets de l’étude de cas {escape(study.code)}</caption><thead><tr>'
    yield '<th scope="col">Compétence</th><th scope="col">Carnet</th>'
    yield '<th scope="col" class="atelier-number">Durée</th><th scope="col" class="atelier-number">Points</th>'
    yield '<th scope="col" class="atelier-standing">Votre progression</th></tr></thead><tbody>'
    yield from map(_row_html, study.notebooks)
    yield "</tbody></table>"


def _row_html(row: NotebookRow) -> str:
    newer = (
        f'<span class="atelier-note">{escape(_NEWER)} {_link(row.newer_link, f"{row.title}, nouvelle version")}</span>'
        if row.newer_link
        else ""
    )
    width = round(100 * min(max(row.share, 0.0), 1.0))
    return (
        f'<tr><th scope="row">{escape(row.competency)}</th><td>{_link(row.link, row.title)}{newer}</td>'
        f'<td class="atelier-number">{duration(row.duration_minutes)}</td>'
        f'<td class="atelier-number">{_number(row.points)}</td>'
        f'<td>{escape(row.standing)}<span class="atelier-bar" aria-hidden="true">'
        f'<span style="width: {width}%"></span></span></td></tr>'
    )


def _to_come_html(blocs: Iterable[BlocSection]) -> Iterator[str]:
    missing = [bloc for bloc in blocs if not bloc.case_studies]
    if missing:
        yield "<h2>À venir</h2><p>Pas encore d’étude de cas pour ces blocs :</p><ul>"
        yield from (f"<li>{escape(bloc.code)} · {escape(bloc.title)}</li>" for bloc in missing)
        yield "</ul>"


def _link(link: str, text: str) -> str:
    return f'<a href="{escape(quote(link))}">{escape(text)}</a>'


def _points(points: float) -> str:
    return f"{_number(points)}\N{NO-BREAK SPACE}{'points' if points >= 2 else 'point'}"


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
