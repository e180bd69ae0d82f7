# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Dimensionner les installations, le réseau et mesurer l’interopérabilité
#
# **Étude de cas A2.2 · compétence C2.2.2 · 180 minutes · 30 points**
#
# **Tarvenne Ingénierie** renouvelle ses installations : serveurs de sessions, baie de stockage, licences, liaisons. La
# direction a reçu trois devis, tous « dimensionnés avec une marge confortable », dont aucun ne dit de quoi. Elle veut
# un dossier dont chaque chiffre se recalcule, qui tienne dans des budgets **qui ne paient pas tout**, et qui dise enfin
# ce que valent les échanges entre ses logiciels, que leurs éditeurs déclarent tous interopérables.
#
# À la fin de ce carnet vous aurez :
#
# 1. tiré du dossier d’exploitation les **volumes, accès, licences, serveurs, disques et sauvegardes**, leur énergie et
#    leur empreinte, et choisi les **services** que le budget paie ;
# 2. trouvé ce qui **sature** et ce qui **casse** dans le réseau, et la meilleure amélioration que son budget permet ;
# 3. donné le **niveau de Tolk** de chaque échange, avec la porte qui manque et la mesure qui le montre, puis celui
#    d’une chaîne et la meilleure route entre deux logiciels.
#
# Temps conseillé : 15 minutes pour le cahier des charges, 60 pour le dimensionnement, 55 pour le réseau et sa note, 50
# pour l’interopérabilité.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
from collections import Counter, defaultdict
from itertools import chain, combinations
from math import ceil

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.classification
import ifcopenshell.util.element
import ifcopenshell.util.shape
import ifcopenshell.util.unit
import matplotlib.pyplot as plt
import networkx as nx

from autograders.candidate import answer, open_case

case = open_case("c2_2_2_infrastructure_sizing")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante. Le document complet, `cahier_des_charges.md`, est dans le dossier de
# données : les sections 3 (dimensionnement), 4 (réseau) et 5 (interopérabilité) disent **toutes** les règles.
# Gardez-les sous les yeux : ce carnet ne les répète pas toutes, il dit ce qui est à remettre.

# %%
specification = case.specification
specification

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `effectifs.csv`, `profils.csv` | comptes par site et par profil, usage par profil | comptes inactifs à part |
# | `journal_echanges.csv` | dix jours d’échanges | trois unités, des échecs |
# | `affaires.csv` | ce que produisent les affaires de l’année | Mo |
# | `jetons.csv` | demandes et réserves de jetons de trois logiciels | durées en minutes |
# | `catalogue_serveurs.csv`, `catalogue_disques.csv` | offres | W, kgCO2e |
# | `services.csv` | services à payer ou non | `quantite` : un nombre ou un résultat (section 3.7) |
# | `reseau_noeuds.csv`, `reseau_liens.csv`, `reseau_options.csv` | réseau et options | latence d’un aller |
# | `logiciels.csv`, `echanges.csv` | logiciels et échanges entre eux | |
# | `echanges/E…/` | pièces de chaque échange | dossier, essais, états, modèles, `avant.ifc`, `apres.ifc` |
#
# La cellule suivante lit les tables : les nombres à virgule y deviennent des nombres.


# %%
def read_table(name):
    """Return the rows of a table; cells that are numbers, with their decimal comma, become numbers."""

    def converted(cell):
        try:
            return float(cell.replace(",", "."))
        except ValueError:
            return cell

    with case.path(name).open(encoding="utf-8", newline="") as file:
        return [{key: converted(cell) for key, cell in row.items()} for row in csv.DictReader(file, delimiter=";")]


accounts, profiles = read_table("effectifs.csv"), {row["profil"]: row for row in read_table("profils.csv")}
journal, projects, pools = (read_table(f"{name}.csv") for name in ("journal_echanges", "affaires", "jetons"))
servers_on_offer, disks_on_offer = read_table("catalogue_serveurs.csv"), read_table("catalogue_disques.csv")
journal[0]

# %% [markdown]
# ## 1. Dimensionner (critère « dimensionnement », 10 points)
#
# Chaque résultat est jugé à partir de **vos** résultats précédents : une erreur en amont ne se paie qu’une fois.
# Gardez les nombres intermédiaires sans arrondi ; trois chiffres significatifs suffisent dans les réponses, les
# entiers sont exacts. Un résultat loin de tout ce que donnent vos données, et qu’aucune erreur connue n’explique, est
# remplacé par celui du corrigé pour juger la suite : c’est une convention de l’atelier.
#
# ### 1.1 Volumes, accès, licences (sections 3.1 à 3.3)
#
# - `daily_volume_gb` : le volume échangé par jour, en Go.
# - `named_accesses`, `concurrent_accesses` : les accès nommés (entier) et simultanés, partenaires compris.
# - `licences` : une ligne par logiciel de `jetons.csv`, avec `software`, `load_erlang` (trafic offert),
#   `refused_percent` (part de demandes refusées, en %, avec les jetons **actuels**), `tokens` (le plus petit nombre de
#   jetons qui tient la limite de refus), `mode` (`"jetons"` ou `"nominatives"`, le moins cher à l’année, les jetons
#   étant au nombre de `tokens` et les licences nominatives au nombre des utilisateurs) et `yearly_eur`, le coût annuel
#   de ce mode.

# %% solution="uses"
daily_volume_gb = None
named_accesses = None
concurrent_accesses = None
licences = None  # liste de dictionnaires aux clés software, load_erlang, refused_percent, tokens, mode, yearly_eur
### BEGIN SOLUTION
DAYS = 10
BYTES = {"Mo": 1e6, "Go": 1e9, "Mio": 2**20}
for line in journal:
    line["gb"] = line["taille"] * BYTES[line["unite"]] / 1e9
    line["hour"] = int(line["heure"][:2])
daily_volume_gb = sum(line["gb"] for line in journal if line["etat"] == "reçu") / DAYS

for row in accounts:
    row["active"] = row["comptes"] - row["inactifs_90_jours"]
    row["sessions"] = row["active"] * profiles[row["profil"]]["simultaneite_pct"] / 100
named_accesses = int(sum(row["active"] for row in accounts))
concurrent_accesses = sum(row["sessions"] for row in accounts)


def erlang_b(load, units):
    """Return the share of requests refused: B(0) = 1, B(k) = A·B(k − 1)/(k + A·B(k − 1))."""
    refused = 1.0
    for unit in range(1, units + 1):
        refused = load * refused / (unit + load * refused)
    return refused


def units_needed(load, limit):
    """Return the smallest number of units that refuse no more than a share."""
    units = 0
    while erlang_b(load, units) > limit:
        units += 1
    return units


licences = []
for pool in pools:
    load = pool["demandes_par_h"] * pool["duree_min"] / 60
    tokens = units_needed(load, specification["blocking_limit_percent"] / 100)
    yearly = {
        "jetons": tokens * pool["jeton_eur_par_an"],
        "nominatives": pool["utilisateurs"] * pool["nominative_eur_par_an"],
    }
    mode = min(yearly, key=yearly.get)
    licences.append(
        {
            "software": pool["logiciel"],
            "load_erlang": load,
            "refused_percent": 100 * erlang_b(load, int(pool["jetons_actuels"])),
            "tokens": tokens,
            "mode": mode,
            "yearly_eur": yearly[mode],
        }
    )
print(daily_volume_gb, named_accesses, concurrent_accesses)
for row in licences:
    print(row)
### END SOLUTION

# %% [markdown]
# ### 1.2 Serveurs (sections 3.4 et 3.6)
#
# - `servers` : une ligne par modèle de `catalogue_serveurs.csv`, avec `model`, `servers` (secours compris) et
#   `total_cost_eur` (coût global : achat, maintenance et électricité actualisées).
# - `server_model` : le modèle au coût global le plus bas.
# - `conversion_method` : `"attente"` (Erlang C) ou `"charge"` (charge visée), au choix ; `conversion_servers`, le
#   nombre de serveurs de conversion, **secours compris** ; `conversion_wait_min`, l’attente moyenne (Erlang C) que
#   donnent ces serveurs **le secours à l’arrêt**, quelle que soit la méthode.

# %% solution="servers"
servers = None  # liste de dictionnaires aux clés model, servers, total_cost_eur
server_model = None
conversion_method = None  # "attente" ou "charge"
conversion_servers = None
conversion_wait_min = None
### BEGIN SOLUTION
target_load = specification["target_load_percent"] / 100


def yearly_energy_kwh(power_w):
    return power_w * specification["pue"] * 8760 / 1000


def discounted_eur(purchase_eur, yearly_eur):
    """Return the purchase and the running costs of the years, paid at the end of each, in today's money."""
    rate = specification["discount_percent"] / 100
    return purchase_eur + sum(yearly_eur / (1 + rate) ** year for year in range(1, specification["cost_years"] + 1))


def total_cost_eur(offer, count):
    purchase_eur = count * offer["prix_eur"]
    energy_eur = yearly_energy_kwh(count * offer["puissance_moyenne_w"]) * specification["electricity_eur_per_kwh"]
    return discounted_eur(purchase_eur, purchase_eur * specification["maintenance_percent"] / 100 + energy_eur)


servers = []
for offer in servers_on_offer:
    count = ceil(concurrent_accesses / (offer["sessions"] * target_load) - 1e-9) + 1
    servers.append({"model": offer["modele"], "servers": count, "total_cost_eur": total_cost_eur(offer, count)})
server_model = min(servers, key=lambda row: row["total_cost_eur"])["model"]

conversion_load = specification["conversions_per_h"] * specification["conversion_min"] / 60


def mean_wait_min(load, units):
    """Return the mean wait in one line before so many servers, Wq = C·h/(c − A), C = B/(1 − ρ(1 − B))."""
    if units <= load:
        return float("inf")
    refused = erlang_b(load, units)
    waiting = refused / (1 - load / units * (1 - refused))
    return waiting * specification["conversion_min"] / (units - load)


conversion_method = "attente"
busy_converters = 1
while mean_wait_min(conversion_load, busy_converters) > specification["wait_limit_min"]:
    busy_converters += 1
conversion_servers = busy_converters + 1
conversion_wait_min = mean_wait_min(conversion_load, busy_converters)
for row in servers:
    print(row)
print(server_model, conversion_servers, conversion_wait_min)
### END SOLUTION

# %% [markdown]
# ### 1.3 Stockage et sauvegardes (section 3.5)
#
# - `kept_tb` : le volume à conserver à la fin de l’horizon ; `provisioned_tb` et `provisioned_tib` : le volume à
#   provisionner (instantanés et remplissage compris), en To puis en Tio.
# - `local_backup_tb`, `remote_backup_tb` : les volumes des deux chaînes de sauvegarde.
# - `host_iops` : les opérations par seconde des sessions de l’heure de pointe.
# - `array_level` : le niveau de RAID de la baie ; `arrays` : **à ce niveau**, une ligne par modèle de
#   `catalogue_disques.csv`, avec `model`, `disks_for_capacity`, `disks_for_iops`, `disks` (à acheter) et
#   `total_cost_eur` (coût global, comme pour les serveurs) ; `array_model` : le modèle au coût global le plus bas.
#
# `disks_for_capacity` comprend les disques de parité ou les doubles, et le minimum du niveau ; `disks_for_iops` est le
# nombre de disques que demandent les opérations seules, arrondi à l’entier supérieur ; le nombre pair du RAID 10 ne se
# prend que sur `disks`.

# %% solution="storage"
kept_tb = None
provisioned_tb = None
provisioned_tib = None
local_backup_tb = None
remote_backup_tb = None
host_iops = None
array_level = None  # "RAID5", "RAID6" ou "RAID10"
arrays = None  # liste de dictionnaires aux clés model, disks_for_capacity, disks_for_iops, disks, total_cost_eur
array_model = None
### BEGIN SOLUTION
models_tb = (
    sum(
        row["maquettes"] * row["taille_moyenne_mo"] * row["revisions_par_mois"] * row["mois_actifs"] for row in projects
    )
    / 1e6
)
produced_tb = models_tb * (1 + specification["derived_percent"] / 100)
growth = 1 + specification["growth_percent"] / 100
last_years = range(specification["storage_years"] - specification["kept_years"], specification["storage_years"])
kept_tb = sum(produced_tb * growth**year for year in last_years)
change = specification["daily_change_percent"] / 100
with_snapshots_tb = kept_tb * (1 + change * specification["snapshot_days"])
provisioned_tb = with_snapshots_tb / (specification["maximum_fill_percent"] / 100)
provisioned_tib = provisioned_tb * 1e12 / 2**40


def backup_tb(place):
    fulls, increments = specification[f"{place}_fulls"], specification[f"{place}_increments"]
    return kept_tb * (fulls + increments * change) / specification["reduction"]


local_backup_tb, remote_backup_tb = backup_tb("local"), backup_tb("remote")

for row in accounts:
    profile = profiles[row["profil"]]
    row["iops"] = row["sessions"] * profile["operations_par_s"]
    row["writes"] = row["iops"] * profile["ecritures_pct"] / 100
host_iops = sum(row["iops"] for row in accounts)
write_share = sum(row["writes"] for row in accounts) / host_iops

# Any two disks may fail: RAID 10 does not survive the loss of both disks of a pair.
array_level = "RAID6"
PENALTY = {"RAID5": 4, "RAID6": 6, "RAID10": 2}


def disks_of(offer, level):
    """Return how many disks capacity and operations ask for, and how many to buy."""
    useful = ceil(provisioned_tb / offer["capacite_to"] - 1e-9)
    for_capacity = {"RAID5": max(useful + 1, 3), "RAID6": max(useful + 2, 4), "RAID10": max(2 * useful, 4)}[level]
    disk_iops = host_iops * (1 - write_share + PENALTY[level] * write_share)
    for_iops = ceil(disk_iops / offer["iops"] - 1e-9)
    count = max(for_capacity, for_iops)
    return for_capacity, for_iops, count + count % 2 if level == "RAID10" else count


arrays = []
for offer in disks_on_offer:
    for_capacity, for_iops, count = disks_of(offer, array_level)
    arrays.append(
        {
            "model": offer["modele"],
            "disks_for_capacity": for_capacity,
            "disks_for_iops": for_iops,
            "disks": count,
            "total_cost_eur": total_cost_eur(offer, count),
        }
    )
array_model = min(arrays, key=lambda row: row["total_cost_eur"])["model"]
print(kept_tb, provisioned_tb, provisioned_tib, local_backup_tb, remote_backup_tb, host_iops)
for row in arrays:
    print(row)
### END SOLUTION

# %% [markdown]
# ### 1.4 Énergie, empreinte, et ce que le budget paie (sections 3.6 et 3.7)
#
# - `yearly_kwh` : l’énergie d’une année, PUE compris, des serveurs de sessions et des disques que vous avez retenus ;
#   `footprint_kgco2e` : leur empreinte sur la durée du coût global, usage et fabrication.
# - `paid_services` : les services que vous payez, obligatoires compris, une ligne `service` par service ;
#   `services_cost_eur` : leur coût global.
#
# Un choix de services au-dessus du budget, ou auquel manque un service obligatoire, ne rapporte rien. Pour
# `serveurs_conversion`, prenez le nombre que donne l’attente, secours compris, même si vous avez retenu la charge.
#
# | Barème du dimensionnement | sur 10 |
# |---|---|
# | Volume ; accès nommés ; accès simultanés | 0,75 ; 0,25 ; 0,5 |
# | Licences : trafic, refus ; jetons ; mode et coût | 0,5 ; 0,5 ; 0,25 |
# | Serveurs de sessions ; modèle retenu | 0,75 ; 0,25 |
# | Serveurs de conversion ; attente | 0,5 ; 0,25 |
# | Conservé ; provisionné en To, en Tio ; deux sauvegardes | 0,75 ; 0,25 ; 0,25 ; 0,5 |
# | Opérations ; niveau de RAID ; disques ; modèle retenu | 0,25 ; 0,25 ; 1 ; 0,25 |
# | Énergie ; empreinte | 0,25 ; 0,25 |
# | Services payés ; leur coût | 1,25 ; 0,25 |
#
# Un modèle ou un niveau retenu ne compte qu’avec les lignes de calcul qui le fondent.

# %% solution="budget"
yearly_kwh = None
footprint_kgco2e = None
paid_services = None  # liste de dictionnaires à la clé service
services_cost_eur = None
### BEGIN SOLUTION
server_offer = next(offer for offer in servers_on_offer if offer["modele"] == server_model)
disk_offer = next(offer for offer in disks_on_offer if offer["modele"] == array_model)
server_count = next(row["servers"] for row in servers if row["model"] == server_model)
disk_count = next(row["disks"] for row in arrays if row["model"] == array_model)
bought = [(server_offer, server_count), (disk_offer, disk_count)]
yearly_kwh = yearly_energy_kwh(sum(count * offer["puissance_moyenne_w"] for offer, count in bought))
years = specification["cost_years"]
use_kg = years * yearly_kwh * specification["emission_gco2e_per_kwh"] / 1000
made_kg = sum(count * offer["fabrication_kgco2e"] for offer, count in bought) * years / specification["lifetime_years"]
footprint_kgco2e = use_kg + made_kg

tokens_held = {pool["logiciel"]: pool["jetons_actuels"] for pool in pools}
tokens_wanted = {row["software"]: row["tokens"] for row in licences}
results = {
    "serveurs_sessions": server_count,
    "stockage_to": provisioned_tb,
    "sauvegarde_locale_to": local_backup_tb,
    "sauvegarde_distante_to": remote_backup_tb,
    "serveurs_conversion": busy_converters + 1,
    "jetons_modeleur": tokens_wanted["MOD"] - tokens_held["MOD"],
    "jetons_structure": tokens_wanted["STR"] - tokens_held["STR"],
}
services = {row["service"]: row for row in read_table("services.csv")}
for row in services.values():
    quantity = results.get(row["quantite"], row["quantite"])
    row["cost"] = quantity * discounted_eur(row["achat_eur"], row["charge_eur_par_an"])
mandatory = [code for code, row in services.items() if row["obligatoire"] == "oui"]
optional = [code for code in services if code not in mandatory]


def cost_of(codes):
    return sum(services[code]["cost"] for code in codes)


subsets = chain.from_iterable(combinations(optional, count) for count in range(len(optional) + 1))
within = [
    (*mandatory, *chosen) for chosen in subsets if cost_of((*mandatory, *chosen)) <= specification["service_budget_eur"]
]
best = max(within, key=lambda codes: sum(services[code]["valeur"] for code in codes))
paid_services, services_cost_eur = [{"service": code} for code in best], cost_of(best)
print(yearly_kwh, footprint_kgco2e, best, services_cost_eur)
### END SOLUTION

# %% [markdown]
# Tracez le coût des services et ce que le budget en paie.

# %% solution="services-figure" figure="service-costs"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(10, 4))
codes = sorted(services, key=lambda code: services[code]["cost"])
axes.barh(
    [f"{code} {services[code]['intitule']}" for code in codes],
    [services[code]["cost"] / 1000 for code in codes],
    color=["tab:blue" if code in best else "lightgrey" for code in codes],
    hatch=["" if code in best else "//" for code in codes],
)
axes.set(title="Coût global des services (bleu : payé ; hachuré : non payé)", xlabel="milliers d’euros")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.2.2.sizing"
answer("daily_volume_gb", daily_volume_gb)
answer("named_accesses", named_accesses)
answer("concurrent_accesses", concurrent_accesses)
answer("licences", licences)
answer("servers", servers)
answer("server_model", server_model)
answer("conversion_method", conversion_method)
answer("conversion_servers", conversion_servers)
answer("conversion_wait_min", conversion_wait_min)
answer("kept_tb", kept_tb)
answer("provisioned_tb", provisioned_tb)
answer("provisioned_tib", provisioned_tib)
answer("local_backup_tb", local_backup_tb)
answer("remote_backup_tb", remote_backup_tb)
answer("host_iops", host_iops)
answer("array_level", array_level)
answer("arrays", arrays)
answer("array_model", array_model)
answer("yearly_kwh", yearly_kwh)
answer("footprint_kgco2e", footprint_kgco2e)
answer("paid_services", paid_services)
answer("services_cost_eur", services_cost_eur)

# %% [markdown]
# ## 2. Le réseau (critère « réseau », 10 points, dont 5 attribués par un correcteur)
#
# Toutes les règles sont à la section 4 du cahier des charges. L’EDC est chez l’hébergeur, `HEB`.
#
# - `busy_hour` : l’heure de pointe, par son début (11 pour de 11 h à 12 h).
# - `site_rates` : une ligne par site (`SIE`, `AG1`, `AG2`, `PAR`), avec `site`, `busy_gb` (V, en Go) et
#   `required_mbps`.
# - `overloaded_links` : les liens surchargés **et eux seuls**, avec `link` et `load_mbps`, la somme des débits requis
#   qui le prennent.
# - `weak_points` : les points de défaillance uniques, une ligne `element` par nœud ou par lien.
# - `cuts` : les coupes d’un et de deux liens qui séparent SIE, AG1 ou AG2 de HEB : `site`, `link_1`, `link_2` (`""`
#   pour une coupe d’un lien ; l’ordre des deux liens est libre).
# - `window_mbps` : le débit que la fenêtre permet sur le chemin de Port-Armel à HEB (8 W / RTT) ; `transfer_s` : la
#   durée du transfert ; `transfer_limit` : ce qui le limite, `"liaison"` (η × C) ou `"fenêtre"`.
# - `upgrade` : les options achetées, une ligne `option` par option ; `upgrade_cost_eur`, `overloaded_after` et
#   `weak_points_after` : leur coût, et le nombre de liens surchargés et de points de défaillance uniques ensuite.
#
# | Barème de la partie automatique (5 points) | parts, sur 10 |
# |---|---|
# | Heure de pointe ; volumes ; débits requis | 0,5 ; 0,75 ; 0,75 |
# | Liens surchargés ; points uniques ; coupes | 1 ; 1 ; 1,5 |
# | Débit de la fenêtre ; durée ; ce qui limite | 0,5 ; 0,75 ; 0,25 |
# | Options ; coût ; surchargés et points uniques ensuite | 1,5 ; 0,5 ; 1 |
#
# Une amélioration au-dessus du budget ne rapporte rien.

# %% solution="rates"
busy_hour = None
site_rates = None  # liste de dictionnaires aux clés site, busy_gb, required_mbps
### BEGIN SOLUTION
by_hour = Counter()
for line in journal:
    by_hour[line["hour"]] += line["gb"]
busy_hour = max(by_hour, key=by_hour.get)

efficiency = specification["link_efficiency_percent"] / 100
traffic_growth = (1 + specification["traffic_growth_percent"] / 100) ** specification["network_horizon_years"]
site_rates = []
for site in ("SIE", "AG1", "AG2", "PAR"):
    busy_gb = sum(line["gb"] for line in journal if line["site"] == site and line["hour"] == busy_hour) / DAYS
    sessions = sum(row["sessions"] for row in accounts if row["site"] == site)
    today_mbps = 8000 * busy_gb / (3600 * efficiency) + sessions * specification["session_mbps"]
    site_rates.append({"site": site, "busy_gb": busy_gb, "required_mbps": today_mbps * traffic_growth})
required = {row["site"]: row["required_mbps"] for row in site_rates}
print(busy_hour, site_rates)
### END SOLUTION

# %% solution="graph"
overloaded_links = None  # liste de dictionnaires aux clés link, load_mbps
weak_points = None  # liste de dictionnaires à la clé element
cuts = None  # liste de dictionnaires aux clés site, link_1, link_2
### BEGIN SOLUTION
HOST, TERMINALS = "HEB", {"SIE", "AG1", "AG2", "HEB"}
nodes = [row["noeud"] for row in read_table("reseau_noeuds.csv")]
present = {row["lien"]: row for row in read_table("reseau_liens.csv")}
options = {row["option"]: row for row in read_table("reseau_options.csv")}


def graph_of(lines, failed=()):
    """Return what is left of the network; a node that fails takes its links with it."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(node for node in nodes if node not in failed)
    for name, row in lines.items():
        ends = row["extremite_1"], row["extremite_2"]
        if name not in failed and not set(ends) & set(failed):
            graph.add_edge(*ends, key=name, latency=row["latence_ms"], rate=row["debit_mbps"])
    return graph


def way_of(lines, site):
    """Return the names of the links of the way of the lowest latency from a site to the host."""
    graph = graph_of(lines)
    hops = nx.utils.pairwise(nx.dijkstra_path(graph, site, HOST, weight="latency"))
    return [min(graph[one][other], key=lambda name: graph[one][other][name]["latency"]) for one, other in hops]


def loads_of(lines):
    """Return what the required rates put on each link, undivided."""
    loads = dict.fromkeys(lines, 0.0)
    for site, rate in required.items():
        for name in way_of(lines, site):
            loads[name] += rate
    return loads


def overloaded_of(lines):
    return {name: load for name, load in loads_of(lines).items() if load > lines[name]["debit_mbps"]}


def weak_points_of(lines):
    """Return nodes and links of which one alone separates terminals; one that fails separates itself from none."""
    found = []
    for failed in (*nodes, *lines):
        graph = graph_of(lines, [failed])
        left = TERMINALS - {failed}
        if not left <= nx.node_connected_component(graph, min(left)):
            found.append(failed)
    return found


overloaded_links = [{"link": name, "load_mbps": load} for name, load in overloaded_of(present).items()]
weak_points = [{"element": name} for name in weak_points_of(present)]
cuts = []
for site in ("SIE", "AG1", "AG2"):
    singles = [name for name in present if not nx.has_path(graph_of(present, [name]), site, HOST)]
    pairs = combinations([name for name in present if name not in singles], 2)
    cuts += [{"site": site, "link_1": name, "link_2": ""} for name in singles]
    cuts += [
        {"site": site, "link_1": one, "link_2": other}
        for one, other in pairs
        if not nx.has_path(graph_of(present, [one, other]), site, HOST)
    ]
print(overloaded_links, [row["element"] for row in weak_points])
for row in cuts:
    print(row)
### END SOLUTION

# %% solution="transfer"
window_mbps = None
transfer_s = None
transfer_limit = None  # "liaison" ou "fenêtre"
### BEGIN SOLUTION
taken = [present[name] for name in way_of(present, "AG2")]
round_trip_s = 2 * sum(row["latence_ms"] for row in taken) / 1000
link_mbps = efficiency * min(row["debit_mbps"] for row in taken)
window_mbps = 8 * specification["window_kib"] * 1024 / round_trip_s / 1e6
transfer_s = round_trip_s + 8000 * specification["file_gb"] / min(link_mbps, window_mbps)
transfer_limit = "liaison" if link_mbps <= window_mbps else "fenêtre"
print(link_mbps, window_mbps, transfer_s, transfer_limit)
### END SOLUTION

# %% solution="upgrade"
upgrade = None  # liste de dictionnaires à la clé option
upgrade_cost_eur = None
overloaded_after = None
weak_points_after = None
### BEGIN SOLUTION
for row in options.values():
    row["cost"] = row["mise_en_service_eur"] + specification["network_months"] * row["mensuel_eur"]


def upgraded(chosen):
    """Return the links with those of the options in place of theirs or beside them."""
    return present | {options[code]["lien"]: options[code] for code in chosen}


def worth_of(chosen):
    """Return what counts, the first figure first: overloaded links, weak points, cost."""
    lines = upgraded(chosen)
    return len(overloaded_of(lines)), len(weak_points_of(lines)), sum(options[code]["cost"] for code in chosen)


subsets = chain.from_iterable(combinations(options, count) for count in range(len(options) + 1))
affordable = [
    chosen for chosen in subsets if sum(options[code]["cost"] for code in chosen) <= specification["network_budget_eur"]
]
chosen = min(affordable, key=worth_of)
overloaded_after, weak_points_after, upgrade_cost_eur = worth_of(chosen)
upgrade = [{"option": code} for code in chosen]
print(chosen, upgrade_cost_eur, overloaded_after, weak_points_after)
### END SOLUTION

# %% [markdown]
# Tracez le réseau après votre amélioration, ce qui est acheté à part.

# %% solution="network-figure" figure="network-graph"
### BEGIN SOLUTION
PLACES = {
    "SIE": (0, 2),
    "RTR": (1, 2),
    "OP1": (2, 1.4),
    "OP2": (2, 2.6),
    "HEB": (3, 2),
    "AG1": (0.6, 0.6),
    "AG2": (0, 3.3),
    "INT": (2.6, 0.6),
    "PAR": (1.6, 0),
}
figure, axes = plt.subplots(figsize=(9, 5))
lines = upgraded(chosen)
loads = loads_of(lines)
for name, row in lines.items():
    (x1, y1), (x2, y2) = PLACES[row["extremite_1"]], PLACES[row["extremite_2"]]
    is_bought = name not in present or row is not present[name]
    axes.plot([x1, x2], [y1, y2], color="tab:green" if is_bought else "grey", linestyle="--" if is_bought else "-")
    label = f"{name}\n{loads[name]:.0f}/{row['debit_mbps']:.0f}"
    axes.annotate(label, ((x1 + x2) / 2, (y1 + y2) / 2), fontsize=8, ha="center", va="center", backgroundcolor="white")
for node, (x, y) in PLACES.items():
    weak = node in weak_points_of(lines)
    axes.plot(x, y, "s" if weak else "o", markersize=22, color="tab:red" if weak else "lightblue")
    axes.annotate(node, (x, y), ha="center", va="center", fontsize=8)
axes.set_title("Réseau après l’amélioration : charge/débit en Mb/s (tirets : acheté ; carrés : points uniques)")
axes.axis("off")
plt.show()
### END SOLUTION

# %% criterion="C2.2.2.network"
answer("busy_hour", busy_hour)
answer("site_rates", site_rates)
answer("overloaded_links", overloaded_links)
answer("weak_points", weak_points)
answer("cuts", cuts)
answer("window_mbps", window_mbps)
answer("transfer_s", transfer_s)
answer("transfer_limit", transfer_limit)
answer("upgrade", upgrade)
answer("upgrade_cost_eur", upgrade_cost_eur)
answer("overloaded_after", overloaded_after)
answer("weak_points_after", weak_points_after)

# %% [markdown]
# **À rédiger (environ 2 000 signes, espaces compris), notation humaine.** La note à la direction : l’architecture que
# vous proposez et ce qu’elle change pour chaque site, chiffres à l’appui (charge, débit, latence, points uniques) ; ce
# que le budget laisse fragile et ce que l’on fait en attendant ; pourquoi telle option n’a pas été prise ; ce qu’un
# débit plus grand n’améliorerait pas ; les hypothèses de vos chiffres et ce que vous feriez mesurer avant de signer.

# %% [markdown] rubric="C2.2.2.network"
# Nous proposons les options que le calcul désigne parmi celles que le budget paie : elles laissent d’abord le moins de
# liens surchargés, puis le moins de points dont la panne isole un site. La charge d’un lien n’est pas celle du site qui
# s’y raccorde : la liaison du siège porte aussi l’agence de Port-Armel lorsque celle-ci passe par son routeur, et c’est
# la somme, augmentée de la croissance à trois ans, qui dépasse le débit. Là où une option change le chemin de plus
# faible latence, elle décharge un lien sans qu’on l’ait élargi.
#
# Aujourd’hui, une coupure de la liaison d’une agence suffit à l’isoler de l’EDC, et deux coupes de deux liens séparent
# tout le monde de l’hébergeur. Un second raccordement chez l’autre opérateur vaut mieux qu’une liaison plus large du
# premier : il répond à la saturation et à la panne à la fois. L’option par l’internet, peu coûteuse, ne porterait pas
# la charge requise et sa latence l’écarte du chemin : elle ne serait qu’un secours.
#
# Ce qui reste unique après l’amélioration est connu : un équipement de secours pour le routeur du siège, ou une
# seconde sortie, serait la dépense suivante. En attendant, un routeur de rechange configuré et une procédure écrite
# ramènent la panne à deux heures.
#
# Un débit plus grand n’accélérerait pas un transfert que la fenêtre de la connexion limite : là, ce sont plusieurs
# connexions, une fenêtre plus grande ou un dépôt local qui aident. Le calcul suppose un chemin unique par site, des
# sessions au débit moyen et dix jours représentatifs : avant de signer, nous ferions mesurer la pointe réelle d’un mois
# de rendu et vérifier que les deux opérateurs ne partagent pas la même tranchée.

# %% [markdown]
# ## 3. Interopérabilité : le critère de Tolk (critère « Tolk », 10 points)
#
# Les cinq niveaux sont ceux de Tolk et Muguira (2003) ; **les portes, leurs mesures et leurs seuils sont une convention
# de cette étude** (section 5) : le texte de 2003 n’en donne pas. L’échelle de 0 à 6, publiée plus tard (Turnitsa,
# 2005 ; Tolk, Diallo et Turnitsa, 2007), est une autre échelle. Un échange atteint le niveau n s’il franchit toutes les
# portes de G1 à Gn ; ce que montrent les portes suivantes n’y change rien. Une plaquette, un prix ou le mot « IFC » ne
# prouvent rien : seules comptent les pièces.
#
# | Niveau | Nom | Porte à franchir pour l’atteindre |
# |---|---|---|
# | 0 | données propres au système | |
# | 1 | données documentées | G1 |
# | 2 | données statiques alignées | G1, G2 |
# | 3 | données dynamiques alignées | G1 à G3 |
# | 4 | données et processus harmonisés | G1 à G4 |
#
# Pièces d’un échange : `interface.md` (ressaisie, documents), `essais.csv` (lectures, modifications, suppressions,
# versions), `correspondance_etats.csv`, `avant.ifc` et `apres.ifc`, et s’ils existent `processus.bpmn`,
# `modele_conceptuel.ttl`, `regles.csv`. Une note annoncée et non écrite n’existe pas. Une règle dont le contrôle a
# rendu « contradiction » a bien été contrôlée.
#
# La cellule suivante ouvre chaque maquette **une fois** et mesure le volume de chaque forme : `models[code]` donne les
# deux maquettes d’un échange, avant et après, et `volumes_m3[code]` les volumes de leurs formes par repère (`Tag`), en
# m³, calculés dans l’unité que chaque fichier déclare. `evidence(code, name)` rend le texte d’une pièce, ou `""` si
# elle n’existe pas.

# %%
exchanges = {row["echange"]: row for row in read_table("echanges.csv")}
systems = {row["code"]: row["nom"] for row in read_table("logiciels.csv")}


def evidence(code, name):
    """Return the text of a paper of an exchange; empty where there is none."""
    path = case.path("echanges.csv").parent / "echanges" / code / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def shape_volumes_m3(model):
    """Return the volume of the shape of each element, by tag."""
    iterator = ifcopenshell.geom.iterator(ifcopenshell.geom.settings(), model, 1)
    found = {}
    going = iterator.initialize()
    while going:
        shape = iterator.get()
        found[model.by_id(shape.id).Tag] = ifcopenshell.util.shape.get_volume(shape.geometry)
        going = iterator.next()
    return found


models = {
    code: tuple(ifcopenshell.open(case.path(f"echanges/{code}/{name}.ifc")) for name in ("avant", "apres"))
    for code in exchanges
}
volumes_m3 = {code: tuple(shape_volumes_m3(model) for model in pair) for code, pair in models.items()}
print(evidence("E01", "interface.md"))

# %% [markdown]
# ### 3.1 Ce qui survit
#
# - `survival` : une ligne par échange, avec `exchange` et les sept parts de G2, **de 0 à 1** (trois décimales) :
#   `identifiers`, `classes`, `properties`, `relations`, `quantities`, `volumes`, `codes`. Les éléments (IfcElement) se
#   rapprochent par leur repère ; les définitions sont à la section 5. Mesurez-les pour **tous** les échanges, même ceux
#   qui manquent déjà G1.
#
# Sont des longueurs les propriétés dont la valeur est une mesure de longueur (IfcPositiveLengthMeasure) et les
# quantités de longueur (IfcQuantityLength), dans l’unité de longueur que chaque fichier déclare ; les volumes sont en
# m³ partout. Chaque élément compte deux relations, son niveau et son groupe ou système, reconnus à leur **nom** : leur
# GlobalId peut changer. S’il n’a pas de groupe avant l’échange, il ne doit pas en avoir après.

# %% solution="survival"
survival = None  # liste de dictionnaires aux clés exchange, identifiers, classes, properties, relations, ...
### BEGIN SOLUTION
util = ifcopenshell.util


def described(model):
    """Return what the measures need of each element, by tag, lengths in metres."""
    scale = util.unit.calculate_unit_scale(model)
    lengths = {
        each.Name
        for each in model.by_type("IfcPropertySingleValue")
        if each.NominalValue.is_a().endswith("PositiveLengthMeasure")
    }
    quantity_sets = {each.Name for each in model.by_type("IfcElementQuantity")}
    found = {}
    for element in model.by_type("IfcElement"):
        sets = util.element.get_psets(element)
        found[element.Tag] = {
            "identifier": element.GlobalId,
            "is_proxy": element.is_a("IfcBuildingElementProxy"),
            "properties": {
                (pset, name): value * scale if name in lengths else value
                for pset, held in sets.items()
                for name, value in held.items()
                if name != "id" and pset not in quantity_sets
            },
            "storey": util.element.get_container(element).Name,
            "groups": sorted(group.Name for group in util.element.get_groups(element)),
            "quantities": {
                name: value if name.endswith("Volume") else value * scale
                for pset, held in sets.items()
                for name, value in held.items()
                if name != "id" and pset in quantity_sets
            },
            "codes": sorted(each.Identification for each in util.classification.get_references(element)),
        }
    return found


def share(flags):
    held = list(flags)
    return sum(held) / len(held)


def close(sent, received, tolerance):
    if isinstance(sent, float) and isinstance(received, float):
        return abs(received - sent) <= tolerance * abs(sent)
    return sent == received


def survival_of(code):
    """Return the seven shares of an exchange."""
    sent, received = (described(model) for model in models[code])
    sent_m3, received_m3 = volumes_m3[code]
    pairs = [(each, received[tag]) for tag, each in sent.items()]
    return {
        "exchange": code,
        "identifiers": share(one["identifier"] == two["identifier"] for one, two in pairs),
        "classes": share(not two["is_proxy"] for _, two in pairs),
        "properties": share(
            close(value, two["properties"].get(key), 1e-6)
            for one, two in pairs
            for key, value in one["properties"].items()
        ),
        "relations": share(one[host] == two[host] for one, two in pairs for host in ("storey", "groups")),
        "quantities": share(
            close(value, two["quantities"].get(name), 0.01)
            for one, two in pairs
            for name, value in one["quantities"].items()
        ),
        "volumes": share(close(volume, received_m3[tag], 0.01) for tag, volume in sent_m3.items()),
        "codes": share(one["codes"] == two["codes"] for one, two in pairs),
    }


survival = [survival_of(code) for code in exchanges]
for row in survival:
    print({key: round(value, 3) if isinstance(value, float) else value for key, value in row.items()})
### END SOLUTION

# %% [markdown]
# ### 3.2 Le niveau de chaque échange
#
# - `levels` : une ligne par échange, avec `exchange`, `level` (0 à 4), `gate` (première porte manquée, `"aucune"` au
#   niveau 4), `measure` (une mesure qui tient cette porte fermée) et `value`, sa valeur : une part de 0 à 1 ; 0 pour
#   une condition qui n’est pas remplie, ou si la pièce qui la montrerait n’existe pas (`hypothèses` et `règles` valent
#   0 sans modèle conceptuel) ; pour `contradictions`, leur nombre. S’il y en a plusieurs, l’une d’elles suffit. Au
#   niveau 4, donnez la **plus basse** des sept parts de G2 et sa valeur.
#
# | Porte | Valeurs de `measure` |
# |---|---|
# | G1 | `sans ressaisie`, `interface`, `format`, `lecture` |
# | G2 | `identifiants`, `classes`, `propriétés`, `relations`, `quantités`, `volumes`, `codes` |
# | G3 | `états`, `processus`, `modifications`, `suppressions`, `versions` |
# | G4 | `modèle conceptuel`, `hypothèses`, `règles`, `contradictions` |
#
# **Un niveau seul ne rapporte rien** : il compte avec la porte et la mesure qui le montrent.

# %% solution="levels"
levels = None  # liste de dictionnaires aux clés exchange, level, gate, measure, value
### BEGIN SOLUTION
for code in exchanges:
    print(code, evidence(code, "interface.md").split("## Transmission")[1].split("## Pièces")[0])

# Read in the papers above, by phrases that say that something lacks.
REKEYED = ("ressaisit chaque élément", "recopié à la main")
NO_INTERFACE = ("Aucune note ne décrit l’interface", "est annoncée depuis deux ans")
NO_FORMAT = ("n’est décrit nulle part", "C’est de l’IFC, donc c’est documenté")


def says(text, phrases):
    return any(phrase in text for phrase in phrases)


def gates_of(code, shares):
    """Return by gate the value of each measure and what it must reach."""
    paper = evidence(code, "interface.md")
    trials = defaultdict(list)
    for row in csv.DictReader(evidence(code, "essais.csv").splitlines(), delimiter=";"):
        trials[row["nature"]].append(row["obtenu"] in ("lu", "reçue", "conservée"))
    states = [line.split(";")[1] for line in evidence(code, "correspondance_etats.csv").splitlines()[1:]]
    process, model = evidence(code, "processus.bpmn"), evidence(code, "modele_conceptuel.ttl")
    rules = [row["resultat"] for row in csv.DictReader(evidence(code, "regles.csv").splitlines(), delimiter=";")]
    limit = specification["share_limit_percent"] / 100
    names = ("identifiants", "classes", "propriétés", "relations", "quantités", "volumes", "codes")
    columns = ("identifiers", "classes", "properties", "relations", "quantities", "volumes", "codes")
    return {
        "G1": {
            "sans ressaisie": (0 if says(paper, REKEYED) else 1, 1),
            "interface": (0 if says(paper, NO_INTERFACE) else 1, 1),
            "format": (0 if says(paper, NO_FORMAT) else 1, 1),
            "lecture": (share(trials["lecture"]), 1),
        },
        "G2": {name: (shares[column], limit) for name, column in zip(names, columns, strict=True)},
        "G3": {
            "états": (share(state != "" and states.count(state) == 1 for state in states), 1),
            "processus": (1 if f'name="Échange {code}"' in process else 0, 1),
            "modifications": (share(trials["modification"]), 1),
            "suppressions": (share(trials["suppression"]), 1),
            "versions": (share(trials["version"]), 1),
        },
        "G4": {
            "modèle conceptuel": (1 if model else 0, 1),
            "hypothèses": (1 if "Hypothese" in model else 0, 1),
            "règles": (share(result != "non contrôlée" for result in rules) if rules else 0, 1),
        },
    }, rules.count("contradiction")


def level_of(code, shares):
    """Return the row of an exchange: the first gate that is not passed, and what keeps it shut."""
    gates, contradictions = gates_of(code, shares)
    for level, (gate, measures) in enumerate(gates.items()):
        failing = {name: value for name, (value, least) in measures.items() if value < least}
        if gate == "G4" and contradictions:
            failing["contradictions"] = contradictions
        if failing:
            name, value = min(failing.items(), key=lambda item: item[1])
            return {"exchange": code, "level": level, "gate": gate, "measure": name, "value": value}
    name, (value, _) = min(gates["G2"].items(), key=lambda item: item[1])
    return {"exchange": code, "level": 4, "gate": "aucune", "measure": name, "value": value}


levels = [level_of(row["exchange"], row) for row in survival]
for row in levels:
    print(row)
### END SOLUTION

# %% [markdown]
# ### 3.3 Le système : répartition, chaîne, route
#
# - `level_shares` : une ligne par niveau, de 0 à 4, avec `level` et `share`, la part (de 0 à 1) du volume **reçu** du
#   journal qui passe par des échanges de ce niveau.
# - `chain_level` : le niveau de la chaîne à évaluer (section 5) ; `chain_weakest` : le code d’un échange de la chaîne
#   qui le fixe.
# - `route` : la meilleure route de MOD à EDC, une ligne `step`, `system` par logiciel, départ et arrivée compris ;
#   `route_level` : son niveau.
# - `best_route` : la **fonction** `best_route(links, source, target)` qui rend la meilleure route d’un système à un
#   autre dans n’importe quel graphe d’échanges. `links` est une liste de dictionnaires aux clés `source`, `target`,
#   `level` ; les échanges ont un sens. Elle rend une liste de dictionnaires aux clés `step` (à partir de 1) et
#   `system`, ou la liste vide s’il n’y a pas de route. Deux systèmes peuvent être liés par plusieurs échanges : le
#   meilleur compte. Le départ et l’arrivée diffèrent ; un système que nul échange ne nomme n’a pas de route ; un
#   échange de niveau 0 est un échange comme un autre. À égalité, toutes les meilleures routes sont admises. Elle sera
#   essayée sur d’autres graphes que le vôtre.
#
# | Barème de l’interopérabilité | sur 10 |
# |---|---|
# | Identifiants, classes, codes | 1 |
# | Propriétés, relations | 1,5 |
# | Quantités, volumes | 1,5 |
# | Niveaux, portes et mesures | 3 |
# | Répartition ; chaîne ; route | 0,5 ; 0,75 ; 0,75 |
# | Fonction | 1 |
#
# Ce qui survit se juge à ce qui est **perdu** : une ligne toute à 1 ne rapporte rien là où quelque chose manque.

# %% solution="routes"
level_shares = None  # liste de dictionnaires aux clés level, share
chain_level = None
chain_weakest = None  # code d’un échange
route = None  # liste de dictionnaires aux clés step, system
route_level = None
best_route = None  # fonction : liste d’échanges, départ, arrivée -> liste de dictionnaires aux clés step, system
### BEGIN SOLUTION
level_by_code = {row["exchange"]: row["level"] for row in levels}
received_gb = Counter()
for line in journal:
    if line["etat"] == "reçu":
        received_gb[line["echange"]] += line["gb"]
level_shares = [
    {
        "level": level,
        "share": sum(gb for code, gb in received_gb.items() if level_by_code[code] == level) / received_gb.total(),
    }
    for level in range(5)
]

own_links = [
    {"source": row["source"], "target": row["cible"], "level": level_by_code[code]} for code, row in exchanges.items()
]
CHAIN = ["MOD", "STR", "COO", "EDC", "GMA"]
steps = set(nx.utils.pairwise(CHAIN))
along = [code for code, row in exchanges.items() if (row["source"], row["cible"]) in steps]
chain_weakest = min(along, key=level_by_code.get)
chain_level = level_by_code[chain_weakest]


def widest_route(links, source, target):
    """Return the route whose lowest exchange is the highest: take out the low ones as long as a route remains."""
    for least in sorted({link["level"] for link in links}, reverse=True):
        graph = nx.DiGraph((link["source"], link["target"]) for link in links if link["level"] >= least)
        if source in graph and target in graph and nx.has_path(graph, source, target):
            nodes = nx.shortest_path(graph, source, target)
            return [{"step": step, "system": node} for step, node in enumerate(nodes, start=1)]
    return []


best_route = widest_route
route = best_route(own_links, "MOD", "EDC")
level_between = {(link["source"], link["target"]): link["level"] for link in own_links}
route_level = min(level_between[pair] for pair in nx.utils.pairwise([row["system"] for row in route]))
print(level_shares, chain_level, chain_weakest, route, route_level)
### END SOLUTION

# %% [markdown]
# Tracez les échanges et leurs niveaux.

# %% solution="levels-figure" figure="exchange-levels"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(9, 3.5))
shown = sorted(level_by_code, key=level_by_code.get)
names = [f"{code} {exchanges[code]['source']} → {exchanges[code]['cible']}" for code in shown]
axes.barh(names, [level_by_code[code] for code in shown], color="tab:blue")
for place, code in enumerate(shown):
    row = next(row for row in levels if row["exchange"] == code)
    said = "toutes franchies" if row["gate"] == "aucune" else f"{row['gate']} : {row['measure']}"
    axes.text(level_by_code[code] + 0.05, place, said, va="center", fontsize=8)
axes.set(title="Niveau de Tolk de chaque échange et porte qui manque", xlabel="niveau", xlim=(0, 5.5))
axes.set_xticks(range(5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.2.2.tolk"
answer("survival", survival)
answer("levels", levels)
answer("level_shares", level_shares)
answer("chain_level", chain_level)
answer("chain_weakest", chain_weakest)
answer("route", route)
answer("route_level", route_level)
answer("best_route", best_route)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Avez-vous changé un résultat en cours de route ?
# Alors ceux qui en découlent ont changé avec lui. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
