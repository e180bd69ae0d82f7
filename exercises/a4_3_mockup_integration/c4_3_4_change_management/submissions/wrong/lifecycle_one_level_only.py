# /// expected
# summary = "L’impact s’arrête aux parents directs"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.8, 0.99]
# misconception = "one-level-only"
# ///
# %% amend="impacts"
felt = {
    row["modification"]: {row["article"]: decided[row["modification"]]}
    | {
        parent: REVISION if parent in interchangeable else NUMBER
        for parent in (parents[row["article"]] if decided[row["modification"]] == NUMBER else ())
    }
    for row in changes
}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
