"""Justified: weights that respect what the client has stated, each traced to a requirement that is about it."""

from collections.abc import Sequence

from autograders.candidate.wire import Row
from autograders.criteria import Slip, ratio_check, read_weights, rows_check, share_check, unfounded, weights_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import MANDATORY, group_of, own_columns, quantities_of
from .words import MISTAKES, identifier


def judge_justified(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of the weights: sum, preferences, requirements."""
    terms = case.specification
    columns = tuple(dict.fromkeys((*own_columns(answers, case), *MANDATORY)))
    weights = read_weights(answers.rows("weights") or (), key="column", value="weight")
    checks = [
        weights_check(
            answers,
            "weights",
            weight=1.5,
            key="column",
            value="weight",
            criteria=columns,
            percentages=MISTAKES["weights-in-percent"],
            unscaled=MISTAKES["weights-not-scaled"],
        ),
        ratio_check(
            weights,
            label="EX-10 : la justesse devant le prix",
            weight=1.5,
            more="exactitude",
            less="cout",
            at_least=terms.number("accuracy_to_cost"),
            misconception=MISTAKES["price-before-accuracy"],
        ),
        ratio_check(
            weights,
            label="EX-11 : la cadence autant que le prix",
            weight=1,
            more="cadence",
            less="cout",
            at_least=1.0,
            misconception=MISTAKES["price-before-rate"],
        ),
        share_check(
            weights,
            label="EX-12 : part de l’environnement",
            weight=1.5,
            members=group_of(case, "environnement"),
            low=terms.number("environment_low"),
            high=terms.number("environment_high"),
            none=MISTAKES["environment-forgotten"],
            outside=MISTAKES["environment-out-of-range"],
        ),
        share_check(
            weights,
            label="EX-13 : part du social",
            weight=1.5,
            members=group_of(case, "social"),
            low=terms.number("social_low"),
            high=1.0,
            none=MISTAKES["social-forgotten"],
            outside=MISTAKES["social-too-light"],
        ),
        share_check(
            weights,
            label="EX-15 : part du critère le plus lourd",
            weight=0.5,
            members=sorted(weights, key=lambda column: -weights[column])[:1],
            low=0.0,
            high=terms.number("single_high"),
            outside=MISTAKES["one-criterion-decides"],
        ),
        rows_check(
            answers,
            "weights",
            label="Exigence à l’origine de chaque poids",
            weight=2.5,
            key="column",
            expected=columns,
            rule=lambda column, row: trace_slip(case, column, row),
            advice="Citez une exigence du cahier des charges qui parle de cette grandeur.",
        ),
    ]
    total, *of_weights, trace = checks
    if len(weights) > 1 and len(set(weights.values())) == 1:
        of_weights = unfounded(of_weights, "Des poids tous égaux ne disent aucune préférence.")
    cited = [identifier(row["requirement"]) for row in answers.rows("weights") or ()]
    if len(cited) > 1 and len(set(cited)) == 1:
        [trace] = unfounded([trace], "La même exigence est citée partout : aucune ne parle de toutes les grandeurs.")
    return [total, *of_weights, trace]


def trace_slip(case: JudgedCase, column: str, row: Row) -> Slip | None:
    """Return what is wrong with the requirement that a weight is traced to."""
    requirement = identifier(row["requirement"])
    if requirement in quantities_of(case)[column]["requirements"]:
        return None
    known = {each for quantity in quantities_of(case).values() for each in quantity["requirements"]}
    misconception = MISTAKES["requirement-about-something-else"] if requirement in known else None
    return Slip("l’exigence citée ne porte pas sur cette grandeur", misconception)
