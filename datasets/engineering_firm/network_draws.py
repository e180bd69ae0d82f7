"""Draws the network, the links that can be bought and the budget, so that a slip does not change what is best."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from .network import HOST, Choice, Line, Network, Option, choices, strains, worth

RATES_MBPS = (20, 30, 50, 80, 100, 150, 200, 300, 500, 800, 1000, 2000)
DRAWS_AT_MOST = 400
# No load lies that near to the rate of its link, and no such slip changes what the best purchase is.
MARGIN = 0.05


def draw_network(required: Mapping[str, float], rng: np.random.Generator) -> Network:
    """Return a network with overloaded links and weak points, and a budget about as high as the cheapest full repair.

    One set of options alone is the best, and it holds several; it stays so if each rate is a few percent off.
    """
    for _ in range(DRAWS_AT_MOST):
        lines = _draw_lines(required, rng)
        options = _draw_options(lines, required, rng)
        before = worth(lines, required)
        if not 1 <= len(before.overloaded) <= 3 or any(
            1 - MARGIN <= strain <= 1 + MARGIN for strain in strains(lines, required)
        ):
            continue
        everything = choices(lines, options, required)
        full = min(each.rank() for each in everything)[-1]
        budget = 100 * math.ceil(full * float(rng.uniform(0.75, 1.06)) / 100)
        affordable = [each for each in everything if each.cost_eur <= budget]
        best = min(affordable, key=Choice.rank)
        if len(best.options) > 1 and best.rank()[:2] < before.rank and is_steady(affordable):
            return Network(lines=lines, options=options, budget_eur=budget)
    raise RuntimeError(f"no instructive network in {DRAWS_AT_MOST} draws: mend the ranges of network_draws.py")


def is_steady(affordable: Sequence[Choice]) -> bool:
    """Return whether the best stays the best and leaves as much, each rate up to a margin off.

    It has to beat the others with its own loads as high and theirs as low as the margin allows.
    """
    best, low, high = min(affordable, key=Choice.rank), 1 - MARGIN, 1 + MARGIN
    return best.rank(low) == best.rank(high) and all(
        best.rank(high) < each.rank(low) for each in affordable if each is not best
    )


def _draw_lines(required: Mapping[str, float], rng: np.random.Generator) -> tuple[Line, ...]:
    """Return the present links: the second agency hangs on the head office or on the first agency."""
    hung = "RTR" if rng.random() < 0.6 else "AG1"
    behind = {"SIE": required["SIE"], "AG1": required["AG1"]}
    behind["SIE" if hung == "RTR" else "AG1"] += required["AG2"]
    tight = [_near(load * float(rng.uniform(0.55, 1.9))) for load in (behind["SIE"], behind["AG1"], required["AG2"])]
    ample = _near(3 * sum(required.values()))
    return (
        _line("L01", ("SIE", "RTR"), max(_near(4 * behind["SIE"]), 1000), 0.5, 0, rng),
        _line("L02", ("RTR", "OP1"), tight[0], 4.0, 1, rng),
        _line("L03", ("OP1", HOST), ample, 3.0, 1, rng),
        _line("L04", ("AG1", "OP1"), tight[1], 6.0, 1, rng),
        _line("L05", ("AG2", hung), tight[2], 7.0, 1, rng),
        _line("L06", ("OP1", "INT"), ample, 5.0, 1, rng),
        _line("L07", ("PAR", "INT"), _near(2 * required["PAR"] + 20), 9.0, 1, rng),
        _line("L08", ("INT", HOST), ample, 8.0, 1, rng),
        _line("L09", ("OP2", HOST), ample, 4.0, 1, rng),
    )


def _draw_options(lines: Sequence[Line], required: Mapping[str, float], rng: np.random.Generator) -> tuple[Option, ...]:
    held = {line.name: line for line in lines}
    wider = [
        _line(name, held[name].ends, _near(held[name].capacity_mbps * factor), held[name].latency_ms, 1, rng)
        for name, factor in (("L02", 2.5), ("L04", 3.0), ("L05", 3.0))
    ]
    added = [
        _line("L10", ("SIE", "OP2"), _near(2 * required["SIE"]), 5.0, 1, rng),
        _line("L11", ("AG1", "OP2"), _near(2 * required["AG1"]), 9.0, 1, rng),
        _line("L12", ("AG2", "OP2"), _near(2 * required["AG2"]), 6.0, 1, rng),
        _line("L13", ("AG2", "INT"), _near(0.6 * required["AG2"]), 28.0, 0.4, rng),
        _line("L14", ("RTR", "OP2"), _near(2 * required["SIE"]), 5.0, 0.8, rng),
    ]
    offered = [*wider, *added]
    return tuple(
        Option(code=f"U{rank}", line=replace(offered[index], setup_eur=50 * int(rng.integers(10, 60))))
        for rank, index in enumerate(rng.permutation(len(offered)).tolist(), start=1)
    )


def _line(
    name: str, ends: tuple[str, str], capacity: int, latency: float, price: float, rng: np.random.Generator
) -> Line:
    monthly = 5 * round(price * float(rng.uniform(0.85, 1.15)) * (60 + 9 * capacity**0.6) / 5)
    # Within a building a cable has no rent.
    delay = latency if latency < 1 else round(latency * float(rng.uniform(0.8, 1.3)), 1)
    return Line(name=name, ends=ends, capacity_mbps=capacity, latency_ms=delay, setup_eur=0, monthly_eur=monthly)


def _near(rate_mbps: float) -> int:
    return min(RATES_MBPS, key=lambda each: abs(np.log(each / max(rate_mbps, 1.0))))
