"""How judges speak: figures as printed in French, and the answers that are not there."""

from autograders.model.answers import Answer, AnswerState
from autograders.model.verdict import Check

NO_BREAK_SPACE = "\u00a0"


def printed(value: float, unit: str = "") -> str:
    """Return a figure as printed in French: four significant digits, decimal comma, unit.

    Examples
    --------
    >>> printed(2.04651, "mm").replace(NO_BREAK_SPACE, " ")
    '2,047 mm'
    >>> printed(0.0000314)
    '3,14e-05'
    """
    text = f"{value:.4g}".replace(".", ",")
    return f"{text}{NO_BREAK_SPACE}{unit}" if unit else text


def sentence(*parts: str) -> str:
    """Return the parts that say something as one text.

    Examples
    --------
    >>> sentence("Une valeur reçue.", "", "Vérifiez l’unité.")
    'Une valeur reçue. Vérifiez l’unité.'
    """
    return " ".join(part.strip() for part in parts if part.strip())


def absent(answer: Answer, *, label: str, weight: float) -> Check | None:
    """Return the check of an answer that gives nothing to judge, or ``None`` where there is a value.

    Parameters
    ----------
    answer : Answer
    label : str
        What is looked at, in French.
    weight : float
        Share in the criterion.
    """
    match answer.state:
        case AnswerState.GIVEN:
            return None
        case AnswerState.REFUSED:
            message = sentence("Réponse refusée, donc non jugée.", answer.message)
        case AnswerState.OTHER_VARIANT:
            message = "Réponse calculée sur les données d’une autre variante : un correcteur doit la regarder."
            return Check(label=label, weight=weight, fraction=0.0, message=message, review=True)
        case AnswerState.MISSING:
            message = f"Pas de réponse : {answer.declaration.kind()} est attendu sous le nom {answer.declaration.name}."
    return unreadable(label, weight, message)


def unreadable(label: str, weight: float, message: str) -> Check:
    """Return the check of an answer that earns nothing because there is no such value to look at."""
    return Check(label=label, weight=weight, fraction=0.0, message=message)
