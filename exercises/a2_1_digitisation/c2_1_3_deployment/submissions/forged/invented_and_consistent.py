# /// expected
# summary = """Des positions au hasard, les dernières offres, des chiffres ronds, tout conforme ; un plan qui couvre \
# une part de ce qui est demandé garde une part de ses points, recomptés ; deux chiffres ronds tombent parfois juste"""
# [criteria."C2.1.3.coverage"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.3.support"]
# fraction = [0.0, 0.3]
# ///
# %% extra="last"
limit, fastest = int(specification["station_limit"]), next(iter(resolutions))
places = list(positions)[:: max(1, len(positions) // limit)][:limit]
answer("station_plan", [{"position": place, "resolution": fastest} for place in places])
answer("coverage_percent", 95.0)
answer("minutes", 100.0)
answer("critical_overlap_percent", 30.0)
answer("farthest_links", 2)
answer("chain_error_mm", 3.0)
answer("wrong_target", read_table("cibles.csv")[0]["cible"])
stations = sorted({row["station"] for row in read_table("observations_cibles.csv")})
row = {"rmse_all_mm": 2.0, "rmse_tie_mm": 1.0, "rmse_check_mm": 1.0, "verdict": "conforme"}
answer("registration", [{"station": station, **row} for station in stations])
answer("check_rmse_mm", 1.0)
answer("raw_volume_gb", 10.0)
answer("storage_tb", 10.0)
for name, file in (("storage_offer", "stockage"), ("link_offer", "liaison"), ("workstation_offer", "poste")):
    answer(name, next(iter(read_table(f"offres_{file}.csv")[-1].values())))
answer("usable_tb", 100.0)
answer("transfer_h", 1.0)
answer("processing_h", 1.0)
answer("total_cost_eur", 10000.0)
answer("hardware_conform", True)
