# /// expected
# summary = "L’impact traverse les parents interchangeables"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.8, 0.99]
# misconception = "interchangeable-ignored"
# ///
# %% amend="impacts"
interchangeable = set()
felt = {row["modification"]: touched(row["article"], decided[row["modification"]]) for row in changes}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
