# /// expected
# summary = "Toutes les actions sont retenues"
# [criteria."C2.3.1.change"]
# fraction = 0.6
# misconception = "over-days"
# message = "n’est pas choisir"
# ///
# %% amend="change"
step = offers[plan[0]]["libelle"]
actions = [{"action": action, "step": step} for action in offers]
treatments = [
    {"action": action, "resistance": "-".join(hindrance)}
    for action in offers
    for hindrance in hindrances
    if treats(action, hindrance)
]
