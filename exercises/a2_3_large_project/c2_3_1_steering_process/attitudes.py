"""The grid of power and interest: how to treat each body of the register."""

from collections import Counter

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_check
from autograders.domain.stakeholders import Attitude, attitude
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .panel import register
from .words import MISTAKES

SWAPPED = {Attitude.KEEP_SATISFIED.value: Attitude.KEEP_INFORMED.value}
SWAPPED |= {other: one for one, other in SWAPPED.items()}


def judge_attitudes(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the attitude towards each body."""
    told, threshold = register(case), int(str(case.specification["grid_threshold"]))

    def slip(body: str, row: Row) -> Slip | None:
        wanted, given = told["attitudes"][body], row["attitude"]
        if given == wanted:
            return None
        scores = told["bodies"][body]
        if threshold < 5 and given == attitude(scores["power"], scores["interest"], threshold=threshold + 1).value:
            return Slip("la note du seuil n’est pas prise pour forte", MISTAKES["threshold-excluded"])
        if SWAPPED.get(wanted) == given:
            return Slip("pouvoir et intérêt sont intervertis", MISTAKES["power-for-interest"])
        return Slip("ce n’est pas le quadrant de ces deux notes")

    return rows_check(
        answers,
        "attitudes",
        label="Attitude envers chaque organisme",
        weight=2.0,
        key="body",
        expected=list(told["attitudes"]),
        rule=slip,
        chance=max(Counter(told["attitudes"].values()).values()),
        advice="Une ligne par organisme ; une note est forte à partir du seuil du cahier des charges, lui compris.",
    )
