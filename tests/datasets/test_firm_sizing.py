"""The sizing and the network of the engineering firm, computed again from its tables by other ways than the truth's."""

from collections import Counter
from itertools import combinations, pairwise, product
from math import ceil

import networkx as nx
import pytest
from scipy.stats import poisson
from support.firm_tables import number, table, terms_of

SIZES = {"Mo": 1e6, "Go": 1e9, "Mio": 1024**2}
TERMINALS = ("SIE", "AG1", "AG2", "HEB")


@pytest.fixture(scope="module", params=(1, 6, 9))
def variant(request, generated_case):
    return generated_case("engineering_firm", request.param)


def erlang_b(load, servers):
    """Return the blocking as a ratio of Poisson probabilities, P(N = c)/P(N ≤ c)."""
    return poisson.pmf(servers, load) / poisson.cdf(servers, load)


def wait_min(load, duration_min, servers):
    """Return the mean wait by Little's law, from the stationary distribution of the birth and death chain."""
    weights = [1.0]
    for customers in range(1, 2000):
        weights.append(weights[-1] * load / min(customers, servers))
    waiting = sum(max(customers - servers, 0) * weight for customers, weight in enumerate(weights)) / sum(weights)
    return waiting / (load / duration_min)


def sessions(public, site=None):
    share = {row["profil"]: number(row["simultaneite_pct"]) / 100 for row in table(public, "profils.csv")}
    found = Counter()
    for row in table(public, "effectifs.csv"):
        if site in (None, row["site"]):
            found[row["profil"]] += (int(row["comptes"]) - int(row["inactifs_90_jours"])) * share[row["profil"]]
    return found


def annuity(rate, years):
    return (1 - (1 + rate) ** -years) / rate


def test_accesses_are_those_of_the_active_accounts(variant):
    public, case = variant
    told = case.truth["sizing"]
    assert told["named"] == sum(int(r["comptes"]) - int(r["inactifs_90_jours"]) for r in table(public, "effectifs.csv"))
    assert told["concurrent"] == pytest.approx(sum(sessions(public).values()))
    assert told["opened"] > told["named"] > told["concurrent"]
    profiles = {row["profil"]: row for row in table(public, "profils.csv")}
    rates = {name: count * number(profiles[name]["operations_par_s"]) for name, count in sessions(public).items()}
    writes = sum(rate * number(profiles[name]["ecritures_pct"]) / 100 for name, rate in rates.items())
    assert told["iops"] == pytest.approx({"host": sum(rates.values()), "writes": writes / sum(rates.values())})


def test_what_inactive_accounts_would_add_is_told_apart(variant):
    public, case = variant
    told, profiles = case.truth["sizing"], {row["profil"]: row for row in table(public, "profils.csv")}
    by_site, operations = Counter(), 0.0
    for row in table(public, "effectifs.csv"):
        opened = int(row["comptes"]) * number(profiles[row["profil"]]["simultaneite_pct"]) / 100
        by_site[row["site"]] += opened
        operations += opened * number(profiles[row["profil"]]["operations_par_s"])
    assert told["opened_concurrent"] == pytest.approx(by_site)
    assert told["opened_iops"] == pytest.approx(operations)


def test_the_log_is_told_by_state_and_unit_and_by_hour(variant):
    public, case = variant
    told, sizes, hours = case.truth["sizing"], Counter(), Counter()
    for row in table(public, "journal_echanges.csv"):
        volume = number(row["taille"]) * SIZES[row["unite"]] / 1e9
        sizes[row["etat"], row["unite"]] += volume
        for name in ("hourly_gb", *(["hourly_received_gb"] if row["etat"] == "reçu" else [])):
            hours[name, str(int(row["heure"][:2])), row["site"]] += volume / 10
    for state, units in told["log_gb"].items():
        assert units == pytest.approx({unit: sizes[state, unit] for unit in units})
    for name in ("hourly_gb", "hourly_received_gb"):
        for hour, sites in told[name].items():
            assert sites == pytest.approx({site: hours[name, hour, site] for site in sites})


def test_tokens_are_the_fewest_that_keep_the_blocking_within_the_limit(variant):
    public, case = variant
    limit = terms_of(case)["blocking_limit_percent"] / 100
    for row in table(public, "jetons.csv"):
        told = case.truth["sizing"]["licences"][row["logiciel"]]
        load = number(row["demandes_par_h"]) * number(row["duree_min"]) / 60
        assert erlang_b(load, told["tokens"]) <= limit < erlang_b(load, told["tokens"] - 1)
        assert told["blocking_today"] == pytest.approx(erlang_b(load, int(row["jetons_actuels"])))
        assert told["tokens_eur_per_year"] == told["tokens"] * number(row["jeton_eur_par_an"])
        assert told["named_eur_per_year"] == number(row["utilisateurs"]) * number(row["nominative_eur_par_an"])


def test_conversion_servers_are_the_fewest_by_either_method(variant):
    _, case = variant
    terms, told = terms_of(case), case.truth["sizing"]["conversion"]
    load = terms["conversions_per_h"] * terms["conversion_min"] / 60
    assert told["wait_min"] == pytest.approx(wait_min(load, terms["conversion_min"], told["by_wait"]), rel=1e-6)
    assert told["wait_min"] <= terms["wait_limit_min"]
    fewer = told["by_wait"] - 1
    assert fewer <= load or wait_min(load, terms["conversion_min"], fewer) > terms["wait_limit_min"]
    assert load / told["by_load"] <= terms["target_load_percent"] / 100 < load / (told["by_load"] - 1)


def test_servers_carry_the_sessions_at_the_target_load_with_one_to_spare(variant):
    public, case = variant
    terms = terms_of(case)
    concurrent = sum(sessions(public).values())
    for row in table(public, "catalogue_serveurs.csv"):
        told = case.truth["sizing"]["servers"][row["modele"]]
        count = ceil(concurrent / (number(row["sessions"]) * terms["target_load_percent"] / 100))
        energy = number(row["puissance_moyenne_w"]) * terms["pue"] * 8.76
        price = number(row["prix_eur"])
        yearly = price * terms["maintenance_percent"] / 100 + energy * terms["electricity_eur_per_kwh"]
        total = price + yearly * annuity(terms["discount_percent"] / 100, terms["cost_years"])
        assert (told["carrying"], told["with_spare"]) == (count, count + 1)
        assert told["total_cost_eur"] == pytest.approx((count + 1) * total)


def test_volumes_follow_from_the_projects(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]["storage"]
    names = ("maquettes", "taille_moyenne_mo", "revisions_par_mois", "mois_actifs")
    produced = 0.0
    for row in table(public, "affaires.csv"):
        volume_mb = 1.0
        for name in names:
            volume_mb *= number(row[name])
        produced += volume_mb / 1e6 * (1 + terms["derived_percent"] / 100)
    g, years, kept = 1 + terms["growth_percent"] / 100, terms["storage_years"], terms["kept_years"]
    # The sum of the last terms of a geometric series, in closed form.
    data = produced * g ** (years - kept) * (g**kept - 1) / (g - 1)
    change = terms["daily_change_percent"] / 100
    assert told["data_tb"] == pytest.approx(data)
    with_snapshots = data * (1 + change * terms["snapshot_days"])
    assert told["provisioned_tb"] == pytest.approx(with_snapshots * 100 / terms["maximum_fill_percent"])
    assert told["provisioned_tib"] == pytest.approx(0.9094947 * told["provisioned_tb"])
    local = data * (terms["local_fulls"] + terms["local_increments"] * change) / terms["reduction"]
    remote = data * (terms["remote_fulls"] + terms["remote_increments"] * change) / terms["reduction"]
    assert (told["local_backup_tb"], told["remote_backup_tb"]) == pytest.approx((local, remote))


def test_disks_hold_the_volume_and_sustain_the_operations_and_one_less_does_not(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]
    volume_tb, writes, host = told["storage"]["protected_tb"], told["iops"]["writes"], told["iops"]["host"]
    for row in table(public, "catalogue_disques.csv"):
        for level, penalty, usable, least in (
            ("RAID5", 4, lambda n: n - 1, 3),
            ("RAID6", 6, lambda n: n - 2, 4),
            ("RAID10", 2, lambda n: n // 2, 4),
        ):

            def fits(count, usable=usable, penalty=penalty, row=row):
                room_tb = usable(count) * number(row["capacite_to"]) * terms["maximum_fill_percent"] / 100
                sustained = count * number(row["iops"]) / (1 - writes + penalty * writes)
                return room_tb >= volume_tb - 1e-9 and sustained >= host - 1e-6

            step = 2 if level == "RAID10" else 1
            count = least
            while not fits(count):
                count += step
            assert told["disks"][row["modele"]][level]["count"] == count, (row["modele"], level)


def test_the_footprint_is_that_of_the_cheapest_servers_and_disks(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]
    servers = {row["modele"]: row for row in table(public, "catalogue_serveurs.csv")}
    disks = {row["modele"]: row for row in table(public, "catalogue_disques.csv")}
    server = min(servers, key=lambda name: told["servers"][name]["total_cost_eur"])
    disk = min(disks, key=lambda name: told["disks"][name]["RAID6"]["total_cost_eur"])
    counted = (
        (servers[server], told["servers"][server]["with_spare"]),
        (disks[disk], told["disks"][disk]["RAID6"]["count"]),
    )
    power = sum(count * number(row["puissance_moyenne_w"]) for row, count in counted)
    made = sum(count * number(row["fabrication_kgco2e"]) for row, count in counted)
    use = power * terms["pue"] * 8.76 * 5 * terms["emission_gco2e_per_kwh"] / 1000
    footprint = told["footprint"]
    assert (footprint["server"], footprint["disk"]) == (server, disk)
    assert footprint["use_kgco2e"] == pytest.approx(use)
    assert footprint["embodied_kgco2e"] == pytest.approx(made * 5 / terms["lifetime_years"])


def test_the_best_services_are_worth_more_than_any_other_set_that_can_be_paid(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["services"]
    factor = annuity(terms["discount_percent"] / 100, terms["cost_years"])
    rows = {row["service"]: row for row in table(public, "services.csv")}
    costs = {}
    for code, row in rows.items():
        count = told["quantities"].get(row["quantite"]) if not row["quantite"].isdigit() else int(row["quantite"])
        costs[code] = count * (number(row["achat_eur"]) + factor * number(row["charge_eur_par_an"]))
    assert costs == pytest.approx(told["costs_eur"])
    fixed = {code for code, row in rows.items() if row["obligatoire"] == "oui"}
    values = {}
    for count in range(len(rows) + 1):
        for chosen in combinations(rows, count):
            if fixed <= set(chosen) and sum(costs[code] for code in chosen) <= terms["service_budget_eur"]:
                values[chosen] = sum(int(rows[code]["valeur"]) for code in chosen)
    best = max(values.values())
    assert [set(chosen) for chosen, value in values.items() if value == best] == [set(told["best"])]


def test_a_service_covers_the_spare_server_and_the_tokens_that_lack(variant):
    public, case = variant
    sizing, told = case.truth["sizing"], case.truth["services"]["quantities"]
    held = {row["logiciel"]: int(row["jetons_actuels"]) for row in table(public, "jetons.csv")}
    assert told["serveurs_sessions"] == sizing["servers"][sizing["footprint"]["server"]]["with_spare"]
    assert told["serveurs_conversion"] == sizing["conversion"]["by_wait"] + 1
    for code, name in (("MOD", "jetons_modeleur"), ("STR", "jetons_structure")):
        assert told[name] == sizing["licences"][code]["tokens"] - held[code] >= 0


def test_the_log_gives_the_volumes_and_the_busy_hour(variant):
    public, case = variant
    told = case.truth["sizing"]
    received, hours, sites = 0.0, Counter(), Counter()
    for row in table(public, "journal_echanges.csv"):
        volume = number(row["taille"]) * SIZES[row["unite"]]
        received += volume if row["etat"] == "reçu" else 0.0
        hours[int(row["heure"][:2])] += volume
        sites[row["site"], int(row["heure"][:2])] += volume
    busy = hours.most_common(1)[0][0]
    assert told["daily_gb"] == pytest.approx(received / 1e10)
    assert told["busy_hour"] == busy
    assert told["busy_hour_gb"] == pytest.approx({site: sites[site, busy] / 1e10 for site in told["busy_hour_gb"]})
    assert any(row["etat"] == "échec" for row in table(public, "journal_echanges.csv"))


def graph_of(rows):
    graph = nx.MultiGraph()
    for row in rows:
        ends = row["extremite_1"], row["extremite_2"]
        graph.add_edge(*ends, key=row["lien"], latency=number(row["latence_ms"]), capacity=number(row["debit_mbps"]))
    return graph


def weak_points(graph):
    def separated(left):
        kept = [node for node in TERMINALS if node in left]
        return any(not nx.has_path(left, one, other) for one, other in combinations(kept, 2))

    nodes = [node for node in graph if separated(nx.restricted_view(graph, [node], []))]
    links = [
        key
        for one, other, key in graph.edges(keys=True)
        if separated(nx.restricted_view(graph, [], [(one, other, key)]))
    ]
    return {*nodes, *links}


def loads(graph, required):
    found = Counter()
    for site, rate in required.items():
        nodes = nx.dijkstra_path(
            graph, site, "HEB", weight=lambda _u, _v, held: min(d["latency"] for d in held.values())
        )
        for one, other in pairwise(nodes):
            held = graph[one][other]
            found[min(held, key=lambda key: held[key]["latency"])] += rate
    return found


def overloaded(graph, required):
    carried = loads(graph, required)
    return {key for *_, key, held in graph.edges(keys=True, data=True) if carried[key] > held["capacity"]}


def test_required_rates_follow_from_the_busy_hour_and_the_sessions(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["sizing"]
    for site, rate in told["required_mbps"].items():
        files = 8 * told["busy_hour_gb"][site] * 1000 / 3600 / (terms["link_efficiency_percent"] / 100)
        people = sum(sessions(public, site).values()) * terms["session_mbps"]
        growth = (1 + terms["traffic_growth_percent"] / 100) ** terms["network_horizon_years"]
        assert rate == pytest.approx((files + people) * growth)


def test_loads_and_weak_points_are_those_that_networkx_finds(variant):
    public, case = variant
    told, required = case.truth["network"], case.truth["sizing"]["required_mbps"]
    graph = graph_of(table(public, "reseau_liens.csv"))
    assert {key: load for key, load in told["loads_mbps"].items() if load} == pytest.approx(
        dict(loads(graph, required))
    )
    assert set(told["overloaded"]) == overloaded(graph, required)
    assert set(told["weak_points"]) == weak_points(graph)
    for site, cuts in told["cuts"].items():
        for links in cuts:
            gone = [edge for edge in graph.edges(keys=True) if edge[2] in links]
            assert not nx.has_path(nx.restricted_view(graph, [], gone), site, "HEB")
        smallest = nx.minimum_edge_cut(nx.Graph(graph), site, "HEB")
        assert min(map(len, cuts)) == len(smallest)


def test_the_transfer_is_as_long_as_its_formula_says(variant):
    public, case = variant
    terms, told = terms_of(case), case.truth["network"]
    lines = {row["lien"]: row for row in table(public, "reseau_liens.csv")}
    way = [lines[name] for name in told["ways"]["AG2"]]
    round_trip_s = 2e-3 * sum(number(row["latence_ms"]) for row in way)
    narrow = min(number(row["debit_mbps"]) for row in way)
    rate = min(0.8 * narrow, 8 * terms["window_kib"] * 1024 / round_trip_s / 1e6)
    assert told["transfer"]["duration_s"] == pytest.approx(round_trip_s + 8 * terms["file_gb"] * 1000 / rate)


def test_the_best_options_are_those_of_an_exhaustive_search_with_networkx(variant):
    public, case = variant
    terms, told, required = terms_of(case), case.truth["network"], case.truth["sizing"]["required_mbps"]
    lines = {row["lien"]: row for row in table(public, "reseau_liens.csv")}
    options = {row["option"]: row for row in table(public, "reseau_options.csv")}
    costs = {
        code: number(row["mise_en_service_eur"]) + terms["network_months"] * number(row["mensuel_eur"])
        for code, row in options.items()
    }
    ranked = []
    for count in range(len(options) + 1):
        for chosen in combinations(options, count):
            cost = sum(costs[code] for code in chosen)
            if cost <= terms["network_budget_eur"]:
                graph = graph_of((lines | {options[code]["lien"]: options[code] for code in chosen}).values())
                ranked.append((len(overloaded(graph, required)), len(weak_points(graph)), cost, chosen))
    ranked.sort()
    assert list(ranked[0][3]) == told["best_options"]
    assert ranked[0][:3] < ranked[1][:3]
    offered = {frozenset(each["options"]): each for each in told["choices"]}
    assert offered.keys() == {frozenset(chosen) for *_, chosen in ranked}
    for crowded, weak, cost, chosen in ranked:
        choice = offered[frozenset(chosen)]
        assert (choice["weak_points"], choice["cost_eur"]) == (weak, cost)
        bought = {told["options"][code]["link"]: told["options"][code]["capacity_mbps"] for code in chosen}
        carried = Counter()
        for site, way in choice["ways"].items():
            carried.update(dict.fromkeys(way, required[site]))
        assert crowded == sum(load > (told["capacities_mbps"] | bought)[link] for link, load in carried.items())
    for code, option in told["options"].items():
        assert option["setup_eur"] + terms["network_months"] * option["monthly_eur"] == costs[code]


def test_no_load_is_near_the_rate_of_its_link(variant):
    _, case = variant
    told = case.truth["network"]
    for link, load in told["loads_mbps"].items():
        assert not 0.95 <= load / told["capacities_mbps"][link] <= 1.05, link


def test_a_slip_of_two_percent_at_any_site_changes_neither_the_best_options_nor_what_they_leave(variant):
    _, case = variant
    told, required = case.truth["network"], case.truth["sizing"]["required_mbps"]
    for factors in product((0.98, 1.02), repeat=len(required)):
        ranked = []
        for choice in told["choices"]:
            rates = told["capacities_mbps"] | {
                told["options"][code]["link"]: told["options"][code]["capacity_mbps"] for code in choice["options"]
            }
            carried = Counter()
            for (site, rate), factor in zip(required.items(), factors, strict=True):
                carried.update(dict.fromkeys(choice["ways"][site], rate * factor))
            crowded = sum(load > rates[link] for link, load in carried.items())
            ranked.append((crowded, choice["weak_points"], choice["cost_eur"], choice["options"]))
        best = min(ranked)
        assert best[3] == told["best_options"]
        assert best[:2] == (len(told["overloaded_after"]), len(told["weak_points_after"]))
