# /// expected
# summary = "Les impacts suivent la décision inscrite"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 0.99]
# misconception = "recorded-followed"
# ///
# %% amend="impacts"
felt = {row["modification"]: touched(row["article"], row["decision"]) for row in changes}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
