"""Judges of conclusions: a yes, a no or a word earns points only with the figures that it follows from."""

from collections.abc import Collection, Mapping

from autograders.model.answers import Answers
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .bands import Accepted, lies_in
from .rows import folded
from .suspicions import Conclusion, Rule, RuleSuspicions
from .wording import absent, printed, right, unreadable, wrong


def conclusion_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    figures: Mapping[str, Accepted],
    rule: Rule,
    advice: str,
    suspicions: RuleSuspicions | None = None,
) -> Check:
    """Judge whether a conclusion follows from the candidate's own figures.

    A figure that is absent or implausible supports nothing: no points, right or wrong. A figure that is
    plausible but wrong has cost its points already: the conclusion is judged as if it were right.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``boolean`` or ``choice`` answer.
    weight : float
        Share in the criterion.
    figures : mapping of bands
        Names of the number answers that support the conclusion, and what is plausible for each: wide enough
        for an honest slip, narrow enough that a figure made up is not among it.
    rule : callable (figures by name) -> bool or str
        The conclusion that follows.
    advice : str
        In French, the rule to apply.
    suspicions : mapping of rules by Misconception
        Wrong rules; the first one that gives the candidate's conclusion is told.

    Returns
    -------
    Check
    """
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    flag, text = answers.boolean(name), answers.text(name)
    conclusion: Conclusion | None = text if flag is None else flag
    if conclusion is None:
        return unreadable(answer, label, weight)
    own = {figure: value for figure in figures if (value := answers.number(figure)) is not None}
    lacking = [figure for figure in figures if figure not in own]
    if lacking:
        advice = f"Donnez aussi {', '.join(lacking)}."
        return wrong(label, weight, "Conclusion sans le chiffre qui la fonde.", advice=advice)
    implausible = [figure for figure, value in own.items() if not lies_in(value, figures[figure])]
    if implausible:
        message = f"Conclusion fondée sur un chiffre invraisemblable : {', '.join(implausible)}."
        return wrong(label, weight, message, advice="Corrigez d’abord ce chiffre.")
    stated = ", ".join(
        f"{figure} = {printed(value, answers[figure].declaration.unit)}" for figure, value in own.items()
    )
    received = f"« {_printed_conclusion(conclusion)} » reçu, avec {stated}"
    if conclusion == rule(own):
        return right(label, weight, f"{received} : la conclusion découle de vos chiffres.")
    misconception = next((item for item, other in (suspicions or {}).items() if other(own) == conclusion), None)
    message = f"{received} : la conclusion ne découle pas de vos chiffres."
    return wrong(label, weight, message, misconception=misconception, advice=advice)


def choice_check(
    answers: Answers,
    name: str,
    *,
    weight: float,
    accepted: Collection[str],
    advice: str = "",
    suspicions: Mapping[str, Misconception] | None = None,
) -> Check:
    """Judge a word or short text among the right ones, without regard to case or surrounding blanks.

    Parameters
    ----------
    answers : Answers
    name : str
        Of a ``choice`` or ``text`` answer.
    weight, advice
        As for ``number_check``.
    accepted : collection of str
    suspicions : mapping of Misconception by word
        The wrong words that betray one.

    Returns
    -------
    Check
    """
    answer = answers[name]
    label = answer.declaration.label
    if (missing := absent(answer, label=label, weight=weight)) is not None:
        return missing
    text = answers.text(name)
    if text is None:
        return unreadable(answer, label, weight)
    word = folded(text)
    received = f"« {text.strip()[:60]} » reçu"
    if word in {folded(item) for item in accepted}:
        return right(label, weight, f"{received} : réponse admise.")
    misconception = {folded(item): known for item, known in (suspicions or {}).items()}.get(word)
    return wrong(label, weight, f"{received} : réponse non admise.", misconception=misconception, advice=advice)


def _printed_conclusion(conclusion: Conclusion) -> str:
    return conclusion if isinstance(conclusion, str) else ("oui" if conclusion else "non")
