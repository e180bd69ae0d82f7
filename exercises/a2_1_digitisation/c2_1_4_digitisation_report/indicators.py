"""The indicators that the report announces, against those that the protocol gives when it is replayed."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from autograders.criteria import absent, folded, right, rows_by_key, wrong
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .parameters import SURVEYING, lacking_parameters, own_parameters, right_parameters, used_steps
from .replay import (
    Flags,
    coverage_percent,
    farthest_links,
    group_count,
    minutes,
    out_of_turn,
    registered,
    surveyed_points,
)
from .stations import NAME as STATIONS
from .stations import Stations, own_stations
from .targets import LEFT_OUT, TIE, observed_targets, own_roles, unnamed_targets
from .words import MISTAKES

NAME = "announced"
LABELS = {
    "couverture": ("Couverture annoncée, rejouée", 2.0),
    "duree": ("Durée annoncée, rejouée", 1.0),
    "groupes": ("Groupes de stations annoncés, rejoués", 0.5),
    "liaisons_max": ("Assemblages jusqu’à la station la plus éloignée, rejoués", 0.5),
    "rmse_calage": ("Erreur aux cibles de calage annoncée, rejouée", 0.75),
    "rmse_controle": ("Erreur aux cibles de contrôle annoncée, rejouée", 0.75),
}
LIMITS = {"couverture": "coverage_total_percent", "duree": "minutes_limit"}
LIMITS |= {"rmse_calage": "tie_rmse_limit_mm", "rmse_controle": "check_rmse_limit_mm"}
# A plan that surveys less than this share of what is asked for is no survey of the mill: a convention of ours.
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Replayed:
    """What an indicator is when replayed, and what known slips would announce; or why it cannot be replayed."""

    values: tuple[float, ...] = ()
    slips: Mapping[str, float] | None = None
    obstacle: str = ""
    mistake: str = ""


class Replay:
    """A candidate's protocol, replayed with the stated parameters and with those of the specification.

    A parameter that is wrong has cost its points in its table: either replay is then the announced one. A parameter
    that lacks leaves nothing to replay.
    """

    def __init__(self, answers: Answers, case: JudgedCase) -> None:
        self.answers, self.case = answers, case
        self.stations: Stations = own_stations(answers, case)
        self.names = [str(case.truth["positions"]["names"][place]) for place, _ in self.stations.chosen]
        self.own = own_parameters(answers, case)
        self.right = right_parameters(case)
        self.steps = used_steps(answers, case)
        self.seen: list[tuple[Mapping[str, float], Flags]] = []
        self.obstacle = self.stations.fault
        if not self.obstacle:
            seen = surveyed_points(case, self.stations.chosen, self.right)
            self.seen.append((self.right, seen))
            if coverage_percent(seen) < LEAST_SHARE * case.specification.number("coverage_total_percent"):
                self.obstacle = "ces stations ne relèvent pas la moitié de ce qui est demandé"
            elif self.own != {key: self.right[key] for key in self.own} and not self.lacking(SURVEYING, self.steps):
                own = {key: self.own.get(key, self.right[key]) for key in self.right}
                self.seen.append((own, surveyed_points(case, self.stations.chosen, own)))

    def lacking(self, *needed: Sequence[str]) -> list[str]:
        """Return which of the needed parameters the protocol does not state."""
        return lacking_parameters(self.own, [key for keys in needed for key in keys])

    def anchors(self, parameters: Mapping[str, float]) -> list[str]:
        """Return the stations that see enough targets to be tied to the control network by themselves."""
        positions = self.case.truth["positions"]
        counts = dict(zip(positions["names"], positions["visible_targets"], strict=True))
        return [name for name in self.names if counts[name] >= parameters["cibles_rattachement"]]

    def of_plan(self, needed: Sequence[str], figure: Callable[[Mapping[str, float], Flags], float | None]) -> Replayed:
        """Return an indicator of the plan."""
        if self.obstacle:
            return Replayed(obstacle=self.obstacle)
        lacking = self.lacking(SURVEYING, self.steps, needed)
        if lacking:
            return Replayed(obstacle=f"il manque {', '.join(lacking)}", mistake="settings-missing")
        values = [figure(parameters, seen) for parameters, seen in self.seen]
        return Replayed(tuple(value for value in values if value is not None))

    def coverage(self) -> Replayed:
        """Return the coverage."""
        found = self.of_plan((), lambda _, seen: coverage_percent(seen))
        summed = sum(100.0 * float(seen.mean(axis=1).sum()) for _, seen in self.seen[:1])
        return Replayed(found.values, {"coverage-summed": summed}, found.obstacle, found.mistake)

    def duration(self) -> Replayed:
        """Return the time on site, for which no parameter is needed."""
        if self.obstacle:
            return Replayed(obstacle=self.obstacle)
        chosen = self.stations.chosen
        slips = {"setup-forgotten": minutes(self.case, chosen, with_setup=False)}
        return Replayed((minutes(self.case, chosen),), slips)

    def groups(self) -> Replayed:
        """Return in how many groups the stations hang together."""
        key = "recouvrement_min"
        return self.of_plan((key,), lambda own, seen: group_count(seen, self.names, own[key]))

    def links(self) -> Replayed:
        """Return how far the farthest station is from the control network."""
        needed = ("recouvrement_min", "cibles_rattachement")
        return self.of_plan(
            needed, lambda own, seen: farthest_links(seen, self.names, self.anchors(own), own["recouvrement_min"])
        )

    def registration(self) -> Mapping[str, Replayed]:
        """Return the worst errors at ties and at check points, station by station."""
        unnamed = unnamed_targets(self.answers, self.case)
        if unnamed:
            obstacle = f"le rôle de {len(unnamed)} cibles observées n’est pas dit"
            return dict.fromkeys(
                ("rmse_calage", "rmse_controle"), Replayed(obstacle=obstacle, mistake="targets-unnamed")
            )
        roles = own_roles(self.answers, self.case)
        found = [registered(self.case, station, roles[station]) for station in observed_targets(self.case)]
        ties = [item.ties_mm for item in found if item is not None]
        checks = [item.checks_mm for item in found if item is not None and item.checks_mm is not None]
        if len(ties) < len(found) or not checks:
            obstacle = "une station n’a pas trois cibles de calage, ou aucune n’a de cible de contrôle"
            return dict.fromkeys(("rmse_calage", "rmse_controle"), Replayed(obstacle=obstacle))
        wrong_one = self.case.truth["registration"]["wrong_target"]
        sound = [
            registered(self.case, station, own | ({wrong_one: LEFT_OUT} if own.get(wrong_one) == TIE else {}))
            for station, own in roles.items()
        ]
        sound_ties = max((item.ties_mm for item in sound if item is not None), default=math.nan)
        sound_checks = max((item.checks_mm or 0.0 for item in sound if item is not None), default=math.nan)
        return {
            "rmse_calage": Replayed(
                (max(ties),), {"excluded-in-words-only": sound_ties, "average-for-worst": sum(ties) / len(ties)}
            ),
            "rmse_controle": Replayed(
                (max(checks),),
                {
                    "tie-for-check": max(ties),
                    "excluded-in-words-only": sound_checks,
                    "average-for-worst": sum(checks) / len(checks),
                },
            ),
        }


def judge_indicators(answers: Answers, case: JudgedCase) -> Sequence[Check]:
    """Return the check of the order of the stations and those of the announced indicators."""
    replay = Replay(answers, case)
    replayed = {
        "couverture": replay.coverage(),
        "duree": replay.duration(),
        "groupes": replay.groups(),
        "liaisons_max": replay.links(),
        **replay.registration(),
    }
    return [_order(replay), *[_indicator(answers, case, key, replayed[key]) for key in LABELS]]


def _order(replay: Replay) -> Check:
    label, weight = "Stations dans un ordre qui s’assemble", 1.5
    if (missing := absent(replay.answers[STATIONS], label=label, weight=weight)) is not None:
        return missing
    if replay.obstacle:
        return wrong(label, weight, f"Non rejouable : {replay.obstacle}.")
    parameters, seen = replay.seen[0]
    loose = out_of_turn(seen, replay.names, replay.anchors(parameters), parameters["recouvrement_min"])
    count = len(replay.names)
    received = f"{count - len(loose)} stations sur {count} tiennent à leur tour."
    if not loose:
        return right(label, weight, received)
    message = f"{received} Rien ne tient encore : {', '.join(loose[:8])}."
    fraction = 1 - len(loose) / count
    return wrong(label, weight, message, misconception=MISTAKES["order-not-chained"], fraction=fraction)


def _indicator(answers: Answers, case: JudgedCase, key: str, replayed: Replayed) -> Check:
    label, weight = LABELS[key]
    if (missing := absent(answers[NAME], label=label, weight=weight)) is not None:
        return missing
    given = rows_by_key(answers.rows(NAME) or (), "indicator").get(folded(key), [])
    if len(given) != 1:
        return wrong(label, weight, f"« {key} » n’est pas annoncé, ou l’est deux fois.")
    if replayed.obstacle:
        mistake = MISTAKES[replayed.mistake] if replayed.mistake else None
        return wrong(label, weight, f"Non rejouable : {replayed.obstacle}.", misconception=mistake)
    value, tolerance = float(given[0]["value"]), float(case.truth["report"]["tolerances"][key]) + 1e-6
    if any(abs(value - each) <= tolerance for each in replayed.values):
        return right(label, weight, f"{_printed(value)} annoncé : le protocole rejoué le donne.")
    nominal = {"nominal-announced": case.specification.number(LIMITS[key])} if key in LIMITS else {}
    slips = {**(replayed.slips or {}), **nominal}
    mistake = next((MISTAKES[name] for name, slip in slips.items() if abs(value - slip) <= tolerance), None)
    message = f"{_printed(value)} annoncé : le protocole rejoué donne autre chose."
    return wrong(
        label, weight, message, misconception=mistake, advice="Rejouez votre propre protocole, ligne par ligne."
    )


def _printed(value: float) -> str:
    return f"{value:.6g}".replace(".", ",")
