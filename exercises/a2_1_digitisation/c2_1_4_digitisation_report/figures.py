"""Key figures of the report: those that the candidate measured in the other notebooks, in the unit asked for."""

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .words import MEASURES, MISTAKES

# Key, the answer that measures it, and the unit of that answer.
MEASURED = {
    "bruit_reference": ("C2.1.2.noise_at_reference_mm", "mm"),
    "plus_petite_fente": ("C2.1.2.smallest_slot_mm", "mm"),
    "biais_barre": ("C2.1.2.bar_bias_mm", "mm"),
    "stations": ("C2.1.3.station_plan", ""),
    "couverture": ("C2.1.3.coverage_percent", "%"),
    "duree": ("C2.1.3.minutes", "min"),
    "ecart_controle": ("C2.1.3.check_rmse_mm", "mm"),
    "volume_brut": ("C2.1.3.raw_volume_gb", "go"),
    "stockage": ("C2.1.3.storage_tb", "to"),
}
# The limit that is taken for the figure, in the unit of the answer.
LIMITS = {
    "stations": "station_limit",
    "couverture": "coverage_total_percent",
    "duree": "minutes_limit",
    "ecart_controle": "check_rmse_limit_mm",
}
# How many digits a figure may have lost to be recognised as rounded too far.
LOST_DIGITS = 3


def judge_figures(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the key figures."""
    unmeasured = [f"{key} ({name[:6]})" for key, (name, _) in MEASURED.items() if measured(answers, key) is None]
    advice = "Reprenez la réponse que vous avez remise dans l’autre carnet, puis l’unité et les décimales exigées."
    if unmeasured:
        advice += f" Vos autres carnets ne rendent pas\u00a0: {', '.join(unmeasured)}."
    return rows_check(
        answers,
        "key_figures",
        label="Chiffres clés, égaux à ceux que vous avez mesurés",
        weight=3,
        key="key",
        expected=list(MEASURED),
        rule=lambda key, row: figure_slip(answers, case, key, row),
        advice=advice,
    )


def measured(answers: Answers, key: str) -> float | None:
    """Return the candidate's own figure in the unit of its answer, or ``None`` if it was not handed in."""
    name, _ = MEASURED[key]
    if key != "stations":
        return answers.number(name)
    rows = answers.rows(name)
    return float(len(rows)) if rows else None


def figure_slip(answers: Answers, case: JudgedCase, key: str, row: Row) -> Slip | None:
    """Return what is wrong with a key figure."""
    name, own_unit = MEASURED[key]
    own = measured(answers, key)
    if own is None:
        return Slip(f"votre carnet {name[:6]} ne rend pas ce chiffre, il n’est donc pas documenté")
    demand = case.truth["report"]["figures"][key]
    unit, decimals = MEASURES.named(demand["unit"]), int(demand["decimals"])
    value, given_unit = float(row["value"]), MEASURES.named(row["unit"])
    wanted = MEASURES.converted(own, own_unit, unit)
    tolerance = 1e-6 if key == "stations" else 0.500001 * 10.0**-decimals
    if abs(value - wanted) <= tolerance:
        if given_unit == unit:
            return None
        return Slip("la valeur convient, l’unité annoncée n’est pas celle qui est demandée", MISTAKES["wrong-unit"])
    others = [each for each in MEASURES.same_kind(unit) if each != unit]
    if any(abs(value - (other := MEASURES.converted(own, own_unit, each))) <= 0.02 * abs(other) for each in others):
        return Slip("valeur dans une autre unité que celle qui est demandée", MISTAKES["wrong-unit"])
    if any(abs(value - round(wanted, decimals - lost)) < 1e-9 for lost in range(1, LOST_DIGITS + 1)):
        return Slip("valeur arrondie au-delà de ce qui est admis", MISTAKES["rounded-too-far"])
    if wanted != 0 and abs(value + wanted) <= tolerance:
        return Slip("valeur de signe contraire", MISTAKES["sign-lost"])
    given = MEASURES.converted(value, unit, own_unit)
    if key == "ecart_controle" and abs(given - _worst_tie_mm(case)) <= 0.06:
        return Slip("c’est l’écart aux cibles de calage", MISTAKES["tie-rmse-reported"])
    if key in LIMITS and abs(given - case.specification.number(LIMITS[key])) <= 0.01 * abs(given):
        return Slip("c’est la limite du cahier des charges", MISTAKES["nominal-reported"])
    return Slip("ce n’est pas le chiffre que vous avez rendu dans l’autre carnet")


def _worst_tie_mm(case: JudgedCase) -> float:
    stations = case.truth["registration"]["stations"].values()
    return max(float(item["sound"]["rmse_mm"]) for item in stations)
