"""What graders need of the exchanges together: levels, the chain, the best route, shares of the volume."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .exchanges import Exchange, truth_of
from .systems import CHAIN, ROUTE, best_routes, chain_level, draw_probes, shares_by_level


def tolk_truth(
    exchanges: Sequence[Exchange], volumes_gb: Mapping[str, float], rng: np.random.Generator
) -> dict[str, Any]:
    """Return the truth of the exchanges.

    Parameters
    ----------
    exchanges : sequence of Exchange
    volumes_gb : mapping of float by exchange
    rng : numpy Generator
        Draws the graphs on which a function that seeks routes is tried.
    """
    links = [exchange.link for exchange in exchanges]
    route_level, routes = best_routes(links, *ROUTE)
    return {
        "levels": {link.code: link.level for link in links},
        "chain": list(CHAIN),
        "chain_level": chain_level(links, CHAIN),
        "route": list(ROUTE),
        "route_level": route_level,
        "best_route": routes[0],
        "shares": shares_by_level(links, volumes_gb),
        "exchanges": {exchange.link.code: truth_of(exchange) for exchange in exchanges},
        "probes": draw_probes(rng),
    }
