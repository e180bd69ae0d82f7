# /// expected
# summary = "Un IDS hors du schéma : les restrictions sans espace de noms"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.2, 0.25]
# message = "Non valide"
# ///
# %% amend="ids"
ids_text = ids_text.replace("<xs:", "<").replace("</xs:", "</")
# %% solution="failing"
failing = [{"requirement": "EI-01", "global_id": each.GlobalId} for each in models["ifc4"].by_type("IfcMember")[:3]]
ifc2x3_checked, ifc2x3_failing = 0, [{"requirement": code, "failing": 0} for code in due if due[code]]
# %% solution="failing-figure"
figure = None
# %% extra="last"
print("sans contrôle")
