# /// expected
# summary = "Les passages viennent de l’entretien d’une autre personne"
# [criteria."C2.3.1.process"]
# fraction = 0.9
# misconception = "other-person"
# message = "ne prouve rien"
# ///
# %% extra="last"
openings = {code: " ".join(text.partition("Groupe")[2].split()[4:14]) for code, text in texts.items()}
other = dict(zip(INTERVIEWS, [*INTERVIEWS[1:], INTERVIEWS[0]], strict=True))
answer("coding", [{**row, "passage": openings[other[row["interview"]]]} for row in coding])
