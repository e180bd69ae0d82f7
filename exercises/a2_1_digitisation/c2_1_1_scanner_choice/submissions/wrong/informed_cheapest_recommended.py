# /// expected
# summary = "Le moins cher du catalogue, éliminé, recommandé tout de même"
# [criteria."C2.1.1.informed"]
# fraction = [0.84, 0.9]
# misconception = "eliminated-recommended"
# message = "aucun score"
# ///
# %% amend="scores"
recommended = min((device for device in catalogue if reasons[device]), key=lambda device: quantities[device]["cout"])
