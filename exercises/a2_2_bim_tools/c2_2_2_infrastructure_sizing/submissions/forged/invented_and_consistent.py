# /// expected
# summary = "Des chiffres ronds qui rendent la suite triviale : trafics presque nuls, aucune surcharge"
# [criteria."C2.2.2.sizing"]
# fraction = [0.0, 0.15]
# [criteria."C2.2.2.network"]
# fraction = [0.0, 0.15]
# [criteria."C2.2.2.tolk"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
answer("daily_volume_gb", 100.0)
answer("named_accesses", 100)
answer("concurrent_accesses", 100.0)
licence = {"load_erlang": 0.1, "refused_percent": 0.0, "tokens": 1, "mode": "jetons"}
row_of = {row["logiciel"]: float(row["jeton_eur_par_an"]) for row in pools}
answer("licences", [{"software": code, **licence, "yearly_eur": price} for code, price in row_of.items()])
models = [row["modele"] for row in servers_on_offer]
answer("servers", [{"model": name, "servers": 2, "total_cost_eur": 100.0} for name in models])
answer("server_model", models[0])
answer("conversion_method", "charge")
answer("conversion_servers", 100)
answer("conversion_wait_min", 0.0)
for name in ("kept_tb", "provisioned_tb", "local_backup_tb", "remote_backup_tb"):
    answer(name, 100.0)
answer("provisioned_tib", 90.95)
answer("host_iops", 1000.0)
answer("array_level", "RAID6")
disks = [row["modele"] for row in disks_on_offer]
row = {"disks_for_capacity": 10, "disks_for_iops": 10, "disks": 10, "total_cost_eur": 100.0}
answer("arrays", [{"model": name, **row} for name in disks])
answer("array_model", disks[0])
answer("yearly_kwh", 10000.0)
answer("footprint_kgco2e", 1000.0)
answer("paid_services", [{"service": code} for code in ("V1", "V3", "V4", "V5")])
answer("services_cost_eur", 100000.0)
SITES = ("SIE", "AG1", "AG2", "PAR")
answer("busy_hour", 10)
answer("site_rates", [{"site": site, "busy_gb": 1.0, "required_mbps": 10.0} for site in SITES])
answer("overloaded_links", [])
links = [row["lien"] for row in read_table("reseau_liens.csv")]
answer("weak_points", [{"element": code} for code in links[:3]])
answer("cuts", [{"site": site, "link_1": links[0], "link_2": ""} for site in SITES[:3]])
answer("window_mbps", 100.0)
answer("transfer_s", 100.0)
answer("transfer_limit", "liaison")
first = read_table("reseau_options.csv")[0]["option"]
answer("upgrade", [{"option": first}])
answer("upgrade_cost_eur", 10000.0)
answer("overloaded_after", 0)
answer("weak_points_after", 0)
shares = ("identifiers", "classes", "properties", "relations", "quantities", "volumes", "codes")
answer("survival", [{"exchange": code, **dict.fromkeys(shares, 0.0)} for code in exchanges])
level = {"level": 0, "gate": "G1", "measure": "interface", "value": 0.0}
answer("levels", [{"exchange": code, **level} for code in exchanges])
answer("level_shares", [{"level": number, "share": float(number == 0)} for number in range(5)])
answer("chain_level", 0)
answer("chain_weakest", next(iter(exchanges)))
answer("route", [{"step": 1, "system": "MOD"}, {"step": 2, "system": "EDC"}])
answer("route_level", 0)


def best_route(links, source, target):
    """Return the direct way, whatever there is."""
    return [{"step": 1, "system": source}, {"step": 2, "system": target}]


answer("best_route", best_route)
