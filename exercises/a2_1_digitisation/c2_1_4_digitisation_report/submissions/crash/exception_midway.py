# /// expected
# summary = "Une exception au moment de rejouer : ce qui précède compte"
# [criteria."C2.1.4.protocol"]
# fraction = 0.0
# [criteria."C2.1.4.specification"]
# fraction = 0.0
# ///
# %% solution="protocol"
raise RuntimeError("le protocole a échoué")
