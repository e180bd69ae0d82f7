# /// expected
# summary = "Champs d’à côté : indices publiés, largeurs, surfaces brutes"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.81, 0.85]
# message = "source à revoir"
# ///
# %% amend="mapping"
OTHER = {"IF-02": "global_id", "IF-03": "Qto_MemberBaseQuantities.Width", "IF-04": "Qto_PlateBaseQuantities.GrossArea"}
for row in interfaces:
    row["source_field"] = OTHER.get(row["flow"], row["source_field"])
