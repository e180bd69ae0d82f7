# /// expected
# summary = "Le début de chaque texte, qui n’appuie rien"
# [criteria."C4.3.1.practices"]
# fraction = 0.85
# misconception = "passage-beside"
# message = "ne porte pas la valeur"
# ///
# %% amend="coding"
for row in practice_passages:
    row["passage"] = " ".join(texts[row["partner"]].split()[1:8])
