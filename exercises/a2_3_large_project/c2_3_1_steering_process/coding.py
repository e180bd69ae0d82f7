"""The coding of the interviews against the reference: how far both agree beyond chance, not cell by cell."""

from collections.abc import Mapping
from typing import Any

from autograders.criteria import Pair, coding_agreement, coding_check, read_codes
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
    return read_codes(answers.rows(NAME), (*COLUMNS, "code"), reference(case), silent=SILENT)


def hindrances(answers: Answers, case: JudgedCase) -> list[set[Pair]]:
    """Return the hindrances that actions may be judged by: the reference's, and the candidate's where they can be."""
    told, coded = reference(case), own_codes(answers, case)
    wanted, own = ({key for key, code in codes.items() if code == HINDRANCE} for codes in (told, coded))
    trusted = coding_agreement(told, coded) > LEAST_KAPPA and 2 * len(own) >= len(wanted)
    return [wanted, own] if answers[NAME].given and trusted else [wanted]


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
        betrayed=lambda: _betrayed(wanted, own),
        advice="Relisez chaque texte thème par thème : ce que la personne a vécu, fait ou constaté elle-même.",
    )


def _betrayed(wanted: Mapping[Pair, str], own: Mapping[Pair, str]) -> Misconception | None:
    kinds = [(code, own[key]) for key, code in wanted.items() if own[key] != code]
    if STRENGTH not in own.values() and kinds.count((STRENGTH, SILENT)) * 2 > len(kinds):
        return MISTAKES["hindrances-alone"]
    if 2 * sum(code == SILENT for code, _ in kinds) > len(kinds):
        return MISTAKES["hearsay-coded"]
    turned = sum({code, found} == {HINDRANCE, STRENGTH} for code, found in kinds)
    return MISTAKES["words-for-stance"] if 2 * turned > len(kinds) else None
