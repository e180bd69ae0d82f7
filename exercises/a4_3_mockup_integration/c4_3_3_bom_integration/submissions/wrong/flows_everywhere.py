# /// expected
# summary = "Des flux inventés ajoutés à ceux qui sont demandés"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.48, 0.52]
# message = "Lignes inattendues"
# ///
# %% amend="mapping"
interfaces += [{**row, "flow": f"IF-{20 + rank}"} for rank, row in enumerate(interfaces)]
