# /// expected
# summary = "Tous les champs récrits, changés ou non"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.91, 0.95]
# misconception = "rewrites-everything"
# message = "minimal"
# ///
# %% amend="patch"
def same(one, other):
    return False
