"""What earns nothing by itself: conclusions without a figure, a form without contents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograders.model.verdict import Check

GUESSED = "Conclusion sans un seul chiffre juste : rien ne la fonde."


def unfounded(checks: Iterable[Check], message: str = GUESSED) -> list[Check]:
    """Return checks that nothing supports: none earns points; what was wrong already keeps its own message.

    Parameters
    ----------
    checks : iterable of Check
    message : str
        Why, in French.

    Examples
    --------
    >>> guess = Check(label="verdict", weight=1.0, fraction=1.0, message="Admis.")
    >>> [(check.fraction, check.message) for check in unfounded([guess], "Rien ne le fonde.")]
    [(0.0, 'Rien ne le fonde.')]
    """
    return [
        replace(each, fraction=0.0, message=message, misconception="") if each.fraction else each for each in checks
    ]


def founded(figures: Sequence[Check], conclusions: Iterable[Check], message: str = GUESSED) -> list[Check]:
    """Return figures, then conclusions, which are unfounded where no figure is right, not even in part.

    A convention of ours: whoever slips is judged on what follows from the slip; whoever gets nothing right guesses.

    Parameters
    ----------
    figures, conclusions : sequence of Check
    message : str
        Why conclusions earn nothing, in French.

    Examples
    --------
    >>> figure = Check(label="écart", weight=1.0, fraction=0.0, message="Hors de la plage.")
    >>> guess = Check(label="verdict", weight=1.0, fraction=1.0, message="Admis.")
    >>> [check.fraction for check in founded([figure], [guess])]
    [0.0, 0.0]
    """
    supported = any(check.fraction > 0 for check in figures)
    return [*figures, *(conclusions if supported else unfounded(conclusions, message))]
