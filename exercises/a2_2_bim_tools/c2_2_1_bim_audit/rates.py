"""How often each finding was made, from the candidate's own coding, process, models and containers."""

from collections import Counter
from collections.abc import Callable, Mapping

from autograders.criteria import Band, Pair, rows_by_key, table_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .coding import HINDRANCE, STRENGTH, interviews, is_trusted, own_codes, reference, themes
from .containers import broken, count, own_broken
from .models import PROHIBITED, models, own_failing
from .process import own_departures
from .words import MISTAKES

NAME = "finding_rates"
TOLERANCE = 0.002
# With so many rates that follow, what comes after is judged from the candidate's own.
TRUSTED = 0.5

Rates = Mapping[str, float]


def right_rates(case: JudgedCase) -> Rates:
    """Return the rate of each finding."""
    told: Rates = case.truth["levers"]["rates"]
    return told


def rates_from_findings(answers: Answers, case: JudgedCase) -> Rates:
    """Return the rates that follow from what the candidate found, part by part."""
    codes = own_codes(answers, case) if is_trusted(answers, case) else reference(case)
    containers = Counter(rule for _, rule in own_broken(answers, case))
    return {
        **{f"T-{theme}": _hindrances(codes, theme) / len(interviews(case)) for theme in themes(case)},
        **_model_rates(case, own_failing(answers, case)),
        **{code: containers[code[2:]] / count(case) for code in right_rates(case) if code.startswith("R-")},
        **{finding: float(departs) for finding, departs in own_departures(answers, case).items()},
    }


def own_rates(answers: Answers, case: JudgedCase) -> list[Rates]:
    """Return the rates from which priorities may follow: those given, those that follow, the right ones."""
    following, right = rates_from_findings(answers, case), right_rates(case)
    rows = rows_by_key(answers.rows(NAME) or (), "finding")
    given = {code: float(str(same[0]["rate"])) for code in right if len(same := rows.get(code.casefold(), [])) == 1}
    # That a finding was not made is said without looking: only what was measured counts.
    made = {code for code in right if following[code] or right[code]}
    alike = sum(abs(given[code] - following[code]) <= TOLERANCE for code in made & given.keys())
    trusted = alike >= TRUSTED * len(made) and all(0 <= value <= 1 for value in given.values())
    return [{**following, **given}, following, right] if trusted else [following, right]


def judge_rates(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the rates, from the candidate's own findings."""
    following, right = rates_from_findings(answers, case), right_rates(case)
    rates = [row["rate"] for row in answers.rows(NAME) or ()]
    if len(rates) > 1 and len(set(rates)) == 1 < len(set(right.values())):
        return wrong(answers[NAME].declaration.label, 2.0, "Le même taux partout : rien n’est mesuré.")
    return table_check(
        answers,
        NAME,
        weight=2.0,
        key="finding",
        accepted={code: {"rate": [_around(following[code]), _around(right[code])]} for code in right},
        suspicions=_suspicions(answers, case, following),
        advice="Chaque famille de constats a son dénominateur (cahier des charges, § 2.5).",
    )


def _suspicions(
    answers: Answers, case: JudgedCase, following: Rates
) -> Mapping[Misconception, Mapping[str, Mapping[str, Band]]]:
    ideas: Mapping[str, Callable[[], Rates]] = {
        "rate-in-percent": lambda: {code: 100 * rate for code, rate in following.items() if rate},
        "share-of-speakers": lambda: _shares_of_speakers(own_codes(answers, case), case),
        "share-of-faults": lambda: _shares_of_faults(case),
        "proxies-over-proxies": lambda: {f"M-{PROHIBITED}": 1.0},
    }
    return {
        MISTAKES[name]: {code: {"rate": _around(rate)} for code, rate in idea().items()} for name, idea in ideas.items()
    }


def _around(rate: float) -> Band:
    return Band.around(rate, absolute=TOLERANCE)


def _hindrances(codes: Mapping[Pair, str], theme: str) -> int:
    return sum(code == HINDRANCE for (_, other), code in codes.items() if other == theme)


def _shares_of_speakers(codes: Mapping[Pair, str], case: JudgedCase) -> Rates:
    told = {theme: [code for (_, other), code in codes.items() if other == theme] for theme in themes(case)}
    return {
        f"T-{theme}": found.count(HINDRANCE) / speakers
        for theme, found in told.items()
        if (speakers := found.count(HINDRANCE) + found.count(STRENGTH))
    }


def _model_rates(case: JudgedCase, failed: Mapping[Pair, int]) -> Rates:
    applicable = _applicable(case)
    return {
        f"M-{code}": sum(number for (_, other), number in failed.items() if other == code) / total
        for code, total in applicable.items()
    }


def _applicable(case: JudgedCase) -> Counter[str]:
    """Return to how many elements of the three models each requirement applies; what is forbidden, to all of them."""
    found: Counter[str] = Counter()
    for item in models(case).values():
        found.update(item["applicable"])
        # The lot is required of every element that has a class.
        found[PROHIBITED] += item["applicable"]["EX-07"]
    return found


def _shares_of_faults(case: JudgedCase) -> Rates:
    found = Counter(rule for _, rule in broken(case))
    return {f"R-{rule}": number / found.total() for rule, number in found.items()}
