"""What the candidate found in the two other notebooks: figures, findings, and what they are made of."""

from collections.abc import Mapping
from typing import Any

from autograders.candidate.wire import Row
from autograders.criteria import folded
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase

MODELS = ("structure", "fluides", "electricite")
STRENGTH, HINDRANCE = "appui", "frein"
TOKENS = "COO"
MODEL_FINDING, THEME_FINDING = "maquette_", "T-"


def figure(answers: Answers, case: JudgedCase, key: str) -> float | None:
    """Return the candidate's own key figure in the unit of its answer, or ``None`` if it was not handed in."""
    numbers = {
        "volume_jour": "C2.2.2.daily_volume_gb",
        "acces_simultanes": "C2.2.2.concurrent_accesses",
        "stockage": "C2.2.2.provisioned_tb",
        "duree_transfert": "C2.2.2.transfer_s",
        "niveau_chaine": "C2.2.2.chain_level",
        "niveau_route": "C2.2.2.route_level",
    }
    if key in numbers:
        return answers.number(numbers[key])
    return {
        "conformite_min": lambda: min(conformities(answers).values(), default=None),
        "ecarts_procedure": lambda: _count(answers, "C2.2.1.deviations", "finding"),
        "cout_leviers": lambda: _programme_eur(answers, case),
        "serveurs": lambda: _servers(answers),
        "debit_siege": lambda: _cell(answers, "C2.2.2.site_rates", "site", "SIE", "required_mbps"),
        "points_uniques": lambda: _count(answers, "C2.2.2.weak_points", "element"),
    }[key]()


def finding(answers: Answers, code: str) -> float | None:
    """Return the value of a finding by the candidate's other notebooks, or ``None`` if they do not bear it out."""
    if code.startswith(THEME_FINDING):
        sides = theme_sides(answers, code.removeprefix(THEME_FINDING))
        return None if sides is None else float(sides[0] - sides[1])
    if code.startswith(MODEL_FINDING):
        return conformities(answers).get(code.removeprefix(MODEL_FINDING))
    return {
        "tolk_route": lambda: answers.number("C2.2.2.route_level") if levels(answers) and route(answers) else None,
        "tolk_chaine": lambda: answers.number("C2.2.2.chain_level") if levels(answers) else None,
        "reseau_points_uniques": lambda: _count(answers, "C2.2.2.weak_points", "element"),
        "jetons_refus": lambda: _cell(answers, "C2.2.2.licences", "software", TOKENS, "refused_percent"),
    }[code]()


def theme_sides(answers: Answers, theme: str) -> tuple[int, int] | None:
    """Return how many people the candidate codes for a theme and against it; ``None`` without a coding."""
    rows = answers.rows("C2.2.1.coding")
    if not rows:
        return None
    said = {(folded(row["interview"]), folded(row["code"])) for row in rows if folded(row["theme"]) == folded(theme)}
    return sum(code == STRENGTH for _, code in said), sum(code == HINDRANCE for _, code in said)


def conformities(answers: Answers) -> dict[str, float]:
    """Return the conformity of each model that the candidate found, in %."""
    rows = answers.rows("C2.2.1.conformity") or ()
    given = {folded(row["model"]): float(row["conformity_percent"]) for row in rows}
    return {model: given[model] for model in MODELS if model in given}


def levels(answers: Answers) -> dict[str, int]:
    """Return the level of each exchange that the candidate found."""
    return {folded(row["exchange"]).upper(): int(row["level"]) for row in answers.rows("C2.2.2.levels") or ()}


def route(answers: Answers) -> list[str]:
    """Return the systems of the candidate's own best route, in order."""
    rows = sorted(answers.rows("C2.2.2.route") or (), key=lambda row: float(row["step"]))
    return [folded(row["system"]).upper() for row in rows]


def _programme_eur(answers: Answers, case: JudgedCase) -> float | None:
    costs: Mapping[str, Any] = case.truth["levers"]["levers"]
    chosen = {folded(row["lever"]).upper() for row in answers.rows("C2.2.1.programme") or ()} & set(costs)
    return float(sum(costs[code]["cost_eur"] for code in chosen)) if chosen else None


def _servers(answers: Answers) -> float | None:
    return _cell(answers, "C2.2.2.servers", "model", answers.text("C2.2.2.server_model") or "", "servers")


def _count(answers: Answers, name: str, column: str) -> float | None:
    rows = answers.rows(name)
    return None if rows is None else float(len({folded(row[column]) for row in rows}))


def _cell(answers: Answers, name: str, key: str, wanted: str, column: str) -> float | None:
    found: list[Row] = [row for row in answers.rows(name) or () if folded(row[key]) == folded(wanted)]
    return float(found[0][column]) if found else None
