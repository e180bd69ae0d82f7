# /// expected
# summary = "Des résumés entre guillemets"
# [criteria."C4.3.1.practices"]
# fraction = 0.85
# misconception = "paraphrase"
# message = "mot pour mot"
# ///
# %% amend="coding"
for row in practice_passages:
    row["passage"] = f"Ce partenaire dit {row['code']} en jours"
