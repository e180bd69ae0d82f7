"""What the network is worth, before and after: loads, weak points, cuts, a transfer, the best options."""

from collections.abc import Mapping
from itertools import chain, combinations
from typing import Any

from . import network as net

AGENCY = "AG2"


def network_truth(network: net.Network, required: Mapping[str, float], terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return what graders need of the network.

    Parameters
    ----------
    network : Network
    required : mapping of float by site, Mb/s
    terms : mapping
        Figures of the specification by key.
    """
    before = net.worth(network.lines, required)
    chosen = net.best_options(network, required)[0]
    lines = net.upgraded(network.lines, chosen)
    after = net.worth(lines, required)
    return {
        "loads_mbps": net.loads_mbps(network.lines, required),
        "capacities_mbps": {line.name: line.capacity_mbps for line in network.lines},
        "overloaded": list(before.overloaded),
        "weak_points": list(before.weak_points),
        "cuts": {site: net.cut_pairs(network.lines, site) for site in ("SIE", "AG1", AGENCY)},
        "ways": {site: net.fastest_way(network.lines, site) for site in net.SITES},
        "transfer": transfer(network.lines, terms),
        "best_options": [option.code for option in chosen],
        "best_cost_eur": sum(option.line.cost_eur for option in chosen),
        "options_eur": {option.code: option.line.cost_eur for option in network.options},
        "overloaded_after": list(after.overloaded),
        "weak_points_after": list(after.weak_points),
        "options": {
            each.code: {
                "link": each.line.name,
                "capacity_mbps": each.line.capacity_mbps,
                "setup_eur": each.line.setup_eur,
                "monthly_eur": each.line.monthly_eur,
            }
            for each in network.options
        },
        "choices": choices(network),
    }


def choices(network: net.Network) -> list[dict[str, Any]]:
    """Return the sets of options that the budget pays for, with what of their worth does not depend on rates.

    The load that a candidate finds decides which of them is the best.
    """
    found = []
    subsets = chain.from_iterable(combinations(network.options, count) for count in range(len(network.options) + 1))
    for chosen in subsets:
        cost_eur = sum(option.line.cost_eur for option in chosen)
        if cost_eur <= network.budget_eur:
            lines = net.upgraded(network.lines, chosen)
            found.append(
                {
                    "options": [option.code for option in chosen],
                    "cost_eur": cost_eur,
                    "ways": {site: net.fastest_way(lines, site) for site in net.SITES},
                    "weak_points": len(net.weak_points(lines)),
                }
            )
    return found


def transfer(lines: tuple[net.Line, ...], terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return how long a file takes from the agency to the host on an idle network: RTT + 8·V/min(η·C, 8·W/RTT)."""
    way = net.fastest_way(lines, AGENCY)
    taken = [line for line in lines if line.name in way]
    narrow = min(line.capacity_mbps for line in taken)
    round_trip_s = 2 * sum(line.latency_ms for line in taken) / 1000
    useful = narrow * terms["link_efficiency_percent"] / 100
    window = 8 * terms["window_kib"] * 1024 / round_trip_s / 1e6
    return {
        "narrowest_mbps": narrow,
        "round_trip_ms": 1000 * round_trip_s,
        "window_mbps": window,
        "rate_mbps": min(useful, window),
        "bandwidth_delay_bytes": narrow * 1e6 * round_trip_s / 8,
        "duration_s": round_trip_s + 8000 * terms["file_gb"] / min(useful, window),
        "without_window_s": round_trip_s + 8000 * terms["file_gb"] / useful,
    }
