# /// expected
# summary = "La date du planning réalisable donnée comme date au plus tôt"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.8, 0.99]
# sometimes = ["feasible-for-early"]
# ///
# %% amend="stages"
for row in stages:
    row["early"] = row["feasible"]
# %% amend="assembly"
# Who takes one plan for the other has not looked at the last day either.
stages[-1]["feasible"] = "fin du planning"
