"""Grading of C2.1.2: whether the scanner that was rented meets the client's specification.

Measured figures are judged against reference estimators run on the candidate's own capture; figures derived
from them, and the conclusions, are judged from the candidate's own figures, so that one slip costs once.
"""

from collections.abc import Mapping, Sequence

from autograders.model.answers import Argument
from autograders.model.case import JudgedCase

from .colour import judge_colour
from .noise import judge_noise, noise_probes
from .precision import judge_precision
from .resolution import judge_resolution

JUDGES = {
    "C2.1.2.noise": judge_noise,
    "C2.1.2.resolution": judge_resolution,
    "C2.1.2.precision": judge_precision,
    "C2.1.2.colour": judge_colour,
}


def probes(case: JudgedCase) -> Mapping[str, Sequence[tuple[Argument, ...]]]:
    """Return the calls with which the functions among the answers are probed."""
    return {"plane_noise": noise_probes(case)}
