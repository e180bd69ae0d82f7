# /// expected
# summary = "SWOT et retour d’expérience ; ni chiffres ni rapport"
# [criteria."C2.2.3.key-figures"]
# fraction = 0.0
# ///
# %% amend="report"
key_figures = report = None
