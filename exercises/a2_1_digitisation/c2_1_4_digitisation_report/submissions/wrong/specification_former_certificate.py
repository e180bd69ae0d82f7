# /// expected
# summary = "L’ancien certificat de l’appareil est cité"
# [criteria."C2.1.4.specification"]
# fraction = [0.95, 0.98]
# misconception = "expired-certificate"
# message = "ancien certificat"
# ///
# %% amend="metadata"
former = min((row for row in certificates if row["numero_serie"] == serial), key=lambda row: row["date_etalonnage"])
day = date.fromisoformat(former["date_etalonnage"])
changes = {"certificat": former["certificat"], "date_etalonnage": day.isoformat(), "etalonnage_valide": "non"}
changes |= {"fin_validite": day.replace(year=day.year + 1).isoformat()}
metadata = [{"key": row["key"], "value": changes.get(row["key"], row["value"])} for row in metadata]
