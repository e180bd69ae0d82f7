# /// expected
# summary = "L’entretien entier pour preuve"
# [criteria."C2.3.1.process"]
# fraction = 0.9
# misconception = "passage-too-long"
# message = "ne se noie pas"
# ///
# %% extra="last"
told = {code: text.partition("Groupe")[2].partition("\n")[2] for code, text in texts.items()}
answer("coding", [{**row, "passage": told[row["interview"]]} for row in coding])
