# /// expected
# summary = "Seuls les flux de la maquette sont décrits"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.48, 0.52]
# message = "Lignes absentes"
# ///
# %% amend="mapping"
interfaces = [row for row in interfaces if "maquette" in (row["source"], row["target"])]
