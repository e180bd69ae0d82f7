# /// expected
# summary = "La géométrie demandée par numéros LOD"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.975
# misconception = "lod-as-need"
# message = "n’est pas un besoin"
# ///
# %% amend="needs"
for row in geometric_needs:
    row["detail"] = "LOD 350" if row["detail"] == "enveloppe" else "LOD 200"
