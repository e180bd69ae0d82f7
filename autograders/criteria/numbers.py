"""Judges of numbers and of series of numbers."""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .suspicions import SeriesSuspicion, Suspicion, suspected, suspected_in_most
from .wording import absent, printed, sentence, unreadable


def number_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    accepted: Accepted,
    expected: str,
    advice: str = "",
    suspicions: Sequence[Suspicion] = (),
) -> Check:
    """Judge one number: all or nothing, with the misconception that a wrong one betrays.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``number`` or ``integer`` answer.
    label : str
        What is looked at, in French.
    weight : float
        Share in the criterion.
    accepted : Band or sequence of Band
        What the legitimate methods give.
    expected : str
        In French, the kind of figure: ``l’écart-type de répétabilité``; never the value.
    advice : str
        In French, what to do when the number is wrong and betrays nothing.
    suspicions : sequence of Suspicion
        The first one that holds is told.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    value = answers.number(name)
    if value is None:
        return unreadable(label, weight, f"{expected} : {answer.declaration.kind()} est attendu.")
    received = f"{printed(value, answer.declaration.unit)} reçu pour {expected}"
    if lies_in(value, accepted):
        return Check(label=label, weight=weight, fraction=1.0, message=f"{received} : valeur admise.")
    misconception = suspected(value, suspicions)
    if misconception is not None:
        message = sentence(f"{received}.", misconception.message)
        return Check(label=label, weight=weight, fraction=0.0, message=message, misconception=misconception.id)
    message = sentence(f"{received} : valeur hors de la plage admise.", advice)
    return Check(label=label, weight=weight, fraction=0.0, message=message)


def numbers_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    accepted: Sequence[Accepted],
    expected: str,
    advice: str = "",
    suspicions: Sequence[SeriesSuspicion] = (),
) -> Check:
    """Judge a series of numbers element by element; the fraction is the share of right ones.

    Elements beyond the expected count are charged like wrong ones, so that a longer series gains nothing.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``numbers`` answer.
    label, weight, expected, advice
        As for ``number_check``.
    accepted : sequence of bands
        One for each expected element, in order.
    suspicions : sequence of SeriesSuspicion
        Told where more than half of the wrong elements show it.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    values = answers.numbers(name)
    if values is None or values.ndim != 1:
        return unreadable(label, weight, f"{expected} : {answer.declaration.kind()} est attendu.")
    series = [float(value) for value in values]
    wrong = [index for index, value in enumerate(series[: len(accepted)]) if not lies_in(value, accepted[index])]
    total = max(len(accepted), len(series))
    right = min(len(accepted), len(series)) - len(wrong)
    received = f"{right} valeurs admises sur {total} pour {expected}"
    if total == 0 or right == total:
        return Check(label=label, weight=weight, fraction=1.0, message=f"{received}.")
    by_id = {item.misconception.id: item for item in suspicions}
    recognised = suspected_in_most(
        [(series[index], {key: _at(item.bands, index) for key, item in by_id.items()}) for index in wrong]
    )
    count = f"{len(series)} valeurs reçues, {len(accepted)} attendues." if len(series) != len(accepted) else ""
    places = ", ".join(str(index + 1) for index in wrong[:10])
    where = f"À revoir, dans l’ordre : {places}." if wrong else ""
    hint = by_id[recognised].misconception.message if recognised else advice
    message = sentence(f"{received}.", count, where, hint)
    return Check(label=label, weight=weight, fraction=right / total, message=message, misconception=recognised)


def _at(bands: Sequence[Accepted], index: int) -> Accepted | None:
    return bands[index] if index < len(bands) else None
