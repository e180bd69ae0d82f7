"""Key figures of the roadmap: those that the candidate found in the other notebooks, in the unit asked for."""

from collections.abc import Mapping
from math import ceil

from autograders.candidate.wire import Row
from autograders.criteria import Slip, rows_check
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .own import OPENING_KEY, asked, figure, known
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
CLOSE = 0.002


def numbers(case: JudgedCase) -> list[str]:
    """Return the figures that are numbers: the opening is a date, told among the stages."""
    return [key for key in asked(case) if key != OPENING_KEY]


def judge_figures(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the key figures."""
    unknown = [f"{key} ({asked(case)[key]['competency']})" for key in numbers(case) if not known(answers, case, key)]
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
    unit, value = MEASURES.named(asked(case)[key]["unit"]), float(row["value"])
    if not known(answers, case, key):
        return Slip("votre autre carnet ne rend pas ce chiffre, il n’est donc pas établi")
    if is_right(answers, case, key, value):
        if MEASURES.named(row["unit"]) == unit:
            return None
        return Slip("la valeur convient, l’unité annoncée n’est pas celle qui est demandée", MISTAKES["wrong-unit"])
    return _betrayed(answers, case, key, value)


def is_right(answers: Answers, case: JudgedCase, key: str, value: float) -> bool:
    """Return whether a value in the unit asked for is the candidate's own figure, to the decimals asked for."""
    decimals = int(asked(case)[key]["decimals"])
    return any(
        abs(value - each) <= 0.500001 * 10.0**-decimals or (key == "acces" and not decimals and value == ceil(each))
        for each in wanted(answers, case, key)
    )


def wanted(answers: Answers, case: JudgedCase, key: str) -> list[float]:
    """Return what a figure may be, in the unit asked for."""
    unit = MEASURES.named(asked(case)[key]["unit"])
    return [MEASURES.converted(each, UNITS.get(key, ""), unit) for each in known(answers, case, key)]


def _betrayed(answers: Answers, case: JudgedCase, key: str, value: float) -> Slip:
    unit, decimals = MEASURES.named(asked(case)[key]["unit"]), int(asked(case)[key]["decimals"])
    own_unit = UNITS.get(key, "")
    for own in known(answers, case, key):
        for each in MEASURES.same_kind(unit):
            other = MEASURES.converted(own, own_unit, each)
            if each != unit and abs(value - other) <= CLOSE * abs(other):
                mistake = MISTAKES["binary-for-decimal" if {unit, each} in BINARY else "wrong-unit"]
                return Slip("valeur dans une autre unité que celle qui est demandée", mistake)
    for identifier, (message, taken) in _taken_for(answers, case, key).items():
        step = 0.500001 * 10.0**-decimals
        if any(abs(value - MEASURES.converted(each, own_unit, unit)) <= step for each in taken):
            return Slip(message, MISTAKES[identifier])
    for each in wanted(answers, case, key):
        if any(abs(value - round(each, decimals - lost)) < 1e-9 for lost in range(1, LOST_DIGITS + 1)):
            return Slip("valeur arrondie au-delà de ce qui est admis", MISTAKES["rounded-too-far"])
    return Slip("ce n’est pas le chiffre que vous avez rendu dans l’autre carnet")


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
