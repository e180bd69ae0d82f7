# /// expected
# summary = "Une seule condition conservée suffit à garder la référence"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.999]
# misconception = "any-kept"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 1]
# ///
# %% amend="decisions"
decided = {row["modification"]: REVISION if any(row[each] == "oui" for each in KEPT) else NUMBER for row in changes}
decisions_to_correct = [
    {"change": row["modification"], "decision": decided[row["modification"]]}
    for row in changes
    if row["decision"] != decided[row["modification"]]
]
