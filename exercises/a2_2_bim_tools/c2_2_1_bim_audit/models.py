"""What fails in the three models against the IDS, and the share of checks that each satisfies."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import Band, Pair, Slip, pairs_check, rows_by_pair, table_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES

NAME, COLUMNS = "failing", ("requirement", "global_id")
PROHIBITED = "EX-09"
TRUSTED = 0.5
_GLOBAL_ID = re.compile(r"[0-3][0-9A-Za-z_$]{21}")


def models(case: JudgedCase) -> Mapping[str, Any]:
    """Return by model the elements that each requirement applies to, as numbers, and those that fail it."""
    told: Mapping[str, Any] = case.truth["models"]
    return told


def failing(case: JudgedCase) -> dict[Pair, str]:
    """Return the model of each pair of requirement and GlobalId that fails."""
    return {
        (code, global_id): model
        for model, told in models(case).items()
        for code, ids in told["failing"].items()
        for global_id in ids
    }


def own_failing(answers: Answers, case: JudgedCase) -> Counter[Pair]:
    """Return by model and requirement how many elements fail, by the candidate; by the reference if far from it."""
    wanted, own = failing(case), rows_by_pair(answers.rows(NAME), COLUMNS)
    if len(wanted.keys() & own.keys()) >= TRUSTED * len(wanted.keys() | own.keys()):
        return Counter((str(rows[0]["model"]), code) for (code, _), rows in own.items())
    return right_failing(case)


def right_failing(case: JudgedCase) -> Counter[Pair]:
    """Return by model and requirement how many elements fail."""
    return Counter((model, code) for (code, _), model in failing(case).items())


def conformity_percent(applicable: Mapping[str, int], failed: Mapping[str, int]) -> float:
    """Return the share of satisfied checks, what is forbidden left out.

    Examples
    --------
    >>> conformity_percent({"EX-01": 3, "EX-07": 17, "EX-09": 4}, {"EX-01": 1, "EX-09": 4})
    95.0
    """
    codes = [code for code in applicable if code != PROHIBITED]
    checks = sum(applicable[code] for code in codes)
    return 100 * (1 - sum(failed.get(code, 0) for code in codes) / checks)


def judge_failing(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the elements that fail."""
    wanted = failing(case)

    def slip(key: Pair, row: Row) -> Slip | None:
        return None if row["model"] == wanted[key] else Slip("cet élément est dans une autre maquette")

    return pairs_check(
        answers,
        NAME,
        label="Éléments en faute des trois maquettes",
        weight=2.0,
        columns=COLUMNS,
        expected=list(wanted),
        rule=slip,
        betrayed=lambda lacking, excess: _betrayed(list(wanted), lacking, excess),
        lacking_as=lambda key: key[0],
        advice="Passez chaque maquette à exigences.ids et relevez, par exigence, les GlobalId en faute.",
    )


def judge_conformity(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the conformity of each model, from the candidate's own failing elements."""
    told, own, right = models(case), own_failing(answers, case), right_failing(case)
    accepted = {
        model: {"conformity_percent": [_around(_conformity(item, model, found)) for found in (own, right)]}
        for model, item in told.items()
    }
    wrong_ideas = {
        "prohibited-counted": lambda item, model: _with_prohibited(item),
        "mean-of-requirements": lambda item, model: _mean_of_requirements(item),
        "share-of-elements": lambda item, model: _share_of_elements(item),
        "share-not-percent": lambda item, model: _conformity(item, model, right) / 100,
    }
    suspicions = {
        MISTAKES[name]: {
            model: {
                "conformity_percent": Band.around(idea(item, model), absolute=0.06 if idea(item, model) > 1 else 0.002)
            }
            for model, item in told.items()
        }
        for name, idea in wrong_ideas.items()
    }
    return table_check(
        answers,
        "conformity",
        weight=0.5,
        key="model",
        accepted=accepted,
        suspicions=suspicions,
        advice="Un contrôle est un couple d’un élément et d’une exigence qui s’y applique, de EX-01 à EX-08.",
    )


def _around(value: float) -> Band:
    return Band.around(value, absolute=0.06)


def _conformity(item: Mapping[str, Any], model: str, found: Mapping[Pair, int]) -> float:
    return conformity_percent(item["applicable"], {code: found.get((model, code), 0) for code in item["applicable"]})


def _with_prohibited(item: Mapping[str, Any]) -> float:
    return 100 * (1 - sum(map(len, item["failing"].values())) / sum(item["applicable"].values()))


def _mean_of_requirements(item: Mapping[str, Any]) -> float:
    shares = [
        1 - len(item["failing"][code]) / count
        for code, count in item["applicable"].items()
        if count and code != PROHIBITED
    ]
    return 100 * sum(shares) / len(shares)


def _share_of_elements(item: Mapping[str, Any]) -> float:
    # Every element but those without a class bears a lot; no element fails two requirements.
    elements = item["applicable"]["EX-07"] + item["applicable"]["EX-01"]
    failed = sum(len(ids) for code, ids in item["failing"].items() if code != PROHIBITED)
    return float(100 * (1 - failed / elements))


def _betrayed(wanted: list[Pair], lacking: Collection[Pair], excess: Collection[Pair]) -> Misconception | None:
    if excess and 2 * sum(_GLOBAL_ID.fullmatch(each) is None for _, each in excess) > len(excess):
        return MISTAKES["not-a-globalid"]
    prohibited = [key for key in wanted if key[0] == PROHIBITED]
    if prohibited and all(key in lacking for key in prohibited):
        return MISTAKES["prohibited-forgotten"]
    return None
