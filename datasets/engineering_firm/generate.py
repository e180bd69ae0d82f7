"""Makes one variant of the engineering firm; the other modules of this folder make its parts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import write_document, write_text
from autograders.model.case import GeneratedCase

from . import (
    audited,
    catalogue,
    containers,
    evidence,
    exchanges,
    findings,
    interviews,
    network,
    network_draws,
    process,
    publication,
    report,
    services,
    swot,
    systems,
    tools,
    usage,
)
from .firm import draw_firm
from .ifc_files import model_text
from .interoperability import tolk_truth
from .needs import needs
from .routes import network_truth
from .terms import draw_terms, specification

HERE = Path(__file__).parent
MODELS = {"structure": "S", "fluides": "C", "electricite": "E"}


def generate(seed: int, public: Path) -> GeneratedCase:
    """Write one variant of the firm and return its specification and its truth.

    Parameters
    ----------
    seed : int
        Decides everything; not negative.
    public : Path
        Existing folder that receives the files.

    Returns
    -------
    GeneratedCase
    """
    # One stream a part: a change in one leaves the others as they were.
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(19)]
    key = f"engineering_firm/{seed}"
    terms = draw_terms(streams[0])
    firm = draw_firm(streams[1])
    programs = systems.draw_systems(streams[2])
    links = systems.draw_links(programs, streams[2])
    transfers = usage.draw_transfers(links, firm.users, streams[3])
    offers = catalogue.draw_catalogue(firm, streams[4])
    figures = needs(firm, offers, terms)
    required = network.required_mbps(firm, usage.busy_hour_gb(transfers), terms)
    lines = network_draws.draw_network(required, streams[5])
    quantities = services.quantities(figures, offers.pools)
    bought, service_budget_eur = services.draw_services(offers.pools, quantities, terms, streams[6])
    costs = services.costs_eur(bought, quantities, terms)
    facts = process.draw_facts(streams[7])
    told = interviews.draw_interviews(HERE / "entretiens", facts, streams[7])
    models = {
        name: audited.draw_audited(name, terms["project"], f"{key}/{name}", streams[8]) for name in audited.CONTENTS
    }
    files = {letter: f"maquettes/{name}.ifc" for name, letter in MODELS.items()}
    register, broken = containers.draw_containers(terms["project"], files, streams[9])
    found = findings.rates(interviews.hindrance_rates(told), models.values(), broken, len(register), facts)
    seriousness, levers, means = findings.draw_levers(found, streams[10])
    coordination, weights = tools.draw_tools(streams[11])
    linked = [exchanges.draw_exchange(link, streams[12]) for link in links]
    worth = network_truth(lines, required, terms)
    outside, watched = swot.draw_outside(HERE / "veille.toml", streams[13])
    tolk = tolk_truth(linked, usage.volumes_gb(transfers), streams[14])
    inside = swot.inside(
        told,
        {
            "conformity_percent": {name: audited.conformity_percent(item) for name, item in models.items()},
            "route_level": tolk["route_level"],
            "chain_level": tolk["chain_level"],
            "weak_points": worth["weak_points"],
            "blocking_percent": 100 * figures["licences"]["COO"]["blocking_today"],
            "blocking_limit_percent": terms["blocking_limit_percent"],
        },
        streams[13],
    )
    terms |= means | {
        "users": firm.users,
        "system_count": len(programs),
        "network_months": network.MONTHS,
        "network_budget_eur": lines.budget_eur,
        "service_budget_eur": service_budget_eur,
        "share_limit_percent": round(100 * exchanges.SHARE_LIMIT),
    }
    demands = report.draw_demands(streams[18])
    written = (
        *publication.write_firm(public, firm, programs, links),
        *publication.write_use(public, transfers, offers),
        *publication.write_network(public, lines),
        *interviews.write_interviews(told, public),
        *_write_models(public, models),
        *publication.write_containers(public, register),
        *publication.write_choices(public, seriousness, levers, coordination, weights, bought),
        *publication.write_swot(public, inside, outside),
        *report.write_demands(public, demands),
        *_write_evidence(public, linked, key, programs),
    )
    figures |= {
        "daily_gb": usage.daily_gb(transfers),
        "volumes_gb": usage.volumes_gb(transfers),
        "busy_hour": usage.busy_hour(transfers),
        "busy_hour_gb": dict(usage.busy_hour_gb(transfers)),
        "required_mbps": required,
        "log_gb": usage.log_gb(transfers),
        "hourly_gb": usage.hourly_gb(transfers, usage.RECEIVED, usage.FAILED),
        "hourly_received_gb": usage.hourly_gb(transfers, usage.RECEIVED),
        "opened_concurrent": firm.opened_concurrent(),
        "opened_iops": firm.opened_operations_per_s(),
        "catalogue": offers.as_truth(),
    }
    truth = {
        "coding": interviews.coding_truth(told),
        "process": _process_truth(facts),
        "models": {name: audited.audit_truth(item) for name, item in models.items()},
        "containers": {"names": [item.name for item in register], "broken": [list(pair) for pair in broken]},
        "levers": findings.lever_truth(levers, seriousness, found, means),
        "tools": tools.tool_truth(coordination, weights),
        "sizing": figures,
        "services": {
            "quantities": quantities,
            "costs_eur": costs,
            "values": {item.code: item.value for item in bought},
            "best": services.best_choices(bought, costs, terms["service_budget_eur"])[0],
        },
        "network": worth,
        "tolk": tolk,
        "swot": {"inside": inside, "outside": watched},
        "report": report.demands_truth(demands),
    }
    specified = specification(terms)
    printed = {item.key: item.value for item in specified} | _tables() | report.printed_tables(demands)
    cahier = write_document(
        public, HERE / "cahier_des_charges.in", "cahier_des_charges.md", "Cahier des charges de la variante", printed
    )
    return GeneratedCase(specification=specified, files=(cahier, *written), truth=truth)


def _write_models(public: Path, models: dict[str, Any]) -> list[PublicFile]:
    (public / "maquettes").mkdir()
    written = [
        write_text(
            public,
            f"maquettes/{name}.ifc",
            f"Maquette auditée : {audited.LABELS[name].lower()}",
            model_text(item.model, item.key),
        )
        for name, item in models.items()
    ]
    ids = (HERE / "gabarits" / "exigences.ids").read_text(encoding="utf-8")
    return [*written, write_text(public, "exigences.ids", "Exigences des maquettes, IDS 1.0", ids)]


def _write_evidence(
    public: Path, linked: Sequence[exchanges.Exchange], key: str, programs: Sequence[systems.System]
) -> list[PublicFile]:
    by_code = {item.code: item for item in programs}
    return [file for item in linked for file in evidence.write_evidence(item, key, by_code, HERE / "gabarits", public)]


def _process_truth(facts: process.Facts) -> dict[str, Any]:
    real, written = process.process_of(facts).edges, process.process_of(process.PROCEDURE).edges
    return {
        "facts": dict(facts),
        "edges": [{"source": one, "target": other, "witnesses": list(real[one, other])} for one, other in real],
        "procedure": [list(edge) for edge in written],
        "contradictions": process.contradictions(facts),
    }


def _tables() -> dict[str, str]:
    """Return the tables of the specification that come from the code: activities, procedure, themes, rules."""
    return {
        "activities": _rows(process.ACTIVITIES.items()),
        "procedure": _rows(edge for edge in sorted(process.process_of(process.PROCEDURE).edges, key=_rank)),
        "themes": _rows(interviews.THEMES.items()),
        "container_rules": _rows(containers.RULES.items()),
        "moves": ", ".join(f"{one} → {other}" for one, other in containers.LEGAL),
        "acts": ", ".join(f"{act} pour passer à « {state} »" for state, act in containers.ACTS.items()),
        "chain": " → ".join(systems.CHAIN),
    }


def _rank(edge: process.Edge) -> list[int]:
    return [list(process.ACTIVITIES).index(activity) for activity in edge]


def _rows(pairs: Any) -> str:
    return "\n".join(f"| {one} | {other} |" for one, other in pairs)
