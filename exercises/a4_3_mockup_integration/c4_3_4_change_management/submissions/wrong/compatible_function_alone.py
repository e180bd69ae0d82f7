# /// expected
# summary = "Seule la fonction est regardée"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.999]
# misconception = "function-alone"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 1]
# ///
# %% amend="decisions"
decided = {row["modification"]: REVISION if row["fonction_conservee"] == "oui" else NUMBER for row in changes}
decisions_to_correct = [
    {"change": row["modification"], "decision": decided[row["modification"]]}
    for row in changes
    if row["decision"] != decided[row["modification"]]
]
