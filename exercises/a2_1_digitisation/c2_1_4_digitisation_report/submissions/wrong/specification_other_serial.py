# /// expected
# summary = "Le scanner échangé est pris pour celui des mesures"
# [criteria."C2.1.4.specification"]
# fraction = [0.92, 0.96]
# misconception = "other-serial"
# message = "autre appareil"
# ///
# %% amend="metadata"
exchanged = next(row for row in certificates if row["instrument"] == "scanner" and row["numero_serie"] != serial)
day = date.fromisoformat(exchanged["date_etalonnage"])
changes = {"numero_serie": exchanged["numero_serie"], "certificat": exchanged["certificat"]}
changes |= {"date_etalonnage": day.isoformat(), "etalonnage_valide": "oui"}
changes |= {"fin_validite": day.replace(year=day.year + 1).isoformat()}
metadata = [{"key": row["key"], "value": changes.get(row["key"], row["value"])} for row in metadata]
