"""The truths of the engineering firm, which compute by definition, against the computations of the domain."""

import pytest
from support.firm_tables import number, table, terms_of

from autograders.domain.audit import (
    CONTAINER_WORKFLOW,
    Container,
    ContainerFault,
    ContainerRules,
    Finding,
    Lever,
    Passage,
    container_faults,
    lever_priorities,
)
from autograders.domain.cost import total_cost_eur
from autograders.domain.energy import embodied_kgco2e, energy_kwh, use_kgco2e
from autograders.domain.ifc import naming_rule
from autograders.domain.interoperability import Exchange, Level, assess, best_routes, chain_level, shares_by_level
from autograders.domain.network import (
    Demand,
    Link,
    Upgrade,
    best_upgrades,
    fastest_route,
    link_loads_mbps,
    minimal_cut_sets,
    network_from_links,
    overloaded_links,
    required_rate_mbps,
    single_points_of_failure,
    transfer_s,
    window_limited_rate_mbps,
)
from autograders.domain.queueing import WaitingLine, erlang_b, servers_for_blocking, servers_for_load, servers_for_wait
from autograders.domain.sizing import Redundancy, backups_tb, disks_for_iops, disks_needed, retained, snapshots_tb

TERMINALS = ("SIE", "AG1", "AG2", "HEB")
RULES = {
    "RC-1": ContainerFault.NAME,
    "RC-2": ContainerFault.MOVE,
    "RC-3": ContainerFault.ACT,
    "RC-4": ContainerFault.OWN_CHECK,
    "RC-5": ContainerFault.REVISION,
    "RC-6": ContainerFault.STATE,
}


@pytest.fixture(scope="module", params=(3, 8, 11))
def variant(request, generated_case):
    return generated_case("engineering_firm", request.param)


def test_licences_and_servers_agree_with_the_queues(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]
    for row in table(public, "jetons.csv"):
        licences = told["licences"][row["logiciel"]]
        assert licences["tokens"] == servers_for_blocking(
            licences["load_erlang"], terms["blocking_limit_percent"] / 100
        )
        today = int(row["jetons_actuels"])
        assert licences["blocking_today"] == pytest.approx(erlang_b(licences["load_erlang"], today))
    rate, service = terms["conversions_per_h"], 60 / terms["conversion_min"]
    by_wait = servers_for_wait(rate, service, terms["wait_limit_min"] / 60)
    line = WaitingLine(arrivals_per_h=rate, services_per_h=service, servers=by_wait)
    assert told["conversion"]["by_wait"] == by_wait
    assert told["conversion"]["wait_min"] == pytest.approx(60 * line.mean_wait_h)
    target = terms["target_load_percent"] / 100
    for row in table(public, "catalogue_serveurs.csv"):
        carrying = servers_for_load(told["concurrent"], number(row["sessions"]), target)
        assert told["servers"][row["modele"]]["carrying"] == carrying


def test_storage_agrees_with_the_sizing(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]
    stored, change = told["storage"], terms["daily_change_percent"] / 100
    growth, years = terms["growth_percent"] / 100, terms["storage_years"]
    data = retained(stored["first_year_tb"], growth, years, kept_years=terms["kept_years"])
    assert stored["data_tb"] == pytest.approx(data)
    assert stored["protected_tb"] == pytest.approx(data + snapshots_tb(data, change, terms["snapshot_days"]))
    for site, name in (("local", "local_backup_tb"), ("remote", "remote_backup_tb")):
        fulls, increments = terms[f"{site}_fulls"], terms[f"{site}_increments"]
        chain = backups_tb(
            data, full_backups=fulls, increments=increments, daily_change=change, reduction=terms["reduction"]
        )
        assert stored[name] == pytest.approx(chain)
    fill = terms["maximum_fill_percent"] / 100
    for row in table(public, "catalogue_disques.csv"):
        for level in Redundancy:
            needed = max(
                disks_needed(stored["protected_tb"], number(row["capacite_to"]), level, maximum_fill=fill),
                disks_for_iops(told["iops"]["host"], number(row["iops"]), 1 - told["iops"]["writes"], level),
            )
            assert told["disks"][row["modele"]][level]["count"] == needed


def test_cost_and_footprint_agree_with_theirs(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]
    for server in told["servers"].values():
        cost = total_cost_eur(
            server["purchase_eur"],
            server["yearly_eur"],
            years=terms["cost_years"],
            discount_rate=terms["discount_percent"] / 100,
        )
        assert server["total_cost_eur"] == pytest.approx(cost)
    footprint, years = told["footprint"], terms["cost_years"]
    servers = {row["modele"]: row for row in table(public, "catalogue_serveurs.csv")}
    disks = {row["modele"]: row for row in table(public, "catalogue_disques.csv")}
    held = (
        (servers[footprint["server"]], footprint["servers"]),
        (disks[footprint["disk"]], footprint["disks"]),
    )
    power = sum(number(row["puissance_moyenne_w"]) * count for row, count in held)
    made = sum(number(row["fabrication_kgco2e"]) * count for row, count in held)
    energy = energy_kwh(power, pue=terms["pue"])
    assert footprint["use_kgco2e"] == pytest.approx(years * use_kgco2e(energy, terms["emission_gco2e_per_kwh"]))
    assert footprint["embodied_kgco2e"] == pytest.approx(embodied_kgco2e(made, terms["lifetime_years"], years))


def link_of(row):
    return Link(
        name=row["lien"],
        ends=(row["extremite_1"], row["extremite_2"]),
        capacity_mbps=number(row["debit_mbps"]),
        latency_ms=number(row["latence_ms"]),
    )


def weak_points(network):
    found = single_points_of_failure(network, TERMINALS)
    return found.nodes | found.links


def test_the_network_agrees_with_the_graph(variant):
    public, case = variant
    terms, told, sizing = terms_of(case), case.truth["network"], case.truth["sizing"]
    nodes = [row["noeud"] for row in table(public, "reseau_noeuds.csv")]
    network = network_from_links(nodes, map(link_of, table(public, "reseau_liens.csv")))
    demands = [Demand(source=site, target="HEB", rate_mbps=rate) for site, rate in sizing["required_mbps"].items()]
    assert link_loads_mbps(network, demands) == pytest.approx(told["loads_mbps"])
    assert set(overloaded_links(network, demands)) == set(told["overloaded"])
    assert weak_points(network) == set(told["weak_points"])
    links = {row["lien"] for row in table(public, "reseau_liens.csv")}
    for site, cuts in told["cuts"].items():
        assert [set(each) for each in minimal_cut_sets(network, site, "HEB", may_fail=links)] == [set(c) for c in cuts]
    way = fastest_route(network, "AG2", "HEB")
    transfer = told["transfer"]
    assert list(way.links) == told["ways"]["AG2"]
    assert transfer["round_trip_ms"] == pytest.approx(2 * way.latency_ms)
    assert transfer["window_mbps"] == pytest.approx(
        window_limited_rate_mbps(terms["window_kib"] * 1024, transfer["round_trip_ms"])
    )
    idle = transfer_s(1e9 * terms["file_gb"], transfer["narrowest_mbps"], round_trip_ms=transfer["round_trip_ms"])
    assert transfer["without_window_s"] == pytest.approx(idle)
    files = required_rate_mbps(1e9 * sizing["busy_hour_gb"]["AG1"], 1)
    growth = (1 + terms["traffic_growth_percent"] / 100) ** terms["network_horizon_years"]
    assert sizing["required_mbps"]["AG1"] > files * growth


def test_the_best_options_agree_with_the_search_of_upgrades(variant):
    public, case = variant
    terms, told, sizing = terms_of(case), case.truth["network"], case.truth["sizing"]
    nodes = [row["noeud"] for row in table(public, "reseau_noeuds.csv")]
    network = network_from_links(nodes, map(link_of, table(public, "reseau_liens.csv")))
    demands = [Demand(source=site, target="HEB", rate_mbps=rate) for site, rate in sizing["required_mbps"].items()]
    options = {row["lien"]: row for row in table(public, "reseau_options.csv")}
    upgrades = [Upgrade(link=link_of(row), cost_eur=told["options_eur"][row["option"]]) for row in options.values()]

    def worth(each):
        return -1000 * len(overloaded_links(each, demands)) - len(weak_points(each))

    best = best_upgrades(network, upgrades, terms["network_budget_eur"], worth)
    assert [{options[name]["option"] for name in each.options} for each in best] == [set(told["best_options"])]


def test_levels_chains_and_routes_agree_with_the_gates(variant):
    public, case = variant
    tolk = case.truth["tolk"]
    exchanges = []
    for row in table(public, "echanges.csv"):
        told = tolk["exchanges"][row["echange"]]
        found = assess({name: value for gate in told["gates"].values() for name, value in gate["measures"].items()})
        assert found.level == told["level"]
        if told["failing_gate"]:
            failing = [each.requirement.key for each in found.blocking]
            assert failing == told["gates"][told["failing_gate"]]["failing"]
        exchanges.append(
            Exchange(code=row["echange"], source=row["source"], target=row["cible"], level=Level(told["level"]))
        )
    assert chain_level(exchanges, tolk["chain"]) == tolk["chain_level"]
    assert best_routes(exchanges, *tolk["route"]) == (tolk["route_level"], [tuple(tolk["best_route"])])
    shares = shares_by_level(exchanges, case.truth["sizing"]["volumes_gb"])
    assert {str(int(level)): share for level, share in shares.items()} == pytest.approx(tolk["shares"])


def test_containers_and_levers_agree_with_the_audit(variant):
    public, case = variant
    rules = ContainerRules(
        naming=naming_rule("P[0-9]{3}-TVN-(ZZ|B[0-9])-(ZZ|N[0-9]{2})-(M3|PL|NC|TB)-[CES]-[0-9]{4}"),
        acts={"partagé": "vérification", "en cours": "retour", "publié": "autorisation", "archivé": "acceptation"},
        revisions={
            "partagé": naming_rule("P[0-9]{2}"),
            **dict.fromkeys(("publié", "archivé"), naming_rule("C[0-9]{2}")),
        },
        workflow=CONTAINER_WORKFLOW,
    )
    log = table(public, "journal_etats.csv")
    broken = []
    for row in table(public, "registre_conteneurs.csv"):
        container = Container(
            name=row["conteneur"],
            author=row["auteur"],
            state=row["etat"],
            revision=row["revision"],
            passages=tuple(
                Passage(source=step["de"], target=step["vers"], act=step["acte"], person=step["par"])
                for step in log
                if step["conteneur"] == row["conteneur"]
            ),
        )
        found = container_faults(container, rules)
        broken += [[row["conteneur"], rule] for rule, fault in RULES.items() if fault in found]
    assert sorted(broken) == sorted(case.truth["containers"]["broken"])
    told = case.truth["levers"]
    findings = [
        Finding(code=code, severity=told["seriousness"][code], frequency=rate) for code, rate in told["rates"].items()
    ]
    levers = [
        Lever(code=code, findings=tuple(each["treats"]), effort=each["cost_eur"])
        for code, each in told["levers"].items()
    ]
    assert [each.lever for each in lever_priorities(levers, findings)] == told["order"]
