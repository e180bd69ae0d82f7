"""Judges of what the grader tried on inputs of its own: functions, and files of the field."""

from collections.abc import Callable, Iterable, Sequence

from autograders.candidate.wire import Row
from autograders.model.answers import Answer, Answers, ProbeResult
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .rows import Slip, commonest
from .suspicions import SeriesSuspicions, suspected_in_most
from .wording import absent, right, sentence, wrong

UNREAD = "Le fichier n’a pas pu être lu : sa lecture ne s’est pas terminée dans le temps accordé."
UNTRIED = "La fonction n’a pas pu être essayée : le carnet s’est arrêté avant, ou ce n’est pas une fonction."


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
        return wrong(label, weight, UNTRIED)
    results = dict(enumerate(answer.probes[: len(accepted)]))
    values = {index: result.value for index, result in results.items() if result.value is not None}
    failed = [index for index, band in enumerate(accepted) if index not in values or not lies_in(values[index], band)]
    admitted = len(accepted) - len(failed)
    received = f"{admitted} appels justes sur {len(accepted)}."
    if not failed:
        return right(label, weight, received)
    message = sentence(received, _failed_on(situations, failed), _first_error(results.values()))
    misconception = suspected_in_most(
        [
            (values[index], {item: bands[index] for item, bands in (suspicions or {}).items() if index < len(bands)})
            for index in failed
            if index in values
        ]
    )
    fraction = admitted / len(accepted)
    return wrong(label, weight, message, misconception=misconception, advice=advice, fraction=fraction)


def table_function_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    situations: Sequence[str],
    rule: Callable[[int, tuple[Row, ...]], Slip | None],
    advice: str = "",
) -> Check:
    """Judge a function by the table that it returned for each call; the fraction is the share of right ones.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``function`` answer with columns.
    weight, advice
        As for ``number_check``.
    situations : sequence of str
        As for ``function_check``: one for each call, at least one.
    rule : callable (index of the call, rows) -> Slip or None
        What is wrong with a table; its message must not show the hidden input.

    Returns
    -------
    Check
    """
    return _tables_check(answers[name], weight, situations, rule, advice, untried=UNTRIED, told=_first_error)


def file_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    situations: Sequence[str],
    rule: Callable[[int, tuple[Row, ...]], Slip | None],
    advice: str = "",
) -> Check:
    """Judge a file of the field by what our own reader found for each call; the fraction is the share of right ones.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``text`` answer with an ``inspection``.
    weight, advice
        As for ``number_check``.
    situations : sequence of str
        In French, what each call sets the file against (``une maquette sans résistance au feu``); at least one.
    rule : callable (index of the call, rows) -> Slip or None
        What is wrong with what the reader found.

    Returns
    -------
    Check
    """
    return _tables_check(answers[name], weight, situations, rule, advice, untried=UNREAD, told=_reasons)


def _tables_check(
    answer: Answer,
    weight: float,
    situations: Sequence[str],
    rule: Callable[[int, tuple[Row, ...]], Slip | None],
    advice: str,
    *,
    untried: str,
    told: Callable[[Iterable[ProbeResult]], str],
) -> Check:
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    if not answer.probes:
        return wrong(label, weight, untried)
    results = dict(enumerate(answer.probes[: len(situations)]))
    slips = {
        index: slip
        for index, result in results.items()
        if result.rows is not None and (slip := rule(index, result.rows)) is not None
    }
    silent = [index for index in range(len(situations)) if index not in results or results[index].rows is None]
    failed = sorted([*slips, *silent])
    received = f"{len(situations) - len(failed)} essais justes sur {len(situations)}."
    if not failed:
        return right(label, weight, received)
    message = sentence(
        received,
        _failed_on(situations, failed),
        " ".join(dict.fromkeys(f"{slip.message.rstrip('.')}." for slip in slips.values() if slip.message)),
        told(results.values()),
    )
    fraction = 1 - len(failed) / len(situations)
    return wrong(label, weight, message, misconception=commonest(slips.values()), advice=advice, fraction=fraction)


def _failed_on(situations: Sequence[str], failed: Sequence[int]) -> str:
    return f"En défaut sur : {', '.join(dict.fromkeys(situations[index] for index in failed))}."


def _first_error(results: Iterable[ProbeResult]) -> str:
    # The type of the first exception alone: its text could show the hidden input.
    error = next((word[:60] for result in results for word in result.error.split()[:1]), "")
    return f"Première erreur rencontrée : {error}." if error else ""


def _reasons(results: Iterable[ProbeResult]) -> str:
    # Our own reader's words about the candidate's own file, without the name of the exception.
    return " ".join(dict.fromkeys(result.error.partition(" : ")[2] for result in results if result.error))
