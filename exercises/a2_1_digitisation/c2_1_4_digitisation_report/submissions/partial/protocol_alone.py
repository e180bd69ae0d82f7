# /// expected
# summary = "Le protocole est rejouable ; ni chiffres, ni métadonnées, ni rapport"
# [criteria."C2.1.4.specification"]
# fraction = [0.15, 0.15]
# message = "Pas de réponse"
# ///
# %% amend="figures"
key_figures = None
# %% amend="metadata"
metadata = None
# %% solution="report"
report = None
