# /// expected
# summary = "Matrice de jugements symétrique au lieu de réciproque"
# [criteria."C2.1.1.informed"]
# fraction = [0.6, 0.95]
# misconception = "not-reciprocal"
# message = "1/3"
# ///
# %% amend="weights"
judgements = [
    {"first": columns[i], "second": columns[j], "value": max(pairwise[i, j], pairwise[j, i])}
    for i in range(count)
    for j in range(count)
]
