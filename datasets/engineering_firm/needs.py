"""What the firm needs, by the conventions that the specification prints: accesses, servers, storage, energy, cost."""

import math
from collections.abc import Mapping
from typing import Any

from .catalogue import PENALTIES, Catalogue, Disk, Pool, Server, yearly_tb
from .erlang import blocking, mean_wait, servers_for_load, servers_for_wait, tokens_needed
from .firm import Firm

Terms = Mapping[str, Any]
HOURS_PER_YEAR = 8760


def needs(firm: Firm, catalogue: Catalogue, terms: Terms) -> dict[str, Any]:
    """Return the reference figures of the sizing.

    Parameters
    ----------
    firm : Firm
    catalogue : Catalogue
    terms : mapping
        Figures of the specification by key.
    """
    stored = storage(catalogue, terms)
    return {
        "named": firm.named,
        "concurrent": firm.concurrent(),
        "concurrent_by_profile": {
            profile: sum(
                item.active * firm.habits[profile].concurrency
                for (_, other), item in firm.accounts.items()
                if other == profile
            )
            for profile in firm.habits
        },
        "opened": sum(item.opened for item in firm.accounts.values()),
        "licences": {pool.system: licences(pool, terms) for pool in catalogue.pools},
        "servers": {server.model: session_servers(server, firm, terms) for server in catalogue.servers},
        "conversion": conversion_servers(terms),
        "iops": {"host": firm.operations_per_s, "writes": firm.writes},
        "storage": stored,
        "disks": {
            disk.model: {level: disks(disk, level, stored["protected_tb"], firm, terms) for level in PENALTIES}
            for disk in catalogue.disks
        },
        "footprint": footprint(catalogue, firm, stored, terms),
    }


def licences(pool: Pool, terms: Terms) -> dict[str, Any]:
    """Return the tokens that keep the blocking within the limit, and what they cost against named licences."""
    load = pool.load_erlang
    tokens = tokens_needed(load, terms["blocking_limit_percent"] / 100)
    return {
        "load_erlang": load,
        "blocking_today": blocking(load, pool.tokens),
        "tokens": tokens,
        "blocking": blocking(load, tokens),
        "tokens_eur_per_year": tokens * pool.token_eur,
        "named_eur_per_year": pool.users * pool.named_eur,
    }


def session_servers(server: Server, firm: Firm, terms: Terms) -> dict[str, Any]:
    """Return how many servers carry the sessions, one more included, with what they cost over the years."""
    load = firm.concurrent() / server.sessions
    carrying = servers_for_load(load, terms["target_load_percent"] / 100)
    count = carrying + 1
    yearly = count * (
        server.price_eur * terms["maintenance_percent"] / 100
        + energy_kwh(server.power_w, terms) * terms["electricity_eur_per_kwh"]
    )
    return {
        "carrying": carrying,
        "with_spare": count,
        "purchase_eur": count * server.price_eur,
        "yearly_eur": yearly,
        "total_cost_eur": total_cost_eur(count * server.price_eur, yearly, terms),
        "undiscounted_eur": count * server.price_eur + terms["cost_years"] * yearly,
    }


def conversion_servers(terms: Terms) -> dict[str, Any]:
    """Return the servers of the conversion of models by both methods, without the spare one."""
    rate, duration = terms["conversions_per_h"], terms["conversion_min"]
    by_wait = servers_for_wait(rate, duration, terms["wait_limit_min"])
    load = rate * duration / 60
    return {
        "load_erlang": load,
        "by_wait": by_wait,
        "wait_min": mean_wait(rate, duration, by_wait),
        "by_load": servers_for_load(load, terms["target_load_percent"] / 100),
    }


def storage(catalogue: Catalogue, terms: Terms) -> dict[str, float]:
    """Return volumes in TB: produced, kept, with snapshots, with free space, and of the two backups."""
    first_year = yearly_tb(catalogue.projects) * (1 + terms["derived_percent"] / 100)
    growth, years, kept = terms["growth_percent"] / 100, terms["storage_years"], terms["kept_years"]
    data = math.fsum(first_year * (1 + growth) ** year for year in range(max(0, years - kept), years))
    change = terms["daily_change_percent"] / 100
    with_snapshots = data * (1 + change * terms["snapshot_days"])
    return {
        "first_year_tb": first_year,
        "data_tb": data,
        "protected_tb": with_snapshots,
        "provisioned_tb": with_snapshots / (terms["maximum_fill_percent"] / 100),
        "provisioned_tib": with_snapshots / (terms["maximum_fill_percent"] / 100) * 1e12 / 2**40,
        "local_backup_tb": data * (terms["local_fulls"] + terms["local_increments"] * change) / terms["reduction"],
        "remote_backup_tb": data * (terms["remote_fulls"] + terms["remote_increments"] * change) / terms["reduction"],
    }


def disks(disk: Disk, level: str, stored_tb: float, firm: Firm, terms: Terms) -> dict[str, Any]:
    """Return how many disks of a kind hold the volume and sustain the operations, in a RAID level."""
    usable = math.ceil(stored_tb / (terms["maximum_fill_percent"] / 100) / disk.capacity_tb - 1e-9)
    by_capacity = {"RAID5": max(usable + 1, 3), "RAID6": max(usable + 2, 4), "RAID10": max(2 * usable, 4)}[level]
    cost = 1 - firm.writes + PENALTIES[level] * firm.writes
    by_iops = math.ceil(firm.operations_per_s * cost / disk.iops - 1e-9)
    count = max(by_capacity, by_iops)
    count += count % 2 if level == "RAID10" else 0
    yearly = count * (
        disk.price_eur * terms["maintenance_percent"] / 100
        + energy_kwh(disk.power_w, terms) * terms["electricity_eur_per_kwh"]
    )
    return {
        "by_capacity": by_capacity,
        "by_iops": by_iops,
        "count": count,
        "raw_tb": count * disk.capacity_tb,
        "sustained_iops": count * disk.iops / cost,
        "purchase_eur": count * disk.price_eur,
        "yearly_eur": yearly,
        "total_cost_eur": total_cost_eur(count * disk.price_eur, yearly, terms),
    }


def footprint(catalogue: Catalogue, firm: Firm, stored: Mapping[str, float], terms: Terms) -> dict[str, Any]:
    """Return energy and emissions over the years, of the cheapest servers and of the cheapest disks that survive two.

    RAID 6 alone survives the loss of any two disks.
    """
    servers = {each.model: session_servers(each, firm, terms) for each in catalogue.servers}
    server = min(catalogue.servers, key=lambda each: servers[each.model]["total_cost_eur"])
    holders = {each.model: disks(each, "RAID6", stored["protected_tb"], firm, terms) for each in catalogue.disks}
    disk = min(catalogue.disks, key=lambda each: holders[each.model]["total_cost_eur"])
    count, held = servers[server.model]["with_spare"], holders[disk.model]["count"]
    yearly_kwh = energy_kwh(count * server.power_w + held * disk.power_w, terms)
    years = terms["cost_years"]
    embodied = (count * server.embodied_kgco2e + held * disk.embodied_kgco2e) * years / terms["lifetime_years"]
    use = years * yearly_kwh * terms["emission_gco2e_per_kwh"] / 1000
    return {
        "server": server.model,
        "servers": count,
        "disk": disk.model,
        "disks": held,
        "yearly_kwh": yearly_kwh,
        "use_kgco2e": use,
        "embodied_kgco2e": embodied,
        "total_kgco2e": use + embodied,
    }


def energy_kwh(power_w: float, terms: Terms) -> float:
    """Return the energy of a year, premises included."""
    return float(power_w * terms["pue"] * HOURS_PER_YEAR / 1000)


def total_cost_eur(purchase_eur: float, yearly_eur: float, terms: Terms) -> float:
    """Return the purchase and running costs paid at the end of each year, discounted."""
    rate = terms["discount_percent"] / 100
    return purchase_eur + math.fsum(yearly_eur / (1 + rate) ** year for year in range(1, terms["cost_years"] + 1))
