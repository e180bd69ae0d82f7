# /// expected
# summary = "La cible est écartée du calcul annoncé, non du protocole"
# [criteria."C2.1.4.protocol"]
# fraction = [0.85, 0.93]
# misconception = "excluded-in-words-only"
# message = "Accordez"
# [criteria."C2.1.4.specification"]
# fraction = [0.9, 0.98]
# misconception = "wrong-target-kept"
# ///
# %% amend="replay"
for row in registration_protocol:
    if row["role"] == "ecartee":
        row["role"] = "calage"
