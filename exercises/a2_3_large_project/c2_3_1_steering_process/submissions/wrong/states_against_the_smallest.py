# /// expected
# summary = "Toute catégorie que le panel compte passe pour juste"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.85, 0.98]
# message = "vos quotas"
# ///
# %% amend="sample"
panel_states = [{**row, "state": row["state"] if row["state"] == "absente" else "juste"} for row in panel_states]
