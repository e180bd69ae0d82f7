"""Judges of functions that the grader called on inputs of its own."""

from collections.abc import Sequence

from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .suspicions import SeriesSuspicion, suspected_in_most
from .wording import absent, sentence, unreadable


def function_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    accepted: Sequence[Accepted],
    situations: Sequence[str],
    expected: str,
    advice: str = "",
    suspicions: Sequence[SeriesSuspicion] = (),
) -> Check:
    """Judge a function by what it returned for each call; the fraction is the share of right ones.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``function`` answer.
    label, weight, expected, advice
        As for ``number_check``.
    accepted : sequence of bands
        One for each call, in the order in which ``probes`` asked for them; at least one.
    situations : sequence of str
        In French, what each call tries (``un plan incliné``): told where it failed, without the input itself.
    suspicions : sequence of SeriesSuspicion
        Told where more than half of the wrong results show it.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    if not answer.probes:
        message = "La fonction n’a pas pu être essayée : le carnet s’est arrêté avant, ou ce n’est pas une fonction."
        return unreadable(label, weight, message)
    results = [answer.probes[index] if index < len(answer.probes) else None for index in range(len(accepted))]
    values = [result.value if result is not None else None for result in results]
    wrong = [index for index, value in enumerate(values) if value is None or not lies_in(value, accepted[index])]
    right = len(accepted) - len(wrong)
    received = f"{right} appels justes sur {len(accepted)} pour {expected}"
    if not wrong:
        return Check(label=label, weight=weight, fraction=1.0, message=f"{received}.")
    by_id = {item.misconception.id: item for item in suspicions}
    recognised = suspected_in_most(
        [
            (value, {key: item.bands[index] for key, item in by_id.items() if index < len(item.bands)})
            for index in wrong
            if (value := values[index]) is not None
        ]
    )
    failed = ", ".join(dict.fromkeys(situations[index] for index in wrong))
    error = next((result.error for result in results if result is not None and result.error), "")
    message = sentence(
        f"{received}. En défaut sur : {failed}.",
        f"Première erreur rencontrée : {error[:200]}." if error else "",
        by_id[recognised].misconception.message if recognised else advice,
    )
    return Check(label=label, weight=weight, fraction=right / len(accepted), message=message, misconception=recognised)
