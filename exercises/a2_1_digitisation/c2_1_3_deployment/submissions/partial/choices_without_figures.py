# /// expected
# summary = "Offres et verdict donnés sans les chiffres qui les fondent"
# [criteria."C2.1.3.support"]
# fraction = 0.285714
# message = "sans le chiffre qui le fonde"
# ///
# %% amend="hardware"
usable_tb = transfer_h = processing_h = total_cost_eur = None
