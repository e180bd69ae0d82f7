# /// expected
# summary = "Des paragraphes entiers en guise de preuve"
# [criteria."C4.3.1.practices"]
# fraction = 0.85
# misconception = "passage-too-long"
# message = "vingt mots"
# ///
# %% amend="coding"
for row in practice_passages:
    row["passage"] = texts[row["partner"]]
