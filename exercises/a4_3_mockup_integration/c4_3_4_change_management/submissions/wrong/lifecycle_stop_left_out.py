# /// expected
# summary = "Le parent interchangeable qui arrête l’impact n’est pas donné"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.85, 0.99]
# misconception = "stop-left-out"
# ///
# %% amend="impacts"
felt = {
    change: {article: each for article, each in becomes.items() if each == NUMBER or decided[change] == REVISION}
    for change, becomes in felt.items()
}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
