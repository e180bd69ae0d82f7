# /// expected
# summary = "Des termes du glossaire employés dans les vues sans y renvoyer"
# [criteria."C2.3.3.standalone"]
# fraction = 0.9
# misconception = "glossary-not-linked"
# ///
# %% amend="page"
VIEWS = {trade: f"{view}<p>À suivre chaque mois : {asked_terms[0]}.</p>" for trade, view in VIEWS.items()}
