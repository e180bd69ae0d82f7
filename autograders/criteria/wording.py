"""How judges speak: figures as printed in French, verdicts on one answer, and answers that are not there."""

from autograders.model.answers import Answer, AnswerState
from autograders.model.exercise import Misconception
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


def right(label: str, weight: float, message: str) -> Check:
    """Return the check of what earns all its points."""
    return Check(label=label, weight=weight, fraction=1.0, message=message)


def wrong(
    label: str,
    weight: float,
    message: str,
    *,
    misconception: Misconception | None = None,
    advice: str = "",
    fraction: float = 0.0,
) -> Check:
    """Return the check of what earns nothing, or a part; the misconception, if recognised, takes the advice's place.

    Examples
    --------
    >>> wrong("écart-type", 1, "4 mm reçu.", advice="Vérifiez l’unité.").message
    '4 mm reçu. Vérifiez l’unité.'
    """
    said = sentence(message, misconception.message if misconception else advice)
    identifier = misconception.id if misconception else ""
    return Check(label=label, weight=weight, fraction=fraction, message=said, misconception=identifier)


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
        case AnswerState.OTHER_VARIANT:
            message = "Réponse calculée sur les données d’une autre variante : un correcteur doit la regarder."
            return Check(label=label, weight=weight, fraction=0.0, message=message, review=True)
        case AnswerState.REFUSED:
            return wrong(label, weight, "Réponse refusée, donc non jugée.", advice=answer.message)
        case AnswerState.MISSING:
            return wrong(
                label, weight, f"Pas de réponse. {answer.declaration.name} attend {answer.declaration.kind()}."
            )


def unreadable(answer: Answer, label: str, weight: float) -> Check:
    """Return the check of an answer whose value is not of the declared kind."""
    return wrong(label, weight, f"{answer.declaration.name} attend {answer.declaration.kind()}.")
