"""Judges of conclusions: a yes, a no or a word earns points only with the figures that it follows from."""

from collections.abc import Collection, Mapping, Sequence

from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .suspicions import Conclusion, Rule, RuleSuspicion
from .wording import absent, printed, sentence, unreadable


def conclusion_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    figures: Mapping[str, Accepted],
    rule: Rule,
    expected: str,
    suspicions: Sequence[RuleSuspicion] = (),
) -> Check:
    """Judge whether a conclusion follows from the candidate's own figures.

    A figure that is absent or implausible supports nothing: no points, right or wrong. A figure that is
    plausible but wrong has cost its points already: the conclusion is judged as if it were right.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``boolean`` or ``choice`` answer.
    label : str
        What is looked at, in French.
    weight : float
        Share in the criterion.
    figures : mapping of bands
        Names of the number answers that support the conclusion, and what is plausible for each: wide enough
        for an honest slip, narrow enough that a figure made up is not among it.
    rule : callable (figures by name) -> bool or str
        The conclusion that follows.
    expected : str
        In French, the rule: ``la comparaison de l’écart-type à la limite``.
    suspicions : sequence of RuleSuspicion
        Wrong rules; the first one that gives the candidate's conclusion is told.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    conclusion: Conclusion | None = answers.boolean(name)
    if conclusion is None:
        conclusion = answers.text(name)
    if conclusion is None:
        return unreadable(label, weight, f"{expected} : {answer.declaration.kind()} est attendu.")
    given = {figure: answers.number(figure) for figure in figures}
    own = {figure: value for figure, value in given.items() if value is not None}
    lacking = [figure for figure in figures if figure not in own]
    if lacking:
        message = f"Conclusion sans le chiffre qui la fonde : donnez aussi {', '.join(lacking)}."
        return Check(label=label, weight=weight, fraction=0.0, message=message)
    implausible = [figure for figure, value in own.items() if not lies_in(value, figures[figure])]
    if implausible:
        message = (
            f"Conclusion fondée sur un chiffre invraisemblable pour ce banc ({', '.join(implausible)}) : "
            "corrigez d’abord ce chiffre."
        )
        return Check(label=label, weight=weight, fraction=0.0, message=message)
    stated = ", ".join(
        f"{figure} = {printed(value, answers[figure].declaration.unit)}" for figure, value in own.items()
    )
    received = f"« {_printed_conclusion(conclusion)} » reçu, avec {stated}"
    if conclusion == rule(own):
        message = f"{received} : la conclusion découle de vos chiffres."
        return Check(label=label, weight=weight, fraction=1.0, message=message)
    wrong = next((item.misconception for item in suspicions if item.rule(own) == conclusion), None)
    message = sentence(
        f"{received} : la conclusion ne découle pas de vos chiffres. Elle s’obtient par {expected}.",
        wrong.message if wrong else "",
    )
    return Check(label=label, weight=weight, fraction=0.0, message=message, misconception=wrong.id if wrong else "")


def choice_check(
    answers: Answers,
    name: str,
    *,
    label: str,
    weight: float,
    accepted: Collection[str],
    expected: str,
    advice: str = "",
    suspicions: Mapping[str, Misconception] | None = None,
) -> Check:
    """Judge a word or short text among the right ones, without regard to case or surrounding blanks.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``choice`` or ``text`` answer.
    label, weight, expected, advice
        As for ``number_check``.
    accepted : collection of str
    suspicions : mapping of Misconception, optional
        By the wrong word that betrays each.

    Returns
    -------
    Check
    """
    answer = answers[name]
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    text = answers.text(name)
    if text is None:
        return unreadable(label, weight, f"{expected} : {answer.declaration.kind()} est attendu.")
    word = text.strip().casefold()
    received = f"« {text.strip()[:60]} » reçu pour {expected}"
    if word in {item.strip().casefold() for item in accepted}:
        return Check(label=label, weight=weight, fraction=1.0, message=f"{received} : admis.")
    betrayed = {item.strip().casefold(): misconception for item, misconception in (suspicions or {}).items()}.get(word)
    message = sentence(f"{received} : non admis.", betrayed.message if betrayed else advice)
    return Check(
        label=label, weight=weight, fraction=0.0, message=message, misconception=betrayed.id if betrayed else ""
    )


def _printed_conclusion(conclusion: Conclusion) -> str:
    return conclusion if isinstance(conclusion, str) else ("oui" if conclusion else "non")
