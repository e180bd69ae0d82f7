# /// expected
# summary = "Les impacts du premier semestre seulement, trois mois sur six"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 0.95]
# message = "À revoir"
# ///
# %% amend="impacts"
impacts = [row for row in impacts if row["change"] <= "MOD-012"]
