"""What the client of a variant asks for, and what the partners' practices make of it."""

from dataclasses import dataclass

import numpy as np

from .building import Performance
from .practices import TOPICS, Practice, draw_practices, is_due, needed_phases

# Of five partners: what so many need becomes a requirement. A convention of ours, printed.
MAJORITY = 3
FIRE_RATINGS = (("EI 30", "EI 60"), ("EI 60", "EI 120"))


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of a variant.

    Parameters
    ----------
    height_m : float, m
        From floor to floor.
    performance : Performance
    fire_ratings : tuple of str
        Admitted; the second one is what revision B brings.
    panel_u_limit, window_u_limit : float, W/(m²·K)
    phase : str
        At which the model is handed over.
    practices : tuple of Practice
    """

    height_m: float
    performance: Performance
    fire_ratings: tuple[str, ...]
    panel_u_limit: float
    window_u_limit: float
    phase: str
    practices: tuple[Practice, ...]


def draw_terms(rng: np.random.Generator) -> Terms:
    """Return the terms; practices are drawn until most needs, and not all, fall due by the phase of delivery."""
    fire_ratings = FIRE_RATINGS[int(rng.integers(len(FIRE_RATINGS)))]
    panel_u, window_u = round(float(rng.uniform(0.18, 0.24)), 2), round(float(rng.uniform(0.9, 1.2)), 1)
    phase = str(rng.choice(["fabrication", "pose"]))
    height_m = float(rng.choice([2.8, 2.9, 3.0]))
    practices = draw_practices(rng)
    while not 4 <= _due_count(practices, phase) < len(TOPICS):
        practices = draw_practices(rng)
    return Terms(
        height_m=height_m,
        performance=Performance(fire_rating=fire_ratings[0], panel_u=panel_u, window_u=window_u),
        fire_ratings=fire_ratings,
        panel_u_limit=round(panel_u + 0.02, 2),
        window_u_limit=round(window_u + 0.1, 1),
        phase=phase,
        practices=practices,
    )


def _due_count(practices: tuple[Practice, ...], phase: str) -> int:
    return sum(is_due(first, phase) for first in needed_phases(practices, MAJORITY).values())
