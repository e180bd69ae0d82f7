"""The coding of the interviews against the reference: how far both agree beyond chance, not cell by cell."""

from collections.abc import Mapping
from typing import Any

from autograders.criteria import Pair, absent, printed, right, rows_by_pair, wrong
from autograders.domain.audit import cohen_kappa
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.exercise import Misconception
from autograders.model.verdict import Check

from .words import MISTAKES

NAME, COLUMNS = "coding", ("interview", "theme")
HINDRANCE, STRENGTH, SILENT = "frein", "appui", "rien"
THEMES = ("partage", "competences", "outils", "charge", "decision", "controle", "cout", "utilite")
# Conventions printed in the notebook: all points from the second on, none up to the first.
LEAST_KAPPA, FULL_KAPPA = 0.50, 0.85


def interviews(case: JudgedCase) -> Mapping[str, Any]:
    """Return the reference of each interview: group, codes, passages, text."""
    told: Mapping[str, Any] = case.truth["interviews"]["coding"]
    return told


def reference(case: JudgedCase) -> dict[Pair, str]:
    """Return the code of each interview and theme, silence included."""
    return {
        (interview, theme): told["codes"].get(theme, SILENT)
        for interview, told in interviews(case).items()
        for theme in THEMES
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


def hindrances(answers: Answers, case: JudgedCase) -> list[set[Pair]]:
    """Return the hindrances that actions may be judged by: the reference's, and the candidate's where they can be."""
    wanted = {key for key, code in reference(case).items() if code == HINDRANCE}
    own = {key for key, code in own_codes(answers, case).items() if code == HINDRANCE}
    trusted = answers[NAME].given and agreement(answers, case) > LEAST_KAPPA and 2 * len(own) >= len(wanted)
    return [wanted, own] if trusted else [wanted]


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
    return wrong(label, weight, message, misconception=_betrayed(wanted, own), advice=advice, fraction=fraction)


def _betrayed(wanted: Mapping[Pair, str], own: Mapping[Pair, str]) -> Misconception | None:
    kinds = [(code, own[key]) for key, code in wanted.items() if own[key] != code]
    if STRENGTH not in own.values() and kinds.count((STRENGTH, SILENT)) * 2 > len(kinds):
        return MISTAKES["hindrances-alone"]
    if 2 * sum(code == SILENT for code, _ in kinds) > len(kinds):
        return MISTAKES["hearsay-coded"]
    turned = sum({code, found} == {HINDRANCE, STRENGTH} for code, found in kinds)
    return MISTAKES["words-for-stance"] if 2 * turned > len(kinds) else None
