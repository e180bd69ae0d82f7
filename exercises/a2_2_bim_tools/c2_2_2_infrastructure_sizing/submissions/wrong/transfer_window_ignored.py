# /// expected
# summary = "La fenêtre ignorée, et les équipements seuls parmi les points uniques"
# [criteria."C2.2.2.network"]
# fraction = [0.7, 0.97]
# misconception = "nodes-alone"
# message = "lien coupé"
# ///
# %% amend="graph"
weak_points = [row for row in weak_points if row["element"] in nodes]
# %% amend="transfer"
transfer_s = round_trip_s + 8000 * specification["file_gb"] / link_mbps
