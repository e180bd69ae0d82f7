"""Key figures of the roadmap: those that the candidate found in the other notebooks, in the unit asked for."""

from collections.abc import Mapping
from math import ceil

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import OPENING_KEY, asked, figure
from .words import MEASURES, MISTAKES

NAME = "key_figures"
# Unit of the answer that gives a figure.
UNITS = {
    "stockage": "to",
    "budget": "€",
    "ecart_cout": "€",
    "estimation": "€",
    "marge_mobilier": "jours ouvres",
}
LOST_DIGITS = 3
BINARY = ({"to", "tio"}, {"go", "gio"})
CLOSE, ROUNDED = 0.002, 0.001


def numbers(case: JudgedCase) -> list[str]:
    """Return the figures that are numbers: the opening is a date, told among the stages."""
    return [key for key in asked(case) if key != OPENING_KEY]


def judge_figures(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the key figures."""
    unknown = [
        f"{key} ({asked(case)[key]['competency']})" for key in numbers(case) if figure(answers, case, key) is None
    ]
    advice = "Reprenez la réponse que vous avez remise dans l’autre carnet, puis l’unité et les décimales demandées."
    if unknown:
        advice += f" Vos autres carnets ne rendent pas\u00a0: {', '.join(unknown)}."
    return rows_check(
        answers,
        NAME,
        label="Chiffres clés, égaux à ceux que vous avez calculés",
        weight=3.5,
        key="key",
        expected=numbers(case),
        rule=lambda key, row: figure_slip(answers, case, key, row),
        advice=advice,
    )


def figure_slip(answers: Answers, case: JudgedCase, key: str, row: Row) -> Slip | None:
    """Return what is wrong with a key figure."""
    unit, value, own = MEASURES.named(asked(case)[key]["unit"]), float(row["value"]), wanted(answers, case, key)
    if own is None:
        return Slip("votre autre carnet ne rend pas ce chiffre, il n’est donc pas établi")
    decimals = int(asked(case)[key]["decimals"])
    # Nobody has a part of an access.
    whole = key == "acces" and not decimals and value == ceil(own)
    if whole or abs(value - own) <= 0.500001 * 10.0**-decimals:
        if MEASURES.named(row["unit"]) == unit:
            return None
        return Slip("la valeur convient, l’unité annoncée n’est pas celle qui est demandée", MISTAKES["wrong-unit"])
    for each in MEASURES.same_kind(unit):
        other = MEASURES.converted(own, unit, each)
        if each != unit and abs(value - other) <= CLOSE * abs(other):
            mistake = MISTAKES["binary-for-decimal" if {unit, each} in BINARY else "wrong-unit"]
            return Slip("valeur dans une autre unité que celle qui est demandée", mistake)
    for identifier, (message, taken) in _taken_for(answers, case, key).items():
        converted = [MEASURES.converted(each, UNITS.get(key, ""), unit) for each in taken]
        # What was rounded on the way may be off by more than a step.
        if any(abs(value - each) <= max(0.500001 * 10.0**-decimals, ROUNDED * abs(each)) for each in converted):
            return Slip(message, MISTAKES[identifier])
    if any(abs(value - round(own, decimals - lost)) < 1e-9 for lost in range(1, LOST_DIGITS + 1)):
        return Slip("valeur arrondie au-delà de ce qui est admis", MISTAKES["rounded-too-far"])
    return Slip("ce n’est pas le chiffre que vous avez rendu dans l’autre carnet")


def wanted(answers: Answers, case: JudgedCase, key: str) -> float | None:
    """Return the candidate's own figure in the unit asked for, or ``None`` if it was not handed in."""
    own = figure(answers, case, key)
    return (
        None if own is None else MEASURES.converted(own, UNITS.get(key, ""), MEASURES.named(asked(case)[key]["unit"]))
    )


def _taken_for(answers: Answers, case: JudgedCase, key: str) -> Mapping[str, tuple[str, list[float]]]:
    """Return other figures that are taken for a key figure, in the unit of its answer."""
    own, truth = figure(answers, case, key) or 0.0, case.truth
    last, fullest = truth["sizing"]["years"][-1], truth["sizing"]["peak_stored_tb"]
    columns = {"acces": "concurrent", "serveurs": "servers", "stockage": "stored_tb"}
    found: dict[str, tuple[str, list[float]]] = {}
    if key in columns:
        found["last-year-for-peak"] = ("c’est la valeur de la dernière année", [float(last[columns[key]])])
    match key:
        case "organismes":
            lines = own + len(truth["register"]["doubled"])
            found["lines-for-bodies"] = ("ce sont les lignes du registre", [lines])
        case "acces":
            accounts = max(float(year["accounts"]) for year in truth["sizing"]["years"])
            found["named-for-concurrent"] = ("ce sont les comptes", [accounts])
        case "serveurs":
            spare = case.specification.number("spare_servers")
            found["spare-forgotten"] = ("le secours n’y est pas", [own - spare])
        case "stockage":
            fill = case.specification.number("maximum_fill_percent") / 100
            found["provisioned-for-kept"] = ("c’est le volume à provisionner", [own / fill, fullest / fill])
        case "ecart_cout":
            found["sign-lost"] = ("le signe est perdu", [-own])
        case "estimation":
            others = truth["progress"]["project"]["estimates_eur"]
            found["other-forecast"] = ("c’est une autre variante de l’estimation", [float(x) for x in others.values()])
    return found
