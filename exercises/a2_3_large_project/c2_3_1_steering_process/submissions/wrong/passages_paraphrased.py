# /// expected
# summary = "Les passages sont des résumés"
# [criteria."C2.3.1.process"]
# fraction = 0.9
# misconception = "paraphrase"
# message = "mot pour mot"
# ///
# %% extra="last"
answer("coding", [{**row, "passage": f"La personne dit souffrir du thème {row['theme']}"} for row in coding])
