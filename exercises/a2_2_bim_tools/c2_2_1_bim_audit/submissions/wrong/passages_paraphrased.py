# /// expected
# summary = "Des résumés entre guillemets"
# [criteria."C2.2.1.faithful"]
# fraction = 0.8
# misconception = "paraphrase"
# message = "mot pour mot"
# ///
# %% amend="coding"
for row in coding:
    row["passage"] = f"Cette personne se plaint du thème {row['theme']} depuis longtemps"
