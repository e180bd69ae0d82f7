# /// expected
# summary = "Rien n’est jamais retiré de la cible"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.96, 0.995]
# message = "Une nouvelle comparaison trouve encore"
# ///
# %% amend="patch"
both_ways = synchronise


def synchronise(source, target, fields):
    return [row for row in both_ways(source, target, fields) if row["action"] != "retirer"]
