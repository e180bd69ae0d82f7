# /// expected
# summary = "Des montants et des besoins inventés, cohérents entre eux : le budget est la seule somme faite"
# [criteria."C2.3.2.calculations"]
# fraction = 0.1
# [criteria."C2.3.2.costs"]
# fraction = 0.1
# ///
# %% extra="last"
million, kinds = 1e6, ("coût", "délai")
invented = sorted({row["lot"] for row in planning if row["niveau"] == 2})
total_eur = sum(row["budget_eur"] or 0.0 for row in planning if row["niveau"] == 2)
amounts = ("planned_eur", "earned_eur", "actual_eur")
answer("lots", [{"lot": lot} | dict.fromkeys(amounts, million) for lot in invented])
answer(
    "alerts",
    [{"lot": lot, "kind": kind, "index": 1.0, "alert": "conforme"} for lot in invented for kind in kinds],
)
for name in ("cost_variance_eur", "schedule_variance_eur", "late_variance_eur"):
    answer(name, 0.0)
for name in ("cost_index", "schedule_index", "to_complete_index"):
    answer(name, 1.0)
answer("budget_eur", total_eur)
answer("forecast", specification["forecast"])
answer("estimate_eur", total_eur)

yearly = {"companies": 20, "accounts": 1000, "concurrent": 400.0, "produced_tb": 20.0}
carrying = ceil(400 / (specification["sessions_per_server"] * specification["target_load_percent"] / 100))
servers = carrying + specification["spare_servers"]
kept_tb = 20.0 * specification["kept_years"]
years = range(START.year, int(str(planned[-1]["mois"])[3:]) + 1)
answer("yearly_needs", [{"year": year, "servers": servers, "stored_tb": kept_tb} | yearly for year in years])
answer("peak_access_year", years[0])
answer("servers_to_provide", servers)
answer("peak_stored_year", years[-1])
answer("provisioned_tb", kept_tb / (specification["maximum_fill_percent"] / 100))
