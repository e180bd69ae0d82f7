# /// expected
# summary = "Nombres comparés comme du texte"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.93, 0.97]
# misconception = "numbers-as-text"
# message = "6,0"
# ///
# %% amend="patch"
def same(one, other):
    return one == other
