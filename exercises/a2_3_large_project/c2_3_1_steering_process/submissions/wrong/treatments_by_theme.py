# /// expected
# summary = "Les liens sont établis sur le seul thème"
# [criteria."C2.3.1.change"]
# fraction = [0.75, 0.95]
# misconception = "theme-without-group"
# message = "n’atteint pas le groupe"
# ///
# %% amend="change"
treatments = [
    {"action": action, "resistance": f"{interview}-{theme}"}
    for action in plan
    for interview, theme in hindrances
    if theme in offers[action]["themes"].split(", ")
]
