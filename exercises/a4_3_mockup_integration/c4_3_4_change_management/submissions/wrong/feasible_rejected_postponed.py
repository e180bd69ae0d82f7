# /// expected
# summary = "La demande rejetée est reportée, elle qui ne coûte rien"
# [criteria."C4.3.4.feasible"]
# fraction = [0.82, 0.84]
# message = "pas des modifications approuvées"
# ///
# %% amend="postponed"
postponed += [{"change": row["modification"]} for row in changes if row["modification"] not in approved]
