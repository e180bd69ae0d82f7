# /// expected
# summary = "Les actions les plus courtes qui touchent tous les thèmes, sans égard aux groupes"
# [criteria."C2.3.1.change"]
# fraction = [0.65, 0.95]
# misconception = "group-not-reached"
# message = "ne sont pas atteints"
# ///
# %% amend="change"
step = offers[plan[0]]["libelle"]
heard = {theme for _, theme in hindrances}
retained = []
for action in sorted(offers, key=lambda each: int(offers[each]["jours"])):
    if heard & set(offers[action]["themes"].split(", ")):
        retained.append(action)
        heard -= set(offers[action]["themes"].split(", "))
actions = [{"action": action, "step": step} for action in retained]
treatments = [
    {"action": action, "resistance": "-".join(hindrance)}
    for action in retained
    for hindrance in [(row["interview"], row["theme"]) for row in coding if row["code"] == "frein"]
    if treats(action, hindrance)
]
