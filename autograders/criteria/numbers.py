"""Judges of numbers and of series of numbers."""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .suspicions import SeriesSuspicions, Suspicions, suspected, suspected_in_most
from .wording import absent, printed, right, unreadable, wrong


def number_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    accepted: Accepted,
    advice: str = "",
    suspicions: Suspicions | None = None,
) -> Check:
    """Judge one number: all or nothing, with the misconception that a wrong one betrays.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``number`` or ``integer`` answer.
    weight : float
        Share in the criterion.
    accepted : Band or sequence of Band
        What the legitimate methods give.
    advice : str
        In French, what to do when the number is wrong and betrays nothing; never the value.
    suspicions : mapping of bands by Misconception
        The first one that holds is told.

    Returns
    -------
    Check
        Labelled as the answer is declared.
    """
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    value = answers.number(name)
    if value is None:
        return unreadable(answer, label, weight)
    received = f"{printed(value, answer.declaration.unit)} reçu"
    if lies_in(value, accepted):
        return right(label, weight, f"{received} : valeur admise.")
    message = f"{received} : hors de la plage admise."
    return wrong(label, weight, message, misconception=suspected(value, suspicions or {}), advice=advice)


def numbers_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    accepted: Sequence[Accepted],
    advice: str = "",
    suspicions: SeriesSuspicions | None = None,
) -> Check:
    """Judge a series of numbers element by element; the fraction is the share of right ones.

    Elements beyond the expected count are charged like wrong ones, so that a longer series gains nothing.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``numbers`` answer.
    weight, advice
        As for ``number_check``.
    accepted : sequence of bands
        One for each expected element, in order; at least one.
    suspicions : mapping of sequences of bands by Misconception
        Told where more than half of the wrong elements show it.

    Returns
    -------
    Check
    """
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    values = answers.numbers(name)
    if values is None or values.ndim != 1:
        return unreadable(answer, label, weight)
    series = [float(value) for value in values]
    judged = list(zip(series, accepted, strict=False))
    faulty = [index for index, (value, band) in enumerate(judged) if not lies_in(value, band)]
    total = max(len(accepted), len(series))
    admitted = len(judged) - len(faulty)
    received = f"{admitted} valeurs admises sur {total}."
    if admitted == total:
        return right(label, weight, received)
    if len(series) != len(accepted):
        received += f" {len(series)} valeurs reçues, {len(accepted)} attendues."
    if faulty:
        received += f" À revoir, dans l’ordre : {', '.join(str(index + 1) for index in faulty[:10])}."
    misconception = suspected_in_most(
        [
            (series[index], {item: bands[index] for item, bands in (suspicions or {}).items() if index < len(bands)})
            for index in faulty
        ]
    )
    return wrong(label, weight, received, misconception=misconception, advice=advice, fraction=admitted / total)
