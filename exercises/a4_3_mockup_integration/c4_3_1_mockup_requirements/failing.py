"""What fails in the models handed over; where the candidate's IDS is wrong already, the slip is not paid again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from autograders.candidate.wire import Row
from autograders.criteria import Band, Slip, number_check, pairs_check, rows_by_pair, rows_check, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .needs import due_codes, requirements
from .trials import NAME as IDS
from .trials import OTHER_SCHEMA, OTHER_VERSION, is_right, rows_of, trials_of
from .words import MISTAKES

NAME, COLUMNS = "failing", ("requirement", "global_id")
# So many requirements may be wrong in the IDS; beyond, they are judged here as well.
MOST_SETTLED = 3


def settled_codes(answers: Answers, case: JudgedCase) -> tuple[str, ...]:
    """Return the requirements that the candidate's IDS gets wrong, which has cost its points."""
    if not answers[IDS].given:
        return ()
    faulty = [
        code
        for code in due_codes(answers, case)
        if not all(is_right(answers, case, trial) for trial in trials_of(case, [code]))
    ]
    return tuple(faulty) if len(faulty) <= MOST_SETTLED else ()


def judge_failing(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the elements that fail each due requirement in the IFC4 model."""
    settled, told = settled_codes(answers, case), requirements(case)
    codes = [code for code in due_codes(answers, case) if code not in settled]
    check = pairs_check(
        answers,
        NAME,
        label="Éléments en défaut de la maquette IFC4",
        weight=0.9,
        columns=COLUMNS,
        expected=[(code, each) for code in codes for each in told[code]["failing"]["ifc4"]],
        rule=lambda key, row: None,
        judged=lambda key: key[0] not in settled,
        lacking_as=lambda key: key[0],
        advice="Passez la maquette à votre IDS, puis relevez les GlobalId par exigence due.",
    )
    mistake = _pattern(answers, case, codes) if check.fraction < 1.0 else None
    if mistake is None:
        return check
    return replace(check, message=f"{check.message} {mistake.message}", misconception=mistake.id)


def judge_other_file(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the IFC2X3 model: what the IDS says of it, and what the same rules would find."""
    settled, told = settled_codes(answers, case), requirements(case)
    silent = all(row["failing"] == 0 for row in answers.rows("ifc2x3_failing") or ())
    return [
        _judge_checked(answers, case),
        rows_check(
            answers,
            "ifc2x3_failing",
            label="Défauts de la maquette IFC2X3 sous les mêmes règles",
            weight=0.5,
            key="requirement",
            expected=due_codes(answers, case),
            rule=lambda code, row: None if code in settled else _count_slip(told[code]["failing"], row, silent),
            advice="Remplacez ifcVersion par IFC2X3, sans rien changer d’autre, et comptez les éléments en défaut.",
        ),
    ]


def _judge_checked(answers: Answers, case: JudgedCase) -> Check:
    name, weight, rows = "ifc2x3_checked", 0.1, rows_of(answers, case, OTHER_SCHEMA)
    if answers[name].given and rows is None:
        return wrong(answers[name].declaration.label, weight, "Sans IDS lisible, rien ne fonde ce nombre.")
    speaking = sum(row["outcome"] != OTHER_VERSION for row in rows or ())
    return number_check(
        answers,
        name,
        weight=weight,
        accepted=Band(speaking, speaking),
        advice="Comptez les spécifications dont le résultat n’est pas « autre version ».",
    )


def _count_slip(failing: dict[str, list[str]], row: Row, silent: bool) -> Slip | None:
    given, right = row["failing"], len(failing["ifc2x3"])
    if given == right:
        return None
    if silent:
        return Slip("rien n’a été vérifié", MISTAKES["silence-is-conformity"])
    return Slip("autre nombre attendu")


def _pattern(answers: Answers, case: JudgedCase, codes: Sequence[str]) -> Misconception | None:
    told, given = requirements(case), list(rows_by_pair(answers.rows(NAME), COLUMNS))
    known = set(case.truth["elements"].values())
    if 2 * sum(each not in known for _, each in given) > len(given):
        return MISTAKES["not-a-globalid"]
    listed = Counter(code for code, _ in given)
    properties = [code for code in codes if told[code]["facet"] == "property"]
    if any(
        listed[code] == told[code]["applicable"]["ifc4"] > len(told[code]["failing"]["ifc4"]) for code in properties
    ):
        return MISTAKES["type-values-ignored"]
    return MISTAKES["everything-now"] if any(code not in codes for code in listed if not told[code]["due"]) else None
