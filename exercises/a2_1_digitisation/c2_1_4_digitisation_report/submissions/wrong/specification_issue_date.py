# /// expected
# summary = "La date d’émission est prise pour la date d’étalonnage"
# [criteria."C2.1.4.specification"]
# fraction = [0.97, 0.98]
# misconception = "issue-date"
# message = "date d’émission"
# ///
# %% amend="metadata"
day = date.fromisoformat(certificate["date_emission"])
changes = {"date_etalonnage": day.isoformat(), "etalonnage_valide": "oui"}
changes |= {"fin_validite": day.replace(year=day.year + 1).isoformat()}
metadata = [{"key": row["key"], "value": changes.get(row["key"], row["value"])} for row in metadata]
