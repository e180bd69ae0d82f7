# /// expected
# summary = "Les coupes d’un lien seulement"
# [criteria."C2.2.2.network"]
# fraction = [0.85, 0.93]
# misconception = "single-cuts-alone"
# message = "redondance"
# ///
# %% amend="graph"
cuts = [row for row in cuts if not row["link_2"]]
