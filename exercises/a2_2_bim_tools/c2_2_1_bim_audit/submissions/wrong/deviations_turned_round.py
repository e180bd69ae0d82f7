# /// expected
# summary = "Ceux qui font et ceux qui récitent, échangés"
# [criteria."C2.2.1.faithful"]
# fraction = 0.8
# misconception = "reciter-as-witness"
# ///
# %% amend="process"
for row in deviations:
    row["established_by"], row["recited_by"] = row["recited_by"], row["established_by"]
