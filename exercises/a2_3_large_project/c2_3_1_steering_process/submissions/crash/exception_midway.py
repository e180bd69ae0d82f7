# /// expected
# summary = "Une exception en codant les entretiens : les parties prenantes comptent"
# [criteria."C2.3.1.stakeholders"]
# fraction = 1.0
# ///
# %% amend="sample"

# %% amend="grid"

# %% solution="coding"
raise RuntimeError("les entretiens n’ont pas été lus")
