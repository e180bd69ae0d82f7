# /// expected
# summary = "Tous les liens donnés pour surchargés"
# [criteria."C2.2.2.network"]
# fraction = [0.9, 0.97]
# message = "Lignes inattendues"
# ///
# %% amend="graph"
overloaded_links = [{"link": name, "load_mbps": load} for name, load in loads_of(present).items()]
