"""Key figures of the report: those that the candidate found in the other notebooks, in the unit asked for."""

from collections.abc import Mapping

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import conformities, figure
from .words import MEASURES, MISTAKES

# Unit of the answer that gives the figure, and the notebook it comes from.
UNITS = {
    "conformite_min": ("%", "C2.2.1"),
    "ecarts_procedure": ("", "C2.2.1"),
    "cout_leviers": ("€", "C2.2.1"),
    "volume_jour": ("go", "C2.2.2"),
    "acces_simultanes": ("", "C2.2.2"),
    "serveurs": ("", "C2.2.2"),
    "stockage": ("to", "C2.2.2"),
    "debit_siege": ("mb/s", "C2.2.2"),
    "duree_transfert": ("s", "C2.2.2"),
    "points_uniques": ("", "C2.2.2"),
    "niveau_chaine": ("", "C2.2.2"),
    "niveau_route": ("", "C2.2.2"),
}
# How many digits a figure may have lost to be recognised as rounded too far.
LOST_DIGITS = 3
BINARY = ({"to", "tio"}, {"go", "gio"})
CLOSE = 0.005


def judge_figures(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the key figures."""
    unknown = [f"{key} ({source})" for key, (_, source) in UNITS.items() if figure(answers, case, key) is None]
    advice = "Reprenez la réponse que vous avez remise dans l’autre carnet, puis l’unité et les décimales demandées."
    if unknown:
        advice += f" Vos autres carnets ne rendent pas\u00a0: {', '.join(unknown)}."
    return rows_check(
        answers,
        "key_figures",
        label="Chiffres clés, égaux à ceux que vous avez calculés",
        weight=4.5,
        key="key",
        expected=list(UNITS),
        rule=lambda key, row: figure_slip(answers, case, key, row),
        advice=advice,
    )


def figure_slip(answers: Answers, case: JudgedCase, key: str, row: Row) -> Slip | None:
    """Return what is wrong with a key figure."""
    own_unit, source = UNITS[key]
    own = figure(answers, case, key)
    if own is None:
        return Slip(f"votre carnet {source} ne rend pas ce chiffre, il n’est donc pas établi")
    demand = case.truth["report"]["figures"][key]
    unit, decimals = MEASURES.named(demand["unit"]), int(demand["decimals"])
    value = float(row["value"])
    wanted = MEASURES.converted(own, own_unit, unit)
    if abs(value - wanted) <= 0.500001 * 10.0**-decimals:
        if MEASURES.named(row["unit"]) == unit:
            return None
        return Slip("la valeur convient, l’unité annoncée n’est pas celle qui est demandée", MISTAKES["wrong-unit"])
    for each in MEASURES.same_kind(unit):
        other = MEASURES.converted(own, own_unit, each)
        if each != unit and abs(value - other) <= CLOSE * abs(other):
            mistake = MISTAKES["binary-for-decimal" if {unit, each} in BINARY else "wrong-unit"]
            return Slip("valeur dans une autre unité que celle qui est demandée", mistake)
    for identifier, (message, taken) in _taken_for(answers, case, key).items():
        if abs(MEASURES.converted(value, unit, own_unit) - taken) <= 1e-9 + 0.001 * abs(taken):
            return Slip(message, MISTAKES[identifier])
    if any(abs(value - round(wanted, decimals - lost)) < 1e-9 for lost in range(1, LOST_DIGITS + 1)):
        return Slip("valeur arrondie au-delà de ce qui est admis", MISTAKES["rounded-too-far"])
    return Slip("ce n’est pas le chiffre que vous avez rendu dans l’autre carnet")


def _taken_for(answers: Answers, case: JudgedCase, key: str) -> Mapping[str, tuple[str, float]]:
    """Return other figures that are taken for a key figure, in the unit of its answer."""
    found: dict[str, tuple[str, float]] = {}
    if key == "conformite_min" and (shares := conformities(answers)):
        found["mean-for-lowest"] = ("c’est la moyenne des maquettes", sum(shares.values()) / len(shares))
    if key == "cout_leviers":
        found["budget-for-cost"] = ("c’est le budget", float(case.specification["lever_budget_eur"]))
    if key == "acces_simultanes":
        named = float(case.truth["sizing"]["named"])
        found["named-for-concurrent"] = ("ce sont les accès nommés", named)
    if key == "serveurs" and (own := figure(answers, case, key)) is not None:
        found["spare-forgotten"] = ("le serveur de secours n’y est pas", own - 1)
    if key == "points_uniques":
        after = float(len(case.truth["network"]["weak_points_after"]))
        found["after-for-today"] = ("c’est le nombre après l’amélioration", after)
    return found
