# /// expected
# summary = "Le retour en cours tenu pour un passage interdit"
# [criteria."C2.2.1.levers"]
# fraction = [0.85, 0.99]
# misconception = "return-refused"
# message = "quatre passages"
# ///
# %% amend="containers"
returned = sorted({row["conteneur"] for row in log if row["vers"] == "en cours"})
container_faults += [{"container": name, "rule": "RC-2"} for name in returned]
