"""How an exam and its time are said in French."""

import re
from datetime import timedelta

from autograders.lab.home.welcome import duration

from .sitting import Sitting

_SPACES = re.compile("(?<=«) | (?=[»:;!?])")


def french(text: str) -> str:
    r"""Return a text with no-break spaces where French typography has them.

    Examples
    --------
    >>> french("Reçu : « a » ; et après ?") == "Reçu\xa0: «\xa0a\xa0»\xa0; et après\xa0?"
    True
    """
    return _SPACES.sub("\N{NO-BREAK SPACE}", text)


NOT_SEALED = french(
    "Sur votre propre machine, rien n’est scellé : rien ne vous empêche d’ouvrir vos anciens carnets ou les "
    "correcteurs. Cet examen vaut ce que vaut votre bonne foi."
)
_FIRST_RULES = (
    french("Les données sont nouvelles : vous ne les avez pas rencontrées à l’entraînement."),
    french("Une réponse remise est dite bien formée ou non, rien de plus : ni verdict, ni indice, avant la fin."),
    french("La dernière réponse bien formée compte. Après la fin, plus rien ne compte ; vos carnets restent lisibles."),
)
_TIME_RULE = french(
    "Vos carnets s’enregistrent d’eux-mêmes toutes les dix secondes. Après un arrêt de l’ordinateur, la même commande "
    "reprend l’examen ; le temps, lui, a continué de courir"
)


def rules(sitting: Sitting) -> tuple[str, ...]:
    """Return the rules of an exam, in sentences."""
    pauses = ", sauf pendant une pause, que le lien en haut de la fenêtre permet" if sitting.pause_allowed else ""
    planned = sum(notebook.duration_minutes for _, notebook in sitting.notebooks)
    chosen = (
        french("Les durées indiquées sont celles des carnets ; vous avez choisi un examen plus court ou plus long."),
    )
    return (
        *_FIRST_RULES,
        f"{_TIME_RULE}{pauses}.",
        *(chosen if planned != sitting.minutes else ()),
        NOT_SEALED,
    )


def time_allotted(sitting: Sitting) -> str:
    r"""Return how long an exam lasts, and how much of it is extra time.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> sitting = Sitting(name="x", asked="A2.1", title="x", activities=(), minutes=90, extra_time_percent=33,
    ...                   created_at=datetime(2026, 3, 1, tzinfo=UTC))
    >>> time_allotted(sitting).replace("\xa0", " ")
    '1 h 59 min 42 s (1 h 30, et 33 % de temps supplémentaire)'
    """
    if not sitting.extra_time_percent:
        return spoken(sitting.allotted)
    usual = (
        duration(round(sitting.minutes)) if sitting.minutes.is_integer() else spoken(timedelta(minutes=sitting.minutes))
    )
    percent = f"{sitting.extra_time_percent:g}".replace(".", ",")
    return f"{spoken(sitting.allotted)} ({usual}, et {percent}\N{NO-BREAK SPACE}% de temps supplémentaire)"


def spoken(time: timedelta) -> str:
    r"""Return a span of time in hours, minutes and seconds, without those that are nought.

    Examples
    --------
    >>> [spoken(timedelta(seconds=seconds)).replace("\xa0", " ") for seconds in (0, 59.9, 5400, 3605)]
    ['0 s', '59 s', '1 h 30 min', '1 h 5 s']
    """
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    said = [f"{number}\N{NO-BREAK SPACE}{unit}" for number, unit in parts if number]
    return " ".join(said) or "0\N{NO-BREAK SPACE}s"
