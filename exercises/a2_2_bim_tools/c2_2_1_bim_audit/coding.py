"""The coding of the interviews against the reference: how far both agree beyond chance, not cell by cell."""

from collections.abc import Mapping
from typing import Any

from autograders.criteria import Pair, coding_agreement, coding_check, holds, plain, read_codes
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES

NAME, COLUMNS = "coding", ("interview", "theme")
HINDRANCE, STRENGTH, SILENT = "frein", "appui", "rien"
# Conventions printed in the notebook: all points from the second on, none up to the first.
LEAST_KAPPA, FULL_KAPPA = 0.50, 0.85


def interviews(case: JudgedCase) -> Mapping[str, Any]:
    """Return the reference of each interview: codes, passages, announcements, text."""
    told: Mapping[str, Any] = case.truth["coding"]
    return told


def themes(case: JudgedCase) -> tuple[str, ...]:
    """Return the themes of the grid."""
    return tuple(code.removeprefix("T-") for code in case.truth["levers"]["rates"] if code.startswith("T-"))


def reference(case: JudgedCase) -> dict[Pair, str]:
    """Return the code of each interview and theme, silence included."""
    return {
        (interview, theme): told["codes"].get(theme, SILENT)
        for interview, told in interviews(case).items()
        for theme in themes(case)
    }


def own_codes(answers: Answers, case: JudgedCase) -> dict[Pair, str]:
    """Return what the candidate coded, silence where there is no row; two different codes are neither."""
    return read_codes(answers.rows(NAME), (*COLUMNS, "code"), reference(case), silent=SILENT)


def is_trusted(answers: Answers, case: JudgedCase) -> bool:
    """Return whether what follows from the coding is judged from the candidate's own."""
    return answers[NAME].given and coding_agreement(reference(case), own_codes(answers, case)) > LEAST_KAPPA


def judge_coding(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the agreement with the reference."""
    wanted, own = reference(case), own_codes(answers, case)
    return coding_check(
        answers,
        NAME,
        label="Accord du codage avec le codage de référence",
        weight=3.0,
        reference=wanted,
        own=own,
        least=LEAST_KAPPA,
        full=FULL_KAPPA,
        betrayed=lambda: _betrayed(wanted, own, case),
        advice="Relisez chaque texte thème par thème : ce que la personne a vécu, fait ou constaté elle-même.",
    )


def _betrayed(wanted: Mapping[Pair, str], own: Mapping[Pair, str], case: JudgedCase) -> Misconception | None:
    differing = {key: (code, own[key]) for key, code in wanted.items() if own[key] != code}
    kinds = list(differing.values())
    if kinds.count((STRENGTH, SILENT)) * 2 > len(kinds) and STRENGTH not in own.values():
        return MISTAKES["hindrances-alone"]
    reversed_ones = [key for key, pair in differing.items() if set(pair) == {HINDRANCE, STRENGTH}]
    if 2 * sum(_is_announced(case, key) for key in reversed_ones) > len(reversed_ones):
        return MISTAKES["announcement-over-fact"]
    invented = sum(code == SILENT for code, _ in kinds)
    return MISTAKES["hearsay-coded"] if 2 * invented > len(kinds) else None


def _is_announced(case: JudgedCase, key: Pair) -> bool:
    told = interviews(case)[key[0]]
    passage = plain(told["passages"][key[1]])
    return any(holds(passage, plain(said)) for said in told["announced"])
