# /// expected
# summary = "Annonce toujours qu’il n’y a pas de boucle"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.88, 0.92]
# message = "une boucle de trois articles"
# ///
# %% amend="graph"
def find_loop(lines):
    return []


# %% amend="order"
loop = []
