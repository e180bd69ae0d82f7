"""The reference choice of a variant, and whether a draw of devices is worth handing out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograders.domain.decision import (
    Direction,
    dominated_by,
    min_max_scaled,
    principal_weights,
    stable_weight_interval,
    topsis_closeness,
    weighted_sums,
)

# Six criteria and their judgements on Saaty's scale; they respect the preferences of every variant.
CRITERIA = ("exactitude", "cout", "cadence", "couleur", "co2e", "masse")
JUDGEMENTS = (
    (1, 4, 2, 3, 3, 3),
    (1 / 4, 1, 1 / 2, 1, 1, 1),
    (1 / 2, 2, 1, 1, 1, 2),
    (1 / 3, 1, 1, 1, 1, 1),
    (1 / 3, 1, 1, 1, 1, 1),
    (1 / 3, 1, 1 / 2, 1, 1, 1),
)
LEAST_LEAD = 0.015
LEAST_MARGIN = 0.02


@dataclass(frozen=True)
class Choice:
    """Who wins among the devices that remain, by the reference criteria and weights."""

    winner: str
    lead: float
    by_equal_weights: str
    by_raw_figures: str
    by_topsis: str
    weight: float
    interval: tuple[float, float]
    unscaled_interval: tuple[float, float]


def violations(values: Mapping[str, float], device: Mapping[str, Any], limits: Mapping[str, float]) -> tuple[str, ...]:
    """Return the hard requirements that a device breaks."""
    broken = {
        "EX-01": values["exactitude"] > limits["accuracy_limit_mm"],
        "EX-02": values["portee"] < limits["range_limit_m"],
        "EX-03": values["cout"] > limits["cost_limit_eur"],
        "EX-04": values["masse"] > limits["mass_limit_kg"],
        "EX-05": values["autonomie"] < limits["autonomy_limit_h"],
        "EX-06": device["laser_class"] not in ("1", "sans laser"),
        "EX-07": device["lux_minimum"] > limits["illuminance_low_lx"]
        or device["lux_maximum"] < limits["illuminance_high_lx"],
        "EX-08": values["derive"] > limits["drift_limit_mm"],
        "EX-09": "E57" not in device["formats"],
    }
    return tuple(requirement for requirement, is_broken in broken.items() if is_broken)


def choose(
    values: Mapping[str, Mapping[str, float]],
    raw: Mapping[str, Mapping[str, float]],
    directions: Mapping[str, Direction],
    varied: str,
) -> Choice:
    """Return the reference choice among devices, by right and by raw figures; ``varied`` is the weight that varies."""
    devices = list(values)
    towards = [directions[key] for key in CRITERIA]
    weights = principal_weights(JUDGEMENTS)
    matrix = np.array([[values[device][key] for key in CRITERIA] for device in devices])
    untreated = np.array([[raw[device][key] for key in CRITERIA] for device in devices])
    scaled = min_max_scaled(matrix, towards)
    scores = weighted_sums(scaled, weights)
    column = CRITERIA.index(varied)

    def first(each: Sequence[float] | np.ndarray) -> str:
        return devices[int(np.argmax(each))]

    return Choice(
        winner=first(scores),
        lead=float(np.diff(np.sort(scores)[-2:])[0]),
        by_equal_weights=first(scaled.mean(axis=1)),
        by_raw_figures=first(weighted_sums(min_max_scaled(untreated, towards), weights)),
        by_topsis=first(topsis_closeness(matrix, weights, towards)),
        weight=float(weights[column]),
        interval=stable_weight_interval(scaled, weights, column),
        unscaled_interval=_unscaled_interval(scaled, weights, column),
    )


def is_instructive(choice: Choice) -> bool:
    """Return whether weights and units matter, and the winner stays in an interval that is neither all nor nothing."""
    low, high = choice.interval
    slips = [abs(naive - right) for naive, right in zip(choice.unscaled_interval, choice.interval, strict=True)]
    return (
        choice.winner not in (choice.by_equal_weights, choice.by_raw_figures)
        and choice.lead > LEAST_LEAD
        and (low > LEAST_MARGIN or high < 1 - LEAST_MARGIN)
        and low + LEAST_MARGIN < choice.weight < high - LEAST_MARGIN
        # Forgetting to rescale the other weights must show.
        and max(slips) > 2 * LEAST_MARGIN
    )


def dominated(values: Mapping[str, Mapping[str, float]], directions: Mapping[str, Direction]) -> dict[str, list[str]]:
    """Return the devices that another one beats on every quantity, with those that beat them."""
    devices, keys = list(values), list(directions)
    matrix = [[values[device][key] for key in keys] for device in devices]
    found = dominated_by(matrix, [directions[key] for key in keys])
    return {devices[index]: [devices[other] for other in others] for index, others in found.items()}


def _unscaled_interval(scaled: np.ndarray, weights: np.ndarray, criterion: int) -> tuple[float, float]:
    """Return the interval, within 0 to 1, that forgetting to rescale the other weights gives."""
    winner = int(np.argmax(scaled @ weights))
    low, high = 0.0, 1.0
    for rival in range(len(scaled)):
        slope = scaled[winner, criterion] - scaled[rival, criterion]
        level = (scaled[winner] - scaled[rival]) @ weights - slope * weights[criterion]
        if slope > 0:
            low = max(low, -level / slope)
        elif slope < 0:
            high = min(high, -level / slope)
    return float(low), float(high)
