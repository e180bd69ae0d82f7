# /// expected
# summary = "Une nouvelle révision remonte aussi aux parents"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 0.99]
# misconception = "revision-propagated"
# ///
# %% amend="impacts"
felt = {
    row["modification"]: touched(row["article"], NUMBER) | {row["article"]: decided[row["modification"]]}
    for row in changes
}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
