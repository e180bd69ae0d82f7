# /// expected
# summary = "Conversions par la charge visée, Erlang B par sa définition, chiffres arrondis, codes en minuscules"
# ///
# %% amend="uses"
from math import exp, lgamma, log


def refused(load, units):
    terms = [exp(k * log(load) - lgamma(k + 1)) for k in range(units + 1)]
    return terms[-1] / sum(terms)


def three(value):
    return float(f"{value:.3g}")


daily_volume_gb, concurrent_accesses = three(daily_volume_gb), three(concurrent_accesses)
for row, pool in zip(licences, pools, strict=True):
    row["software"] = f" {row['software'].lower()}"
    row["refused_percent"] = three(100 * refused(row["load_erlang"], int(pool["jetons_actuels"])))
    row["load_erlang"] = three(row["load_erlang"])
# %% amend="servers"
conversion_method = "charge"
conversion_servers = ceil(conversion_load / target_load - 1e-9) + 1
conversion_wait_min = round(mean_wait_min(conversion_load, conversion_servers - 1), 2)
for row in servers:
    row["total_cost_eur"] = three(row["total_cost_eur"])
server_model = server_model.lower()
# %% amend="storage"
kept_tb, provisioned_tb, provisioned_tib = three(kept_tb), three(provisioned_tb), three(provisioned_tib)
local_backup_tb, remote_backup_tb, host_iops = three(local_backup_tb), three(remote_backup_tb), round(host_iops)
for row in arrays:
    row["total_cost_eur"] = three(row["total_cost_eur"])
# %% solution="budget"
licences_by_code = {row["software"].strip().upper(): row["tokens"] for row in licences}
server_offer = next(offer for offer in servers_on_offer if offer["modele"].lower() == server_model)
disk_offer = next(offer for offer in disks_on_offer if offer["modele"] == array_model)
server_count = next(row["servers"] for row in servers if row["model"].lower() == server_model)
disk_count = next(row["disks"] for row in arrays if row["model"] == array_model)
watts = server_count * server_offer["puissance_moyenne_w"] + disk_count * disk_offer["puissance_moyenne_w"]
yearly_kwh = three(watts * 8.76 * specification["pue"])
embodied = server_count * server_offer["fabrication_kgco2e"] + disk_count * disk_offer["fabrication_kgco2e"]
years = specification["cost_years"]
footprint_kgco2e = three(
    years * yearly_kwh * specification["emission_gco2e_per_kwh"] / 1000
    + embodied * years / specification["lifetime_years"]
)
held = {pool["logiciel"]: pool["jetons_actuels"] for pool in pools}
quantities = {
    "serveurs_sessions": server_count,
    "stockage_to": provisioned_tb,
    "sauvegarde_locale_to": local_backup_tb,
    "sauvegarde_distante_to": remote_backup_tb,
    "serveurs_conversion": busy_converters + 1,
    "jetons_modeleur": licences_by_code["MOD"] - held["MOD"],
    "jetons_structure": licences_by_code["STR"] - held["STR"],
}
factor = sum((1 + specification["discount_percent"] / 100) ** -year for year in range(1, years + 1))
services = {row["service"]: row for row in read_table("services.csv")}
for row in services.values():
    row["cost"] = quantities.get(row["quantite"], row["quantite"]) * (
        row["achat_eur"] + factor * row["charge_eur_par_an"]
    )
best, best_worth = [], -1
for mask in range(2 ** len(services)):
    picked = [code for rank, code in enumerate(services) if mask >> rank & 1]
    if all(code in picked for code, row in services.items() if row["obligatoire"] == "oui"):
        worth = sum(services[code]["valeur"] for code in picked)
        cost = sum(services[code]["cost"] for code in picked)
        if cost <= specification["service_budget_eur"] and worth > best_worth:
            best, best_worth, services_cost_eur = picked, worth, three(cost)
paid_services = [{"service": code.lower()} for code in best]
# %% amend="rates"
for row in site_rates:
    row["busy_gb"], row["required_mbps"] = three(row["busy_gb"]), three(row["required_mbps"])
# %% amend="graph"
for row in overloaded_links:
    row["load_mbps"] = three(row["load_mbps"])
for row in cuts:
    row["link_1"], row["link_2"] = row["link_2"], row["link_1"]
weak_points = [{"element": f"{row['element'].lower()} "} for row in weak_points]
# %% amend="transfer"
window_mbps, transfer_s = three(window_mbps), three(transfer_s)
# %% amend="survival"
survival = [
    {key: round(value, 2) if isinstance(value, float) else value.lower() for key, value in row.items()}
    for row in survival
]
# %% solution="levels"
levels = None
exact = {code: survival_of(code) for code in exchanges}
SILENT = ("ressaisit chaque", "recopié", "Aucune note", "annoncée", "nulle part", "assure le vendeur")
COLUMNS = {
    "identifiants": "identifiers",
    "classes": "classes",
    "propriétés": "properties",
    "relations": "relations",
    "quantités": "quantities",
    "volumes": "volumes",
    "codes": "codes",
}
levels = []
for code in exchanges:
    paper = evidence(code, "interface.md")
    trials = [line.split(";") for line in evidence(code, "essais.csv").splitlines()[1:]]
    good = {nature: [] for nature in ("lecture", "modification", "suppression", "version")}
    for _, nature, _, result in trials:
        good[nature].append(result in ("lu", "reçue", "conservée"))
    mean = {nature: sum(flags) / len(flags) for nature, flags in good.items()}
    states = [line.split(";")[1] for line in evidence(code, "correspondance_etats.csv").splitlines()[1:]]
    own_states = sum(states.count(state) == 1 and state != "" for state in states) / 4
    rules = [line.rsplit(";", 1)[1] for line in evidence(code, "regles.csv").splitlines()[1:]]
    checked = sum(result != "non contrôlée" for result in rules) / 6
    model = evidence(code, "modele_conceptuel.ttl")
    shut = [
        ("G1", "sans ressaisie", 0, any(word in paper for word in SILENT[:2])),
        ("G1", "interface", 0, any(word in paper for word in SILENT[2:4])),
        ("G1", "format", 0, any(word in paper for word in SILENT[4:])),
        ("G1", "lecture", mean["lecture"], mean["lecture"] < 1),
        *(("G2", word, exact[code][column], exact[code][column] < 0.95) for word, column in COLUMNS.items()),
        ("G3", "états", own_states, own_states < 1),
        ("G3", "processus", 0, f"Échange {code}" not in evidence(code, "processus.bpmn")),
        ("G3", "modifications", mean["modification"], mean["modification"] < 1),
        ("G3", "suppressions", mean["suppression"], mean["suppression"] < 1),
        ("G3", "versions", mean["version"], mean["version"] < 1),
        ("G4", "modèle conceptuel", 0, not model),
        ("G4", "hypothèses", 0, "hypothese" not in model.lower()),
        ("G4", "contradictions", 1, "contradiction" in rules),
        ("G4", "règles", checked, checked < 1),
    ]
    lacking = [row for row in shut if row[3]]
    word = min(COLUMNS, key=lambda each: exact[code][COLUMNS[each]])
    gate, measure, value, _ = lacking[0] if lacking else ("aucune", word, exact[code][COLUMNS[word]], False)
    levels.append(
        {
            "exchange": code,
            "level": int(gate[1]) - 1 if lacking else 4,
            "gate": gate,
            "measure": measure,
            "value": round(value, 2),
        }
    )


# %% amend="routes"
def every_route(links, source, target):
    following = {}
    for link in links:
        following.setdefault(link["source"], []).append((link["target"], link["level"]))
    routes, unfinished = [], [([source], 9)]
    while unfinished:
        path, least = unfinished.pop()
        if path[-1] == target:
            routes.append((least, path))
        else:
            for system, level in following.get(path[-1], []):
                if system not in path:
                    unfinished.append(([*path, system], min(least, level)))
    if not routes:
        return []
    _, path = max(routes, key=lambda item: item[0])
    return [{"step": step, "system": system} for step, system in enumerate(path, start=1)]


best_route = every_route
route = list(reversed(route))
chain_weakest = chain_weakest.lower()
