"""Judges of functions that the grader called on inputs of its own."""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .suspicions import SeriesSuspicions, suspected_in_most
from .wording import absent, right, sentence, wrong


def function_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    accepted: Sequence[Accepted],
    situations: Sequence[str],
    advice: str = "",
    suspicions: SeriesSuspicions | None = None,
) -> Check:
    """Judge a function by what it returned for each call; the fraction is the share of right ones.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``function`` answer.
    weight, advice
        As for ``number_check``.
    accepted : sequence of bands
        One for each call, in the order in which ``probes`` asked for them; at least one.
    situations : sequence of str
        In French, what each call tries (``un plan incliné``): told where it failed, without the input itself.
    suspicions : mapping of sequences of bands by Misconception
        Told where more than half of the wrong results show it.

    Returns
    -------
    Check
    """
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    if not answer.probes:
        message = "La fonction n’a pas pu être essayée : le carnet s’est arrêté avant, ou ce n’est pas une fonction."
        return wrong(label, weight, message)
    results = dict(enumerate(answer.probes[: len(accepted)]))
    values = {index: result.value for index, result in results.items() if result.value is not None}
    failed = [index for index, band in enumerate(accepted) if index not in values or not lies_in(values[index], band)]
    admitted = len(accepted) - len(failed)
    received = f"{admitted} appels justes sur {len(accepted)}."
    if not failed:
        return right(label, weight, received)
    # The type of the first exception alone: its text could show the hidden input.
    error = next((word[:60] for result in results.values() for word in result.error.split()[:1]), "")
    message = sentence(
        received,
        f"En défaut sur : {', '.join(dict.fromkeys(situations[index] for index in failed))}.",
        f"Première erreur rencontrée : {error}." if error else "",
    )
    misconception = suspected_in_most(
        [
            (values[index], {item: bands[index] for item, bands in (suspicions or {}).items() if index < len(bands)})
            for index in failed
            if index in values
        ]
    )
    fraction = admitted / len(accepted)
    return wrong(label, weight, message, misconception=misconception, advice=advice, fraction=fraction)
