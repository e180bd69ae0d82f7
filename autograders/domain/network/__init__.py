"""Networks: rates that work calls for, what links carry, what must not fail, what to buy first."""

from .flows import Bottleneck, Demand, Route, bottleneck, fastest_route, link_loads_mbps, overloaded_links
from .rates import (
    bandwidth_delay_bytes,
    busy_hour_rate_mbps,
    required_rate_mbps,
    transfer_s,
    window_limited_rate_mbps,
)
from .topology import Link, links_of, network_from_links, without
from .upgrades import Upgrade, best_upgrades, upgraded
from .weak_points import WeakPoints, minimal_cut_sets, single_points_of_failure

__all__ = [
    "Bottleneck",
    "Demand",
    "Link",
    "Route",
    "Upgrade",
    "WeakPoints",
    "bandwidth_delay_bytes",
    "best_upgrades",
    "bottleneck",
    "busy_hour_rate_mbps",
    "fastest_route",
    "link_loads_mbps",
    "links_of",
    "minimal_cut_sets",
    "network_from_links",
    "overloaded_links",
    "required_rate_mbps",
    "single_points_of_failure",
    "transfer_s",
    "upgraded",
    "window_limited_rate_mbps",
    "without",
]
