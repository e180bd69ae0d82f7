"""The coding of the interviews against the reference: how far both agree beyond chance, not cell by cell."""

from collections.abc import Mapping
from typing import Any

from autograders.criteria import Pair, absent, holds, plain, printed, right, rows_by_pair, wrong
from autograders.domain.audit import cohen_kappa
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
    rows = rows_by_pair(answers.rows(NAME), COLUMNS)
    found = {key: {str(row["code"]) for row in rows.get(key, ())} for key in reference(case)}
    return {key: "/".join(sorted(codes)) or SILENT for key, codes in found.items()}


def agreement(answers: Answers, case: JudgedCase) -> float:
    """Return Cohen's kappa of the candidate's coding and the reference, on all interviews and themes."""
    wanted, own = reference(case), own_codes(answers, case)
    return cohen_kappa(list(wanted.values()), [own[key] for key in wanted])


def is_trusted(answers: Answers, case: JudgedCase) -> bool:
    """Return whether what follows from the coding is judged from the candidate's own."""
    return answers[NAME].given and agreement(answers, case) > LEAST_KAPPA


def judge_coding(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the agreement with the reference."""
    label, weight = "Accord du codage avec le codage de référence", 3.0
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    kappa, wanted, own = agreement(answers, case), reference(case), own_codes(answers, case)
    alike = sum(own[key] == code for key, code in wanted.items())
    received = f"{alike} cases concordantes sur {len(wanted)}, κ de Cohen = {printed(round(kappa, 3))}"
    if kappa >= FULL_KAPPA:
        return right(label, weight, f"{received} : accord suffisant.")
    fraction = max(0.0, (kappa - LEAST_KAPPA) / (FULL_KAPPA - LEAST_KAPPA))
    message = f"{received} ; tous les points dès {printed(FULL_KAPPA)}."
    advice = "Relisez chaque texte thème par thème : ce que la personne a vécu, fait ou constaté elle-même."
    mistake = _betrayed(wanted, own, case)
    return wrong(label, weight, message, misconception=mistake, advice=advice, fraction=fraction)


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
