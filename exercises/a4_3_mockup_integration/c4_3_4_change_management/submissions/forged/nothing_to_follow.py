# /// expected
# summary = "Tout est décidé nouvelle révision, pour qu’il n’y ait plus d’impact à suivre"
# [criteria."C4.3.4.compatible"]
# fraction = [0, 0.05]
# [criteria."C4.3.4.lifecycle"]
# fraction = [0, 0.05]
# message = "presque rien à suivre"
# ///
# %% solution="decisions"
decisions_to_correct = [
    {"change": row["modification"], "decision": "nouvelle révision"}
    for row in changes
    if "référence" in row["decision"]
]
# %% solution="impacts"
impacts = [
    {"change": row["modification"], "article": row["article"], "identification": "nouvelle révision"} for row in changes
]
