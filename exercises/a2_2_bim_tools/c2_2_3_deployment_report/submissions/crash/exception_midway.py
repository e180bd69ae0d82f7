# /// expected
# summary = "Une exception au retour d’expérience : rien ne suit"
# [criteria."C2.2.3.swot"]
# fraction = 0.0
# [criteria."C2.2.3.key-figures"]
# fraction = 0.0
# ///
# %% solution="follow-up"
raise RuntimeError("le retour d’expérience a échoué")
