"""The stations of the protocol: where the scanner stands, and in which order the scans are put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograders.candidate.wire import Row
from autograders.criteria import absent, folded, right, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

NAME, EARLIER = "station_protocol", "C2.1.3.station_plan"


@dataclass(frozen=True)
class Stations:
    """The declared stations in their order, as indices of position and setting, or what prevents reading them."""

    chosen: tuple[tuple[int, int], ...] = ()
    fault: str = ""


def own_stations(answers: Answers, case: JudgedCase) -> Stations:
    """Return the stations that the candidate declares."""
    rows = sorted(answers.rows(NAME) or (), key=lambda row: row["order"])
    if not rows:
        return Stations(fault="aucune station au protocole")
    places = {folded(name): index for index, name in enumerate(case.truth["positions"]["names"])}
    settings = {folded(item["resolution"]): index for index, item in enumerate(case.truth["settings"])}
    unknown = [
        f"{row['position']} / {row['resolution']}"[:60]
        for row in rows
        if folded(row["position"]) not in places or folded(row["resolution"]) not in settings
    ]
    if unknown:
        return Stations(fault=f"position ou réglage inconnus : {', '.join(unknown[:5])}")
    chosen = tuple((places[folded(row["position"])], settings[folded(row["resolution"])]) for row in rows)
    if len({place for place, _ in chosen}) < len(chosen):
        return Stations(fault="une position sert plus d’une fois")
    if [row["order"] for row in rows] != list(range(1, len(rows) + 1)):
        return Stations(fault="les ordres ne vont pas de 1 en 1 à partir de 1")
    return Stations(chosen)


def judge_same_plan(answers: Answers) -> Check:
    """Return the check that the plan documented is the one handed in with the deployment."""
    label, weight = "Plan documenté, celui du carnet C2.1.3", 0.5
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    documented, planned = _pairs(answers.rows(NAME) or ()), _pairs(answers.rows(EARLIER) or ())
    if not planned:
        return wrong(label, weight, "Votre carnet C2.1.3 ne rend pas de plan : rien ne dit que celui-ci est le bon.")
    fraction = len(documented & planned) / len(documented | planned)
    received = f"{len(documented & planned)} stations communes sur {len(documented | planned)}."
    if fraction == 1.0:
        return right(label, weight, received)
    return wrong(label, weight, received, advice="Le rapport décrit le plan que vous avez arrêté.", fraction=fraction)


def _pairs(rows: Sequence[Row]) -> set[tuple[str, str]]:
    return {(folded(row["position"]), folded(row["resolution"])) for row in rows}
