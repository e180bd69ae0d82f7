# /// expected
# summary = "Verdict de couleur inversé"
# [criteria."C2.1.2.colour"]
# fraction = 0.727273
# message = "ne découle pas de vos chiffres"
# ///
# %% amend="colour"
colour_conform = not colour_conform
