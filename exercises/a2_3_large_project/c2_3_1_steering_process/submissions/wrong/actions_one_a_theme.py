# /// expected
# summary = "Une action par thème, sans compter les jours"
# [criteria."C2.3.1.change"]
# fraction = 0.6
# misconception = "over-days"
# message = "n’est pas choisir"
# ///
# %% amend="change"
step = offers[plan[0]]["libelle"]
retained = [action for action, offer in offers.items() if ", " not in offer["themes"]][:8]
actions = [{"action": action, "step": step} for action in retained]
treatments = [
    {"action": action, "resistance": "-".join(hindrance)}
    for action in retained
    for hindrance in hindrances
    if treats(action, hindrance)
]
