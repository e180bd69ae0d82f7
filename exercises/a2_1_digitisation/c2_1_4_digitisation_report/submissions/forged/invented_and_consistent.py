# /// expected
# summary = "Un protocole inventé, les mêmes rôles partout, des indicateurs parfaits, un rapport de remplissage"
# [criteria."C2.1.4.specification"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.4.protocol"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
answer("key_figures", [{"key": row["cle"], "value": 1.0, "unit": row["unite"]} for row in demanded_figures])
answer("metadata", [{"key": row["cle"], "value": "2026-01-15"} for row in demanded_metadata])
places = [row["position"] for row in read_table("positions.csv")][:3]
first = read_table("reglages.csv")[0]["resolution"]
plan = [{"order": rank, "position": place, "resolution": first} for rank, place in enumerate(places, start=1)]
answer("station_protocol", plan)
seen = read_table("observations_cibles.csv")
answer("registration_protocol", [{"station": row["station"], "target": row["cible"], "role": "calage"} for row in seen])
answer("parameters", [{"key": key, "value": 1.0, "unit": "m"} for key in ("portee_min", "portee_max", "incidence_max")])
perfect = {
    "couverture": 100.0,
    "duree": 60.0,
    "groupes": 1,
    "liaisons_max": 1,
    "rmse_calage": 1.0,
    "rmse_controle": 1.0,
}
answer("announced", [{"indicator": key, "value": value} for key, value in perfect.items()])
words = " ".join(f"mot{number}" for number in range(80))
answer("report", "\n\n".join(f"## {row['titre']}\n\n{row['titre']} {words}" for row in sections))
