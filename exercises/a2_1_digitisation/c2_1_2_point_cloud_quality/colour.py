"""Judges of colour: the differences from the chart, signal to noise, the verdict."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograders.criteria import Band, conclusion_check, founded, number_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .captures import MISTAKES


def judge_colour(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the checks of colour: three differences, signal to noise, verdict."""
    colour = case.truth["colour"]
    snr_db, snr_limit_db = colour["grey_snr_db"], case.specification.number("grey_snr_limit_db")
    statistics = ("mean", "p95", "maximum")
    limits = {f"delta_e_{each}": case.specification.number(f"delta_e_{each}_limit") for each in statistics}
    snr = number_check(
        answers,
        "grey_snr_db",
        weight=1,
        accepted=Band.around(snr_db, absolute=0.4),
        advice="20·log₁₀ de la moyenne sur l’écart-type des niveaux (R + V + B)/3 de la plage du cahier des charges.",
        suspicions={
            MISTAKES["snr-ten-log"]: Band.around(snr_db / 2, absolute=0.3),
            MISTAKES["uncoloured-points"]: Band.around(colour["uncoloured_snr_db"], absolute=0.4),
            MISTAKES["snr-single-channel"]: Band(snr_db - 7, snr_db - 1),
        },
    )

    def conform(own: Mapping[str, float]) -> bool:
        return all(own[name] <= limit for name, limit in limits.items()) and own["grey_snr_db"] >= snr_limit_db

    verdict = conclusion_check(
        answers,
        "colour_conform",
        weight=1.5,
        figures={name: Band(colour[name] / 3, 3 * colour[name]) for name in limits}
        | {"grey_snr_db": Band(snr_db / 3, 2 * snr_db)},
        rule=conform,
        advice="Comparez les trois écarts et le rapport signal sur bruit, chacun à sa limite.",
        suspicions={
            MISTAKES["colour-mean-only"]: lambda own: own["delta_e_mean"] <= limits["delta_e_mean"],
            MISTAKES["colour-verdict-reversed"]: lambda own: not conform(own),
        },
    )
    figures = [*(difference_check(answers, colour, statistic) for statistic in statistics), snr]
    return founded(figures, [verdict])


def difference_check(answers: Answers, colour: Mapping[str, Any], statistic: str) -> Check:
    """Judge one statistic of the colour differences."""
    slips = {
        "d50-reference": colour[f"d50_{statistic}"],
        "delta-e-1976": colour[f"delta_e_76_{statistic}"],
        "uncoloured-points": colour[f"uncoloured_{statistic}"],
    }
    return number_check(
        answers,
        f"delta_e_{statistic}",
        weight=1,
        accepted=Band.spanning(colour["bands"][f"delta_e_{statistic}"], relative=0.012, absolute=0.06),
        advice="Moyenne R, V, B de chaque plage, conversion en L*a*b* sous D65, CIEDE2000 avec la référence D65.",
        suspicions={MISTAKES[slip]: Band.around(each, relative=0.02, absolute=0.04) for slip, each in slips.items()},
    )
