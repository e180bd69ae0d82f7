# /// expected
# summary = "Les premiers mots de l’entretien pour toute preuve"
# [criteria."C2.3.1.process"]
# fraction = 0.9
# misconception = "passage-beside"
# message = "parle d’autre chose"
# ///
# %% extra="last"
openings = {code: " ".join(text.partition("Groupe")[2].partition("\n")[2].split()[:8]) for code, text in texts.items()}
answer("coding", [{**row, "passage": openings[row["interview"]]} for row in coding])
